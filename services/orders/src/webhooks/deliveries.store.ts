import type { Queryable } from "@holdfast/postgres";
import { fail, ok, type Result } from "@holdfast/result";
import type { Delivery, DeliveryStatus, WebhookError } from "../webhook.ts";

const MEMBERS = `delivery.id, delivery.seq, delivery.event_id as "eventId", event.type as "eventType", delivery.status,
  delivery.created_at as "createdAt", delivery.ended_at as "endedAt", delivery.attempts`;

/** The newest first, those before `before` in the queue when it is given. */
export function listDeliveries(
  db: Queryable,
  asked: {
    readonly endpointId: string;
    readonly status: DeliveryStatus | undefined;
    readonly before: number | undefined;
    readonly limit: number;
  },
): Promise<readonly Delivery[]> {
  const { endpointId, status, before, limit } = asked;
  return db.query<Delivery>({
    name: "list-webhook-deliveries",
    text: `select ${MEMBERS} from webhook_delivery delivery join webhook_event event on event.id = delivery.event_id
            where endpoint_id = $1 and ($2::text is null or status = $2) and ($3::bigint is null or seq < $3)
            order by seq desc limit $4`,
    values: [endpointId, status ?? null, before ?? null, limit],
  });
}

type Named = { readonly endpointId: string; readonly id: string };

export async function findDelivery(
  db: Queryable,
  { endpointId, id }: Named,
): Promise<(Delivery & { readonly body: string }) | undefined> {
  const [row] = await db.query<Delivery & { readonly body: string }>({
    name: "find-webhook-delivery",
    text: `select ${MEMBERS}, event.body
             from webhook_delivery delivery join webhook_event event on event.id = delivery.event_id
            where delivery.id = $1 and endpoint_id = $2`,
    values: [id, endpointId],
  });
  return row;
}

/** Has an ended delivery sent again, before all that came after it, for another three days. In a transaction. */
export async function replayDelivery(
  tx: Queryable,
  named: Named,
  nowMs: number,
): Promise<Result<Delivery, WebhookError>> {
  const allowed = await requireStatus(tx, named, (status) => status !== "pending");
  if (!allowed.ok) return allowed;
  await tx.query({
    name: "replay-webhook-delivery",
    text: `with endpoint as (update webhook_endpoint set retry_at = null where id = $2)
           update webhook_delivery set status = 'pending', ended_at = null, created_at = $3 where id = $1`,
    values: [named.id, named.endpointId, new Date(nowMs)],
  });
  return requireStatus(tx, named, () => true);
}

/** Gives a delivery up that waits, so that those behind it have their turn at once. In a transaction. */
export async function skipDelivery(
  tx: Queryable,
  named: Named,
  nowMs: number,
): Promise<Result<Delivery, WebhookError>> {
  const allowed = await requireStatus(tx, named, (status) => status === "pending");
  if (!allowed.ok) return allowed;
  await tx.query({
    name: "skip-webhook-delivery",
    text: `with endpoint as (update webhook_endpoint set retry_at = null where id = $2)
           update webhook_delivery set status = 'failed', ended_at = $3 where id = $1`,
    values: [named.id, named.endpointId, new Date(nowMs)],
  });
  return requireStatus(tx, named, () => true);
}

/** Locks the endpoint, before the delivery: in the order in which a batch is recorded. */
async function requireStatus(
  tx: Queryable,
  { endpointId, id }: Named,
  isAllowed: (status: DeliveryStatus) => boolean,
): Promise<Result<Delivery, WebhookError>> {
  const [row] = await tx.query<Delivery>({
    name: "lock-webhook-delivery",
    text: `select ${MEMBERS} from webhook_delivery delivery join webhook_event event on event.id = delivery.event_id
             join webhook_endpoint endpoint on endpoint.id = delivery.endpoint_id
            where delivery.id = $1 and endpoint_id = $2 and deleted_at is null for update of endpoint`,
    values: [id, endpointId],
  });
  if (row === undefined) return fail({ kind: "delivery-not-found", id });
  if (isAllowed(row.status)) return ok(row);
  return fail({ kind: "delivery-state", status: row.status, id });
}

/** How many are deleted at a time: short enough to stand in nobody's way. */
const FORGOTTEN_MAX = 1_000;
/** And how often, at one call: asked each minute, it forgets a thousand events a second, and as many come in at most. */
const PIECES_MAX = 60;

/** Deletes what is older than `beforeMs`, and what belongs to endpoints that are deleted; of very much only some. */
export async function forgetDeliveries(db: Queryable, beforeMs: number): Promise<void> {
  await inPieces(db, {
    name: "forget-webhook-events",
    text: `delete from webhook_event where id in (
             select id from webhook_event where taken_at < $1 order by taken_at limit ${FORGOTTEN_MAX}) returning 1`,
    values: [new Date(beforeMs)],
  });
  await inPieces(db, {
    name: "forget-deliveries-of-deleted-webhooks",
    text: `delete from webhook_delivery where id in (
             select delivery.id from webhook_endpoint endpoint
               join webhook_delivery delivery on delivery.endpoint_id = endpoint.id
              where deleted_at is not null limit ${FORGOTTEN_MAX}) returning 1`,
  });
  await db.query({
    name: "forget-deleted-webhooks",
    text: `delete from webhook_endpoint endpoint where deleted_at is not null
             and not exists (select from webhook_delivery where endpoint_id = endpoint.id)`,
  });
}

async function inPieces(db: Queryable, piece: Parameters<Queryable["query"]>[0]): Promise<void> {
  for (let pieces = 1; pieces <= PIECES_MAX; pieces += 1) {
    if ((await db.query(piece)).length < FORGOTTEN_MAX) return;
  }
}
