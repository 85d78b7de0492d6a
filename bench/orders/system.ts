/** The whole system as `npm start` has it, on ports of its own and on the bench's PostgreSQL, with a shop that has enough of everything. */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { seedInventory } from "../inventory/inventory-database.ts";
import { promotionsOf, seedPricing } from "../pricing/shop.ts";
import { freePortBase } from "../shared/free-port.ts";
import { onDatabase, type Server } from "../shared/server.ts";
import { cpuMsOf, familyCpuMs } from "./processes.ts";

type SystemProcess = "gateway" | "inventory" | "pricing" | "orders" | "payment-sandbox" | "restate";
export type System = {
  readonly gatewayUrl: string;
  readonly sandboxUrl: string;
  readonly ordersUrl: string;
  readonly ordersDatabaseUrl: string;
  readonly pidOf: (name: SystemProcess) => number | undefined;
  /** CPU ms by process until now, with PostgreSQL's. */
  readonly cpuMs: () => ReadonlyMap<string, number>;
  readonly stop: () => Promise<void>;
};

export const SKUS = 1_000;
const UNITS = 10_000_000;
const SERVICES = ["inventory", "pricing", "orders"] as const;
const PROCESSES = [...SERVICES, "gateway", "payment-sandbox", "restate"] as const;
const LAUNCHER = join(import.meta.dirname, "../../apps/cli/bin/holdfast.mjs");
const SINK = join(import.meta.dirname, "../trace-sink.ts");
const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 30_000;
/** From the base: see apps/cli/src/ports.ts. */
const PORT_OFFSETS = [0, 1, 2, 3, 4, 10, 11, 12, 13, 14];

/** So that what could not be removed after one system is not in the way of the next. */
let started = 0;

/** Starts it, with every request traced and its spans sent to a sink. Throws, with its log, when it does not start. */
export async function startSystem(
  server: Server,
  env: Readonly<Record<string, string>> = {},
): Promise<System> {
  const databases = await seedDatabases(server);
  const sink = fork(SINK, { stdio: "inherit" });
  const [{ port: sinkPort }] = await once(sink, "message");
  const portBase = await freePortBase(PORT_OFFSETS);
  const home = mkdtempSync(join(server.home, "system-"));
  const logFile = `${home}.log`;
  const child = launch(logFile, {
    ...{ HOLDFAST_HOME: home, PORT_BASE: String(portBase) },
    INVENTORY_DATABASE_URL: server.url(databases.inventory),
    PRICING_DATABASE_URL: server.url(databases.pricing),
    ORDERS_DATABASE_URL: server.url(databases.orders),
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${sinkPort}`,
    ...env,
  });
  const stop = async () => {
    await end(child);
    sink.kill();
    for (const database of Object.values(databases)) await server.drop(database);
  };
  await untilReady(child, logFile).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const url = (offset: number) => `http://127.0.0.1:${portBase + offset}`;
  return {
    ...{ gatewayUrl: url(0), ordersUrl: url(3), sandboxUrl: url(4), stop },
    ordersDatabaseUrl: server.url(databases.orders),
    pidOf: (name) => pidsIn(home).get(name),
    cpuMs: cpuReader(home, await postmasterOf(server)),
  };
}

async function seedDatabases(server: Server) {
  started += 1;
  const nameOf = (service: string) => `system_${started}_${service}`;
  const databases = {
    inventory: nameOf("inventory"),
    pricing: nameOf("pricing"),
    orders: nameOf("orders"),
  };
  for (const service of SERVICES) await server.create(databases[service], service);
  const goods = { skus: SKUS, onHandUnits: UNITS, past: 0 };
  await seedInventory(server.url(databases.inventory), goods);
  const prices = { skus: SKUS, promotions: promotionsOf(20) };
  await seedPricing(server.url(databases.pricing), prices);
  return databases;
}

function cpuReader(home: string, postmaster: number): System["cpuMs"] {
  return () => {
    const pids = pidsIn(home);
    const own = PROCESSES.map((name) => [name, cpuMsOf(pids.get(name) ?? -1) ?? 0] as const);
    return new Map([...own, ["postgres", familyCpuMs(postmaster)]]);
  };
}

function launch(logFile: string, env: Readonly<Record<string, string>>): ChildProcess {
  const log = openSync(logFile, "a");
  const child = spawn(process.execPath, [LAUNCHER, "start"], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const kill = () => child.kill("SIGTERM"); // the supervisor stops the rest
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  return child;
}

async function untilReady(child: ChildProcess, logFile: string): Promise<void> {
  const giveUpAtMs = Date.now() + READY_WITHIN_MS;
  while (!readFileSync(logFile, "utf8").includes('"event":"ready"')) {
    if (child.exitCode !== null || Date.now() > giveUpAtMs)
      throw new Error(`the system did not start: ${readFileSync(logFile, "utf8").slice(-2000)}`);
    await sleep(50);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGINT");
  const killer = setTimeout(() => child.kill("SIGKILL"), STOPPED_WITHIN_MS);
  await exited;
  clearTimeout(killer);
}

/** From the supervisor's record; of a process that is started again it may be the last one's. */
function pidsIn(home: string): ReadonlyMap<string, number> {
  const record: { readonly processes: readonly { readonly name: string; readonly pid: number }[] } =
    JSON.parse(readFileSync(join(home, "run.json"), "utf8"));
  return new Map(record.processes.map(({ name, pid }) => [name, pid]));
}

async function postmasterOf(server: Server): Promise<number> {
  const file = await onDatabase(server.url("postgres"), (db) =>
    db.query<{ text: string }>("select pg_read_file('postmaster.pid') as text"),
  );
  return Number(file.rows[0]?.text.split("\n")[0]);
}
