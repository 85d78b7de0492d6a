import type { Result } from "@holdfast/result";
import type { ShopInputs } from "../price-inputs.ts";
import { toProblem } from "../problems.ts";
import { toPromotion } from "../promotion-document.ts";
import { compilePromotions } from "../promotion-set.ts";
import type { QuoteFacts, QuoteInput } from "../quote-basket/price-lines.ts";
import { providerBasket, type Quote, type QuoteError } from "../quote-basket/quote-basket.ts";
import { storedCode } from "../quote-basket/quote-facts.ts";
import type { PromotionUses } from "./budgets.ts";
import { budgetFacts } from "./budgets.ts";
import type { Draft } from "./draft.ts";

/** Why a total is another one, or there is none. Amounts in the minor unit of the quote's currency. */
type Reason = {
  readonly code: string;
  /** A SKU, a promotion's id or a coupon's code; "" where it is about the whole basket. */
  readonly subject: string;
  readonly detail: string;
  readonly beforeMinor?: number;
  readonly afterMinor?: number;
};
/** `undecided`: what the draft would have made of it does not follow from what was recorded. */
type Verdict =
  | { readonly status: "unchanged" | "changed"; readonly afterMinor: number }
  | { readonly status: "refused" | "undecided" };
export type Judged = Verdict & { readonly reasons: readonly Reason[] };

/** A shop with the promotions of a draft over its own. */
export function draftShop(shop: ShopInputs, draft: Draft): ShopInputs {
  if (draft.promotions.size === 0) return shop;
  const kept = [...shop.promotions.byId.values()].flatMap(({ promotion }) =>
    draft.promotions.has(promotion.id) ? [] : [promotion],
  );
  const drafted = [...draft.promotions].flatMap(([key, body]) =>
    body === null ? [] : [toPromotion({ key, version: 0, body })],
  );
  const { revision } = shop.promotions;
  return { ...shop, promotions: compilePromotions([...kept, ...drafted], revision) };
}

/**
 * What a quote was made of, with the draft laid over it: as if the draft had been in force at that moment. `shop` is the
 * quote's, by `draftShop`. What a promotion was used before stays as the quote has it, unless the draft sets its budget.
 */
export function draftInput(
  input: QuoteInput,
  { draft, shop, uses }: { readonly draft: Draft; readonly shop: ShopInputs } & PromotionUses,
  customerId: string | undefined,
): QuoteInput {
  const skus = new Map(
    [...input.skus].map(([sku, inputs]) => {
      const prices = draft.books.get(sku);
      return [sku, prices === undefined ? inputs : { ...inputs, book: { ...inputs.book, prices } }];
    }),
  );
  const buyer = { currency: input.currency, customerId };
  const budgets = budgetFacts(input.facts.promotions, { draft, set: shop.promotions, uses }, buyer);
  const { coupons, badCoupons } = draftCoupons(input, draft);
  return {
    ...{ ...input, skus, shop },
    facts: { ...input.facts, badCoupons, promotions: { ...budgets, coupons } },
  };
}

/** Codes of what the draft ended or gave another code are good for nothing; those that it brings are good. */
function draftCoupons(
  { couponCodes, facts }: QuoteInput,
  { promotions, before }: Draft,
): Pick<QuoteFacts, "badCoupons"> & Pick<QuoteFacts["promotions"], "coupons"> {
  const coupons = new Map(facts.promotions.coupons);
  let badCoupons = facts.badCoupons;
  for (const [id, code] of coupons) {
    const body = promotions.get(id);
    const isGone =
      body === null ||
      (body !== undefined && before.get(id)?.couponCode === code && body.couponCode !== code);
    if (!isGone) continue;
    coupons.delete(id);
    badCoupons = [...badCoupons, { code, reason: "unknown-coupon" }];
  }
  const asked = new Set(couponCodes.map(storedCode));
  for (const [id, body] of promotions) {
    const code = body?.couponCode ?? null;
    if (code === null || !asked.has(code) || coupons.has(id)) continue;
    coupons.set(id, code);
    badCoupons = badCoupons.filter((bad) => bad.code !== code);
  }
  return { coupons, badCoupons };
}

type Computed = { readonly input: QuoteInput; readonly quote: Result<Quote, QuoteError> };

