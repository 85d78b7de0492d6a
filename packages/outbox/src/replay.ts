import type { Queryable } from "@holdfast/postgres";
import { fail, ok, type Result } from "@holdfast/result";
import { isBefore, type Position, parseCursor, toCursor } from "./event.ts";
import { findEventFrom, findHorizon, findPruned } from "./events.store.ts";
import type { FeedError } from "./feed.ts";

/**
 * An event can be this much older or younger than its neighbours in the stream: a transaction takes some seconds, and the
 * clocks of processes differ. Who begins at a time gets a minute more rather than an event less.
 */
const UNEVEN_MS = 60_000;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;
/** Each halves what is left of at most 10^15 transactions. */
const LOOKS_MAX = 50;

/** The position to begin at, of a cursor or an RFC 3339 time. */
export async function positionOf(
  db: Queryable,
  from: string,
): Promise<Result<Position, FeedError>> {
  const pruned = await findPruned(db);
  const expired = fail({ kind: "events-expired", keptFrom: toCursor(pruned) } as const);
  const horizon = await findHorizon(db);
  const cursor = parseCursor(from);
  if (cursor !== undefined) {
    if (isBefore(cursor, pruned)) return expired;
    // One that lies ahead would pass over what is still to come.
    return isBefore(horizon, cursor) ? fail({ kind: "cursor-invalid" }) : ok(cursor);
  }
  const atMs = RFC_3339.test(from) ? Date.parse(from) : Number.NaN;
  if (Number.isNaN(atMs)) return fail({ kind: "cursor-invalid" });
  if (pruned.at !== null && atMs <= pruned.at.getTime()) return expired;
  const found = await findTime(db, atMs - UNEVEN_MS, {
    low: pruned.transactionId,
    high: horizon.transactionId,
  });
  return ok(isBefore(found, pruned) ? pruned : found);
}

/** Halves the range of transactions until it is known from which one on events are as young as `atMs`. */
async function findTime(
  db: Queryable,
  atMs: number,
  range: { readonly low: number; readonly high: number },
): Promise<Position> {
  let { low, high } = range;
  for (let look = 0; look < LOOKS_MAX && low < high; look += 1) {
    const middle = Math.floor((low + high) / 2);
    const event = await findEventFrom(db, middle);
    if (event === undefined || event.at.getTime() >= atMs) high = middle;
    else low = event.transactionId + 1;
  }
  return { transactionId: low, id: 0 };
}
