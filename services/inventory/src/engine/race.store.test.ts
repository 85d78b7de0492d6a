import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, beforeEach, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { disagreements } from "../testing/agreement.ts";
import { extendOf, holdOf, keyedHoldOf, settleOf, wordOf } from "../testing/commands.ts";
import { startInventory } from "../testing/running-service.ts";
import { NOW_MS, shelf, stockItem } from "../testing/stock.ts";

type Inventory = Awaited<ReturnType<typeof startInventory>>;
type Asked = { readonly sku: string; readonly units: number };
/** Tries to hold, and tells in a word what came of it. */
type Entry = (inventory: Inventory, asked: Asked) => Promise<string>;

const viaHttp = async (
  inventory: Inventory,
  [method, url, key]: readonly ["POST" | "PUT", string, string?],
  { sku, units }: Asked,
) => {
  const body = { items: [{ sku, quantity: units }], ttlSeconds: 60 };
  const told = await inventory.call(method, url, { body, ...(key === undefined ? {} : { key }) });
  return told.status < 300 ? "ok" : String(told.body.code);
};
const ENTRIES: Readonly<Record<string, Entry>> = {
  "POST /v1/reservations": (inventory, asked) =>
    viaHttp(inventory, ["POST", "/v1/reservations", randomUUID()], asked),
  "PUT /internal/reservations/{id}": (inventory, asked) =>
    viaHttp(inventory, ["PUT", `/internal/reservations/${randomUUID()}`], asked),
  "the engine, under a key": async ({ engine }, { sku, units }) =>
    wordOf(await engine.submit(keyedHoldOf({ [sku]: units }))),
  "the engine, under an id": async ({ engine }, { sku, units }) =>
    wordOf(await engine.submit(holdOf({ [sku]: units }))),
};
const EVERY_ENTRY = Object.values(ENTRIES);

const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const count = (words: readonly string[], word: string) =>
  words.filter((one) => one === word).length;

describe("N buyers of M units", () => {
  let inventory: Inventory;
  let db: Database;
  before(async () => {
    inventory = await startInventory();
    db = inventory.db;
  });
  after(() => inventory.stop());
  beforeEach(() => {
    inventory.clock.nowMs = NOW_MS;
  });
  const allAgrees = async () => assert.deepEqual(await disagreements(db), []);

  for (const [index, [name, enter]] of Object.entries(ENTRIES).entries()) {
    it(`are M winners through ${name}`, async () => {
      const sku = `entry-${index}`;
      await stockItem(db, { sku }, { BER: 50, HAM: 30 });
      const words = await Promise.all(times(200, () => enter(inventory, { sku, units: 1 })));
      assert.equal(count(words, "ok"), 80);
      assert.equal(count(words, "insufficient-stock"), 120);
      assert.deepEqual(await shelf(db, sku, NOW_MS), { BER: "50/50", HAM: "30/30" });
      await allAgrees();
    });
  }

  it("are M winners through all of them at once", async () => {
    await stockItem(db, { sku: "all" }, { BER: 100 });
    const words = await Promise.all(
      times(400, (index) => EVERY_ENTRY[index % 4]?.(inventory, { sku: "all", units: 1 }) ?? ""),
    );
    assert.deepEqual([count(words, "ok"), count(words, "insufficient-stock")], [100, 300]);
    await allAgrees();
  });

  it("leave nothing that one of them was refused: a large demand does not hide what is there", async () => {
    await stockItem(db, { sku: "sizes" }, { BER: 60, HAM: 43 });
    const asked = times(120, (index) => ({ sku: "sizes", units: 1 + ((index * 7) % 9) }));
    const words = await Promise.all(
      asked.map((one, index) => EVERY_ENTRY[index % 4]?.(inventory, one) ?? ""),
    );
    const taken = asked.reduce((sum, { units }, at) => sum + (words[at] === "ok" ? units : 0), 0);
    const refused = asked.filter((_, at) => words[at] === "insufficient-stock");
    assert.ok(refused.length > 0 && taken <= 103);
    for (const { units } of refused) assert.ok(units > 103 - taken, "there was room for it");
    await allAgrees();
  });

  it("get what others give back or let expire, and never more", async () => {
    await stockItem(db, { sku: "turns" }, { BER: 40, HAM: 20 });
    const sold: string[] = [];
    for (let round = 0; round < 4; round++) {
      inventory.clock.nowMs = NOW_MS + round * 60_000; // what was left open in the last round is due now
      const holds = times(150, (index) =>
        index % 2 === 0 ? holdOf({ turns: 1 }) : keyedHoldOf({ turns: 1 }),
      );
      const settled = holds.map(async (asked, index) => {
        const held = await inventory.engine.submit(asked);
        if (!held.ok) return wordOf(held);
        const move = (["release", "confirm", "extend", "leave"] as const)[index % 4];
        if (move === "leave" || move === undefined) return "left";
        const next = move === "extend" ? extendOf(asked.id, 60) : settleOf(asked.id, move);
        assert.equal(wordOf(await inventory.engine.submit(next)), "ok");
        if (move === "confirm") sold.push(asked.id);
        return move;
      });
      const words = await Promise.all(settled);
      assert.equal(words.length, 150);
      const counts = Object.values(await shelf(db, "turns", inventory.clock.nowMs));
      const onHand = counts.reduce((sum, it) => sum + Number(it.split("/")[0]), 0);
      assert.equal(onHand, 60 - sold.length, `round ${round}`);
      await allAgrees();
    }
    inventory.clock.nowMs += 60_000;
    const last = await Promise.all(
      times(100, () => inventory.engine.submit(keyedHoldOf({ turns: 1 }))),
    );
    assert.equal(last.filter(({ ok }) => ok).length, 60 - sold.length, "all that is left");
    assert.ok(sold.length > 0 && sold.length < 60);
    await allAgrees();
  });
});
