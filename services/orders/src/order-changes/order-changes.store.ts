import type { Queryable } from "@holdfast/postgres";
import type { Problem } from "@holdfast/problem";
import type { OrderLine } from "../checkout/checkout.ts";
import type { OrderStatus } from "../order.ts";
import type { Origin } from "../origin.ts";
import type {
  ChangeableOrder,
  ChangedUnits,
  EarlierChange,
  PlannedChange,
} from "./order-changes.ts";

export type OrderChange = EarlierChange & {
  readonly orderId: string;
  readonly number: number;
  /** Undefined: not known yet. */
  readonly amountMinor: number | undefined;
  readonly currency: string;
  readonly restock: boolean;
  readonly location: string | undefined;
  readonly reason: string | undefined;
  readonly problem: Problem | undefined;
  readonly createdAtMs: number;
  readonly finishedAtMs: number | undefined;
};

type ChangeRow = {
  readonly [Key in Exclude<keyof OrderChange, "createdAtMs" | "finishedAtMs">]:
    | Exclude<OrderChange[Key], undefined>
    | (undefined extends OrderChange[Key] ? null : never);
} & { readonly createdAt: Date; readonly finishedAt: Date | null };

const CHANGE_COLUMNS = `order_change.id, order_id as "orderId", number, kind, order_change.status, items,
  amount_minor as "amountMinor", currency, restock, location, reason, order_change.problem,
  order_change.created_at as "createdAt", order_change.finished_at as "finishedAt"`;
const CHANGES = "order_change join orders on orders.id = order_id";

function toChange({ createdAt, finishedAt, ...row }: ChangeRow): OrderChange {
  return {
    ...row,
    amountMinor: row.amountMinor ?? undefined,
    location: row.location ?? undefined,
    reason: row.reason ?? undefined,
    problem: row.problem ?? undefined,
    createdAtMs: createdAt.getTime(),
    finishedAtMs: finishedAt?.getTime(),
  };
}

/** The order's changes, the first first. */
export async function listChanges(db: Queryable, orderId: string): Promise<readonly OrderChange[]> {
  const rows = await db.query<ChangeRow>({
    name: "list-order-changes",
    text: `select ${CHANGE_COLUMNS} from ${CHANGES} where order_id = $1 order by number`,
    values: [orderId],
  });
  return rows.map(toChange);
}

export async function findChange(db: Queryable, id: string): Promise<OrderChange | undefined> {
  const [row] = await db.query<ChangeRow>({
    name: "find-order-change",
    text: `select ${CHANGE_COLUMNS} from ${CHANGES} where order_change.id = $1`,
    values: [id],
  });
  return row === undefined ? undefined : toChange(row);
}

/** The change that a key was first sent for. */
export async function findKeyedChange(
  db: Queryable,
  { account, key }: { readonly account: string; readonly key: string },
): Promise<{ readonly id: string; readonly fingerprint: string } | undefined> {
  const [row] = await db.query<{ id: string; fingerprint: string }>({
    name: "find-keyed-order-change",
    text: "select id, fingerprint from order_change where account = $1 and idempotency_key = $2",
    values: [account, key],
  });
  return row;
}

export type FoundOrder = Omit<ChangeableOrder, "changes"> & {
  readonly account: string;
  readonly reservationId: string;
};

/** The order with its lock, until the transaction ends: nobody accepts another change meanwhile. */
export const lockOrder = (tx: Queryable, orderId: string): Promise<FoundOrder | undefined> =>
  readOrder(tx, { name: "lock-order-to-change", orderId, suffix: "for no key update" });

export const findOrderToChange = (db: Queryable, orderId: string) =>
  readOrder(db, { name: "find-order-to-change", orderId, suffix: "" });

async function readOrder(
  db: Queryable,
  it: { readonly name: string; readonly orderId: string; readonly suffix: string },
): Promise<FoundOrder | undefined> {
  type Row = Omit<FoundOrder, "totalMinor" | "lines"> & {
    readonly totalMinor: number | null;
    readonly lines: readonly OrderLine[] | null;
    readonly status: OrderStatus;
  };
  const [row] = await db.query<Row>({
    name: it.name,
    text: `select id, account, status, currency, total_minor as "totalMinor", lines, refunded_minor as "refundedMinor",
                  reservation_id as "reservationId"
             from orders where id = $1 ${it.suffix}`,
    values: [it.orderId],
  });
  if (row === undefined) return undefined;
  return { ...row, totalMinor: row.totalMinor ?? undefined, lines: row.lines ?? [] };
}

export type NewChange = PlannedChange & {
  readonly id: string;
  readonly orderId: string;
  readonly number: number;
  readonly kind: EarlierChange["kind"];
  /** Who asks. */
  readonly account: string;
  readonly idempotencyKey: string | undefined;
  readonly fingerprint: string;
  readonly restock: boolean;
  readonly location: string | undefined;
  readonly reason: string | undefined;
  readonly origin: Origin;
  readonly nowMs: number;
};

