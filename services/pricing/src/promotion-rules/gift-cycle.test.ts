import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { appliesTo } from "../testing/promotions.ts";
import { closesGiftCycle } from "./gift-cycle.ts";

const ALWAYS = { validFromMs: null, validToMs: null };
const gift = (skus: readonly string[], sku: string, period = {}) => ({
  benefit: { kind: "free-gift", sku, quantity: 1 } as const,
  appliesTo: appliesTo({ skus }),
  ...ALWAYS,
  ...period,
});

describe("a circle of gifts", () => {
  it("is closed by what gives a SKU that unlocks its own gift, by any way round", () => {
    assert.equal(closesGiftCycle(gift(["b"], "a"), [gift(["a"], "b")]), true);
    const chain = [gift(["a", "x"], "b"), gift(["b"], "c"), gift(["y", "c"], "d")];
    assert.equal(closesGiftCycle(gift(["d"], "a"), chain), true);
    assert.equal(closesGiftCycle(gift(["d", "z"], "x"), chain), true);
  });

  it("is none where the way ends, or goes round without it", () => {
    const chain = [gift(["a"], "b"), gift(["b"], "c")];
    assert.equal(closesGiftCycle(gift(["c"], "d"), chain), false);
    assert.equal(closesGiftCycle(gift(["x"], "a"), [...chain, gift(["c"], "a")]), false);
    assert.equal(closesGiftCycle({ ...gift([], "a"), appliesTo: null }, chain), false);
  });

  it("needs promotions that are valid together", () => {
    const until = gift(["a"], "b", { validToMs: 10 });
    assert.equal(closesGiftCycle(gift(["b"], "a", { validFromMs: 10 }), [until]), false);
    assert.equal(closesGiftCycle(gift(["b"], "a", { validFromMs: 9 }), [until]), true);
  });
});
