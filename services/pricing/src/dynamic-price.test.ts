import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Adjustment, adjustPrice, NO_ADJUSTMENT, type PriceLimits } from "./dynamic-price.ts";
import { compileDynamicRules, type DynamicRule } from "./dynamic-rules.ts";
import { dynamicRule } from "./testing/dynamic.ts";

const NOW_MS = Date.UTC(2026, 10, 2, 12);
const NO_LIMITS: PriceLimits = { bounds: [], maxChangePercentPerDay: null };

type Given = {
  readonly unitMinor?: number;
  readonly currency?: string;
  readonly rules?: readonly DynamicRule[];
  readonly adjustment?: Partial<Adjustment>;
  readonly limits?: Partial<PriceLimits>;
  readonly isOn?: boolean;
};
/** EUR 10.00 of a mug, all of whose rules hold. */
function adjust(given: Given) {
  const { unitMinor = 1_000, currency = "EUR", rules = [], isOn = true } = given;
  const adjustment = { ...NO_ADJUSTMENT, rules: rules.map(({ key }) => key), ...given.adjustment };
  const limits = given.limits === undefined ? undefined : { ...NO_LIMITS, ...given.limits };
  const inputs = { isOn, adjustment, rules: compileDynamicRules(rules, 1), limits };
  return adjustPrice({ sku: "mug", category: null, currency, unitMinor }, inputs, NOW_MS);
}
const few = (percent: string, fields: Partial<DynamicRule> = {}) =>
  dynamicRule(`few${percent}`, { percent, ...fields, when: { stockBelow: 10 } });
const eur = (floorMinor: number | null, ceilingMinor: number | null) => ({
  bounds: [{ currency: "EUR", floorMinor, ceilingMinor }],
});

