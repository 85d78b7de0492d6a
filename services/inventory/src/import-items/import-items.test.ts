import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type CountedRow,
  decideImport,
  type ImportedItem,
  type ImportRow,
  type RowPlan,
  type World,
} from "./import-items.ts";

const row = (over: Partial<ImportRow> = {}): ImportRow => ({ sku: "mug", name: "Mug", ...over });
const counted = (over: Partial<CountedRow>): CountedRow => ({
  ...{ sku: "mug", location: "BER", onHandUnits: 0, reservedUnits: 0, importedUnits: null },
  ...over,
});
const world = (over: Partial<World> = {}): World => ({
  items: new Map(),
  stock: [],
  locations: new Set(["BER", "HAM"]),
  ...over,
});
const MUG: ImportedItem = {
  sku: "mug",
  name: "Mug",
  description: "Holds tea.",
  category: "kitchen",
  attributes: { colour: "blue", litres: 0.3 },
  taxCategory: "reduced",
  safetyStock: 2,
  backorderLimit: 3,
  preorderLimit: 4,
  availableFrom: "2026-11-01T00:00:00.000Z",
  maxPerOrder: 5,
  maxPerBuyer: 6,
  discontinued: false,
};
const withMug = (over: Partial<World> = {}) => world({ items: new Map([["mug", MUG]]), ...over });
const stock = (quantity: number, location = "BER") => ({ stock: { location, quantity } });
const planOf = (one: ImportRow, of: World = world()) => {
  const [plan] = decideImport([one], of);
  assert.ok(plan !== undefined);
  return plan;
};
const faultOf = (one: ImportRow, of: World = world()) => {
  const plan = planOf(one, of);
  assert.ok("fault" in plan, JSON.stringify(plan));
  return plan.fault;
};
const told = (plan: RowPlan) => ("fault" in plan ? plan.fault.code : plan.outcome);

