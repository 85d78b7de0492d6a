import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isBefore, parseCursor, START, toCursor, toWire } from "./event.ts";

describe("a cursor", () => {
  it("is read as it was written", () => {
    const position = { transactionId: 812_345, id: 99 };
    assert.deepEqual(parseCursor(toCursor(position)), position);
    assert.deepEqual(parseCursor(toCursor(START)), START);
  });

  it("is refused when it is anything else, or larger than a number can say exactly", () => {
    for (const text of ["", "1", "1-", "-1", "1-2-3", "a-b", " 1-2", "1.5-2", "-1-2", "1e3-2"]) {
      assert.equal(parseCursor(text), undefined, text);
    }
    assert.equal(parseCursor(`${"9".repeat(16)}-1`), undefined);
  });
});

describe("positions", () => {
  it("are ordered by transaction, then by event", () => {
    const at = (transactionId: number, id: number) => ({ transactionId, id });
    assert.ok(isBefore(at(9, 50), at(10, 1)));
    assert.ok(isBefore(at(10, 1), at(10, 2)));
    assert.ok(!isBefore(at(10, 2), at(10, 2)));
    assert.ok(!isBefore(at(11, 1), at(10, 9)));
  });
});

describe("an event on its way out", () => {
  it("is named by its aggregate and sequence, and says nothing of where it is stored", () => {
    const stored = { aggregate: "stock/MUG", sequence: 7, type: "stock.low", traceparent: null };
    const at = new Date(Date.UTC(2026, 10, 1));
    const position = { transactionId: 5, id: 6 };
    assert.deepEqual(toWire({ ...stored, at, position, data: { sku: "MUG" } }), {
      ...stored,
      id: "stock/MUG/7",
      at: "2026-11-01T00:00:00.000Z",
      data: { sku: "MUG" },
    });
  });
});
