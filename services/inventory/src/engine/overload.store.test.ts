import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, afterEach, before, describe, it } from "node:test";
import { setImmediate } from "node:timers/promises";
import type { Database } from "@holdfast/postgres";
import { disagreements } from "../testing/agreement.ts";
import { holdOf, keyedHoldOf, moveOf, wordOf } from "../testing/commands.ts";
import { contents } from "../testing/contents.ts";
import { behindLock, untilWaiting } from "../testing/race.ts";
import { startInventory } from "../testing/running-service.ts";
import { NOW_MS, shelf, stockItem } from "../testing/stock.ts";
import { openWire, type Wire } from "../testing/wire.ts";

type Inventory = Awaited<ReturnType<typeof startInventory>>;

/** More than wait and are in flight together, whichever way they go. */
const CROWD = 12_000;

describe("the engine, when it cannot answer in time", () => {
  let inventory: Inventory;
  let wire: Wire;
  let db: Database;
  before(async () => {
    inventory = await startInventory(async (url) => {
      wire = await openWire(url);
      return wire.url;
    });
    db = inventory.db;
    await stockItem(db, { sku: "mug" }, { BER: 100_000 });
  });
  after(async () => {
    await inventory.stop();
    await wire.close();
  });
  afterEach(async () => {
    inventory.clock.nowMs = NOW_MS;
    assert.deepEqual(await disagreements(db), []);
  });

  const body = { items: [{ sku: "mug", quantity: 1 }] };
  const post = (headers: Readonly<Record<string, string>> = {}) =>
    inventory.call("POST", "/v1/reservations", { body, key: randomUUID(), headers });
  const put = (headers: Readonly<Record<string, string>> = {}) =>
    inventory.call("PUT", `/internal/reservations/${randomUUID()}`, { body, headers });
  const waits = () => moveOf({ sku: "mug", units: 1 });
  const reserved = async () => Number((await shelf(db, "mug", NOW_MS)).BER?.split("/")[1]);

  for (const [way, hold, call] of [
    ["with a key", () => keyedHoldOf({ mug: 1 }), post],
    ["without one", () => holdOf({ mug: 1 }), put],
  ] as const) {
    it(`tells those who are too many at once, ${way}, and does what it took on`, async () => {
      const before = await reserved();
      const crowd = (size: number) =>
        Array.from({ length: size }, () => inventory.engine.submit(hold()));
      const told = await behindLock(inventory, waits(), async () => {
        const first = crowd(CROWD);
        if (call === post) await untilWaiting(db, 2); // what is in flight then has left room
        const submitted = [...first, ...crowd(CROWD)];
        const refused = await call();
        assert.deepEqual([refused.status, refused.body.code], [503, "overloaded"]);
        assert.equal(refused.headers["retry-after"], "1");
        return { submitted };
      });
      const words = (await Promise.all(told.submitted)).map(wordOf);
      const taken = words.filter((word) => word === "ok").length;
      assert.ok(taken >= 8_192 && taken < CROWD, `${taken} were taken on`);
      assert.ok(words.every((word) => word === "ok" || word === "overloaded"));
      assert.equal(await reserved(), before + taken);
      assert.ok((await call()).status < 300, "and it goes on");
    });
  }

  it("tells those whose time was over before their turn, and does nothing for them", async () => {
    const before = await reserved();
    const inTime = { "request-timeout-ms": "60000" };
    const late = { "request-timeout-ms": "50" };
    const told = await behindLock(inventory, waits(), async () => {
      const inFlight = [];
      for (const waiting of [2, 2]) {
        inFlight.push(inventory.engine.submit(keyedHoldOf({ mug: 1 })));
        await untilWaiting(db, waiting);
      }
      const { count } = inventory.submitted;
      const calls = [post(late), put(late), post(inTime), put(inTime), put()];
      while (inventory.submitted.count < count + calls.length) await setImmediate();
      inventory.clock.nowMs = NOW_MS + 50;
      return { calls, inFlight };
    });
    const answers = await Promise.all(told.calls);
    assert.deepEqual(
      answers.map(({ status, body: problem }) => problem.code ?? status),
      ["deadline-exceeded", "deadline-exceeded", 201, 200, 200],
    );
    assert.equal(answers[0]?.status, 504);
    for (const held of await Promise.all(told.inFlight)) assert.ok(held.ok);
    assert.equal(await reserved(), before + 5);
  });

  it("answers that it is not ready while there is no database, and is again when there is", async () => {
    const { call } = inventory;
    const id = (await post()).body.id;
    const movement = { sku: "mug", location: "BER", kind: "receive", quantity: 1, reason: "x" };
    const before = await contents(db);
    await wire.away();
    await put(); // it finds the connection broken
    const calls = [
      post(),
      put(),
      call("DELETE", `/v1/reservations/${id}`),
      call("POST", `/v1/reservations/${id}/extend`, { body: { ttlSeconds: 3_600 } }),
      call("POST", `/internal/reservations/${id}/confirm`),
      call("POST", "/v1/admin/stock/movements", { body: movement }),
      call("PUT", "/v1/admin/stock/mug/incoming", { body: { location: "BER", quantity: 1 } }),
    ];
    for (const { status, body: problem, headers } of await Promise.all(calls)) {
      assert.deepEqual([status, problem.code], [503, "not-ready"], JSON.stringify(problem));
      assert.equal(headers["retry-after"], "1");
    }
    assert.deepEqual(await contents(db), before);
    await wire.back();
    assert.deepEqual([(await post()).status, (await put()).status], [201, 200]);
  });
});
