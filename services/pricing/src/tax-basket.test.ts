import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { RoundingMode, TaxRule } from "./tax.ts";
import {
  asksTaxProvider,
  shownLine,
  type TaxableBasket,
  type TaxedBasket,
  taxBasket,
} from "./tax-basket.ts";

const NOW_MS = Date.UTC(2026, 10, 1, 12);
const rates = (byCategory: Readonly<Record<string, string>>) =>
  Object.entries(byCategory).map(([category, ratePercent]) => ({
    category,
    ratePercent,
    validFromMs: null,
  }));
const rule = (
  byCategory: Readonly<Record<string, string>>,
  fields: Partial<TaxRule> = {},
): TaxRule => ({
  pricesIncludeTax: true,
  rounding: { mode: "half-up", level: "line" },
  rates: rates(byCategory),
  ...fields,
});
const GERMANY = rule({ standard: "19", reduced: "7" });
const FRANCE = rule({ standard: "20", reduced1: "5.5", super_reduced: "2.1" });
const SPAIN = rule(
  { standard: "21", reduced: "10" },
  {
    exceptions: [
      {
        name: "Canary Islands",
        postcode: "(35\\d{3}|38\\d{3})",
        rates: { standard: "0", reduced: "0" },
        validFromMs: null,
      },
    ],
  },
);
const net = { pricesIncludeTax: false };

function basket(
  taxRule: TaxRule,
  lines: readonly (readonly [amountMinor: number, category?: string])[],
  fields: Partial<TaxableBasket> = {},
): TaxableBasket {
  return {
    tax: { region: "DE", version: 4, rule: taxRule },
    currency: "EUR",
    lines: lines.map(([amountMinor, category = "standard"], index) => ({
      sku: `SKU-${index}`,
      category,
      amountMinor,
    })),
    postcode: null,
    taxTreatment: "standard",
    taxId: null,
    provider: null,
    nowMs: NOW_MS,
    ...fields,
  };
}

function taxed(input: TaxableBasket): TaxedBasket {
  const result = taxBasket(input);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}
const taxes = (input: TaxableBasket) => taxed(input).lines.map(({ taxMinor }) => taxMinor);
const totals = (input: TaxableBasket) => taxed(input).lines.map(({ totalMinor }) => totalMinor);
const sum = (amounts: readonly number[]) => amounts.reduce((before, amount) => before + amount, 0);

