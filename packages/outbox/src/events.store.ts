import type { Queryable } from "@holdfast/postgres";
import type { Position, StoredEvent } from "./event.ts";

/** An event behind the first of its row: of its type and time, and at its position. */
type Member = Pick<StoredEvent, "aggregate" | "sequence" | "data"> & {
  readonly traceparent?: string | null;
};
type Row = Omit<StoredEvent, "position"> & Position;
type Bundle = Row & { readonly more: readonly Member[] | null };

const EVENT = `aggregate, sequence, type, at, traceparent, payload as data,
  transaction_id::text::bigint as "transactionId", id`;

/**
 * The events after a position, oldest first. Those of one row come together, all at its position: there are more than
 * `limit` only where the last row tells several. Leaves out what was written by a transaction that is not older than every
 * running one: another that is older could still commit, and its events would have been passed over.
 */
export async function readEvents(
  db: Queryable,
  { after, limit }: { readonly after: Position; readonly limit: number },
): Promise<readonly StoredEvent[]> {
  const rows = await db.query<Bundle>({
    name: "read-events",
    isPlannedAnew: true,
    text: `select ${EVENT}, more from (
             select *, sum(events) over (order by transaction_id, id rows unbounded preceding) - events as before
               from (select * from outbox
                      where (transaction_id, id) > ($1::xid8, $2::bigint)
                        and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                      order by transaction_id, id limit $3) row) counted
            where before < $3 order by transaction_id, id`,
    values: [after.transactionId, after.id, limit],
  });
  return rows.flatMap(eventsOf);
}

/**
 * The events of one aggregate between two sequences, without either, lowest first, at most `limit`. Whoever writes the
 * next event of an aggregate waits for the one before to commit, so none of them can still come late.
 */
export async function readEventsOfAggregate(
  db: Queryable,
  asked: {
    readonly aggregate: string;
    readonly above: number;
    readonly below?: number;
    readonly limit: number;
  },
): Promise<readonly StoredEvent[]> {
  const { aggregate, above, below = Number.MAX_SAFE_INTEGER, limit } = asked;
  const rows = await db.query<Row>({
    name: "read-events-of-aggregate",
    isPlannedAnew: true,
    text: `select * from (
             (select ${EVENT} from outbox
               where aggregate = $1::text and sequence > $2 and sequence < $3 order by sequence limit $4)
             union all
             select member.aggregate, member.sequence, type, at, member.traceparent, member.data,
                    transaction_id::text::bigint, id
               from outbox cross join lateral json_to_recordset(more)
                 as member (aggregate text, sequence bigint, traceparent text, data json)
              where members @> $1::text and member.aggregate = $1 and member.sequence > $2 and member.sequence < $3) event
            order by sequence limit $4`,
    values: [aggregate, above, below, limit],
  });
  return rows.map(toEvent);
}

/**
 * Of each aggregate, the lowest sequence below the given one that stands behind `position`, but above any that stands in
 * a row of its own at or before it; none where all were told. A bundle is looked into only when it stands behind, which
 * is rare: mostly the first event of an aggregate is long told when the next one comes.
 */
export async function findUntoldSequences(
  db: Queryable,
  aggregates: ReadonlyMap<string, number>,
  position: Position,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ aggregate: string; sequence: number }>({
    name: "find-untold-sequences",
    isPlannedAnew: true,
    text: `select asked.aggregate, untold.sequence
             from unnest($1::text[], $2::bigint[]) as asked (aggregate, below)
             left join lateral (
               select sequence from outbox
                where aggregate = asked.aggregate and sequence < asked.below
                  and (transaction_id, id) <= ($3::xid8, $4::bigint)
                order by sequence desc limit 1) told on true
            cross join lateral (
              select min(sequence) as sequence from (
                (select sequence from outbox
                  where aggregate = asked.aggregate and sequence > coalesce(told.sequence, 0) and sequence < asked.below
                  order by sequence limit 1)
                union all
                select member.sequence
                  from outbox cross join lateral json_to_recordset(more) as member (aggregate text, sequence bigint)
                 where members @> asked.aggregate and (transaction_id, id) > ($3::xid8, $4::bigint)
                   and member.aggregate = asked.aggregate
                   and member.sequence > coalesce(told.sequence, 0) and member.sequence < asked.below) behind) untold
            where coalesce(told.sequence, 0) < asked.below - 1 and untold.sequence is not null`,
    values: [[...aggregates.keys()], [...aggregates.values()], position.transactionId, position.id],
  });
  return new Map(rows.map(({ aggregate, sequence }) => [aggregate, sequence]));
}

