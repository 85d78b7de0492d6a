import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  announceOf,
  countOf,
  extendOf,
  holdOf,
  keyedHoldOf,
  moveOf,
  settleOf,
} from "../testing/commands.ts";
import {
  answerOf,
  done,
  type MemoryStock,
  NOW_MS,
  outcomesOf,
  refused,
} from "../testing/memory-stock.ts";
import { linesOf, shelvesOf, stocked } from "../testing/stocked.ts";
import type { Command } from "./command.ts";
import { decideBatch } from "./engine.ts";

const END_MS = NOW_MS + 60_000;
const A = { sku: "mug", location: "A" };
const held = (stock: MemoryStock, units: Readonly<Record<string, number>>, id: string) =>
  linesOf(done(answerOf(stock, holdOf(units, { id, ttlSeconds: 60 }))).reservation);
const words = (stock: MemoryStock, commands: readonly Command[], nowMs = NOW_MS) =>
  outcomesOf(stock.decide(commands, nowMs)).map((it) => (it.ok ? "ok" : it.error.kind));

describe("a batch with a command whose decision breaks", () => {
  /** A hold that breaks when it is looked at. */
  const broken = (): Command => {
    const command = holdOf({ mug: 1 });
    const error = new Error("a bug");
    const get = () => {
      throw error;
    };
    return Object.defineProperty({ ...command }, "lines", { get });
  };
  const verdictsOf = (stock: MemoryStock, commands: readonly Command[]) =>
    decideBatch(stock.world([], NOW_MS), commands, NOW_MS).verdicts.map((it) => {
      if ("error" in it) return it.error instanceof Error ? it.error.message : "?";
      return it.outcome.ok ? "ok" : it.outcome.error.kind;
    });

  it("tells that one, and decides the others as if it had not come", () => {
    const stock = stocked({ mug: { on: { A: 2 } } });
    const [one, two, three] = ["r1", "r2", "r3"].map((id) => holdOf({ mug: 1 }, { id }));
    assert.ok(one && two && three);
    const batch = [broken(), one, broken(), two, three, broken()];
    assert.deepEqual(verdictsOf(stock, batch), [
      "a bug",
      "ok",
      "a bug",
      "ok",
      "insufficient-stock",
      "a bug",
    ]);
    const { draft } = decideBatch(stock.world([], NOW_MS), batch, NOW_MS);
    assert.deepEqual(draft.placed, [{ id: "r1" }, { id: "r2" }]);
    const alone = decideBatch(stock.world([], NOW_MS), [one, two, three], NOW_MS);
    assert.deepEqual(draft.events, alone.draft.events);
  });

  it("leaves nothing of what it had changed before it broke", () => {
    const stock = stocked({ mug: { on: { A: 5 } }, pot: { on: { A: 5 } } });
    held(stock, { mug: 2, pot: 2 }, "r1");
    const commands = [settleOf("r1", "confirm"), holdOf({ mug: 3 }, { id: "r2" })];
    const world = stock.world(commands, NOW_MS, { skus: ["mug"] }); // the pot is not locked
    const { verdicts, draft } = decideBatch(world, commands, NOW_MS);
    const [verdict] = verdicts;
    assert.ok(verdict && "error" in verdict);
    assert.match(String(verdict.error), /pot is changed without its lock/);
    assert.deepEqual([draft.movements, draft.settled.size], [[], 0]);
    assert.deepEqual(draft.placed, [{ id: "r2" }]);
    const { onHandUnits, reservedUnits } = draft.items.get("mug")?.rows.get("A") ?? {};
    assert.deepEqual([onHandUnits, reservedUnits], [5, 5]);
  });

  it("is told when what a key stands for is missing", () => {
    const stock = stocked({ mug: { on: { A: 5 } } });
    const first = { id: "gone", fingerprint: "f1", createdAtMs: NOW_MS };
    const world = { ...stock.world([], NOW_MS), keyed: new Map([["acme\nk1", first]]) };
    const again = holdOf({ mug: 1 }, { key: { value: "k1", fingerprint: "f1" } });
    const { verdicts } = decideBatch(world, [again, holdOf({ mug: 1 })], NOW_MS);
    assert.deepEqual(
      verdicts.map((it) => "error" in it),
      [true, false],
    );
  });
});