describe("the tax of a basket", () => {
  // By hand. Contained: amount × r / (100 + r). Added: amount × r / 100.
  for (const [name, input, expected, total] of [
    [
      // 59.97 × 19/119 = 9.57504… → 9.58; 21.50 × 7/107 = 1.40654… → 1.41
      "German prices contain 19 % and 7 %",
      basket(GERMANY, [[5997], [2150, "reduced"]]),
      [958, 141],
      8147,
    ],
    [
      // 50.39 × 0.19 = 9.5741 → 9.57; 20.09 × 0.07 = 1.4063 → 1.41; 50.39 + 9.57 + 20.09 + 1.41 = 81.46
      "German net prices get 19 % and 7 % added",
      basket({ ...GERMANY, ...net }, [[5039], [2009, "reduced"]]),
      [957, 141],
      8146,
    ],
    [
      // 100.00 × 20/120 = 16.666… → 16.67; 9.90 × 5.5/105.5 = 0.51611… → 0.52; 3.20 × 2.1/102.1 = 0.06581… → 0.07
      "French prices contain 20 %, 5.5 % and 2.1 %",
      basket(FRANCE, [[10_000], [990, "reduced1"], [320, "super_reduced"]]),
      [1667, 52, 7],
      11_310,
    ],
    [
      // 83.33 × 0.2 = 16.666 → 16.67; 9.38 × 0.055 = 0.5159 → 0.52; 3.13 × 0.021 = 0.06573 → 0.07; 95.84 + 17.26 = 113.10
      "French net prices get 20 %, 5.5 % and 2.1 % added",
      basket({ ...FRANCE, ...net }, [[8333], [938, "reduced1"], [313, "super_reduced"]]),
      [1667, 52, 7],
      11_310,
    ],
    [
      "the Canary Islands have 0 %",
      basket(SPAIN, [[5997], [1000, "reduced"]], { postcode: "35001" }),
      [0, 0],
      6997,
    ],
    [
      // The same in Madrid: 59.97 × 21/121 = 10.40801… → 10.41; 10.00 × 10/110 = 0.90909… → 0.91
      "the mainland beside them has 21 % and 10 %",
      basket(SPAIN, [[5997], [1000, "reduced"]], { postcode: "28001" }),
      [1041, 91],
      6997,
    ],
    // Yen are whole: 2,960 × 10/110 = 269.09… → 269
    ["JPY", basket(rule({ standard: "10" }), [[2960]], { currency: "JPY" }), [269], 2960],
    // Three digits: 1.234 × 0.05 = 0.0617 → 0.062
    ["KWD", basket(rule({ standard: "5" }, net), [[1234]], { currency: "KWD" }), [62], 1296],
    // 8.1 %: 19.95 × 8.1/108.1 = 1.49486… → 1.49
    ["CHF", basket(rule({ standard: "8.1" }), [[1995]], { currency: "CHF" }), [149], 1995],
    // Each 0.03 × 0.19 = 0.0057 → 0.01
    [
      "three small lines, each rounded",
      basket({ ...GERMANY, ...net }, [[3], [3], [3]]),
      [1, 1, 1],
      12,
    ],
    [
      // 0.09 × 0.19 = 0.0171 → 0.02, spread as 0.0067 each: of equal remainders the earlier lines get one
      "three small lines, rounded together",
      basket({ ...GERMANY, ...net, rounding: { mode: "half-up", level: "basket" } }, [
        [3],
        [3],
        [3],
      ]),
      [1, 1, 0],
      11,
    ],
    [
      // 19 %: (1.00 + 2.00) × 19/119 = 0.47899 → 0.48, shares 0.16 and 0.32. 7 %: 1.00 × 7/107 = 0.0654 → 0.07, alone
      "per basket, each rate is summed alone",
      basket({ ...GERMANY, rounding: { mode: "half-up", level: "basket" } }, [
        [100],
        [100, "reduced"],
        [200],
      ]),
      [16, 7, 32],
      400,
    ],
    [
      // (0.03 + 0.03) × 0.19 = 0.0114 → 0.01, where each alone would be 0.0057 → 0.01
      "per basket, two spellings of a rate are one",
      basket(
        rule(
          { standard: "19", books: "19.0" },
          { ...net, rounding: { mode: "half-up", level: "basket" } },
        ),
        [[3], [3, "books"]],
      ),
      [1, 0],
      7,
    ],
    ["what costs nothing", basket(GERMANY, [[0]]), [0], 0],
    ["an empty basket", basket(GERMANY, []), [], 0],
  ] as const) {
    it(name, () => {
      assert.deepEqual(taxes(input), expected);
      assert.equal(taxed(input).taxMinor, sum(expected));
      assert.equal(taxed(input).totalMinor, total);
    });
  }

  // 10 % of 0.05, 0.15, 0.25 and 0.35 is 0.5, 1.5, 2.5 and 3.5 cents; contained in 0.11, 0.33, 0.55 it is 1, 3, 5: exact.
  for (const [mode, added, contained] of [
    ["half-up", [1, 2, 3, 4], [1, 3, 5]],
    ["half-even", [0, 2, 2, 4], [1, 3, 5]],
    ["down", [0, 1, 2, 3], [1, 3, 5]],
  ] as const) {
    const tenth = rule({ standard: "10" }, { rounding: { mode, level: "line" } });
    it(`rounds exact half cents ${mode}`, () => {
      assert.deepEqual(taxes(basket({ ...tenth, ...net }, [[5], [15], [25], [35]])), added);
      assert.deepEqual(taxes(basket(tenth, [[11], [33], [55]])), contained);
    });
  }

  // Contained at 100 %: half of the amount. 0.01 → 0.5, 0.03 → 1.5 cents.
  for (const [mode, expected] of [
    ["half-up", [1, 2]],
    ["half-even", [0, 2]],
    ["down", [0, 1]],
  ] as const) {
    it(`rounds exact half cents ${mode} where they are contained`, () => {
      const half = rule({ standard: "100" }, { rounding: { mode, level: "line" } });
      assert.deepEqual(taxes(basket(half, [[1], [3]])), expected);
    });
  }

  it("refuses a category without a rate in force, naming it, rather than take another's", () => {
    assert.deepEqual(taxBasket(basket(GERMANY, [[100], [100, "books"]])), {
      ok: false,
      error: { kind: "tax-rate-missing", region: "DE", category: "books" },
    });
  });

  it("refuses amounts that cannot be added up exactly", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const refusal = (path: string) => ({ ok: false, error: { kind: "amount-too-large", path } });
    assert.deepEqual(taxBasket(basket(GERMANY, [[most], [1]])), refusal("/items"));
    assert.deepEqual(
      taxBasket(basket({ ...GERMANY, ...net }, [[1], [most - 1]])),
      refusal("/items/1/quantity"),
    );
    const half = Math.floor(most / 2);
    assert.deepEqual(
      taxBasket(basket({ ...GERMANY, ...net }, [[half], [half]])),
      refusal("/items"),
    );
  });

  it("explains each line: the rate, where it is from, and what it made of the total", () => {
    const { steps } = taxed(basket(SPAIN, [[1210], [100, "reduced"]], { postcode: "38 001" }));
    assert.deepEqual(steps, [
      {
        step: "tax",
        rule: "SKU-0: 0 % standard in Canary Islands contained = 0.00 EUR, half-up per line, tax rule of DE, version 4",
        changeMinor: 0,
      },
      {
        step: "tax",
        rule: "SKU-1: 0 % reduced in Canary Islands contained = 0.00 EUR, half-up per line, tax rule of DE, version 4",
        changeMinor: 0,
      },
    ]);
  });
});

