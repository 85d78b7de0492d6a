import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { startTracedGateway } from "../testing/running-service.ts";
import { CHANGES, NEWEST, VERSIONS } from "./api-version.ts";

let gateway: Awaited<ReturnType<typeof startTracedGateway>>;

before(async () => {
  gateway = await startTracedGateway();
});
after(() => gateway.close());

const call = async (version: string | undefined, path: string, body?: unknown) => {
  const answer = await fetch(`${gateway.origin}/api/v1${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      authorization: "Bearer hf_dev_shop",
      ...(body === undefined
        ? {}
        : { "content-type": "application/json", "idempotency-key": "k-1" }),
      ...(version === undefined ? {} : { "holdfast-version": version }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: what a client sees is JSON; each test asserts on what it needs of it
  const told: any = await answer.json();
  return { status: answer.status, headers: answer.headers, body: told };
};

const problemOf = (status: number, code: string, more: object) => ({
  ...{ type: `/problems/${code}`, title: code, status, detail: "as the service says", code },
  ...more,
});

/** What inventory answers to too many of an item. */
const tooMany = problemOf(409, "quota-exceeded", {
  quotas: [{ sku: "MUG", requested: 9, limit: 5, per: "order", already: 0 }],
});
const refuseHold = () => {
  gateway.inventory.answer = (_request, reply) =>
    reply.code(409).type("application/problem+json").send(JSON.stringify(tooMany));
};
const hold = { items: [{ sku: "MUG", quantity: 9 }] };

describe("a request that names the date it was written for", () => {
  it("gets too many of an item refused as it was: 2026-11-01", async () => {
    refuseHold();
    const old = await call("2026-11-01", "/reservations", hold);
    assert.deepEqual([old.status, old.body.code], [422, "quantity-over-limit"]);
    assert.deepEqual(old.body.errors, [{ path: "/items", message: "MUG must be at most 5" }]);
    assert.equal(old.body.quotas, undefined);
    assert.equal(old.body.traceId, old.headers.get("x-trace-id"));
    for (const version of [undefined, "2026-11-22"]) {
      const now = await call(version, "/reservations", hold);
      assert.deepEqual([now.status, now.body.code], [409, "quota-exceeded"]);
    }
  });

  it("gets a currency that is none refused as it was: 2026-11-01", async () => {
    const path = "/products/MUG?currency=XXQ&region=DE";
    const old = await call("2026-11-01", path);
    assert.deepEqual([old.status, old.body.code], [400, "validation-failed"]);
    assert.equal(old.body.errors[0].path, "query/currency");
    for (const version of [undefined, "2026-11-22"]) {
      const now = await call(version, path);
      assert.deepEqual([now.status, now.body.code], [422, "unknown-currency"]);
    }
  });

  it("is told the version in force, and of an old one until when it is kept", async () => {
    const { headers } = await call("2026-11-01", "/products/MUG?currency=XXQ&region=DE");
    assert.equal(headers.get("holdfast-version"), "2026-11-01");
    assert.equal(headers.get("deprecation"), `@${Date.UTC(2026, 10, 22) / 1000}`);
    assert.equal(headers.get("sunset"), "Mon, 22 Nov 2027 00:00:00 GMT");
    assert.match(headers.get("link") ?? "", /rel="deprecation"/);
    const newest = await call(NEWEST, "/products/MUG?currency=XXQ&region=DE");
    assert.equal(newest.headers.get("holdfast-version"), NEWEST);
    assert.equal(newest.headers.get("deprecation"), null);
    const silent = await call(undefined, "/products/MUG?currency=XXQ&region=DE");
    assert.equal(silent.headers.get("holdfast-version"), null);
  });

  for (const version of ["2026-11-02", "1", "", "2026-11-01, 2026-11-22", "__proto__"]) {
    it(`is refused when there is no such date: ${JSON.stringify(version)}`, async () => {
      const { status, body } = await call(version, "/products/MUG");
      assert.deepEqual([status, body.code], [400, "unknown-version"]);
      assert.ok(
        VERSIONS.every((known) => body.detail.includes(known)),
        body.detail,
      );
    });
  }

  it("leaves every other refusal as it is", async () => {
    const { status, body } = await call("2026-11-01", "/products/MUG?quantity=0");
    assert.deepEqual([status, body.code], [400, "validation-failed"]);
  });
});

describe("the guide of versions", () => {
  it("has every change with its date", () => {
    const guide = readFileSync(
      new URL("../../../../docs/guides/versioning.md", import.meta.url),
      "utf8",
    );
    for (const { since, summary } of CHANGES) {
      assert.ok(guide.includes(`| ${summary} |`), summary);
      assert.ok(guide.includes(`| ${since} |`), since);
    }
  });
});
