import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { applyPromotions } from "./apply-promotions.ts";
import type { Benefit, Promotion, PromotionFacts, PromotionLine } from "./promotion.ts";
import { compilePromotions } from "./promotion-set.ts";
import { appliesTo, basketOf, promotion } from "./testing/promotions.ts";

const RUNS = { numRuns: 1000 };
const SKUS = ["A", "B", "C", "D", "E"] as const;
const sku = fc.constantFrom(...SKUS);
const category = fc.constantFrom("hats", "shoes");

const eur = fc
  .oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 20_000 }))
  .map((amountMinor) => ({ amountMinor, currency: "EUR" }));
const percent = fc.constantFrom("0", "0.0001", "5", "12.5", "33.3333", "50", "99.9999", "100");
const off = fc.oneof(
  eur,
  percent.map((text) => ({ percent: text })),
);
const small = fc.integer({ min: 1, max: 3 });
const benefit: fc.Arbitrary<Benefit> = fc.oneof(
  percent.map((text) => ({ kind: "percentage" as const, percent: text })),
  fc
    .tuple(fc.constantFrom("unit", "basket"), eur)
    .map(([per, amount]) => ({ kind: "amount" as const, per, ...amount })),
  eur.map((amount) => ({ kind: "fixed-price" as const, ...amount })),
  fc
    .tuple(small, small, percent)
    .map(([buy, get, text]) => ({ kind: "buy-x-get-y" as const, buy, get, percent: text })),
  off.map((reward) => ({ kind: "basket-threshold" as const, off: reward })),
  fc.tuple(eur, off, eur, off).map(([low, first, more, second]) => ({
    kind: "tiered-spend" as const,
    tiers: [
      { from: low, off: first },
      { from: { ...low, amountMinor: low.amountMinor + more.amountMinor }, off: second },
    ],
  })),
  fc
    .tuple(sku, small)
    .map(([gift, quantity]) => ({ kind: "free-gift" as const, sku: gift, quantity })),
);
const scope = fc.oneof(
  fc.uniqueArray(sku, { minLength: 1, maxLength: 3 }).map((skus) => appliesTo({ skus })),
  category.map((name) => appliesTo({ categories: [name] })),
  fc.constantFrom("red", "7").map((color) => appliesTo({ attributes: { color: [color] } })),
);
/** Of every kind that the index knows, and some that it does not. */
const condition = fc.oneof(
  category.map((name) => ({ "==": [{ var: "line.category" }, name] })),
  fc.uniqueArray(sku, { minLength: 1 }).map((skus) => ({ in: [{ var: "line.sku" }, skus] })),
  fc
    .constantFrom("red", "blue")
    .map((color) => ({ "===": [color, { var: "line.attributes.color" }] })),
  fc.constantFrom("vip", "b2b").map((group) => ({ "==": [{ var: "customerGroup" }, group] })),
  fc.nat(20_000).map((subtotal) => ({
    and: [{ "==": [{ var: "region" }, "DE"] }, { ">": [{ var: "basket.subtotal" }, subtotal] }],
  })),
  fc.constant({ "<": [{ var: "line.attributes.color" }, 5] }),
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 2, nil: null });
const promotions = fc
  .array(
    fc
      .tuple(
        benefit,
        fc.record({
          appliesTo: maybe(scope),
          condition: fc.option(condition, { freq: 1, nil: null }),
          minBasket: fc.option(eur, { freq: 1, nil: null }),
          needsCoupon: fc.constantFrom(false, false, true),
          priority: fc.nat(2),
          stacking: fc.constantFrom("stackable", "stackable", "stackable", "exclusive"),
          stackingGroup: fc.constantFrom(null, null, "x", "y"),
          discountBase: fc.constantFrom("original", "current"),
        }),
      )
      .map(([kind, fields]) => promotion(kind, fields)),
    { minLength: 1, maxLength: 7 },
  )
  .map((some) => some.map((one, index) => ({ ...one, id: `p${index}`, label: `p${index}` })));

