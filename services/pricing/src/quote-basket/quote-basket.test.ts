import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Price } from "../price.ts";
import type { RoundingMode, TaxRule } from "../tax.ts";
import { price } from "../testing/prices.ts";
import { NOW_MS, quoteFacts, shopInputs, skuInputs } from "../testing/quote-inputs.ts";
import type { QuoteInput } from "./price-lines.ts";
import { type Quote, quoteBasket } from "./quote-basket.ts";

type Terms = {
  readonly currency: string;
  readonly percent: string;
  readonly pricesIncludeTax: boolean;
  readonly mode: RoundingMode;
  readonly level: "line" | "basket";
};
const GERMANY: Terms = {
  currency: "EUR",
  percent: "19",
  pricesIncludeTax: true,
  mode: "half-up",
  level: "line",
};

const plain = (currency: string, amountMinor: number, fields: Partial<Price> = {}) =>
  price(amountMinor, { currency, ...fields });

function taxRule({ pricesIncludeTax, mode, level, percent }: Terms): TaxRule {
  const rates = [{ category: "standard", ratePercent: percent, validFromMs: null }];
  return { pricesIncludeTax, rounding: { mode, level }, rates };
}

/** A basket of [unit amount, quantity] lines, each of a SKU of its own: A, B, C, … */
function basket(terms: Terms, lines: readonly (readonly [number, number])[]): QuoteInput {
  const skus = lines.map((_, index) => `SKU-${index}`);
  return {
    items: lines.map(([, quantity], index) => ({ sku: skus[index] ?? "", quantity })),
    currency: terms.currency,
    region: "DE",
    ...{ channel: null, customerGroup: null, postcode: null, taxId: null, couponCodes: [] },
    skus: new Map(
      lines.map(([unit], index) => {
        const sku = skus[index] ?? "";
        return [
          sku,
          skuInputs(sku, [plain(terms.currency, unit)], { version: index + 1 }),
        ] as const;
      }),
    ),
    shop: shopInputs(),
    tax: { region: "DE", version: 4, rule: taxRule(terms) },
    facts: quoteFacts(),
  };
}

