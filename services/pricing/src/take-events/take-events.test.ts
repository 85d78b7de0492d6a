import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { factsOf } from "./take-events.ts";

const HOUR_MS = 3_600_000;
const AT_MS = Date.UTC(2026, 10, 1, 12, 34, 56);
const told = { at: new Date(AT_MS).toISOString(), traceparent: null };
const product = (sequence: number, category: string) => ({
  ...{ id: `item/mug/${sequence}`, aggregate: "item/mug", sequence, type: "item.changed", ...told },
  data: { sku: "mug", category, attributes: {}, taxCategory: "standard", discontinued: false },
});
const stock = (sequence: number, shelves: Readonly<Record<string, readonly [number, number]>>) => ({
  ...{ id: `stock/mug/${sequence}`, aggregate: "stock/mug", sequence, type: "stock.changed" },
  ...told,
  data: {
    sku: "mug",
    locations: Object.entries(shelves).map(([code, [onHand, reserved]]) => ({
      ...{ code, onHand, reserved },
    })),
  },
});
const reservation = (type: string, quantity: number) => ({
  ...{ id: `reservation/r/2`, aggregate: "reservation/r", sequence: 2, type, ...told },
  data: {
    ...{ id: "r", account: "acme", expiresAt: told.at },
    items: [{ sku: "mug", quantity, allocations: [] }],
  },
});
const facts = (events: Parameters<typeof factsOf>[0]) => factsOf(events, { demandSinceMs: 0 });

describe("what a batch of events says", () => {
  it("is of a product what its newest version says, in whatever order they come", () => {
    const { products } = facts([product(2, "old"), product(3, "new"), product(1, "older")]);
    assert.deepEqual(
      products.map(({ version, category }) => [version, category]),
      [[3, "new"]],
    );
  });

  it("is of stock what each location has that nobody holds, as its newest event has it", () => {
    const batch = [stock(4, { BER: [9, 2], HAM: [5, 0] }), stock(5, { BER: [9, 4] })];
    const expected = [{ sku: "mug", sequence: 5, units: { BER: 5, HAM: 5 } }];
    assert.deepEqual(facts(batch).stock, expected);
    assert.deepEqual(facts(batch.toReversed()).stock, expected);
  });

  it("is of demand what was bought, by its hour; what is only held is no demand", () => {
    const { demand } = facts([
      reservation("reservation.held", 7),
      reservation("reservation.confirmed", 3),
      reservation("reservation.released", 5),
    ]);
    const hourMs = Math.floor(AT_MS / HOUR_MS) * HOUR_MS;
    assert.deepEqual(demand, [{ eventId: "reservation/r/2", sku: "mug", hourMs, units: 3 }]);
  });

  it("leaves out demand that counts no more", () => {
    const batch = [reservation("reservation.confirmed", 3)];
    assert.deepEqual(factsOf(batch, { demandSinceMs: AT_MS + 1 }).demand, []);
  });
});
