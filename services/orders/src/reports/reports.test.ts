import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkPeriod, progressOf, type Report, resultOf } from "./reports.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 12);
const DAY_MS = 24 * 3_600_000;

const readPeriod = (from: string, to: string) =>
  checkPeriod({ fromMs: Date.parse(from), toMs: Date.parse(to) });

describe("the period of a report", () => {
  it("is read from two times, wherever their clocks stand", () => {
    assert.deepEqual(readPeriod("2026-01-01T00:00:00Z", "2026-01-01T02:00:00+01:00"), {
      ok: true,
      value: { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2026, 0, 1, 1) },
    });
  });

  for (const [what, from, to, kind] of [
    [
      "ends before it begins",
      "2026-02-01T00:00:00Z",
      "2026-01-01T00:00:00Z",
      "report-period-reversed",
    ],
    ["is empty", "2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z", "report-period-reversed"],
    ["has 401 days", "2026-01-01T00:00:00Z", "2027-02-06T00:00:00Z", "report-period-too-long"],
    ["has a 61st second", "2026-02-01T00:00:60Z", "2026-03-01T00:00:00Z", "report-period-invalid"],
    ["is before time", "0001-02-01T00:00:00Z", "2026-03-01T00:00:00Z", "report-period-invalid"],
  ] as const) {
    it(`is refused when it ${what}`, () => {
      const period = readPeriod(from, to);
      assert.equal(period.ok ? "" : period.error.kind, kind);
    });
  }

  it("may have 400 days", () => {
    assert.ok(readPeriod("2026-01-01T00:00:00Z", "2027-02-05T00:00:00Z").ok);
  });
});

describe("the result of a report", () => {
  const report = (more: Partial<Report>): Report => ({
    ...{ id: "1", account: "a", everyAccount: false, type: "sales", format: "csv" },
    ...{ fromMs: 0, toMs: 1, status: "done", progress: 1, rows: 1, bytes: 1, failure: undefined },
    ...{ parts: [{ name: "1/1", bytes: 1 }], createdAtMs: 0, finishedAtMs: NOW_MS, ...more },
  });
  const at = (nowMs: number, more: Partial<Report> = {}) => {
    const result = resultOf(report(more), { nowMs, retentionMs: 7 * DAY_MS });
    return result.ok ? result.value.length : result.error.kind;
  };

  it("is there from its end until its retention is over, to the millisecond", () => {
    assert.equal(at(NOW_MS), 1);
    assert.equal(at(NOW_MS + 7 * DAY_MS - 1), 1);
    assert.equal(at(NOW_MS + 7 * DAY_MS), "report-expired");
  });

  it("is not there before, and gone when it was cancelled", () => {
    for (const status of ["queued", "running", "failed"] as const)
      assert.equal(at(NOW_MS, { status, parts: undefined }), "report-not-ready");
    assert.equal(at(NOW_MS, { status: "cancelled", parts: undefined }), "report-expired");
  });

  it("is never complete by its count of rows alone", () => {
    assert.deepEqual(
      [progressOf(0, 0), progressOf(5, 0), progressOf(1, 4), progressOf(4, 4), progressOf(9, 4)],
      [0, 0.99, 0.25, 0.99, 0.99],
    );
  });
});