describe("a buyer who owes no tax", () => {
  const exempt = { taxTreatment: "exempt" } as const;
  it("pays prices without it where they do not include it", () => {
    const input = basket({ ...GERMANY, ...net }, [[1000]], exempt);
    assert.deepEqual([taxes(input), totals(input)], [[0], [1000]]);
  });

  it("has it taken off where they do: 119.00 at 19 % is 100.00, and the explanation ends there", () => {
    const input = basket(GERMANY, [[11_900], [1070, "reduced"]], exempt);
    assert.deepEqual(
      [taxes(input), totals(input)],
      [
        [0, 0],
        [10_000, 1000],
      ],
    );
    assert.deepEqual(
      taxed(input).steps.map(({ step, changeMinor }) => [step, changeMinor]),
      [
        ["tax-exempt", -1900],
        ["tax-exempt", -70],
      ],
    );
    assert.match(
      taxed(input).steps[0]?.rule ?? "",
      /exempt customer: 19 % standard contained = 19.00 EUR taken off/,
    );
  });

  it("is shown net amounts that still add up: 3 × 19.99 less 10.00 at 19 %", () => {
    // To pay 49.97; contained 7.97840… → 7.98, so 41.99. Discount 10.00 − 1.60 (1.59664…) = 8.40. Subtotal 50.39.
    // Unit 19.99 − 3.19 (3.19168…) = 16.80: three of them would be 50.40.
    const input = basket(GERMANY, [[4997]], exempt);
    const [line] = taxed(input).lines;
    assert.ok(line);
    const gross = { unitMinor: 1999, subtotalMinor: 5997, discountsMinor: [1000] };
    assert.deepEqual(shownLine(gross, line, GERMANY), {
      unitMinor: 1680,
      subtotalMinor: 5039,
      discountsMinor: [840],
    });
    const taxedLine = taxed(basket(GERMANY, [[4997]])).lines[0];
    assert.ok(taxedLine);
    assert.deepEqual(shownLine(gross, taxedLine, GERMANY), gross);
  });

  const reverse = { ...GERMANY, reverseCharge: true };
  for (const [name, taxRule, taxId, expected] of [
    ["a business of another country", reverse, "FR12345678901", "reverse-charge"],
    ["a business of the region's own country", reverse, "DE123456789", "rate"],
    [
      "one of its own country where the shop is not at home",
      { ...reverse, reverseChargeAtHome: true },
      "DE123456789",
      "reverse-charge",
    ],
    ["a business where the rule does not have it", GERMANY, "FR12345678901", "rate"],
    ["nobody's id", reverse, null, "rate"],
    ["what is no id", reverse, "fr 1", "rate"],
  ] as const) {
    it(`by reverse charge, ${name}: ${expected}`, () => {
      assert.equal(taxed(basket(taxRule, [[119]], { taxId })).lines[0]?.reason, expected);
    });
  }

  it("is known by the VAT prefixes of Greece and Northern Ireland", () => {
    for (const [region, taxId, reason] of [
      ["GR", "EL123456789", "rate"],
      ["GB", "XI123456789", "rate"],
      ["DE", "EL123456789", "reverse-charge"],
    ] as const) {
      const tax = { region, version: 1, rule: reverse };
      assert.equal(taxed(basket(reverse, [[119]], { taxId, tax })).lines[0]?.reason, reason);
    }
  });
});

