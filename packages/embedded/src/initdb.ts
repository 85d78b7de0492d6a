/** Creates the cluster: once, completely or not at all. */
import { spawnSync } from "node:child_process";
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
import type { PostgresHost } from "./postgres-host.ts";

export const SUPERUSER = "holdfast";
/** PostgreSQL's built-in locale: the same order and case rules on every machine, whatever locales it has. */
const LOCALE = [
  "--locale=C",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--encoding=UTF8",
];

/**
 * Returns the cluster's data directory and password, creating both at the first call. A creation that was cut off
 * leaves only `data.unfinished`, which the next call replaces.
 */
export function cluster(
  host: PostgresHost,
  { home, durable }: { home: string; durable: boolean },
): { dataDirectory: string; password: string } {
  const dataDirectory = join(host.place, "data");
  const passwordFile = join(home, "postgres.password");
  if (existsSync(dataDirectory)) return { dataDirectory, password: storedPassword(passwordFile) };
  const password = randomBytes(24).toString("base64url");
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const unfinished = `${dataDirectory}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  if (host.user !== undefined) chownSync(unfinished, host.user.uid, host.user.gid);
  runInitdb(host, { directory: unfinished, password, durable });
  renameSync(unfinished, dataDirectory);
  return { dataDirectory, password };
}

function storedPassword(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new Error(
      `The password of the embedded PostgreSQL is missing (${file}). Put it back, or start again with --fresh.`,
      { cause: error },
    );
  }
}

function runInitdb(
  { binaries, user, place }: PostgresHost,
  { directory, password, durable }: { directory: string; password: string; durable: boolean },
): void {
  const passwordFile = join(place, "initdb.password");
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid);
  const args = ["--pgdata", directory, "--username", SUPERUSER, "--pwfile", passwordFile];
  const initdb = spawnSync(
    join(binaries, "bin", "initdb"),
    [...args, "--auth=scram-sha-256", ...LOCALE, ...(durable ? [] : ["--no-sync"])],
    {
      encoding: "utf8",
      cwd: place,
      env: { LC_ALL: "C", TZ: "UTC", PATH: "/bin:/usr/bin" },
      ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
    },
  );
  rmSync(passwordFile, { force: true });
  if (initdb.status !== 0) {
    const reason = initdb.error?.message ?? initdb.stderr.trim();
    throw new Error(`initdb could not create the database cluster: ${reason}`);
  }
}
