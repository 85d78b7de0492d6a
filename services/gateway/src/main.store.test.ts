import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";

const MAIN = join(import.meta.dirname, "main.ts");
const ADMIN_KEY = "operator-key";
const SECRET = "s3cr3t-value";
const keys = (...list: readonly object[]) => JSON.stringify(list);
const API_KEYS = keys({
  ...{ account: "ops", scope: "admin" },
  sha256: createHash("sha256").update(ADMIN_KEY).digest("hex"),
});

/** The gateway's process, with nothing of this one's settings; `ended` is how, and all that it said. */
function startMain(env: Readonly<Record<string, string>>) {
  const { PATH = "" } = process.env;
  const child: ChildProcess = spawn(process.execPath, [MAIN], {
    env: { PATH, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
    });
  }
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, said }));
  return { child, ended, said: () => said };
}

async function originOf({ child, said }: ReturnType<typeof startMain>): Promise<string> {
  for (;;) {
    const port = /"port":(\d+),"msg":"listening"/.exec(said())?.[1];
    if (port !== undefined) return `http://127.0.0.1:${port}`;
    assert.equal(child.exitCode, null, said());
    await new Promise((done) => setTimeout(done, 10));
  }
}

describe("a gateway that is told to stop", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(join(import.meta.dirname, "../migrations"));
  });
  after(() => test.drop());

  it("has written down every write that it answered, and that it was in the middle of, and when keys were used", async () => {
    const reached = Promise.withResolvers<void>();
    const service = createServer((request, response) => {
      request.resume().on("end", () => {
        reached.resolve();
        setTimeout(() => response.end("{}"), 300);
      });
    }).listen(0, "127.0.0.1");
    await once(service, "listening");
    const address = service.address();
    assert.ok(address !== null && typeof address === "object");
    const main = startMain({
      GATEWAY_DATABASE_URL: test.url,
      GATEWAY_API_KEYS: API_KEYS,
      INVENTORY_URL: `http://127.0.0.1:${address.port}`,
    });
    const origin = await originOf(main);
    const send = (method: string, path: string, body: unknown, key = ADMIN_KEY) =>
      fetch(`${origin}/api/v1/admin${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const made = (await (
      await send("POST", "/keys", { account: "acme", scope: "admin", label: "x" })
    ).json()) as { readonly key: string };
    for (;;) if ((await send("GET", "/keys", undefined, made.key)).status === 200) break;
    const many = Array.from({ length: 50 }, () => send("PATCH", "/keys/none", { label: "y" }));
    await Promise.all(many);
    const inFlight = send("DELETE", "/items/mug", {});
    await reached.promise;
    main.child.kill("SIGTERM");
    assert.equal((await inFlight).status < 500, true);
    const { code, said } = await main.ended;
    assert.equal(code, 0, said);
    const written = await test.db.query<{ operation: string; count: number }>({
      name: "count",
      text: `select operation, count(*) from admin_audit group by 1 order by 1`,
    });
    assert.deepEqual(written, [
      { operation: "createApiKey", count: 1 },
      { operation: "deleteItem", count: 1 },
      { operation: "patchApiKey", count: 50 },
    ]);
    const [used] = await test.db.query<{ isUsed: boolean }>({
      name: "used",
      text: `select last_used_at is not null as "isUsed" from api_key`,
    });
    assert.equal(used?.isUsed, true);
    assert.ok(!said.includes(made.key) && !said.includes(ADMIN_KEY), said);
    service.closeAllConnections();
    service.close();
  });
});

describe("a gateway that is configured wrongly", { concurrency: 2 }, () => {
  const sha256 = createHash("sha256").update("hf_dev_admin").digest("hex");
  const token = { GATEWAY_JWT_ISSUER: "https://id.example", GATEWAY_JWT_AUDIENCE: "holdfast" };
  for (const [names, env] of [
    ["GATEWAY_API_KEYS", {}],
    ["GATEWAY_API_KEYS", { GATEWAY_API_KEYS: SECRET }],
    ["HOLDFAST_MODE", { GATEWAY_API_KEYS: keys({ sha256, account: "a", scope: "admin" }) }],
    ["GATEWAY_DATABASE_URL", { GATEWAY_DATABASE_URL: `postgres://u:${SECRET}@no host/db` }],
    ["GATEWAY_JWT_JWKS_URL", { ...token, GATEWAY_JWT_JWKS_URL: `https://u:${SECRET}@id example` }],
    ["REDIS_URL", { GATEWAY_API_KEYS: API_KEYS, REDIS_URL: `http://u:${SECRET}@redis` }],
    [
      "GATEWAY_AUDIT_RETENTION_DAYS",
      { GATEWAY_DATABASE_URL: "postgres://127.0.0.1:1/x", GATEWAY_AUDIT_RETENTION_DAYS: "7" },
    ],
  ] as const) {
    const set = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    it(`does not start, names ${names} and shows no secret: ${set.join(" ").slice(0, 90)}`, async () => {
      const main = startMain(env);
      const timer = setTimeout(() => main.child.kill("SIGKILL"), 20_000); // it started, which is the failure
      const { code, said } = await main.ended;
      clearTimeout(timer);
      assert.equal(code, 1, said);
      assert.ok(said.includes(names), said);
      assert.ok(!said.includes(SECRET), said);
    });
  }
});
