import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { holdOf, reduceOf, settleOf } from "../testing/commands.ts";
import { answerOf, done, type MemoryStock, NOW_MS, refused } from "../testing/memory-stock.ts";
import { linesOf, receive, shelvesOf, stocked } from "../testing/stocked.ts";

/** r1 has bought 6 mugs: 2 of A, 3 of B, one is still owed. */
function sold(): MemoryStock {
  const stock = stocked({ mug: { on: { A: 2, B: 3 }, backorderLimitUnits: 5 } });
  done(answerOf(stock, holdOf({ mug: 6 }, { id: "r1", ttlSeconds: 60, buyerId: "ann" })));
  done(answerOf(stock, settleOf("r1", "confirm")));
  return stock;
}
const left = ({ tables }: MemoryStock) => {
  const reservation = tables.reservations.get("r1");
  return reservation === undefined ? [] : linesOf(reservation);
};
const eventsOf = ({ tables }: MemoryStock) =>
  tables.outbox
    .filter(({ aggregate }) => aggregate === "reservation/r1")
    .map(({ type, sequence }) => `${sequence} ${type}`);
const ledgerOf = ({ tables }: MemoryStock) =>
  tables.ledger.map(({ kind, units, location }) => `${kind} ${units}@${location}`);

describe("taking back part of a sale", () => {
  it("cancels what is owed before what was delivered, and gives units back to where they were", () => {
    const stock = sold();
    done(answerOf(stock, reduceOf("r1", { mug: 2 })));
    assert.deepEqual(left(stock), ["1 mug@A", "3 mug@B", "0 mug"]);
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "1/0", B: "0/0" });
    assert.deepEqual(ledgerOf(stock).slice(-1), ["sale-undone 1@A"]);
    assert.deepEqual(eventsOf(stock).slice(-1), ["3 reservation.reduced"]);
  });

  it("takes what was delivered first when goods are returned, at the place that is named", () => {
    const stock = sold();
    done(answerOf(stock, reduceOf("r1", { mug: 5 }, { because: "returned", location: "C" })));
    assert.deepEqual(left(stock), ["0 mug@A", "0 mug@B", "1 mug@C"]);
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "0/0", B: "0/0", C: "4/0" });
    assert.deepEqual(ledgerOf(stock).slice(-3), ["return 2@C", "return 3@C", "sale -1@C"]);
    assert.deepEqual(eventsOf(stock).slice(-2), ["3 reservation.reduced", "4 reservation.filled"]);
  });

  it("puts nothing on a shelf when the goods cannot be sold again", () => {
    const stock = sold();
    done(answerOf(stock, reduceOf("r1", { mug: 2 }, { because: "returned", restock: false })));
    assert.deepEqual(left(stock), ["0 mug@A", "3 mug@B", "1 mug"]);
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "0/0", B: "0/0", owed: "1" });
  });

  it("changes nothing when the same key comes again, also after the sale was undone as a whole", () => {
    const stock = sold();
    const command = reduceOf("r1", { mug: 2 }, { key: "change:restock" });
    stock.decide([command, command], NOW_MS);
    done(answerOf(stock, settleOf("r1", "cancel")));
    const before = structuredClone(stock.tables);
    done(answerOf(stock, command));
    assert.deepEqual(stock.tables, before);
  });

  it("leaves to a whole undoing only what was not given back", () => {
    const stock = sold();
    done(answerOf(stock, reduceOf("r1", { mug: 3 })));
    done(answerOf(stock, settleOf("r1", "cancel")));
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "2/0", B: "3/0" });
    assert.equal(eventsOf(stock).at(-1), "4 reservation.released");
  });

  it("tells of units that come for what is owed, and numbers what follows", () => {
    const stock = sold();
    receive(stock, { sku: "mug", location: "A", units: 5 });
    assert.equal(eventsOf(stock).at(-1), "3 reservation.filled");
    done(answerOf(stock, settleOf("r1", "cancel")));
    assert.equal(eventsOf(stock).at(-1), "4 reservation.released");
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "7/0", B: "3/0" });
  });

  it("refuses more than is left, of each SKU that is short, and takes nothing", () => {
    const stock = sold();
    const before = structuredClone(stock.tables);
    const lines = [
      { sku: "mug", units: 4 },
      { sku: "pot", units: 1 },
      { sku: "mug", units: 3 },
    ];
    const error = refused(answerOf(stock, reduceOf("r1", {}, { lines })));
    assert.deepEqual(error, {
      kind: "quantity-over-limit",
      over: [
        { path: "/items/0/quantity", sku: "mug", requested: 7, limit: 6 },
        { path: "/items/1/quantity", sku: "pot", requested: 1, limit: 0 },
      ],
    });
    assert.deepEqual(stock.tables, before);
  });

  it("refuses what is not sold, not the caller's, not there, or to be put nowhere", () => {
    const stock = sold();
    done(answerOf(stock, holdOf({ mug: 1 }, { id: "r2", ttlSeconds: 60 })));
    const kind = (...args: Parameters<typeof reduceOf>) =>
      refused(answerOf(stock, reduceOf(...args))).kind;
    assert.equal(kind("r2", { mug: 1 }), "invalid-state");
    const rival = { account: "bolt", scope: "shop" } as const;
    assert.equal(kind("r1", { mug: 1 }, { caller: rival }), "reservation-not-found");
    assert.equal(kind("nix", { mug: 1 }), "reservation-not-found");
    assert.equal(kind("r1", { mug: 1 }, { location: "NIX" }), "location-not-found");
  });
});
