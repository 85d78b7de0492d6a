/** Real processes of ours, each of which a test may kill, and the durable engine beside them. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { endProcess, type Identity, identify, isAlive } from "@holdfast/embedded/process";
import { launch } from "@holdfast/embedded/program";
import { restateIsHealthy, restateProgram } from "@holdfast/embedded/restate";
import type { Answer, Ask } from "./inventory-process.ts";

const ROOT = join(import.meta.dirname, "../..");
const READY_WITHIN_MS = 60_000;

export type ServiceProcess = {
  readonly url: string;
  readonly pid: number;
  /** Rejects when no answer comes. */
  call(ask: Ask & { readonly headers?: Readonly<Record<string, string>> }): Promise<Answer>;
  /** As `kill -9` does; resolves when it is gone. */
  kill(): Promise<void>;
};

/** Starts `main`, such as `services/orders`, on a port of its own, and waits until it listens. */
export async function startService(
  main: string,
  env: Readonly<Record<string, string>>,
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [join(ROOT, main, "src/main.ts")], {
    env: { ...process.env, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  process.once("exit", () => child.kill("SIGKILL")); // the test was cut off
  const url = `http://127.0.0.1:${await portOf(main, child)}`;
  return {
    url,
    pid: child.pid ?? 0,
    call: (ask) => call(url, ask),
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

function portOf(name: string, { stdout }: ChildProcess): Promise<number> {
  if (stdout === null) throw new Error(`${name} has no output`);
  const lines = createInterface({ input: stdout });
  const told: string[] = [];
  return new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      const { msg, port } = JSON.parse(line);
      if (msg === "listening") resolve(port);
      if (told.length < 20) told.push(line); // its last words when it never listens
    });
    lines.once("close", () => reject(new Error(`${name} ended:\n${told.join("\n")}`)));
  });
}

async function call(
  origin: string,
  { method, path, body, key, headers }: Parameters<ServiceProcess["call"]>[0],
): Promise<Answer> {
  const answer = await fetch(origin + path, {
    method,
    headers: {
      "holdfast-account": "acme",
      "holdfast-scope": "admin",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(key === undefined ? {} : { "idempotency-key": key }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

export type RestateProcess = {
  readonly ingressUrl: string;
  readonly adminUrl: string;
  kill(): Promise<void>;
  /** Starts it again on the same data; resolves when it is healthy. */
  start(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
};

export async function startRestate(): Promise<RestateProcess> {
  const home = mkdtempSync(join(tmpdir(), "holdfast-restate-"));
  const [ingress = 0, admin = 0, node = 0] = await freePorts(3);
  const program = restateProgram({
    dataDirectory: join(home, "restate"),
    logFile: join(home, "restate.log"),
    ports: { ingress, admin, node },
  });
  let running: Identity | undefined;
  process.once("exit", () => running !== undefined && isAlive(running) && killNow(running.pid));
  const start = async () => {
    running = identify((await launch(program)).pid, program.marker);
    await eventually("the engine to be healthy", async () =>
      (await restateIsHealthy({ ingress, admin })) ? true : undefined,
    );
  };
  await start();
  return {
    ingressUrl: `http://127.0.0.1:${ingress}`,
    adminUrl: `http://127.0.0.1:${admin}`,
    start,
    kill: async () => {
      if (running === undefined) throw new Error("it does not run");
      killNow(running.pid);
      while (isAlive(running)) await sleep(5);
    },
    remove: async () => {
      if (running !== undefined) await endProcess(running, { signals: [], patienceMs: 10_000 });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export function killNow(pid: number): void {
  process.kill(pid, "SIGKILL");
}

/** Ports that are free now: these programs' come from their configuration, so they cannot be 0. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const probes = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(probes.map((probe) => once(probe, "listening")));
  const ports = probes.map((probe) => {
    const address = probe.address();
    if (address === null || typeof address === "string") throw new Error("no free port");
    return address.port;
  });
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  return ports;
}

/** Asks until there is a value; bounded. What throws has no value yet. */
export async function eventually<T>(what: string, probe: () => Promise<T | undefined>): Promise<T> {
  const giveUpAtMs = performance.now() + READY_WITHIN_MS;
  while (performance.now() < giveUpAtMs) {
    const value = await probe().catch(() => undefined);
    if (value !== undefined) return value;
    await sleep(50);
  }
  throw new Error(`timed out waiting for ${what}`);
}