describe("a batch when holds are due", () => {
  it("frees their units before anything is decided, and tells it", () => {
    const stock = stocked({ mug: { on: { A: 2 } } });
    held(stock, { mug: 2 }, "r1");
    assert.deepEqual(words(stock, [holdOf({ mug: 1 })], END_MS - 1), ["insufficient-stock"]);
    assert.deepEqual(words(stock, [holdOf({ mug: 2 })], END_MS), ["ok"]);
    assert.equal(stock.tables.reservations.get("r1")?.status, "expired");
    assert.ok(stock.tables.outbox.some(({ type }) => type === "reservation.expired"));
  });

  it("frees a basket only with the locks of all its items, and asks for them when somebody is short", () => {
    const stock = stocked({ mug: { on: { A: 2 } }, pot: { on: { A: 2 } }, cup: { on: { A: 1 } } });
    held(stock, { mug: 2, pot: 2 }, "r1");
    held(stock, { cup: 1 }, "r2");
    const decide = (command: Command, ...skus: readonly string[]) =>
      decideBatch(stock.world([command], END_MS, { skus }), [command], END_MS);

    const short = decide(holdOf({ mug: 1 }), "mug");
    assert.deepEqual(short.widenTo, ["mug", "pot"]);
    assert.deepEqual([short.draft.settled.size, short.draft.events], [0, []]);

    const wider = decide(holdOf({ mug: 1 }), "mug", "pot");
    assert.deepEqual([wider.widenTo, [...wider.draft.settled]], [[], ["r1"]]);
    assert.ok(wider.verdicts.every((it) => "outcome" in it && it.outcome.ok));

    stock.decideNarrowly([holdOf({ mug: 2 }, { id: "r3" })], END_MS);
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "2/2" });
    assert.deepEqual(shelvesOf(stock, "pot"), { A: "2/0" });
    assert.deepEqual(shelvesOf(stock, "cup"), { A: "1/1" }, "nobody asked for it");
  });

  it("asks for no wider locks while nobody is short of what the basket holds", () => {
    const stock = stocked({ mug: { on: { A: 9 } }, pot: { on: { A: 2 } }, cup: {} });
    held(stock, { mug: 2, pot: 2 }, "r1");
    const commands = [holdOf({ mug: 1 }), holdOf({ cup: 1 })];
    const world = stock.world(commands, END_MS, { skus: ["mug", "cup"] });
    assert.deepEqual(decideBatch(world, commands, END_MS).widenTo, []);
  });

  it("asks for them, too, before it promises units beyond the stock, or refuses a count or a write-off", () => {
    const taking: readonly Command[] = [
      holdOf({ mug: 1 }, { id: "r2" }),
      countOf(A, 0),
      moveOf({ ...A, movement: "write-off", units: 2 }),
    ];
    for (const command of taking) {
      const stock = stocked({
        mug: { backorderLimitUnits: 9, on: { A: 2 } },
        pot: { on: { A: 2 } },
      });
      held(stock, { mug: 2, pot: 2 }, "r1");
      const [outcome] = outcomesOf(stock.decideNarrowly([command], END_MS));
      assert.ok(outcome?.ok, command.kind);
      assert.equal(shelvesOf(stock, "mug").owed, undefined);
    }
  });

  it("asks for the locks of a reservation that was placed after its SKUs were looked up", () => {
    const moves: readonly Command[] = [
      settleOf("r1", "cancel"),
      settleOf("r1", "confirm"),
      extendOf("r1", 900),
    ];
    for (const command of moves) {
      const stock = stocked({ mug: { on: { A: 2 } }, pot: { on: { A: 2 } } });
      held(stock, { mug: 2, pot: 2 }, "r1");
      const world = stock.world([command], NOW_MS, { skus: [] });
      assert.deepEqual(decideBatch(world, [command], NOW_MS).widenTo, ["mug", "pot"]);
    }
  });

  it("asks for more of what is due when somebody is short and only the oldest lines were read", () => {
    const stock = stocked({ mug: { on: { A: 1, B: 1, C: 1 } } });
    held(stock, { mug: 2 }, "r1"); // two lines
    held(stock, { mug: 1 }, "r2");
    const few = { oldest: { due: 2, owed: 2 } };
    const decide = (units: number) => {
      const command = holdOf({ mug: units });
      return decideBatch(stock.world([command], END_MS, few), [command], END_MS);
    };
    assert.deepEqual(decide(3).more, { due: 16, owed: 2 });
    assert.equal(decide(2).more, undefined);
    const [outcome] = outcomesOf(stock.decideNarrowly([holdOf({ mug: 3 })], END_MS));
    assert.ok(outcome?.ok);
  });

  it("asks for more promises when units are left which others than the oldest wait for", () => {
    const stock = stocked({ mug: { backorderLimitUnits: 9 } });
    for (const id of ["r1", "r2", "r3"]) held(stock, { mug: 1 }, id);
    const few = { oldest: { due: 2, owed: 2 } };
    const arrive = (units: number) => {
      const command = moveOf({ ...A, units });
      return decideBatch(stock.world([command], NOW_MS, few), [command], NOW_MS);
    };
    assert.deepEqual(arrive(3).more, { due: 2, owed: 16 });
    assert.equal(arrive(2).more, undefined);
    stock.decideNarrowly([moveOf({ ...A, units: 4 })], NOW_MS);
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "4/3" });
  });

  it("leaves a basket that somebody names and nobody can free alone: it is over all the same", () => {
    const stock = stocked({ mug: { on: { A: 2 } }, pot: { on: { A: 2 } } });
    held(stock, { mug: 1, pot: 1 }, "r1");
    const again = holdOf({ mug: 1, pot: 1 }, { id: "r1", ttlSeconds: 60 });
    const { verdicts } = decideBatch(
      stock.world([again], END_MS, { skus: ["mug"] }),
      [again],
      END_MS,
    );
    const [verdict] = verdicts;
    assert.ok(verdict && "outcome" in verdict);
    assert.deepEqual(refused(verdict.outcome), {
      kind: "invalid-state",
      id: "r1",
      status: "expired",
    });
  });
});

