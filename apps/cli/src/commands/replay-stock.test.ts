import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ok } from "@holdfast/result";
import { readStockDraft, refusedByStock } from "./replay-stock.ts";

describe("the stock part of a draft", () => {
  const draft = new Map([["mug", { maxPerOrder: 3 }]]);

  it("refuses an order that has more of a SKU than it allows, over all its lines", () => {
    const lines = (...quantities: readonly number[]) =>
      quantities.map((quantity) => ({ sku: "mug", quantity }));
    assert.deepEqual(refusedByStock(lines(3), draft), []);
    assert.deepEqual(refusedByStock(lines(2, 2), draft), [
      { code: "quota-exceeded", subject: "mug", detail: "4 asked, 3 may be in an order" },
    ]);
    assert.deepEqual(refusedByStock([{ sku: "pen", quantity: 9 }], draft), []);
    assert.deepEqual(refusedByStock(lines(9), new Map()), []);
  });

  it("is read, and what no record can answer is not taken as if it were", () => {
    assert.deepEqual(readStockDraft([{ sku: "mug", maxPerOrder: 3 }]), ok(draft));
    for (const [json, wrong] of [
      [{}, /"stock" has to be a list/],
      [[1], /\/stock\/0 has to be an object/],
      [[{ maxPerOrder: 3 }], /\/stock\/0\/sku/],
      [[{ sku: "mug" }], /\/stock\/0\/maxPerOrder/],
      [[{ sku: "mug", maxPerOrder: 0 }], /\/stock\/0\/maxPerOrder has to be 1 or more/],
      [[{ sku: "mug", maxPerOrder: 1.5 }], /\/stock\/0\/maxPerOrder/],
      [[1, 2].map((maxPerOrder) => ({ sku: "mug", maxPerOrder })), /\/stock\/1\/sku stands above/],
      [[{ sku: "mug", safetyStock: 3 }], /\/stock\/0\/safetyStock: only maxPerOrder/],
    ] as const) {
      const read = readStockDraft(json);
      assert.ok(!read.ok);
      assert.match(read.error, wrong);
    }
  });
});
