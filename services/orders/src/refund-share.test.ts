import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { shareOfUnits } from "./refund-share.ts";

describe("the share of some units in a line's total", () => {
  it("is rounded half up, the next ones making up for it", () => {
    const line = { quantity: 3, totalMinor: 1000 };
    const shares = [0, 1, 2].map((taken) => shareOfUnits(line, { taken, units: 1 }));
    assert.deepEqual(shares, [333, 334, 333]);
    assert.equal(shareOfUnits(line, { taken: 0, units: 2 }), 667);
    assert.equal(shareOfUnits({ quantity: 2, totalMinor: 1 }, { taken: 0, units: 1 }), 1);
  });

  it("of all units is the total, of none nothing, and of what is free nothing", () => {
    assert.equal(shareOfUnits({ quantity: 7, totalMinor: 999 }, { taken: 0, units: 7 }), 999);
    assert.equal(shareOfUnits({ quantity: 7, totalMinor: 999 }, { taken: 7, units: 0 }), 0);
    assert.equal(shareOfUnits({ quantity: 7, totalMinor: 0 }, { taken: 2, units: 3 }), 0);
  });

  it("is not asked of units that the line has not", () => {
    const line = { quantity: 2, totalMinor: 100 };
    for (const asked of [
      { taken: 0, units: 3 },
      { taken: 2, units: 1 },
      { taken: -1, units: 1 },
      { taken: 1, units: -1 },
    ]) {
      assert.throws(() => shareOfUnits(line, asked), RangeError);
    }
  });

  it("adds up to the total exactly and is never negative, in whatever portions it is taken", () => {
    const portions = fc.array(fc.integer({ min: 0, max: 1_000_000 }), {
      minLength: 1,
      maxLength: 30,
    });
    const amounts = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(portions, amounts, (units, totalMinor) => {
        const quantity = units.reduce((sum, each) => sum + each, 0);
        fc.pre(quantity > 0);
        const line = { quantity, totalMinor };
        let taken = 0;
        let sum = 0;
        for (const each of units) {
          const share = shareOfUnits(line, { taken, units: each });
          assert.ok(share >= 0, `${share} of ${each} units`);
          taken += each;
          sum += share;
        }
        assert.equal(sum, totalMinor);
      }),
    );
  });

  it("differs from its even part by at most one minor unit", () => {
    const asked = fc
      .integer({ min: 1, max: 1_000 })
      .chain((quantity) =>
        fc.tuple(fc.constant(quantity), fc.nat(quantity), fc.nat(1_000_000_000)),
      );
    fc.assert(
      fc.property(asked, ([quantity, units, totalMinor]) => {
        const even = (totalMinor * units) / quantity;
        for (const taken of [0, quantity - units]) {
          const share = shareOfUnits({ quantity, totalMinor }, { taken, units });
          assert.ok(Math.abs(share - even) <= 1, `${share} instead of ${even}`);
        }
      }),
    );
  });
});
