import { fromWire } from "@holdfast/money";
import { fail, ok, type Result } from "@holdfast/result";
import {
  type CryptoKey,
  compactVerify,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  importJWK,
  type JWK,
} from "jose";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import type { CheckoutCalls, CheckoutRefusal, OpenedQuote, Redeemable } from "./checkout.ts";

const Money = Type.Object({ amount: Type.Integer(), currency: Type.String() });
const Redeem = Type.Array(
  Type.Object({
    promotionId: Type.String(),
    couponCode: Type.Optional(Type.String()),
    discountMinor: Type.Integer({ minimum: 0 }),
  }),
  { minItems: 1 },
);
/** As tokens had their lines before they were packed; such a token may wait in an order that is being placed. */
const Lines = Type.Array(
  Type.Object({
    sku: Type.String(),
    quantity: Type.Integer({ minimum: 1 }),
    unit: Money,
    subtotal: Money,
    discounts: Type.Array(Type.Unknown()),
    tax: Money,
    total: Money,
  }),
  { minItems: 1 },
);
const Minor = Type.Integer({ minimum: 0 });
const Amounts = [Type.String(), Type.Integer({ minimum: 1 }), Minor, Minor, Minor, Minor] as const;
const Discounts = Type.Array(Type.Tuple([Minor, Minor]));
/** [sku, quantity, unit, subtotal, tax, total], then [[place in `promotions`, amount], …] where there are discounts. */
const Packed = Type.Object({
  promotions: Type.Array(Type.Tuple([Type.String(), Type.String()])),
  lines: Type.Array(Type.Union([Type.Tuple([...Amounts]), Type.Tuple([...Amounts, Discounts])]), {
    minItems: 1,
  }),
});
const Claims = Type.Object({
  iss: Type.Literal("holdfast-pricing"),
  aud: Type.Literal("holdfast-orders"),
  sub: Type.String({ pattern: "^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$" }),
  acc: Type.String(),
  exp: Type.Number(),
  quote: Type.Object({
    currency: Type.String(),
    region: Type.String(),
    customerGroup: Type.Union([Type.String(), Type.Null()]),
    lines: Type.Optional(Lines),
    packed: Type.Optional(Packed),
    totals: Type.Object({ total: Money }),
    channel: Type.Optional(Type.String()),
    customerId: Type.Optional(Type.String()),
    postcode: Type.Optional(Type.String()),
    taxId: Type.Optional(Type.String()),
    redeem: Type.Optional(Redeem),
  }),
});

/**
 * Pricing's keys are read at most this often, so that forged tokens cannot become traffic. Until then an unknown key may
 * as well be one that pricing began to sign with since: who brings its token is asked to come again, not refused for good.
 */
const REREAD_AFTER_MS = 1_000;
const NOT_READ: CheckoutRefusal = { kind: "upstream-unavailable", upstream: "pricing" };

export type QuoteTokenDeps = {
  readonly readKeys: () => Promise<Result<readonly JWK[], CheckoutRefusal>>;
  readonly nowMs: () => number;
};

/**
 * Opens a quote token: a compact JWS that one of pricing's keys signed (EdDSA). Keys are kept by `kid`; pricing is only
 * asked for one that is new. Refuses with `quote-invalid` whatever pricing did not sign, and with `upstream-unavailable` what
 * cannot be told yet; an expired quote is opened.
 */
export function quoteTokens({ readKeys, nowMs }: QuoteTokenDeps): CheckoutCalls["openQuote"] {
  const keys = new Map<string, CryptoKey>();
  let readAtMs = Number.NEGATIVE_INFINITY;

  const keyNamed = async (kid: string): Promise<Result<CryptoKey | undefined, CheckoutRefusal>> => {
    const known = keys.get(kid);
    if (known !== undefined) return ok(known);
    if (nowMs() - readAtMs < REREAD_AFTER_MS) return fail(NOT_READ);
    const read = await readKeys();
    if (!read.ok) return read;
    readAtMs = nowMs();
    for (const jwk of read.value) {
      if (jwk.kid !== undefined) keys.set(jwk.kid, (await importJWK(jwk, "EdDSA")) as CryptoKey);
    }
    return ok(keys.get(kid));
  };

  return async (token) => {
    const kid = kidOf(token);
    if (kid === undefined) return invalid("it is not a token of the pricing service");
    const key = await keyNamed(kid);
    if (!key.ok) return key;
    if (key.value === undefined) return invalid("it is signed with an unknown key");
    const payload = await verifiedPayload(token, key.value);
    if (payload === undefined) return invalid("its signature is not valid");
    return openClaims(payload, nowMs());
  };
}

function openClaims(payload: unknown, nowMs: number): Result<OpenedQuote, CheckoutRefusal> {
  if (!Value.Check(Claims, payload)) return invalid("it is not a quote");
  const { sub: quoteId, acc, exp, quote } = payload;
  const { currency, region, customerGroup, channel, customerId, postcode, taxId } = quote;
  const { packed, totals, redeem } = quote;
  const lines = packed === undefined ? quote.lines : unpack(packed, currency);
  if (lines === undefined) return invalid("it is not a quote");
  return ok({
    quoteId,
    account: acc,
    currency,
    region,
    ...(customerGroup === null ? {} : { customerGroup }),
    lines,
    total: fromWire(totals.total),
    ...(channel === undefined ? {} : { channel }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(postcode === undefined ? {} : { postcode }),
    ...(taxId === undefined ? {} : { taxId }),
    ...(redeem === undefined ? {} : { redeem }),
    expired: nowMs >= exp * 1000,
  });
}

const Redeeming = Type.Object({ quote: Type.Object({ redeem: Redeem }) });

/** What an order with this quote has to redeem; of a token that pricing has just given us, which needs no proof. */
export function redeemClaim(token: string): readonly Redeemable[] | undefined {
  const claims = decodeJwt(token);
  return Value.Check(Redeeming, claims) ? claims.quote.redeem : undefined;
}

function unpack({ promotions, lines }: Static<typeof Packed>, currency: string) {
  const money = (amount: number) => ({ amount, currency });
  return lines.map(([sku, quantity, unit, subtotal, tax, total, discounts = []]) => ({
    ...{ sku, quantity, unit: money(unit), subtotal: money(subtotal) },
    discounts: discounts.map(([place, amount]) => {
      const [promotionId, label] = promotions[place] ?? ["", ""]; // pricing signed it: there is one
      return { promotionId, label, amount: money(amount) };
    }),
    ...{ tax: money(tax), total: money(total) },
  }));
}

function kidOf(token: string): string | undefined {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    return alg === "EdDSA" ? kid : undefined;
  } catch {
    return undefined; // no JWS at all
  }
}

async function verifiedPayload(token: string, key: CryptoKey): Promise<unknown> {
  try {
    const { payload } = await compactVerify(token, key, { algorithms: ["EdDSA"] });
    return JSON.parse(new TextDecoder().decode(payload)) as unknown;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function invalid(reason: string): Result<never, CheckoutRefusal> {
  return fail({ kind: "quote-invalid", reason });
}
