import { fromWire, type Money } from "@holdfast/money";
import type { Queryable } from "@holdfast/postgres";
import type { Result } from "@holdfast/result";
import { listDocuments } from "../documents.store.ts";
import type { ShopInputs } from "../price-inputs.ts";
import type { PricesRefused } from "../prices/prices.ts";
import type { PromotionBody } from "../promotion-document.ts";
import { quoteInput } from "../quote-basket/make-quote.store.ts";
import type { QuoteInput } from "../quote-basket/price-lines.ts";
import { findCoupons } from "../quote-basket/quote-facts.store.ts";
import { type QuoteVersions, readFacts, type StoredFacts } from "../quote-basket/quote-facts.ts";
import type { QuoteRequest } from "../quote-basket/quote-wire.ts";
import {
  findRecordedQuote,
  findTaxRuleAt,
  loadSkusAt,
} from "../replay-quote/replay-quote.store.ts";
import { revisionsOf } from "../replay-quote/replay-quote.ts";
import { loadShopAt } from "../shop-inputs.ts";
import { codesOf, type Draft, type DraftJson, readDraft } from "./draft.ts";

/** A draft, read against what is in force now. */
export async function loadDraft(
  db: Queryable,
  json: DraftJson,
): Promise<Result<Draft, PricesRefused>> {
  const codes = codesOf(json);
  const { documents } = await listDocuments<PromotionBody>(db, "promotion");
  const coupons = codes.length === 0 ? [] : await findCoupons(db, codes);
  return readDraft(json, {
    promotions: new Map(documents.map(({ key, body }) => [key, body])),
    couponOwners: new Map(coupons.map(({ code, promotionId }) => [code, promotionId])),
  });
}

/** A stored quote of which all that it follows from is recorded. */
export type Replayable = {
  readonly id: string;
  readonly request: QuoteRequest;
  readonly versions: QuoteVersions;
  readonly facts: StoredFacts;
  /** Its total, as the client was told. */
  readonly told: Money;
};

/** The quote, or why it cannot be computed again. */
export async function findReplayable(
  db: Queryable,
  id: string,
): Promise<Replayable | "quote-not-found" | "invalid-state"> {
  const recorded = await findRecordedQuote(db, id);
  if (recorded === undefined) return "quote-not-found";
  const { request, versions, facts, answer } = recorded;
  if (versions.skus === undefined) return "invalid-state";
  const { totals } = JSON.parse(answer) as { totals: { total: Parameters<typeof fromWire>[0] } };
  return { id, request, versions, facts, told: fromWire(totals.total) };
}

/** Everything that the quote was made of. */
export async function loadInput(
  db: Queryable,
  { request, versions, facts }: Replayable,
  shop: ShopInputs,
): Promise<QuoteInput> {
  const skus = await loadSkusAt(db, versions.skus);
  const tax = versions.tax === null ? undefined : await findTaxRuleAt(db, versions.tax);
  return quoteInput(request, { skus, shop, tax, facts: readFacts(facts) });
}

/** Reads the shop of a quote, and what `derive` makes of it; once for quotes in a row that have the same. */
export function shopLoader<Derived>(
  db: Queryable,
  derive: (shop: ShopInputs) => Derived,
): (versions: QuoteVersions) => Promise<Derived> {
  let last: { readonly key: string; readonly derived: Derived } | undefined;
  return async (versions) => {
    const revisions = revisionsOf(versions);
    const key = JSON.stringify(revisions);
    if (last?.key !== key) last = { key, derived: derive(await loadShopAt(db, revisions)) };
    return last.derived;
  };
}
