import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  contradictingRate,
  PERCENT_PATTERN,
  type RoundingMode,
  rateAt,
  rateFor,
  type TaxRule,
  taxOf,
} from "./tax.ts";

const MODES: readonly RoundingMode[] = ["half-up", "half-even", "down"];
const tax = (amountMinor: bigint, percent: string, mode: RoundingMode, included = false) =>
  BigInt(taxOf(Number(amountMinor), { percent, included, mode }));

describe("tax on an amount", () => {
  // 19 % of 19.99 = 3.7981; contained in it 19.99 × 19/119 = 3.19168…; 5.5 % of 10.00 = 0.55; 0.0001 % of 5,000.00 = 0.005
  for (const [amount, percent, included, expected] of [
    [1999n, "19", false, 380n],
    [1999n, "19", true, 319n],
    [11900n, "19", true, 1900n],
    [1000n, "5.5", false, 55n],
    [500_000n, "0.0001", false, 1n],
    [499_999n, "0.0001", false, 0n],
    [1999n, "0", false, 0n],
    [1999n, "0", true, 0n],
    [1999n, "100", false, 1999n],
    [1999n, "100.0000", true, 1000n],
    [0n, "19", true, 0n],
  ] as const) {
    const how = included ? "contained in" : "added to";
    it(`is ${expected} when ${percent} % is ${how} ${amount}, half-up`, () =>
      assert.equal(tax(amount, percent, "half-up", included), expected));
  }

  // 10 % of 5, 15, 25 and 35 are 0.5, 1.5, 2.5 and 3.5: exact halves.
  for (const [mode, expected] of [
    ["half-up", [1n, 2n, 3n, 4n]],
    ["half-even", [0n, 2n, 2n, 4n]],
    ["down", [0n, 1n, 2n, 3n]],
  ] as const) {
    it(`rounds exact halves ${mode}`, () =>
      assert.deepEqual(
        [5n, 15n, 25n, 35n].map((amount) => tax(amount, "10", mode)),
        expected,
      ));
  }

  it("stays exact where floats do not: 8.875 % of 9,007,199,254,740,991", () => {
    // × 8875 / 100000 = 799,388,933,858,262.95…
    assert.equal(tax(9_007_199_254_740_991n, "8.875", "down"), 799_388_933_858_262n);
    assert.equal(tax(9_007_199_254_740_991n, "8.875", "half-even"), 799_388_933_858_263n);
  });

  const percent = fc
    .tuple(fc.nat(99), fc.option(fc.stringMatching(/^\d{1,4}$/), { nil: undefined }))
    .map(([whole, fraction]) => (fraction === undefined ? `${whole}` : `${whole}.${fraction}`));
  const amount = fc.bigInt({ min: 0n, max: BigInt(Number.MAX_SAFE_INTEGER) });
  const half = fc.bigInt({ min: 0n, max: BigInt(Number.MAX_SAFE_INTEGER) / 2n });

  it("is the exact fraction, rounded as its mode says, for every amount and rate", () => {
    fc.assert(
      fc.property(
        amount,
        percent,
        fc.boolean(),
        fc.constantFrom(...MODES),
        (base, text, included, mode) => {
          // The rate as a fraction of its own: digits / 10^(fraction digits + 2).
          const rate = BigInt(text.replace(".", ""));
          const unit = 10n ** BigInt((text.split(".")[1] ?? "").length + 2);
          const numerator = base * rate;
          const denominator = included ? unit + rate : unit;
          const actual = tax(base, text, mode, included);
          const distance = numerator - actual * denominator; // exact − rounded, in 1/denominator
          if (mode === "down") assert.ok(distance >= 0n && distance < denominator);
          else {
            assert.ok(2n * distance <= denominator && 2n * distance >= -denominator);
            const tie = 2n * distance === denominator || 2n * distance === -denominator;
            if (tie && mode === "half-up") assert.ok(distance < 0n);
            if (tie && mode === "half-even") assert.equal(actual % 2n, 0n);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("never contains more tax than the amount", () => {
    fc.assert(
      fc.property(amount, percent, fc.constantFrom(...MODES), (base, text, mode) => {
        assert.ok(tax(base, text, mode, true) <= base);
      }),
    );
  });

  it("contained in the sum of net and added tax is that tax again, within the rounding of the sum", () => {
    fc.assert(
      fc.property(half, percent, fc.constantFrom(...MODES), (net, text, mode) => {
        const added = tax(net, text, mode);
        const difference = tax(net + added, text, mode, true) - added;
        assert.ok(difference >= -1n && difference <= 1n);
      }),
    );
  });
});

describe("tax rates", () => {
  const rule = {
    pricesIncludeTax: true,
    rounding: { mode: "half-up", level: "line" },
    rates: [
      { category: "standard", ratePercent: "16", validFromMs: 1000 },
      { category: "standard", ratePercent: "19", validFromMs: null },
      { category: "reduced", ratePercent: "7", validFromMs: 2000 },
      { category: "standard", ratePercent: "21", validFromMs: 2000 },
    ],
  } as const;

  for (const [category, nowMs, expected] of [
    ["standard", 999, "19"],
    ["standard", 1000, "16"],
    ["standard", 1999, "16"],
    ["standard", 2000, "21"],
    ["reduced", 1999, undefined],
    ["reduced", 2000, "7"],
    ["zero", 2000, undefined],
  ] as const) {
    it(`of ${category} at ${nowMs}: ${expected ?? "none"}`, () =>
      assert.equal(rateAt(rule, category, nowMs)?.ratePercent, expected));
  }

  it("of a period end with it: at 3000 nothing is left, or what was before", () => {
    const summer = { category: "standard", ratePercent: "5", validFromMs: 2500, validToMs: 3000 };
    const interrupted = { ...rule, rates: [...rule.rates, summer] };
    assert.equal(rateAt(interrupted, "standard", 2999)?.ratePercent, "5");
    assert.equal(rateAt(interrupted, "standard", 3000)?.ratePercent, "21");
    assert.equal(rateAt({ ...rule, rates: [summer] }, "standard", 3000), undefined);
  });

  const of = (validFromMs: number | null, validToMs: number | null = null) => ({
    category: "standard",
    ratePercent: "1",
    validFromMs,
    validToMs,
  });
  for (const [name, rates, expected] of [
    ["nothing in rates that follow each other", [of(null, 10), of(10, 20), of(20)], undefined],
    ["nothing in a period within an open end", [of(null), of(10, 20)], undefined],
    ["the later of two that begin together", [of(5), of(5, 9)], { index: 1, otherIndex: 0 }],
    ["two that begin with time itself", [of(null), of(null)], { index: 1, otherIndex: 0 }],
    ["one that begins before another ends", [of(0, 20), of(10, 30)], { index: 1, otherIndex: 0 }],
    ["one listed before what it cuts", [of(10), of(null, 20)], { index: 0, otherIndex: 1 }],
  ] as const) {
    it(`contradict each other: ${name}`, () =>
      assert.deepEqual(contradictingRate(rates), expected));
  }

  it("of other categories contradict nothing", () =>
    assert.equal(contradictingRate([of(5), { ...of(5), category: "reduced" }]), undefined));

  const isPercent = (text: string) => new RegExp(PERCENT_PATTERN).test(text);
  for (const text of ["0", "19", "5.5", "99.9999", "0.0001", "100", "100.0000"]) {
    it(`reads ${text}`, () => assert.equal(isPercent(text), true));
  }
  for (const text of [
    "",
    "-1",
    "+1",
    "100.0001",
    "101",
    "1e1",
    "19,5",
    ".5",
    "5.",
    "0.00001",
    "07",
    " 7",
    "7 ",
    "NaN",
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.equal(isPercent(text), false));
  }
});

describe("the rate at a postcode", () => {
  const spain: TaxRule = {
    pricesIncludeTax: true,
    rounding: { mode: "half-up", level: "line" },
    rates: [
      { category: "standard", ratePercent: "21", validFromMs: null },
      { category: "reduced", ratePercent: "10", validFromMs: null },
    ],
    exceptions: [
      {
        name: "Canary Islands",
        postcode: "(35\\d{3}|38\\d{3})",
        rates: { standard: "0" },
        validFromMs: 1000,
        validToMs: 2000,
      },
      { name: "Las Palmas", postcode: "35001", rates: { standard: "3" }, validFromMs: null },
    ],
  };
  for (const [postcode, category, nowMs, percent, exception] of [
    ["35001", "standard", 1000, "0", "Canary Islands"],
    ["35 002", "standard", 1999, "0", "Canary Islands"],
    ["35001", "standard", 2000, "3", "Las Palmas"],
    ["35002", "standard", 999, "21", null],
    ["28001", "standard", 1000, "21", null],
    [null, "standard", 1000, "21", null],
    ["35001", "reduced", 1000, "10", null],
  ] as const) {
    it(`${postcode}, ${category}, at ${nowMs}: ${percent} %`, () =>
      assert.deepEqual(rateFor(spain, { postcode, category, nowMs }), { percent, exception }));
  }

  it("is none for a category without rate, also one that objects have by nature", () => {
    for (const category of ["books", "toString", "__proto__"]) {
      const asked = { postcode: "35001", category, nowMs: 1000 };
      assert.equal(rateFor(spain, asked), undefined);
    }
  });
});
