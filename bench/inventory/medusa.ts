/** The peer (c): Medusa's inventory module in a process of its own, `bench/peers/medusa`. Nothing of it may hang the bench. */
import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Pace, type Turn, turnOf } from "../shared/drive.ts";
import { onDatabase, type Server } from "../shared/server.ts";
import { rounded } from "../shared/statistics.ts";

/** `none`: the module alone; `memory`: Medusa's default; `postgres`: its advisory locks. */
export type Lock = "none" | "memory" | "postgres";
export type Peer = {
  readonly measure: (pace: Pace) => Promise<Turn & Failures>;
  readonly sellOut: (order: SellOutOrder) => Promise<SellOut>;
  readonly close: () => Promise<void>;
};
type Failures = { readonly failed: number };
export type SellOutOrder = { readonly clients: number; readonly buyers: number };
export type SellOut = Failures & { readonly sold: number; readonly refused: number };

const FOLDER = join(import.meta.dirname, "../peers/medusa");
const STARTS_WITHIN_MS = 60_000;
const ANSWERS_WITHIN_MS = 120_000; // its lock has hung for ever when its pool was too small

/** Installs the peer's packages from its own lockfile when they are not there. */
export async function requireMedusa(): Promise<void> {
  if (existsSync(join(FOLDER, "node_modules/.package-lock.json"))) return;
  process.stdout.write("installing bench/peers/medusa (npm ci, some 270 MiB)\n");
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund"];
  await promisify(execFile)("npm", ["ci", ...flags], { cwd: FOLDER });
}

/** Makes `database` with Medusa's own migrations. */
export async function createMedusa(server: Server, database: string): Promise<void> {
  await server.createEmpty(database);
  const child = start(server, { database, lock: "postgres", connections: 0 }, ["--migrate"]);
  const [code] = await within(STARTS_WITHIN_MS, once(child, "exit"), child);
  if (code !== 0) throw new Error(`Medusa's migrations failed: ${tail(server)}`);
}

/** One item at one location, and no reservations. */
export async function seedMedusa(url: string, units: number): Promise<void> {
  await onDatabase(url, async (db) => {
    await db.query("truncate reservation_item, inventory_level, inventory_item cascade");
    await db.query("insert into inventory_item (id, sku) values ('iitem_bench', 'bench')");
    await db.query(
      `insert into inventory_level (id, inventory_item_id, location_id, stocked_quantity, raw_stocked_quantity,
         raw_reserved_quantity, raw_incoming_quantity)
       select 'ilev_bench', 'iitem_bench', 'sloc_bench', $1::numeric,
              jsonb_build_object('value', $1::text, 'precision', 20), nothing, nothing
         from jsonb_build_object('value', '0', 'precision', 20) as nothing`,
      [String(units)],
    );
    await db.query("vacuum analyze");
  });
}

/** Units that its reservations add up to. */
export async function promisedByMedusa(url: string): Promise<number> {
  const { rows } = await onDatabase(url, (db) =>
    db.query<{ units: string | null }>(
      "select sum(quantity) as units from reservation_item where deleted_at is null",
    ),
  );
  return Number(rows[0]?.units ?? 0);
}

type PeerOptions = {
  readonly database: string;
  readonly lock: Lock;
  /** Of its pool; 0: as many as by default. */
  readonly connections: number;
};

export async function startMedusa(server: Server, options: PeerOptions): Promise<Peer> {
  const child = start(server, options, []);
  await within(
    STARTS_WITHIN_MS,
    Promise.race([once(child, "message"), died(child, server)]),
    child,
  );
  const ask = async <T>(order: Pace | SellOutOrder): Promise<T> => {
    child.send(order);
    const [told] = await within(
      ANSWERS_WITHIN_MS,
      Promise.race([once(child, "message"), died(child, server)]),
      child,
    );
    return told;
  };
  return {
    measure: async (pace) => {
      const told = await ask<Failures & { readonly latenciesMs: readonly number[] }>(pace);
      return { ...turnOf(told.latenciesMs, pace.measureMs), failed: told.failed };
    },
    sellOut: (order) => ask(order),
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL"); // there is nothing to finish
      await once(child, "exit");
    },
  };
}

function start(server: Server, it: PeerOptions, flags: readonly string[]): ChildProcess {
  const log = openSync(logOf(server), "a");
  const child = fork(
    join(FOLDER, "peer.mjs"),
    [
      "--url",
      server.url(it.database),
      "--lock",
      it.lock,
      "--pool",
      String(it.connections),
      ...flags,
    ],
    { cwd: FOLDER, env: { PATH: process.env.PATH }, stdio: ["ignore", log, log, "ipc"] },
  );
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
