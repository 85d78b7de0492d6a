import type { Database, Queryable } from "@holdfast/postgres";
import { unrecorded } from "@holdfast/telemetry";
import type { Pages } from "../paged-answer.ts";

/** From inside, to outside. */
export type Period = { readonly from: Date; readonly to: Date };
/** Where a period lies in the ledger: after the first place, through the last. */
export type Extent = {
  readonly after: number;
  readonly through: number;
  readonly movements: number;
  readonly shelves: number;
};

/** Counting a period reads all of it: 10 M rows take about a second. */
const EXTENT_TIMEOUT = "120s";
/** Some 2 MB of text. */
const PAGE_MOVEMENTS = 5_000;
const PAGE_SHELVES = 500;
/** A transaction of ours ends within its statement's 10 s and its 15 s of idling; who else writes here is not waited for. */
const SETTLE_TRIES_MAX = 125;
const SETTLE_PAUSE_MS = 200;

/**
 * Where the movements of a period lie that had been begun when this was asked; what commits later lies behind it. Resolves
 * when the transactions of that moment have ended, so that whoever reads the extent from then on reads the same rows
 * each time. `movements` counts those that had been committed when it was asked.
 */
export async function findExtent(
  db: Database,
  { from, to }: Period,
  pause: (ms: number) => Promise<unknown>,
): Promise<Extent> {
  const { mark, ...extent } = await db.inTransaction(async (tx) => {
    await tx.query({
      name: "allow-long-count",
      text: `set local statement_timeout = '${EXTENT_TIMEOUT}'`,
    });
    // `id + 0`: the least id of all is found at once, the least of a period only by the period's rows.
    const [row] = await tx.query<Extent & { readonly mark: string }>({
      name: "find-ledger-extent",
      isPlannedAnew: true,
      text: `select coalesce(min(id + 0), 1) - 1 as after, coalesce(max(id + 0), 0) as through, count(*) as movements,
                    (select count(*) from stock) as shelves, pg_current_xact_id()::text as mark
               from movement where at >= $1 and at < $2`,
      values: [from, to],
    });
    if (row === undefined) throw new Error("an aggregate has a row");
    return row;
  });
  for (let tries = 1; tries < SETTLE_TRIES_MAX && !(await isSettled(db, mark)); tries += 1) {
    await pause(SETTLE_PAUSE_MS);
  }
  return extent;
}

/** Whether all transactions that had begun to write before the mark have ended. */
async function isSettled(db: Queryable, mark: string): Promise<boolean> {
  const [row] = await unrecorded(() =>
    db.query<{ readonly settled: boolean }>({
      name: "is-ledger-settled",
      text: "select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as settled",
      values: [mark],
    }),
  );
  return row?.settled === true;
}

export type LedgerQuery = Period & {
  readonly after: number;
  readonly through: number;
  /** At least that many rows, where there are as many; a page is not cut. */
  readonly limit: number;
};

/**
 * Movements of the period in the order of the ledger, a line of JSON each, made by the database: what passes through here
 * costs no more than its bytes. The last line says where to go on: `{"after":"123"}`, or null at the end.
 */
export async function* movementPages(db: Queryable, query: LedgerQuery): Pages {
  let { after } = query;
  let told = 0;
  for (;;) {
    const page = await findMovementLines(db, { ...query, after });
    if (page.lines !== null) yield page.lines;
    told += page.rows;
    after = page.last ?? after;
    const isLast = page.rows < PAGE_MOVEMENTS;
    if (isLast || told >= query.limit) return yield endLine(isLast ? null : String(after));
  }
}

type Page<Place> = {
  readonly lines: string | null;
  readonly rows: number;
  readonly last: Place | null;
};

const endLine = (after: string | null): string => `${JSON.stringify({ after })}\n`;

// The number of rows stands in the text: the planner takes an unknown limit for a tenth of the table, and would sort it.

async function findMovementLines(
  db: Queryable,
  { after, through, from, to }: LedgerQuery,
): Promise<Page<number>> {
  const [page] = await unrecorded(() =>
    db.query<Page<number>>({
      name: "stream-movements",
      isPlannedAnew: true,
      text: `with page as (
               select id, movement_id, at, sku, location, kind, quantity, reason, reference, other_location
                 from movement where id > $1 and id <= $2 and (at >= $3 and at < $4) is true
                order by id limit ${PAGE_MOVEMENTS})
             select string_agg(json_build_object('id', movement_id,
                      'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                      'sku', sku, 'location', location, 'kind', kind, 'quantity', quantity,
                      'otherLocation', other_location, 'reason', reason, 'reference', reference)::text || E'\\n', '') as lines,
                    count(*) as rows, max(id) as last from page`,
      values: [after, through, from, to],
    }),
  );
  if (page === undefined) throw new Error("an aggregate has a row");
  return page;
}

type ShelfPlace = { readonly sku: string; readonly location: string };
export type ShelfQuery = {
  readonly after: ShelfPlace;
  /** Of the ledger: later movements do not count. */
  readonly through: number;
  readonly to: Date;
  /** Reserved units are known now, and of no other time; undefined leaves them out. */
  readonly reservedAt: Date | undefined;
  readonly limit: number;
};

/**
 * Every shelf that had movements before `to`, by SKU and location, with the sum of them. A line of JSON each, the last
 * one says where to go on: `{"after":"SKU/LOCATION"}`, or null at the end.
 */
export async function* shelfPages(db: Queryable, query: ShelfQuery): Pages {
  let { after } = query;
  let read = 0;
  for (;;) {
    const page = await findShelfLines(db, { ...query, after });
    if (page.lines !== null) yield page.lines;
    read += page.rows;
    after = page.last ?? after;
    const isLast = page.rows < PAGE_SHELVES;
    if (isLast || read >= query.limit) {
      return yield endLine(isLast ? null : `${after.sku}/${after.location}`);
    }
  }
}

async function findShelfLines(
  db: Queryable,
  { after, through, to, reservedAt }: ShelfQuery,
): Promise<Page<ShelfPlace>> {
  const [page] = await unrecorded(() =>
    db.query<Page<ShelfPlace>>({
      name: "stream-stock",
      isPlannedAnew: true,
      text: `with page as materialized (
               select sku, location, reserved from stock
                where (sku, location) > ($1, $2) order by sku, location limit ${PAGE_SHELVES}),
             summed as materialized (
               select sku, location, sum(quantity)::bigint as units from movement
                where sku in (select sku from page) and id <= $3 and at < $4 group by sku, location),
             due as materialized (
               select sku, location, sum(quantity)::int as units from reservation_line
                where sku in (select sku from page) and held_until <= $5 group by sku, location)
             select string_agg(json_build_object('sku', sku, 'location', location, 'onHand', summed.units,
                      'reserved', case when $5::timestamptz is not null
                        then reserved - coalesce(due.units, 0) end)::text || E'\\n', '' order by sku, location)
                      filter (where summed.units is not null) as lines,
                    count(*) as rows, (select json_build_object('sku', sku, 'location', location) from page
                                        order by sku desc, location desc limit 1) as last
               from page left join summed using (sku, location) left join due using (sku, location)`,
      values: [after.sku, after.location, through, to, reservedAt ?? null],
    }),
  );
  if (page === undefined) throw new Error("an aggregate has a row");
  return page;
}
