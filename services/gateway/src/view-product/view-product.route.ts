import type { Service } from "@holdfast/http-service";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { type KnownPrices, questionKey } from "../known-prices.ts";
import { lastKnown } from "../last-known.ts";
import type { OpenResponseCache } from "../open-response-cache.ts";
import { toProblem } from "../problems.ts";
import { ProductView } from "../product-view.ts";
import { checkCurrency, type Defaults, PurchaseFields } from "../purchase.ts";
import { refuse } from "../refuse.ts";
import { NotModified, sendValidated, ValidatorHeaders } from "../validated-answer.ts";
import { viewJson, viewTag } from "../view-json.ts";
import { itemReader, priceReader, type ReadSidesDeps } from "./read-sides.ts";
import { aggregate } from "./view-product.ts";

export type ViewProductDeps = Defaults &
  ReadSidesDeps & {
    readonly prices: KnownPrices;
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

export function addViewProductRoute(api: Service, deps: ViewProductDeps): void {
  const { defaultCurrency: currency, defaultRegion: region, prices, cache } = deps;
  const items = lastKnown(ITEM_BOUNDS);
  const itemOf = itemReader(deps, items);
  const priceOf = priceReader(deps, prices);

  api.get("/api/v1/products/:sku", { schema: SCHEMA }, async (request, reply) => {
    const { sku } = request.params;
    const query = { currency, region, ...request.query };
    checkCurrency(query.currency);
    const question = { sku, ...query };
    const key = cache && questionKey(question);
    const cached = key && cache?.get(key);
    if (cached) return sendValidated(request, reply, { json: () => cached.json, tag: cached.tag });
    // Both at once: the view takes as long as the slower one, not as both together.
    const [inventory, pricing] = await Promise.all([itemOf(sku), priceOf(question)]);
    const known = {
      item: inventory.kind === "fresh" ? undefined : items.get(sku),
      price: pricing.kind === "fresh" ? undefined : prices.get(question),
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
