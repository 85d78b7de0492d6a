import type { InventoryOperations, PricingOperations } from "@holdfast/contracts";
import type { Service } from "@holdfast/http-service";
import type { Outbound } from "@holdfast/outbound";
import { problemResponses } from "@holdfast/problem";
import { type Static, Type } from "typebox";
import { type KnownPrices, questionKey } from "../known-prices.ts";
import { type LastKnown, lastKnown, type Understood } from "../last-known.ts";
import type { OpenResponseCache } from "../open-response-cache.ts";
import { toProblem } from "../problems.ts";
import { type ProductItem, type ProductPrice, ProductView } from "../product-view.ts";
import { checkCurrency, type Defaults, PurchaseFields } from "../purchase.ts";
import { refuse } from "../refuse.ts";
import type { SharedReads } from "../shared-reads.ts";
import { type Side, sideOf } from "../side.ts";
import { NotModified, sendValidated, ValidatorHeaders } from "../validated-answer.ts";
import { itemPart, type Part, pricePart, viewJson, viewTag } from "../view-json.ts";
import { aggregate } from "./view-product.ts";

export type ViewProductDeps = Defaults & {
  readonly outbound: Pick<Outbound, "client">;
  readonly prices: KnownPrices;
  /** Of both sides; the key says which and what. */
  readonly reads: SharedReads<Part>;
  /** Undefined: every view is read. */
  readonly cache: OpenResponseCache | undefined;
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
  headers: ValidatorHeaders,
  querystring: Query,
  response: {
    200: ProductView,
    304: NotModified,
    ...problemResponses(400, 401, 403, 404, 422, 429, 503, 504),
  },
};

type Asked = {
  readonly sku: string;
  readonly query: Static<typeof Query> & { readonly currency: string; readonly region: string };
};

export function addViewProductRoute(api: Service, deps: ViewProductDeps): void {
  const { defaultCurrency: currency, defaultRegion: region, prices, cache } = deps;
  const items = lastKnown(ITEM_BOUNDS);
  const itemOf = itemAsker(deps, items);
  const priceOf = priceAsker(deps);

  api.get("/api/v1/products/:sku", { schema: SCHEMA }, async (request, reply) => {
    const { sku } = request.params;
    const query = { currency, region, ...request.query };
    checkCurrency(query.currency);
    const key = cache && questionKey({ sku, ...query });
    const cached = key && cache?.get(key);
    if (cached) return sendValidated(request, reply, { json: () => cached.json, tag: cached.tag });
    // Both at once: the view takes as long as the slower one, not as both together.
    const [inventory, pricing] = await Promise.all([itemOf(sku), priceOf({ sku, query })]);
    const known = {
      item: inventory.kind === "fresh" ? undefined : items.get(sku),
      price: pricing.kind === "fresh" ? undefined : prices.get({ sku, ...query }),
    };
    const view = aggregate(sku, { inventory, pricing }, known);
    if (!view.ok) return refuse(reply, toProblem(view.error));
    const { value } = view;
    const tag = viewTag(value);
    const { item, price, degraded } = value;
    if (!cache || !key || price === null || degraded.length > 0) {
      return sendValidated(request, reply, { json: () => viewJson(value), tag });
    }
    const json = viewJson(value);
    const beganAtMs = Math.min(item.beganAtMs, price.beganAtMs);
    cache.keep(key, { json, tag, sku, beganAtMs });
    return sendValidated(request, reply, { json: () => json, tag });
  });
}

/** What is known of an item depends on nothing but its SKU; the caller's account is told, for logs only. */
function itemAsker({ outbound, reads, cache }: ViewProductDeps, items: LastKnown) {
  const inventory = outbound.client<InventoryOperations>("inventory");
  const ask = async (sku: string): Promise<Side<Part>> => {
    const beganAtMs = cache?.nowMs();
    const learn = (text: string) => items.learn(sku, text, understandItem);
    const answer = await inventory.read("getAvailability", learn, { path: { sku } });
    const side = sideOf(answer, "product-not-found", (part) => begun(part, beganAtMs));
    if (side.kind === "absent") items.forget(sku);
    return side;
  };
  return (sku: string) => reads.read(sku, () => ask(sku));
}

function understandItem(text: string): Understood {
  const item = JSON.parse(text) as ProductItem;
  return { part: itemPart(item), asOf: item.availability.asOf };
}

const begun = (part: Part, beganAtMs: number | undefined): Part =>
  beganAtMs === undefined ? part : { ...part, beganAtMs };

/** A price depends on all of the question and nothing else. */
function priceAsker({ outbound, reads, prices, cache }: ViewProductDeps) {
  const pricing = outbound.client<PricingOperations>("pricing");
  const ask = async ({ sku, query }: Asked): Promise<Side<Part>> => {
    const question = { sku, ...query };
    const beganAtMs = cache?.nowMs();
    const learn = (text: string) => prices.learn(question, text, understandPrice);
    const input = { path: { sku }, query };
    const answer = await pricing.read("getPrice", learn, input);
    const side = sideOf(answer, "price-not-found", (part) => begun(part, beganAtMs));
    if (side.kind === "absent") prices.forget(question);
    return side;
  };
  return (asked: Asked) =>
    reads.read(questionKey({ sku: asked.sku, ...asked.query }), () => ask(asked));
}

function understandPrice(text: string): Understood {
  const price = JSON.parse(text) as ProductPrice;
  return { part: pricePart(price), asOf: price.asOf };
}
