import type { Database } from "@holdfast/postgres";

export type WrittenEvent = {
  readonly aggregate: string;
  readonly sequence: number;
  readonly type: string;
  readonly at: Date;
  readonly traceparent: string | null;
  readonly payload: unknown;
};

/** A row an event: those that share a row stand beside its first. */
export const EVENTS = `(
  select aggregate, sequence, type, at, traceparent, payload, transaction_id, id from outbox
  union all
  select member.aggregate, member.sequence, type, at, member.traceparent, member.data, transaction_id, id
    from outbox cross join lateral json_to_recordset(more)
      as member (aggregate text, sequence bigint, traceparent text, data json))`;

/** The events of an aggregate, in their sequence. */
export async function eventsOf(db: Database, aggregate: string): Promise<readonly WrittenEvent[]> {
  return db.query<WrittenEvent>({
    name: "events-of",
    text: `select aggregate, sequence, type, at, traceparent, payload from ${EVENTS} event
            where aggregate = $1 order by sequence`,
    values: [aggregate],
  });
}