const lines = fc
  .tuple(
    fc.array(
      fc.record({
        unitMinor: fc.oneof(fc.nat(9), fc.nat(9999)),
        floorMinor: fc.oneof({ arbitrary: fc.constant(0), weight: 2 }, fc.nat(5000)),
        category: maybe(category),
        attributes: fc.constantFrom<Record<string, unknown>>(
          {},
          { color: "red" },
          { color: ["red", "blue"] },
          { color: 7 },
        ),
      }),
      { minLength: SKUS.length, maxLength: SKUS.length },
    ),
    fc.array(fc.tuple(fc.nat(SKUS.length - 1), fc.integer({ min: 1, max: 9 })), {
      minLength: 1,
      maxLength: 9,
    }),
  )
  .map(([products, asked]) =>
    asked.flatMap(([index, quantity]): readonly PromotionLine[] => {
      const [name, product] = [SKUS[index], products[index]];
      return name === undefined || product === undefined
        ? []
        : [{ sku: name, quantity, ...product }];
    }),
  );
/** Every second promotion has a coupon; the budgets of some are limited, or gone. */
const facts = fc.tuple(fc.nat(3000), fc.boolean()).map(
  ([left, isLimited]): PromotionFacts => ({
    coupons: new Map([
      ["p0", "CODE-0"],
      ["p2", "CODE-2"],
      ["p4", "CODE-4"],
    ]),
    exhausted: new Set(["p5"]),
    discountLeftMinor: isLimited
      ? new Map([
          ["p1", left],
          ["p2", left],
        ])
      : new Map(),
  }),
);
const cases = { promotions, lines, facts };
type Case = {
  readonly promotions: readonly Promotion[];
  readonly lines: readonly PromotionLine[];
  readonly facts: PromotionFacts;
};

const apply = ({ promotions: all, lines: asked, facts: given }: Case) =>
  applyPromotions(compilePromotions(all, 1), basketOf(asked, { customerGroup: "vip" }), given);
const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);
const check = (property: (given: Case) => void) =>
  fc.assert(fc.property(fc.record(cases), property), RUNS);

