import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { deriveSku, isSku } from "./sku.ts";

describe("the SKU of a variant without one", () => {
  // These are promises: a changed line here gives shops that imported before new SKUs for their old goods.
  const PROMISED: readonly (readonly [readonly string[], string])[] = [
    [["harbour-jacket", "M", "Navy"], "harbour-jacket-m-navy"],
    [["tin-whistle"], "tin-whistle"],
    [["Tea  Pot", "1,5 l"], "tea-pot-1-5-l"],
    [["café", "Größe M"], "cafe-grosse-m"],
  ];
  for (const [words, sku] of PROMISED) {
    it(`is ${sku} for ${JSON.stringify(words)}, for ever`, () => {
      assert.equal(deriveSku(words), sku);
    });
  }

  it("keeps apart by a hash what only differs in letters that are dropped", () => {
    const [red, blue] = [deriveSku(["shirt", "赤"]), deriveSku(["shirt", "青"])];
    assert.notEqual(red, blue);
    assert.match(red ?? "", /^shirt-[a-z0-9]+$/);
  });

  it("keeps apart by a hash what only differs past the cut", () => {
    const long = "very-".repeat(20);
    const [a, b] = [deriveSku([long, "a"]), deriveSku([long, "b"])];
    assert.notEqual(a, b);
    assert.ok((a?.length ?? 0) <= 64);
  });

  it("is none where there are no words", () => {
    assert.equal(deriveSku(["", " "]), undefined);
  });

  it("is always a SKU, and the same for the same words", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 4 }),
        (words) => {
          const sku = deriveSku(words);
          fc.pre(sku !== undefined);
          assert.ok(isSku(sku), sku);
          assert.equal(deriveSku([...words]), sku);
        },
      ),
    );
  });
});
