import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { supervisorOf, takeSupervisorLock } from "./supervisor-lock.ts";

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
    ["whose pid is a stranger's by now", { pid: process.pid, startedAt: "1@long-ago", marker: "" }],
    ["that cannot be read", "{"],
  ] as const) {
    it(`is taken over from a supervisor ${name}`, () => {
      const text = typeof content === "string" ? content : JSON.stringify(content);
      writeFileSync(join(home, "supervisor.json"), text);
      assert.ok(takeSupervisorLock(home).ok);
      assert.equal(supervisorOf(home)?.pid, process.pid);
    });
  }
});
