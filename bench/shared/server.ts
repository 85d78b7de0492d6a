/** The PostgreSQL of a bench: an embedded one of its own, durable, in a directory that goes when the bench ends. */
import {
  chmodSync,
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { postgres, postgresIsReady } from "@holdfast/embedded/postgres";
import { removePostgres } from "@holdfast/embedded/postgres-host";
import { endProcess, identify, signalProcess } from "@holdfast/embedded/process";
import { launch } from "@holdfast/embedded/program";
import pg from "pg";
import { migrate } from "../../packages/postgres/src/migrate.ts";
import type { Row } from "../run.ts";
import { freePort } from "./free-port.ts";
import { median } from "./statistics.ts";

export type Server = AsyncDisposable & {
  readonly home: string;
  readonly facts: Row;
  readonly url: (database: string) => string;
  /** Makes an empty database of the service, with the schema that its migrations give it. */
  readonly create: (database: string, service: "inventory" | "pricing" | "orders") => Promise<void>;
  readonly createEmpty: (database: string) => Promise<void>;
  readonly drop: (database: string) => Promise<void>;
};

const READY_WITHIN_MS = 30_000;
const SERVICES = join(import.meta.dirname, "../../services");
/** Memory and log that a server of this size would be given; everything that makes a commit durable is on. */
const SETTINGS = {
  shared_buffers: "512MB",
  max_wal_size: "4GB",
  checkpoint_timeout: "30min", // checkpoints are taken between the rounds, where they disturb nobody
  max_connections: "300",
};

/** Throws when it does not start. Disposing stops it and removes its data; so does the end of this process. */
export async function startServer(): Promise<Server> {
  const home = mkdtempSync(join(tmpdir(), "holdfast-bench-"));
  chmodSync(home, 0o711); // as root the server runs under another user, who must get to its data
  const port = await freePort();
  const logFile = join(home, "postgres.log");
  const { program, url } = postgres({ home, port, logFile, durable: true, settings: SETTINGS });
  const identity = identify((await launch(program)).pid, program.marker);
  const remove = () => {
    removePostgres(home);
    rmSync(home, { recursive: true, force: true });
  };
  const abandon = () => {
    signalProcess(identity, "SIGQUIT");
    remove();
  };
  process.once("exit", abandon);
  const giveUpAtMs = Date.now() + READY_WITHIN_MS;
  while (!(await postgresIsReady({ home, port }))) {
    if (Date.now() > giveUpAtMs) throw new Error(`PostgreSQL did not start, see ${logFile}`);
    await sleep(50);
  }
  const admin = (statement: string) => onDatabase(url("postgres"), (db) => db.query(statement));
  const templates = new Map<string, Promise<string>>();
  const templateOf = async (service: string): Promise<string> => {
    const template = `${service}_template`;
    await admin(`create database ${template}`);
    await migrate({ url: url(template), directory: join(SERVICES, service, "migrations") });
    return template;
  };
  return {
    home,
    facts: { ...(await settingsOf(url("postgres"))), fdatasyncMicros: fdatasyncMicros(home) },
    url,
    create: async (name, service) => {
      const template = templates.get(service) ?? templateOf(service);
      templates.set(service, template);
      await admin(`create database ${name} template ${await template}`);
    },
    createEmpty: async (name) => void (await admin(`create database ${name}`)),
    drop: async (name) => void (await admin(`drop database ${name} with (force)`)),
    [Symbol.asyncDispose]: async () => {
      await endProcess(identity, { signals: ["SIGINT", "SIGQUIT"], patienceMs: 20_000 });
      remove();
      process.off("exit", abandon);
    },
  };
}

/** Runs `work` on a connection of its own. */
export async function onDatabase<T>(url: string, work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

const FACTS = [
  "server_version",
  "fsync",
  "synchronous_commit",
  "full_page_writes",
  "wal_sync_method",
];

async function settingsOf(url: string): Promise<Row> {
  const names = [...FACTS, "shared_buffers", "max_wal_size", "max_connections"];
  const { rows } = await onDatabase(url, (db) =>
    db.query<{ name: string; value: string }>(
      "select name, current_setting(name) as value from unnest($1::text[]) as name",
      [names],
    ),
  );
  return Object.fromEntries(rows.map(({ name, value }) => [`postgres.${name}`, value]));
}

/** What one commit costs at least: how long the disk takes to make 8 KiB durable. A few µs mean that it does not. */
function fdatasyncMicros(directory: string): number {
  const file = openSync(join(directory, "fdatasync"), "w");
  const page = Buffer.alloc(8192, 1);
  try {
    const micros = Array.from({ length: 200 }, () => {
      const beganAtMs = performance.now();
      writeSync(file, page);
      fdatasyncSync(file);
      return (performance.now() - beganAtMs) * 1000;
    });
    return Math.round(median(micros));
  } finally {
    closeSync(file);
  }
}
