/** Baskets of this shop, and what prices them: the service's own functions, without HTTP. */
import type { PriceSource } from "../../services/pricing/src/price-inputs.ts";
import {
  priceLines,
  type QuoteInput,
} from "../../services/pricing/src/quote-basket/price-lines.ts";
import { CURRENCY, REGION, skuOf } from "./shop.ts";

/** `lines` different SKUs out of the first `skus`, one to three of each. */
export function randomItems(lines: number, skus: number): QuoteInput["items"] {
  const names = namesOf(skus);
  const chosen = new Set<string>();
  while (chosen.size < lines) chosen.add(names[Math.floor(Math.random() * skus)] ?? "");
  return [...chosen].map((sku, index) => ({ sku, quantity: (index % 3) + 1 }));
}

/** Made once: the peer picks its ids from a list, too, and neither is what is measured. */
const namesOf = (skus: number): readonly string[] => {
  for (let index = NAMES.length; index < skus; index += 1) NAMES.push(skuOf(index));
  return NAMES;
};
const NAMES: string[] = [];

/** Nothing besides the documents: no coupon, nothing used up. */
const FACTS: Omit<QuoteInput["facts"], "nowMs"> = {
  isDynamic: false,
  promotions: { coupons: new Map(), exhausted: new Set(), discountLeftMinor: new Map() },
  badCoupons: [],
  provider: null,
};

export function inputOf(
  items: QuoteInput["items"],
  loaded: Pick<QuoteInput, "skus" | "shop" | "tax">,
): QuoteInput {
  return {
    ...{ items, currency: CURRENCY, region: REGION, channel: null, customerGroup: null },
    ...{ postcode: null, taxId: null, couponCodes: [], facts: { ...FACTS, nowMs: Date.now() } },
    ...loaded,
  };
}

/** Unit prices and promotions of some SKUs: what Medusa's `calculatePrices` tells, and the promotions that it does not. */
export async function priceCall(source: PriceSource, items: QuoteInput["items"]): Promise<void> {
  const [{ bySku }, { shop }] = await Promise.all([
    source.skus(items.map(({ sku }) => sku)),
    source.shop(),
  ]);
  const priced = priceLines(inputOf(items, { skus: bySku, shop, tax: undefined }));
  if (!priced.ok) throw new Error(`a basket has no price: ${priced.error.kind}`);
}