describe("import items", () => {
  it("creates an unknown item with defaults, and has its stock counted", () => {
    const texts = { description: null, category: null, attributes: {}, taxCategory: "standard" };
    const limits = { safetyStock: 0, backorderLimit: 0, preorderLimit: 0, availableFrom: null };
    const most = { maxPerOrder: 10, maxPerBuyer: null, discontinued: false };
    assert.deepEqual(planOf(row(stock(7))), {
      outcome: "created",
      item: { sku: "mug", name: "Mug", ...texts, ...limits, ...most },
      count: { location: "BER", quantity: 7 },
    });
  });

  const changes: readonly Partial<ImportRow>[] = [
    { name: "Big mug" },
    { description: "" },
    { category: "gifts" },
    { taxCategory: "standard" },
    { attributes: { colour: "blue" } },
    { attributes: { colour: "blue", litres: "0.3" } },
    { safetyStock: 0 },
    { backorderLimit: 0 },
    { preorderLimit: 0 },
    { availableFrom: "2026-12-01T00:00:00.000Z" },
    { maxPerOrder: 1 },
    { maxPerBuyer: 1 },
  ];
  for (const change of changes) {
    it(`replaces what a row states and keeps what it leaves out: ${JSON.stringify(change)}`, () => {
      assert.deepEqual(planOf(row(change), withMug()), {
        outcome: "updated",
        item: { ...MUG, ...change },
        count: undefined,
      });
    });
  }

  it("writes nothing when nothing differs, whatever the order of the attributes", () => {
    const { discontinued: _, ...same } = { ...MUG, attributes: { litres: 0.3, colour: "blue" } };
    const unchanged = { outcome: "unchanged", item: undefined, count: undefined };
    assert.deepEqual(planOf(same, withMug()), unchanged);
    assert.deepEqual(planOf({ sku: "mug" }, withMug()), unchanged);
  });

  it("speaks of a known item without its name, and not of an unknown one", () => {
    const change = planOf({ sku: "mug", maxPerOrder: 9 }, withMug());
    assert.deepEqual("item" in change && change.item, { ...MUG, maxPerOrder: 9 });
    assert.equal(faultOf({ sku: "mug", ...stock(1) }).code, "item-not-found");
  });

  it("sells a discontinued item again by a row with its name, and leaves it by one without", () => {
    const gone = world({ items: new Map([["mug", { ...MUG, discontinued: true }]]) });
    const revived = planOf(row(), gone);
    assert.deepEqual(revived, { outcome: "updated", item: MUG, count: undefined });
    const left = planOf({ sku: "mug", ...stock(1) }, gone);
    assert.deepEqual(left, { outcome: "unchanged", item: undefined, count: stock(1).stock });
  });

  it("has every count counted: the shelf decides whether that changes anything", () => {
    const known = withMug({ stock: [counted({ onHandUnits: 3, importedUnits: 10 })] });
    const plan = planOf({ sku: "mug", ...stock(10) }, known);
    assert.deepEqual(plan, { outcome: "unchanged", item: undefined, count: stock(10).stock });
  });

  const shelves: readonly (readonly [string, Partial<CountedRow>, number, boolean])[] = [
    ["never counted: all that is reserved stays", { onHandUnits: 9, reservedUnits: 4 }, 4, true],
    ["never counted: one reserved unit would go", { onHandUnits: 9, reservedUnits: 4 }, 3, false],
    [
      "counted before, sold since: what is left stays above",
      { onHandUnits: 6, reservedUnits: 4, importedUnits: 9 },
      7,
      true,
    ],
    [
      "counted before, sold since: below what is reserved",
      { onHandUnits: 6, reservedUnits: 4, importedUnits: 9 },
      6,
      false,
    ],
    [
      "the same count again, whatever is reserved",
      { onHandUnits: 4, reservedUnits: 4, importedUnits: 1 },
      1,
      true,
    ],
  ];
  for (const [said, shelf, quantity, good] of shelves) {
    it(`${good ? "takes" : "refuses"} a count of ${quantity}, ${said}`, () => {
      const known = withMug({ stock: [counted(shelf), counted({ location: "HAM" })] });
      const plan = planOf(row(stock(quantity)), known);
      assert.equal(told(plan), good ? "unchanged" : "stock-below-reserved");
    });
  }

  it("refuses an unknown location, with all that the row says of the item", () => {
    assert.deepEqual(planOf(row(stock(1, "NIX"))), {
      fault: { code: "location-not-found", message: "there is no location NIX" },
    });
  });

  it("lands the good rows beside a bad one, in their order", () => {
    const rows = [row({ sku: "a" }), row({ sku: "b c" }), row({ sku: "d" })];
    const plans = decideImport(rows, world());
    assert.deepEqual(plans.map(told), ["created", "validation-failed", "created"]);
  });

  it("takes an item's rows for several shelves, each once, if only the first speaks of the item", () => {
    const at = (location: string): ImportRow => ({ sku: "mug", ...stock(1, location) });
    const rows = [
      row({ name: "Big mug", ...stock(1) }),
      at("HAM"),
      at("BER"),
      row(stock(1, "HAM")),
    ];
    const plans = decideImport(rows, withMug());
    assert.deepEqual(plans.map(told), ["updated", "unchanged", "duplicate-sku", "duplicate-sku"]);
  });

  it("takes the first of two rows that name one item", () => {
    const plans = decideImport([row(), row({ name: "Other" })], world());
    assert.deepEqual(plans.map(told), ["created", "duplicate-sku"]);
  });

  const tooMany = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, 1]));
  const faults: readonly (readonly [string, Partial<ImportRow>])[] = [
    ["sku", { sku: "" }],
    ["sku", { sku: "x".repeat(65) }],
    ["sku", { sku: "no spaces" }],
    ["name", { name: "" }],
    ["name", { name: " \t" }],
    ["name", { name: "x".repeat(256) }],
    ["description", { description: "x".repeat(10_001) }],
    ["category", { category: "x".repeat(256) }],
    ["category", { category: "" }],
    ["taxCategory", { taxCategory: "" }],
    ["taxCategory", { taxCategory: "a b" }],
    ["attributes", { attributes: tooMany }],
    ["attributes", { attributes: { "": 1 } }],
    ["attributes", { attributes: { ["k".repeat(101)]: 1 } }],
    ["attributes.k", { attributes: { k: "x".repeat(1_001) } }],
    ["stock.quantity", stock(-1)],
    ["stock.quantity", stock(1.5)],
    ["stock.quantity", stock(1_000_001)],
    ["safetyStock", { safetyStock: -1 }],
    ["backorderLimit", { backorderLimit: 0.5 }],
    ["preorderLimit", { preorderLimit: 1_000_001 }],
    ["maxPerOrder", { maxPerOrder: 0 }],
    ["maxPerBuyer", { maxPerBuyer: 0 }],
  ];
  for (const [field, fault] of faults) {
    it(`names ${field} when it is ${JSON.stringify(fault).slice(0, 50)}`, () => {
      const { code, message } = faultOf(row(fault));
      assert.equal(code, "validation-failed");
      assert.ok(message.startsWith(`${field} `), message);
    });
  }
});
