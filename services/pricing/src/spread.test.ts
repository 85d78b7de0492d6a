import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { spread, spreadWithin } from "./spread.ts";

const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);
const RUNS = { numRuns: 1000 };
/** Of every size: small ones, where ties happen, and such whose product is no safe integer. */
const amount = fc.oneof(fc.nat(9), fc.nat(10_000), fc.nat({ max: 2 ** 31 - 1 }));
const large = fc.integer({ min: 0, max: 10 ** 13 });
const amounts = <T>(element: fc.Arbitrary<T>) => fc.array(element, { minLength: 1, maxLength: 40 });

describe("spreading an amount over lines", () => {
  for (const [total, weights, expected] of [
    [100, [1, 1, 1], [34, 33, 33]],
    [10, [1, 2, 3], [2, 3, 5]], // 1.67, 3.33, 5
    [7, [10, 10, 10, 10, 10, 10, 10], [1, 1, 1, 1, 1, 1, 1]],
    [5, [0, 3, 0], [0, 5, 0]],
    [1, [1, 5, 4], [0, 1, 0]],
    [0, [0, 0], [0, 0]],
    [0, [], []],
  ] as const) {
    it(`gives ${expected} of ${total} to weights ${weights}`, () =>
      assert.deepEqual(spread(total, weights), expected));
  }

  it("adds up, is never off by a unit, and takes no more from a line than there is", () => {
    fc.assert(
      fc.property(fc.oneof(amounts(amount), amounts(large)), fc.maxSafeNat(), (weights, wanted) => {
        const whole = sum(weights);
        const total = wanted % (whole + 1);
        const shares = spread(total, weights);
        assert.equal(sum(shares), whole === 0 ? 0 : total);
        for (const [index, share] of shares.entries()) {
          const weight = weights[index] ?? 0;
          const distance = BigInt(share) * BigInt(whole) - BigInt(total) * BigInt(weight);
          assert.ok(distance < BigInt(whole) || whole === 0);
          assert.ok(distance > -BigInt(whole) || whole === 0);
          assert.ok(share <= weight);
        }
      }),
      RUNS,
    );
  });
});

describe("spreading an amount over lines that have a limit", () => {
  // 60 of 100 | 100 | 100 would be 20 each; the first may give 5, so the others give 27.5 each: 28 and 27.
  it("takes what a line cannot give from the others, in proportion", () =>
    assert.deepEqual(spreadWithin(60, [100, 100, 100], [5, 100, 100]), [5, 28, 27]));

  // 90: 30 each; the first gives 10, then the others 40 each, but the second has only 35: 10, 35, 45.
  it("goes on when the others meet their limits in turn", () =>
    assert.deepEqual(spreadWithin(90, [100, 100, 100], [10, 35, 100]), [10, 35, 45]));

  it("adds up, keeps every limit, and is as without limits where none is met", () => {
    fc.assert(
      fc.property(
        fc.oneof(amounts(fc.tuple(amount, amount)), amounts(fc.tuple(large, large))),
        fc.maxSafeNat(),
        (pairs, wanted) => {
          const weights = pairs.map(([weight]) => weight);
          const limits = pairs.map(([weight, other]) => Math.min(weight, other));
          const total = wanted % (sum(limits) + 1);
          const shares = spreadWithin(total, weights, limits);
          assert.equal(sum(shares), total);
          assert.ok(shares.every((share, index) => share >= 0 && share <= (limits[index] ?? 0)));
          assert.deepEqual(spreadWithin(total, weights, weights), spread(total, weights));
        },
      ),
      RUNS,
    );
  });
});
