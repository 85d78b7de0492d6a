import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { startTelemetry } from "@holdfast/telemetry";
import { type Access, openAccess } from "../open-access.ts";
import { startGateway } from "../testing/running-service.ts";

type Gateway = Awaited<ReturnType<typeof startGateway>>;
// biome-ignore lint/suspicious/noExplicitAny: an answer's body is looked into member by member
type Body = any;

const lines: string[] = [];
const log = createLogger({
  service: "gateway",
  level: "trace",
  destination: { write: (line: string) => void lines.push(line) },
});
const schedule = (work: () => void, delayMs: number) => {
  const timer = setTimeout(work, delayMs).unref();
  return () => clearTimeout(timer);
};
const secrets: string[] = [];
let test: TestDatabase;
const gateways: { readonly gateway: Gateway; readonly access: Access }[] = [];
const stops: (() => Promise<unknown>)[] = [];

async function start(): Promise<Gateway> {
  const options = { url: test.url, auditRetentionDays: 8, log, nowMs: Date.now, schedule };
  const access = await openAccess(options);
  const gateway = await startGateway({ access, log });
  gateways.push({ gateway, access });
  return gateway;
}

before(async () => {
  const telemetry = startTelemetry({
    ...{ serviceName: "gateway", serviceVersion: "0", env: {} },
    warn: (message) => log.warn(message),
  });
  stops.push(() => telemetry.shutdown());
  test = await testDatabase(join(import.meta.dirname, "../../migrations"));
  await start();
  await start();
});
after(async () => {
  for (const { gateway } of gateways) await gateway.close();
  for (const { access } of gateways) await access.close();
  await test.drop();
  for (const stop of stops) await stop();
});

async function call(
  method: string,
  path: string,
  {
    body,
    key = "hf_dev_admin",
    at = 0,
    ...headers
  }: {
    readonly body?: unknown;
    readonly key?: string;
    readonly at?: number;
    readonly [header: string]: unknown;
  } = {},
) {
  const origin = gateways[at]?.gateway.origin ?? "";
  const answer = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(headers as Record<string, string>),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const parsed: Body = text === "" ? undefined : JSON.parse(text);
  if (parsed?.key !== undefined) secrets.push(parsed.key);
  return { status: answer.status, headers: answer.headers, body: parsed };
}

const NEW = { account: "acme", scope: "shop", label: "the shop's server" };
const made = async (fields: object = {}): Promise<Body> =>
  (await call("POST", "/admin/keys", { body: { ...NEW, ...fields } })).body;
/** Forwarded to a service in a test's place, which answers 200. */
const opens = async (key: string, at = 0) => (await call("GET", "/orders", { key, at })).status;

/** The contract says a second, of a machine that is not busy; by itself a gateway looks every 10 s. */
const HEARD_MS_MAX = 4_000;

/** Polls: a change is told to the other gateways by the database, which takes some milliseconds. */
async function becomes(key: string, at: number, status: number): Promise<void> {
  const beganAtMs = performance.now();
  while ((await opens(key, at)) !== status) {
    assert.ok(performance.now() - beganAtMs < HEARD_MS_MAX, `${status} never came`);
    await new Promise((done) => setTimeout(done, 5));
  }
}