describe("a tax provider", () => {
  const external = { ...GERMANY, provider: "external" } as const;
  it("is asked by a rule that has one, for buyers who owe tax", () => {
    assert.equal(asksTaxProvider(basket(external, [])), true);
    assert.equal(asksTaxProvider(basket(external, [], { taxTreatment: "exempt" })), false);
    assert.equal(asksTaxProvider(basket(GERMANY, [])), false);
  });

  it("is believed, contained or added", () => {
    const provider = { kind: "answered", taxesMinor: [100, 3] } as const;
    const gross = basket(external, [[1000], [50, "books"]], { provider });
    assert.deepEqual(
      [taxes(gross), totals(gross)],
      [
        [100, 3],
        [1000, 50],
      ],
    );
    const added = basket({ ...external, ...net }, [[1000], [50, "books"]], { provider });
    assert.deepEqual(
      [taxes(added), totals(added)],
      [
        [100, 3],
        [1100, 53],
      ],
    );
    assert.match(
      taxed(added).steps[0]?.rule ?? "",
      /SKU-0: 1.00 EUR added, as the tax provider says/,
    );
  });

  it("that failed is stood in for by the rule's own rates, and the explanation says so first", () => {
    const input = basket(external, [[1190]], { provider: { kind: "failed", reason: "timeout" } });
    assert.deepEqual(taxes(input), [190]);
    assert.deepEqual(taxed(input).steps[0], {
      step: "tax-fallback",
      rule: "tax provider: timeout; the rates of the tax rule of DE, version 4 stand in",
      changeMinor: 0,
    });
  });
});

