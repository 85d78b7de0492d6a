import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { openAccess } from "../open-access.ts";
import { appendAudit, forgetAudit, listAudit } from "./audit-log.store.ts";
import type { AuditEntry } from "./audit-log.ts";

const DAY_MS = 24 * 3_600_000;
const OLD_MS = Date.parse("2020-01-01T00:00:00Z");
const entry = (fields: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ atMs: OLD_MS, account: "acme", keyId: "k-1", operation: "putItem", method: "PUT" },
  ...{ path: "/api/v1/admin/items/mug", status: 200, correlationId: "c-1", traceId: "t-1" },
  ...fields,
});
const NO_FILTER = { account: undefined, operation: undefined, fromMs: undefined, toMs: undefined };
const ALL = { ...NO_FILTER, before: undefined, limit: 100 };

describe("the audit log", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(join(import.meta.dirname, "../../migrations"));
  });
  after(() => test.drop());
  beforeEach(async () => {
    await test.db.query({ name: "off", text: "alter table admin_audit disable trigger user" });
    await test.db.query({ name: "clear", text: "delete from admin_audit" });
    await test.db.query({ name: "on", text: "alter table admin_audit enable trigger user" });
  });

  it("gives back every field as it was", async () => {
    const written = entry({
      atMs: OLD_MS + 123,
      status: 403,
      path: "/x'); drop table api_key; --",
    });
    await appendAudit(test.db, [written, entry()]);
    const [, first] = await listAudit(test.db, ALL);
    const { id, ...read } = first ?? { id: 0 };
    assert.ok(id > 0);
    assert.deepEqual(read, written);
  });

  it("is read by account, operation and time, the end not among them", async () => {
    const minutes = [0, 1, 2, 3].map((minute) => OLD_MS + minute * 60_000);
    const entries = minutes.map((atMs, at) => entry({ atMs, account: at < 2 ? "a" : "b" }));
    await appendAudit(test.db, [...entries, entry({ operation: "deleteItem" })]);
    const found = async (filter: object) =>
      (await listAudit(test.db, { ...ALL, ...filter })).map(({ atMs }) => (atMs - OLD_MS) / 60_000);
    assert.deepEqual(await found({ account: "b" }), [3, 2]);
    assert.deepEqual(await found({ operation: "deleteItem" }), [0]);
    assert.deepEqual(await found({ fromMs: minutes[1], toMs: minutes[3] }), [2, 1]);
    assert.deepEqual(await found({ account: "b", toMs: minutes[2] }), []);
  });

  it("forgets what is old, and cannot be made to forget what is younger than a week", async () => {
    const nowMs = Date.now();
    const days = [6, 9, 500];
    await appendAudit(
      test.db,
      days.map((ago) => entry({ atMs: nowMs - ago * DAY_MS })),
    );
    assert.equal(await forgetAudit(test.db, nowMs - 400 * DAY_MS), 1);
    assert.equal(await forgetAudit(test.db, nowMs - 8 * DAY_MS), 1);
    await assert.rejects(forgetAudit(test.db, nowMs), /append-only: DELETE is refused/);
    assert.equal((await listAudit(test.db, ALL)).length, 1);
  });

  it("is swept every hour by a gateway, of what is past its days", async () => {
    const nowMs = Date.now();
    await appendAudit(
      test.db,
      [7.5, 8.5, 60].map((ago) => entry({ atMs: nowMs - ago * DAY_MS })),
    );
    const hourly: (() => void)[] = [];
    const access = await openAccess({
      ...{ url: test.url, auditRetentionDays: 8, nowMs: () => nowMs },
      log: createLogger({ service: "gateway", level: "silent" }),
      schedule: (work, delayMs) => {
        if (delayMs === 3_600_000) hourly.push(work);
        return () => {};
      },
    });
    hourly.pop()?.();
    while (hourly.length === 0) await new Promise((done) => setTimeout(done, 5)); // it takes its next turn
    assert.equal((await listAudit(test.db, ALL)).length, 1);
    await access.close();
  });
});
