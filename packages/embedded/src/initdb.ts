/** Creates the cluster: once, completely or not at all. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { PostgresHost } from "./postgres-host.ts";

export const SUPERUSER = "holdfast";

export type Cluster = {
  readonly dataDirectory: string;
  readonly password: string;
  readonly durable: boolean;
};

/** The same order and case rules on every machine, whatever locales it has. */
const LOCALE = [
  ...["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
  "--encoding=UTF8",
];

/** The superuser's password, made up at the first call; kept in `home`, readable by its owner only. */
export function clusterPassword(home: string, dataDirectory: string): string {
  const stored = storedPassword(home);
  if (stored !== undefined) return stored;
  if (existsSync(dataDirectory)) {
    throw new Error(
      `The password of the embedded PostgreSQL is missing (${passwordFile(home)}). Put it back, or start again with --fresh.`,
    );
  }
  const password = randomBytes(24).toString("base64url");
  writeFileSync(passwordFile(home), `${password}\n`, { mode: 0o600 });
  return password;
}

/** Undefined when there is none, or when it is not ours to read. */
export function storedPassword(home: string): string | undefined {
  try {
    return readFileSync(passwordFile(home), "utf8").trim();
  } catch {
    return undefined;
  }
}

const passwordFile = (home: string): string => join(home, "postgres.password");

/** Does nothing when the cluster exists. One whose creation was cut off is only `data.unfinished`, and replaced. */
export async function createCluster(host: PostgresHost, cluster: Cluster): Promise<void> {
  if (existsSync(cluster.dataDirectory)) return;
  const unfinished = `${cluster.dataDirectory}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  if (host.user !== undefined) chownSync(unfinished, host.user.uid, host.user.gid);
  await runInitdb(host, { ...cluster, dataDirectory: unfinished });
  renameSync(unfinished, cluster.dataDirectory);
}

async function runInitdb({ binaries, user, place }: PostgresHost, cluster: Cluster): Promise<void> {
  const passwordFile = join(place, "initdb.password"); // initdb reads it as the server's user
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid);
  try {
    const files = ["--pgdata", cluster.dataDirectory, "--pwfile", passwordFile];
    const access = ["--username", SUPERUSER, "--auth=scram-sha-256"];
    const initdb = spawn(
      join(binaries, "bin", "initdb"),
      [...files, ...access, ...LOCALE, ...(cluster.durable ? [] : ["--no-sync"])],
      {
        cwd: place,
        env: { LC_ALL: "C", TZ: "UTC", PATH: "/bin:/usr/bin" },
        stdio: ["ignore", "ignore", "pipe"],
        ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
      },
    );
    const ended = new Promise<number | null>((resolve, reject) => {
      initdb.once("error", reject);
      initdb.once("close", resolve);
    });
    const [complaint, code] = await Promise.all([text(initdb.stderr), ended]);
    if (code !== 0) throw new Error(`initdb could not create the database: ${complaint.trim()}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
