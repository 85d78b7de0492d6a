import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { HoldCommand } from "../engine/command.ts";
import { countOf, holdOf, moveOf, settleOf } from "../testing/commands.ts";
import { answerOf, done, type MemoryStock, NOW_MS } from "../testing/memory-stock.ts";
import { linesOf, receive, shelvesOf, stocked } from "../testing/stocked.ts";

/** Nothing is there; nine may be owed. */
const shop = () => stocked({ mug: { backorderLimitUnits: 9 }, cup: { on: { A: 9 } } });
const promise = (
  stock: MemoryStock,
  id: string,
  it: Partial<HoldCommand> & { readonly units: number; readonly nowMs?: number },
) => {
  const { units, nowMs, ...over } = it;
  return done(answerOf(stock, holdOf({ mug: units }, { id, ttlSeconds: 60, ...over }), nowMs));
};
const sell = (stock: MemoryStock, id: string) => done(answerOf(stock, settleOf(id, "confirm")));
const mugs = (units: number, location = "A") => ({ sku: "mug", location, units });
const lines = ({ tables }: MemoryStock, id: string) =>
  linesOf(tables.reservations.get(id) ?? { allocations: [] });

describe("fill what is owed", () => {
  it("reserves arriving units for a hold, and tells it once as a change of stock", () => {
    const stock = shop();
    promise(stock, "r1", { units: 2 });
    receive(stock, mugs(5));
    assert.deepEqual(lines(stock, "r1"), ["2 mug@A"]);
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "5/2" });
    const { sequence, type, payload } = stock.tables.outbox.at(-2) ?? {};
    assert.deepEqual(
      [sequence, type, payload],
      [2, "stock.changed", { sku: "mug", locations: [{ code: "A", onHand: 5, reserved: 2 }] }],
    );
  });

  it("takes arriving units for a sale, by a movement of its own", () => {
    const stock = shop();
    promise(stock, "r1", { units: 2 });
    sell(stock, "r1");
    receive(stock, mugs(5));
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "3/0" });
    const { kind, units, reason, reference, actor } = stock.tables.ledger.at(-1) ?? {};
    assert.deepEqual(
      [kind, units, reason, reference, actor],
      ["sale", -2, "reservation sale, owed until now", "r1", "dev-admin"],
    );
  });

  it("serves the oldest promise first, whatever its id, held or sold", () => {
    const stock = shop();
    promise(stock, "r2", { units: 2, nowMs: NOW_MS });
    promise(stock, "r1", { units: 2, nowMs: NOW_MS + 1 });
    promise(stock, "r3", { units: 2, nowMs: NOW_MS + 1 });
    sell(stock, "r1");
    receive(stock, mugs(3), NOW_MS + 2);
    assert.deepEqual(lines(stock, "r2"), ["2 mug@A"]);
    assert.deepEqual(lines(stock, "r1"), ["1 mug@A", "1 mug"]);
    assert.deepEqual(lines(stock, "r3"), ["2 mug"]);
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "2/2", owed: "3" });
  });

  it("fills a promise in parts as units come, from the locations in their order", () => {
    const stock = shop();
    promise(stock, "r1", {
      units: 6,
      lines: [
        { sku: "mug", units: 6 },
        { sku: "cup", units: 1 },
      ],
    });
    receive(stock, mugs(1, "B"));
    assert.deepEqual(lines(stock, "r1"), ["1 mug@B", "1 cup@A", "5 mug"]);
    receive(stock, mugs(2, "A"));
    assert.deepEqual(lines(stock, "r1"), ["1 mug@B", "1 cup@A", "2 mug@A", "3 mug"]);
    receive(stock, mugs(9, "B"));
    assert.deepEqual(lines(stock, "r1"), ["1 mug@B", "1 cup@A", "2 mug@A", "3 mug@B"]);
    assert.deepEqual(shelvesOf(stock, "mug"), { B: "10/4", A: "2/2" });
    done(answerOf(stock, settleOf("r1", "release")));
    assert.deepEqual(shelvesOf(stock, "mug"), { B: "10/0", A: "2/0" });
  });

  it("fills one made in the same batch, which is written as it ends", () => {
    const stock = shop();
    const batch = [holdOf({ mug: 3 }, { id: "r1" }), moveOf(mugs(2)), settleOf("r1", "confirm")];
    stock.decide(batch, NOW_MS);
    assert.deepEqual(lines(stock, "r1"), ["2 mug@A", "1 mug"]);
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "0/0", owed: "1" });
  });

  it("keeps the safety stock back", () => {
    const stock = stocked({ mug: { backorderLimitUnits: 9, safetyStockUnits: 2 } });
    promise(stock, "r1", { units: 2 });
    receive(stock, mugs(3));
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "3/1", owed: "1" });
  });

  it("gives nothing to a promise that is due or was given back", () => {
    const stock = shop();
    promise(stock, "r1", { units: 1 });
    promise(stock, "r2", { units: 1 });
    promise(stock, "r3", { units: 1, ttlSeconds: 900 });
    done(answerOf(stock, settleOf("r2", "release")));
    receive(stock, mugs(1), NOW_MS + 60_000);
    assert.deepEqual(lines(stock, "r3"), ["1 mug@A"]);
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "1/1" });
  });

  it("comes before those who ask later: they get what is left", () => {
    const stock = shop();
    promise(stock, "r1", { units: 2 });
    const batch = [moveOf(mugs(3)), holdOf({ mug: 2 }, { id: "r2" })];
    stock.decide(batch, NOW_MS);
    assert.deepEqual(lines(stock, "r2"), ["1 mug@A", "1 mug"]);
  });

  const sources = {
    "a delivery": (stock: MemoryStock) => receive(stock, mugs(1)),
    "a return": (stock: MemoryStock) =>
      done(answerOf(stock, moveOf({ ...mugs(1), movement: "return" }))),
    "a transfer": (stock: MemoryStock) =>
      done(answerOf(stock, moveOf({ ...mugs(1, "B"), movement: "transfer", toLocation: "A" }))),
    "a count": (stock: MemoryStock) =>
      done(answerOf(stock, countOf({ sku: "mug", location: "A" }, 2))),
    "a hold that ends": (stock: MemoryStock) => stock.decide([], NOW_MS + 1_000),
    "a hold that is released": (stock: MemoryStock) =>
      done(answerOf(stock, settleOf("first", "release"))),
  };
  for (const [name, come] of Object.entries(sources)) {
    it(`fills from ${name}`, () => {
      // One unit each is kept back at A and B.
      const mug = { backorderLimitUnits: 9, safetyStockUnits: 1, on: { A: 1, B: 2 } };
      const stock = stocked({ mug });
      promise(stock, "first", { units: 1, ttlSeconds: 1 });
      promise(stock, "r1", { units: 1 });
      come(stock);
      assert.match(lines(stock, "r1").join(), /^1 mug@[AB]$/);
      assert.equal(shelvesOf(stock, "mug").owed, undefined);
    });
  }
});