/** Where everything that is still to come will stand behind. */
export async function findHorizon(db: Queryable): Promise<Position> {
  const [row] = await db.query<{ transactionId: number }>({
    name: "find-horizon",
    text: `select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as "transactionId"`,
  });
  return { transactionId: row?.transactionId ?? 0, id: 0 };
}

/** The first event of this transaction or a later one. */
export async function findEventFrom(
  db: Queryable,
  transactionId: number,
): Promise<(Position & { readonly at: Date }) | undefined> {
  const [row] = await db.query<Position & { at: Date }>({
    name: "find-event-from",
    text: `select transaction_id::text::bigint as "transactionId", id, at from outbox
            where transaction_id >= $1::xid8 order by transaction_id, id limit 1`,
    values: [transactionId],
  });
  return row;
}

/** The last event that was deleted, with the latest time of any; `at` is null when none was. */
export async function findPruned(db: Queryable): Promise<Position & { readonly at: Date | null }> {
  const [row] = await db.query<Position & { at: Date | null }>({
    name: "find-pruned",
    text: `select transaction_id::text::bigint as "transactionId", id, at from outbox_pruned`,
  });
  if (row === undefined) throw new Error("outbox_pruned has lost its row");
  return row;
}

/**
 * Deletes the oldest rows, at most `limit`: all that are older than `beforeMs` (Unix ms), that every subscription is
 * past, and that no other of them waits behind. Answers how many; 0 also when another process is at it.
 */
export async function pruneEvents(
  db: Queryable,
  { beforeMs, limit }: { readonly beforeMs: number; readonly limit: number },
): Promise<number> {
  const [row] = await db.query<{ deleted: number }>({
    name: "prune-events",
    isPlannedAnew: true,
    // From where the last one ended: the index still knows what was deleted, and would be read through again.
    text: `with turn as (select * from outbox_pruned for update skip locked),
           passed as (
             select transaction_id, id from outbox_subscription order by transaction_id, id limit 1),
           oldest as (
             select outbox.aggregate, outbox.sequence, outbox.transaction_id, outbox.id, outbox.at
               from turn cross join lateral (
                 select * from outbox
                  where (outbox.transaction_id, outbox.id) > (turn.transaction_id, turn.id)
                    and outbox.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                  order by outbox.transaction_id, outbox.id limit $2) outbox),
           judged as (
             select *, bool_and(at < $1 and not exists (
                 select from passed where (oldest.transaction_id, oldest.id) > (passed.transaction_id, passed.id)))
               over (order by transaction_id, id) as over
               from oldest),
           deleted as (
             delete from outbox using judged
              where judged.over and outbox.aggregate = judged.aggregate and outbox.sequence = judged.sequence
             returning outbox.transaction_id, outbox.id, outbox.at),
           noted as (
             update outbox_pruned set (transaction_id, id, at) = (
               select last.transaction_id, last.id, greatest(outbox_pruned.at, (select max(at) from deleted))
                 from deleted last order by last.transaction_id desc, last.id desc limit 1)
              where exists (select from deleted))
           select count(*) as deleted from deleted`,
    values: [new Date(beforeMs), limit],
  });
  return row?.deleted ?? 0;
}

/** Wakes who listens, in every process. */
export async function notifyOfEvents(db: Queryable): Promise<void> {
  await db.query({ name: "notify-of-events", text: `select pg_notify('${CHANNEL}', '')` });
}

/** Where processes that use one database tell one another that there are new events. */
export const CHANNEL = "outbox";

function eventsOf({ more, ...row }: Bundle): readonly StoredEvent[] {
  const first = toEvent(row);
  if (more === null) return [first];
  return [first, ...more.map((member) => ({ ...first, traceparent: null, ...member }))];
}

function toEvent({ transactionId, id, ...event }: Row): StoredEvent {
  return { position: { transactionId, id }, ...event };
}
