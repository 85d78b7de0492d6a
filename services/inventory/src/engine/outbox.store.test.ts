import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { disagreements } from "../testing/agreement.ts";
import { extendOf, holdOf, keyedHoldOf, moveOf, settleOf, wordOf } from "../testing/commands.ts";
import { type RunningEngine, startEngine } from "../testing/engine.ts";
import { EVENTS, eventsOf } from "../testing/outbox.ts";
import { NOW_MS, stockItem } from "../testing/stock.ts";
import type { Command } from "./command.ts";

const TRACEPARENT = "00-11112222333344445555666677778888-1111222233334444-01";

describe("the events of the engine", () => {
  let running: RunningEngine;
  let db: Database;
  before(async () => {
    running = await startEngine();
    db = running.db;
  });
  after(() => running.stop());

  const submit = async (command: Command) => {
    const outcome = await running.engine.submit({ ...command, traceparent: TRACEPARENT });
    assert.equal(wordOf(outcome), "ok");
    return outcome;
  };
  /** Type and payload of the aggregate's events after the first `skip`. */
  const told = async (aggregate: string, skip = 0) =>
    (await eventsOf(db, aggregate)).slice(skip).map(({ type, payload }) => [type, payload]);
  const count = async (aggregate: string) => (await eventsOf(db, aggregate)).length;

  for (const [way, hold] of [
    ["quick", keyedHoldOf],
    ["exact", holdOf],
  ] as const) {
    it(`tell of a hold that went the ${way} way, of the shelf it took from, and of their request`, async () => {
      const sku = `told-${way}`;
      await stockItem(db, { sku }, { BER: 90, HAM: 5 });
      const before = await count(`stock/${sku}`);
      const asked = hold({ [sku]: 2 }, { orderId: "order-1", buyerId: "ann" });
      await submit(asked);
      const [held, ...others] = await eventsOf(db, `reservation/${asked.id}`);
      assert.deepEqual(others, []);
      assert.deepEqual(held, {
        aggregate: `reservation/${asked.id}`,
        sequence: 1,
        type: "reservation.held",
        at: new Date(NOW_MS),
        traceparent: TRACEPARENT,
        payload: {
          id: asked.id,
          account: "acme",
          orderId: "order-1",
          buyerId: "ann",
          items: [{ sku, quantity: 2, allocations: [{ location: "BER", quantity: 2 }] }],
          expiresAt: "2026-11-01T12:01:00.000Z",
        },
      });
      const [changed, ...more] = (await eventsOf(db, `stock/${sku}`)).slice(before);
      assert.deepEqual(more, []);
      assert.deepEqual(changed, {
        aggregate: `stock/${sku}`,
        sequence: before + 1,
        type: "stock.changed",
        at: new Date(NOW_MS),
        traceparent: TRACEPARENT,
        payload: { sku, locations: [{ code: "BER", onHand: 90, reserved: 2 }] },
      });
    });
  }

  it("tell of many holds in few rows, of each with its own request, and are found one by one", async () => {
    await stockItem(db, { sku: "rush" }, { BER: 900 });
    const asked = Array.from({ length: 100 }, (_, index) => ({
      ...keyedHoldOf({ rush: 1 }, { orderId: `it's "${index}",\n\\` }),
      traceparent: `00-${String(index + 1).padStart(32, "0")}-1111222233334444-01`,
    }));
    const [first, ...others] = asked;
    assert.ok(first);
    await running.engine.submit(first); // and the item is known
    await Promise.all(others.map((hold) => running.engine.submit(hold)));
    for (const { id, orderId, traceparent } of asked) {
      const [held, ...more] = await eventsOf(db, `reservation/${id}`);
      assert.deepEqual(more, []);
      assert.partialDeepStrictEqual(held, { sequence: 1, traceparent, payload: { id, orderId } });
    }
    const [rows] = await db.query<{ most: number }>({
      name: "most-events-of-a-row",
      text: "select max(events)::int as most from outbox",
    });
    assert.equal(rows?.most, 32);
    assert.deepEqual(await disagreements(db), []);
  });

  it("tell of each thing that becomes of a reservation, once", async () => {
    await stockItem(db, { sku: "fate" }, { BER: 90 });
    const fates = {
      confirmed: ["confirm"],
      released: ["release"],
      "confirmed and cancelled": ["confirm", "cancel"],
    } as const;
    for (const [name, moves] of Object.entries(fates)) {
      const asked = holdOf({ fate: 1 });
      await submit(asked);
      await submit(extendOf(asked.id, 90));
      for (const move of moves) for (const _ of [1, 2]) await submit(settleOf(asked.id, move));
      const events = await eventsOf(db, `reservation/${asked.id}`);
      const types = moves.map((move) => (move === "confirm" ? "confirmed" : "released"));
      assert.deepEqual(
        events.map(({ type, sequence }) => [type, sequence]),
        ["held", ...types].map((type, index) => [`reservation.${type}`, index + 1]),
        name,
      );
    }
    const unknown = holdOf({ fate: 1 });
    await submit(settleOf(unknown.id, "cancel"));
    assert.equal(await count(`reservation/${unknown.id}`), 0, "what was never held is not told of");
  });

  it("tell of units that are owed only as what the reservation has, until they come", async () => {
    await stockItem(db, { sku: "owed", backorderLimit: 5 }, { BER: 1 });
    const asked = holdOf({ owed: 3 });
    await submit(asked);
    const [[, held] = []] = await told(`reservation/${asked.id}`);
    assert.partialDeepStrictEqual(held, {
      items: [{ sku: "owed", quantity: 3, allocations: [{ location: "BER", quantity: 1 }] }],
    });
    const before = await count("stock/owed");
    await submit(moveOf({ sku: "owed", units: 5 }));
    assert.deepEqual(await told("stock/owed", before), [
      ["stock.changed", { sku: "owed", locations: [{ code: "BER", onHand: 6, reserved: 3 }] }],
      ["stock.back-in-stock", { sku: "owed", available: 3 }],
    ]);
  });

  it("say low once on the way down, and back in stock once on the way up", async () => {
    await stockItem(db, { sku: "mark", safetyStock: 2 }, { BER: 12, HAM: 2 });
    const first = await count("stock/mark");
    const marks = async () =>
      (await told("stock/mark", first)).filter(([type]) => type !== "stock.changed");
    await submit(holdOf({ mark: 4 }));
    assert.deepEqual(await marks(), [], "6 are available");
    const low = holdOf({ mark: 1 });
    await submit(low);
    assert.deepEqual(await marks(), [["stock.low", { sku: "mark", available: 5 }]]);
    const all = holdOf({ mark: 5 });
    await submit(all);
    await submit(settleOf(all.id, "release"));
    await submit(settleOf(low.id, "release"));
    assert.deepEqual((await marks()).slice(1), [
      ["stock.back-in-stock", { sku: "mark", available: 5 }],
    ]);
    await submit(keyedHoldOf({ mark: 1 }));
    assert.deepEqual((await marks()).slice(2), [["stock.low", { sku: "mark", available: 5 }]]);
  });

  it("tell of every kind of movement, with each shelf that it changed", async () => {
    await stockItem(db, { sku: "moved" }, { BER: 20, HAM: 20 });
    const before = await count("stock/moved");
    const at = { sku: "moved", location: "BER", traceparent: undefined };
    await submit(moveOf({ sku: "moved", units: 4, movement: "transfer", toLocation: "HAM" }));
    await submit(moveOf({ sku: "moved", units: 2, movement: "write-off" }));
    await submit(moveOf({ sku: "moved", units: -1, movement: "adjust" }));
    await submit({ kind: "announce", incomingUnits: 3, ...at });
    await submit({ kind: "count", id: "", countedUnits: 13, actor: "dev-admin", ...at });
    const shelf = (code: string, onHand: number) => ({ code, onHand, reserved: 0 });
    const payloads = (await told("stock/moved", before)).map(([, payload]) => payload);
    assert.deepEqual(
      payloads,
      [
        [shelf("BER", 16), shelf("HAM", 24)],
        [shelf("BER", 14)],
        [shelf("BER", 13)],
        [shelf("BER", 13)],
        [shelf("BER", 13)],
      ].map((locations) => ({ sku: "moved", locations })),
    );
  });

  it("count without a gap, in the transaction of their change, from two engines at once", async () => {
    const skus = ["g1", "g2", "g3"];
    for (const sku of skus) await stockItem(db, { sku, backorderLimit: 9 }, { BER: 90, HAM: 20 });
    const other = running.another("other");
    await Promise.all(
      Array.from({ length: 240 }, async (_, index) => {
        const engine = index % 2 === 0 ? running.engine : other;
        const units = { [skus[index % 3] ?? ""]: 1, [skus[(index * 5 + 1) % 3] ?? ""]: 1 };
        const asked = index % 3 === 0 ? holdOf(units) : keyedHoldOf(units);
        if (!(await engine.submit(asked)).ok || index % 4 === 0) return;
        await engine.submit(settleOf(asked.id, index % 4 === 1 ? "confirm" : "release"));
      }),
    );
    await other.close();
    assert.deepEqual(await disagreements(db), []);
    const text = `select count(*) from reservation join ${EVENTS} event
                    on aggregate = 'reservation/' || reservation.id and sequence = 1
                   where event.transaction_id::text <> reservation.xmin::text and status = 'held'
                    and extra_events = 0`;
    const [apart] = await db.query<{ count: number }>({ name: "written-apart", text });
    assert.equal(apart?.count, 0, "a hold and its event have one transaction");
  });
});