/**
 * What the draft makes of a quote that was told to cost `recordedMinor`. `before` is computed from what was recorded alone, so
 * that what newer code makes of it is not taken for the draft's doing.
 */
export function judge(recordedMinor: number, before: Computed, after: Computed): Judged {
  if (!before.quote.ok || before.quote.value.totals.totalMinor !== recordedMinor) {
    const detail = "Computed again without the draft it has another total: by other code.";
    return undecided("computed-otherwise", detail);
  }
  if (!after.quote.ok) return { status: "refused", reasons: refusalsOf(after.quote.error) };
  if (asksProviderAnew(before.input, after.input)) {
    return undecided(
      "tax-provider",
      "What the tax provider would say of other amounts is not recorded.",
    );
  }
  const afterMinor = after.quote.value.totals.totalMinor;
  return {
    ...{ status: afterMinor === recordedMinor ? "unchanged" : "changed", afterMinor },
    reasons: [
      ...unitReasons(before.quote.value, after.quote.value),
      ...promotionReasons(before.quote.value, after),
      ...couponReasons(before.quote.value, after.quote.value),
    ],
  };
}

export function undecided(code: string, detail: string): Judged {
  return { status: "undecided", reasons: [{ code, subject: "", detail }] };
}

function asksProviderAnew(before: QuoteInput, after: QuoteInput): boolean {
  if (before.facts.provider?.kind !== "answered") return false;
  return (
    JSON.stringify(providerBasket(before)?.lines) !== JSON.stringify(providerBasket(after)?.lines)
  );
}

function refusalsOf(error: QuoteError): readonly Reason[] {
  const { code, detail } = toProblem(error);
  if (error.kind !== "prices-missing") return [{ code, subject: "", detail }];
  const skus = new Set(error.items.map(({ sku }) => sku));
  const message = `has no price in ${error.currency} for this purchase`;
  return [...skus].map((sku) => ({ code, subject: sku, detail: message }));
}

function unitReasons(before: Quote, after: Quote): readonly Reason[] {
  const reasons = new Map<string, Reason>();
  for (const [index, { sku, unitMinor: beforeMinor }] of before.lines.entries()) {
    const afterMinor = after.lines[index]?.unitMinor ?? 0;
    if (beforeMinor === afterMinor) continue;
    const detail = "another price of a unit";
    reasons.set(sku, { code: "unit-price", subject: sku, detail, beforeMinor, afterMinor });
  }
  return [...reasons.values()];
}

/** Promotions that give something else than before. */
function promotionReasons(before: Quote, { input, quote }: Computed): readonly Reason[] {
  if (!quote.ok) return [];
  const [was, is] = [givenBy(before), givenBy(quote.value)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id) => {
    const [old, now] = [was.get(id), is.get(id)];
    const [beforeMinor, afterMinor] = [old?.amountMinor ?? 0, now?.amountMinor ?? 0];
    if (beforeMinor === afterMinor) return [];
    const { shop, facts } = input;
    const isUsedUp =
      facts.promotions.exhausted.has(id) || facts.promotions.discountLeftMinor.get(id) === 0;
    const why = isUsedUp
      ? "its budget is used up"
      : shop.promotions.byId.has(id)
        ? ""
        : "it is gone";
    const label = now?.label ?? old?.label ?? "";
    const detail = why === "" || afterMinor > 0 ? label : `${label}: ${why}`;
    return [{ code: "promotion", subject: id, detail, beforeMinor, afterMinor }];
  });
}

function givenBy({ lines }: Quote) {
  const given = new Map<string, { readonly label: string; readonly amountMinor: number }>();
  for (const { promotionId, label, amountMinor } of lines.flatMap(({ discounts }) => discounts)) {
    const before = given.get(promotionId)?.amountMinor ?? 0;
    given.set(promotionId, { label, amountMinor: before + amountMinor });
  }
  return given;
}

function couponReasons(before: Quote, after: Quote): readonly Reason[] {
  const known = new Set(before.rejectedCoupons.map(({ code }) => code));
  return after.rejectedCoupons.flatMap(({ code, reason }) =>
    known.has(code) ? [] : [{ code: "coupon-rejected", subject: code, detail: reason }],
  );
}
