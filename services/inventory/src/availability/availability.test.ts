import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { availabilityOf, type SellingRules, stockLevelsOf } from "./availability.ts";

const row = (location: string, onHandUnits: number, reservedUnits = 0, locationPriority = 1) => ({
  sku: "mug",
  location,
  locationPriority,
  onHandUnits,
  reservedUnits,
  incomingUnits: 0,
});
const NOW_MS = 1_000;
const item = (over: Partial<SellingRules> = {}): SellingRules => ({
  safetyStock: 0,
  backorderLimit: 0,
  preorderLimit: 0,
  availableFromMs: null,
  owedUnits: 0,
  ...over,
});

describe("availability", () => {
  it("adds up what each location can promise, in allocation order", () => {
    const rows = [row("B", 10, 4), row("A", 3, 3), row("C", 7, 0, 0)];
    assert.deepEqual(availabilityOf(rows, item(), NOW_MS), {
      status: "in-stock",
      available: 13,
      locations: [
        { code: "C", available: 7 },
        { code: "A", available: 0 },
        { code: "B", available: 6 },
      ],
    });
  });

  it("is never negative when less than the safety stock is left", () => {
    const { status, available } = availabilityOf([row("A", 2)], item({ safetyStock: 3 }), NOW_MS);
    assert.deepEqual({ status, available }, { status: "out", available: 0 });
  });

  const cases = [
    { rows: [row("A", 6)], of: item(), status: "in-stock" },
    { rows: [row("A", 5)], of: item(), status: "low" },
    { rows: [row("A", 17)], of: item({ safetyStock: 8 }), status: "in-stock" },
    { rows: [row("A", 16)], of: item({ safetyStock: 8 }), status: "low" },
    { rows: [row("A", 4, 4)], of: item(), status: "out" },
    { rows: [], of: item(), status: "out" },
    { rows: [row("A", 4, 4)], of: item({ backorderLimit: 1 }), status: "backorder" },
    { rows: [row("A", 1)], of: item({ backorderLimit: 1 }), status: "low" },
    { rows: [], of: item({ backorderLimit: 3, owedUnits: 2 }), status: "backorder" },
    { rows: [], of: item({ backorderLimit: 3, owedUnits: 3 }), status: "out" },
    { rows: [], of: item({ backorderLimit: 3, owedUnits: 9 }), status: "out" },
    { rows: [], of: item({ preorderLimit: 3 }), status: "out" },
    { rows: [], of: item({ preorderLimit: 3, availableFromMs: NOW_MS + 1 }), status: "backorder" },
    { rows: [], of: item({ preorderLimit: 3, availableFromMs: NOW_MS }), status: "out" },
    { rows: [], of: item({ backorderLimit: 3, availableFromMs: NOW_MS + 1 }), status: "out" },
    { rows: [], of: item({ backorderLimit: 3, availableFromMs: NOW_MS }), status: "backorder" },
    {
      rows: [],
      of: item({ preorderLimit: 3, owedUnits: 3, availableFromMs: NOW_MS + 1 }),
      status: "out",
    },
  ];
  for (const { rows, of, status } of cases) {
    const onHand = rows.map(({ onHandUnits, reservedUnits }) => onHandUnits - reservedUnits);
    it(`says ${status} of ${onHand} free units, ${JSON.stringify(of)}`, () => {
      assert.equal(availabilityOf(rows, of, NOW_MS).status, status);
    });
  }
});

describe("stock levels", () => {
  it("tells each location and the sums, each row consistent in itself", () => {
    const level = { safetyStock: 2, incoming: 0 };
    const announced = { ...row("B", 10, 4), incomingUnits: 7 };
    assert.deepEqual(stockLevelsOf([announced, row("A", 1)], 2), {
      onHand: 11,
      reserved: 4,
      available: 4,
      safetyStock: 4,
      incoming: 7,
      locations: [
        { location: "A", onHand: 1, reserved: 0, available: 0, ...level },
        { location: "B", onHand: 10, reserved: 4, available: 4, safetyStock: 2, incoming: 7 },
      ],
    });
  });
});
