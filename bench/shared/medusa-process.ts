/** A peer, one of Medusa's modules, in a process of its own: `bench/peers/medusa`. Nothing of it may hang the bench. */
import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Server } from "./server.ts";
import { rounded } from "./statistics.ts";

const FOLDER = join(import.meta.dirname, "../peers/medusa");
const STARTS_WITHIN_MS = 60_000;
const ANSWERS_WITHIN_MS = 120_000; // its lock has hung for ever when its pool was too small

/** Installs the peer's packages from its own lockfile when they are not there. */
export async function requireMedusa(): Promise<void> {
  const installed = ["node_modules/.package-lock.json", "node_modules/@medusajs/core-flows"];
  if (installed.every((path) => existsSync(join(FOLDER, path)))) return;
  process.stdout.write("installing bench/peers/medusa (npm ci, some 290 MiB)\n");
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund"];
  await promisify(execFile)("npm", ["ci", ...flags], { cwd: FOLDER });
}

export type Script = {
  /** A file of bench/peers/medusa. */
  readonly file: string;
  readonly args: readonly string[];
};
export type PeerProcess = {
  /** Sends the order and waits for what the peer tells. Kills it and throws when it takes too long, or ends. */
  readonly ask: <T>(order: object) => Promise<T>;
  readonly close: () => Promise<void>;
};

/** Runs a script that ends by itself. */
export async function runMedusa(server: Server, script: Script): Promise<void> {
  const child = start(server, script);
  const [code] = await within(STARTS_WITHIN_MS, once(child, "exit"), child);
  if (code !== 0) throw new Error(`${script.file} failed: ${tail(server)}`);
}

/** Starts a script that sends a message once it is ready, and answers each order with another. */
export async function startMedusaProcess(server: Server, script: Script): Promise<PeerProcess> {
  const child = start(server, script);
  const ended = died(child, server);
  ended.catch(() => undefined); // told to whoever asks then
  await within(STARTS_WITHIN_MS, Promise.race([once(child, "message"), ended]), child);
  return {
    ask: async (order) => {
      child.send(order);
      const [told] = await within(
        ANSWERS_WITHIN_MS,
        Promise.race([once(child, "message"), ended]),
        child,
      );
      return told;
    },
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL"); // there is nothing to finish
      await once(child, "exit");
    },
  };
}

function start(server: Server, { file, args }: Script): ChildProcess {
  const log = openSync(logOf(server), "a");
  const child = fork(join(FOLDER, file), args, {
    cwd: FOLDER,
    env: { PATH: process.env.PATH },
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  return child;
}

const logOf = ({ home }: Server): string => join(home, "medusa.log");
const tail = (server: Server): string => readFileSync(logOf(server), "utf8").slice(-2000);

async function died(child: ChildProcess, server: Server): Promise<never> {
  const [code] = await once(child, "exit");
  throw new Error(`Medusa's process ended (${code}): ${tail(server)}`);
}

/** Kills the process and throws when it takes longer. */
async function within<T>(limitMs: number, work: Promise<T>, child: ChildProcess): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    child.kill("SIGKILL");
    reject(new Error(`Medusa did not answer within ${rounded(limitMs / 1000)} s`));
  }, limitMs);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
