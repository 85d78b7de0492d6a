import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type ExportedItem,
  type ExportedShelf,
  ITEM_HEADER,
  itemLine,
  STOCK_HEADER,
  stockLine,
} from "./export-stock.ts";

const ITEM: ExportedItem = {
  ...{ sku: "a", name: "A", description: null, category: null, taxCategory: "standard" },
  ...{ attributes: "{}", safetyStock: 0, backorderLimit: 0, preorderLimit: 0, availableFrom: null },
  ...{ maxPerOrder: 10, maxPerBuyer: null },
};
const SHELF: ExportedShelf = {
  ...{ sku: "a", location: "BER", onHandUnits: 7, reservedUnits: 2, incomingUnits: 30 },
  importedUnits: 10,
};

describe("the line of an item", () => {
  it("leaves empty what the item does not have", () => {
    assert.equal(itemLine(ITEM), "a,A,,,standard,,0,0,0,,10,\n");
  });

  it("has every field in its column", () => {
    const item = {
      ...{ sku: "a", name: "A", description: "D", category: "C", taxCategory: "reduced" },
      ...{ attributes: '{"size": 1}', safetyStock: 1, backorderLimit: 2, preorderLimit: 3 },
      ...{ availableFrom: "2026-12-01T08:00:00.000Z", maxPerOrder: 4, maxPerBuyer: 5 },
    };
    const columns = ITEM_HEADER.trimEnd().split(",");
    assert.deepEqual(columns.slice(5), [
      ...["attributes", "safety_stock", "backorder_limit", "preorder_limit", "available_from"],
      ...["max_per_order", "max_per_buyer"],
    ]);
    assert.equal(
      itemLine(item),
      'a,A,D,C,reduced,"{""size"": 1}",1,2,3,2026-12-01T08:00:00.000Z,4,5\n',
    );
  });

  for (const [what, name, cell] of [
    ["a comma", "Rope, 10 m", '"Rope, 10 m"'],
    ["quotes", '12" pipe', '"12"" pipe"'],
    ["line breaks of every kind", "a\r\nb\nc\rd", '"a\r\nb\nc\rd"'],
    ["spaces at its ends", " A ", " A "],
    ["a formula of a spreadsheet", "=1+1", "=1+1"],
    ["letters of several bytes", "größe 赤", "größe 赤"],
  ] as const) {
    it(`keeps a name with ${what}`, () => {
      assert.equal(itemLine({ ...ITEM, name }), `a,${cell},,,standard,,0,0,0,,10,\n`);
    });
  }
});

describe("the line of a shelf", () => {
  it("states the count of the last import, whatever was sold since", () => {
    assert.equal(STOCK_HEADER, "sku,location,quantity,on_hand,reserved,incoming\n");
    assert.equal(stockLine(SHELF), "a,BER,10,7,2,30\n");
    assert.equal(stockLine({ ...SHELF, importedUnits: 0 }), "a,BER,0,7,2,30\n");
  });

  it("states what is on it where no import has counted", () => {
    assert.equal(stockLine({ ...SHELF, importedUnits: null }), "a,BER,7,7,2,30\n");
  });
});
