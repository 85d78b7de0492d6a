import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { identify, isAlive } from "@holdfast/embedded/process";
import {
  parseRunRecord,
  type RunRecord,
  readRunRecord,
  stopOrphans,
  writeRunRecord,
} from "./run-record.ts";

const process1 = {
  name: "inventory",
  pid: 4242,
  startedAt: "100@boot",
  marker: "/srv/holdfast/services/inventory/src/main.ts",
  stopSignals: ["SIGTERM"],
};
const record = {
  portBase: 8000,
  units: [{ name: "inventory", port: 8001 }],
  processes: [process1],
};

describe("the record of what runs", () => {
  it("reads what it wrote", () => {
    const home = mkdtempSync(join(tmpdir(), "holdfast-record-"));
    try {
      assert.equal(readRunRecord(home), undefined);
      writeRunRecord(home, record as RunRecord);
      assert.deepEqual(readRunRecord(home), record);
      writeFileSync(join(home, "run.json"), '{"portBase":8000,"units":[],"proce');
      assert.equal(readRunRecord(home), undefined);
    } finally {
      rmSync(home, { recursive: true });
    }
  });

  const spoilt: Record<string, unknown> = {
    "no object": [record],
    "no processes": { ...record, processes: undefined },
    "a process without a marker": { ...record, processes: [{ ...process1, marker: "" }] },
    "pid 0, which would signal our own group": { ...record, processes: [{ ...process1, pid: 0 }] },
    "pid -1, which would signal everybody": { ...record, processes: [{ ...process1, pid: -1 }] },
    "pid 1": { ...record, processes: [{ ...process1, pid: 1 }] },
    "a pid that is text": { ...record, processes: [{ ...process1, pid: "4242" }] },
    "an unknown kind of signal": { ...record, processes: [{ ...process1, stopSignals: [9] }] },
    "a unit without a port": { ...record, units: [{ name: "inventory" }] },
  };
  for (const [name, value] of Object.entries(spoilt)) {
    it(`is not believed when it has ${name}`, () => {
      assert.equal(parseRunRecord(JSON.stringify(value)), undefined);
    });
  }
});

describe("what a killed supervisor left behind", () => {
  it("is stopped, in order, while strangers with a recorded pid live on", async () => {
    const [first, second, stranger] = ["one", "two", "three"].map((mark) =>
      spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "--", mark]),
    );
    assert.ok(first?.pid && second?.pid && stranger?.pid);
    try {
      const entries = [
        { name: "late", ...identify(first.pid, "one") },
        { name: "early", ...identify(second.pid, "two") },
        { name: "stale", ...identify(stranger.pid, "three"), startedAt: "1@long-ago" },
      ].map((entry) => ({ ...entry, stopSignals: ["SIGTERM" as const] }));
      const ended = [once(first, "exit"), once(second, "exit")];
      const stopped = await stopOrphans({ ...record, processes: entries }, [["early"], ["late"]]);
      assert.deepEqual(stopped, ["early", "late"]);
      await Promise.all(ended);
      assert.equal(isAlive(identify(stranger.pid, "three")), true);
    } finally {
      stranger.kill("SIGKILL");
    }
  });
});
