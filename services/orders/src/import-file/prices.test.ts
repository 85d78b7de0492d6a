import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CsvRecord } from "../csv-records.ts";
import { readerFor, subjectOf } from "./import-file.ts";

const HEADER = [
  ...["sku", "currency", "amount", "minQuantity", "customerGroup", "channel", "region"],
  ...["validFrom", "validTo", "compareAt", "floor", "priority"],
];
const DEFAULTS = { currency: "EUR", location: "BER" };

/** Reads one row by its cells' names. */
function read(cells: Readonly<Record<string, string>>, header: readonly string[] = HEADER) {
  const reader = readerFor("prices", header, DEFAULTS);
  assert.ok(reader.ok);
  const record: CsvRecord = { line: 7, cells: header.map((name) => cells[name] ?? "") };
  return reader.value.read(record);
}
const plain = { sku: "MUG", currency: "EUR", amount: "19.99" };

describe("a file of prices", () => {
  it("has a price a row, its amounts in the minor unit of its currency", () => {
    assert.deepEqual(read(plain), {
      kind: "row",
      row: {
        line: 7,
        item: { sku: "MUG" },
        prices: [{ currency: "EUR", amount: 1999, floor: null }],
      },
    });
    const full = {
      ...{ sku: "MUG", currency: "KWD", amount: "12.345", minQuantity: "10" },
      ...{ customerGroup: "b2b", channel: "app", region: "ES-CN" },
      ...{ validFrom: "2026-11-01", validTo: "2026-12-01T08:00:00.5+01:00" },
      ...{ compareAt: "20", floor: "0.005", priority: "-7" },
    };
    const row = read(full);
    assert.ok(row.kind === "row");
    assert.deepEqual(row.row.prices, [
      {
        ...{ currency: "KWD", amount: 12_345, compareAt: 20_000, floor: 5, minQuantity: 10 },
        ...{ customerGroup: "b2b", channel: "app", region: "ES-CN", priority: -7 },
        ...{ validFrom: "2026-11-01T00:00:00Z", validTo: "2026-12-01T08:00:00.5+01:00" },
      },
    ]);
  });

  it("needs only sku, currency and amount, whatever the case of their names", () => {
    const header = ["SKU", "Currency", "AMOUNT"];
    const row = read({ SKU: "MUG", Currency: "JPY", AMOUNT: "500" }, header);
    assert.equal(row.kind === "row" && row.row.prices[0]?.amount, 500);
  });

  for (const [name, cells, column] of [
    ["no SKU", { sku: "" }, "sku"],
    ["no currency", { currency: "" }, "currency"],
    ["a currency that is none", { currency: "EURO" }, "currency"],
    ["no amount", { amount: "" }, "amount"],
    ["a negative amount", { amount: "-1" }, "amount"],
    ["a comma", { amount: "19,99" }, "amount"],
    ["more decimals than the currency has", { currency: "JPY", amount: "1.5" }, "amount"],
    ["a huge amount", { amount: "1e9" }, "amount"],
    ["a tier from 0", { minQuantity: "0" }, "minQuantity"],
    ["a group with a space", { customerGroup: "a b" }, "customerGroup"],
    ["a channel with a slash", { channel: "a/b" }, "channel"],
    ["a region in words", { region: "Spain" }, "region"],
    ["a beginning without zone", { validFrom: "2026-11-01T00:00:00" }, "validFrom"],
    ["an end on no day", { validTo: "2026-02-30" }, "validTo"],
    ["a compare-at in words", { compareAt: "free" }, "compareAt"],
    ["a negative floor", { floor: "-0.01" }, "floor"],
    ["half a priority", { priority: "0.5" }, "priority"],
    ["a huge priority", { priority: "1000001" }, "priority"],
  ] as const) {
    it(`names line and column of ${name}`, () => {
      const row = read({ ...plain, ...cells });
      assert.ok(row.kind === "rejected");
      assert.deepEqual(
        row.errors.map((error) => [error.line, error.column]),
        [[7, column]],
      );
    });
  }

  it("refuses a header with a column that it does not know, or without one that it needs", () => {
    for (const header of [
      [...HEADER, "tier"],
      ["sku", "currency"],
    ]) {
      const reader = readerFor("prices", header, DEFAULTS);
      assert.equal(reader.ok, false);
    }
  });

  it("tells prices of a SKU apart by everything but amounts and end", () => {
    const subject = (cells: Readonly<Record<string, string>>) => {
      const row = read({ ...plain, ...cells });
      assert.ok(row.kind === "row");
      return subjectOf(row.row);
    };
    const same = [
      {},
      { amount: "1" },
      { compareAt: "30" },
      { floor: "1" },
      { validTo: "2026-12-01" },
      { minQuantity: "1", priority: "0" },
    ].map(subject);
    assert.deepEqual([...new Set(same)], ["MUG in EUR"]);
    const others = [
      { sku: "mug" },
      { currency: "USD" },
      { minQuantity: "2" },
      { customerGroup: "x" },
      { channel: "x" },
      { region: "ES" },
      { validFrom: "2026-11-01" },
      { priority: "1" },
    ].map(subject);
    assert.equal(new Set(["MUG in EUR", ...others]).size, 9);
  });
});
