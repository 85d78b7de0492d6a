import type { Database, Queryable } from "@holdfast/postgres";

export type TakenEvent = {
  readonly id: string;
  readonly type: string;
  readonly traceparent: string | null;
  /** The event as JSON, as it is sent and signed. */
  readonly body: string;
};

/** Stands for all types. */
export const EVERY_TYPE = "*";

/** The types that some endpoint wants: most often none, and then nothing else is to be done. */
export async function findWantedTypes(db: Queryable): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ readonly type: string }>({
    name: "find-wanted-event-types",
    text: `select distinct unnest(coalesce(event_types, array['${EVERY_TYPE}'])) as type
             from webhook_endpoint where enabled and deleted_at is null`,
  });
  return new Set(rows.map(({ type }) => type));
}

/**
 * Keeps the events, each once whatever is told again, and queues each for every endpoint that wants it, in the order in
 * which they are given. The ids must differ.
 */
export function takeEvents(
  db: Database,
  events: readonly TakenEvent[],
  nowMs: number,
): Promise<void> {
  return db.inTransaction(async (tx) => {
    // One at a time: an endpoint's deliveries then become visible in the order of their numbers, and none is passed over.
    await tx.query({
      name: "lock-webhook-intake",
      text: "select pg_advisory_xact_lock(hashtextextended('webhook-intake', 0))",
    });
    await tx.query({
      name: "take-webhook-events",
      text: `with told as (
               select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
                 with ordinality as row (id, type, traceparent, body, place)),
             taken as (
               insert into webhook_event (id, type, traceparent, body, taken_at)
               select id, type, traceparent, body, $5 from told
               on conflict do nothing returning id)
             insert into webhook_delivery (id, endpoint_id, event_id, created_at)
             select uuidv7(), endpoint.id, told.id, $5
               from taken join told using (id)
               join webhook_endpoint endpoint
                 on enabled and deleted_at is null and (event_types is null or told.type = any(event_types))
              order by told.place`,
      values: [
        events.map(({ id }) => id),
        events.map(({ type }) => type),
        events.map(({ traceparent }) => traceparent),
        events.map(({ body }) => body),
        new Date(nowMs),
      ],
    });
  });
}
