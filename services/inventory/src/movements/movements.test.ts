import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { MoveCommand, MovementKind } from "../engine/command.ts";
import { announceOf, countOf, holdOf, moveOf, settleOf } from "../testing/commands.ts";
import { answerOf, done, type MemoryStock, NOW_MS, refused } from "../testing/memory-stock.ts";
import { receive, shelvesOf, stocked } from "../testing/stocked.ts";

const DAY_MS = 86_400_000;
const ON_HAND_UNITS_MAX = 1_000_000_000;
const mug = (units: number, over: Partial<MoveCommand> = {}) =>
  moveOf({ sku: "mug", location: "A", units, ...over });
const moved = (stock: MemoryStock, command: MoveCommand, nowMs = NOW_MS) =>
  done(answerOf(stock, command, nowMs)).movement;
const why = (stock: MemoryStock, command: MoveCommand, nowMs = NOW_MS) =>
  refused(answerOf(stock, command, nowMs));
const short = (requested: number, available: number) => ({
  kind: "insufficient-stock",
  shortages: [{ sku: "mug", requested, available }],
});
/** Seven mugs at A, three of them held. */
const shop = () => {
  const stock = stocked({ mug: { safetyStockUnits: 2, on: { A: 7 } } });
  done(answerOf(stock, holdOf({ mug: 3 }, { id: "r1", ttlSeconds: 60 })));
  return stock;
};

describe("move stock", () => {
  const effects: readonly (readonly [MovementKind, number, string])[] = [
    ["receive", 4, "11/3"],
    ["return", 4, "11/3"],
    ["adjust", 4, "11/3"],
    ["adjust", -4, "3/3"],
    ["write-off", 4, "3/3"],
  ];
  for (const [movement, units, left] of effects) {
    it(`a movement of ${units} units of kind ${movement} leaves ${left}`, () => {
      const stock = shop();
      const told = moved(stock, mug(units, { movement, id: "m1", reference: "PO 7" }));
      assert.deepEqual(shelvesOf(stock, "mug"), { A: left });
      const signed = movement === "write-off" ? -units : units;
      const line = {
        ...{ id: "m1", atMs: NOW_MS, sku: "mug", location: "A", kind: movement, units: signed },
        ...{ reason: "PO 1", reference: "PO 7", actor: "dev-admin" },
        ...{ otherLocation: undefined, traceId: undefined },
      };
      assert.deepEqual(told, line);
      assert.deepEqual(stock.tables.ledger.at(-1), line);
    });
  }

  it("takes no unit that is reserved, whatever the kind, but the safety stock", () => {
    for (const taking of [
      mug(5, { movement: "write-off" }),
      mug(-5, { movement: "adjust" }),
      mug(5, { movement: "transfer", toLocation: "B" }),
    ]) {
      const stock = shop();
      assert.deepEqual(why(stock, taking), short(5, 4));
      assert.deepEqual(shelvesOf(stock, "mug"), { A: "7/3" });
      assert.equal(stock.tables.ledger.length, 1);
      moved(stock, { ...taking, units: taking.units - Math.sign(taking.units) });
      assert.equal(shelvesOf(stock, "mug").A, "3/3");
    }
  });

  it("takes units whose hold is due, swept or not", () => {
    const stock = shop();
    assert.deepEqual(why(stock, mug(7, { movement: "write-off" }), NOW_MS + 59_999), short(7, 4));
    moved(stock, mug(7, { movement: "write-off" }), NOW_MS + 60_000);
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "0/0" });
  });

  it("takes nothing from where nothing ever was, and makes no shelf of it", () => {
    const stock = shop();
    assert.deepEqual(why(stock, mug(1, { movement: "write-off", location: "B" })), short(1, 0));
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "7/3" });
  });

  it("transfers units by two lines of the ledger that name each other's place", () => {
    const stock = shop();
    const told = moved(stock, mug(4, { movement: "transfer", toLocation: "B", id: "m1" }));
    assert.deepEqual([told.location, told.units, told.otherLocation], ["A", -4, "B"]);
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "3/3", B: "4/0" });
    const [, departure, arrival] = stock.tables.ledger;
    assert.deepEqual(departure, told);
    assert.deepEqual(arrival, {
      ...{ ...told, id: arrival?.id, location: "B", units: 4, otherLocation: "A" },
      reference: "m1",
    });
  });

  it("makes a shelf where something comes for the first time", () => {
    const stock = shop();
    receive(stock, { sku: "mug", location: "C", units: 1 });
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "7/3", C: "1/0" });
  });

  it("puts no more on a shelf than any shelf holds", () => {
    const over = (requested: number) => ({
      kind: "quantity-over-limit",
      over: [{ path: "/quantity", sku: "mug", requested, limit: ON_HAND_UNITS_MAX }],
    });
    const stock = stocked({ mug: { on: { A: ON_HAND_UNITS_MAX - 1, B: 2 } } });
    for (const movement of ["receive", "return", "adjust"] as const) {
      assert.deepEqual(why(stock, mug(2, { movement })), over(2));
    }
    const transfer = mug(2, { movement: "transfer", location: "B", toLocation: "A" });
    assert.deepEqual(why(stock, transfer), over(2));
    moved(stock, { ...transfer, units: 1 });
    assert.deepEqual(shelvesOf(stock, "mug"), { A: `${ON_HAND_UNITS_MAX}/0`, B: "1/0" });
  });

  it("names what it does not know: the item, the location, the other location", () => {
    const stock = shop();
    assert.deepEqual(why(stock, mug(1, { sku: "nix" })), {
      kind: "item-not-found",
      items: [{ path: "/sku", value: "nix" }],
    });
    for (const [path, over] of [
      ["/location", { location: "NIX" }],
      ["/toLocation", { movement: "transfer", toLocation: "NIX" }],
    ] as const) {
      const location = { path, value: "NIX" };
      assert.deepEqual(why(stock, mug(1, over)), { kind: "location-not-found", location });
    }
  });

  it("moves what is not sold any more", () => {
    const stock = stocked({ mug: { discontinued: true, on: { A: 2 } } });
    moved(stock, mug(2, { movement: "write-off" }));
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "0/0" });
  });
});

