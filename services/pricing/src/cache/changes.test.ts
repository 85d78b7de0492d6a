import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Changes } from "./changes.ts";

/** A connection that the test speaks for, and a database whose place it sets. */
function bench() {
  const told: string[] = [];
  const place = { horizon: 100, lineage: "a-1" };
  const database = { isAway: false, catchesUp: true, nowMs: 1_000 };
  const timers: (() => void)[] = [];
  let notify: (payload?: string) => void = () => {};
  let lose: (error: Error) => void = () => {};
  const changes = new Changes({
    listen: (options) => {
      notify = options.onNotify;
      lose = options.onLost;
      return {
        catchUp: async () => {
          if (!database.catchesUp) throw new Error("lost");
        },
        close: async () => {},
      };
    },
    findPlace: async () => {
      if (database.isAway) throw new Error("away");
      return { ...place };
    },
    nowMs: () => database.nowMs,
    schedule: (work) => {
      timers.push(work);
      return () => {};
    },
    onSkus: (skus, transaction) => told.push(`${transaction}: ${skus.join(" ")}`),
    onDocuments: () => told.push("documents"),
    onDoubt: () => told.push("doubt"),
    onForeign: () => told.push("foreign"),
  });
  const settle = async (): Promise<void> => {
    for (let turns = 0; turns < 10; turns += 1) await Promise.resolve();
  };
  const stand = async (): Promise<void> => {
    notify();
    await settle();
  };
  const connection = {
    notify: (payload: string) => notify(payload),
    lose: () => lose(new Error("broke")),
  };
  return { changes, told, place, database, timers, connection, stand, settle };
}

describe("what a process knows of changes", () => {
  it("is nothing before it listens", () => {
    const { changes } = bench();
    assert.equal(changes.epoch(), undefined);
    assert.equal(changes.isPast("mug", Number.MAX_SAFE_INTEGER), false);
  });

  it("vouches for copies that have all from before it listened", async () => {
    const { changes, stand } = bench();
    await stand();
    assert.deepEqual([changes.isPast("mug", 99), changes.isPast("mug", 100)], [false, true]);
  });

  it("vouches for no copy from before a change of its SKU", async () => {
    const { changes, stand, connection, told } = bench();
    await stand();
    connection.notify("skus 120 mug pen");
    connection.notify("skus 110 mug"); // an earlier transaction may commit later
    assert.deepEqual([changes.isPast("mug", 120), changes.isPast("mug", 121)], [false, true]);
    assert.deepEqual([changes.isPast("pen", 120), changes.isPast("cap", 100)], [false, true]);
    assert.deepEqual(told, ["doubt", "120: mug pen", "110: mug"]);
  });

  it("begins anew when anything may have changed", async () => {
    const { changes, stand, connection, place, settle } = bench();
    await stand();
    const epoch = changes.epoch();
    place.horizon = 200;
    connection.notify("everything");
    assert.notEqual(changes.epoch(), epoch);
    assert.equal(changes.isPast("mug", 500), false); // until it is known how far the database is
    await settle();
    assert.deepEqual([changes.isPast("mug", 199), changes.isPast("mug", 200)], [false, true]);
  });

  for (const payload of ["", "nonsense", "skus x mug", "skus"]) {
    it(`takes what it does not understand for everything: "${payload}"`, async () => {
      const { stand, connection, told } = bench();
      await stand();
      connection.notify(payload);
      assert.deepEqual(told, ["doubt", "doubt"]);
    });
  }

  it("tells of documents", async () => {
    const { stand, connection, told } = bench();
    await stand();
    connection.notify("documents");
    assert.deepEqual(told, ["doubt", "documents"]);
  });

  it("vouches for nothing from the moment when the connection is lost until it stands again", async () => {
    const { changes, stand, connection } = bench();
    await stand();
    const epoch = changes.epoch();
    connection.lose();
    assert.equal(changes.epoch(), undefined);
    assert.equal(changes.isPast("mug", 500), false);
    await stand();
    assert.notEqual(changes.epoch(), epoch);
    assert.equal(changes.isPast("mug", 100), true);
  });

  it("remembers 10,000 changed SKUs; with more, copies have to have all from before that", async () => {
    const { changes, stand, connection, place, settle } = bench();
    await stand();
    place.horizon = 300;
    for (let index = 0; index <= 10_000; index += 1) connection.notify(`skus 150 sku-${index}`);
    assert.equal(changes.isPast("mug", 500), false);
    await settle();
    assert.deepEqual([changes.isPast("sku-0", 299), changes.isPast("sku-0", 300)], [false, true]);
  });

  it("asks again for how far the database is when it could not be told", async () => {
    const { changes, stand, database, timers, settle } = bench();
    database.isAway = true;
    await stand();
    assert.equal(changes.isPast("mug", 500), false);
    database.isAway = false;
    timers[0]?.();
    await settle();
    assert.equal(changes.isPast("mug", 500), true);
  });

  it("says when it is another database than before, as after a restore", async () => {
    const { stand, connection, place, told } = bench();
    await stand();
    connection.lose();
    place.lineage = "a-2";
    await stand();
    assert.deepEqual(told, ["doubt", "doubt", "foreign"]);
  });

  it("doubts what is under way when a caller cannot catch up", async () => {
    const { changes, stand, database, told } = bench();
    await stand();
    database.catchesUp = false;
    await changes.catchUp();
    assert.deepEqual(told, ["doubt", "doubt"]);
  });

  it("knows until when every change was heard, by each proof", async () => {
    const { changes, stand, database, connection } = bench();
    await stand();
    const epoch = changes.epoch() ?? 0;
    database.nowMs = 4_000;
    await changes.catchUp();
    database.nowMs = 9_000;
    connection.lose();
    assert.deepEqual([changes.heardUntilMs(epoch), changes.heardUntilMs(epoch - 1)], [4_000, 0]);
  });
});
