import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { type AuditEntry, auditedPath, isAudited } from "./audit-log.ts";
import { openAuditTrail } from "./audit-trail.ts";

const ENTRY: AuditEntry = {
  ...{ atMs: 0, account: "acme", keyId: "k-1", operation: "putItem", method: "PUT" },
  ...{ path: "/api/v1/admin/items/mug", status: 200, correlationId: "c", traceId: "t" },
};
const entry = (atMs: number): AuditEntry => ({ ...ENTRY, atMs });

/** A trail before a database that a test lets go away, or be slow, with a timer that the test runs. */
function trailOf() {
  const lines: { level: string; audit?: AuditEntry }[] = [];
  const state = {
    isAway: false,
    written: [] as AuditEntry[][],
    /** Set: an insert waits for it. */
    gate: Promise.resolve(),
    later: undefined as { work: () => void; delayMs: number } | undefined,
  };
  const trail = openAuditTrail({
    append: async (entries) => {
      await state.gate;
      if (state.isAway) throw new Error("away");
      state.written.push([...entries]);
    },
    schedule: (work, delayMs) => {
      state.later = { work, delayMs };
      return () => {
        state.later = undefined;
      };
    },
    log: createLogger({
      service: "test",
      level: "info",
      destination: { write: (line) => void lines.push(JSON.parse(line)) },
    }),
  });
  const toldOnly = () => lines.flatMap(({ audit }) => (audit === undefined ? [] : [audit.atMs]));
  const settled = () => new Promise((done) => setImmediate(done));
  return { state, trail, lines, toldOnly, settled };
}
const times = (batches: readonly (readonly AuditEntry[])[]) =>
  batches.map((batch) => batch.map(({ atMs }) => atMs));

describe("the trail of the administration's writes", () => {
  it("writes the first at once, and together those that came meanwhile, in their order", async () => {
    const { state, trail, settled } = trailOf();
    const { promise, resolve } = Promise.withResolvers<void>();
    state.gate = promise;
    for (let at = 1; at <= 4; at++) trail.record(entry(at));
    resolve();
    await settled();
    assert.deepEqual(times(state.written).flat(), [1, 2, 3, 4]);
    assert.ok(state.written.length <= 2);
    assert.deepEqual(await trail.check(), { status: "ok" });
  });

  it("keeps what finds the database away, says so once, and writes it a second later", async () => {
    const { state, trail, lines, settled } = trailOf();
    state.isAway = true;
    for (let at = 1; at <= 3; at++) {
      trail.record(entry(at));
      await settled();
    }
    const check = await trail.check();
    assert.deepEqual(
      [check.status, check.message],
      ["warn", "entries that wait for the database: 3, only in this process's log: 0"],
    );
    assert.equal(state.later?.delayMs, 1_000);
    state.later?.work();
    await settled();
    assert.equal(lines.length, 1);
    state.isAway = false;
    state.later?.work();
    await settled();
    assert.deepEqual(times(state.written), [[1, 2, 3]]);
    assert.deepEqual(await trail.check(), { status: "ok" });
  });

  it("tells the log of what finds no room, and never forgets that it did", async () => {
    const { state, trail, toldOnly, settled } = trailOf();
    state.isAway = true;
    for (let at = 0; at < 10_002; at++) trail.record(entry(at));
    await settled();
    assert.deepEqual(toldOnly(), [10_000, 10_001]);
    state.isAway = false;
    state.later?.work();
    for (let turns = 0; turns < 30; turns++) await settled();
    assert.equal(state.written.flat().length, 10_000);
    assert.ok(state.written.every((batch) => batch.length <= 500));
    const check = await trail.check();
    assert.match(check.message ?? "", /wait for the database: 0, only in this process's log: 2/);
  });

  it("writes all that waits before it is closed, also what is being written just then", async () => {
    const { state, trail, settled } = trailOf();
    const { promise, resolve } = Promise.withResolvers<void>();
    state.gate = promise;
    trail.record(entry(1));
    await settled();
    trail.record(entry(2));
    const closed = trail.close();
    trail.record(entry(3));
    resolve();
    await closed;
    assert.deepEqual(times(state.written).flat(), [1, 2, 3]);
    assert.equal(state.later, undefined);
  });

  it("tells the log when it is closed and the database is away, and of what comes after that", async () => {
    const { state, trail, toldOnly } = trailOf();
    state.isAway = true;
    trail.record(entry(1));
    await trail.close();
    trail.record(entry(2));
    assert.deepEqual(toldOnly(), [1, 2]);
    assert.equal(state.later, undefined);
  });
});

describe("what is written down", () => {
  for (const [method, path, audited] of [
    ["PUT", "/api/v1/admin/items/:sku", true],
    ["DELETE", "/api/v1/admin/keys/:id", true],
    ["GET", "/api/v1/admin/keys", false],
    ["HEAD", "/api/v1/admin/keys", false],
    ["POST", "/api/v1/admin/quotes/replay-draft", false],
    ["POST", "/api/v1/orders", false],
    ["POST", "", false],
  ] as const) {
    it(`${audited ? "is" : "is not"} ${method} ${path}`, () =>
      assert.equal(isAudited(method, path), audited));
  }

  it("is the path without its query, up to 500 characters", () => {
    assert.equal(auditedPath("/api/v1/admin/items/mug?note=x"), "/api/v1/admin/items/mug");
    assert.equal(auditedPath(`/api/v1/admin/${"a".repeat(900)}`).length, 500);
  });
});