describe("an API key", () => {
  it("is shown once, opens in every gateway, and is stored as its hash", async () => {
    const answer = await call("POST", "/admin/keys", { body: NEW });
    const { id, key } = answer.body;
    assert.equal(answer.status, 201);
    assert.match(key, /^hf_shop_[0-9A-Za-z]{43}$/);
    assert.equal(answer.headers.get("location"), `/api/v1/admin/keys/${id}`);
    await becomes(key, 0, 200);
    await becomes(key, 1, 200);
    const shown = await call("GET", `/admin/keys/${id}`);
    assert.deepEqual(
      [shown.status, shown.body.key, shown.headers.get("etag")],
      [200, undefined, '"1"'],
    );
    const [row] = await test.db.query<{ text: string }>({
      name: "row",
      text: "select t::text from api_key t where id = $1",
      values: [id],
    });
    assert.ok(row !== undefined && !JSON.stringify(row).includes(key));
  });

  it("acts for its account, whatever the client says, and only in its scope", async () => {
    const { key } = await made({ account: "other-shop" });
    await becomes(key, 0, 200);
    const { orders } = gateways[0]?.gateway ?? (await start());
    await call("GET", "/orders", { key, "holdfast-account": "acme", "holdfast-scope": "admin" });
    const seen = orders.seen.at(-1)?.headers;
    assert.deepEqual(
      [seen?.["holdfast-account"], seen?.["holdfast-scope"]],
      ["other-shop", "shop"],
    );
    const refused = await call("GET", "/admin/keys", { key });
    assert.equal(refused.status, 403);
    assert.match(refused.headers.get("www-authenticate") ?? "", /insufficient_scope/);
  });

  it("opens nothing any more, in any gateway, soon after it was revoked", async () => {
    const { id, key } = await made();
    await becomes(key, 1, 200);
    assert.equal((await call("DELETE", `/admin/keys/${id}`, { at: 0 })).status, 204);
    await becomes(key, 0, 401);
    await becomes(key, 1, 401);
    assert.equal((await call("DELETE", `/admin/keys/${id}`)).status, 204);
    const patched = await call("PATCH", `/admin/keys/${id}`, { body: { label: "x" } });
    assert.deepEqual([patched.status, patched.body.code], [409, "key-revoked"]);
  });

  it("opens with both secrets while a rotation overlaps, and keeps its id", async () => {
    const first = await made();
    const path = `/admin/keys/${first.id}/rotate`;
    const second = await call("POST", path, { body: {} });
    assert.deepEqual([second.status, second.body.id], [200, first.id]);
    await becomes(second.body.key, 1, 200);
    assert.equal(await opens(first.key, 1), 200);
    const third = await call("POST", path, { body: { overlapSeconds: 0 } });
    await becomes(third.body.key, 1, 200);
    assert.deepEqual([await opens(first.key, 1), await opens(second.body.key, 1)], [401, 401]);
  });

  it("ends by itself", async () => {
    const { id, key } = await made({ expiresAt: new Date(Date.now() + 1_500).toISOString() });
    await becomes(key, 0, 200);
    await becomes(key, 0, 401);
    const extended = { expiresAt: new Date(Date.now() + 60_000).toISOString() };
    assert.equal((await call("PATCH", `/admin/keys/${id}`, { body: extended })).status, 200);
    await becomes(key, 0, 200);
  });

  it("is made once for an Idempotency-Key; the repeat has no secret", async () => {
    const headers = { "idempotency-key": "make-1", body: { ...NEW, label: "once" } };
    const first = await call("POST", "/admin/keys", headers);
    const again = await call("POST", "/admin/keys", headers);
    assert.equal(again.status, 201);
    assert.equal(again.headers.get("idempotency-replayed"), "true");
    assert.deepEqual([again.body.id, again.body.key], [first.body.id, undefined]);
    const other = await call("POST", "/admin/keys", { ...headers, body: NEW });
    assert.deepEqual([other.status, other.body.code], [422, "idempotency-key-reused"]);
  });

  it("is not changed by who has not seen its last change", async () => {
    const { id } = await made();
    const rateLimit = { quota: 5, windowSeconds: 1 };
    const patch = (tag: string) =>
      call("PATCH", `/admin/keys/${id}`, { body: { rateLimit }, "if-match": tag });
    const changed = await patch('"1"');
    assert.deepEqual([changed.status, changed.body.rateLimit], [200, rateLimit]);
    assert.equal(changed.body.label, NEW.label);
    assert.deepEqual([(await patch('"1"')).status, (await patch('"2"')).status], [412, 200]);
  });

  it("is listed, page by page", async () => {
    for (let count = 0; count < 3; count++) await made({ account: "paged" });
    const first = await call("GET", "/admin/keys?account=paged&limit=2");
    const second = await call(
      "GET",
      `/admin/keys?account=paged&limit=2&cursor=${first.body.nextCursor}`,
    );
    assert.deepEqual([first.body.data.length, second.body.data.length], [2, 1]);
    assert.equal(second.body.nextCursor, null);
  });

  for (const [what, fields] of [
    ["an account that is none", { account: "Acme Inc" }],
    ["another scope", { scope: "root" }],
    ["no label", { label: "" }],
    ["an end in the past", { expiresAt: "2020-01-01T00:00:00Z" }],
    ["a limit of nothing", { rateLimit: { quota: 0, windowSeconds: 1 } }],
    ["a secret of the client's", { key: "hf_admin_mine" }],
  ] as const) {
    it(`is not made with ${what}`, async () => {
      const refused = await call("POST", "/admin/keys", { body: { ...NEW, ...fields } });
      assert.deepEqual([refused.status, refused.body.code], [400, "validation-failed"]);
    });
  }

  it("is not found where there is none", async () => {
    const id = "019aa000-0000-7000-8000-000000000000";
    assert.equal((await call("GET", `/admin/keys/${id}`)).body.code, "key-not-found");
    assert.equal((await call("DELETE", `/admin/keys/${id}`)).status, 404);
    assert.equal((await call("POST", `/admin/keys/${id}/rotate`, { body: {} })).status, 404);
  });
});

