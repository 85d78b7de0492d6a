import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { given, itemsOf, moneyText, wholeOf } from "./words.ts";

describe("what users write", () => {
  it("is a SKU, or a SKU and how many", () => {
    assert.deepEqual(itemsOf(["MUG", "PAN-28=3"]), {
      ok: true,
      value: [
        { sku: "MUG", quantity: 1 },
        { sku: "PAN-28", quantity: 3 },
      ],
    });
    for (const word of [
      "",
      "=2",
      "MUG=",
      "MUG=0",
      "MUG=-1",
      "MUG=1.5",
      "MUG=1=2",
      "MUG=9999999999",
    ]) {
      assert.equal(itemsOf([word]).ok, false, word);
    }
  });

  it("is a whole number, or nothing", () => {
    assert.deepEqual(wholeOf("-12", "x"), { ok: true, value: -12 });
    assert.deepEqual(wholeOf(undefined, "x"), { ok: true, value: undefined });
    for (const word of ["", "1.5", "many", "1e3", "9".repeat(16)]) {
      assert.equal(wholeOf(word, "x").ok, false, word);
    }
  });

  it("is left out where it was not given", () => {
    assert.deepEqual(Object.keys(given({ a: undefined, b: null, c: 0 })), ["b", "c"]);
  });
});

describe("money", () => {
  for (const [amount, currency, text] of [
    [1999, "EUR", "19.99 EUR"],
    [5, "EUR", "0.05 EUR"],
    [-250, "USD", "-2.50 USD"],
    [1999, "JPY", "1999 JPY"],
    [1999, "KWD", "1.999 KWD"],
    [0, "EUR", "0.00 EUR"],
  ] as const) {
    it(`of ${amount} ${currency} minor units is ${text}`, () => {
      assert.equal(moneyText({ amount, currency }), text);
    });
  }

  it("is nothing where there is none", () => {
    assert.equal(moneyText(null), undefined);
  });
});
