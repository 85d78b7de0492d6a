import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

type Migration = { readonly name: string; readonly text: string; readonly checksum: string };
type Applied = { readonly name: string; readonly checksum: string };

/** Any number does, as long as every version of every service uses the same one in its own database. */
const MIGRATION_LOCK = 4_865_746_661;

/**
 * Applies the directory's `NNNN_name.sql` files that the database does not have yet, in order, each in a transaction of
 * its own, under an advisory lock: processes that start together wait for one another. Forward only. Throws when a file
 * that was applied has changed or is gone. Migrations newer than ours are left alone: an old process may restart beside
 * a newer version during a rolling upgrade.
 */
export async function migrate(options: {
  readonly url: string;
  readonly directory: string;
}): Promise<{ readonly applied: readonly string[] }> {
  const known = readMigrations(options.directory);
  const client = new pg.Client({
    connectionString: options.url,
    application_name: "holdfast-migrate",
    connectionTimeoutMillis: 10_000, // a server that is there answers sooner, also while it is busy
  });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query(`create table if not exists schema_migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    const { rows } = await client.query<Applied>(
      "select name, checksum from schema_migration order by name",
    );
    const pending = pendingMigrations(known, rows);
    for (const migration of pending) await apply(client, migration);
    return { applied: pending.map(({ name }) => name) };
  } finally {
    await client.end(); // ends the session, and with it the lock
  }
}

/** What is still to be applied; throws when the history and the files disagree. */
export function pendingMigrations(
  known: readonly Migration[],
  applied: readonly Applied[],
): readonly Migration[] {
  const files = new Map(known.map((migration) => [migration.name, migration]));
  const newestKnown = known.at(-1)?.name ?? "";
  for (const { name, checksum } of applied) {
    const file = files.get(name);
    if (file === undefined && name < newestKnown) {
      throw new Error(
        `Migration ${name} was applied to this database but its file is gone. Restore the file.`,
      );
    }
    if (file !== undefined && file.checksum !== checksum) {
      throw new Error(
        `Migration ${name} was changed after it was applied. Restore it and add a new migration instead.`,
      );
    }
  }
  const done = new Set(applied.map(({ name }) => name));
  const newestDone = applied.at(-1)?.name ?? "";
  const pending = known.filter(({ name }) => !done.has(name));
  const late = pending.find(({ name }) => name < newestDone);
  if (late !== undefined) {
    throw new Error(
      `Migration ${late.name} sorts before ${newestDone}, which is applied. Give it a later number.`,
    );
  }
  return pending;
}

function readMigrations(directory: string): readonly Migration[] {
  const names = readdirSync(directory)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  const malformed = names.find((name) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(name));
  if (malformed !== undefined)
    throw new Error(`${malformed} is not named like 0001_what_it_does.sql`);
  return names.map((name) => {
    const text = readFileSync(join(directory, name), "utf8");
    return { name, text, checksum: createHash("sha256").update(text).digest("hex") };
  });
}

async function apply(client: pg.Client, { name, text, checksum }: Migration): Promise<void> {
  await client.query("begin");
  try {
    await client.query(text);
    await client.query("insert into schema_migration (name, checksum) values ($1, $2)", [
      name,
      checksum,
    ]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`Migration ${name} failed and was rolled back: ${String(error)}`, {
      cause: error,
    });
  }
}
