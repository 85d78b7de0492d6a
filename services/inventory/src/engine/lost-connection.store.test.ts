import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { listMovements } from "../movements/movements.store.ts";
import { findReservation } from "../reservation.store.ts";
import { disagreements } from "../testing/agreement.ts";
import { extendOf, holdOf, keyedHoldOf, moveOf, settleOf, wordOf } from "../testing/commands.ts";
import { contents } from "../testing/contents.ts";
import { type RunningEngine, startEngine } from "../testing/engine.ts";
import { NOW_MS, shelf, stockItem } from "../testing/stock.ts";
import { openWire, type Wire } from "../testing/wire.ts";
import type { Command, Engine, HoldCommand, MoveCommand } from "./command.ts";

/** A column that only the quick way's statement answers with. */
const QUICK_ANSWER = "whole";
const COMMITTED = "COMMIT";

describe("an engine that loses its connection", () => {
  let running: RunningEngine;
  let db: Database;
  let wire: Wire;
  let engine: Engine;
  before(async () => {
    running = await startEngine();
    db = running.db;
    wire = await openWire(running.url);
    engine = running.another("wired", wire.url);
  });
  after(async () => {
    await engine.close();
    await wire.close();
    await running.stop();
  });
  afterEach(async () => assert.deepEqual(await disagreements(db), []));

  const known = async (sku: string, units = 1_000) => {
    await stockItem(db, { sku }, { BER: units });
    assert.ok((await engine.submit(keyedHoldOf({ [sku]: 1 }))).ok);
  };
  /** The command is written and committed, and its answer never comes; the engine looks again. */
  const unheard = async <C extends Command>(command: C, said = COMMITTED) => {
    const cut = wire.cutBeforeHearing(said);
    const outcome = await engine.submit(command);
    await cut;
    return outcome;
  };

  it("finds a hold by its id that was committed unheard", async () => {
    await known("by-id");
    assert.equal(wordOf(await unheard(holdOf({ "by-id": 2 }))), "ok");
    assert.deepEqual(await shelf(db, "by-id", NOW_MS), { BER: "1000/3" });
  });

  for (const [way, said] of [
    ["quick", QUICK_ANSWER],
    ["exact", COMMITTED],
  ] as const) {
    it(`finds a hold by its key that was committed unheard the ${way} way`, async () => {
      const sku = `by-key-${way}`;
      await known(sku, way === "quick" ? 1_000 : 8);
      const asked = keyedHoldOf({ [sku]: 2 });
      const held = await unheard(asked, said);
      assert.ok(held.ok && !held.value.replayed, JSON.stringify(held));
      assert.equal(held.value.reservation.id, asked.id);
      assert.equal((await shelf(db, sku, NOW_MS)).BER?.split("/")[1], "3");
    });
  }

  for (const key of [undefined, { value: "delivery-1", fingerprint: "f" }]) {
    it(`moves units once when ${key === undefined ? "no key" : "a key"} tells a repeat`, async () => {
      const sku = key === undefined ? "unkeyed" : "keyed";
      await known(sku);
      const asked = moveOf({ sku, units: 5, key });
      const moved = await unheard(asked);
      assert.ok(moved.ok && !moved.value.replayed);
      assert.equal(moved.value.movement.id, asked.id);
      assert.deepEqual(await shelf(db, sku, NOW_MS), { BER: "1005/1" });
      const lines = await listMovements(db, { sku, beforePlace: undefined, limit: 9 });
      assert.equal(lines.length, 2);
    });
  }

  it("transfers once", async () => {
    await known("moved");
    await stockItem(db, { sku: "moved" }, { HAM: 1 });
    const transfer = { movement: "transfer", toLocation: "HAM" } as const;
    const moved = await unheard(moveOf({ sku: "moved", units: 5, ...transfer }));
    assert.equal(wordOf(moved), "ok");
    assert.deepEqual(await shelf(db, "moved", NOW_MS), { BER: "995/1", HAM: "6/0" });
  });

  it("sells, gives back and extends once", async () => {
    await known("settled");
    const [sold, freed, kept] = [1, 2, 3].map((units) => holdOf({ settled: units }));
    assert.ok(sold !== undefined && freed !== undefined && kept !== undefined);
    for (const hold of [sold, freed, kept]) assert.ok((await engine.submit(hold)).ok);
    assert.equal(wordOf(await unheard(settleOf(sold.id, "confirm"))), "ok");
    assert.equal(wordOf(await unheard(settleOf(freed.id, "release"))), "ok");
    assert.equal(wordOf(await unheard(extendOf(kept.id, 600))), "ok");
    assert.deepEqual(await shelf(db, "settled", NOW_MS), { BER: "999/4" });
    assert.equal((await findReservation(db, kept.id))?.expiresAtMs, NOW_MS + 600_000);
    assert.equal(wordOf(await unheard(settleOf(sold.id, "cancel"))), "ok");
    assert.deepEqual(await shelf(db, "settled", NOW_MS), { BER: "1000/4" });
  });

  it("counts and announces once", async () => {
    await known("counted");
    const at = { sku: "counted", location: "BER", traceparent: undefined } as const;
    const count = { kind: "count", id: "", countedUnits: 900, actor: "dev-admin", ...at } as const;
    assert.equal(wordOf(await unheard(count)), "ok");
    assert.equal(wordOf(await unheard({ kind: "announce", incomingUnits: 7, ...at })), "ok");
    assert.deepEqual(await shelf(db, "counted", NOW_MS), { BER: "900/1" });
  });

  it("answers a batch as a whole: what it refused is refused, what it wrote is there once", async () => {
    await known("mixed", 20);
    const asked = Array.from({ length: 30 }, (_, index) =>
      index % 3 === 0 ? keyedHoldOf({ mixed: 1 }) : holdOf({ mixed: 1 }),
    );
    const cut = wire.cutBeforeHearing(COMMITTED);
    const outcomes = await Promise.all(asked.map((hold) => engine.submit(hold)));
    await cut;
    assert.equal(outcomes.filter(({ ok }) => ok).length, 19);
    assert.deepEqual(await shelf(db, "mixed", NOW_MS), { BER: "20/20" });
  });

  it("says that nothing was done when the database is away, and works again when it is back", async () => {
    await known("away");
    const before = await contents(db);
    await wire.away();
    // What goes into a connection that has ended unnoticed may have arrived, for all that it can know.
    const first = wordOf(await engine.submit(keyedHoldOf({ away: 1 })));
    assert.ok(["outcome-unknown", "stock-unavailable"].includes(first), first);
    const asked: readonly Command[] = [
      holdOf({ away: 1 }),
      keyedHoldOf({ away: 1 }),
      keyedHoldOf({ away: 1, unknown: 1 }),
      moveOf({ sku: "away", units: 1 }),
      settleOf(holdOf({}).id, "cancel"),
    ];
    const told = await Promise.all(asked.map((command) => engine.submit(command)));
    assert.deepEqual(new Set(told.map(wordOf)), new Set(["stock-unavailable"]));
    assert.deepEqual(await contents(db), before);
    await wire.back();
    assert.equal(wordOf(await engine.submit(keyedHoldOf({ away: 1 }))), "ok");
    assert.equal(wordOf(await engine.submit(holdOf({ away: 1 }))), "ok");
  });

  it("does not promise that nothing was done when the commit may have been", async () => {
    await known("doubt");
    const asked = holdOf({ doubt: 1 });
    const cut = wire.cutBeforeHearing(COMMITTED);
    const told = engine.submit(asked);
    await cut;
    await wire.away();
    assert.equal(wordOf(await told), "outcome-unknown");
    await wire.back();
    const again = await engine.submit(asked);
    assert.ok(again.ok && again.value.replayed);
    assert.deepEqual(await shelf(db, "doubt", NOW_MS), { BER: "1000/2" });
  });
});