describe("the audit log", () => {
  it("says who wrote what, refused or not, and nothing of readings and strangers", async () => {
    const { id, key } = await made({ label: "audited" });
    await becomes(key, 0, 200);
    await call("DELETE", `/admin/keys/${id}?x=secret`, { key });
    await call("DELETE", `/admin/keys/${id}`, { key: "hf_nobody" });
    let entries: Body[] = [];
    while (entries.length < 1) {
      const filter = "account=acme&operation=revokeApiKey&from=2020-01-01T00:00:00Z";
      entries = (await call("GET", `/admin/audit-log?${filter}`)).body.data;
    }
    const { at, traceId, correlationId, ...entry } = entries[0];
    assert.deepEqual(entry, {
      ...{ account: "acme", keyId: id, operation: "revokeApiKey", method: "DELETE" },
      ...{ path: `/api/v1/admin/keys/${id}`, status: 403 },
    });
    assert.match(traceId, /^[0-9a-f]{32}$/);
    assert.ok(correlationId.length > 10 && Date.parse(at) > 0);
    assert.equal(entries.length, 1);
  });

  it("has no key that somebody put into a path", async () => {
    const { key } = await made({ account: "careless", scope: "admin" });
    await becomes(key, 0, 200);
    assert.equal((await call("DELETE", `/admin/keys/${key}`, { key })).status, 400);
    let entries: Body[] = [];
    while (entries.length < 1) {
      entries = (await call("GET", "/admin/audit-log?account=careless")).body.data;
    }
    const [{ path, status }] = entries;
    assert.deepEqual([path, status], ["/api/v1/admin/keys/[redacted]", 400]);
  });

  it("is read page by page, the newest first, within times", async () => {
    const first = await call("GET", "/admin/audit-log?account=dev-admin&limit=2");
    const [newest, next] = first.body.data;
    assert.ok(newest.at >= next.at);
    const cursor = first.body.nextCursor;
    const second = await call("GET", `/admin/audit-log?account=dev-admin&limit=2&cursor=${cursor}`);
    assert.equal(second.body.data.length, 2);
    const none = await call("GET", "/admin/audit-log?to=2020-01-01T00:00:00Z");
    assert.deepEqual(none.body, { data: [], nextCursor: null });
    assert.equal((await call("GET", "/admin/audit-log?from=yesterday")).status, 400);
    assert.equal((await call("GET", "/admin/audit-log?from=2016-12-31T23:59:60Z")).status, 400);
  });

  it("cannot be changed", async () => {
    for (const text of [
      "update admin_audit set account = 'x'",
      "delete from admin_audit",
      "truncate admin_audit",
    ]) {
      await assert.rejects(test.db.query({ name: text.slice(0, 6), text }), /append-only/);
    }
  });
});

describe("a gateway without its database", () => {
  it("goes on with the keys last known, and says so", async () => {
    const { key } = await made();
    await becomes(key, 0, 200);
    await test.db.query({ name: "away", text: "alter table api_key rename to api_key_away" });
    const { access } = gateways[0] ?? {};
    await test.db.query({ name: "tell", text: "select pg_notify('api_key', '')" });
    while ((await access?.keyring.check())?.status !== "warn") {
      await new Promise((done) => setTimeout(done, 5));
    }
    assert.equal(await opens(key), 200);
    assert.equal(await opens("hf_shop_unknown"), 401);
    await test.db.query({ name: "back", text: "alter table api_key_away rename to api_key" });
  });

  it("has no key routes when it was given none", async () => {
    const alone = await startGateway();
    for (const path of ["keys", "audit-log"]) {
      const answer = await fetch(`${alone.origin}/api/v1/admin/${path}`, {
        headers: { authorization: "Bearer hf_dev_admin" },
      });
      const body: Body = await answer.json();
      assert.deepEqual([answer.status, body.code], [503, "gateway-database-missing"]);
    }
    await alone.close();
  });
});

describe("the log of a gateway", () => {
  it("shows no secret of a key, known or not", () => {
    assert.ok(secrets.length > 10 && lines.length > 50);
    const all = lines.join("\n");
    for (const secret of [...secrets, "hf_nobody", "hf_dev_admin"]) {
      assert.ok(!all.includes(secret), secret);
    }
  });
});
