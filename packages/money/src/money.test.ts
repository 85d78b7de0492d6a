import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { formatDecimal, MAX_AMOUNT_MINOR, minorDigits, parseDecimal } from "./money.ts";

describe("money", () => {
  for (const [text, currency, amountMinor] of [
    ["19.99", "EUR", 1999],
    ["50", "EUR", 5000],
    ["50.000", "EUR", 5000],
    ["0.1", "EUR", 10],
    ["1500", "JPY", 1500],
    ["1.234", "KWD", 1234],
    ["-3.5", "USD", -350],
    ["-0", "USD", 0],
    [" 7 ", "EUR", 700],
  ] as const) {
    it(`reads ${JSON.stringify(text)} ${currency} as ${amountMinor} minor units`, () => {
      assert.deepEqual(parseDecimal(text, currency), {
        ok: true,
        value: { amountMinor, currency },
      });
    });
  }

  for (const [text, currency, kind] of [
    ["19.999", "EUR", "amount-too-precise"],
    ["1.5", "JPY", "amount-too-precise"],
    ["1e3", "EUR", "amount-malformed"],
    ["1,50", "EUR", "amount-malformed"],
    ["", "EUR", "amount-malformed"],
    ["NaN", "EUR", "amount-malformed"],
    ["1.", "EUR", "amount-malformed"],
    ["999999999999999", "EUR", "amount-too-large"],
    ["1", "EURO", "currency-unknown"],
    ["1", "XXX", "currency-unknown"],
  ] as const) {
    it(`refuses ${JSON.stringify(text)} ${currency}: ${kind}`, () => {
      const result = parseDecimal(text, currency);
      assert.equal(result.ok, false);
      assert.equal(!result.ok && result.error.kind, kind);
    });
  }

  it("writes every amount so that it reads back the same", () => {
    const currency = fc.constantFrom("JPY", "EUR", "KWD", "USD");
    const amount = fc.integer({ min: -MAX_AMOUNT_MINOR, max: MAX_AMOUNT_MINOR });
    fc.assert(
      fc.property(currency, amount, (code, amountMinor) => {
        const money = { amountMinor, currency: code };
        assert.deepEqual(parseDecimal(formatDecimal(money), code), { ok: true, value: money });
      }),
    );
  });

  it("knows the standard's digits where local habit differs", () => {
    assert.deepEqual(["IQD", "HUF", "ISK", "UGX"].map(minorDigits), [3, 2, 0, 0]);
  });
});
