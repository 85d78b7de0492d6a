import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { after, describe, it } from "node:test";
import { endProcess, identify, isAlive, isSame, sighting } from "./process.ts";

const SLEEPER = "setInterval(() => {}, 1000)";
const STUBBORN = `process.on("SIGTERM", () => {}); process.stdout.write("up"); ${SLEEPER}`;

describe("a recorded process", () => {
  const children: ChildProcess[] = [];
  after(() => {
    for (const child of children) child.kill("SIGKILL");
  });
  function run(script: string, ...args: string[]): ChildProcess & { pid: number } {
    const child = spawn(process.execPath, ["-e", script, "--", ...args]);
    children.push(child);
    const { pid } = child;
    assert.ok(pid !== undefined);
    return Object.assign(child, { pid });
  }

  it("is known again while it lives, also with spaces in its command line, and not after its end", async () => {
    const child = run(SLEEPER, "data directory (mine)");
    await once(child, "spawn");
    const identity = identify(child.pid, "data directory (mine)");
    assert.equal(isAlive(identity), true);
    child.kill("SIGKILL");
    await once(child, "exit");
    assert.equal(isAlive(identity), false);
    assert.equal(sighting(child.pid), undefined);
  });

  it("is not a stranger who has its pid but another start or another command line", () => {
    const recorded = { pid: 4242, startedAt: "100@boot", marker: "/srv/holdfast/data" };
    const commandLine = "postgres -D /srv/holdfast/data";
    assert.equal(isSame(recorded, { startedAt: "100@boot", commandLine }), true);
    assert.equal(isSame(recorded, { startedAt: "200@boot", commandLine }), false);
    assert.equal(isSame(recorded, { startedAt: "100@other-boot", commandLine }), false);
    assert.equal(isSame(recorded, { startedAt: "100@boot", commandLine: "vim notes" }), false);
    assert.equal(isSame(recorded, undefined), false);
  });

  it("is ended by the first signal that it obeys", async () => {
    const child = run(SLEEPER, "obeys");
    await once(child, "spawn");
    const exited = once(child, "exit");
    const identity = identify(child.pid, "obeys");
    assert.equal(await endProcess(identity, { signals: ["SIGTERM"], patienceMs: 5000 }), true);
    assert.deepEqual(await exited, [null, "SIGTERM"]);
    assert.equal(await endProcess(identity, { signals: ["SIGTERM"], patienceMs: 5000 }), false);
  });

  it("is killed when it obeys none", async () => {
    const child = run(STUBBORN, "stubborn");
    await once(child.stdout ?? child, "data");
    const exited = once(child, "exit");
    const identity = identify(child.pid, "stubborn");
    assert.equal(await endProcess(identity, { signals: ["SIGTERM"], patienceMs: 50 }), true);
    assert.deepEqual(await exited, [null, "SIGKILL"]);
  });

  it("never means a signal for a stranger who got its pid", async () => {
    const stranger = run(SLEEPER, "somebody else's work");
    await once(stranger, "spawn");
    const recorded = { ...identify(stranger.pid, "somebody"), startedAt: "1@long-ago" };
    assert.equal(await endProcess(recorded, { signals: ["SIGTERM"], patienceMs: 50 }), false);
    assert.notEqual(sighting(stranger.pid), undefined);
    assert.equal(stranger.signalCode, null);
  });
});
