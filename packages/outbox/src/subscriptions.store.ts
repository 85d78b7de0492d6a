import type { Queryable } from "@holdfast/postgres";
import type { Position } from "./event.ts";

/** What a process has to show to move a subscription: its name, and who it is itself. */
export type Holder = { readonly name: string; readonly holder: string };
/** The right to deliver to a subscriber, until the lease ends. */
export type Claim = {
  readonly after: Position;
  /** Deliveries that failed since the last that did not. */
  readonly failures: number;
};

/** One subscriber's place in the stream. */
export type Subscription = {
  readonly name: string;
  readonly position: Position;
  /** Committed events that it has not taken, those included that wait for an older transaction to end; of at most `countMax` rows. */
  readonly waiting: number;
  /** Of the first of them. */
  readonly waitingSince: Date | null;
  readonly failures: number;
  readonly lastError: string | null;
  readonly retryAt: Date | null;
  /** When it last took events. */
  readonly deliveredAt: Date | null;
};

/** Says that this process delivers to them. A new one begins with what is committed from now on. */
export async function declareSubscriptions(
  db: Queryable,
  { names, nowMs }: { readonly names: readonly string[]; readonly nowMs: number },
): Promise<void> {
  await db.query({
    name: "declare-subscriptions",
    text: `insert into outbox_subscription (name, transaction_id, id, declared_at)
           select name, pg_snapshot_xmin(pg_current_snapshot()), 0, $2 from unnest($1::text[]) as name
           on conflict (name) do update set declared_at = excluded.declared_at`,
    values: [names, new Date(nowMs)],
  });
}

/** Forgets subscriptions that no process has declared since `beforeMs` (Unix ms): they would keep every event for ever. */
export async function forgetSubscriptions(
  db: Queryable,
  beforeMs: number,
): Promise<readonly string[]> {
  const rows = await db.query<{ name: string }>({
    name: "forget-subscriptions",
    text: `delete from outbox_subscription where declared_at < $1 returning name`,
    values: [new Date(beforeMs)],
  });
  return rows.map(({ name }) => name);
}

/**
 * Takes a subscription for `leaseMs` when it has something to deliver, no pause after a failure, and no other holder.
 * By the database's clock: processes need not agree on the time. Writes nothing otherwise.
 */
export async function claimSubscription(
  db: Queryable,
  { name, holder }: Holder,
  leaseMs: number,
): Promise<Claim | undefined> {
  const [row] = await db.query<Position & { failures: number }>({
    name: "claim-subscription",
    text: `update outbox_subscription mine
              set holder = $2, leased_until = clock_timestamp() + $3 * interval '1 millisecond'
            where name = $1
              and (holder is null or holder = $2 or leased_until < clock_timestamp())
              and (retry_at is null or retry_at <= clock_timestamp())
              and exists (select from outbox
                           where (transaction_id, id) > (mine.transaction_id, mine.id)
                             and transaction_id < pg_snapshot_xmin(pg_current_snapshot()))
           returning transaction_id::text::bigint as "transactionId", id, failures`,
    values: [name, holder, leaseMs],
  });
  if (row === undefined) return undefined;
  const { failures, ...after } = row;
  return { after, failures };
}

/**
 * Notes what the subscriber has taken; false when another process has the subscription by now, or somebody moved it: then
 * nothing is noted. Keeps the lease for `leaseMs` more, or gives it up at 0.
 */
export async function moveSubscription(
  db: Queryable,
  { name, holder }: Holder,
  to: { readonly reached: Position; readonly leaseMs: number },
): Promise<boolean> {
  const moved = await db.query({
    name: "move-subscription",
    text: `update outbox_subscription
              set transaction_id = $3, id = $4, delivered_at = clock_timestamp(),
                  failures = 0, retry_at = null, last_error = null,
                  holder = case when $5 > 0 then holder end,
                  leased_until = case when $5 > 0 then clock_timestamp() + $5 * interval '1 millisecond' end
            where name = $1 and holder = $2 returning name`,
    values: [name, holder, to.reached.transactionId, to.reached.id, to.leaseMs],
  });
  return moved.length > 0;
}

/** Notes that a delivery failed, and gives the subscription up until `pauseMs` from now; for any process after that. */
export async function pauseSubscription(
  db: Queryable,
  { name, holder }: Holder,
  failure: { readonly message: string; readonly pauseMs: number },
): Promise<void> {
  await db.query({
    name: "pause-subscription",
    text: `update outbox_subscription
              set failures = failures + 1, last_error = $3,
                  retry_at = clock_timestamp() + $4 * interval '1 millisecond',
                  holder = null, leased_until = null
            where name = $1 and holder = $2`,
    values: [name, holder, failure.message, failure.pauseMs],
  });
}

/**
 * Moves a subscription to `position`, and lets it begin there at once. A delivery under way finds that it may not note
 * its end any more. False when there is no such subscription.
 */
export async function replaySubscription(
  db: Queryable,
  name: string,
  { transactionId, id }: Position,
): Promise<boolean> {
  const moved = await db.query({
    name: "replay-subscription",
    text: `update outbox_subscription
              set transaction_id = $2, id = $3, holder = null, leased_until = null,
                  failures = 0, retry_at = null, last_error = null
            where name = $1 returning name`,
    values: [name, transactionId, id],
  });
  return moved.length > 0;
}

/** All subscriptions by name; `countMax` bounds how many rows are counted of each, each with all its events. */
export async function listSubscriptions(
  db: Queryable,
  countMax: number,
): Promise<readonly Subscription[]> {
  const rows = await db.query<Omit<Subscription, "position"> & Position>({
    name: "list-subscriptions",
    isPlannedAnew: true,
    text: `select name, transaction_id::text::bigint as "transactionId", id, failures,
                  last_error as "lastError", retry_at as "retryAt", delivered_at as "deliveredAt",
                  behind.waiting, behind.since as "waitingSince"
             from outbox_subscription subscription
            cross join lateral (
              select coalesce(sum(events), 0) as waiting, min(at) as since from (
                select at, events from outbox
                 where (outbox.transaction_id, outbox.id) > (subscription.transaction_id, subscription.id)
                 order by outbox.transaction_id, outbox.id limit $1) waiting) behind
            order by name`,
    values: [countMax],
  });
  return rows.map(({ transactionId, id, ...row }) => ({ ...row, position: { transactionId, id } }));
}
