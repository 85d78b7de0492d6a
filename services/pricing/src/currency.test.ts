import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { minorDigits } from "@holdfast/money";
import fc from "fast-check";
import {
  type CurrencyRule,
  cashTotalMinor,
  compileCurrencies,
  compileFx,
  convertPrice,
  FX_KEY,
  type FxRates,
  withEnding,
} from "./currency.ts";

const AS_OF_MS = Date.UTC(2026, 10, 1);
const HOUR_MS = 3_600_000;
const RATES: FxRates = {
  base: "EUR",
  asOf: "2026-11-01",
  rates: {
    USD: "1.0832",
    JPY: "164.57",
    KWD: "0.3325",
    CHF: "0.9312",
    GBP: "0.8512",
    VND: "27000",
  },
  maxAgeHours: null,
  whenStale: "refuse",
};
const table = (fields: Partial<FxRates> = {}) =>
  compileFx({
    revision: 9,
    documents: [
      {
        key: FX_KEY,
        version: 3,
        revision: 9,
        body: { ...RATES, ...fields },
        recordedAt: new Date(AS_OF_MS),
      },
    ],
  });
const plain: CurrencyRule = { ending: null, cashIncrementMinor: null };

function converted(amountMinor: number, from: string, to: string, ending: string | null = null) {
  const context = { fx: table(), rule: { ...plain, ending } };
  const result = convertPrice({ amountMinor, from, to }, context, AS_OF_MS);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

describe("a converted price", () => {
  for (const [amount, from, to, expected] of [
    [1999, "EUR", "USD", 2165], // 19.99 × 1.0832 = 21.653168
    [1999, "EUR", "JPY", 3290], // 19.99 × 164.57 = 3,289.7543
    [1999, "EUR", "KWD", 6647], // 19.99 × 0.3325 = 6.646675: three digits
    [2165, "USD", "EUR", 1999], // 21.65 ÷ 1.0832 = 19.98707…
    [3290, "JPY", "EUR", 1999], // 3,290 ÷ 164.57 = 19.99149…
    [6647, "KWD", "JPY", 3290], // 6.647 ÷ 0.3325 × 164.57 = 3,289.915…
    [1000, "GBP", "USD", 1273], // 10.00 ÷ 0.8512 × 1.0832 = 12.72556…
    [0, "EUR", "USD", 0],
    [1, "VND", "EUR", 1], // 0.0000370: nothing that costs something becomes free
  ] as const) {
    it(`${amount} ${from} are ${expected} ${to} minor units`, () =>
      assert.equal(converted(amount, from, to).amountMinor, expected));
  }

  it("rounds exact halves up, on exact decimals: 1.50 at 0.99 is 1.485", () => {
    const context = { fx: table({ rates: { USD: "0.99" } }), rule: undefined };
    const result = convertPrice({ amountMinor: 150, from: "EUR", to: "USD" }, context, AS_OF_MS);
    assert.equal(result.ok && result.value.amountMinor, 149);
  });

  it("says where it is from: the rates as they were given, their date and version", () => {
    const asOf = "2026-11-01";
    assert.deepEqual(converted(100, "EUR", "USD").provenance, {
      from: "EUR",
      rate: "1.0832",
      asOf,
      version: 3,
    });
    assert.equal(converted(100, "GBP", "USD").provenance.rate, "1.0832/0.8512");
    assert.equal(converted(100, "USD", "EUR").provenance.rate, "1/1.0832");
  });

  it("gets the ending of its currency", () =>
    assert.equal(converted(1999, "EUR", "USD", "99").amountMinor, 2199));

  it("is refused without a rate, be it of the one currency or the other", () => {
    for (const [from, to] of [
      ["EUR", "SEK"],
      ["SEK", "EUR"],
      ["EUR", "toString"],
    ] as const) {
      const result = convertPrice(
        { amountMinor: 1, from, to },
        { fx: table(), rule: plain },
        AS_OF_MS,
      );
      assert.deepEqual(result, { ok: false, error: { kind: "fx-rate-missing", from, to } });
    }
    const nothing = compileFx({ revision: 0, documents: [] });
    const asked = { amountMinor: 1, from: "EUR", to: "USD" };
    assert.equal(convertPrice(asked, { fx: nothing, rule: plain }, AS_OF_MS).ok, false);
  });

  it("is refused when it would be no safe integer", () => {
    const asked = { amountMinor: Number.MAX_SAFE_INTEGER, from: "EUR", to: "JPY" };
    const result = convertPrice(asked, { fx: table(), rule: plain }, AS_OF_MS);
    assert.deepEqual(result, { ok: false, error: { kind: "converted-too-large" } });
  });

  it("is refused by rates that are too old, from the millisecond on, or flagged as the table says", () => {
    const asked = { amountMinor: 100, from: "EUR", to: "USD" };
    const at = (whenStale: FxRates["whenStale"], ageMs: number) =>
      convertPrice(
        asked,
        { fx: table({ maxAgeHours: 24, whenStale }), rule: plain },
        AS_OF_MS + ageMs,
      );
    const fresh = at("refuse", 24 * HOUR_MS);
    assert.equal(fresh.ok && fresh.value.isStale, false);
    assert.deepEqual(at("refuse", 24 * HOUR_MS + 1), {
      ok: false,
      error: { kind: "fx-rate-stale", base: "EUR", asOf: "2026-11-01", maxAgeHours: 24 },
    });
    const flagged = at("flag", 24 * HOUR_MS + 1);
    assert.equal(flagged.ok && flagged.value.isStale, true);
    assert.equal(flagged.ok && flagged.value.amountMinor, 108);
  });

  it("is within half a minor unit of the exact amount, for every pair, amount and rate", () => {
    const code = fc.constantFrom("EUR", "USD", "JPY", "KWD", "CHF", "GBP");
    const rate = fc
      .tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 0, max: 6 }))
      .map(([digits, fraction]) => {
        const text = String(digits).padStart(fraction + 1, "0");
        const point = text.length - fraction;
        return fraction === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`;
      });
    const scaled = (text: string) => BigInt(Math.round(Number(text) * 1e6));
    fc.assert(
      fc.property(
        fc.tuple(code, code),
        fc.tuple(rate, rate),
        fc.nat(1_000_000),
        ([from, to], [a, b], amountMinor) => {
          const rates = { [from]: a, [to]: from === to ? a : b };
          const context = { fx: table({ base: "SEK", rates }), rule: undefined };
          const result = convertPrice({ amountMinor, from, to }, context, AS_OF_MS);
          const shift = (minorDigits(to) ?? 0) - (minorDigits(from) ?? 0);
          const numerator =
            BigInt(amountMinor) * scaled(rates[to] ?? "") * 10n ** BigInt(Math.max(0, shift));
          const denominator = scaled(rates[from] ?? "") * 10n ** BigInt(Math.max(0, -shift));
          if (!result.ok) return assert.ok(numerator / denominator > Number.MAX_SAFE_INTEGER);
          const twiceOff = 2n * (numerator - BigInt(result.value.amountMinor) * denominator);
          const raised = result.value.amountMinor === 1 && amountMinor > 0;
          assert.ok(raised || (twiceOff < denominator && twiceOff >= -denominator));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("a price ending", () => {
  for (const [amount, ending, expected] of [
    [2165, "99", 2199], // 0.34 to 21.99, 0.66 to 20.99
    [2148, "99", 2099], // 0.49 to 20.99, 0.51 to 21.99
    [2149, "99", 2099], // 0.50 to both: the lower
    [2199, "99", 2199],
    [120, "99", 99],
    [98, "99", 98], // below the first that ends so
    [30, "99", 30],
    [0, "99", 0],
    [3290, "80", 3280],
    [1234, "00", 1200],
    [40, "00", 40],
    [6647, "950", 6950], // three digits: 0.303 to 6.950, 0.697 to 5.950
    [2165, "9", 2169],
    [2165, null, 2165],
    [Number.MAX_SAFE_INTEGER, "99", 9_007_199_254_740_899], // …0991 would be nearer to …0999, which is no safe integer
  ] as const) {
    it(`of ${ending} makes ${expected} of ${amount}`, () =>
      assert.equal(withEnding(amount, ending), expected));
  }

  it("is the nearest, and there from the first amount on", () => {
    const ending = fc.stringMatching(/^\d{1,3}$/);
    fc.assert(
      fc.property(fc.nat(10_000_000), ending, (amount, digits) => {
        const result = withEnding(amount, digits);
        assert.ok(result >= 0 && (result > 0 || amount === 0));
        if (result !== amount) {
          assert.ok(String(result).padStart(digits.length, "0").endsWith(digits));
          assert.ok(Math.abs(result - amount) * 2 <= 10 ** digits.length);
        }
      }),
    );
  });
});

describe("a total in cash", () => {
  const chf = { ...plain, cashIncrementMinor: 5 };
  for (const [total, expected] of [
    [1992, 1990],
    [1993, 1995],
    [1997, 1995],
    [1998, 2000],
    [1995, 1995],
    [2, 0],
    [0, 0],
    [Number.MAX_SAFE_INTEGER, 9_007_199_254_740_990],
  ] as const) {
    it(`is ${expected} of ${total} in coins of CHF 0.05`, () =>
      assert.equal(cashTotalMinor(total, chf), expected));
  }
  it("of a half is rounded up: 10 in coins of 20", () =>
    assert.equal(cashTotalMinor(10, { ...plain, cashIncrementMinor: 20 }), 20));
  it("is none where coins go down to the minor unit", () => {
    assert.equal(cashTotalMinor(1993, plain), undefined);
    assert.equal(cashTotalMinor(1993, undefined), undefined);
  });
});

describe("the rules of currencies", () => {
  it("are found by code", () => {
    const rule = { ending: "99", cashIncrementMinor: 5 };
    const document = { key: "CHF", version: 1, revision: 4, body: rule, recordedAt: new Date(0) };
    const { revision, rules } = compileCurrencies({ revision: 4, documents: [document] });
    assert.deepEqual([revision, rules.get("CHF"), rules.get("EUR")], [4, rule, undefined]);
  });
});
