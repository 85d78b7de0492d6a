import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ok } from "@holdfast/result";
import {
  judgeShelves,
  type Moved,
  overMaxPerOrder,
  readStockDraft,
  type SoldOrder,
} from "./replay-stock.ts";

const order = (id: string, quantity: number, over: Partial<SoldOrder> = {}): SoldOrder => ({
  ...{ id, reservationId: `r-${id}`, createdAt: "2026-11-22T10:00:00Z" },
  ...{ shortfallPolicy: "refuse", lines: [{ sku: "mug", quantity }], ...over },
});

describe("the stock part of a draft", () => {
  const draft = new Map([["mug", { maxPerOrder: 3, safetyStock: undefined }]]);

  it("refuses an order that has more of a SKU than it allows, over all its lines", () => {
    const lines = (...quantities: readonly number[]) =>
      order("1", 0, { lines: quantities.map((quantity) => ({ sku: "mug", quantity })) });
    assert.deepEqual(overMaxPerOrder(lines(3), draft), []);
    assert.deepEqual(overMaxPerOrder(lines(2, 2), draft), [
      { code: "quota-exceeded", subject: "mug", detail: "4 asked, 3 may be in an order" },
    ]);
    assert.deepEqual(
      overMaxPerOrder(order("1", 9, { lines: [{ sku: "pen", quantity: 9 }] }), draft),
      [],
    );
    assert.deepEqual(overMaxPerOrder(lines(9), new Map()), []);
  });

  it("is read, and what no record can answer is not taken as if it were", () => {
    assert.deepEqual(readStockDraft([{ sku: "mug", maxPerOrder: 3 }]), ok(draft));
    for (const [json, wrong] of [
      [{}, /"stock" has to be a list/],
      [[1], /\/stock\/0 has to be an object/],
      [[{ maxPerOrder: 3 }], /\/stock\/0\/sku/],
      [[{ sku: "mug", maxPerOrder: 0 }], /\/stock\/0\/maxPerOrder has to be 1 or more/],
      [[{ sku: "mug", maxPerOrder: 1.5 }], /\/stock\/0\/maxPerOrder/],
      [[{ sku: "mug", safetyStock: -1 }], /\/stock\/0\/safetyStock has to be 0 or more/],
      [[{ sku: "mug", safetyStock: "3" }], /\/stock\/0\/safetyStock/],
      [[1, 2].map((maxPerOrder) => ({ sku: "mug", maxPerOrder })), /\/stock\/1\/sku stands above/],
      [[{ sku: "mug", backorderLimit: 3 }], /\/stock\/0\/backorderLimit cannot be replayed/],
    ] as const) {
      const read = readStockDraft(json);
      assert.ok(!read.ok);
      assert.match(read.error, wrong);
    }
  });
});

describe("a safety stock, against the ledger of what was sold", () => {
  const moved = (second: number, quantity: number, over: Partial<Moved> = {}): Moved => ({
    at: new Date(Date.UTC(2026, 10, 22, 9, 0, second)).toISOString(),
    ...{ location: "BER", kind: "receive", quantity, reference: null, ...over },
  });
  const sale = (id: string, units: number, over: Partial<Moved> = {}): Moved => ({
    ...moved(0, -units, { kind: "sale", reference: `r-${id}` }),
    ...{ at: "2026-11-22T10:00:01Z", ...over },
  });
  const draft = new Map([["mug", { maxPerOrder: undefined, safetyStock: 5 }]]);
  const judge = (
    orders: readonly SoldOrder[],
    ledger: readonly Moved[] | undefined,
    { owableUnits = 0, refusedAlready = "" } = {},
  ) => {
    const shelves = new Map([["mug", { ledger, owableUnits }]]);
    const verdicts = judgeShelves(orders, { draft, shelves }, (id) => id === refusedAlready);
    return orders.map(({ id }) => {
      const { refused = [], open = [] } = verdicts.get(id) ?? {};
      return refused[0]?.detail ?? open[0]?.code ?? "sold";
    });
  };
  const OPEN = "stock-not-recorded";

  it("refuses for certain what not even an untouched shelf had above it, and leaves the rest open", () => {
    const ledger = [moved(0, 8), sale("1", 4)];
    assert.deepEqual(judge([order("1", 4)], ledger), [
      "4 asked, 3 at most above a safety stock of 5",
    ]);
    assert.deepEqual(judge([order("1", 3)], [moved(0, 8), sale("1", 3)]), [OPEN]);
  });

  it("is kept back at each location, and what may be owed counts as there", () => {
    const hamburg = moved(1, 7, { location: "HAM" });
    const ledger = [moved(0, 8), hamburg, sale("1", 6)]; // 3 + 2
    assert.match(judge([order("1", 6)], ledger)[0] ?? "", /^6 asked, 5 at most/);
    assert.deepEqual(judge([order("1", 6)], ledger, { owableUnits: 1 }), [OPEN]);
  });

  it("counts what came in before the units left, as the hold may have been made after it", () => {
    const came = moved(0, 4, { at: "2026-11-22T10:00:00.500Z" });
    assert.deepEqual(judge([order("1", 4)], [moved(0, 8), came, sale("1", 4)]), [OPEN]);
  });

  it("counts what was there before somebody else's units left, but not long before", () => {
    const other = (at: string) => sale("x", 5, { at });
    const shelf = moved(0, 12);
    assert.deepEqual(
      judge([order("1", 4)], [shelf, other("2026-11-22T10:00:00.500Z"), sale("1", 4)]),
      [OPEN],
    );
    assert.match(
      judge([order("1", 4)], [shelf, other("2026-11-22T09:30:00Z"), sale("1", 4)])[0] ?? "",
      /^4 asked, 2 at most/,
    );
    const early = { reservationId: "019bfff0-0000-7000-8000-000000000000" }; // long before
    assert.deepEqual(
      judge(
        [order("1", 4, early)],
        [shelf, other("2026-11-22T09:30:00Z"), sale("1", 4, { reference: early.reservationId })],
      ),
      [OPEN],
    );
  });

  it("leaves to later orders what refused ones would have left", () => {
    const ledger = [moved(0, 8), sale("1", 4), sale("2", 3, { at: "2026-11-22T10:01:01Z" })];
    const second = order("2", 3, { createdAt: "2026-11-22T10:01:00Z" });
    assert.deepEqual(judge([order("1", 4), second], ledger).at(1), OPEN); // 0 of 4, and the 4 of the first
    const small = [moved(0, 8), sale("1", 3), sale("2", 3, { at: "2026-11-22T10:01:01Z" })];
    assert.match(judge([order("1", 3), second], small).at(1) ?? "", /^3 asked, 0 at most/);
    const refusedAlready = "1"; // for its price
    assert.deepEqual(judge([order("1", 3), second], small, { refusedAlready }).at(1), OPEN);
  });

  it("says nothing for certain where less is sold instead, nothing left a shelf, or the ledger is too long", () => {
    const ledger = [moved(0, 8), sale("1", 4)];
    assert.deepEqual(judge([order("1", 4, { shortfallPolicy: "refund" })], ledger), [OPEN]);
    assert.deepEqual(judge([order("1", 4)], [moved(0, 8)]), [OPEN]);
    assert.deepEqual(judge([order("1", 4)], undefined), [OPEN]);
  });

  it("is nobody's matter for SKUs that it does not name", () => {
    const pens = order("1", 0, { lines: [{ sku: "pen", quantity: 99 }] });
    assert.deepEqual(judge([pens], []), ["sold"]);
  });
});
