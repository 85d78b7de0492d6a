/** What a batch only ever adds: the ledger, the events, and the answers that are kept. */
import type { Sql } from "@holdfast/postgres";
import { arrayLiteral } from "@holdfast/postgres/pipeline";
import { isoTime } from "../iso-time.ts";
import type { Draft } from "./draft.ts";

export function insertMovements({ movements }: Draft): readonly Sql[] {
  if (movements.length === 0) return [];
  return [
    {
      name: "insert-movements",
      text: `insert into movement (movement_id, at, sku, location, kind, quantity, reason, reference, other_location,
               actor, trace_id)
             select coalesce(line.id, uuidv7()), at, sku, location, kind, quantity, reason, reference, other_location,
                    actor, trace_id
               from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[],
                 $8::text[], $9::text[], $10::text[], $11::text[]) with ordinality
                 as line (id, at, sku, location, kind, quantity, reason, reference, other_location, actor, trace_id, place)
              order by line.place`,
      values: [
        movements.map(({ id }) => (id === "" ? null : id)),
        movements.map(({ atMs }) => isoTime(atMs)),
        movements.map(({ sku }) => sku),
        movements.map(({ location }) => location),
        movements.map(({ kind }) => kind),
        movements.map(({ units }) => units),
        movements.map(({ reason }) => reason),
        movements.map(({ reference }) => reference ?? null),
        movements.map(({ otherLocation }) => otherLocation ?? null),
        movements.map(({ actor }) => actor),
        movements.map(({ traceId }) => traceId ?? null),
      ],
    },
  ];
}

export function insertEvents({ events, nowMs }: Draft): readonly Sql[] {
  if (events.length === 0) return [];
  return [
    {
      name: "insert-events",
      text: `insert into outbox (aggregate, sequence, type, at, traceparent, payload)
             select event.aggregate, event.sequence, event.type, $6, event.traceparent, event.payload
               from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::jsonb[])
                 as event (aggregate, sequence, type, traceparent, payload)`,
      values: [
        arrayLiteral(events.map(({ aggregate }) => aggregate)),
        arrayLiteral(events.map(({ sequence }) => sequence)),
        arrayLiteral(events.map(({ type }) => type)),
        arrayLiteral(events.map(({ traceparent }) => traceparent ?? null)),
        arrayLiteral(events.map(({ payload }) => JSON.stringify(payload))),
        isoTime(nowMs),
      ],
    },
  ];
}

/** Keys older than a day go first: they may be used again. Two processes with one key: the second insert fails, and looks again. */
export function keepAnswers({ kept, nowMs }: Draft): readonly Sql[] {
  if (kept.length === 0) return [];
  const [accounts, keys] = [kept.map(({ account }) => account), kept.map(({ key }) => key)];
  return [
    {
      name: "forget-old-answers",
      text: `delete from idempotency_key where created_at <= $3::timestamptz - interval '24 hours' and ctid = any(array(
               select ctid from idempotency_key where created_at <= $3::timestamptz - interval '24 hours' limit 100)
               || array(select ctid from idempotency_key
                 where (account, key) in (select * from unnest($1::text[], $2::text[]))))`,
      values: [accounts, keys, isoTime(nowMs)],
    },
    {
      name: "keep-answers",
      text: `insert into idempotency_key (account, key, fingerprint, status, body, created_at)
             select account, key, fingerprint, 201, body, $5
               from unnest($1::text[], $2::text[], $3::text[], $4::jsonb[]) as kept (account, key, fingerprint, body)`,
      values: [
        accounts,
        keys,
        kept.map(({ fingerprint }) => fingerprint),
        kept.map(({ body }) => JSON.stringify(body)),
        isoTime(nowMs),
      ],
    },
  ];
}
