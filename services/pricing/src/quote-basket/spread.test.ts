import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { spread } from "./spread.ts";

describe("spreading an amount over lines", () => {
  for (const [total, weights, expected] of [
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [10n, [1n, 2n, 3n], [2n, 3n, 5n]], // 1.67, 3.33, 5
    [7n, [10n, 10n, 10n, 10n, 10n, 10n, 10n], [1n, 1n, 1n, 1n, 1n, 1n, 1n]],
    [5n, [0n, 3n, 0n], [0n, 5n, 0n]],
    [1n, [1n, 5n, 4n], [0n, 1n, 0n]],
    [0n, [0n, 0n], [0n, 0n]],
    [0n, [], []],
  ] as const) {
    it(`gives ${expected} of ${total} to weights ${weights}`, () =>
      assert.deepEqual(spread(total, weights), expected));
  }

  it("adds up, is never off by a unit, and takes no more from a line than there is", () => {
    const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 13n }), {
      minLength: 1,
      maxLength: 50,
    });
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 0n, max: 10n ** 15n }), (weights, wanted) => {
        const sum = weights.reduce((a, b) => a + b, 0n);
        const total = sum === 0n ? 0n : wanted % (sum + 1n);
        const shares = spread(total, weights);
        assert.equal(
          shares.reduce((a, b) => a + b, 0n),
          total,
        );
        for (const [index, share] of shares.entries()) {
          const weight = weights[index] ?? 0n;
          const distance = share * sum - total * weight;
          assert.ok(distance < sum || sum === 0n);
          assert.ok(distance > -sum || sum === 0n);
          assert.ok(share <= weight);
        }
      }),
    );
  });
});
