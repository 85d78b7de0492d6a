import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { disagreements } from "../testing/agreement.ts";
import { keyedHoldOf, moveOf, wordOf } from "../testing/commands.ts";
import { decideIn } from "../testing/decide-in.ts";
import { type RunningEngine, startEngine } from "../testing/engine.ts";
import { untilWaiting } from "../testing/race.ts";
import { NOW_MS, stockItem } from "../testing/stock.ts";
import type { Command } from "./command.ts";

/**
 * Another process has used the key for another item, so no item's lock stands between the two: only the unique index
 * does, and whoever comes second waits in the middle of his batch.
 */
describe("a key that somebody else has used and not committed", () => {
  let running: RunningEngine;
  let db: Database;
  before(async () => {
    running = await startEngine();
    db = running.db;
    await stockItem(db, { sku: "theirs" }, { BER: 100 });
    await stockItem(db, { sku: "plenty" }, { BER: 100 });
    await stockItem(db, { sku: "few" }, { BER: 6 });
    assert.ok((await running.engine.submit(keyedHoldOf({ plenty: 1 }))).ok);
  });
  after(() => running.stop());

  const moving = (sku: string, key: string) =>
    moveOf({ sku, units: 1, key: { value: key, fingerprint: sku } });
  const cases: Readonly<Record<string, (sku: string, key: string) => Command>> = {
    "a quick hold": (sku, key) => keyedHoldOf({ [sku]: 1 }, { key }),
    "an exact hold": (sku, key) => keyedHoldOf({ [sku === "plenty" ? "few" : sku]: 1 }, { key }),
    "a movement": moving,
  };
  const GIVEN_UP = new Error("given up");

  for (const [what, make] of Object.entries(cases)) {
    for (const [end, told] of [
      ["commits", "idempotency-key-reused"],
      ["gives up", "ok"],
    ] as const) {
      it(`makes ${what} wait, and it is ${told} when the other ${end}`, async () => {
        const key = `${what} ${end}`;
        const ours = Promise.withResolvers<string>();
        const neighbours: Promise<string>[] = [];
        const submit = (command: Command) => running.engine.submit(command).then(wordOf);
        const theirs = db.inTransaction(async (tx) => {
          assert.ok((await decideIn(tx, make("theirs", key), NOW_MS)).ok);
          submit(make("plenty", key)).then(ours.resolve, ours.reject);
          neighbours.push(submit(keyedHoldOf({ plenty: 1 })), submit(keyedHoldOf({ few: 1 })));
          await untilWaiting(db, 1);
          if (end === "gives up") throw GIVEN_UP;
        });
        await theirs.catch((error: unknown) => assert.equal(error, GIVEN_UP));
        assert.equal(await ours.promise, told);
        assert.equal((await Promise.all(neighbours))[0], "ok");
        assert.deepEqual(await disagreements(db), []);
      });
    }
  }
});
