import type { InventoryOperations, PricingOperations } from "@holdfast/contracts";
import type { Service } from "@holdfast/http-service";
import type { Outbound } from "@holdfast/outbound";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { answerHeaders } from "../forward/forward.ts";
import type { KnownPrices } from "../known-prices.ts";
import { callProblem } from "../problems.ts";
import { ProductView } from "../product-view.ts";
import { checkCurrency, type Defaults, PurchaseFields } from "../purchase.ts";
import { refuse } from "../refuse.ts";
import { type Side, sideOf } from "../side.ts";
import { NotModified, sendValidated, tagOf, ValidatorHeaders } from "../validated-answer.ts";
import { itemPart, substanceOf, viewJson } from "../view-json.ts";
import { type ListedPrice, listedPrice, withPrices } from "./list-products.ts";

export type ListProductsDeps = Defaults & {
  readonly outbound: Pick<Outbound, "client">;
  readonly prices: KnownPrices;
};

/** The same bounds as inventory's: what it would refuse is refused here. */
const SCHEMA = {
  operationId: "listProducts",
  summary: "Browse and search products: stock and prices",
  description:
    "By SKU. With `query`, products that have all of its words (the last one may be the beginning of one): first those that " +
    "have them in SKU and name, then those that have some only in category or description. With pricing down it still answers, " +
    "with the last known prices, as it does of a price that has no rate to be converted by; with inventory down it is 503.",
  tags: ["products"],
  security: [{ apiKey: [] }],
  headers: ValidatorHeaders,
  querystring: Type.Object(
    {
      query: Type.Optional(Type.String({ maxLength: 200, pattern: "^[^\\u0000]*$" })),
      category: Type.Optional(Type.String({ maxLength: 255, pattern: "^[^\\u0000]*$" })),
      inStock: Type.Optional(
        Type.Boolean({ description: "true: only what is available now; false: only what is not." }),
      ),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
      cursor: Type.Optional(
        Type.String({
          pattern: "^[A-Za-z0-9_-]{1,200}$",
          description: "`nextCursor` of a page, with the same `query`, `category` and `inStock`.",
        }),
      ),
      ...PurchaseFields,
    },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      data: Type.Array(ProductView),
      nextCursor: Type.Union([Type.String(), Type.Null()]),
    }),
    304: NotModified,
    ...problemResponses(400, 401, 403, 422, 429, 503, 504),
  },
};

export function addListProductsRoute(api: Service, deps: ListProductsDeps): void {
  const inventory = deps.outbound.client<InventoryOperations>("inventory");
  const pricesOf = priceAsker(deps);

  api.get("/api/v1/products", { schema: SCHEMA }, async (request, reply) => {
    const { currency = deps.defaultCurrency, region = deps.defaultRegion, ...rest } = request.query;
    const { customerGroup, channel, ...list } = rest;
    checkCurrency(currency);
    const listed = await inventory.call("listProducts", { query: list });
    if (!listed.ok) {
      if (listed.error.kind === "problem") reply.headers(answerHeaders(listed.error.headers));
      return refuse(reply, callProblem(listed.error, "inventory"));
    }
    const { data, nextCursor } = listed.value.body;
    const items = data.map((item) => ({ sku: item.sku, part: itemPart(item) }));
    const skus = items.map(({ sku }) => sku);
    const question = {
      currency,
      region,
      ...(customerGroup === undefined ? {} : { customerGroup }),
      ...(channel === undefined ? {} : { channel }),
    };
    const pricing = await pricesOf(skus, question);
    const known = (sku: string) => deps.prices.get({ sku, ...question });
    const views = withPrices(items, pricing, known);
    const cursor = JSON.stringify(nextCursor);
    reply.header("vary", "accept-encoding");
    return sendValidated(request, reply, {
      json: () => `{"data":[${views.map(viewJson).join(",")}],"nextCursor":${cursor}}`,
      tag: tagOf(`${views.map(substanceOf).join()}|${cursor}`),
    });
  });
}

type Question = {
  readonly currency: string;
  readonly region: string;
  readonly customerGroup?: string;
  readonly channel?: string;
};

/** Asks for the prices of all SKUs at once, and remembers what is answered. */
function priceAsker({ outbound, prices }: ListProductsDeps) {
  const pricing = outbound.client<PricingOperations>("pricing");
  return async (
    skus: readonly string[],
    question: Question,
  ): Promise<Side<readonly ListedPrice[]>> => {
    if (skus.length === 0) return { kind: "fresh", value: [] };
    const answer = await pricing.call("listPrices", { body: { skus: [...skus], ...question } });
    const side = sideOf(answer, "price-not-found", ({ data }) => data.map(listedPrice));
    if (side.kind !== "fresh") return side;
    for (const [index, sku] of skus.entries()) {
      const price = side.value[index];
      if (price === "unable") continue;
      if (price) prices.set({ sku, ...question }, price);
      else prices.forget({ sku, ...question });
    }
    return side;
  };
}
