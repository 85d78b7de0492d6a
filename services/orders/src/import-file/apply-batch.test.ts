import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pricesToImport, reportBatch, reportPrices } from "./apply-batch.ts";
import type { FileRow } from "./file-row.ts";

const row = (line: number, sku: string, ...amounts: readonly number[]): FileRow => ({
  line,
  item: { sku, name: sku },
  prices: amounts.map((amount, index) => ({ currency: index === 0 ? "EUR" : "USD", amount })),
});
const ROWS = [row(2, "a", 100, 110), row(3, "b"), row(4, "c", 300), row(5, "d", 400)];
const unchanged = { outcome: "unchanged" } as const;
const created = { outcome: "created" } as const;
const NOWHERE = {
  ...unchanged,
  error: { code: "location-not-found", message: "there is no location XXX" },
};

describe("applying a batch", () => {
  it("prices only what inventory took", () => {
    const prices = pricesToImport(ROWS, [created, created, NOWHERE, created]);
    assert.deepEqual(
      prices.map(({ sku, currency, amount }) => `${sku} ${currency} ${amount}`),
      ["a EUR 100", "a USD 110", "d EUR 400"],
    );
  });

  it("counts a row as unchanged only when its item and all its prices are", () => {
    const items = [unchanged, unchanged, unchanged, created];
    const prices = [unchanged, { outcome: "updated" } as const, unchanged, created];
    assert.deepEqual(reportBatch(ROWS, { items, prices }, "simple"), {
      created: 1,
      updated: 1,
      unchanged: 2,
      rejected: 0,
      errors: [],
    });
  });

  it("names the line and the column of what inventory refused, and goes on with the right prices", () => {
    const items = [created, created, NOWHERE, created];
    const prices = [created, created, { refused: "sku is not known" }];
    for (const [format, location, price] of [
      ["simple", "location", "price"],
      ["shopify", "Variant Inventory Qty", "Variant Price"],
    ] as const) {
      const report = reportBatch(ROWS, { items, prices }, format);
      assert.equal(report.rejected, 2);
      assert.deepEqual(report.errors, [
        { line: 4, column: location, message: "there is no location XXX" },
        { line: 5, column: price, message: "sku is not known" },
      ]);
    }
  });

  it("does not guess when answers are missing", () => {
    assert.throws(() => reportBatch(ROWS, { items: [created], prices: [] }, "simple"));
  });

  it("counts each row of a file of prices by its price, and names the column of what pricing refused", () => {
    const rows = [2, 3, 4, 5].map((line) => row(line, "a", 100));
    const updated = { outcome: "updated" } as const;
    const refused = { refused: "must not be above the amount", field: "floor" };
    assert.deepEqual(reportPrices(rows, [created, updated, refused, { refused: "no" }]), {
      ...{ created: 1, updated: 1, unchanged: 0, rejected: 2 },
      errors: [
        { line: 4, column: "floor", message: "must not be above the amount" },
        { line: 5, column: "sku", message: "no" },
      ],
    });
    assert.throws(() => reportPrices(rows, [created]));
  });
});
