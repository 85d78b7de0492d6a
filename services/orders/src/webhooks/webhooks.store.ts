import { type Precondition, permits } from "@holdfast/http-service/precondition";
import type { Queryable } from "@holdfast/postgres";
import { fail, ok, type Result } from "@holdfast/result";
import type { Endpoint, EndpointFields, WebhookError } from "../webhook.ts";

/** Each event is queued for each of them in one statement. */
const ENDPOINTS_MAX = 200;
/** Of what waits, more is only said to be more. */
export const WAITING_COUNTED_MAX = 10_000;

const MEMBERS = `id, url, description, event_types as "eventTypes", enabled, version, created_at as "createdAt",
  disabled_reason as "disabledReason", failures, failing_since as "failingSince", last_error as "lastError", retry_at as "retryAt"`;

/** Adds an endpoint. In a transaction: two at once are counted one after the other. */
export async function createEndpoint(
  tx: Queryable,
  endpoint: EndpointFields & { readonly id: string; readonly sealedSecret: string },
  nowMs: number,
): Promise<Result<Endpoint, WebhookError>> {
  const { id, url, description, eventTypes, enabled, sealedSecret } = endpoint;
  await tx.query({
    name: "lock-webhook-endpoints",
    text: "select pg_advisory_xact_lock(hashtextextended('webhook-endpoints', 0))",
  });
  const [row] = await tx.query<Endpoint>({
    name: "create-webhook-endpoint",
    text: `insert into webhook_endpoint (id, url, description, event_types, enabled, secret, created_at)
           select $1, $2, $3, $4, $5, $6, $7
            where (select count(*) from webhook_endpoint where deleted_at is null) < $8
           returning ${MEMBERS}`,
    values: [
      ...[id, url, description, eventTypes, enabled, sealedSecret],
      ...[new Date(nowMs), ENDPOINTS_MAX],
    ],
  });
  return row === undefined ? fail({ kind: "webhooks-over-limit", max: ENDPOINTS_MAX }) : ok(row);
}

/** In the order in which they were made; there are few. */
export function listEndpoints(db: Queryable): Promise<readonly Endpoint[]> {
  return db.query<Endpoint>({
    name: "list-webhook-endpoints",
    text: `select ${MEMBERS} from webhook_endpoint where deleted_at is null order by id`,
  });
}

export async function findEndpoint(db: Queryable, id: string): Promise<Endpoint | undefined> {
  const [row] = await db.query<Endpoint>({
    name: "find-webhook-endpoint",
    text: `select ${MEMBERS} from webhook_endpoint where id = $1 and deleted_at is null`,
    values: [id],
  });
  return row;
}

/** Where a test is sent, and what signs it: sealed secrets. */
export async function findSigning(
  db: Queryable,
  id: string,
  nowMs: number,
): Promise<{ readonly url: string; readonly secrets: readonly string[] } | undefined> {
  type Row = { readonly url: string; readonly secrets: readonly string[] };
  const [row] = await db.query<Row>({
    name: "find-webhook-signing",
    text: `select url, array_remove(array[secret, case when previous_secret_until > $2 then previous_secret end], null) as secrets
             from webhook_endpoint where id = $1 and deleted_at is null`,
    values: [id, new Date(nowMs)],
  });
  return row;
}

export type EndpointChange = {
  readonly id: string;
  readonly precondition: Precondition;
  readonly fields: Partial<EndpointFields>;
};

/** Changes what is named. It is tried at once, whatever failed before. In a transaction. */
export async function changeEndpoint(
  tx: Queryable,
  { id, precondition, fields }: EndpointChange,
): Promise<Result<Endpoint, WebhookError>> {
  const locked = await lockEndpoint(tx, id, precondition);
  if (!locked.ok) return locked;
  const { url, description, eventTypes, enabled } = { ...locked.value, ...fields };
  const [row] = await tx.query<Endpoint>({
    name: "change-webhook-endpoint",
    text: `update webhook_endpoint
              set url = $2, description = $3, event_types = $4, enabled = $5, version = version + 1,
                  disabled_reason = case when $5 then null else disabled_reason end,
                  failures = 0, failing_since = null, last_error = null, retry_at = null, awake_until = null
            where id = $1 returning ${MEMBERS}`,
    values: [id, url, description, eventTypes, enabled],
  });
  return row === undefined ? fail({ kind: "webhook-not-found", id }) : ok(row);
}

/** Takes the endpoint away; its deliveries are deleted later, in pieces. In a transaction. */
export async function deleteEndpoint(
  tx: Queryable,
  { id, precondition, nowMs }: { id: string; precondition: Precondition; nowMs: number },
): Promise<Result<null, WebhookError>> {
  const locked = await lockEndpoint(tx, id, precondition);
  if (!locked.ok) return locked;
  await tx.query({
    name: "delete-webhook-endpoint",
    text: "update webhook_endpoint set deleted_at = $2, secret = '', previous_secret = null where id = $1",
    values: [id, new Date(nowMs)],
  });
  return ok(null);
}

/** The new secret signs from now on, and the one before it besides until `previousUntilMs`. In a transaction. */
export async function rotateSecret(
  tx: Queryable,
  rotation: {
    readonly id: string;
    readonly precondition: Precondition;
    readonly sealedSecret: string;
    readonly previousUntilMs: number;
  },
): Promise<Result<Endpoint, WebhookError>> {
  const { id, precondition, sealedSecret, previousUntilMs } = rotation;
  const locked = await lockEndpoint(tx, id, precondition);
  if (!locked.ok) return locked;
  const [row] = await tx.query<Endpoint>({
    name: "rotate-webhook-secret",
    text: `update webhook_endpoint
              set previous_secret = secret, previous_secret_until = $3, secret = $2, version = version + 1
            where id = $1 returning ${MEMBERS}`,
    values: [id, sealedSecret, new Date(previousUntilMs)],
  });
  return row === undefined ? fail({ kind: "webhook-not-found", id }) : ok(row);
}

async function lockEndpoint(
  tx: Queryable,
  id: string,
  precondition: Precondition,
): Promise<Result<Endpoint, WebhookError>> {
  const [row] = await tx.query<Endpoint>({
    name: "lock-webhook-endpoint",
    text: `select ${MEMBERS} from webhook_endpoint where id = $1 and deleted_at is null for update`,
    values: [id],
  });
  if (row === undefined) return fail({ kind: "webhook-not-found", id });
  return permits(precondition, row.version) ? ok(row) : fail({ kind: "webhook-changed" });
}

export type WebhookState = {
  readonly failing: number;
  readonly disabled: number;
  readonly pending: number;
  readonly waitingSince: Date | null;
};

/** How all webhooks stand. */
export async function findWebhookState(db: Queryable): Promise<WebhookState> {
  const [row] = await db.query<WebhookState>({
    name: "find-webhook-state",
    text: `select (select count(*)::int from webhook_endpoint where deleted_at is null and enabled and failures > 0) as failing,
                  (select count(*)::int from webhook_endpoint where deleted_at is null and not enabled) as disabled,
                  count(*)::int as pending, min(created_at) as "waitingSince"
             from (select delivery.created_at from webhook_endpoint endpoint, lateral (
                     select created_at from webhook_delivery
                      where endpoint_id = endpoint.id and status = 'pending' order by seq limit $1) delivery
                    where enabled and deleted_at is null limit $1) waiting`,
    values: [WAITING_COUNTED_MAX],
  });
  return row ?? { failing: 0, disabled: 0, pending: 0, waitingSince: null };
}