describe("a dynamic price", () => {
  it("is the price without rules, and with the flag off", () => {
    assert.deepEqual(adjust({}), { unitMinor: 1_000, applied: null, considered: [] });
    assert.deepEqual(adjust({ rules: [few("20")], isOn: false }), {
      ...{ unitMinor: 1_000, applied: null, considered: [] },
    });
  });

  it("is moved by the rule of the highest priority alone, and says which and why not the others", () => {
    const rules = [
      few("20"),
      few("-5", { priority: 9 }),
      few("7", { validFromMs: NOW_MS + 1 }),
      few("8", { validToMs: NOW_MS }),
      dynamicRule("night", {
        when: { window: { days: null, from: "22:00", to: "06:00", timeZone: "UTC" } },
      }),
      dynamicRule("sold", { when: { demandAtLeast: { units: 1, hours: 1 } } }),
    ];
    const keys = rules.slice(0, 5).map(({ key }) => key);
    const { unitMinor, applied, considered } = adjust({ rules, adjustment: { rules: keys } });
    assert.equal(unitMinor, 950); // 1000 − 5 %
    assert.deepEqual(applied, {
      ...{ key: "few-5", label: "Rule few-5", percent: "-5", amountMinor: -50, boundedBy: null },
    });
    assert.deepEqual(
      considered.map(({ key, reason }) => [key, reason]),
      [
        ["few20", "outranked"],
        ["few7", "not-in-force"],
        ["few8", "not-in-force"],
        ["night", "outside-window"],
        ["sold", "stock-or-demand"],
      ],
    );
  });

  it("is rounded toward the price", () => {
    assert.equal(adjust({ unitMinor: 999, rules: [few("12.5")] }).unitMinor, 1_123); // 124.875
    assert.equal(adjust({ unitMinor: 999, rules: [few("-12.5")] }).unitMinor, 875); // 124.875
    assert.equal(adjust({ unitMinor: 0, rules: [few("300")] }).unitMinor, 0);
  });

  it("stops at floor and ceiling, and is moved no further out where it lies outside", () => {
    const at = (percent: string, unitMinor = 1_000) => {
      const { unitMinor: moved, applied } = adjust({
        ...{ unitMinor, rules: [few(percent)], limits: eur(900, 1_100) },
      });
      return [moved, applied?.boundedBy];
    };
    assert.deepEqual(
      [at("50"), at("-50")],
      [
        [1_100, "ceiling"],
        [900, "floor"],
      ],
    );
    assert.deepEqual(at("-5"), [950, null]);
    assert.deepEqual(
      [at("-5", 800), at("10", 800)],
      [
        [800, "floor"],
        [880, null],
      ],
    );
    assert.deepEqual(at("5", 1_200), [1_200, "ceiling"]);
  });

  it("is not moved in a currency without bounds, once there are any", () => {
    const given = { rules: [few("20")], limits: eur(900, 1_100), currency: "USD" };
    const { unitMinor, applied, considered } = adjust(given);
    assert.deepEqual([unitMinor, applied], [1_000, null]);
    assert.equal(considered[0]?.reason, "no-limits-in-currency");
  });

  it("changes no more a day than it may, up and down", () => {
    const at = (percent: string, dayLowPercent: string, dayHighPercent: string) => {
      const adjustment = { dayLowPercent, dayHighPercent };
      const limits = { maxChangePercentPerDay: "10" };
      const { unitMinor, applied } = adjust({ rules: [few(percent)], adjustment, limits });
      return [unitMinor, applied?.boundedBy];
    };
    const reason = "max-change-per-day";
    assert.deepEqual(at("50", "0", "0"), [1_100, reason]); // 1000 × 1.1
    assert.deepEqual(at("50", "10", "10"), [1_210, reason]); // 1100 × 1.1
    assert.deepEqual(at("50", "0", "10"), [1_100, reason]); // from the day's lowest
    assert.deepEqual(at("-50", "0", "10"), [990, reason]); // from the day's highest
    assert.deepEqual(at("5", "0", "0"), [1_050, null]);
  });

  it("comes back within the same limit when no rule holds any more", () => {
    const adjustment = { rules: [], dayLowPercent: "21", dayHighPercent: "21" };
    const { unitMinor, applied } = adjust({ adjustment, limits: { maxChangePercentPerDay: "10" } });
    assert.equal(unitMinor, 1_089); // 1210 × 0.9
    assert.deepEqual([applied?.key, applied?.amountMinor], [null, 89]);
  });

  const percents = fc.integer({ min: -900_000, max: 3_000_000 }).map((n) => String(n / 10_000));
  const amounts = fc.integer({ min: 0, max: 10_000_000_000_000 });

  it("always lies within its bounds, is never negative, and follows from its inputs alone", () => {
    const bound = fc.option(fc.integer({ min: 0, max: 10_000_000_000_000 }));
    const given = fc.record({ percent: percents, unitMinor: amounts, a: bound, b: bound });
    fc.assert(
      fc.property(given, ({ percent, unitMinor, a, b }) => {
        const [floor, ceiling] = a !== null && b !== null && a > b ? [b, a] : [a, b];
        const asked = { unitMinor, rules: [few(percent)], limits: eur(floor, ceiling) };
        const { unitMinor: moved } = adjust(asked);
        assert.ok(Number.isSafeInteger(moved) && moved >= 0);
        assert.ok(moved >= Math.min(floor ?? 0, unitMinor));
        assert.ok(moved <= Math.max(ceiling ?? Number.MAX_SAFE_INTEGER, unitMinor));
        assert.deepEqual(adjust(asked), adjust(asked));
      }),
    );
  });

  it("is never further from any price of the day than the limit, but for the last minor unit", () => {
    const given = fc.record({
      ...{ percent: percents, unitMinor: amounts },
      low: fc.integer({ min: -500_000, max: 1_000_000 }),
      share: fc.integer({ min: 0, max: 1_000_000 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(given, ({ percent, unitMinor, low, share, part }) => {
        // The day's highest is within the limit of its lowest, as all that stood was.
        const high = Math.floor(low + part * ((1_000_000 + low) * (share / 1_000_000)));
        const { unitMinor: moved } = adjust({
          ...{ unitMinor, rules: [few(percent)] },
          adjustment: {
            dayLowPercent: String(low / 10_000),
            dayHighPercent: String(high / 10_000),
          },
          limits: { maxChangePercentPerDay: String(share / 10_000) },
        });
        const most = (unitMinor * (1_000_000 + low) * (1_000_000 + share)) / 1e12;
        const least = (unitMinor * (1_000_000 + high) * (1_000_000 - share)) / 1e12;
        const slack = 2 + unitMinor / 500_000; // percents have four digits
        assert.ok(moved <= most + slack, `${moved} > ${most}`);
        assert.ok(moved >= least - slack, `${moved} < ${least}`);
      }),
    );
  });
});
