/** The tables of the two baselines, each with a set of its own: what a competent team would have. */
import pg from "pg";
import { onDatabase } from "../shared/server.ts";

export const BASELINES = ["plain", "one_statement"] as const;
export type Baseline = (typeof BASELINES)[number];

const SCHEMA = `
  create table stock (
    sku text primary key,
    on_hand int not null,
    reserved int not null default 0,
    check (reserved between 0 and on_hand)
  ) with (fillfactor = 50);
  create table reservation (
    id uuid primary key,
    idempotency_key text not null unique,
    sku text not null,
    quantity int not null check (quantity > 0),
    status text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null default now() + interval '15 min'
  );
  create table ledger (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    sku text not null,
    quantity int not null,
    reservation_id uuid not null
  )`;

export type Stocked = {
  readonly skus: number;
  readonly onHandUnits: number;
  /** Released reservations that lie in the tables already, so that no index is a single page. */
  readonly past: number;
};

/** Makes the table set `baseline` with the stock and the past, vacuumed and analysed: plans are made on tables like these. */
export async function seedBaseline(url: string, baseline: Baseline, it: Stocked): Promise<void> {
  await onDatabase(url, async (db) => {
    await db.query(`create schema ${baseline}; set search_path = ${baseline}; ${SCHEMA}`);
    await db.query(
      `insert into stock (sku, on_hand)
       select 'SKU-' || lpad(i::text, 7, '0'), $2 from generate_series(0, $1::int - 1) as i`,
      [it.skus, it.onHandUnits],
    );
    await db.query(
      `insert into reservation (id, idempotency_key, sku, quantity, status)
       select uuidv7(), gen_random_uuid(), 'SKU-' || lpad((i % $2)::text, 7, '0'), 1, 'released'
         from generate_series(1, $1::int) as i`,
      [it.past, it.skus],
    );
    await db.query(
      `insert into ledger (sku, quantity, reservation_id)
       select sku, signed, id from reservation cross join (values (1), (-1)) as sign (signed)`,
    );
    for (const table of ["stock", "reservation", "ledger"])
      await db.query(`vacuum analyze ${table}`);
  });
}

/** Prepared statements are the connection's own, and its `search_path` says whose tables they mean. */
export function openPool(url: string, baseline: Baseline, connections: number): pg.Pool {
  return new pg.Pool({
    connectionString: url,
    max: connections,
    options: `-c search_path=${baseline}`,
  });
}

export type Books = {
  readonly reservedUnits: number;
  /** Rows whose three books do not agree. */
  readonly drift: number;
  /** Units promised that are not there. */
  readonly oversoldUnits: number;
};

export async function auditBaseline(url: string, baseline: Baseline): Promise<Books> {
  const { rows } = await onDatabase(url, (db) =>
    db.query<Books>(
      `with held as (
         select sku, sum(quantity) as units from ${baseline}.reservation where status = 'held' group by sku),
       moved as (
         select sku, sum(quantity) as units from ${baseline}.ledger group by sku)
       select sum(reserved)::int as "reservedUnits",
              (count(*) filter (where reserved <> coalesce(held.units, 0)
                                   or reserved <> coalesce(moved.units, 0)))::int as drift,
              sum(greatest(reserved - on_hand, 0))::int as "oversoldUnits"
         from ${baseline}.stock left join held using (sku) left join moved using (sku)`,
    ),
  );
  const [books] = rows;
  if (books === undefined) throw new Error(`${baseline} has no stock`);
  return books;
}
