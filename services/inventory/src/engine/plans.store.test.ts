import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { disagreements } from "../testing/agreement.ts";
import { holdOf, keyedHoldOf, settleOf } from "../testing/commands.ts";
import { type RunningEngine, startEngine } from "../testing/engine.ts";
import { stockItem } from "../testing/stock.ts";
import type { Engine } from "./command.ts";

const HOLDS = 3_000;
const AT_ONCE = 20;
/** Rows of a table read for one hold and what became of it: its own, a few times, and what batches of one share. */
const ROWS_READ_MAX = 12;
const SKUS = ["p1", "p2", "p3", "p4"];

type Read = { readonly table: string; readonly rows: number };

/**
 * Plans are kept for the life of a connection, and those that were made while the tables were empty read all of a table
 * where they should look up a key. What is read for a hold must not grow with what is there.
 */
describe("an engine that connected when the tables were empty", () => {
  let running: RunningEngine;
  let db: Database;
  before(async () => {
    running = await startEngine();
    db = running.db;
    for (const sku of SKUS) await stockItem(db, { sku }, { BER: 100_000 });
  });
  after(() => running.stop());

  for (const [way, buy] of [
    [
      "holds the quick way",
      (engine: Engine, sku: string) => engine.submit(keyedHoldOf({ [sku]: 1 })),
    ],
    [
      "holds and settles the exact way",
      async (engine: Engine, sku: string) => {
        const asked = holdOf({ [sku]: 1 }, { buyerId: "ann" });
        await engine.submit(asked);
        return engine.submit(settleOf(asked.id, "confirm"));
      },
    ],
    [
      "sweeps what is due before it holds",
      (engine: Engine, sku: string) => {
        running.clock.nowMs += 100;
        return engine.submit(holdOf({ [sku]: 1 }, { ttlSeconds: 1 }));
      },
    ],
  ] as const) {
    it(`${way} with a few rows read each, however many there are`, async () => {
      const engine = running.another("planned");
      const earlier = await rowsRead(db);
      for (let done = 0; done < HOLDS; done += AT_ONCE) {
        const held = Array.from({ length: AT_ONCE }, (_, index) =>
          buy(engine, SKUS[(done + index) % SKUS.length] ?? ""),
        );
        assert.ok((await Promise.all(held)).every(({ ok }) => ok));
      }
      await engine.close(); // so it has told what it read
      await untilGone(db, "planned");
      for (const { table, rows } of await rowsRead(db)) {
        const before = earlier.find((one) => one.table === table)?.rows ?? 0;
        const each = (rows - before) / HOLDS;
        assert.ok(each <= ROWS_READ_MAX, `${each} rows of ${table} were read for each`);
      }
    });
  }

  it("has written what it should", async () => {
    assert.deepEqual(await disagreements(db), []);
  });
});

async function rowsRead(db: Database): Promise<readonly Read[]> {
  return db.query<Read>({
    name: "rows-read",
    text: `select relname as table, (seq_tup_read + coalesce(idx_tup_fetch, 0)) as rows from pg_stat_user_tables
            order by relname`,
  });
}

async function untilGone(db: Database, applicationName: string): Promise<void> {
  const text = `select pid from pg_stat_activity where application_name like '${applicationName}%'`;
  while ((await db.query({ name: "gone", text })).length > 0);
}
