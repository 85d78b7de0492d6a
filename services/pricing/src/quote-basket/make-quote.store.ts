import type { Database } from "@holdfast/postgres";
import { fail, ok, type Result } from "@holdfast/result";
import { isKnownGroup } from "../customer-group.store.ts";
import type { PriceSource, ShopInputs } from "../price-inputs.ts";
import type { PricingError } from "../pricing-error.ts";
import type { SignToken } from "../quote-signer.ts";
import type { ProviderTax, TaxableBasket } from "../tax-basket.ts";
import { currencyError, regionError } from "../wire.ts";
import { dynamicAmong, type QuoteFacts, type QuoteInput } from "./price-lines.ts";
import { providerBasket, quoteBasket } from "./quote-basket.ts";
import { findCoupons, findPromotionUses } from "./quote-facts.store.ts";
import { budgetedIds, judgeFacts, storedCode, versionsOf, writeFacts } from "./quote-facts.ts";
import { packRecord } from "./quote-record.store.ts";
import { type QuoteRequest, quoteClaims, writeAnswer } from "./quote-wire.ts";
import type { StoredQuote } from "./quotes.store.ts";

export type MakeQuoteDeps = {
  readonly db: Database;
  readonly prices: PriceSource;
  readonly newId: () => string;
  readonly quoteTtlMs: number;
  /** The feature flag of dynamic prices. */
  readonly isDynamic: (sku: string) => boolean;
  /** Asked where a region's rule says so; never rejects. */
  readonly askTaxProvider: (basket: TaxableBasket) => Promise<ProviderTax>;
};

export type Order = {
  readonly body: QuoteRequest;
  readonly account: string;
  readonly sign: SignToken;
  readonly nowMs: number;
};

export type MadeQuote = {
  /** To be stored before it is answered. */
  readonly stored: StoredQuote;
  /** What the client is told: JSON. */
  readonly answer: string;
};

/** Computes the quote and signs it; it is stored by the caller. Nothing is written here. Throws while prices are stale. */
export async function makeQuote(
  deps: MakeQuoteDeps,
  { body, account, sign, nowMs }: Order,
): Promise<Result<MadeQuote, PricingError>> {
  const unknown = unknownCode(body);
  if (unknown !== undefined) return fail(unknown);
  const { prices } = deps;
  const loaded = await Promise.all([
    prices.skus([...new Set(body.items.map(({ sku }) => sku))]),
    prices.shop(),
    prices.tax(body.region),
  ]);
  if (loaded.some(({ freshness }) => freshness.isStale)) throw new PricesStale();
  const [{ bySku }, { shop }, { tax }] = loaded;
  const stranger = await unknownGroup(deps.db, body, shop);
  if (stranger !== undefined) return fail(stranger);
  const facts = await loadFacts(deps, { body, shop, nowMs });
  const input = await askProvider(deps, quoteInput(body, { skus: bySku, shop, tax, facts }));
  const quote = quoteBasket(input);
  if (!quote.ok) return quote;
  // On a whole second, the unit of `exp`: the token and the quote end at the same moment.
  const expiresAtSeconds = Math.ceil((nowMs + deps.quoteTtlMs) / 1000);
  const promise = { id: deps.newId(), account, request: body, nowMs, expiresAtSeconds };
  const token = await sign(quoteClaims(quote.value, promise));
  const answer = writeAnswer(quote.value, promise, token);
  const record = packRecord({
    request: JSON.stringify(body),
    versions: JSON.stringify(versionsOf(bySku.values(), shop, tax)),
    facts: JSON.stringify(writeFacts(input.facts)),
    answer,
  });
  const times = { createdAtMs: nowMs, expiresAtMs: expiresAtSeconds * 1000 };
  return ok({ stored: { id: promise.id, account, record, ...times }, answer });
}

/** An outage, as services tell it: what was last known may be shown, but not promised. */
class PricesStale extends Error {
  readonly code = "ETIMEDOUT";
  constructor() {
    super("prices cannot be compared with the database");
  }
}

/** The input of a request; what it leaves out is null. */
export function quoteInput(
  request: QuoteRequest,
  loaded: Pick<QuoteInput, "skus" | "shop" | "tax" | "facts">,
): QuoteInput {
  const { items, currency, region, channel = null, customerGroup = null } = request;
  const { postcode = null, taxId = null, couponCodes = [] } = request;
  return {
    ...{ items, currency, region, channel, customerGroup, postcode, taxId, couponCodes },
    ...loaded,
  };
}

function unknownCode({ currency, region }: QuoteRequest): PricingError | undefined {
  const noCurrency = currencyError("/currency", currency);
  if (noCurrency) return { kind: "unknown-currency", errors: [noCurrency] };
  const noRegion = regionError("/region", region);
  return noRegion && { kind: "unknown-region", errors: [noRegion] };
}

async function unknownGroup(
  db: Database,
  { customerGroup }: QuoteRequest,
  shop: ShopInputs,
): Promise<PricingError | undefined> {
  if (customerGroup === undefined || shop.groups.groups.has(customerGroup)) return undefined;
  if (shop.promotions.customerGroups.has(customerGroup)) return undefined;
  if (await isKnownGroup(db, customerGroup)) return undefined;
  const message = `no price, promotion or customer group is named ${customerGroup}`;
  return { kind: "unknown-customer-group", errors: [{ path: "/customerGroup", message }] };
}

/** Asks for coupons and budgets only where the basket has to do with some. */
async function loadFacts(
  { db, isDynamic }: MakeQuoteDeps,
  { body, shop, nowMs }: Pick<Order, "body" | "nowMs"> & { readonly shop: ShopInputs },
): Promise<QuoteFacts> {
  const { couponCodes: codes = [], currency, customerId } = body;
  const coupons = codes.length === 0 ? [] : await findCoupons(db, codes.map(storedCode));
  const set = shop.promotions;
  const budgeted = budgetedIds(set, coupons, nowMs);
  const uses = budgeted.length === 0 ? [] : await findPromotionUses(db, budgeted, customerId);
  const judged = judgeFacts({ codes, currency, set }, coupons, uses);
  const skus = body.items.map(({ sku }) => sku);
  return { nowMs, isDynamic: dynamicAmong(skus, isDynamic), ...judged, provider: null };
}

async function askProvider(deps: MakeQuoteDeps, input: QuoteInput): Promise<QuoteInput> {
  const basket = providerBasket(input);
  if (basket === undefined) return input;
  const provider = await deps.askTaxProvider(basket);
  return { ...input, facts: { ...input.facts, provider } };
}
