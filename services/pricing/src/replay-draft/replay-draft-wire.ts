import { problemResponses } from "@holdfast/problem";
import { type Static, Type } from "typebox";
import { PRICES_MAX } from "../price.ts";
import { PriceBody } from "../prices/price-wire.ts";
import { PromotionPatch } from "../promotions/promotion-json.ts";
import { closed, MoneyBody, Sku } from "../wire.ts";

const DRAFT_BOOKS_MAX = 1_000;
const DRAFT_PROMOTIONS_MAX = 100;
/** Each is a few statements and some ms: a second or two in all, which an administrator's call may take. */
const QUOTES_MAX = 100;
const USES_MAX = DRAFT_PROMOTIONS_MAX;

const Count = Type.Integer({ minimum: 0 });
const Use = closed({
  promotionId: Type.String({ maxLength: 64 }),
  uses: Count,
  discounts: Type.Record(Type.String(), Count, { description: "Minor units by currency." }),
  customers: Type.Record(Type.String(), Count, {
    description: "Uses by customer, where the budget limits them.",
  }),
});
const DraftBody = closed({
  prices: Type.Optional(
    Type.Array(closed({ sku: Sku, prices: Type.Array(PriceBody, { maxItems: PRICES_MAX }) }), {
      maxItems: DRAFT_BOOKS_MAX,
      description: "All prices of a SKU as `putPrices` takes them; none takes it off sale.",
    }),
  ),
  promotions: Type.Optional(
    Type.Array(
      closed({
        id: Type.Optional(Type.String({ format: "uuid" })),
        delete: Type.Optional(Type.Boolean()),
        ...PromotionPatch.properties,
      }),
      {
        maxItems: DRAFT_PROMOTIONS_MAX,
        description:
          "Without `id` as `createPromotion` takes one; with `id` as `patchPromotion` does, or with `delete` its end.",
      },
    ),
  ),
});
const Reason = closed({
  code: Type.String({
    description:
      "`unit-price`, `promotion`, `coupon-rejected`; of a refusal the code that `createQuote` would answer with; `quote-not-found`, `invalid-state`, `computed-otherwise` or `tax-provider` where it cannot be decided.",
  }),
  subject: Type.String({ description: "A SKU, a promotion's id, a coupon; or empty." }),
  detail: Type.String(),
  before: Type.Optional(MoneyBody),
  after: Type.Optional(MoneyBody),
});
const Replayed = closed({
  id: Type.String(),
  status: Type.Enum(["unchanged", "changed", "refused", "undecided"]),
  before: Type.Union([MoneyBody, Type.Null()], { description: "The total that was told." }),
  after: Type.Union([MoneyBody, Type.Null()]),
  reasons: Type.Array(Reason),
});
export type ReplayedRow = Static<typeof Replayed>;

export const REPLAY_DRAFT = {
  operationId: "replayDraft",
  summary:
    "What stored quotes would have cost under draft prices and promotions; nothing is stored",
  description:
    "Each quote is computed again from what it was made of, with the draft laid over it as if it had been in force at that moment. Budgets that the draft sets are counted from the first quote on: send `used` of an answer with the quotes that follow.",
  tags: ["quotes"],
  body: closed({
    quoteIds: Type.Array(Type.String({ format: "uuid" }), {
      maxItems: QUOTES_MAX,
      description: "The oldest first. None: only whether the draft could be put in force.",
    }),
    draft: DraftBody,
    used: Type.Optional(Type.Array(Use, { maxItems: USES_MAX })),
  }),
  response: {
    200: closed({ data: Type.Array(Replayed), used: Type.Array(Use) }),
    ...problemResponses(400, 401, 422),
  },
};