describe("a batch tells of an item", () => {
  const told = (stock: MemoryStock, commands: readonly Command[], nowMs = NOW_MS) =>
    stock
      .decide(commands, nowMs)
      .draft.events.filter(({ aggregate }) => aggregate === "stock/mug")
      .map(({ type, payload }) => `${type} ${JSON.stringify(payload)}`);
  const changed = (onHand: number, reserved: number) =>
    `stock.changed {"sku":"mug","locations":[{"code":"A","onHand":${onHand},"reserved":${reserved}}]}`;
  const low = (available: number) => `stock.low {"sku":"mug","available":${available}}`;
  const back = (available: number) => `stock.back-in-stock {"sku":"mug","available":${available}}`;

  it("that it is low once, on the way down, however many commands took part", () => {
    const stock = stocked({ mug: { on: { A: 8 } } });
    assert.deepEqual(told(stock, [holdOf({ mug: 1 }), holdOf({ mug: 1 })]), [changed(8, 2)]);
    const batch = [holdOf({ mug: 1 }), holdOf({ mug: 1 })];
    assert.deepEqual(told(stock, batch), [changed(8, 4), low(4)]);
    assert.deepEqual(told(stock, [holdOf({ mug: 4 })]), [changed(8, 8)]);
  });

  it("that it is low again when it had risen above the mark meanwhile", () => {
    const stock = stocked({ mug: { on: { A: 6 } } });
    assert.deepEqual(told(stock, [holdOf({ mug: 1 }, { id: "r1" })]), [changed(6, 1), low(5)]);
    assert.deepEqual(told(stock, [settleOf("r1", "release")]), [changed(6, 0)]);
    assert.deepEqual(told(stock, [holdOf({ mug: 1 })]), [changed(6, 1), low(5)]);
  });

  it("by the larger of 5 and its safety stock, counted above the safety stock", () => {
    const stock = stocked({ mug: { safetyStockUnits: 8, on: { A: 17 } } });
    assert.deepEqual(told(stock, [holdOf({ mug: 1 })]), [changed(17, 1), low(8)]);
  });

  it("that it is back once, on the way up from nothing, be it by a delivery, a release or an end", () => {
    const stock = stocked({ mug: { on: { A: 2 } } });
    held(stock, { mug: 2 }, "r1");
    const release = settleOf("r1", "release");
    assert.deepEqual(told(stock, [release]), [changed(2, 0), back(2)]);
    assert.deepEqual(told(stock, [moveOf({ ...A, units: 1 })]), [changed(3, 0)]);
    held(stock, { mug: 3 }, "r2");
    assert.deepEqual(told(stock, [], END_MS), [changed(3, 0), back(3)]);
    const taken = stocked({ mug: {} });
    assert.deepEqual(told(taken, [moveOf({ ...A, units: 9 })]), [changed(9, 0), back(9)]);
  });

  it("nothing when what was taken was given back in the same batch", () => {
    const stock = stocked({ mug: { on: { A: 6 } } });
    const all = [holdOf({ mug: 6 }, { id: "r1" }), settleOf("r1", "release")];
    assert.deepEqual(told(stock, all), []);
    const types = stock.tables.outbox.map(({ type }) => type);
    assert.deepEqual(types.slice(-2), ["reservation.held", "reservation.released"]);
  });

  it("that it is not back while what came was promised to somebody", () => {
    const stock = stocked({ mug: { backorderLimitUnits: 3 } });
    held(stock, { mug: 3 }, "r1");
    assert.deepEqual(told(stock, [moveOf({ ...A, units: 3 })]), [changed(3, 3)]);
  });

  it("with the places that changed and no others, and with the trace of who changed it first", () => {
    const stock = stocked({ mug: { on: { A: 6, B: 6 } } });
    const at = { sku: "mug", location: "B" };
    const batch = [
      announceOf(at, 4),
      { ...moveOf({ ...at, units: 1 }), traceparent: "first" },
      { ...moveOf({ ...at, units: 1 }), traceparent: "second" },
    ];
    const { events } = stock.decide(batch, NOW_MS).draft;
    assert.deepEqual(events, [
      {
        ...{ aggregate: "stock/mug", sequence: 4, type: "stock.changed", traceparent: "first" },
        payload: { sku: "mug", locations: [{ code: "B", onHand: 8, reserved: 0 }] },
      },
    ]);
  });

  it("what a reservation is: its items with where they come from, and when it ends", () => {
    const stock = stocked({ mug: { backorderLimitUnits: 2, on: { A: 1, B: 1 } } });
    const asked = { id: "r1", orderId: "o1", buyerId: "ann", ttlSeconds: 60, traceparent: "t1" };
    const { events } = stock.decide([holdOf({ mug: 3 }, asked)], NOW_MS).draft;
    assert.deepEqual(events[0], {
      ...{ aggregate: "reservation/r1", sequence: 1, type: "reservation.held", traceparent: "t1" },
      payload: {
        ...{ id: "r1", account: "acme", orderId: "o1", buyerId: "ann" },
        items: [
          {
            ...{ sku: "mug", quantity: 3 },
            allocations: [
              { location: "A", quantity: 1 },
              { location: "B", quantity: 1 },
            ],
          },
        ],
        expiresAt: "2026-11-01T12:01:00.000Z",
      },
    });
  });
});

