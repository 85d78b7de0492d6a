/**
 * The whole system for a journey test: the real `holdfast start` in a data directory and on ports of its own, with real
 * processes that a test may kill.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { removePostgres } from "@holdfast/embedded/postgres-host";
import { type Identity, isAlive } from "@holdfast/embedded/process";

export type StackProcess =
  | "gateway"
  | "inventory"
  | "pricing"
  | "orders"
  | "payment-sandbox"
  | "postgres"
  | "restate";
export type Stack = {
  readonly home: string;
  /** Base URL of a service, without a slash at its end. */
  url(name: StackProcess): string;
  /** The processes that run now, by name; one that is being restarted is missing. */
  pids(): Readonly<Partial<Record<StackProcess, number>>>;
  /** Signals one process; throws when it does not run. After SIGKILL the supervisor starts it again. */
  kill(name: StackProcess, signal: NodeJS.Signals): Promise<void>;
  /** `holdfast <args>` against this stack: its exit code and output. */
  holdfast(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }>;
  /** Every line that the system has logged so far. */
  logLines(): readonly string[];
  /** `kill -9` of everything at once, the supervisor first, as a power cut would; then a new start on the same data. */
  crashAndStart(): Promise<void>;
  /** Ctrl-C; then fails unless the exit code is 0 and no process of the stack is left. Removes the data. */
  stop(): Promise<void>;
};
export type StackOptions = { readonly env?: Readonly<Record<string, string>> };

const ROOT = join(import.meta.dirname, "..");
const LAUNCHER = join(ROOT, "apps/cli/bin/holdfast.mjs");
const READY_WITHIN_MS = 60_000; // far above the 15 s we promise: a loaded machine is not what a journey tests
const STOPPED_WITHIN_MS = 60_000;
const PORT_TRIES_MAX = 5; // test files run at the same time and may choose the same ports
const OFFSETS: Readonly<Record<StackProcess, number>> = {
  gateway: 0,
  inventory: 1,
  pricing: 2,
  orders: 3,
  "payment-sandbox": 4,
  postgres: 10,
  restate: 11,
};

/** Starts it and waits until it says that it is ready, with its demo data. Throws, with its log, when it does not. */
export async function startStack({ env = {} }: StackOptions = {}): Promise<Stack> {
  const home = mkdtempSync(join(tmpdir(), "holdfast-stack-"));
  chmodSync(home, 0o711); // as root PostgreSQL runs under another user, who must get to its data
  for (let attempt = 1; ; attempt += 1) {
    const portBase = await freePortBase();
    const settings = { ...process.env, HOLDFAST_HOME: home, PORT_BASE: String(portBase), ...env };
    const running = spawnStart(settings);
    const failure = await untilReady(running);
    if (failure === undefined) return stackOf(running, { home, portBase, settings });
    await endStart(running.child);
    if (!failure.includes(" is taken by ") || attempt === PORT_TRIES_MAX) {
      discard(home);
      throw new Error(`the stack did not start: ${failure}\n${running.lines.join("\n")}`);
    }
  }
}

type Running = { readonly child: ChildProcess; readonly lines: string[] };
type Settings = Readonly<Record<string, string | undefined>>;

function stackOf(
  running: Running,
  { home, portBase, settings }: { home: string; portBase: number; settings: Settings },
): Stack {
  let { child, lines } = running;
  const processes = (): readonly (Identity & { name: StackProcess })[] =>
    JSON.parse(readFileSync(join(home, "run.json"), "utf8")).processes.filter(isAlive);
  return {
    home,
    url: (name) => `http://127.0.0.1:${portBase + OFFSETS[name]}`,
    pids: () => Object.fromEntries(processes().map(({ name, pid }) => [name, pid])),
    async kill(name, signal) {
      const found = processes().find((running) => running.name === name);
      if (found === undefined) throw new Error(`${name} does not run`);
      process.kill(found.pid, signal);
      while (signal === "SIGKILL" && isAlive(found)) await sleep(5);
    },
    holdfast: (...args) => runHoldfast(args, settings),
    logLines: () => lines,
    async crashAndStart() {
      const victims = processes();
      const died = once(child, "exit");
      child.kill("SIGKILL");
      for (const { pid } of victims) process.kill(pid, "SIGKILL");
      await died;
      ({ child, lines } = spawnStart(settings));
      const failure = await untilReady({ child, lines });
      if (failure !== undefined) throw new Error(`it did not start again: ${failure}`);
    },
    async stop() {
      const code = await endStart(child);
      const left = processesOf(home);
      discard(home);
      if (code !== 0) throw new Error(`holdfast start ended with ${code}\n${lines.join("\n")}`);
      if (left.length > 0) throw new Error(`processes were left running:\n${left.join("\n")}`);
    },
  };
}

function spawnStart(env: Settings): Running {
  const child = spawn(process.execPath, [LAUNCHER, "start"], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => lines.push(line));
  }
  process.once("exit", () => child.kill("SIGTERM")); // the test was cut off: the supervisor stops the rest
  return { child, lines };
}

/** Undefined when it is ready, else why not. */
async function untilReady({ child, lines }: Running): Promise<string | undefined> {
  const giveUpAtMs = Date.now() + READY_WITHIN_MS;
  while (child.exitCode === null && Date.now() < giveUpAtMs) {
    if (lines.some((line) => line.includes('"event":"ready"'))) return undefined;
    await sleep(20);
  }
  return child.exitCode === null ? "it was not ready in time" : (lines.findLast(() => true) ?? "");
}

async function endStart(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const exited = once(child, "exit");
  child.kill("SIGINT");
  const killer = setTimeout(() => child.kill("SIGKILL"), STOPPED_WITHIN_MS);
  const [code] = await exited;
  clearTimeout(killer);
  return code;
}

async function runHoldfast(args: readonly string[], env: Settings) {
  const child = spawn(process.execPath, [LAUNCHER, ...args], { env });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  const [code] = await once(child, "close");
  return { code, ...output };
}

/** Command lines of living processes that belong to the data directory, by command line or environment. */
function processesOf(home: string): string[] {
  if (!existsSync("/proc")) return []; // macOS: the exit code has to do
  return readdirSync("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return [];
    const commandLine = textOf(`/proc/${pid}/cmdline`);
    const ours =
      commandLine.includes(home) ||
      textOf(`/proc/${pid}/environ`).includes(`HOLDFAST_HOME=${home}\0`);
    return ours ? [`${pid} ${commandLine.replaceAll("\0", " ")}`] : [];
  });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function discard(home: string): void {
  removePostgres(home);
  rmSync(home, { recursive: true, force: true });
}

/** A base whose ports all are free, below the range that the system gives to outgoing connections. */
async function freePortBase(): Promise<number> {
  for (;;) {
    const base = 10_000 + randomInt(1_100) * 20;
    const offsets = [0, 1, 2, 3, 4, 10, 11, 12, 13, 14];
    const free = await Promise.all(offsets.map((offset) => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    probe.listen(port, "127.0.0.1");
    await once(probe, "listening");
    return true;
  } catch {
    return false;
  } finally {
    await new Promise((resolve) => probe.close(resolve));
  }
}
