import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { Webhook } from "standardwebhooks";
import { startReceiver } from "../testing/receiver.ts";
import { NOW_MS, startOrders } from "../testing/running-orders.ts";
import { forgetDeliveries } from "./deliveries.store.ts";
import { claimWakes } from "./delivery-queue.store.ts";
import { webhookIdOf } from "./signing.client.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const never = () => Promise.reject(new Error("not asked here"));

describe("webhooks", () => {
  let orders: Awaited<ReturnType<typeof startOrders>>;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  before(async () => {
    const unused = new Proxy({}, { get: () => never }) as never;
    orders = await startOrders({ checkout: unused, imports: unused, changes: unused });
  });
  after(() => orders.stop());
  beforeEach(async (context) => {
    orders.clock.nowMs = NOW_MS;
    orders.webhooks.woken.clear();
    receiver = await startReceiver();
    "after" in context && context.after(() => receiver.close());
    await orders.db.query({ name: "clean", text: "delete from webhook_delivery" });
    await orders.db.query({ name: "clean-events", text: "delete from webhook_event" });
    await orders.db.query({ name: "clean-endpoints", text: "delete from webhook_endpoint" });
  });

  const admin = (method: "GET" | "POST" | "PATCH" | "DELETE", path = "", asked: object = {}) =>
    orders.call(method, `/v1/admin/webhooks${path}`, { scope: "admin", ...asked });
  const create = async (body: object = {}) =>
    (await admin("POST", "", { body: { url: receiver.url, ...body } })).body as {
      readonly id: string;
      readonly secret: string;
    };
  const event = (sequence: number, type = "order.confirmed", aggregate = "order/1") => ({
    ...{ id: `${aggregate}/${sequence}`, aggregate, sequence, type },
    ...{ at: new Date(NOW_MS).toISOString(), traceparent: TRACE, data: { number: sequence } },
  });
  const tell = (...events: readonly object[]) =>
    orders.call("POST", "/internal/events", { body: { events }, account: null });
  const count = async (table: string) => {
    const [row] = await orders.db.query<{ rows: number }>({
      name: `count-${table}`,
      text: `select count(*)::int as rows from ${table}`,
    });
    return row?.rows;
  };
  const deliveries = async (id: string, query = "") =>
    (await admin("GET", `/${id}/deliveries${query}`)).body as {
      readonly data: readonly {
        readonly id: string;
        readonly eventId: string;
        readonly status: string;
        readonly attempts: readonly { readonly statusCode: number | null; error: string | null }[];
      }[];
      readonly nextCursor: string | null;
    };

  describe("endpoints", () => {
    it("are made with a secret that is shown once, and kept sealed", async () => {
      const made = await admin("POST", "", { body: { url: receiver.url } });
      assert.equal(made.status, 201);
      const { id, secret } = made.body;
      assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
      assert.equal(made.headers.location, `/v1/admin/webhooks/${id}`);
      const { body } = await admin("GET", `/${id}`);
      assert.equal("secret" in body, false);
      assert.equal(body.status, "active");
      const rows = await orders.db.query<{ readonly secret: string }>({
        name: "look-secret",
        text: "select secret from webhook_endpoint",
      });
      assert.match(rows[0]?.secret ?? "", /^sealed:/);
    });

    it("answer a repeat of a key with the same webhook and secret, and another body with 422", async () => {
      const asked = { body: { url: receiver.url }, key: "once" };
      const first = await admin("POST", "", asked);
      const again = await admin("POST", "", asked);
      assert.deepEqual(again.body, first.body);
      assert.equal(again.headers["idempotency-replayed"], "true");
      const other = await admin("POST", "", { ...asked, body: { url: `${receiver.url}/2` } });
      assert.equal(other.body.code, "idempotency-key-reused");
      assert.equal(await count("webhook_endpoint"), 1);
    });

    it("change by If-Match, and are gone when deleted", async () => {
      const { id } = await create();
      const headers = { "if-match": '"7"' };
      const stale = await admin("PATCH", `/${id}`, { body: { enabled: false }, headers });
      assert.deepEqual([stale.status, stale.body.code], [412, "precondition-failed"]);
      const body = { eventTypes: ["order.failed"], description: "ours", enabled: false };
      const changed = await admin("PATCH", `/${id}`, { body, headers: { "if-match": '"1"' } });
      assert.deepEqual([changed.status, changed.headers.etag], [200, '"2"']);
      assert.deepEqual(changed.body.eventTypes, ["order.failed"]);
      assert.equal(changed.body.status, "disabled");
      assert.equal((await admin("DELETE", `/${id}`)).status, 204);
      assert.equal((await admin("GET", `/${id}`)).body.code, "webhook-not-found");
      assert.equal((await admin("DELETE", `/${id}`)).status, 404);
      assert.deepEqual((await admin("GET")).body, { data: [], nextCursor: null });
    });

    for (const [name, body] of Object.entries({
      "a type that does not exist": { url: "https://example.com", eventTypes: ["order.eaten"] },
      "no types at all": { url: "https://example.com", eventTypes: [] },
      "no url": {},
      "an unknown field": { url: "https://example.com", secret: "mine" },
    })) {
      it(`are refused with ${name}`, async () => {
        assert.equal((await admin("POST", "", { body })).body.code, "validation-failed");
      });
    }

    it("are refused with a URL that nothing can be sent to", async () => {
      const refused = await admin("POST", "", { body: { url: "https://a:b@example.com/" } });
      assert.deepEqual([refused.status, refused.body.code], [422, "webhook-url-refused"]);
      const { id } = await create();
      const patched = await admin("PATCH", `/${id}`, { body: { url: "ftp://example.com/" } });
      assert.equal(patched.body.code, "webhook-url-refused");
    });
  });

  describe("the intake", () => {
    it("keeps nothing that no webhook wants", async () => {
      assert.equal((await tell(event(1))).status, 204);
      await create({ eventTypes: ["order.failed"] });
      const disabled = await create();
      await admin("PATCH", `/${disabled.id}`, { body: { enabled: false } });
      await tell(event(1));
      assert.deepEqual([await count("webhook_event"), await count("webhook_delivery")], [0, 0]);
    });

    it("takes an event once, however often and however many at a time tell it", async () => {
      await create();
      await create({ eventTypes: ["order.confirmed"] });
      const told = [event(1), event(2), event(1), event(1, "stock.low", "stock/mug")];
      await Promise.all([tell(...told), tell(...told.toReversed()), tell(...told)]);
      assert.deepEqual([await count("webhook_event"), await count("webhook_delivery")], [3, 5]);
    });

    it("refuses what is no batch of events", async () => {
      assert.equal((await tell({ id: "x" })).status, 400);
    });
  });

  describe("a delivery", () => {
    it("is signed as Standard Webhooks says, and goes on with the trace of its event", async () => {
      const { id, secret } = await create();
      await tell(event(1));
      assert.deepEqual(await orders.webhooks.deliver(), [{ kind: "rest" }]);
      const [got] = receiver.received;
      assert.ok(got);
      assert.deepEqual(JSON.parse(got.body), event(1));
      const { headers } = got;
      assert.equal(headers["webhook-id"], webhookIdOf("order/1/1"));
      assert.equal(headers["webhook-timestamp"], String(NOW_MS / 1000));
      const signature = new Webhook(secret).sign(
        String(headers["webhook-id"]),
        new Date(NOW_MS),
        got.body,
      );
      assert.equal(headers["webhook-signature"], signature);
      assert.match(String(headers.traceparent), /^00-0af7651916cd43dd8448eb211c80319c-/);
      assert.notEqual(headers.traceparent, TRACE);
      const [logged] = (await deliveries(id)).data;
      assert.deepEqual([logged?.status, logged?.eventId], ["delivered", "order/1/1"]);
      assert.deepEqual(
        logged?.attempts.map(({ statusCode }) => statusCode),
        [200],
      );
    });

    it("comes after those before it, and one webhook does not see what another wants", async () => {
      await create({ eventTypes: ["order.failed"] });
      await tell(event(1), event(2, "order.failed"));
      await tell(event(3), event(4, "order.failed"));
      await orders.webhooks.deliver();
      assert.deepEqual(receiver.events(), ["order/1/2", "order/1/4"]);
    });

    it("that is not taken holds back those behind it, and is tried again with the same id", async () => {
      const { id } = await create();
      receiver.replies.push({ status: 500 });
      await tell(event(1), event(2));
      assert.deepEqual(await orders.webhooks.deliver(), [{ kind: "again", afterMs: 5_000 }]);
      assert.deepEqual(receiver.events(), ["order/1/1"]);
      const { body } = await admin("GET", `/${id}`);
      assert.deepEqual([body.status, body.lastError], ["failing", "answered 500"]);
      await orders.webhooks.wakeEndpoints();
      assert.equal(orders.webhooks.woken.size, 0); // not before its time
      orders.clock.nowMs += 5_000;
      await orders.webhooks.wakeEndpoints();
      assert.deepEqual(await orders.webhooks.deliver(), [{ kind: "rest" }]);
      assert.deepEqual(receiver.events(), ["order/1/1", "order/1/1", "order/1/2"]);
      const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
      assert.equal(ids[0], ids[1]);
      const { data } = await deliveries(id);
      assert.deepEqual(
        data.map(({ attempts }) => attempts.length),
        [1, 2],
      );
      assert.equal((await admin("GET", `/${id}`)).body.status, "active");
    });

    it("is given up after three days, and the next one has its turn", async () => {
      const { id } = await create();
      receiver.replies.push({ status: 503 });
      await tell(event(1));
      orders.clock.nowMs += 71 * HOUR_MS;
      await tell(event(2));
      await orders.webhooks.deliver();
      orders.clock.nowMs += HOUR_MS;
      receiver.replies.push({ status: 503 });
      await orders.webhooks.wakeEndpoints();
      assert.deepEqual(await orders.webhooks.deliver(), [{ kind: "rest" }]);
      const { data } = await deliveries(id);
      assert.deepEqual(
        data.map(({ eventId, status }) => [eventId, status]),
        [
          ["order/1/2", "delivered"],
          ["order/1/1", "failed"],
        ],
      );
    });

    it("answered 410 disables the webhook; what waits goes out when it is enabled again", async () => {
      const { id } = await create();
      receiver.replies.push({ status: 410 });
      await tell(event(1), event(2));
      assert.deepEqual(await orders.webhooks.deliver(), [{ kind: "rest" }]);
      const { body } = await admin("GET", `/${id}`);
      assert.deepEqual(
        [body.enabled, body.status, body.disabledReason],
        [false, "disabled", "gone"],
      );
      orders.clock.nowMs += HOUR_MS;
      await orders.webhooks.wakeEndpoints();
      assert.equal(orders.webhooks.woken.size, 0);
      await admin("PATCH", `/${id}`, { body: { enabled: true } });
      await orders.webhooks.deliver();
      assert.deepEqual(receiver.events(), ["order/1/1", "order/1/1", "order/1/2"]);
    });

    it("is not led elsewhere by a redirect", async () => {
      const elsewhere = await startReceiver();
      const { id } = await create();
      receiver.replies.push({ status: 307, headers: { location: elsewhere.url } });
      await tell(event(1));
      await orders.webhooks.deliver();
      await elsewhere.close();
      assert.deepEqual(elsewhere.received, []);
      assert.equal((await deliveries(id)).data[0]?.attempts[0]?.statusCode, 307);
    });

    it("to a slow webhook holds no other one up", async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const quick = await startReceiver();
      await create();
      await create({ url: quick.url });
      receiver.replies.push({ status: 200, after: promise });
      await tell(event(1), event(2));
      const delivered = orders.webhooks.deliver();
      while (quick.received.length < 2) await new Promise((done) => setImmediate(done));
      assert.equal(receiver.received.length < 2, true);
      resolve();
      await delivered;
      await quick.close();
      assert.deepEqual(receiver.events(), ["order/1/1", "order/1/2"]);
    });

    it("that was answered but not recorded, as the process died, is made again with the same id", async () => {
      await create();
      await tell(event(1));
      const { db } = orders;
      const dying = {
        ...db,
        query: async <Row>(sql: Parameters<typeof db.query>[0]) => {
          if (sql.name === "record-webhook-deliveries") throw new Error("the process died");
          return db.query<Row>(sql);
        },
      };
      const { deliverDue } = await import("./deliver-due.client.ts");
      const delivering = orders.webhooks.delivering(new AbortController().signal);
      const [id = ""] = orders.webhooks.woken;
      await assert.rejects(deliverDue({ ...delivering, db: dying }, id), /died/);
      await orders.webhooks.deliver(); // as the engine runs it again
      assert.deepEqual(receiver.events(), ["order/1/1", "order/1/1"]);
      const ids = new Set(receiver.received.map(({ headers }) => headers["webhook-id"]));
      assert.equal(ids.size, 1);
    });

    it("is found by the sweep when nobody woke its webhook, or who did has died", async () => {
      const { id } = await create();
      await tell(event(1));
      orders.webhooks.woken.clear(); // the engine lost it
      assert.deepEqual(await claimWakes(orders.db, orders.clock.nowMs), []);
      orders.clock.nowMs += 10_000;
      assert.deepEqual(await claimWakes(orders.db, orders.clock.nowMs), [id]);
    });
  });

  describe("a secret", () => {
    it("that was replaced signs besides for a day", async () => {
      const { id, secret } = await create();
      const rotated = await admin("POST", `/${id}/rotate-secret`, {});
      assert.equal(rotated.status, 200);
      assert.notEqual(rotated.body.secret, secret);
      await tell(event(1));
      await orders.webhooks.deliver();
      orders.clock.nowMs += DAY_MS;
      await tell(event(2));
      await orders.webhooks.deliver();
      const signatures = receiver.received.map(({ headers, body }) => ({
        sent: String(headers["webhook-signature"]).split(" "),
        of: (key: string) =>
          new Webhook(key).sign(
            String(headers["webhook-id"]),
            new Date(Number(headers["webhook-timestamp"]) * 1000),
            body,
          ),
      }));
      const [first, second] = signatures;
      assert.deepEqual(first?.sent, [first?.of(rotated.body.secret), first?.of(secret)]);
      assert.deepEqual(second?.sent, [second?.of(rotated.body.secret)]);
    });
  });

  describe("the log", () => {
    it("is paged from the newest on, and by status", async () => {
      const { id } = await create();
      await tell(event(1), event(2), event(3));
      const first = await deliveries(id, "?limit=2");
      assert.deepEqual(
        first.data.map(({ eventId }) => eventId),
        ["order/1/3", "order/1/2"],
      );
      const second = await deliveries(id, `?limit=2&cursor=${first.nextCursor}`);
      assert.deepEqual(
        [second.data.map(({ eventId }) => eventId), second.nextCursor],
        [["order/1/1"], null],
      );
      assert.deepEqual((await deliveries(id, "?status=failed")).data, []);
      const one = await admin("GET", `/${id}/deliveries/${first.data[0]?.id}`);
      assert.deepEqual(one.body.event, event(3));
    });

    it("has deliveries sent again, and pending ones skipped, each only then", async () => {
      const { id } = await create();
      await tell(event(1));
      await orders.webhooks.deliver();
      const [sent] = (await deliveries(id)).data;
      const path = `/${id}/deliveries/${sent?.id}`;
      assert.equal((await admin("POST", `${path}/skip`)).body.code, "invalid-state");
      const replayed = await admin("POST", `${path}/replay`);
      assert.deepEqual([replayed.status, replayed.body.status], [202, "pending"]);
      assert.equal((await admin("POST", `${path}/replay`)).body.code, "invalid-state");
      receiver.replies.push({ status: 500 });
      await tell(event(2));
      await orders.webhooks.deliver();
      const skipped = await admin("POST", `${path}/skip`);
      assert.deepEqual([skipped.status, skipped.body.status], [200, "failed"]);
      await orders.webhooks.deliver();
      assert.deepEqual(receiver.events(), ["order/1/1", "order/1/1", "order/1/2"]);
    });

    it("knows nothing of another webhook's deliveries", async () => {
      const mine = await create();
      const other = await create({ eventTypes: ["order.failed"] });
      await tell(event(1));
      const [delivery] = (await deliveries(mine.id)).data;
      const path = `/${other.id}/deliveries/${delivery?.id}`;
      assert.equal((await admin("GET", path)).body.code, "delivery-not-found");
      assert.equal((await admin("POST", `${path}/replay`)).body.code, "delivery-not-found");
      const unknown = "/018f0000-0000-7000-8000-000000000000/deliveries";
      assert.equal((await admin("GET", unknown)).body.code, "webhook-not-found");
    });

    it("forgets as fast as events come, not a piece a minute", async () => {
      await orders.db.query({
        name: "test-many-old-events",
        text: `insert into webhook_event (id, type, body, taken_at)
               select 'old/' || n, 'order.confirmed', '{}', $1 from generate_series(1, 2500) n`,
        values: [new Date(NOW_MS - 1_000)],
      });
      await forgetDeliveries(orders.db, NOW_MS - 999);
      const [left] = await orders.db.query<{ old: number }>({
        name: "test-count-old-events",
        text: "select count(*)::int as old from webhook_event where id like 'old/%'",
      });
      assert.equal(left?.old, 0);
    });

    it("forgets what is old, and what belonged to a deleted webhook", async () => {
      const old = await create();
      await tell(event(1));
      await admin("DELETE", `/${old.id}`);
      await forgetDeliveries(orders.db, NOW_MS);
      assert.deepEqual([await count("webhook_endpoint"), await count("webhook_delivery")], [0, 0]);
      await create();
      await tell(event(2));
      await forgetDeliveries(orders.db, NOW_MS);
      assert.equal(await count("webhook_delivery"), 1);
      await forgetDeliveries(orders.db, NOW_MS + 1);
      assert.deepEqual([await count("webhook_event"), await count("webhook_delivery")], [0, 0]);
    });
  });

  describe("a test", () => {
    it("sends a signed event now, and tells what was answered", async () => {
      const { id, secret } = await create();
      receiver.replies.push({ status: 418 });
      const { body } = await admin("POST", `/${id}/test`, { body: {} });
      assert.deepEqual([body.sent, body.delivered, body.attempt.statusCode], [true, false, 418]);
      const [got] = receiver.received;
      assert.equal(JSON.parse(got?.body ?? "").type, "webhook.test");
      const at = new Date(NOW_MS);
      const signature = new Webhook(secret).sign(
        String(got?.headers["webhook-id"]),
        at,
        got?.body ?? "",
      );
      assert.equal(got?.headers["webhook-signature"], signature);
    });

    it("sends nothing when it is dry, and shows the request", async () => {
      const { id } = await create();
      const { body } = await admin("POST", `/${id}/test`, { body: { dryRun: true } });
      assert.deepEqual([body.sent, body.attempt, receiver.received.length], [false, null, 0]);
      assert.match(body.request.headers["webhook-signature"], /^v1,/);
    });
  });

  it("tell how they stand in metrics", async () => {
    await create();
    await create({ url: "http://127.0.0.1:9/nobody" });
    await tell(event(1));
    await orders.webhooks.deliver();
    orders.clock.nowMs += 90_000;
    const metrics = (await orders.app.inject({ method: "GET", url: "/metrics" })).body;
    assert.match(metrics, /^webhook_attempts_total\{[^}]*verdict="delivered"[^}]*\} [1-9]/m);
    assert.match(metrics, /^webhook_endpoints_failing(\{.*\})? 1$/m);
    assert.match(metrics, /^webhook_endpoints_disabled(\{.*\})? 0$/m);
    assert.match(metrics, /^webhook_pending_deliveries(\{.*\})? 1$/m);
    assert.match(metrics, /^webhook_lag_seconds(\{.*\})? 90$/m);
  });
});