describe("what users of other systems reported", () => {
  it("two lines of one item do not pass the check separately", () => {
    const stock = stocked({ mug: { on: { A: 5 } } });
    const lines = [3, 3].map((units) => ({ sku: "mug", units }));
    for (const command of [holdOf({}, { lines }), keyedHoldOf({}, { lines })]) {
      assert.deepEqual(refused(answerOf(stock, command)), {
        kind: "insufficient-stock",
        shortages: [{ sku: "mug", requested: 6, available: 5 }],
      });
    }
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "5/0" });
  });

  it("what the check counts at all locations, the reservation takes from all of them", () => {
    const stock = stocked({ mug: { on: { A: 2, B: 2, C: 1 } } });
    assert.deepEqual(held(stock, { mug: 5 }, "r1"), ["2 mug@A", "2 mug@B", "1 mug@C"]);
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "2/2", B: "2/2", C: "1/1" });
    assert.deepEqual(words(stock, [holdOf({ mug: 1 })]), ["insufficient-stock"]);
  });

  it("nothing makes what is reserved negative: a release, an end, a cancel and a sale count once together", () => {
    const moves = ["release", "cancel", "confirm"] as const;
    for (const first of moves) {
      for (const second of moves) {
        for (const third of moves) {
          const stock = stocked({ mug: { on: { A: 5 } } });
          held(stock, { mug: 2 }, "r1");
          held(stock, { mug: 1 }, "r2");
          words(stock, [settleOf("r1", first), settleOf("r1", second)], END_MS - 1);
          words(stock, [settleOf("r1", third), settleOf("r1", third)], END_MS);
          const sold = stock.tables.reservations.get("r1")?.status === "confirmed";
          assert.deepEqual(shelvesOf(stock, "mug"), { A: sold ? "3/0" : "5/0" });
        }
      }
    }
  });

  it("no reservation lacks its allocation after many came at once, and no unit is allocated twice", () => {
    const stock = stocked({ mug: { on: { A: 10, B: 7 } } });
    const batch = Array.from({ length: 40 }, (_, index) =>
      keyedHoldOf({ mug: 1 }, { id: `r${index}` }),
    );
    const winners = outcomesOf(stock.decide(batch, NOW_MS)).filter(({ ok }) => ok);
    assert.equal(winners.length, 17);
    const lines = [...stock.tables.reservations.values()].flatMap(linesOf);
    assert.deepEqual(lines.toSorted(), [
      ...Array<string>(10).fill("1 mug@A"),
      ...Array<string>(7).fill("1 mug@B"),
    ]);
    assert.deepEqual(shelvesOf(stock, "mug"), { A: "10/10", B: "7/7" });
  });

  it("a hold is kept while its payment is open, by extending it, and no later confirm finds it gone", () => {
    const stock = stocked({ mug: { on: { A: 1 } } });
    held(stock, { mug: 1 }, "r1");
    done(answerOf(stock, extendOf("r1", 3_600), END_MS - 1));
    assert.deepEqual(words(stock, [holdOf({ mug: 1 })], END_MS), ["insufficient-stock"]);
    assert.deepEqual(words(stock, [settleOf("r1", "confirm")], END_MS + 3_000_000), ["ok"]);
  });
});