describe("an engine whose backends are terminated under load", () => {
  let running: RunningEngine;
  before(async () => {
    running = await startEngine({ lanes: 2 });
  });
  after(() => running.stop());

  const HOLDS = 1_200;
  const KILLS = 6;

  it("has every hold and movement that it acknowledged, and each of the others once after a repeat", async () => {
    const { db, engine } = running;
    const skus = ["k1", "k2", "k3"];
    for (const sku of skus) await stockItem(db, { sku }, { BER: 2_000 });
    const commands = Array.from({ length: HOLDS }, (_, index): HoldCommand | MoveCommand => {
      const sku = skus[index % 3] ?? "";
      if (index % 10 === 9) return moveOf({ sku, units: 1 });
      return index % 2 === 0 ? keyedHoldOf({ [sku]: 1 }) : holdOf({ [sku]: 1 });
    });
    let answered = 0;
    const words = new Map<Command, string>();
    const submit = async (command: HoldCommand | MoveCommand) => {
      words.set(command, wordOf(await engine.submit(command)));
      answered += 1;
    };
    const buyers = Array.from({ length: 60 }, async (_, buyer) => {
      for (let at = buyer; at < HOLDS; at += 60) await submit(commands[at] ?? holdOf({}));
    });
    for (let kill = 1; kill <= KILLS; kill++) {
      while (answered < (HOLDS * kill) / (KILLS + 1)) await db.ping();
      while ((await terminateEngines(db)) === 0 && answered < HOLDS);
    }
    await Promise.all(buyers);
    for (const word of words.values()) {
      assert.ok(["ok", "outcome-unknown", "stock-unavailable"].includes(word), word);
    }
    for (const command of commands) {
      if (command.kind === "hold" && words.get(command) === "ok") {
        assert.equal((await findReservation(db, command.id))?.status, "held");
      }
    }
    const others = commands.filter((it) => words.get(it) !== "ok");
    for (const word of await Promise.all(others.map(submit))) assert.equal(word, undefined);
    assert.deepEqual(new Set(words.values()), new Set(["ok"]));
    for (const sku of skus) assert.deepEqual(await shelf(db, sku, NOW_MS), { BER: "2040/360" });
    assert.deepEqual(await disagreements(db), []);
  });
});

/** Those that are at work at this moment; says how many. */
async function terminateEngines(db: Database): Promise<number> {
  const text = `select pg_terminate_backend(pid) from pg_stat_activity
                 where datname = current_database() and application_name like 'test-engine%' and state <> 'idle'`;
  return (await db.query({ name: "terminate", text })).length;
}
