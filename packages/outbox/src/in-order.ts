/**
 * The events after a position, such that none of an aggregate comes before one with a lower sequence.
 *
 * Transactions get their ids when they begin to write, not when they reach an aggregate. T1 (id 100) writes elsewhere,
 * T2 (101) writes event 1 of an aggregate and commits, then T1 writes event 2 of it: in the order of ids 2 comes first.
 * Both appear at once, as nothing of 101 is read while 100 runs. So where a sequence is missing before an event, the
 * ones between are fetched and told first. They come again at their own places: at least once.
 *
 * What makes this exact: once an event is told, all lower ones of its aggregate are. So what is missing stands behind the
 * position, and it is enough to look for the lowest there.
 *
 * Events that share a row share its position: it is reached when the last of them was told.
 */
import type { Queryable } from "@holdfast/postgres";
import type { Position, StoredEvent } from "./event.ts";
import { findUntoldSequences, readEvents, readEventsOfAggregate } from "./events.store.ts";

/** Events to be told, and the position that is reached when they and all before them were. */
export type Piece = { readonly events: readonly StoredEvent[]; readonly reached: Position };
type Asked = {
  readonly after: Position;
  /** How many events are read at their own places, up to the end of a row. The ones that must come before are read besides. */
  readonly limit: number;
};

/** Events that are fetched out of turn, at a time: some 100 KiB. */
const MISSING_MAX = 200;

/** Each event in a piece of its own, with the ones that must come before it. Nothing when there is nothing to read. */
export async function* eventsInOrder(
  db: Queryable,
  { after, limit }: Asked,
): AsyncGenerator<Piece, void> {
  const page = await readEvents(db, { after, limit });
  const told = await toldBefore(db, page, after);
  let reached = after;
  for (const [index, event] of page.entries()) {
    const { aggregate, sequence, position } = event;
    const last = told.get(aggregate) ?? 0;
    const isTold = sequence <= last; // out of turn, some events ago
    if (!isTold) {
      for await (const events of missing(db, event, last)) yield { events, reached };
      told.set(aggregate, sequence);
    }
    if (page[index + 1]?.position !== position) reached = position;
    yield { events: isTold ? [] : [event], reached };
  }
}

/** The last sequence told of each aggregate that the page names. An aggregate's first event has none before it. */
async function toldBefore(
  db: Queryable,
  page: readonly StoredEvent[],
  after: Position,
): Promise<Map<string, number>> {
  const first = new Map<string, number>();
  for (const { aggregate, sequence } of page) {
    if (!first.has(aggregate)) first.set(aggregate, sequence);
  }
  const asked = new Map([...first].filter(([, sequence]) => sequence > 1));
  if (asked.size === 0) return new Map();
  const untold = await findUntoldSequences(db, asked, after);
  return new Map(
    [...asked].map(([aggregate, sequence]) => [aggregate, (untold.get(aggregate) ?? sequence) - 1]),
  );
}

/** What lies between the last told sequence and an event: mostly nothing, and after a deletion nothing any more. */
async function* missing(
  db: Queryable,
  { aggregate, sequence }: StoredEvent,
  last: number,
): AsyncGenerator<readonly StoredEvent[], void> {
  let above = last;
  while (above < sequence - 1) {
    const asked = { aggregate, above, below: sequence, limit: MISSING_MAX };
    const events = await readEventsOfAggregate(db, asked);
    if (events.length === 0) return;
    yield events;
    above = events.at(-1)?.sequence ?? sequence;
  }
}
