import type { InventoryOperations, PricingOperations } from "@holdfast/contracts";
import type { Service } from "@holdfast/http-service";
import type { Outbound } from "@holdfast/outbound";
import { problemResponses } from "@holdfast/problem";
import { type Static, Type } from "typebox";
import type { KnownPrices } from "../known-prices.ts";
import { lastKnown } from "../last-known.ts";
import { toProblem } from "../problems.ts";
import { type ProductItem, type ProductPrice, ProductView } from "../product-view.ts";
import { checkCurrency, type Defaults, PurchaseFields } from "../purchase.ts";
import { refuse } from "../refuse.ts";
import { type Side, sideOf } from "../side.ts";
import { aggregate } from "./view-product.ts";

export type ViewProductDeps = Defaults & {
  readonly outbound: Pick<Outbound, "client">;
  readonly prices: KnownPrices;
};

const MIB = 1024 * 1024;
/**
 * The part of a catalogue that is looked at, not all of it. An item is about 1 KiB of text, but its description may be
 * 10,000 characters, so entries alone are no bound.
 */
const ITEM_BOUNDS = { entriesMax: 10_000, bytesMax: 16 * MIB };

const Query = Type.Object(
  {
    ...PurchaseFields,
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
  const { defaultCurrency: currency, defaultRegion: region, prices } = deps;
  const items = lastKnown<ProductItem>(ITEM_BOUNDS);
  const ask = asker(deps.outbound);

  api.get("/api/v1/products/:sku", { schema: SCHEMA }, async (request, reply) => {
    const { sku } = request.params;
    const query = { currency, region, ...request.query };
    checkCurrency(query.currency);
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
    const asked = { path: { sku }, query };
    const [item, price] = await Promise.all([
      inventory.call("getAvailability", { path: asked.path }),
      pricing.call("getPrice", asked),
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
