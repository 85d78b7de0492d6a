import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { startProxy } from "@holdfast/postgres/proxy-testing";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { startTelemetry } from "@holdfast/telemetry";
import { startWithDatabase, until } from "../testing/gateway-with-database.ts";

type Gateway = Awaited<ReturnType<typeof startWithDatabase>>;
const KEYS = "/api/v1/admin/keys";
const NEW = { account: "acme", scope: "shop", label: "a shop" };
const telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "1", env: {} });
after(() => telemetry.shutdown());

describe("a gateway whose database goes away", () => {
  let test: TestDatabase;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let near: Gateway;
  let other: Gateway;
  let made: { readonly id: string; readonly key: string };
  before(async () => {
    test = await testDatabase(join(import.meta.dirname, "../../migrations"));
    proxy = await startProxy(test.url);
    near = await startWithDatabase({ url: proxy.url, speed: 20 });
    other = await startWithDatabase({ url: test.url });
    made = (await other.call("POST", KEYS, { body: NEW })).body;
    await near.becomes(made.key, 200);
    proxy.cut();
    await until("a warning", async () => (await near.check("keys")).status === "warn");
  });
  after(async () => {
    proxy.mend();
    await near.close();
    await other.close();
    proxy.close();
    await test.drop();
  });

  it("goes on with the keys last known, stays ready and says so", async () => {
    assert.equal(await near.opens(made.key), 200);
    assert.equal(await near.opens("hf_shop_unknown"), 401);
    assert.equal((await near.call("GET", "/readyz")).status, 200);
    const message = "the database is not reachable; the keys last known go on";
    assert.deepEqual(await near.check("keys"), { status: "warn", message });
  });

  it("answers what needs it with 503 and when to come back, and does nothing", async () => {
    for (const [method, path, body] of [
      ["POST", KEYS, NEW],
      ["GET", KEYS, undefined],
      ["GET", `${KEYS}/${made.id}`, undefined],
      ["PATCH", `${KEYS}/${made.id}`, { label: "x" }],
      ["POST", `${KEYS}/${made.id}/rotate`, {}],
      ["DELETE", `${KEYS}/${made.id}`, undefined],
      ["GET", "/api/v1/admin/audit-log", undefined],
    ] as const) {
      const answer = await near.call(method, path, { body });
      const told = [answer.status, answer.body.code, answer.headers.get("retry-after")];
      assert.deepEqual(told, [503, "not-ready", "1"], `${method} ${path}`);
    }
    assert.equal(await near.opens(made.key), 200);
  });

  it("hears what was changed meanwhile when it is back, and writes down who wrote", async () => {
    assert.equal((await other.call("DELETE", `${KEYS}/${made.id}`)).status, 204);
    await other.becomes(made.key, 401);
    assert.equal(await near.opens(made.key), 200);
    assert.equal((await near.check("audit-log")).status, "warn");
    proxy.mend();
    await near.becomes(made.key, 401);
    await until("the keys' check", async () => (await near.check("keys")).status === "ok");
    await until("the audit log", async () => (await near.check("audit-log")).status === "ok");
    const log = await near.call("GET", "/api/v1/admin/audit-log?account=dev-admin");
    const failed = log.body.data.filter(({ status }: { status: number }) => status === 503);
    assert.deepEqual(failed.map(({ operation }: { operation: string }) => operation).sort(), [
      "createApiKey",
      "patchApiKey",
      "revokeApiKey",
      "rotateApiKey",
    ]);
  });
});

describe("a gateway that starts without its database", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(join(import.meta.dirname, "../../migrations"));
  });
  after(() => test.drop());

  it("serves those whom it knows, cannot tell of others, and finds its keys when it is there", async () => {
    const other = await startWithDatabase({ url: test.url });
    const { key } = (await other.call("POST", KEYS, { body: NEW })).body;
    await other.close();
    const proxy = await startProxy(test.url);
    proxy.cut();
    const gateway = await startWithDatabase({ url: proxy.url, speed: 20 });
    assert.equal(await gateway.opens("hf_dev_shop"), 200);
    const answer = await gateway.call("GET", "/api/v1/orders", { key });
    const told = [answer.status, answer.body.code, answer.headers.get("retry-after")];
    assert.deepEqual(told, [503, "keys-unavailable", "1"]);
    const message = "the database is not reachable; only configured keys and tokens open";
    assert.deepEqual(await gateway.check("keys"), { status: "warn", message });
    proxy.mend();
    await gateway.becomes(key, 200);
    await gateway.close();
    proxy.close();
  });

  it("makes its tables when they are missing", async () => {
    const empty = await testDatabase(import.meta.dirname); // no migrations here
    const gateway = await startWithDatabase({ url: empty.url });
    assert.equal((await gateway.call("GET", KEYS)).status, 200);
    assert.equal((await gateway.call("GET", "/api/v1/admin/audit-log")).status, 200);
    await gateway.close();
    await empty.drop();
  });
});
