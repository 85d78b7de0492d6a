import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  type AskedChange,
  type ChangeableOrder,
  decideChange,
  type EarlierChange,
  refundTargets,
  stepName,
  wholeOf,
} from "./order-changes.ts";

const EUR = (amount: number) => ({ amount, currency: "EUR" });
const line = (sku: string, quantity: number, total: number, shortQuantity?: number) => ({
  ...{ sku, quantity, total: EUR(total) },
  ...(shortQuantity === undefined ? {} : { shortQuantity }),
});
const order = (over: Partial<ChangeableOrder> = {}): ChangeableOrder => {
  const lines = over.lines ?? [line("mug", 3, 1000), line("pot", 1, 500), line("mug", 2, 501)];
  const totalMinor = lines.reduce((sum, { total }) => sum + total.amount, 0);
  return {
    ...{ id: "o1", status: "confirmed", currency: "EUR", lines, totalMinor },
    ...{ refundedMinor: 0, changes: [], ...over },
  };
};
const earlier = (
  items: EarlierChange["items"],
  status: EarlierChange["status"] = "done",
): EarlierChange => ({ id: "c0", kind: "cancel-lines", status, items });
const cancelLines = (items: Readonly<Record<string, number>>): AskedChange => ({
  kind: "cancel-lines",
  items: Object.entries(items).map(([sku, quantity]) => ({ sku, quantity })),
});
const planned = (of: ChangeableOrder, asked: AskedChange) => {
  const decided = decideChange(of, asked);
  if (!decided.ok) throw new Error(`refused: ${JSON.stringify(decided.error)}`);
  return decided.value;
};
const refused = (of: ChangeableOrder, asked: AskedChange) => {
  const decided = decideChange(of, asked);
  if (decided.ok) throw new Error(`done: ${JSON.stringify(decided.value)}`);
  return decided.error;
};

describe("a change of an order", () => {
  it("gives back for units their share of their lines, the lines in their order", () => {
    assert.deepEqual(planned(order(), cancelLines({ mug: 4, pot: 1 })), {
      items: [
        { line: 0, sku: "mug", quantity: 3 },
        { line: 2, sku: "mug", quantity: 1 },
        { line: 1, sku: "pot", quantity: 1 },
      ],
      amountMinor: 1000 + 251 + 500,
    });
  });

  it("counts on from what was cancelled or returned before, whatever failed", () => {
    const changes = [
      earlier([{ line: 0, sku: "mug", quantity: 2 }]),
      earlier([{ line: 0, sku: "mug", quantity: 1 }], "failed"),
    ];
    const { items, amountMinor } = planned(order({ changes }), cancelLines({ mug: 2 }));
    assert.deepEqual(
      items.map(({ line: index, quantity }) => [index, quantity]),
      [
        [0, 1],
        [2, 1],
      ],
    );
    assert.equal(amountMinor, 1000 - 667 + 251);
  });

  it("never sold the units that were short", () => {
    const short = order({ lines: [line("mug", 3, 1000, 2)], totalMinor: 333 });
    assert.equal(planned(short, cancelLines({ mug: 1 })).amountMinor, 333);
    const error = refused(short, cancelLines({ mug: 2 }));
    assert.deepEqual(error, {
      kind: "quantity-over-limit",
      over: [{ path: "/items/0/quantity", sku: "mug", requested: 2, left: 1 }],
    });
  });

  it("gives back no more than is left when an amount was refunded before", () => {
    const of = order({ lines: [line("mug", 1, 1000)], refundedMinor: 900 });
    assert.equal(planned(of, cancelLines({ mug: 1 })).amountMinor, 100);
    assert.equal(planned({ ...of, refundedMinor: 1000 }, cancelLines({ mug: 1 })).amountMinor, 0);
  });

  it("sums several entries of one SKU before it looks for them", () => {
    const items = [
      { sku: "mug", quantity: 3 },
      { sku: "pot", quantity: 1 },
      { sku: "mug", quantity: 3 },
    ];
    assert.deepEqual(refused(order(), { kind: "return", items }), {
      kind: "quantity-over-limit",
      over: [{ path: "/items/0/quantity", sku: "mug", requested: 6, left: 5 }],
    });
  });

  it("names an item that the order does not have before a quantity that is too high", () => {
    const error = refused(order(), cancelLines({ mug: 9, cup: 1 }));
    assert.deepEqual(error, {
      kind: "item-not-in-order",
      over: [{ path: "/items/1/sku", sku: "cup", requested: 1, left: 0 }],
    });
  });

  it("cancels all that is left, money and units", () => {
    const changes = [earlier([{ line: 0, sku: "mug", quantity: 3 }])];
    const of = order({ changes, refundedMinor: 1100 });
    const whole = {
      items: [
        { line: 1, sku: "pot", quantity: 1 },
        { line: 2, sku: "mug", quantity: 2 },
      ],
      amountMinor: 901,
    };
    assert.deepEqual(planned(of, { kind: "cancel" }), whole);
    assert.deepEqual(wholeOf(of), whole);
  });

  it("does not know yet what it cancels of a running checkout", () => {
    const of = order({ status: "processing", lines: [], totalMinor: undefined });
    assert.deepEqual(planned(of, { kind: "cancel" }), { items: [], amountMinor: undefined });
  });

  it("refunds up to what is left, in the order's currency", () => {
    const of = order({ refundedMinor: 2000 });
    const ask = (amountMinor: number, currency = "EUR") =>
      ({ kind: "refund", amountMinor, currency }) as const;
    assert.deepEqual(planned(of, ask(1)), { items: [], amountMinor: 1 });
    assert.deepEqual(refused(of, ask(2)), {
      ...{ kind: "amount-over-limit", requestedMinor: 2, leftMinor: 1, currency: "EUR" },
    });
    assert.deepEqual(refused(of, ask(1, "USD")), { kind: "refund-currency", currency: "EUR" });
  });

  it("waits for the one before it", () => {
    const changes = [earlier([], "processing")];
    const error = refused(order({ changes }), { kind: "cancel" });
    assert.deepEqual(error, { kind: "change-in-flight", changeId: "c0" });
  });

  for (const status of ["processing", "failed", "cancelled"] as const) {
    it(`is refused of an order that is ${status}`, () => {
      const error = refused(order({ status }), cancelLines({ mug: 1 }));
      assert.deepEqual(error, { kind: "order-state", id: "o1", status });
    });
  }
});

