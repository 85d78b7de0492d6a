import type { Database } from "@holdfast/postgres";

export type WrittenEvent = {
  readonly aggregate: string;
  readonly sequence: number;
  readonly type: string;
  readonly at: Date;
  readonly traceparent: string | null;
  readonly payload: unknown;
};

/** The events of an aggregate, in their sequence. */
export async function eventsOf(db: Database, aggregate: string): Promise<readonly WrittenEvent[]> {
  return db.query<WrittenEvent>({
    name: "events-of",
    text: `select aggregate, sequence, type, at, traceparent, payload from outbox
            where aggregate = $1 order by sequence`,
    values: [aggregate],
  });
}
