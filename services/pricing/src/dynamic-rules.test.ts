import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  compileDynamicRules,
  PERCENT_PATTERN,
  rulesOf,
  signalsHold,
  type TimeWindow,
} from "./dynamic-rules.ts";
import { dynamicRule } from "./testing/dynamic.ts";

const HOUR_MS = 3_600_000;
const AT_MS = Date.UTC(2026, 10, 2, 12, 30); // a Monday
const keysOf = (rules: readonly { readonly key: string }[]) => rules.map(({ key }) => key);

describe("the rules of a SKU", () => {
  const rules = [
    dynamicRule("everywhere"),
    dynamicRule("kitchen", { appliesTo: { skus: null, categories: ["kitchen"] }, priority: 5 }),
    dynamicRule("mug", { appliesTo: { skus: ["mug", "cup"], categories: null } }),
    dynamicRule("both", { appliesTo: { skus: ["mug"], categories: ["garden"] }, priority: 9 }),
  ];

  it("are those that name it, its category or nothing: first the highest priority, then the first key", () => {
    const set = compileDynamicRules(rules, 1);
    const of = (sku: string, category: string | null) => keysOf(rulesOf(set, { sku, category }));
    assert.deepEqual(of("mug", "kitchen"), ["kitchen", "everywhere", "mug"]);
    assert.deepEqual(of("mug", "garden"), ["both", "everywhere", "mug"]);
    assert.deepEqual(of("pot", null), ["everywhere"]);
  });

  it("do not depend on the order in which they are stored", () => {
    const sorted = rulesOf(compileDynamicRules(rules, 1), { sku: "mug", category: "kitchen" });
    const turned = compileDynamicRules(rules.toReversed(), 1);
    assert.deepEqual(keysOf(rulesOf(turned, { sku: "mug", category: "kitchen" })), keysOf(sorted));
  });
});

describe("conditions on stock and demand", () => {
  const holds = (
    when: Parameters<typeof dynamicRule>[1] & object,
    availableUnits: number | null,
    demand: readonly { readonly hourMs: number; readonly units: number }[] = [],
  ) => signalsHold(dynamicRule("rule", when), { availableUnits, demand }, AT_MS);

  it("hold below a limit and from a limit on", () => {
    const few = { when: { stockBelow: 10 } };
    const many = { when: { stockAtLeast: 10 } };
    assert.deepEqual([holds(few, 9), holds(few, 10)], [true, false]);
    assert.deepEqual([holds(many, 9), holds(many, 10)], [false, true]);
  });

  it("do not hold where nothing is known of the stock", () => {
    assert.equal(holds({ when: { stockBelow: 10 } }, null), false);
    assert.equal(holds({ when: { stockAtLeast: 0 } }, null), false);
  });

  it("count what was bought in the hour that runs and those before it", () => {
    const at = (hours: number) => Date.UTC(2026, 10, 2, 12) - hours * HOUR_MS;
    const wanted = { when: { demandAtLeast: { units: 5, hours: 2 } } };
    const bought = (units: number, hours: number) => ({ hourMs: at(hours), units });
    assert.equal(holds(wanted, null, [bought(2, 0), bought(3, 1)]), true);
    assert.equal(holds(wanted, null, [bought(2, 0), bought(3, 2)]), false);
    assert.equal(holds(wanted, null, [bought(4, 0)]), false);
  });

  it("have to hold all", () => {
    const both = { when: { stockBelow: 10, demandAtLeast: { units: 5, hours: 1 } } };
    const bought = [{ hourMs: Date.UTC(2026, 10, 2, 12), units: 5 }];
    assert.deepEqual(
      [holds(both, 9, bought), holds(both, 9), holds(both, 10, bought)],
      [true, false, false],
    );
  });
});

describe("time windows", () => {
  const berlin = { timeZone: "Europe/Berlin", days: null };
  const isOpen = (window: TimeWindow, at: string) => {
    const [rule] = compileDynamicRules([dynamicRule("rule", { when: { window } })], 1).everywhere;
    return rule?.isOpenAt(Date.parse(at));
  };

  it("go by the clocks of their zone, in summer and in winter", () => {
    const evening = { ...berlin, from: "18:00", to: "20:00" };
    assert.equal(isOpen(evening, "2026-11-02T17:00:00Z"), true); // 18:00 in winter
    assert.equal(isOpen(evening, "2026-11-02T16:59:59Z"), false);
    assert.equal(isOpen(evening, "2026-11-02T19:00:00Z"), false); // 20:00 is outside
    assert.equal(isOpen(evening, "2026-07-06T16:00:00Z"), true); // 18:00 in summer
    assert.equal(isOpen(evening, "2026-07-06T15:59:00Z"), false);
  });

  it("are on their days only", () => {
    const weekend = { ...berlin, days: [6, 7], from: "00:00", to: "12:00" };
    assert.equal(isOpen(weekend, "2026-11-01T10:00:00Z"), true); // Sunday
    assert.equal(isOpen(weekend, "2026-11-02T10:00:00Z"), false);
    assert.equal(isOpen(weekend, "2026-11-01T23:30:00Z"), false); // Monday in Berlin
  });

  it("go past midnight, and belong to the day they begin on", () => {
    const sundayNight = { ...berlin, days: [7], from: "22:00", to: "02:00" };
    assert.equal(isOpen(sundayNight, "2026-11-01T21:30:00Z"), true); // Sunday 22:30
    assert.equal(isOpen(sundayNight, "2026-11-02T00:30:00Z"), true); // Monday 01:30
    assert.equal(isOpen(sundayNight, "2026-11-01T00:30:00Z"), false); // Sunday 01:30
    assert.equal(isOpen(sundayNight, "2026-11-02T21:30:00Z"), false); // Monday 22:30
  });
});

describe("a rule's percent", () => {
  it("is from -90 to 300 with at most four fraction digits", () => {
    const pattern = new RegExp(PERCENT_PATTERN);
    for (const good of [
      "0",
      "-90",
      "-90.0",
      "300",
      "12.5",
      "-0.0001",
      "299.9999",
      "99",
      "-89.99",
    ]) {
      assert.match(good, pattern);
    }
    for (const bad of ["-91", "-90.1", "301", "300.01", "+5", "1e2", "5.00001", "", "1000", "5%"]) {
      assert.doesNotMatch(bad, pattern);
    }
  });
});