describe("promotions on any basket", () => {
  it("take off lines exactly what each of them says, which is above zero and within its budget", () => {
    check((given) => {
      const { discounts, applied } = apply(given);
      for (const { promotionId, discountMinor } of applied) {
        const parts = discounts.flat().filter((part) => part.promotionId === promotionId);
        assert.equal(sum(parts.map(({ amountMinor }) => amountMinor)), discountMinor);
        assert.ok(discountMinor > 0);
        assert.ok(discountMinor <= (given.facts.discountLeftMinor.get(promotionId) ?? Infinity));
        assert.ok(!given.facts.exhausted.has(promotionId));
      }
      const parts = discounts.flat();
      assert.ok(
        parts.every(({ amountMinor }) => Number.isSafeInteger(amountMinor) && amountMinor > 0),
      );
      assert.ok(
        parts.every(({ promotionId }) => applied.some((one) => one.promotionId === promotionId)),
      );
    });
  });

  it("take no line below its floor, and none below zero", () => {
    check((given) => {
      for (const [index, parts] of apply(given).discounts.entries()) {
        const { unitMinor = 0, floorMinor = 0, quantity = 0 } = given.lines[index] ?? {};
        const room = Math.max(0, unitMinor - floorMinor) * quantity;
        assert.ok(sum(parts.map(({ amountMinor }) => amountMinor)) <= room);
      }
    });
  });

  it("either apply or say why not, and never both", () => {
    check((given) => {
      const { applied, considered } = apply(given);
      const ids = [...applied, ...considered].map(({ promotionId }) => promotionId);
      assert.equal(new Set(ids).size, ids.length);
      const all = new Map(given.promotions.map((one) => [one.id, one]));
      const exclusive = applied.filter(
        ({ promotionId }) => all.get(promotionId)?.stacking === "exclusive",
      );
      assert.ok(exclusive.length === 0 || applied.length === 1);
      const groups = applied.flatMap(
        ({ promotionId }) => all.get(promotionId)?.stackingGroup ?? [],
      );
      assert.equal(new Set(groups).size, groups.length);
      for (const { promotionId } of applied) {
        assert.ok(!all.get(promotionId)?.needsCoupon || given.facts.coupons.has(promotionId));
      }
    });
  });

  it("come out the same in whatever order they are stored", () => {
    const shuffled = fc
      .record(cases)
      .chain((given) =>
        fc
          .shuffledSubarray([...given.promotions], { minLength: given.promotions.length })
          .map((others) => ({ given, others })),
      );
    fc.assert(
      fc.property(shuffled, ({ given, others }) => {
        assert.deepEqual(apply({ ...given, promotions: others }), apply(given));
      }),
      RUNS,
    );
  });

  it("come out the same in whatever order the lines stand, each line with what it had", () => {
    const shuffled = fc
      .record(cases)
      .chain((given) =>
        fc
          .shuffledSubarray([...given.lines.keys()], { minLength: given.lines.length })
          .map((order) => ({ given, order })),
      );
    fc.assert(
      fc.property(shuffled, ({ given, order }) => {
        const asked = order.flatMap((index) => given.lines[index] ?? []);
        const before = apply(given);
        const after = apply({ ...given, lines: asked });
        assert.deepEqual(after.applied, before.applied);
        assert.deepEqual(after.considered, before.considered);
        // Lines that are equal in everything may swap what they have: which is which cannot be told.
        assert.deepEqual(described(asked, after), described(given.lines, before));
      }),
      RUNS,
    );
  });

  it("take the same off a line as off two that it is split into", () => {
    const split = fc.tuple(fc.record(cases), fc.nat(), fc.nat());
    fc.assert(
      fc.property(split, ([given, which, where]) => {
        const index = which % given.lines.length;
        const line = given.lines[index];
        if (line === undefined || line.quantity < 2) return;
        const quantity = 1 + (where % (line.quantity - 1));
        const parts = [
          { ...line, quantity },
          { ...line, quantity: line.quantity - quantity },
        ];
        const asked = [...given.lines.slice(0, index), ...parts, ...given.lines.slice(index + 1)];
        const whole = apply(given);
        const halves = apply({ ...given, lines: asked });
        assert.deepEqual(halves.applied, whole.applied);
        assert.deepEqual(halves.considered, whole.considered);
        assert.deepEqual(bySku(asked, halves), bySku(given.lines, whole));
      }),
      RUNS,
    );
  });

  it("are found by the index wherever their condition holds", () => {
    check((given) => {
      // The index sees through "and", not through "or": these are looked at for every basket.
      const unindexed = given.promotions.map((one) =>
        one.condition === null ? one : { ...one, condition: { or: [one.condition] } },
      );
      const { discounts, applied } = apply(given);
      const every = apply({ ...given, promotions: unindexed });
      assert.deepEqual(applied, every.applied);
      assert.deepEqual(discounts, every.discounts);
    });
  });
});

type Outcome = ReturnType<typeof apply>;

function described(asked: readonly PromotionLine[], { discounts }: Outcome): readonly string[] {
  return asked
    .map(({ sku: name, quantity }, index) => JSON.stringify([name, quantity, discounts[index]]))
    .sort();
}

function bySku(asked: readonly PromotionLine[], { discounts }: Outcome): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const [index, { sku: name }] of asked.entries()) {
    for (const { promotionId, amountMinor } of discounts[index] ?? []) {
      const key = `${name} ${promotionId}`;
      totals[key] = (totals[key] ?? 0) + amountMinor;
    }
  }
  return totals;
}
