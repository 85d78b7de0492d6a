import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { disagreements } from "../testing/agreement.ts";
import { holdOf, keyedHoldOf, moveOf, settleOf, wordOf } from "../testing/commands.ts";
import { type RunningEngine, startEngine } from "../testing/engine.ts";
import { NOW_MS, shelf, stockItem } from "../testing/stock.ts";
import type { Engine, HoldCommand } from "./command.ts";

const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe("limits under concurrency, on two engines", () => {
  let running: RunningEngine;
  let db: Database;
  let engines: readonly [Engine, Engine];
  before(async () => {
    running = await startEngine();
    db = running.db;
    engines = [running.engine, running.another("other")];
  });
  after(async () => {
    await engines[1].close();
    await running.stop();
  });
  beforeEach(() => {
    running.clock.nowMs = NOW_MS;
  });
  afterEach(async () => assert.deepEqual(await disagreements(db), []));

  const race = async (asked: readonly HoldCommand[]) => {
    const told = await Promise.all(
      asked.map((hold, index) => (index % 2 === 0 ? engines[0] : engines[1]).submit(hold)),
    );
    return told.map(wordOf);
  };
  const won = (words: readonly string[]) => words.filter((word) => word === "ok").length;
  const owed = async (sku: string) => {
    const text = `select owed from item_stock where sku = '${sku}'`;
    const [row] = await db.query<{ owed: number }>({ name: `owed-${sku}`, text });
    return row?.owed;
  };
  const either = (index: number, sku: string, over: Partial<Omit<HoldCommand, "key">> = {}) =>
    index % 3 === 0 ? holdOf({ [sku]: 1 }, over) : keyedHoldOf({ [sku]: 1 }, over);

  it("give a buyer as many as the quota says, and the others theirs", async () => {
    await stockItem(db, { sku: "quota", maxPerBuyer: 5 }, { BER: 500 });
    const buyers = ["ann", "bob", "cem"];
    const asked = times(90, (index) => either(index, "quota", { buyerId: buyers[index % 3] }));
    const words: readonly string[] = await race(asked);
    assert.equal(won(words), 15);
    assert.ok(words.every((word) => word === "ok" || word === "quota-exceeded"));
    for (const buyer of buyers) {
      const mine: readonly string[] = words.filter((_, index) => asked[index]?.buyerId === buyer);
      assert.equal(won(mine), 5, buyer);
    }
  });

  it("count again what a buyer has given back, and never what was bought", async () => {
    await stockItem(db, { sku: "back", maxPerBuyer: 4 }, { BER: 500 });
    const first = times(4, (index) => either(index, "back", { buyerId: "ann" }));
    assert.equal(won(await race(first)), 4);
    const [sold, freed] = first;
    await engines[0].submit(settleOf(sold?.id ?? "", "confirm"));
    await engines[1].submit(settleOf(freed?.id ?? "", "release"));
    const again = () => race(times(20, (index) => either(index, "back", { buyerId: "ann" })));
    assert.equal(won(await again()), 1);
    running.clock.nowMs = NOW_MS + 60_000; // the open holds are over
    assert.equal(won(await again()), 3, "all but the one that was bought");
  });

  it("owe backorders up to the limit, after what is on the shelf", async () => {
    await stockItem(db, { sku: "backorder", backorderLimit: 10 }, { BER: 3, HAM: 2 });
    assert.equal(won(await race(times(80, (index) => either(index, "backorder")))), 15);
    assert.equal(await owed("backorder"), 10);
    assert.deepEqual(await shelf(db, "backorder", NOW_MS), { BER: "3/3", HAM: "2/2" });
  });

  it("owe preorders up to theirs until the item is there, then backorders", async () => {
    const availableFrom = new Date(NOW_MS + 30_000);
    await stockItem(db, { sku: "pre", preorderLimit: 7, backorderLimit: 9, availableFrom }, {});
    const more = () => race(times(40, (index) => either(index, "pre", { ttlSeconds: 600 })));
    assert.equal(won(await more()), 7);
    assert.equal(await owed("pre"), 7);
    running.clock.nowMs = NOW_MS + 30_000;
    assert.equal(won(await more()), 2);
    assert.equal(await owed("pre"), 9);
  });

  it("fill what is owed while more is asked and delivered, and owe no more than the limit", async () => {
    await stockItem(db, { sku: "fill", backorderLimit: 20 }, { BER: 0 });
    const deliveries = times(30, () => engines[0].submit(moveOf({ sku: "fill", units: 1 })));
    const words = await race(times(90, (index) => either(index, "fill")));
    assert.ok((await Promise.all(deliveries)).every(({ ok }) => ok));
    const more = won(words) + won(await race(times(60, (index) => either(index, "fill"))));
    assert.equal(more, 50, "30 delivered, 20 owed");
    assert.equal(await owed("fill"), 20);
    assert.deepEqual(await shelf(db, "fill", NOW_MS), { BER: "30/30" });
    await engines[1].submit(moveOf({ sku: "fill", units: 25 }));
    assert.equal(await owed("fill"), 0);
    assert.deepEqual(await shelf(db, "fill", NOW_MS), { BER: "55/50" });
  });

  it("take nothing back when they are lowered, and promise nothing more", async () => {
    await stockItem(db, { sku: "lower", backorderLimit: 10 }, {});
    assert.equal(won(await race(times(8, (index) => either(index, "lower")))), 8);
    await stockItem(db, { sku: "lower", backorderLimit: 3 }, {});
    assert.equal(won(await race(times(20, (index) => either(index, "lower")))), 0);
    assert.equal(await owed("lower"), 8);
  });

  it("are those of the moment: a rule that changes during the race holds from then on", async () => {
    await stockItem(db, { sku: "rule" }, { BER: 400 });
    const asked = times(200, (index) => either(index, "rule"));
    const words = race(asked);
    await db.query({
      name: "stop-sale",
      text: "update item set safety_stock = 400 where sku = 'rule'",
    });
    await words;
    const after = await shelf(db, "rule", NOW_MS);
    assert.equal(won(await race(times(40, (index) => either(index, "rule")))), 0);
    assert.deepEqual(await shelf(db, "rule", NOW_MS), after);
  });
});