describe("move stock, repeated", () => {
  const key = { value: "k1", fingerprint: "f1" };

  it("moves once under a key and answers with the first movement, also in one batch", () => {
    const stock = shop();
    const first = moved(stock, mug(1, { id: "m1", key }));
    const repeat = answerOf(stock, mug(1, { id: "m2", key }), NOW_MS + DAY_MS - 1);
    assert.deepEqual(repeat, { ok: true, value: { movement: first, replayed: true } });
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "8/0" });

    const batch = shop();
    const { draft } = batch.decide([mug(1, { id: "m1", key }), mug(1, { id: "m2", key })], NOW_MS);
    assert.deepEqual(
      draft.movements.map(({ id }) => id),
      ["m1"],
    );
  });

  it("refuses another movement under the key", () => {
    const stock = shop();
    moved(stock, mug(1, { key }));
    const other = mug(2, { key: { ...key, fingerprint: "f2" } });
    assert.deepEqual(why(stock, other), { kind: "idempotency-key-reused" });
  });

  it("lets a key be used again after 24 h, and a refused movement be tried again at once", () => {
    const stock = shop();
    assert.equal(why(stock, mug(9, { movement: "write-off", key })).kind, "insufficient-stock");
    moved(stock, mug(1, { id: "m1", key }));
    const later = mug(2, { id: "m2", key: { ...key, fingerprint: "f2" } });
    assert.equal(moved(stock, later, NOW_MS + DAY_MS).id, "m2");
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "10/0" });
  });

  it("knows keys by account", () => {
    const stock = shop();
    moved(stock, mug(1, { id: "m1", key }));
    assert.equal(moved(stock, mug(1, { id: "m2", key, actor: "other-admin" })).id, "m2");
  });

  it("does not move again, nor call it a repeat, when its own commit was not heard of", () => {
    for (const command of [mug(1, { id: "m1" }), mug(1, { id: "m1", key })]) {
      const stock = shop();
      const first = answerOf(stock, command);
      assert.equal(done(first).replayed, false);
      assert.deepEqual(answerOf(stock, command), first);
      assert.deepEqual(shelvesOf(stock, "mug"), { A: "8/3" });
    }
  });
});

describe("announce what is on its way", () => {
  const incoming = ({ tables }: MemoryStock) =>
    [...tables.shelves.values()].map(
      ({ location, incomingUnits }) => `${location} ${incomingUnits}`,
    );
  const A = { sku: "mug", location: "A" };

  it("says how many are to come, the last word counts, and promises none of them", () => {
    const stock = stocked({ mug: {} });
    for (const units of [9, 4]) {
      assert.deepEqual(done(answerOf(stock, announceOf(A, units))), { incomingUnits: units });
    }
    assert.deepEqual([incoming(stock), shelvesOf(stock, "mug")], [["A 4"], { A: "0/0" }]);
    const refusal = refused(answerOf(stock, holdOf({ mug: 1 })));
    assert.deepEqual(refusal, short(1, 0));
  });

  it("is over as the units are received, and only then", () => {
    const stock = stocked({ mug: {} });
    done(answerOf(stock, announceOf(A, 5)));
    moved(stock, mug(2, { movement: "return" }));
    moved(stock, mug(2, { movement: "adjust" }));
    assert.deepEqual(incoming(stock), ["A 5"]);
    moved(stock, mug(3));
    assert.deepEqual(incoming(stock), ["A 2"]);
    moved(stock, mug(3));
    assert.deepEqual(incoming(stock), ["A 0"]);
  });

  it("is for one location", () => {
    const stock = stocked({ mug: {} });
    done(answerOf(stock, announceOf(A, 5)));
    receive(stock, { sku: "mug", location: "B", units: 5 });
    assert.deepEqual(incoming(stock), ["A 5", "B 0"]);
  });

  it("names an unknown item and an unknown location", () => {
    const stock = stocked({ mug: {} });
    const item = refused(answerOf(stock, announceOf({ ...A, sku: "nix" }, 1)));
    assert.deepEqual(item, { kind: "item-not-found", items: [{ path: "/sku", value: "nix" }] });
    const place = refused(answerOf(stock, announceOf({ ...A, location: "NIX" }, 1)));
    const location = { path: "/location", value: "NIX" };
    assert.deepEqual(place, { kind: "location-not-found", location });
  });
});