describe("any sequence of changes", () => {
  const anyLine = fc.record({
    sku: fc.constantFrom("mug", "pot"),
    quantity: fc.integer({ min: 1, max: 7 }),
    total: fc.integer({ min: 0, max: 10_000 }).map(EUR),
  });
  const anyAsked: fc.Arbitrary<AskedChange> = fc.oneof(
    fc.record({
      kind: fc.constantFrom<"cancel-lines" | "return">("cancel-lines", "return"),
      items: fc.array(
        fc.record({
          sku: fc.constantFrom("mug", "pot"),
          quantity: fc.integer({ min: 1, max: 5 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    fc.record({
      kind: fc.constant("refund" as const),
      amountMinor: fc.integer({ min: 1, max: 4_000 }),
      currency: fc.constant("EUR"),
    }),
  );

  it("gives back never more than was paid, and all of it when everything is cancelled", () => {
    let [refunds, ended] = [0, 0];
    fc.assert(
      fc.property(
        fc.array(anyLine, { minLength: 1, maxLength: 4 }),
        fc.array(anyAsked, { maxLength: 12 }),
        fc.boolean(),
        (lines, asks, byUnits) => {
          let of = order({ lines });
          const paidMinor = of.totalMinor ?? 0;
          const change = (asked: AskedChange) => {
            const decided = decideChange(of, asked);
            if (!decided.ok) return;
            const { items, amountMinor = 0 } = decided.value;
            assert.ok(amountMinor >= 0);
            if (asked.kind === "refund") refunds += 1;
            const refundedMinor = of.refundedMinor + amountMinor;
            of = { ...of, refundedMinor, changes: [...of.changes, earlier(items)] };
            assert.ok(refundedMinor <= paidMinor);
          };
          for (const asked of asks) change(asked);
          const { items } = wholeOf(of);
          if (byUnits) for (const item of items) change({ kind: "cancel-lines", items: [item] });
          else change({ kind: "cancel" });
          ended += items.length;
          assert.equal(of.refundedMinor, paidMinor);
          assert.deepEqual(wholeOf(of), { items: [], amountMinor: 0 });
        },
      ),
      { numRuns: 1_000 },
    );
    assert.ok(refunds > 100 && ended > 100);
  });
});

describe("the money of an order with several charges", () => {
  it("comes from one after the other", () => {
    const charges = [
      { id: "b", capturedMinor: 500 },
      { id: "a", capturedMinor: 300 },
    ];
    assert.deepEqual(Object.fromEntries(refundTargets(charges, 400)), { a: 300, b: 100 });
    assert.deepEqual(Object.fromEntries(refundTargets(charges, 9_000)), { a: 300, b: 500 });
  });
});

describe("a step of a change", () => {
  it("is named after its change, once", () => {
    assert.equal(stepName("cancel", "refund"), "cancel-refund");
    assert.equal(stepName("refund", "refund"), "refund");
  });
});
