import type { Queryable } from "@holdfast/postgres";
import { activeTraceparent } from "@holdfast/telemetry";

/** A change as subscribers are told it. `sequence` is the version that it made: it counts its aggregate without a gap. */
export type Change = {
  readonly type: "price.changed" | "promotion.changed";
  /** price/<sku> or promotion/<id>. */
  readonly aggregate: string;
  readonly sequence: number;
  readonly payload: unknown;
};

/** Writes the events in the transaction that makes the changes. Wake the outbox once that has committed. */
export async function tellChanges(
  tx: Queryable,
  changes: readonly Change[],
  nowMs: number,
): Promise<void> {
  await tx.query({
    name: "tell-changes",
    text: `insert into outbox (aggregate, sequence, type, at, traceparent, payload)
           select aggregate, sequence, type, $5, $6, payload
             from unnest($1::text[], $2::bigint[], $3::text[], $4::json[]) as told (aggregate, sequence, type, payload)`,
    values: [
      changes.map(({ aggregate }) => aggregate),
      changes.map(({ sequence }) => sequence),
      changes.map(({ type }) => type),
      changes.map(({ payload }) => JSON.stringify(payload)),
      new Date(nowMs),
      activeTraceparent() ?? null,
    ],
  });
}
