import { toWire } from "@holdfast/money";
import { Type } from "typebox";
import {
  Currency,
  CustomerGroup,
  closed,
  MoneyBody,
  Quantity,
  Region,
  Sku,
  writeInstant,
} from "../wire.ts";
import type { Quote } from "./quote-basket.ts";

/** One basket; also what one reservation may hold. */
const ITEMS_MAX = 100;
const COUPONS_MAX = 20;

export const QuoteRequestBody = closed({
  items: Type.Array(closed({ sku: Sku, quantity: Quantity }), { minItems: 1, maxItems: ITEMS_MAX }),
  currency: Currency,
  region: Region,
  customerGroup: Type.Optional(CustomerGroup),
  couponCodes: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { maxItems: COUPONS_MAX }),
  ),
});

const Discount = closed({ promotionId: Type.String(), label: Type.String(), amount: MoneyBody });
const Line = closed({
  sku: Type.String(),
  quantity: Type.Integer(),
  unit: MoneyBody,
  subtotal: MoneyBody,
  discounts: Type.Array(Discount),
  tax: MoneyBody,
  total: MoneyBody,
});
export const QuoteBody = closed({
  id: Type.String({ format: "uuid" }),
  token: Type.String({
    description: "Compact JWS (EdDSA): lines and totals, frozen until expiresAt.",
  }),
  currency: Type.String(),
  region: Type.String(),
  customerGroup: Type.Optional(Type.String()),
  pricesIncludeTax: Type.Boolean({ description: "Whether totals.tax is contained or added." }),
  lines: Type.Array(Line),
  totals: closed({ subtotal: MoneyBody, discount: MoneyBody, tax: MoneyBody, total: MoneyBody }),
  rejectedCoupons: Type.Array(closed({ code: Type.String(), reason: Type.String() })),
  createdAt: Type.String({ format: "date-time" }),
  expiresAt: Type.String({ format: "date-time" }),
  explanation: Type.Array(
    closed({ step: Type.String(), rule: Type.String(), before: MoneyBody, after: MoneyBody }),
    { description: "Every rule that was applied, and what it made of the running total." },
  ),
});

/** Who was promised a quote, and for how long. */
export type QuotePromise = {
  readonly id: string;
  readonly account: string;
  readonly currency: string;
  readonly region: string;
  readonly customerGroup: string | null;
  readonly nowMs: number;
  readonly expiresAtSeconds: number;
};

/** `iss` and `aud` of every quote token. */
const TOKEN_ISSUER = "holdfast-pricing";
const TOKEN_AUDIENCE = "holdfast-orders";

/** What the token says: enough to charge the promised price to the promised account without asking us. */
export function quoteClaims(quote: Quote, promise: QuotePromise) {
  const { currency, region, customerGroup } = promise;
  const { lines, totals } = writeAmounts(quote, currency);
  return {
    iss: TOKEN_ISSUER,
    aud: TOKEN_AUDIENCE,
    sub: promise.id,
    acc: promise.account,
    iat: Math.floor(promise.nowMs / 1000),
    exp: promise.expiresAtSeconds,
    quote: { lines, totals, currency, region, customerGroup },
  };
}

/** The answer, but for what is not computed. */
export function writeQuote(quote: Quote, promise: QuotePromise) {
  const { id, currency, region, customerGroup } = promise;
  return {
    id,
    currency,
    region,
    ...(customerGroup === null ? {} : { customerGroup }),
    pricesIncludeTax: quote.pricesIncludeTax,
    ...writeAmounts(quote, currency),
    createdAt: writeInstant(promise.nowMs),
    expiresAt: writeInstant(promise.expiresAtSeconds * 1000),
    explanation: quote.explanation.map(({ step, rule, beforeMinor, afterMinor }) => ({
      step,
      rule,
      before: toWire({ amountMinor: beforeMinor, currency }),
      after: toWire({ amountMinor: afterMinor, currency }),
    })),
  };
}

function writeAmounts({ lines, totals }: Quote, currency: string) {
  const money = (amountMinor: number) => toWire({ amountMinor, currency });
  return {
    lines: lines.map((line) => ({
      sku: line.sku,
      quantity: line.quantity,
      unit: money(line.unitMinor),
      subtotal: money(line.subtotalMinor),
      discounts: [],
      tax: money(line.taxMinor),
      total: money(line.totalMinor),
    })),
    totals: {
      subtotal: money(totals.subtotalMinor),
      discount: money(totals.discountMinor),
      tax: money(totals.taxMinor),
      total: money(totals.totalMinor),
    },
  };
}
