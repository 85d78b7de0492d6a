import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { type EngineFault, fakeEngine } from "../testing/fake-engine.ts";
import { fakeSource, memoryStorage } from "../testing/fake-reports.ts";
import { MIGRATIONS, NOW_MS } from "../testing/running-orders.ts";
import { type ReportSource, Unreadable } from "./report-source.ts";
import type { ReportRow } from "./report-text.ts";
import { cancelReport, claimReport, endReport, findReport, insertReport } from "./reports.store.ts";
import { type ReportDeps, runReport } from "./reports.workflow.ts";

/** Rows of 3 MB: a part is full after some of them. */
const BIG = "x".repeat(3 * 1024 * 1024);
const rowsOf = (count: number, reason = BIG): readonly ReportRow[] =>
  Array.from({ length: count }, (_, index) => ({ id: String(index), reason }));
const origin = {
  account: "acme",
  correlationId: "c",
  trace: { traceparent: `00-${"1".repeat(32)}-${"2".repeat(16)}-01` },
};
const log = createLogger({ service: "orders", level: "silent" });

describe("making a report", () => {
  let test: TestDatabase;
  const storage = memoryStorage();
  before(async () => {
    test = await testDatabase(MIGRATIONS);
  });
  after(() => test.drop());

  async function ask(): Promise<string> {
    const id = randomUUIDv7();
    await insertReport(test.db, {
      ...{ id, account: "acme", everyAccount: false, type: "stock-movements", format: "json" },
      ...{ fromMs: 0, toMs: NOW_MS, createdAtMs: NOW_MS, origin },
    });
    return id;
  }
  const depsOf = (source: ReportSource, more: Partial<ReportDeps> = {}): ReportDeps => ({
    ...{ db: test.db, log, storage, slots: 2, nowMs: () => NOW_MS, newId: randomUUIDv7 },
    outbox: { wake: () => {} },
    sources: {
      ...{ "stock-movements": source, sales: source },
      ...{ "price-history": source, "stock-valuation": source },
    },
    partDeadlineMs: 60_000,
    draining: new AbortController().signal,
    ...more,
  });
  const run = (id: string, deps: ReportDeps, faults: readonly EngineFault[] = []) =>
    fakeEngine(faults).complete((engine) => runReport(engine, { reportId: id, origin }, deps));
  const read = async (id: string) => {
    const report = await findReport(test.db, id);
    const bytes = (report?.parts ?? []).map(({ name }) => storage.parts.get(name) ?? Buffer.of());
    return { ...report, text: Buffer.concat(bytes).toString() };
  };
  const idsOf = (text: string) => JSON.parse(text).map((row: { id: string }) => row.id);
  const eventsOf = (id: string) =>
    test.db.query<{ readonly type: string }>({
      name: "events-of",
      text: "select type from outbox where aggregate = $1",
      values: [`report/${id}`],
    });
  const slotsTaken = () =>
    test.db.query({ name: "slots-taken", text: "select id from report where slot is not null" });

  it("writes parts of some megabytes, and lists them when all are there", async () => {
    const id = await ask();
    assert.equal(await run(id, depsOf(fakeSource(rowsOf(9)))), "done");
    const report = await read(id);
    assert.deepEqual(idsOf(report.text), ["0", "1", "2", "3", "4", "5", "6", "7", "8"]);
    assert.deepEqual([report.status, report.progress, report.rows], ["done", 1, 9]);
    assert.equal(report.bytes, report.text.length);
    assert.ok((report.parts?.length ?? 0) > 1);
    assert.deepEqual(await eventsOf(id), [{ type: "report.done" }]);
    assert.deepEqual(await slotsTaken(), []);
  });

  it("is an empty array where there is nothing", async () => {
    const id = await ask();
    await run(id, depsOf(fakeSource([])));
    assert.deepEqual(idsOf((await read(id)).text), []);
  });

  const RUNS = ["claim", "extent 1", "part 1.1", "part 1.2", "part 1.3", "check 1", "end"];
  for (const name of RUNS) {
    for (const kind of ["crash-before", "crash-after"] as const) {
      it(`is whole and told of once when its process dies at ${name} (${kind})`, async () => {
        const id = await ask();
        const faults = [{ run: name, kind }];
        const status = await run(id, depsOf(fakeSource(rowsOf(9))), faults);
        // Ended and not journaled: the second run finds it ended.
        const expected = name === "end" && kind === "crash-after" ? "cancelled" : "done";
        assert.equal(status, expected);
        const report = await read(id);
        assert.equal(report.status, "done");
        assert.deepEqual(idsOf(report.text), ["0", "1", "2", "3", "4", "5", "6", "7", "8"]);
        assert.deepEqual(await eventsOf(id), [{ type: "report.done" }]);
        assert.deepEqual(await slotsTaken(), []);
      });
    }
  }

  it("tries a source again that breaks off, and tells each row once", async () => {
    const id = await ask();
    const beforeCall = async (call: number) => {
      if (call === 2 || call === 4) throw new Error("connection lost");
    };
    assert.equal(await run(id, depsOf(fakeSource(rowsOf(9), { beforeCall }))), "done");
    assert.equal(idsOf((await read(id)).text).length, 9);
  });

  it("fails when a source refuses the question, and tells of it", async () => {
    const id = await ask();
    const beforeCall = async () => {
      throw new Unreadable("No such period.");
    };
    assert.equal(await run(id, depsOf(fakeSource(rowsOf(1), { beforeCall }))), "failed");
    const report = await read(id);
    assert.deepEqual([report.status, report.failure], ["failed", "No such period."]);
    assert.deepEqual(await eventsOf(id), [{ type: "report.failed" }]);
    assert.deepEqual(await slotsTaken(), []);
  });

  it("fails when an operator stops it", async () => {
    const id = await ask();
    const faults = [{ run: "part 1.2", kind: "stop-before" as const }];
    assert.equal(await run(id, depsOf(fakeSource(rowsOf(9))), faults), "failed");
    assert.equal((await read(id)).parts, undefined);
  });

  it("stops at the next call when it is cancelled, and lets go of its slot then", async () => {
    const id = await ask();
    let calls = 0;
    const beforeCall = async (call: number) => {
      calls = call;
      if (call === 2) await cancelReport(test.db, id, NOW_MS);
      if (call === 2) assert.equal((await slotsTaken()).length, 1);
    };
    assert.equal(await run(id, depsOf(fakeSource(rowsOf(20), { beforeCall }))), "cancelled");
    assert.equal(calls, 2);
    assert.equal((await read(id)).status, "cancelled");
    assert.deepEqual(await eventsOf(id), []);
    assert.deepEqual(await slotsTaken(), []);
  });

  it("is not made when it was cancelled before", async () => {
    const id = await ask();
    await cancelReport(test.db, id, NOW_MS);
    assert.equal(await run(id, depsOf(fakeSource(rowsOf(1)))), "nothing-to-do");
  });

  it("is made again when parts got lost, and delivers nothing of the first pass", async () => {
    const id = await ask();
    let isLost = false;
    const losing = {
      ...storage,
      list: async (reportId: string) => {
        if (!isLost) await storage.remove(reportId);
        isLost = true;
        return storage.list(reportId);
      },
    };
    assert.equal(await run(id, depsOf(fakeSource(rowsOf(9)), { storage: losing })), "done");
    const report = await read(id);
    assert.deepEqual(idsOf(report.text), ["0", "1", "2", "3", "4", "5", "6", "7", "8"]);
    assert.ok(report.parts?.every(({ name }) => name.startsWith(`${id}/2.`)));
  });

  it("fails when parts get lost again and again, or it takes longer than it may", async () => {
    const lost = await ask();
    const storage = { ...memoryStorage(), list: async () => [] };
    assert.equal(await run(lost, depsOf(fakeSource(rowsOf(1)), { storage })), "failed");
    const late = await ask();
    let nowMs = NOW_MS;
    const beforeCall = async (call: number) => {
      nowMs += 7 * 3_600_000;
      if (call < 3) throw new Error("away");
    };
    const deps = depsOf(fakeSource(rowsOf(1), { beforeCall }), { nowMs: () => nowMs });
    assert.equal(await run(late, deps), "failed");
    assert.match((await read(late)).failure ?? "", /6 hours/);
  });

  it("waits for a slot, of which there are as many as were set, whoever asks at once", async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, ask));
    const claims = await Promise.all(ids.map((id) => claimReport(test.db, id, 2)));
    const running = ids.filter((_, index) => typeof claims[index] === "object");
    assert.ok(running.length >= 1 && running.length <= 2);
    for (const id of ids) await claimReport(test.db, id, 2);
    assert.equal((await slotsTaken()).length, 2);
    const waiting = ids.find((id) => !running.includes(id)) ?? "";
    const [first = ""] = running;
    assert.equal(
      typeof (await claimReport(test.db, first, 2)),
      "object",
      "it has its slot already",
    );
    const end = { status: "failed", failure: "x", nowMs: NOW_MS } as const;
    for (const { id } of (await slotsTaken()) as readonly { id: string }[])
      await endReport(test.db, { id, ...end });
    assert.equal(await run(waiting, depsOf(fakeSource(rowsOf(1)))), waiting === "" ? "" : "done");
  });
});
