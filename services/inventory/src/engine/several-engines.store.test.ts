import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { disagreements } from "../testing/agreement.ts";
import { holdOf, keyedHoldOf, moveOf, settleOf, wordOf } from "../testing/commands.ts";
import { type RunningEngine, startEngine } from "../testing/engine.ts";
import { NOW_MS, shelf, stockItem } from "../testing/stock.ts";
import type { Command, Engine } from "./command.ts";

const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
/** A fixed shuffle, another for each seed. */
const shuffled = <T>(list: readonly T[], seed: number): readonly T[] =>
  list
    .map((value, index) => ({ value, rank: (index * 7_919 + seed * 104_729) % 1_009 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ value }) => value);

for (const processes of [2, 4]) {
  describe(`${processes} engines on one database`, () => {
    let running: RunningEngine;
    let db: Database;
    let engines: readonly Engine[];
    before(async () => {
      running = await startEngine();
      db = running.db;
      engines = times(processes, (index) => running.another(`engine-${index}`));
    });
    after(async () => {
      await Promise.all(engines.map((engine) => engine.close()));
      await running.stop();
    });
    const allAgrees = async () => assert.deepEqual(await disagreements(db), []);
    /** Every engine is given all of them, each in an order of its own. */
    const everywhere = (commands: readonly Command[]) =>
      Promise.all(
        engines.flatMap((engine, index) =>
          shuffled(commands, index + 1).map(async (command) => ({
            command,
            outcome: await engine.submit(command),
          })),
        ),
      );

    it("sell M units to exactly M buyers", async () => {
      await stockItem(db, { sku: "flash" }, { BER: 70, HAM: 50 });
      const asked = times(400, (index) =>
        index % 2 === 0 ? keyedHoldOf({ flash: 1 }) : holdOf({ flash: 1 }),
      );
      const outcomes = await Promise.all(
        asked.map((command, index) => engines[index % processes]?.submit(command)),
      );
      const words = outcomes.map((outcome) => (outcome === undefined ? "" : wordOf(outcome)));
      assert.equal(words.filter((word) => word === "ok").length, 120);
      assert.equal(words.filter((word) => word === "insufficient-stock").length, 280);
      assert.deepEqual(await shelf(db, "flash", NOW_MS), { BER: "70/70", HAM: "50/50" });
      await allAgrees();
    });

    for (const [what, units] of [
      ["plenty", 5_000],
      ["scarce stock", 60],
    ] as const) {
      it(`make one reservation of a key that arrives everywhere, of ${what}`, async () => {
        const sku = `keys-${units}`;
        await stockItem(db, { sku }, { BER: units });
        const keys = times(90, (index) => `${sku}-${index}`);
        // Each process gives its own request an id of its own; the key is what they share.
        const told = await Promise.all(
          engines.flatMap((engine, at) =>
            shuffled(keys, at + 1).map(async (key) => {
              const outcome = await engine.submit(keyedHoldOf({ [sku]: 1 }, { key }));
              return { key, outcome };
            }),
          ),
        );
        const idsOfKey = new Map<string, Set<string>>();
        for (const { key, outcome } of told) {
          if (outcome.ok) {
            const ids = idsOfKey.get(key) ?? new Set();
            idsOfKey.set(key, ids.add(outcome.value.reservation.id));
          } else assert.equal(outcome.error.kind, "insufficient-stock");
        }
        for (const ids of idsOfKey.values()) assert.equal(ids.size, 1);
        const won = Math.min(90, units);
        assert.equal(idsOfKey.size, won);
        assert.deepEqual(await shelf(db, sku, NOW_MS), { BER: `${units}/${won}` });
        const first = told.filter(({ outcome }) => outcome.ok && !outcome.value.replayed);
        assert.equal(first.length, won, "one answer of a key is no repeat");
        await allAgrees();
      });
    }

    it("let one body of a key win, and refuse the others", async () => {
      await stockItem(db, { sku: "bodies" }, { BER: 5_000 });
      const told = await Promise.all(
        engines.flatMap((engine, at) =>
          times(40, async (index) => {
            const asked = keyedHoldOf({ bodies: 1 + at }, { key: `body-${index}` });
            return { index, word: wordOf(await engine.submit(asked)) };
          }),
        ),
      );
      for (const [, words] of Map.groupBy(told, ({ index }) => index)) {
        const sorted = words.map(({ word }) => word).sort();
        const others = times(processes - 1, () => "idempotency-key-reused");
        assert.deepEqual(sorted, [...others, "ok"]);
      }
      await allAgrees();
    });

    it("move units once for a key, and refuse its other bodies", async () => {
      await stockItem(db, { sku: "goods" }, { BER: 0 });
      const told = await everywhere(
        times(40, (index) => {
          const key = { value: `delivery-${index}`, fingerprint: "2 units" };
          return moveOf({ sku: "goods", units: 2, key });
        }),
      );
      assert.deepEqual(new Set(told.map(({ outcome }) => wordOf(outcome))), new Set(["ok"]));
      assert.deepEqual(await shelf(db, "goods", NOW_MS), { BER: "80/0" });
      const key = { value: "delivery-1", fingerprint: "3 units" };
      const others = await everywhere([moveOf({ sku: "goods", units: 3, key })]);
      for (const { outcome } of others) assert.equal(wordOf(outcome), "idempotency-key-reused");
      await allAgrees();
    });

    it("settle each reservation once, whoever is asked", async () => {
      await stockItem(db, { sku: "settle" }, { BER: 100 });
      const holds = times(60, () => holdOf({ settle: 1 }));
      for (const one of await Promise.all(holds.map((it) => engines[0]?.submit(it))))
        assert.ok(one?.ok);
      const told = await everywhere(
        holds.flatMap(({ id }) => [settleOf(id, "confirm"), settleOf(id, "release")]),
      );
      const sold = new Set<string>();
      for (const { command, outcome } of told) {
        if (command.kind !== "settle" || !outcome.ok || command.move !== "confirm") continue;
        sold.add(command.id);
      }
      const { BER } = await shelf(db, "settle", NOW_MS);
      assert.equal(BER, `${100 - sold.size}/0`);
      await allAgrees();
    });

    it("serve baskets that overlap in every order, and none is lost to a deadlock", async () => {
      const skus = ["b1", "b2", "b3", "b4", "b5"];
      for (const sku of skus) await stockItem(db, { sku }, { BER: 500, HAM: 500 });
      const baskets = times(240, (index) => {
        const units = shuffled(skus, index).slice(0, 1 + (index % 4));
        return keyedHoldOf(Object.fromEntries(units.map((sku) => [sku, 1])));
      });
      const told = await Promise.all(
        baskets.map(async (basket, index) => {
          const engine = engines[index % processes];
          const held = await engine?.submit(basket);
          const other = engines[(index + 1) % processes];
          const settled = await other?.submit(settleOf(basket.id, "release"));
          return [held?.ok, settled?.ok];
        }),
      );
      assert.ok(told.every(([held, settled]) => held === true && settled === true));
      for (const sku of skus)
        assert.deepEqual(await shelf(db, sku, NOW_MS), { BER: "500/0", HAM: "500/0" });
      await allAgrees();
      await Promise.all(engines.map((engine) => engine.close()));
      assert.equal(await deadlocks(db), 0);
    });
  });
}

/** Those of the database since it was made; whoever has ended has told of his. */
async function deadlocks(db: Database): Promise<number> {
  const engines = "select pid from pg_stat_activity where application_name like 'engine-%'";
  for (;;) {
    if ((await db.query({ name: "engines", text: engines })).length === 0) break;
  }
  const [told] = await db.query<{ deadlocks: number }>({
    name: "deadlocks",
    text: "select deadlocks from pg_stat_database where datname = current_database()",
  });
  return told?.deadlocks ?? -1;
}
