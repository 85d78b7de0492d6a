import type { InventoryOperations, PricingOperations } from "@holdfast/contracts";
import type { Service } from "@holdfast/http-service";
import { isCurrency } from "@holdfast/money";
import type { CallError, Outbound } from "@holdfast/outbound";
import { type Problem, ProblemError, problem, problemResponses } from "@holdfast/problem";
import type { Result } from "@holdfast/result";
import { type Static, Type } from "typebox";
import { toProblem } from "../problems.ts";
import { refuse } from "../refuse.ts";
import { knownPrices } from "./known-prices.ts";
import { lastKnown } from "./last-known.ts";
import { ProductView } from "./product-view.ts";
import { aggregate, type ProductItem, type ProductPrice, type Side } from "./view-product.ts";

export type ViewProductDeps = {
  readonly outbound: Pick<Outbound, "client">;
  readonly defaultCurrency: string;
  readonly defaultRegion: string;
};

const MIB = 1024 * 1024;
/**
 * The part of a catalogue that is looked at, not all of it: 32 MiB in all. An item is about 1 KiB of text, but its
 * description may be 10,000 characters, so entries alone are no bound; a price is a third of that, and there are two memories.
 */
const ITEM_BOUNDS = { entriesMax: 10_000, bytesMax: 16 * MIB };
const PRICE_BOUNDS = { entriesMax: 10_000, bytesMax: 8 * MIB };

const Query = Type.Object(
  {
    currency: Type.Optional(
      Type.String({ pattern: "^[A-Z]{3}$", description: "ISO 4217; the shop's own by default." }),
    ),
    region: Type.Optional(
      Type.String({ pattern: "^[A-Z]{2}$", description: "ISO 3166; the shop's own by default." }),
    ),
    customerGroup: Type.Optional(Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" })),
    quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 })),
  },
  { additionalProperties: false },
);
const SCHEMA = {
  operationId: "getProduct",
  summary: "What a shop shows of a product: stock and price, asked in parallel",
  description:
    "With inventory or pricing down it still answers, with the last known values of that side; with both down it is 503.",
  tags: ["products"],
  security: [{ apiKey: [] }],
  params: Type.Object({ sku: Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$" }) }),
  querystring: Query,
  response: { 200: ProductView, ...problemResponses(400, 401, 403, 404, 422, 503, 504) },
};

type Asked = {
  readonly sku: string;
  readonly query: Static<typeof Query> & { readonly currency: string; readonly region: string };
};

export function addViewProductRoute(api: Service, deps: ViewProductDeps): void {
  const { defaultCurrency: currency, defaultRegion: region } = deps;
  const items = lastKnown<ProductItem>(ITEM_BOUNDS);
  const prices = knownPrices({ currency, region }, PRICE_BOUNDS);
  const ask = asker(deps.outbound);

  api.get("/api/v1/products/:sku", { schema: SCHEMA }, async (request, reply) => {
    const { sku } = request.params;
    const query = { currency, region, ...request.query };
    if (!isCurrency(query.currency)) throw new ProblemError(currencyUnknown(query.currency));
    const [inventory, pricing] = await ask({ sku, query });
    const question = { sku, ...query };
    if (inventory.kind === "fresh") items.set(sku, inventory.value);
    if (inventory.kind === "absent") items.forget(sku);
    if (pricing.kind === "fresh") prices.set(question, pricing.value);
    if (pricing.kind === "absent") prices.forget(question);
    const known = {
      item: inventory.kind === "fresh" ? undefined : items.get(sku),
      price: pricing.kind === "fresh" ? undefined : prices.get(question),
    };
    const view = aggregate(sku, { inventory, pricing }, known);
    return view.ok ? reply.send(view.value) : refuse(reply, toProblem(view.error));
  });
}

/** Asks both sides at once: the view takes as long as the slower one, not as both together. */
function asker(outbound: Pick<Outbound, "client">) {
  const inventory = outbound.client<InventoryOperations>("inventory");
  const pricing = outbound.client<PricingOperations>("pricing");
  return async ({ sku, query }: Asked): Promise<[Side<ProductItem>, Side<ProductPrice>]> => {
    const path = { sku };
    const [item, price] = await Promise.all([
      inventory.call("getAvailability", { path }),
      pricing.call("getPrice", { path, query }),
    ]);
    return [
      sideOf(item, "product-not-found", ({ taxCategory: _, availability, ...shown }) => ({
        ...shown,
        availability: { ...availability, locations: [...availability.locations] },
      })),
      sideOf(price, "price-not-found", (shown) => ({
        ...shown,
        adjustments: [...shown.adjustments],
      })),
    ];
  };
}

/** @throws ProblemError for a refusal that is about the request itself: it stands whatever the other side says. */
function sideOf<Body, Value>(
  answer: Result<{ readonly body: Body }, CallError>,
  absentCode: string,
  shownOf: (body: Body) => Value,
): Side<Value> {
  if (answer.ok) return { kind: "fresh", value: shownOf(answer.value.body) };
  const { error } = answer;
  if (error.kind === "deadline-exceeded") return { kind: "late" };
  if (error.kind !== "problem" || error.status >= 500 || error.status === 429) {
    return { kind: "down" };
  }
  if (error.problem.code === absentCode) return { kind: "absent" };
  throw new ProblemError(error.problem);
}

function currencyUnknown(currency: string): Problem {
  return problem({
    status: 400,
    code: "validation-failed",
    title: "Validation failed",
    detail: `${currency} is no ISO 4217 currency.`,
    errors: [{ path: "query/currency", message: "must be an ISO 4217 currency" }],
  });
}
