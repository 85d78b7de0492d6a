import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { startGateway, startTracedGateway } from "../testing/running-service.ts";

const home = mkdtempSync(join(tmpdir(), "holdfast-flags-"));
const flagsFile = join(home, "flags.json");
let gateway: Awaited<ReturnType<typeof startTracedGateway>>;

before(async () => {
  gateway = await startTracedGateway({ flagsFile });
});
after(async () => {
  await gateway.close();
  rmSync(home, { recursive: true });
});

const call = async (
  method: string,
  path: string,
  { body, ...headers }: { readonly body?: unknown; readonly [header: string]: unknown } = {},
) => {
  const answer = await fetch(`${gateway.origin}/api/v1/admin/flags${path}`, {
    method,
    headers: {
      authorization: "Bearer hf_dev_admin",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(headers as Record<string, string>),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: what a client sees is JSON; each test asserts on what it needs of it
  const received: any = await answer.json();
  return { status: answer.status, headers: answer.headers, body: received };
};

describe("the feature flags of a running system", () => {
  it("are listed, each as it is at first", async () => {
    const { status, body } = await call("GET", "");
    assert.equal(status, 200);
    const routing = body.data.find(({ key }: { key: string }) => key === "sku-hash-routing");
    assert.deepEqual(routing.rule, { enabled: true, rolloutPercent: 100 });
    assert.equal(routing.readBy, "gateway");
  });

  it("are turned on for a share of the keys, and tell what one key gets and why", async () => {
    const put = await call("PUT", "/dynamic-pricing", {
      body: { enabled: true, rolloutPercent: 50 },
    });
    assert.deepEqual([put.status, put.body.rule], [200, { enabled: true, rolloutPercent: 50 }]);
    assert.ok(JSON.parse(readFileSync(flagsFile, "utf8")).flags["dynamic-pricing"].targeting);
    const told = await call("GET", "?targetingKey=MUG");
    const [flag] = told.body.data;
    assert.equal(flag.evaluation.reason, "TARGETING_MATCH");
    assert.equal(typeof flag.evaluation.value, "boolean");
  });

  it("are not overwritten by who has not seen the last change", async () => {
    const put = await call("PUT", "/hedging", { body: { enabled: true }, "if-match": '"old"' });
    assert.deepEqual([put.status, put.body.code], [412, "precondition-failed"]);
    const listed = await call("GET", "");
    const { etag } = listed.body.data.find(({ key }: { key: string }) => key === "hedging");
    const again = await call("PUT", "/hedging", { body: { enabled: true }, "if-match": etag });
    assert.equal(again.status, 200);
    assert.equal(again.headers.get("etag"), again.body.etag);
  });

  for (const [what, path, body, status, code] of [
    ["a flag that is none", "/hedge", { enabled: true }, 404, "flag-not-found"],
    [
      "a share above all",
      "/hedging",
      { enabled: true, rolloutPercent: 101 },
      400,
      "validation-failed",
    ],
    ["a text for a truth value", "/hedging", { enabled: "yes" }, 400, "validation-failed"],
    ["an unknown field", "/hedging", { enabled: true, on: true }, 400, "validation-failed"],
  ] as const) {
    it(`refuse ${what}`, async () => {
      const refused = await call("PUT", path, { body });
      assert.deepEqual([refused.status, refused.body.code], [status, code]);
    });
  }

  it("are an administrator's", async () => {
    const asked = await call("GET", "", { authorization: "Bearer hf_dev_shop" });
    assert.deepEqual([asked.status, asked.body.code], [403, "forbidden"]);
  });

  it("stay as they are while the file is broken, and nobody's work is lost", async () => {
    const before = readFileSync(flagsFile, "utf8");
    writeFileSync(flagsFile, `${before},`);
    const put = await call("PUT", "/hedging", { body: { enabled: false } });
    assert.deepEqual([put.status, put.body.code], [409, "flags-broken"]);
    assert.equal(readFileSync(flagsFile, "utf8"), `${before},`);
    writeFileSync(flagsFile, before);
  });
});

describe("flags without a file", () => {
  it("say where to set them", async () => {
    const alone = await startGateway();
    const answer = await fetch(`${alone.origin}/api/v1/admin/flags/hedging`, {
      method: "PUT",
      headers: { authorization: "Bearer hf_dev_admin", "content-type": "application/json" },
      body: JSON.stringify({ enabled: true }),
    });
    const body = (await answer.json()) as { readonly code: string; readonly detail: string };
    assert.deepEqual([answer.status, body.code], [409, "flags-read-only"]);
    assert.match(body.detail, /FLAGS_FILE/);
    await alone.close();
  });
});
