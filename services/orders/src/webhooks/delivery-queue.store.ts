import type { Queryable } from "@holdfast/postgres";
import type { Attempt } from "./webhooks.ts";

/** Whoever was woken has begun by then, or never will. */
const WOKEN_MS = 10_000;
/** A batch ends well before: it begins nothing after 5 s, and what it has begun ends within 15 s more. */
const AWAKE_MS = 60_000;

/** Endpoints with deliveries that are due and nobody at work on them: they are taken to be woken by who asks. */
export async function claimWakes(db: Queryable, nowMs: number): Promise<readonly string[]> {
  const rows = await db.query<{ readonly id: string }>({
    name: "claim-webhook-wakes",
    text: `update webhook_endpoint endpoint set awake_until = $2
            where enabled and deleted_at is null
              and (awake_until is null or awake_until <= $1) and (retry_at is null or retry_at <= $1)
              and exists (select from webhook_delivery
                           where endpoint_id = endpoint.id and status = 'pending')
           returning id`,
    values: [new Date(nowMs), new Date(nowMs + WOKEN_MS)],
  });
  return rows.map(({ id }) => id);
}

export type DueDelivery = {
  readonly id: string;
  readonly eventId: string;
  readonly traceparent: string | null;
  readonly body: string;
  readonly createdAt: Date;
};
export type DueWork = {
  readonly url: string;
  /** Sealed. */
  readonly secrets: readonly string[];
  readonly failures: number;
  /** The oldest first. */
  readonly deliveries: readonly DueDelivery[];
};

type DueRow = {
  readonly url: string;
  readonly secret: string;
  readonly previousSecret: string | null;
  readonly failures: number;
} & { readonly [Member in keyof DueDelivery]: DueDelivery[Member] | null };

/** The oldest deliveries of an endpoint. Undefined when there is none, or nothing may be sent to it now. */
export async function takeDue(
  db: Queryable,
  { endpointId, limit, nowMs }: { endpointId: string; limit: number; nowMs: number },
): Promise<DueWork | undefined> {
  const rows = await db.query<DueRow>({
    name: "take-due-webhook-deliveries",
    text: `with endpoint as (
             update webhook_endpoint set awake_until = $4
              where id = $1 and enabled and deleted_at is null and (retry_at is null or retry_at <= $3)
             returning *)
           select endpoint.url, endpoint.secret, endpoint.failures,
                  case when endpoint.previous_secret_until > $3 then endpoint.previous_secret end as "previousSecret",
                  due.id, due.event_id as "eventId", due.created_at as "createdAt", event.traceparent, event.body
             from endpoint
             left join lateral (select * from webhook_delivery
                                 where endpoint_id = endpoint.id and status = 'pending' order by seq limit $2) due on true
             left join webhook_event event on event.id = due.event_id
            order by due.seq`,
    values: [endpointId, limit, new Date(nowMs), new Date(nowMs + AWAKE_MS)],
  });
  const [first] = rows;
  if (first === undefined) return undefined;
  const { url, secret, previousSecret, failures } = first;
  const secrets = previousSecret === null ? [secret] : [secret, previousSecret];
  return { url, secrets, failures, deliveries: rows.flatMap(deliveryIn) };
}

function deliveryIn({ id, eventId, createdAt, body, traceparent }: DueRow): readonly DueDelivery[] {
  const isNone = id === null || eventId === null || createdAt === null || body === null;
  return isNone ? [] : [{ id, eventId, createdAt, body, traceparent }];
}

export type DeliveryResult = {
  readonly id: string;
  readonly status: "pending" | "delivered" | "failed";
  readonly attempt: Attempt;
};
export type EndpointState = {
  readonly endpointId: string;
  readonly failures: number;
  readonly lastError: string | null;
  readonly retryAtMs: number | null;
  readonly isGone: boolean;
};

/**
 * Writes down what became of a batch, and how the endpoint stands after it. True: more is due at once, and whoever asks is
 * to go on with it; false lets others wake the endpoint. What somebody else has recorded meanwhile stays.
 */
export async function recordBatch(
  db: Queryable,
  { endpointId, failures, lastError, retryAtMs, isGone }: EndpointState,
  results: readonly DeliveryResult[],
  nowMs: number,
): Promise<boolean> {
  const [row] = await db.query<{ readonly goesOn: boolean }>({
    name: "record-webhook-deliveries",
    text: `with result as (
             select * from jsonb_to_recordset($2::jsonb) as row (id uuid, status text, attempt jsonb)),
           ended as (
             update webhook_delivery delivery
                set status = result.status, ended_at = case when result.status <> 'pending' then $3::timestamptz end,
                    attempts = jsonb_path_query_array(attempts || result.attempt, '$[last - 19 to last]')
               from result where delivery.id = result.id and delivery.status = 'pending')
           update webhook_endpoint
              set failures = $4::int,
                  failing_since = case when $4::int > 0 then coalesce(failing_since, $3::timestamptz) end,
                  last_error = coalesce($5::text, last_error), retry_at = $6::timestamptz,
                  enabled = enabled and not $7::boolean,
                  disabled_reason = case when $7::boolean then 'gone' else disabled_reason end,
                  awake_until = case
                    when not $7::boolean and $6::timestamptz is null and exists (
                      select from webhook_delivery pending
                       where endpoint_id = $1 and status = 'pending'
                         and not exists (select from result where result.id = pending.id and result.status <> 'pending'))
                    then awake_until end
            where id = $1
           returning awake_until is not null as "goesOn"`,
    values: [
      endpointId,
      JSON.stringify(results),
      new Date(nowMs),
      failures,
      lastError,
      retryAtMs === null ? null : new Date(retryAtMs),
      isGone,
    ],
  });
  return row?.goesOn === true;
}
