import { toWire } from "@holdfast/money";
import { type Static, Type } from "typebox";
import { TAX_ID_PATTERN } from "../tax-basket.ts";
import {
  Channel,
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
/** What somebody typed: no control characters, and no halves of a character, which no database stores. */
const PRINTABLE = "^\\P{C}+$";

export const QuoteRequestBody = closed({
  items: Type.Array(closed({ sku: Sku, quantity: Quantity }), { minItems: 1, maxItems: ITEMS_MAX }),
  currency: Currency,
  region: Region,
  channel: Type.Optional(Channel),
  customerGroup: Type.Optional(CustomerGroup),
  customerId: Type.Optional(
    Type.String({
      ...{ minLength: 1, maxLength: 128, pattern: PRINTABLE },
      description: "Whose budget a promotion counts against, where it has one per customer.",
    }),
  ),
  postcode: Type.Optional(
    Type.String({
      pattern: "^[A-Za-z0-9][A-Za-z0-9 -]{0,15}$",
      description: "Of the delivery: some places have tax rates of their own.",
    }),
  ),
  taxId: Type.Optional(
    Type.String({
      pattern: TAX_ID_PATTERN,
      description: "The buyer's VAT id, for reverse charge.",
    }),
  ),
  couponCodes: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 64, pattern: PRINTABLE }), {
      maxItems: COUPONS_MAX,
    }),
  ),
});
export type QuoteRequest = Static<typeof QuoteRequestBody>;

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
  channel: Type.Optional(Type.String()),
  customerGroup: Type.Optional(Type.String()),
  pricesIncludeTax: Type.Boolean({ description: "Whether totals.tax is contained or added." }),
  lines: Type.Array(Line),
  totals: closed({
    subtotal: MoneyBody,
    discount: MoneyBody,
    tax: MoneyBody,
    total: MoneyBody,
    cash: Type.Optional({
      ...MoneyBody,
      description: "What is paid in cash, where the smallest coin is above the minor unit.",
    }),
  }),
  rejectedCoupons: Type.Array(closed({ code: Type.String(), reason: Type.String() })),
  createdAt: Type.String({ format: "date-time" }),
  expiresAt: Type.String({ format: "date-time" }),
  explanation: Type.Array(
    closed({ step: Type.String(), rule: Type.String(), before: MoneyBody, after: MoneyBody }),
    {
      description:
        "Every rule that was applied, and what it made of the running total; with step `considered` each that was looked at, and why it gives nothing.",
    },
  ),
});

/** Who was promised a quote, and for how long. */
export type QuotePromise = {
  readonly id: string;
  readonly account: string;
  readonly request: QuoteRequest;
  readonly nowMs: number;
  readonly expiresAtSeconds: number;
};

/** `iss` and `aud` of every quote token. */
const TOKEN_ISSUER = "holdfast-pricing";
const TOKEN_AUDIENCE = "holdfast-orders";

/**
 * What the token says: enough to charge the promised price to the promised account without asking us, and to ask again for
 * the same purchase when the promise is over.
 */
export function quoteClaims(quote: Quote, promise: QuotePromise) {
  const { currency, region, customerGroup = null, customerId } = promise.request;
  const { channel, postcode, taxId } = promise.request;
  const { totals } = writeAmounts(quote, currency);
  const redeem = quote.redeem.map(({ promotionId, couponCode, discountMinor }) => ({
    promotionId,
    ...(couponCode === null ? {} : { couponCode }),
    discountMinor,
  }));
  return {
    iss: TOKEN_ISSUER,
    aud: TOKEN_AUDIENCE,
    sub: promise.id,
    acc: promise.account,
    iat: Math.floor(promise.nowMs / 1000),
    exp: promise.expiresAtSeconds,
    quote: {
      ...{ packed: packLines(quote), totals, currency, region, customerGroup },
      // What few quotes have takes no room in the others.
      ...(channel === undefined ? {} : { channel }),
      ...(customerId === undefined ? {} : { customerId }),
      ...(postcode === undefined ? {} : { postcode }),
      ...(taxId === undefined ? {} : { taxId }),
      ...(redeem.length === 0 ? {} : { redeem }),
    },
  };
}

/**
 * The lines as a token has them, amounts in the minor unit of its currency: [sku, quantity, unit, subtotal, tax, total], and where
 * there are discounts [[place in `promotions`, amount], …]. A quarter of their bytes: they are signed, sent, stored, sent back.
 */
function packLines({ lines }: Quote) {
  const places = new Map<string, number>();
  const promotions: (readonly [id: string, label: string])[] = [];
  const placeOf = ({ promotionId, label }: Quote["lines"][number]["discounts"][number]): number => {
    const known = places.get(promotionId);
    if (known !== undefined) return known;
    places.set(promotionId, promotions.length);
    return promotions.push([promotionId, label]) - 1;
  };
  const packed = lines.map((line) => {
    const { sku, quantity, unitMinor, subtotalMinor, taxMinor, totalMinor, discounts } = line;
    const amounts = [sku, quantity, unitMinor, subtotalMinor, taxMinor, totalMinor];
    if (discounts.length === 0) return amounts;
    return [...amounts, discounts.map((one) => [placeOf(one), one.amountMinor])];
  });
  return { promotions, lines: packed };
}

/**
 * The answer as the client gets it. The same quote, promise and token give the same bytes: members are written in this
 * order, and what is absent in the request is absent here.
 */
export function writeAnswer(quote: Quote, promise: QuotePromise, token: string): string {
  const { currency, region, channel, customerGroup } = promise.request;
  const money = (amountMinor: number) => toWire({ amountMinor, currency });
  const body: Static<typeof QuoteBody> = {
    ...{ id: promise.id, token, currency, region },
    ...(channel === undefined ? {} : { channel }),
    ...(customerGroup === undefined ? {} : { customerGroup }),
    pricesIncludeTax: quote.pricesIncludeTax,
    ...writeAmounts(quote, currency),
    rejectedCoupons: quote.rejectedCoupons.map(({ code, reason }) => ({ code, reason })),
    createdAt: writeInstant(promise.nowMs),
    expiresAt: writeInstant(promise.expiresAtSeconds * 1000),
    explanation: quote.explanation.map(({ step, rule, beforeMinor, afterMinor }) => ({
      ...{ step, rule, before: money(beforeMinor), after: money(afterMinor) },
    })),
  };
  return JSON.stringify(body);
}

function writeAmounts({ lines, totals }: Quote, currency: string) {
  const money = (amountMinor: number) => toWire({ amountMinor, currency });
  const { cashMinor } = totals;
  return {
    lines: lines.map((line) => ({
      sku: line.sku,
      quantity: line.quantity,
      unit: money(line.unitMinor),
      subtotal: money(line.subtotalMinor),
      discounts: line.discounts.map(({ promotionId, label, amountMinor }) => ({
        ...{ promotionId, label, amount: money(amountMinor) },
      })),
      tax: money(line.taxMinor),
      total: money(line.totalMinor),
    })),
    totals: {
      subtotal: money(totals.subtotalMinor),
      discount: money(totals.discountMinor),
      tax: money(totals.taxMinor),
      total: money(totals.totalMinor),
      ...(cashMinor === null ? {} : { cash: money(cashMinor) }),
    },
  };
}
