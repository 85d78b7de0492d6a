/** A gateway as a process of its own, and what it answers and costs under wrk. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../shared/free-port.ts";
import { wrk } from "../shared/wrk.ts";
import type { Stand } from "./stand.ts";

export type Contestant = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Path before the SKU. */
  readonly path: string;
};
export type Running = {
  readonly contestant: Contestant;
  readonly url: string;
  readonly pid: number;
  readonly close: () => Promise<void>;
};
export type Load = { readonly connections: number; readonly seconds: number };
/** Refused requests count in `refused` alone; what they cost is the others'. */
export type Turn = {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the gateway's process alone. */
  readonly cpuMicrosARequest: number;
  readonly refused: number;
  readonly refusedShare: number;
};

export const API_KEY = "hf_dev_shop";
export const VIEW_PATH = "/api/v1/products/";
export const HOP_PATH = "/api/v1/admin/items/";
const ROOT = join(import.meta.dirname, "../..");
const PEERS = join(ROOT, "bench/peers/gateway");
const SCRIPT = join(import.meta.dirname, "get.lua");
const SKUS = 5_000;
/** Clock ticks a second of /proc; fixed at 100 in Linux's interface to programs. */
const TICKS = 100;
const READY_WITHIN_MS = 20_000;

/** How docs/guides/operate.md starts a gateway that is busy. The bare ones, as the limit of Node, get the same; peers theirs. */
const BUSY_FLAGS = ["--max-semi-space-size=64", "--no-parallel-scavenge"];

const node = (name: string, args: readonly string[]): Contestant => ({
  name,
  command: process.execPath,
  args,
  env: {},
  path: VIEW_PATH,
});
const peer = (name: string, file: string) => node(name, [join(PEERS, file)]);

/** Everything on: keys, limits, admission, breakers, log, metrics; traced when `otlp` names a collector. */
export function ours(
  otlp: string | undefined,
  env: Readonly<Record<string, string>> = {},
): Contestant {
  const traced = otlp === undefined ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: otlp };
  return {
    ...node(`ours, ${otlp === undefined ? "tracing off" : "all on"}`, [
      ...BUSY_FLAGS,
      join(ROOT, "services/gateway/src/main.ts"),
    ]),
    env: { HOLDFAST_MODE: "embedded", ...traced, ...env },
  };
}
const bare = (by: string) =>
  node(`bare fan-out, undici ${by}`, [...BUSY_FLAGS, join(import.meta.dirname, "bare.ts"), by]);
export const bareDispatch = () => bare("dispatch");
export const bareRequest = () => bare("request");
export const express = () => peer("Express by hand", "express.mjs");
export const nest = () => peer("NestJS on Fastify", "nest.mjs");
export const httpProxy = () => ({
  ...peer("@fastify/http-proxy", "http-proxy.mjs"),
  path: HOP_PATH,
});
export function stock(otlp: string): Contestant {
  const preload = ["--import", join(PEERS, "stock-tracing.mjs")];
  const instrumented = peer("stock libraries, auto-instrumented", "stock.mjs");
  return {
    ...instrumented,
    args: [...preload, ...instrumented.args],
    env: {
      API_KEY,
      OTEL_SERVICE_NAME: "stock",
      OTEL_EXPORTER_OTLP_ENDPOINT: otlp,
      OTEL_METRICS_EXPORTER: "none",
      OTEL_LOGS_EXPORTER: "none",
    },
  };
}

/** One process, as the others are. */
export function nginx(stand: Stand, port: number): Contestant {
  const file = join(stand.home, "nginx.conf");
  writeFileSync(
    file,
    `daemon off; master_process off; pid ${stand.home}/nginx.pid; error_log ${stand.home}/nginx.log;
events { worker_connections 4096; }
http {
  access_log ${stand.home}/nginx-access.log;
  client_body_temp_path ${stand.home}; proxy_temp_path ${stand.home}; fastcgi_temp_path ${stand.home};
  uwsgi_temp_path ${stand.home}; scgi_temp_path ${stand.home};
  upstream inventory { server ${stand.inventoryUrl.replace("http://", "")}; keepalive 64; }
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location = /readyz { return 200 "{}"; }
    location ${HOP_PATH} {
      proxy_pass http://inventory/v1/admin/items/;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
    }
  }
}
`,
  );
  return { name: "nginx", command: "nginx", args: ["-c", file], env: {}, path: HOP_PATH };
}

/** Installs the peers' packages from their own lockfile when they are not there. */
export async function requirePeers(): Promise<void> {
  if (existsSync(join(PEERS, "node_modules/.package-lock.json"))) return;
  process.stdout.write("installing bench/peers/gateway (npm ci)\n");
  await promisify(execFile)("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: PEERS,
  });
}

export async function open(
  contestant: Contestant,
  stand: Stand,
  asked: { readonly port?: number } = {},
): Promise<Running> {
  const port = asked.port ?? (await freePort());
  const logFile = join(stand.home, `${contestant.name.replaceAll(/\W+/g, "-")}.log`);
  const log = openSync(logFile, "a");
  const child = spawn(contestant.command, [...contestant.args], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      INVENTORY_URL: stand.inventoryUrl,
      PRICING_URL: stand.pricingUrl,
      ORDERS_URL: stand.inventoryUrl,
      ...contestant.env,
    },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, { url, logFile });
  return {
    contestant,
    url,
    pid: child.pid ?? Number.NaN,
    close: async () => {
      process.off("exit", kill);
      if (child.exitCode !== null || child.signalCode !== null) return;
      kill(); // there is nothing to finish
      await once(child, "exit");
    },
  };
}

/** One turn under wrk. Throws when a request is left without an answer. */
export async function turn(
  { contestant, url, pid }: Running,
  { connections, seconds }: Load,
): Promise<Turn> {
  const before = cpuMicros(pid);
  const args = [
    contestant.path,
    String(SKUS),
    contestant.path === HOP_PATH ? "hf_dev_admin" : API_KEY,
  ];
  const told = await wrk({ url, script: SCRIPT, args, connections, seconds });
  if (told.broken > 0) throw new Error(`${contestant.name} left ${told.broken} without an answer`);
  const good = told.answers - told.refused;
  return {
    perSecond: good / (told.durationMs / 1000),
    p50Ms: told.p50Ms,
    p99Ms: told.p99Ms,
    cpuMicrosARequest: (cpuMicros(pid) - before) / good,
    refusedShare: told.refused / told.answers,
    refused: told.refused,
  };
}

/** User and system time of a process since its start, all threads. */
function cpuMicros(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) / TICKS) * 1_000_000;
}

/** Resident memory, MiB. */
export function residentMiB(pid: number): number {
  const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kib) / 1024;
}

async function untilReady(
  child: ChildProcess,
  { url, logFile }: { readonly url: string; readonly logFile: string },
): Promise<void> {
  const giveUpAtMs = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return;
    if (child.exitCode !== null || Date.now() > giveUpAtMs) {
      throw new Error(`it did not start: ${readFileSync(logFile, "utf8").slice(-2000)}`);
    }
    await sleep(50);
  }
}
