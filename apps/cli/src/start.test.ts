import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Identity, isAlive } from "@holdfast/embedded/process";

const LAUNCHER = join(import.meta.dirname, "../bin/holdfast.mjs");
const SERVICE = "payment-sandbox"; // the one that needs no store, so these tests are about the supervisor
const OFFSET = 4;

type StartSettings = { flags?: string[]; env?: Record<string, string> };
type Started = { child: ChildProcess; lines: string[]; errors: string[] };

describe("holdfast start", () => {
  let outer: string;
  let home: string;
  let portBase: number;
  const children: ChildProcess[] = [];

  before(async () => {
    outer = mkdtempSync(join(tmpdir(), "holdfast start "));
    home = join(outer, "home");
    portBase = (await freePort()) - OFFSET;
  });
  after(async () => {
    for (const child of children) child.kill("SIGKILL");
    for (const left of recorded()) if (isAlive(left)) process.kill(left.pid, "SIGKILL");
    rmSync(outer, { recursive: true, force: true });
  });

  function start({ flags = ["--only", SERVICE], env: more = {} }: StartSettings = {}): Started {
    const { PATH } = process.env;
    const env = { PATH, HOLDFAST_HOME: home, PORT_BASE: String(portBase), ...more };
    const args = [LAUNCHER, "start", ...flags];
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    const [lines, errors]: [string[], string[]] = [[], []];
    createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
    createInterface({ input: child.stderr }).on("line", (line) => errors.push(line));
    return { child, lines, errors };
  }
  async function startAndWait(settings?: StartSettings): Promise<Started> {
    const started = start(settings);
    while (!started.lines.some((line) => line.includes('"event":"ready"'))) {
      assert.equal(started.child.exitCode, null, started.errors.join("\n"));
      await sleep(10);
    }
    return started;
  }
  async function status(): Promise<{ code: number | null; processes: unknown }> {
    const env = { PATH: process.env.PATH, HOLDFAST_HOME: home };
    const child = spawn(process.execPath, [LAUNCHER, "status", "--json"], { env });
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
    });
    const [code] = await once(child, "close");
    return { code, ...JSON.parse(text) };
  }
  function recorded(): Identity[] {
    try {
      return JSON.parse(readFileSync(join(home, "run.json"), "utf8")).processes;
    } catch {
      return [];
    }
  }
  async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
    const exited = once(child, "exit");
    child.kill(signal);
    const [code] = await exited;
    return code;
  }

  it("is ready when its services are, says where they are and what it measured; SIGTERM leaves nothing", async () => {
    const { child, lines } = await startAndWait();
    const ready = JSON.parse(lines.find((line) => line.includes('"event":"ready"')) ?? "");
    assert.equal(ready.service, "holdfast");
    assert.equal(ready.firstStart, true);
    assert.ok(ready.startMs > 0 && ready.startMs < 60_000, `startMs ${ready.startMs}`);
    assert.deepEqual(ready.urls, { [SERVICE]: `http://127.0.0.1:${portBase + OFFSET}` });
    const [service] = recorded();
    assert.ok(service !== undefined && isAlive(service));
    assert.deepEqual(await status(), {
      code: 0,
      processes: [{ name: SERVICE, pid: service.pid, port: portBase + OFFSET, ready: true }],
    });
    assert.equal(await end(child, "SIGTERM"), 0);
    assert.equal(isAlive(service), false);
    assert.deepEqual(await status(), { code: 1, processes: [] });
  });

  it("lets nobody start a second one beside it, and says who runs", async () => {
    const { child } = await startAndWait();
    const second = start();
    const [code] = await once(second.child, "close");
    assert.equal(code, 1);
    assert.match(
      second.errors.join("\n"),
      new RegExp(`^holdfast: .*already running.*pid ${child.pid}.*$`),
    );
    assert.equal(await end(child, "SIGINT"), 0);
  });

  it("takes Ctrl-C that arrives twice at once, from the terminal and from npm, for one", async () => {
    const { child } = await startAndWait();
    const exited = once(child, "exit");
    child.kill("SIGINT");
    child.kill("SIGINT");
    assert.deepEqual(await exited, [0, null]);
  });

  it("stops what a killed supervisor left running, then starts", async () => {
    const first = await startAndWait();
    const [orphan] = recorded();
    assert.ok(orphan !== undefined);
    await end(first.child, "SIGKILL");
    assert.equal(isAlive(orphan), true);
    const second = await startAndWait();
    assert.equal(isAlive(orphan), false);
    assert.match(second.lines.join("\n"), /stopped what a killed supervisor had left running/);
    const ready = JSON.parse(second.lines.find((line) => line.includes('"ready"')) ?? "");
    assert.equal(ready.firstStart, false);
    assert.equal(await end(second.child, "SIGTERM"), 0);
  });

  it("names a taken port in one line before it starts anything", async () => {
    const holder = createServer().listen(portBase + OFFSET, "127.0.0.1");
    await once(holder, "listening");
    const { child, errors } = start();
    const [code] = await once(child, "close");
    holder.close();
    await once(holder, "close");
    assert.equal(code, 1);
    const [message, ...more] = errors;
    assert.deepEqual(more, []);
    assert.match(
      message ?? "",
      new RegExp(`Port ${portBase + OFFSET}, needed by ${SERVICE}.*PORT_BASE`),
    );
    assert.deepEqual(recorded(), []);
  });

  it("says in one line, without a stack, what keeps it from starting, and holds no lock after that", async () => {
    const lost = join(outer, "lost password");
    mkdirSync(join(lost, "postgres", "data"), { recursive: true });
    writeFileSync(join(lost, "THIS-IS-HOLDFAST-DATA.txt"), "");
    const message = /^holdfast: The password of the embedded PostgreSQL is missing .*--fresh\.$/;
    for (const [env, complaint] of [
      [{ HOLDFAST_HOME: lost }, message],
      [{ HOLDFAST_HOME: lost, LOG_LEVEL: "loud" }, /^holdfast: .*loud.*$/],
    ] as const) {
      const { child, errors } = start({ flags: ["--only", "inventory"], env });
      const [code] = await once(child, "close");
      assert.deepEqual([code, errors.length], [1, 1], errors.join("\n"));
      assert.match(errors[0] ?? "", complaint);
    }
    assert.equal(existsSync(join(lost, "supervisor.json")), false);
  });

  it("stops in order when nobody reads its output any more", async () => {
    const { child } = await startAndWait();
    const exited = once(child, "exit");
    child.stdout?.destroy();
    child.stderr?.destroy();
    const [service] = recorded();
    assert.ok(service !== undefined);
    process.kill(service.pid, "SIGKILL"); // a line about its restart is one that nobody reads
    assert.deepEqual(await exited, [0, null]);
    assert.deepEqual(recorded(), []);
  });

  it("forgets everything with --fresh", async () => {
    const { child, lines } = await startAndWait({ flags: ["--only", SERVICE, "--fresh"] });
    const ready = JSON.parse(lines.find((line) => line.includes('"event":"ready"')) ?? "");
    assert.equal(ready.firstStart, true);
    assert.equal(await end(child, "SIGTERM"), 0);
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  assert.ok(address !== null && typeof address === "object");
  return address.port;
}
