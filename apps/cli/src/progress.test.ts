import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Progress, progressShown, progressText } from "./progress.ts";

describe("the text of progress", () => {
  for (const [progress, perSecond, text] of [
    [{ phase: "sending", done: 0, of: 18 }, undefined, "sent 0 kB of 1 kB (0 %)"],
    [
      { phase: "sending", done: 41_000_000, of: 100_000_000 },
      20_000_000,
      "sent 41.0 MB of 100.0 MB (41 %), 20.0 MB/s, 3 s left",
    ],
    [
      { phase: "applying", done: 412_000, of: 1_000_000 },
      6_125,
      "applied 412,000 of 1,000,000 rows (41 %), 6,125 rows/s, 1 min 36 s left",
    ],
    [{ phase: "applying", done: 0, of: 0 }, 0, "applied 0 of 0 rows, 0 rows/s"],
    [{ phase: "receiving", done: 7_000 }, 3_500, "received 7,000 rows, 3,500 rows/s"],
  ] as const) {
    it(`is "${text}"`, () => {
      assert.equal(progressText({ ...progress, perSecond }), text);
    });
  }
});

describe("progress", () => {
  function shownOn(isTTY: boolean, quiet = false) {
    const clock = { nowMs: 0 };
    const written: string[] = [];
    const sink = { isTTY, write: (text: string) => void written.push(text) };
    const shown = progressShown(sink, { quiet, nowMs: () => clock.nowMs });
    const at = (nowMs: number, progress: Progress) => {
      clock.nowMs = nowMs;
      shown.show(progress);
    };
    return { at, written, clear: shown.clear };
  }
  const rows = (done: number): Progress => ({ phase: "applying", done, of: 1_000 });

  it("is one line on a terminal, drawn over itself ten times a second at most, and taken away", () => {
    const { at, written, clear } = shownOn(true);
    at(0, rows(0));
    at(100, rows(10));
    at(150, rows(15));
    at(1_000, rows(100));
    clear();
    assert.deepEqual(written, [
      "\r\x1b[Kapplied 10 of 1,000 rows (1 %)",
      "\r\x1b[Kapplied 100 of 1,000 rows (10 %), 100 rows/s, 9 s left",
      "\r\x1b[K",
    ]);
  });

  it("is a line each five seconds elsewhere", () => {
    const { at, written, clear } = shownOn(false);
    for (let nowMs = 0; nowMs <= 9_900; nowMs += 100) at(nowMs, rows(nowMs / 100));
    clear();
    assert.deepEqual(written, ["applied 50 of 1,000 rows (5 %), 10 rows/s, 1 min 35 s left\n"]);
  });

  it("counts its speed from the beginning of each phase", () => {
    const { at, written } = shownOn(true);
    at(0, { phase: "sending", done: 1_000, of: 1_000 });
    at(10_000, rows(0));
    at(11_000, rows(500));
    assert.match(written.at(-1) ?? "", /500 of 1,000 rows \(50 %\), 500 rows\/s, 1 s left$/);
  });

  it("is not shown to whoever wants JSON", () => {
    const { at, written, clear } = shownOn(true, true);
    at(60_000, rows(1));
    clear();
    assert.deepEqual(written, []);
  });
});
