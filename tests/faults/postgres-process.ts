/** A durable PostgreSQL of the test's own, which it may kill. */
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createDatabases, postgres, postgresIsReady } from "@holdfast/embedded/postgres";
import { removePostgres } from "@holdfast/embedded/postgres-host";
import { endProcess, type Identity, identify, isAlive, sighting } from "@holdfast/embedded/process";
import { launch } from "@holdfast/embedded/program";

export type PostgresProcess = {
  /** Of a database in it. */
  readonly url: string;
  /** `kill -9` of the postmaster and of every process it has, as the kernel does when memory is out. */
  kill(): Promise<void>;
  /** Starts it again on the same data; resolves when it takes connections. */
  start(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
};

const READY_WITHIN_MS = 30_000;

export async function startPostgres(): Promise<PostgresProcess> {
  const home = mkdtempSync(join(tmpdir(), "holdfast-faults-"));
  chmodSync(home, 0o711); // as root the server runs under another user, who must get to its data
  const port = await freePort();
  const logFile = join(home, "postgres.log");
  const server = postgres({ home, port, logFile, durable: true });
  let running: Identity | undefined;
  let exited: Promise<unknown> = Promise.resolve();

  const start = async () => {
    const child = await launch(server.program);
    exited = once(child, "exit");
    running = identify(child.pid, server.program.marker);
    const giveUpAtMs = Date.now() + READY_WITHIN_MS;
    while (!(await postgresIsReady({ home, port }))) {
      if (Date.now() > giveUpAtMs || !isAlive(running)) {
        throw new Error(`PostgreSQL did not start: ${readFileSync(logFile, "utf8")}`);
      }
      await sleep(20);
    }
  };
  const kill = async () => {
    if (running === undefined) throw new Error("it does not run");
    process.kill(running.pid, "SIGSTOP"); // so that it has no more children while we look
    const victims = [...childrenOf(running.pid), running.pid];
    for (const pid of victims) killNow(pid);
    while (victims.some((pid) => sighting(pid) !== undefined)) await sleep(5);
    await exited; // until then its pid is not free, and its lock file is taken for a living server's
  };
  const remove = async () => {
    if (running !== undefined && isAlive(running)) {
      await endProcess(running, { signals: ["SIGINT", "SIGQUIT"], patienceMs: 5_000 });
    }
    removePostgres(home);
    rmSync(home, { recursive: true, force: true });
  };
  process.once("exit", () => running !== undefined && isAlive(running) && killNow(running.pid)); // cut off
  await start();
  await createDatabases(server, ["faults"]);
  return { url: server.url("faults"), kill, start, remove };
}

function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It had ended by itself: its postmaster is gone.
  }
}

function childrenOf(pid: number): readonly number[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const processes = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  return processes.flatMap(([child, parent]) =>
    parent === pid && child !== undefined ? [child] : [],
  );
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
