import { randomBytes } from "node:crypto";
import pg from "pg";
import { eventually } from "./shop.ts";

/** The gateway's comes last: it writes down refused requests too, so no snapshot is taken of it. */
const SERVICES = ["inventory", "pricing", "orders", "gateway"] as const;

export type Databases = {
  /** `INVENTORY_DATABASE_URL` and friends, for a stack on these databases. */
  readonly env: Readonly<Record<string, string>>;
  /** Every table's row count and content digest: equal snapshots mean that nothing was written. */
  snapshot(): Promise<Readonly<Record<string, string>>>;
  /** Waits until the services have told each other all that has happened: telling is written down, too. */
  told(): Promise<void>;
  drop(): Promise<void>;
};

/** A database per service on the test run's PostgreSQL: a stack on servers of the user's, whose content a test can see. */
export async function createDatabases(): Promise<Databases> {
  const server = process.env.TEST_POSTGRES_URL;
  if (server === undefined) throw new Error("TEST_POSTGRES_URL is not set: run through npm test");
  const suffix = randomBytes(4).toString("hex");
  const urls = SERVICES.map((service) => {
    const url = new URL(server);
    url.pathname = `/journey_${service}_${suffix}`;
    return url;
  });
  await onDatabase(server, async (client) => {
    for (const url of urls) await client.query(`create database ${url.pathname.slice(1)}`);
  });
  return {
    env: Object.fromEntries(
      SERVICES.map((service, index) => [
        `${service.toUpperCase()}_DATABASE_URL`,
        urls[index]?.href ?? "",
      ]),
    ),
    snapshot: async () =>
      Object.assign(
        {},
        ...(await Promise.all(urls.slice(0, -1).map((url) => digestTables(url.href)))),
      ),
    told: async () => {
      await eventually("all events to be delivered", async () => {
        // In the order in which services follow each other: what one is told may be an event for the next.
        for (const url of urls.slice(0, -1)) if (await isTelling(url.href)) return undefined;
        return true;
      });
    },
    drop: () =>
      onDatabase(server, async (client) => {
        for (const url of urls)
          await client.query(`drop database ${url.pathname.slice(1)} with (force)`);
      }),
  };
}

async function digestTables(url: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  await onDatabase(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );
    for (const { name } of rows) {
      const digest = await client.query<{ digest: string }>(
        `select count(*) || ':' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from "${name}" t`,
      );
      digests[`${new URL(url).pathname}.${name}`] = digest.rows[0]?.digest ?? "";
    }
  });
  return digests;
}

/** Is there an event that a subscriber has not taken, or a delivery that is not at its end? */
async function isTelling(url: string): Promise<boolean> {
  let telling = false;
  await onDatabase(url, async (client) => {
    const { rows } = await client.query(
      `select from outbox_subscription mine where holder is not null
          or exists (select from outbox where (transaction_id, id) > (mine.transaction_id, mine.id))`,
    );
    telling = rows.length > 0;
  });
  return telling;
}

async function onDatabase(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