describe("any basket", () => {
  const percent = fc.constantFrom("0", "2.1", "5.5", "7", "8.875", "19", "20", "100");
  const mode = fc.constantFrom<RoundingMode>("half-up", "half-even", "down");
  const level = fc.constantFrom<"line" | "basket">("line", "basket");
  const lines = fc.array(fc.tuple(fc.nat(10_000_000), fc.constantFrom("standard", "reduced")), {
    minLength: 1,
    maxLength: 12,
  });
  const terms = fc.record({
    ...{ standard: percent, reduced: percent, mode, level, pricesIncludeTax: fc.boolean() },
    ...{ currency: fc.constantFrom("JPY", "EUR", "KWD", "CHF") },
    ...{ taxTreatment: fc.constantFrom<"standard" | "exempt">("standard", "exempt") },
  });
  type Terms = typeof terms extends fc.Arbitrary<infer T> ? T : never;
  const ruleOf = ({ standard, reduced, mode, level, pricesIncludeTax }: Terms): TaxRule =>
    rule({ standard, reduced }, { pricesIncludeTax, rounding: { mode, level } });

  it("adds up: lines, taxes and steps to the totals, nothing negative, in every mode, level and currency", () => {
    fc.assert(
      fc.property(terms, lines, (how, wanted) => {
        const { currency, taxTreatment } = how;
        const input = basket(ruleOf(how), wanted, { currency, taxTreatment });
        const { taxMinor, totalMinor, steps, ...result } = taxed(input);
        const amountMinor = sum(wanted.map(([amount]) => amount));
        assert.equal(sum(result.lines.map((line) => line.totalMinor)), totalMinor);
        assert.equal(sum(result.lines.map((line) => line.taxMinor)), taxMinor);
        assert.equal(amountMinor + sum(steps.map(({ changeMinor }) => changeMinor)), totalMinor);
        for (const [index, line] of result.lines.entries()) {
          const amount = wanted[index]?.[0] ?? 0;
          assert.ok(Number.isSafeInteger(line.taxMinor) && line.taxMinor >= 0);
          assert.ok(line.totalMinor >= 0 && (line.totalMinor <= amount || !how.pricesIncludeTax));
          if (taxTreatment === "standard") {
            assert.equal(line.totalMinor, amount + (how.pricesIncludeTax ? 0 : line.taxMinor));
          } else assert.equal(line.taxMinor, 0);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it("shows lines that add up, whoever owes what: subtotal − discounts (+ tax that is added) = total", () => {
    const discounted = fc.array(
      fc.tuple(fc.nat(100_000), fc.integer({ min: 1, max: 9 }), fc.nat(100)),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(terms, discounted, (how, units) => {
        const gross = units.map(([unitMinor, quantity, off]) => {
          const subtotalMinor = unitMinor * quantity;
          const discount = Math.floor((subtotalMinor * off) / 100);
          const discountsMinor = [Math.floor(discount / 2), Math.ceil(discount / 2)];
          return { unitMinor, subtotalMinor, discountsMinor };
        });
        const amounts = gross.map(
          (line) => [line.subtotalMinor - sum(line.discountsMinor)] as const,
        );
        const taxRule = ruleOf(how);
        const result = taxed(basket(taxRule, amounts, { taxTreatment: how.taxTreatment }));
        for (const [index, line] of result.lines.entries()) {
          const shown = shownLine(
            gross[index] ?? { unitMinor: 0, subtotalMinor: 0, discountsMinor: [] },
            line,
            taxRule,
          );
          const added = how.pricesIncludeTax ? 0 : line.taxMinor;
          assert.equal(shown.subtotalMinor - sum(shown.discountsMinor) + added, line.totalMinor);
          for (const amount of [shown.unitMinor, shown.subtotalMinor, ...shown.discountsMinor]) {
            assert.ok(Number.isSafeInteger(amount) && amount >= 0);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("costs the same in net prices with tax and in gross prices, within a minor unit per line or basket", () => {
    fc.assert(
      fc.property(terms, lines, (how, wanted) => {
        const added = taxed(basket(ruleOf({ ...how, pricesIncludeTax: false }), wanted));
        const gross = added.lines.map(
          ({ totalMinor }, index) => [totalMinor, wanted[index]?.[1]] as const,
        );
        const contained = taxed(
          basket(ruleOf({ ...how, pricesIncludeTax: true }), gross as typeof wanted),
        );
        const difference = Math.abs(contained.taxMinor - added.taxMinor);
        // Per basket each of the two rates rounds once.
        assert.ok(difference <= (how.level === "line" ? wanted.length : 2));
        for (const [index, line] of contained.lines.entries()) {
          const off = Math.abs(line.taxMinor - (added.lines[index]?.taxMinor ?? 0));
          assert.ok(how.level === "basket" || off <= 1);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("is taxed alike whatever the order of its lines, per line", () => {
    fc.assert(
      fc.property(terms, lines, (how, wanted) => {
        const taxRule = ruleOf({ ...how, level: "line" });
        const straight = taxes(basket(taxRule, wanted));
        assert.deepEqual(taxes(basket(taxRule, wanted.toReversed())).toReversed(), straight);
      }),
    );
  });
});