function quoted(input: QuoteInput): Quote {
  const result = quoteBasket(input);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

describe("a quote", () => {
  // The arithmetic by hand. Contained: gross × r / (100 + r). Added: net × r / 100.
  for (const [name, terms, lines, taxes, totals] of [
    // 3 × 19.99 = 59.97, × 19/119 = 9.5750… → 9.58; 1 × 5.00 × 19/119 = 0.7983… → 0.80
    [
      "German prices contain 19 %",
      GERMANY,
      [
        [1999, 3],
        [500, 1],
      ],
      [958, 80],
      [6497, 1038, 6497],
    ],
    // 59.97 × 0.2 = 11.994 → 11.99; 5.00 × 0.2 = 1.00
    [
      "French net prices get 20 %",
      { ...GERMANY, percent: "20", pricesIncludeTax: false },
      [
        [1999, 3],
        [500, 1],
      ],
      [1199, 100],
      [6497, 1299, 7796],
    ],
    [
      "the Canary Islands have 0 %",
      { ...GERMANY, percent: "0" },
      [[1999, 3]],
      [0],
      [5997, 0, 5997],
    ],
    // JPY has no minor unit: 2 × 1480 = 2960, × 10/110 = 269.09… → 269
    [
      "yen are whole",
      { ...GERMANY, currency: "JPY", percent: "10" },
      [[1480, 2]],
      [269],
      [2960, 269, 2960],
    ],
    // KWD has three digits: 1.234 × 5 % = 0.0617 → 0.062
    [
      "dinars have three digits",
      { ...GERMANY, currency: "KWD", percent: "5", pricesIncludeTax: false },
      [[1234, 1]],
      [62],
      [1234, 62, 1296],
    ],
    // Three lines of 0.03 at 19 % added: each 0.0057 → 0.01, together 0.03
    [
      "each line rounds on its own",
      { ...GERMANY, pricesIncludeTax: false },
      [
        [3, 1],
        [3, 1],
        [3, 1],
      ],
      [1, 1, 1],
      [9, 3, 12],
    ],
    // On the basket: 0.09 × 19 % = 0.0171 → 0.02, spread as 0.0067 each: the first two lines carry it
    [
      "the basket rounds once",
      { ...GERMANY, pricesIncludeTax: false, level: "basket" },
      [
        [3, 1],
        [3, 1],
        [3, 1],
      ],
      [1, 1, 0],
      [9, 2, 11],
    ],
    // 0.05 × 10 % = 0.005, exactly half a cent
    [
      "half a cent goes up",
      { ...GERMANY, percent: "10", pricesIncludeTax: false },
      [[5, 1]],
      [1],
      [5, 1, 6],
    ],
    [
      "half a cent goes to the even cent",
      { ...GERMANY, percent: "10", pricesIncludeTax: false, mode: "half-even" },
      [
        [5, 1],
        [15, 1],
      ],
      [0, 2],
      [20, 2, 22],
    ],
    [
      "half a cent is cut off",
      { ...GERMANY, percent: "10", pricesIncludeTax: false, mode: "down" },
      [
        [5, 1],
        [15, 1],
      ],
      [0, 1],
      [20, 1, 21],
    ],
    ["what is free costs nothing", GERMANY, [[0, 7]], [0], [0, 0, 0]],
  ] as const satisfies readonly (readonly [
    string,
    Terms,
    readonly (readonly [number, number])[],
    readonly number[],
    readonly [number, number, number],
  ])[]) {
    it(`is right to the unit: ${name}`, () => {
      const quote = quoted(basket(terms, lines));
      assert.deepEqual(
        quote.lines.map(({ taxMinor }) => taxMinor),
        taxes,
      );
      const [subtotalMinor, taxMinor, totalMinor] = totals;
      assert.deepEqual(quote.totals, {
        ...{ subtotalMinor, discountMinor: 0, taxMinor, totalMinor, cashMinor: null },
      });
    });
  }

  it("keeps its lines in order, each with unit, subtotal, tax and total", () => {
    const quote = quoted(
      basket({ ...GERMANY, pricesIncludeTax: false }, [
        [1999, 3],
        [500, 2],
      ]),
    );
    assert.deepEqual(quote.lines, [
      {
        sku: "SKU-0",
        quantity: 3,
        unitMinor: 1999,
        subtotalMinor: 5997,
        discounts: [],
        taxMinor: 1139,
        totalMinor: 7136,
      },
      {
        sku: "SKU-1",
        quantity: 2,
        unitMinor: 500,
        subtotalMinor: 1000,
        discounts: [],
        taxMinor: 190,
        totalMinor: 1190,
      },
    ]);
  });

  it("explains every step, from nothing to the total", () => {
    const net = { ...GERMANY, pricesIncludeTax: false };
    assert.deepEqual(
      quoted(
        basket(net, [
          [1999, 3],
          [500, 1],
        ]),
      ).explanation,
      [
        {
          step: "base-price",
          rule: "SKU-0: 3 × 19.99 EUR, price book version 1",
          beforeMinor: 0,
          afterMinor: 5997,
        },
        {
          step: "base-price",
          rule: "SKU-1: 1 × 5.00 EUR, price book version 2",
          beforeMinor: 5997,
          afterMinor: 6497,
        },
        {
          step: "tax",
          rule: "SKU-0: 19 % standard added = 11.39 EUR, half-up per line, tax rule of DE, version 4",
          beforeMinor: 6497,
          afterMinor: 7636,
        },
        {
          step: "tax",
          rule: "SKU-1: 19 % standard added = 0.95 EUR, half-up per line, tax rule of DE, version 4",
          beforeMinor: 7636,
          afterMinor: 7731,
        },
      ],
    );
    assert.deepEqual(
      quoted(basket({ ...GERMANY, level: "basket" }, [[1999, 3]])).explanation.at(-1),
      {
        step: "tax",
        rule: "SKU-0: 19 % standard contained = 9.58 EUR, half-up per basket, tax rule of DE, version 4",
        beforeMinor: 5997,
        afterMinor: 5997,
      },
    );
  });
});

describe("tiers", () => {
  const tiered: QuoteInput = {
    ...basket(GERMANY, [[1000, 1]]),
    skus: new Map([
      [
        "mug",
        skuInputs(
          "mug",
          [
            plain("EUR", 1000),
            plain("EUR", 800, { minQuantity: 10, customerGroup: "vip", region: "DE" }),
          ],
          { version: 7 },
        ),
      ],
      ["pen", skuInputs("pen", [plain("EUR", 100)])],
    ]),
    customerGroup: "vip",
  };

  it("follow from the quantity of a SKU over all its lines", () => {
    const items = [
      { sku: "mug", quantity: 4 },
      { sku: "pen", quantity: 1 },
      { sku: "mug", quantity: 6 },
    ];
    const quote = quoted({ ...tiered, items });
    assert.deepEqual(
      quote.lines.map(({ sku, unitMinor, subtotalMinor }) => [sku, unitMinor, subtotalMinor]),
      [
        ["mug", 800, 3200],
        ["pen", 100, 100],
        ["mug", 800, 4800],
      ],
    );
    assert.equal(
      quote.explanation[0]?.rule,
      "mug: 4 × 8.00 EUR, price book version 7, customer group vip, region DE, from 10 units",
    );
  });

  it("stay out of reach one unit below", () => {
    const items = [
      { sku: "mug", quantity: 4 },
      { sku: "mug", quantity: 5 },
    ];
    assert.deepEqual(
      quoted({ ...tiered, items }).lines.map(({ unitMinor }) => unitMinor),
      [1000, 1000],
    );
  });
});

describe("a quote is refused", () => {
  const input = basket(GERMANY, [
    [1000, 1],
    [1000, 1],
    [1000, 1],
  ]);

  it("naming every line without a price, in this currency", () => {
    const skus = new Map(input.skus);
    skus.delete("SKU-0");
    skus.set("SKU-2", skuInputs("SKU-2", [plain("USD", 1000)]));
    assert.deepEqual(quoteBasket({ ...input, skus }), {
      ok: false,
      error: {
        kind: "prices-missing",
        currency: "EUR",
        items: [
          { index: 0, sku: "SKU-0" },
          { index: 2, sku: "SKU-2" },
        ],
      },
    });
  });

  it("when the region has no tax rule, or none that has begun", () => {
    const error = { kind: "tax-rate-missing", region: "DE", category: "standard" };
    assert.deepEqual(quoteBasket({ ...input, tax: undefined }), { ok: false, error });
    const rates = [{ category: "standard", ratePercent: "19", validFromMs: NOW_MS + 1 }];
    const rule = { ...taxRule(GERMANY), rates };
    assert.deepEqual(quoteBasket({ ...input, tax: { region: "DE", version: 1, rule } }), {
      ok: false,
      error,
    });
  });

  const max = Number.MAX_SAFE_INTEGER;
  for (const [name, terms, lines, path] of [
    [
      "a line is above 2^53 − 1",
      GERMANY,
      [
        [1, 1],
        [10 ** 13, 1000],
      ],
      "/items/1/quantity",
    ],
    [
      "tax lifts a line above it",
      { ...GERMANY, pricesIncludeTax: false, percent: "0.0001" },
      [[max, 1]],
      "/items/0/quantity",
    ],
    [
      "only all lines together are",
      GERMANY,
      [
        [max, 1],
        [1, 1],
      ],
      "/items",
    ],
  ] as const satisfies readonly (readonly [
    string,
    Terms,
    readonly (readonly [number, number])[],
    string,
  ])[]) {
    it(`when ${name}`, () => {
      const error = { kind: "amount-too-large", path };
      assert.deepEqual(quoteBasket(basket(terms, lines)), { ok: false, error });
    });
  }

  it("not when the amount is exactly 2^53 − 1", () => {
    assert.equal(
      quoted(
        basket(GERMANY, [
          [max - 1, 1],
          [1, 1],
        ]),
      ).totals.totalMinor,
      max,
    );
  });
});

describe("for every basket", () => {
  const terms: fc.Arbitrary<Terms> = fc.record({
    currency: fc.constantFrom("JPY", "EUR", "KWD"),
    percent: fc.constantFrom("0", "0.0001", "5.5", "7", "8.875", "19", "20", "25.5", "100"),
    pricesIncludeTax: fc.boolean(),
    mode: fc.constantFrom<RoundingMode[]>("half-up", "half-even", "down"),
    level: fc.constantFrom<("line" | "basket")[]>("line", "basket"),
  });
  const line = fc.tuple(
    fc.oneof(fc.nat(100), fc.nat(10 ** 6), fc.maxSafeNat()),
    fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 10 ** 6 })),
  );
  const lines = fc.array(line, { minLength: 1, maxLength: 20 });
  const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);

  it("lines and totals add up exactly, in safe integers, none negative; or it is refused as too large", () => {
    let answered = 0;
    fc.assert(
      fc.property(terms, lines, (given, wanted) => {
        const result = quoteBasket(basket(given, wanted));
        if (!result.ok) {
          const exact = wanted.reduce((a, [unit, n]) => a + BigInt(unit) * BigInt(n), 0n);
          assert.equal(result.error.kind, "amount-too-large");
          return assert.ok(exact * 2n > BigInt(Number.MAX_SAFE_INTEGER)); // no tax above 100 %
        }
        answered += 1;
        const { lines: out, totals } = result.value;
        const added = given.pricesIncludeTax ? 0 : 1;
        for (const [index, one] of out.entries()) {
          const [unit = 0, quantity = 0] = wanted[index] ?? [];
          assert.equal(one.subtotalMinor, unit * quantity);
          assert.equal(one.totalMinor, one.subtotalMinor + added * one.taxMinor);
          assert.ok(one.taxMinor >= 0 && one.taxMinor <= one.totalMinor);
        }
        assert.equal(totals.subtotalMinor, sum(out.map(({ subtotalMinor }) => subtotalMinor)));
        assert.equal(totals.taxMinor, sum(out.map(({ taxMinor }) => taxMinor)));
        assert.equal(totals.totalMinor, sum(out.map(({ totalMinor }) => totalMinor)));
        assert.equal(
          totals.totalMinor,
          totals.subtotalMinor - totals.discountMinor + added * totals.taxMinor,
        );
        const { cashMinor: _, ...amounts } = totals;
        for (const amount of Object.values(amounts)) assert.ok(Number.isSafeInteger(amount));
      }),
      { numRuns: 500 },
    );
    assert.ok(answered > 50, `only ${answered} of 500 baskets were small enough to say anything`);
  });

  const modest = fc.array(fc.tuple(fc.nat(10 ** 6), fc.integer({ min: 1, max: 100 })), {
    minLength: 1,
    maxLength: 20,
  });

  it("each step of the explanation begins where the one before ended, and the last at the total", () => {
    fc.assert(
      fc.property(terms, modest, (given, wanted) => {
        const { explanation, totals } = quoted(basket(given, wanted));
        let running = 0;
        for (const { beforeMinor, afterMinor } of explanation) {
          assert.equal(beforeMinor, running);
          running = afterMinor;
        }
        assert.equal(running, totals.totalMinor);
      }),
    );
  });

  it("the order of the lines changes no total", () => {
    fc.assert(
      fc.property(terms, modest, fc.infiniteStream(fc.nat()), (given, wanted, random) => {
        const input = basket(given, wanted);
        const items = input.items
          .map((item) => ({ item, key: random.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
        assert.deepEqual(quoted({ ...input, items }).totals, quoted(input).totals);
      }),
    );
  });

  it("the same input gives the same quote", () => {
    fc.assert(
      fc.property(terms, modest, (given, wanted) => {
        assert.deepEqual(quoted(basket(given, wanted)), quoted(basket(given, wanted)));
      }),
    );
  });
});
