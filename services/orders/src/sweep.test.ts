import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { after, before, beforeEach, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { TraceFlags, trace } from "@opentelemetry/api";
import { HttpCallError } from "@restatedev/restate-sdk-clients";
import { sweep } from "./sweep.ts";
import { fakeCallees } from "./testing/fake-callees.ts";
import { NOW_MS, startOrders } from "./testing/running-orders.ts";

const TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

describe("the sweep", () => {
  let orders: Awaited<ReturnType<typeof startOrders>>;
  /** What was submitted, in order, and what the engine says to it. */
  let submitted: string[];
  let engine: (key: string) => void;
  const submissions = {
    submit: async (key: string) => {
      submitted.push(key);
      engine(key);
    },
    ended: async () => false,
  };
  before(async () => {
    const callees = {
      checkout: fakeCallees().calls,
      imports: { importItems: unused, importPrices: unused },
    };
    orders = await startOrders(callees, { checkouts: submissions });
  });
  beforeEach(async () => {
    submitted = [];
    engine = away;
    orders.clock.nowMs = NOW_MS;
    await orders.db.query({ name: "forget-submissions", text: "delete from order_submission" });
  });
  after(() => orders.stop());

  /** Accepts orders that the engine did not get, a second apart, and waits until they are old enough. */
  const accepted = async (count: number): Promise<readonly string[]> => {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const order = await orders.call("POST", "/v1/orders", {
        key: randomUUIDv7(),
        body: {
          items: [{ sku: "mug", quantity: 2 }],
          currency: "EUR",
          region: "DE",
          customer: { email: "ada@example.com" },
          paymentMethod: { token: "tok_ok" },
        },
        headers: {
          prefer: "respond-async",
          traceparent: `00-${TRACE_ID}-b7ad6b7169203331-01`,
        },
      });
      ids.push(order.body.id);
      orders.clock.nowMs += 1_000;
    }
    orders.clock.nowMs += 3_001;
    submitted = [];
    return ids;
  };
  const sweepNow = (more: { readonly draining?: AbortSignal; readonly db?: Database } = {}) =>
    sweep({ ...orders, checkouts: submissions, ...more });

  for (const status of [400, 413, 422]) {
    it(`goes on after a ${status}: it is about the one order`, async () => {
      const [poison, good] = await accepted(2);
      engine = (key) => {
        if (key === poison) throw new HttpCallError(status, "", "refused");
      };
      await sweepNow();
      assert.deepEqual(submitted, [poison, good]);
    });
  }

  for (const [what, error] of [
    ["404: we are not registered yet", new HttpCallError(404, "", "unknown service")],
    ["429", new HttpCallError(429, "", "too many")],
    ["503", new HttpCallError(503, "", "unavailable")],
    ["timeout", new DOMException("timed out", "TimeoutError")],
    ["broken connection", new TypeError("fetch failed")],
  ] as const) {
    it(`ends with the first ${what}`, async () => {
      await accepted(3);
      engine = () => {
        throw error;
      };
      await assert.rejects(sweepNow(), error);
      assert.equal(submitted.length, 1);
    });
  }

  it("begins with what was not tried for the longest time", async () => {
    const [first, second] = await accepted(2);
    engine = away;
    await assert.rejects(sweepNow());
    orders.clock.nowMs += 3_001;
    engine = () => undefined;
    submitted = [];
    await sweepNow();
    assert.deepEqual(submitted, [second, first]);
  });

  it("reaches a good order behind more bad ones than it takes at a time", async () => {
    const ids = await accepted(101);
    const good = ids.at(-1);
    engine = (key) => {
      if (key !== good) throw new HttpCallError(422, "", "refused");
    };
    await sweepNow();
    assert.equal(submitted.includes(String(good)), false, "it takes 100 at a time");
    orders.clock.nowMs += 3_001;
    await sweepNow();
    assert.equal(submitted[100], good);
  });

  it("submits nothing more once the process is to stop", async () => {
    await accepted(3);
    const stopping = new AbortController();
    engine = () => stopping.abort();
    await sweepNow({ draining: stopping.signal });
    assert.equal(submitted.length, 1);
  });

  it("gives up dead uploads although the engine is away", async () => {
    const id = randomUUIDv7();
    await orders.db.query({
      name: "insert-dead-upload",
      text: `insert into import_job (id, account, kind, format, correlation_id, traceparent, created_at)
             values ($1, 'acme', 'products', 'simple', 'c', '', $2)`,
      values: [id, new Date(NOW_MS - 11 * 60_000)],
    });
    await accepted(1);
    await assert.rejects(sweepNow());
    const [job] = await orders.db.query<{ status: string }>({
      name: "find-dead-upload",
      text: "select status from import_job where id = $1",
      values: [id],
    });
    assert.equal(job?.status, "failed");
  });

  it("looks in no trace, and submits in the order's own", async () => {
    await accepted(1);
    const looked: (number | undefined)[] = [];
    const spanNow = () => trace.getActiveSpan()?.spanContext();
    const db: Database = {
      ...orders.db,
      query: (sql) => {
        looked.push(spanNow()?.traceFlags);
        return orders.db.query(sql);
      },
    };
    const traces: (string | undefined)[] = [];
    engine = () => traces.push(spanNow()?.traceId);
    await sweepNow({ db });
    assert.ok(looked.length >= 3);
    assert.ok(looked.every((flags) => flags === TraceFlags.NONE));
    assert.deepEqual(traces, [TRACE_ID]);
  });
});

function away(): never {
  throw new TypeError("fetch failed");
}

function unused(): never {
  throw new Error("no import is made here");
}
