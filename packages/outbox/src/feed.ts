import type { Queryable } from "@holdfast/postgres";
import { fail, ok, type Result } from "@holdfast/result";
import {
  isBefore,
  type Position,
  parseCursor,
  type StoredEvent,
  toCursor,
  toWire,
  type WireEvent,
} from "./event.ts";
import { findHorizon, findPruned, readEventsOfAggregate } from "./events.store.ts";
import { eventsInOrder } from "./in-order.ts";

export type FeedQuery = {
  /** The `nextCursor` of the last page, or `LATEST`; the oldest event there is without it. */
  readonly after?: string | undefined;
  /** A page has more than this only where an event needs others before it, or was written in one row with others. */
  readonly limit: number;
  readonly type?: string | undefined;
  /** Only the events of this one, in their sequence; `after` is the last sequence then. */
  readonly aggregate?: string | undefined;
};
export type FeedPage = { readonly data: readonly WireEvent[]; readonly nextCursor: string };
export type FeedError =
  | { readonly kind: "cursor-invalid" }
  /** Events after the cursor were deleted; `keptFrom` is the cursor before the oldest that is left. */
  | { readonly kind: "events-expired"; readonly keptFrom: string };

/** Instead of a cursor: what is told from now on. Nothing that commits after the answer is missed; what did just before may come. */
const LATEST = "latest";
/** Pages that one request looks through for events of one type; a page with none says with its cursor how far it got. */
const PAGES_MAX = 10;
const PAGE_ROWS = 500;
const SEQUENCE = /^[0-9]{1,15}$/;

/** The events after a cursor, at once: `data` is empty when there are none yet. */
export function readFeed(db: Queryable, query: FeedQuery): Promise<Result<FeedPage, FeedError>> {
  const { aggregate } = query;
  return aggregate === undefined
    ? readStream(db, query)
    : readAggregate(db, { ...query, aggregate });
}

async function readStream(
  db: Queryable,
  { after, limit, type }: FeedQuery,
): Promise<Result<FeedPage, FeedError>> {
  if (after === LATEST) return ok({ data: [], nextCursor: toCursor(await findHorizon(db)) });
  const from = after === undefined ? await findPruned(db) : parseCursor(after);
  if (from === undefined) return fail({ kind: "cursor-invalid" });
  const { events, reached } = await collect(db, from, { limit, type });
  // Only now: what was deleted before this look was perhaps there to read, what is deleted later was read.
  const pruned = await findPruned(db);
  if (isBefore(from, pruned)) return fail({ kind: "events-expired", keptFrom: toCursor(pruned) });
  return ok({ data: events.map(toWire), nextCursor: toCursor(reached) });
}

async function collect(
  db: Queryable,
  from: Position,
  { limit, type }: Pick<FeedQuery, "limit" | "type">,
): Promise<{ readonly events: readonly StoredEvent[]; readonly reached: Position }> {
  const events: StoredEvent[] = [];
  const asked =
    type === undefined ? { pages: 1, rows: limit } : { pages: PAGES_MAX, rows: PAGE_ROWS };
  let reached = from;
  for (let page = 0; page < asked.pages; page += 1) {
    const begun = reached;
    for await (const piece of eventsInOrder(db, { after: begun, limit: asked.rows })) {
      events.push(...piece.events.filter((event) => type === undefined || event.type === type));
      const moved = isBefore(reached, piece.reached);
      reached = piece.reached;
      // Not between an event and those that must come before it: the cursor cannot say that.
      if (moved && events.length >= limit) return { events, reached };
    }
    if (!isBefore(begun, reached)) break;
  }
  return { events, reached };
}

async function readAggregate(
  db: Queryable,
  { after, limit, type, aggregate }: FeedQuery & { readonly aggregate: string },
): Promise<Result<FeedPage, FeedError>> {
  if (after !== undefined && !SEQUENCE.test(after)) return fail({ kind: "cursor-invalid" });
  const events: StoredEvent[] = [];
  let above = Number(after ?? 0);
  for (let page = 0; page < PAGES_MAX && events.length < limit; page += 1) {
    const rows = type === undefined ? limit : PAGE_ROWS;
    const read = await readEventsOfAggregate(db, { aggregate, above, limit: rows });
    const gap = (read[0]?.sequence ?? above + 1) - above - 1;
    if (gap > 0 && (after !== undefined || page > 0)) {
      return fail({ kind: "events-expired", keptFrom: String(above + gap) });
    }
    const wanted = read.filter((event) => type === undefined || event.type === type);
    events.push(...wanted.slice(0, limit - events.length));
    const cut = wanted.length > 0 && events.length === limit ? events.at(-1) : read.at(-1);
    above = cut?.sequence ?? above;
    if (read.length < rows || type === undefined) break;
  }
  return ok({ data: events.map(toWire), nextCursor: String(above) });
}
