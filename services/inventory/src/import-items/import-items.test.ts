import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type CountedRow, decideImport, type ImportRow, type World } from "./import-items.ts";

const row = (over: Partial<ImportRow> = {}): ImportRow => ({ sku: "mug", name: "Mug", ...over });
const counted = (over: Partial<CountedRow>): CountedRow => ({
  sku: "mug",
  location: "BER",
  locationPriority: 1,
  onHandUnits: 0,
  reservedUnits: 0,
  importedUnits: null,
  ...over,
});
const world = (over: Partial<World> = {}): World => ({
  items: new Map(),
  stock: [],
  locations: new Set(["BER"]),
  ...over,
});
const MUG = {
  sku: "mug",
  name: "Mug",
  description: "Holds tea.",
  category: "kitchen",
  attributes: { colour: "blue", litres: 0.3 },
  taxCategory: "reduced",
};
const withMug = (over: Partial<World> = {}) => world({ items: new Map([["mug", MUG]]), ...over });
const stock = (quantity: number, location = "BER") => ({ stock: { location, quantity } });
const errorOf = (one: ImportRow, of: World = world()) => {
  const plan = decideImport([one], of);
  assert.deepEqual([plan.items, plan.counts], [[], []], "a refused row writes nothing");
  assert.equal(plan.results[0]?.outcome, "unchanged");
  return plan.results[0]?.error;
};

describe("import items", () => {
  it("creates an unknown item with defaults and counts its stock", () => {
    const plan = decideImport([row(stock(7))], world());
    const defaults = { description: null, category: null, attributes: {}, taxCategory: "standard" };
    assert.deepEqual(plan, {
      results: [{ sku: "mug", outcome: "created" }],
      items: [{ sku: "mug", name: "Mug", ...defaults }],
      counts: [{ sku: "mug", location: "BER", deltaUnits: 7, countedUnits: 7 }],
    });
  });

  it("keeps what a row leaves out, and replaces what it states", () => {
    const plan = decideImport([row({ name: "Big mug" })], withMug());
    assert.deepEqual(plan.results, [{ sku: "mug", outcome: "updated" }]);
    assert.deepEqual(plan.items, [{ ...MUG, name: "Big mug" }]);
    for (const changed of [
      { description: "" },
      { category: "gifts" },
      { taxCategory: "standard" },
      { attributes: { colour: "blue" } },
      { attributes: { colour: "blue", litres: "0.3" } },
    ]) {
      const { items } = decideImport([row(changed)], withMug());
      assert.deepEqual(items, [{ ...MUG, ...changed }]);
    }
  });

  it("writes nothing when nothing differs, whatever the order of the attributes", () => {
    const same = row({ ...MUG, attributes: { litres: 0.3, colour: "blue" } });
    assert.deepEqual(decideImport([same], withMug()), {
      results: [{ sku: "mug", outcome: "unchanged" }],
      items: [],
      counts: [],
    });
  });

  const counts = [
    { said: "imported before, sold since", of: { onHandUnits: 3, importedUnits: 10 }, delta: null },
    { said: "a new count, sold since", of: { onHandUnits: 3, importedUnits: 8 }, delta: 2 },
    { said: "never counted", of: { onHandUnits: 4 }, delta: 6 },
    { said: "never counted but right: only remembered", of: { onHandUnits: 10 }, delta: 0 },
    { said: "counted down", of: { onHandUnits: 30, importedUnits: 30 }, delta: -20 },
  ];
  for (const { said, of, delta } of counts) {
    it(`compares a count of 10 with the last imported one: ${said}`, () => {
      const plan = decideImport([row(stock(10))], withMug({ stock: [counted(of)] }));
      const count = { sku: "mug", location: "BER", deltaUnits: delta, countedUnits: 10 };
      assert.deepEqual(plan.counts, delta === null ? [] : [count]);
      assert.equal(plan.results[0]?.outcome, delta === null ? "unchanged" : "updated");
    });
  }

  it("refuses a count below what is reserved", () => {
    const known = withMug({ stock: [counted({ onHandUnits: 9, reservedUnits: 4 })] });
    assert.equal(decideImport([row(stock(4))], known).results[0]?.error, undefined);
    assert.equal(errorOf(row(stock(3)), known)?.code, "stock-below-reserved");
  });

  it("refuses an unknown location without writing the item", () => {
    assert.equal(errorOf(row(stock(1, "NIX")))?.code, "location-not-found");
  });

  it("lands the good rows beside a bad one, and the first of two with one SKU", () => {
    const rows = [row({ sku: "a" }), row({ sku: "b c" }), row({ sku: "a", name: "Other" })];
    const plan = decideImport(rows, world());
    assert.deepEqual(
      plan.results.map(({ outcome, error }) => error?.code ?? outcome),
      ["created", "validation-failed", "duplicate-sku"],
    );
    assert.deepEqual(
      plan.items.map(({ sku, name }) => [sku, name]),
      [["a", "Mug"]],
    );
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
  ];
  for (const [field, fault] of faults) {
    it(`names ${field} when it is ${JSON.stringify(fault).slice(0, 50)}`, () => {
      const error = errorOf(row(fault));
      assert.equal(error?.code, "validation-failed");
      assert.ok(error.message.startsWith(`${field} `), error.message);
    });
  }
});