/** Writes a change that is to be done; a checkout that is running is told. `key-taken`: another request has the key. */
export async function insertChange(
  tx: Queryable,
  change: NewChange,
): Promise<"inserted" | "key-taken"> {
  const { origin } = change;
  const made = await tx.query({
    name: "insert-order-change",
    text: `with made as (
             insert into order_change (id, order_id, number, kind, account, idempotency_key, fingerprint, items,
               amount_minor, restock, location, reason, correlation_id, traceparent, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
             on conflict (account, idempotency_key) do nothing returning id, order_id, kind),
           asked as (
             update orders set cancel_requested_at = $15 from made
              where orders.id = made.order_id and made.kind = 'cancel' and orders.status = 'processing'
                and cancel_requested_at is null)
           select id from made`,
    values: [
      ...[change.id, change.orderId, change.number, change.kind, change.account],
      ...[change.idempotencyKey ?? null, change.fingerprint, JSON.stringify(change.items)],
      ...[change.amountMinor ?? null, change.restock, change.location ?? null],
      ...[change.reason ?? null, origin.correlationId, origin.trace.traceparent ?? ""],
      new Date(change.nowMs),
    ],
  });
  return made.length === 1 ? "inserted" : "key-taken";
}

/** What the engine is given of a change. */
export type ChangeInput = {
  readonly changeId: string;
  readonly orderId: string;
  readonly origin: Origin;
};

/** Changes that did not begin, accepted and last tried before `beforeMs`; the longest untried first. */
export async function findUnsubmittedChanges(
  db: Queryable,
  { beforeMs, limit }: { readonly beforeMs: number; readonly limit: number },
): Promise<readonly ChangeInput[]> {
  type Row = Pick<ChangeInput, "changeId" | "orderId"> & {
    readonly account: string;
    readonly correlationId: string;
    readonly traceparent: string;
  };
  const rows = await db.query<Row>({
    name: "find-unsubmitted-order-changes",
    text: `select order_change.id as "changeId", order_id as "orderId", orders.account,
                  order_change.correlation_id as "correlationId", order_change.traceparent
             from ${CHANGES}
            where order_change.status = 'processing' and begun_at is null
              and coalesce(tried_at, order_change.created_at) < $1
            order by coalesce(tried_at, order_change.created_at) limit $2`,
    values: [new Date(beforeMs), limit],
  });
  return rows.map(({ changeId, orderId, account, correlationId, traceparent }) => ({
    changeId,
    orderId,
    origin: { account, correlationId, trace: { traceparent } },
  }));
}

/** Notes that the change is given to the engine, whatever comes of it. */
export async function noteChangeTry(db: Queryable, id: string, nowMs: number): Promise<void> {
  await db.query({
    name: "note-order-change-try",
    text: "update order_change set tried_at = $2 where id = $1",
    values: [id, new Date(nowMs)],
  });
}

/** Notes that the engine has the change. */
export async function beginChange(db: Queryable, id: string, nowMs: number): Promise<void> {
  await db.query({
    name: "begin-order-change",
    text: "update order_change set begun_at = $2 where id = $1 and begun_at is null",
    values: [id, new Date(nowMs)],
  });
}

export type ChangeEnd = {
  readonly id: string;
  /** Why nothing was changed; undefined: it is done. */
  readonly problem: Problem | undefined;
  readonly items: readonly ChangedUnits[];
  readonly amountMinor: number;
  /** The order is cancelled by it. */
  readonly cancels: boolean;
  readonly nowMs: number;
};

/**
 * Writes how a change ended, into the order too. False when that was written before: so it may be repeated, and whoever
 * tells of it tells once.
 */
export async function endChange(tx: Queryable, end: ChangeEnd): Promise<boolean> {
  const { problem, nowMs } = end;
  const rows = await tx.query({
    name: "end-order-change",
    text: `with ended as (
             update order_change set status = $2, problem = $3, items = $4, amount_minor = $5, finished_at = $6
              where id = $1 and status = 'processing' returning order_id)
           update orders set refunded_minor = refunded_minor + case when $2 = 'done' then $5 else 0 end,
             status = case when $7 and $2 = 'done' then 'cancelled' else status end,
             revision = nextval('order_revision')
             from ended where orders.id = ended.order_id returning orders.id`,
    values: [
      ...[end.id, problem === undefined ? "done" : "failed"],
      ...[problem === undefined ? null : JSON.stringify(problem), JSON.stringify(end.items)],
      ...[end.amountMinor, new Date(nowMs), end.cancels],
    ],
  });
  return rows.length === 1;
}
