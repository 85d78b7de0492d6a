/** The pure engine on one core: whole quotes with their explanation, by the number of lines and of promotions. */

import type { TaxInputs } from "../../services/pricing/src/price-inputs.ts";
import { compilePromotions } from "../../services/pricing/src/promotion-set.ts";
import type { QuoteInput } from "../../services/pricing/src/quote-basket/price-lines.ts";
import { quoteBasket } from "../../services/pricing/src/quote-basket/quote-basket.ts";
import { price } from "../../services/pricing/src/testing/prices.ts";
import { shopInputs, skuInputs } from "../../services/pricing/src/testing/quote-inputs.ts";
import { atLeast, atMost } from "../shared/floor.ts";
import { median, rounded } from "../shared/statistics.ts";
import { inputOf, randomItems } from "./baskets.ts";
import type { Part } from "./part.ts";
import { CATEGORIES, promotionsOf, REGION, skuOf } from "./shop.ts";
import type { Timing } from "./timing.ts";

const SKUS = 1_000;
const LINES = [1, 10, 100, 500];
const PROMOTIONS = [10, 20, 100, 1_000];
const BASKETS = 50; // so that no basket's result is what is measured

export const linesPart: Part = async (_, timing) => {
  const cases = LINES.map((lines) => ({ lines, promotions: 20 }));
  const rows = measureAll(cases, timing);
  const perSecond = rows.map(({ linesPerSecond }) => linesPerSecond);
  const [, ten = 0, hundred = 0, most = 0] = perSecond;
  return {
    rows,
    floors: [
      atLeast("lines a second of one core, baskets of 10", ten, 100_000),
      atMost("cost of a line in baskets of 500 to baskets of 100", hundred / most, 1.5),
    ],
  };
};

export const rulesPart: Part = async (_, timing) => {
  const rows = measureAll(
    PROMOTIONS.map((promotions) => ({ lines: 10, promotions })),
    timing,
  );
  const [, twenty, , thousand] = rows;
  const ratio = (twenty?.linesPerSecond ?? 0) / (thousand?.linesPerSecond ?? Number.NaN);
  return {
    rows,
    floors: [atMost("cost of a line with 980 promotions more that cannot match", ratio, 1.5)],
  };
};

type Case = { readonly lines: number; readonly promotions: number };

/** All cases have a turn in every round. */
function measureAll(cases: readonly Case[], { rounds, firstMs, measureMs }: Timing) {
  const inputs = cases.map(({ lines, promotions }) => basketsOf(lines, promotions));
  const rates = cases.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, baskets] of inputs.entries()) {
      const rate = basketsPerSecond(baskets, round === 0 ? firstMs : measureMs);
      if (round > 0) rates[index]?.push(rate);
    }
  }
  return cases.map((it, index) => {
    const perSecond = median(rates[index] ?? []);
    return {
      ...it,
      quotesPerSecond: rounded(perSecond),
      linesPerSecond: rounded(perSecond * it.lines),
      microsPerLine: rounded(1_000_000 / (perSecond * it.lines), 2),
      rounds,
    };
  });
}

function basketsPerSecond(baskets: readonly QuoteInput[], measureMs: number): number {
  const beganAtMs = performance.now();
  let priced = 0;
  while (performance.now() - beganAtMs < measureMs) {
    for (const basket of baskets) {
      const quote = quoteBasket(basket);
      if (!quote.ok) throw new Error(`a basket has no price: ${quote.error.kind}`);
    }
    priced += baskets.length;
  }
  return priced / ((performance.now() - beganAtMs) / 1000);
}

function basketsOf(lines: number, promotions: number): readonly QuoteInput[] {
  const shop = shopInputs({ promotions: compilePromotions(promotionsOf(promotions), 1) });
  return Array.from({ length: BASKETS }, () =>
    inputOf(randomItems(lines, SKUS), { skus: PRICES, shop, tax: TAX }),
  );
}

const PRICES: QuoteInput["skus"] = new Map(
  Array.from({ length: SKUS }, (_, index) => {
    const sku = skuOf(index);
    const prices = [
      price(2_000 + index),
      price(1_800 + index, { minQuantity: 10 }),
      price(2_200 + index, { currency: "USD" }),
      price(1_900 + index, { validFromMs: 1_750_000_000_000 }),
    ];
    return [sku, skuInputs(sku, prices, { category: `category-${index % CATEGORIES}` })];
  }),
);
const TAX: TaxInputs = {
  region: REGION,
  version: 1,
  rule: {
    ...{ pricesIncludeTax: true, rounding: { mode: "half-up", level: "line" } },
    rates: [{ category: "standard", ratePercent: "19", validFromMs: null }],
  },
};