describe("count a shelf", () => {
  const A = { sku: "mug", location: "A" };
  const counted = (stock: MemoryStock, units: number) =>
    done(answerOf(stock, countOf(A, units))).changed;
  const sell = (stock: MemoryStock, units: number) => {
    const { reservation } = done(answerOf(stock, holdOf({ mug: units })));
    done(answerOf(stock, settleOf(reservation.id, "confirm")));
  };
  const onHand = (stock: MemoryStock) => shelvesOf(stock, "mug").A;

  it("brings stock that nobody counted before to the count", () => {
    const entered = stocked({ mug: { on: { A: 4 } } });
    assert.equal(counted(entered, 10), true);
    assert.equal(onHand(entered), "10/0");
    const line = entered.tables.ledger.at(-1);
    assert.deepEqual(
      [line?.kind, line?.units, line?.reason, line?.actor],
      ["import", 6, "counted 10", "dev-admin"],
    );
    const unknown = stocked({ mug: {} });
    assert.equal(counted(unknown, 10), true);
    assert.equal(onHand(unknown), "10/0");
  });

  it("changes nothing by the same count again, whatever was sold since", () => {
    const stock = stocked({ mug: {} });
    counted(stock, 10);
    sell(stock, 3);
    assert.equal(counted(stock, 10), false);
    assert.equal(onHand(stock), "7/0");
  });

  it("moves by the difference to the last count, sales aside", () => {
    const stock = stocked({ mug: {} });
    counted(stock, 10);
    sell(stock, 3);
    assert.equal(counted(stock, 20), true);
    assert.equal(onHand(stock), "17/0");
    assert.equal(counted(stock, 12), true);
    assert.equal(onHand(stock), "9/0");
    assert.equal(counted(stock, 12), false);
  });

  it("leaves what was moved by hand since the last count", () => {
    const stock = stocked({ mug: {} });
    counted(stock, 10);
    moved(stock, mug(5));
    counted(stock, 11);
    assert.equal(onHand(stock), "16/0");
  });

  it("remembers a count that is right, without a movement: from then on it is compared with", () => {
    const stock = stocked({ mug: { on: { A: 10 } } });
    assert.equal(counted(stock, 10), false);
    assert.equal(stock.tables.ledger.length, 1);
    sell(stock, 3);
    counted(stock, 10);
    assert.equal(onHand(stock), "7/0");
  });

  it("knows a shelf that was counted as empty from one that was never counted", () => {
    const stock = stocked({ mug: {} });
    assert.equal(counted(stock, 0), true);
    moved(stock, mug(5));
    assert.equal(counted(stock, 0), false);
    assert.equal(onHand(stock), "5/0");
  });

  it("refuses a count that would take what is reserved, and leaves the last one as it was", () => {
    const stock = stocked({ mug: {} });
    counted(stock, 10);
    done(answerOf(stock, holdOf({ mug: 4 }, { ttlSeconds: 60 })));
    sell(stock, 2);
    assert.deepEqual(refused(answerOf(stock, countOf(A, 5))), {
      kind: "stock-below-reserved",
      ...A,
      onHandUnits: 3,
      reservedUnits: 4,
    });
    assert.equal(onHand(stock), "8/4");
    assert.equal(counted(stock, 6), true);
    assert.equal(onHand(stock), "4/4");
    assert.ok(answerOf(stock, countOf(A, 2), NOW_MS + 60_000).ok, "the hold is due");
    assert.equal(onHand(stock), "0/0");
  });

  it("names an unknown item and an unknown location", () => {
    const stock = stocked({ mug: {} });
    const item = refused(answerOf(stock, countOf({ ...A, sku: "nix" }, 1)));
    assert.deepEqual(item, { kind: "item-not-found", items: [{ path: "/sku", value: "nix" }] });
    const place = refused(answerOf(stock, countOf({ ...A, location: "NIX" }, 1)));
    const location = { path: "/location", value: "NIX" };
    assert.deepEqual(place, { kind: "location-not-found", location });
  });
});
