import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { identify } from "@holdfast/embedded/process";
import { supervisorOf, takeSupervisorLock } from "./supervisor-lock.ts";

const DEAD = JSON.stringify({ pid: process.pid, startedAt: "1@long-ago", marker: "" });

describe("the supervisor's lock", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "holdfast-lock-"));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it("lets one in, tells the next who that is, and is free again after its release", () => {
    assert.equal(supervisorOf(home), undefined);
    const first = takeSupervisorLock(home);
    assert.ok(first.ok);
    const second = takeSupervisorLock(home);
    assert.equal(second.ok ? undefined : second.error.pid, process.pid);
    assert.equal(supervisorOf(home)?.pid, process.pid);
    first.value();
    assert.deepEqual(readdirSync(home), []);
  });

  for (const [name, content] of [
    ["whose pid is a stranger's by now", DEAD],
    ["that cannot be read", "{"],
  ] as const) {
    it(`is taken over from a supervisor ${name}`, () => {
      writeFileSync(join(home, "supervisor.json"), content);
      assert.ok(takeSupervisorLock(home).ok);
      assert.equal(supervisorOf(home)?.pid, process.pid);
    });
  }

  it("is left alone while another one takes over the dead one's", () => {
    writeFileSync(join(home, "supervisor.json"), DEAD);
    const rival = identify(process.ppid, "");
    writeFileSync(join(home, "supervisor.json.takeover"), JSON.stringify(rival));
    const taken = takeSupervisorLock(home);
    assert.deepEqual(taken, { ok: false, error: rival });
    assert.equal(readFileSync(join(home, "supervisor.json"), "utf8"), DEAD);
  });

  it("is taken over also when the last one to try died at it, and no file is left behind", () => {
    writeFileSync(join(home, "supervisor.json"), DEAD);
    writeFileSync(join(home, "supervisor.json.takeover"), DEAD);
    const taken = takeSupervisorLock(home);
    assert.ok(taken.ok);
    taken.value();
    assert.deepEqual(readdirSync(home), []);
  });

  it("is released by its holder only", () => {
    const first = takeSupervisorLock(home);
    assert.ok(first.ok);
    rmSync(join(home, "supervisor.json"));
    const other = JSON.stringify(identify(process.ppid, ""));
    writeFileSync(join(home, "supervisor.json"), other);
    first.value();
    assert.equal(readFileSync(join(home, "supervisor.json"), "utf8"), other);
  });
});
