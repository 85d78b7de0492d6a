import { randomBytes } from "node:crypto";
import pg from "pg";
import { migrate } from "./migrate.ts";
import { type Database, openDatabase } from "./postgres.ts";

export type TestDatabase = {
  readonly db: Database;
  readonly url: string;
  drop(): Promise<void>;
};

/**
 * A database of the test file's own on the test run's PostgreSQL (`TEST_POSTGRES_URL`, from tests/setup.ts), migrated.
 * `options` are SQL, such as another locale.
 */
export async function testDatabase(
  migrationsDirectory: string,
  options = "",
): Promise<TestDatabase> {
  const server = process.env.TEST_POSTGRES_URL;
  if (server === undefined) {
    throw new Error(
      "TEST_POSTGRES_URL is not set: run with `node --test --test-global-setup=tests/setup.ts …`",
    );
  }
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(server, `create database ${name} ${options}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  await migrate({ url: url.href, directory: migrationsDirectory });
  const db = openDatabase({ url: url.href, applicationName: name });
  return {
    db,
    url: url.href,
    drop: async () => {
      await db.close();
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
