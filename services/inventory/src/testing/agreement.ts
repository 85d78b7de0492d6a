import type { Database } from "@holdfast/postgres";
import { findDrift } from "../audit-stock/audit-stock.store.ts";
import { EVENTS } from "./outbox.ts";

/**
 * What disagrees in the database: stock with ledger and reservations, events with what they tell of. Nothing, unless
 * something was written in part, twice or never.
 */
export async function disagreements(db: Database): Promise<readonly unknown[]> {
  const found: unknown[] = [...(await findDrift(db))];
  for (const [name, text] of Object.entries(PROOFS)) {
    for (const row of await db.query<object>({ name, text })) found.push({ proof: name, ...row });
  }
  return found;
}

const PROOFS: Readonly<Record<string, string>> = {
  "events-count-without-a-gap": `
    select aggregate, count(*), min(sequence), max(sequence) from ${EVENTS} event group by aggregate
    having count(*) <> max(sequence) or min(sequence) <> 1`,
  "items-know-their-last-event": `
    select item_stock.sku, event_sequence, told.last
      from item_stock
      left join (select aggregate, max(sequence) as last from outbox group by aggregate) told
        on told.aggregate = 'stock/' || item_stock.sku
     where event_sequence <> coalesce(told.last, 0)`,
  "last-told-stock-is-the-stock": `
    select stock.sku, stock.location, stock.on_hand, stock.reserved, told.*
      from stock
      left join lateral (
        select (place ->> 'onHand')::int as told_on_hand, (place ->> 'reserved')::int as told_reserved
          from outbox, json_array_elements(payload -> 'locations') place
         where aggregate = 'stock/' || stock.sku and type = 'stock.changed' and place ->> 'code' = stock.location
         order by sequence desc limit 1) told on true
     where (stock.on_hand, stock.reserved) is distinct from (told_on_hand, told_reserved)`,
  "last-told-status-is-the-status": `
    select reservation.id, status, told.types
      from reservation
      left join (
        select aggregate, array_agg(type order by sequence) as types from ${EVENTS} event
         where type not in ('reservation.filled', 'reservation.reduced') group by aggregate) told
        on told.aggregate = 'reservation/' || reservation.id
     where exists (select from reservation_line where reservation_id = reservation.id)
       and (types[1] <> 'reservation.held' or types[cardinality(types)] <> 'reservation.' || status
         or types is null or (select count(distinct type) from unnest(types) type) <> cardinality(types))`,
  "reservations-know-their-last-event": `
    select reservation.id, status, extra_events, told.last
      from reservation
      join (select aggregate, max(sequence) as last from ${EVENTS} event group by aggregate) told
        on told.aggregate = 'reservation/' || reservation.id
     where case status when 'held' then 1 + extra_events = last
                       when 'confirmed' then 2 + extra_events = last
                       else last - extra_events in (2, 3) end is not true`,
  "lines-are-what-was-told": `
    select reservation.id, asked.units as told, held.units as held
      from reservation
      join ${EVENTS} event on aggregate = 'reservation/' || reservation.id and sequence = 1
      left join lateral (
        select sum((item ->> 'quantity')::int) as units from json_array_elements(payload -> 'items') item) asked on true
      left join lateral (
        select sum(quantity) as units from reservation_line where reservation_id = reservation.id) held on true
     where asked.units is distinct from held.units
       and not exists (select from reservation_reduction where reservation_id = reservation.id)`,
  "lines-are-held-as-long-as-their-reservation": `
    select reservation_id, position from reservation_line line
      join reservation on reservation.id = line.reservation_id
     where held_until is distinct from case when status = 'held' then expires_at end`,
  "what-is-withdrawn-has-ended": `
    select reservation_id, position from reservation_line line
      join reservation on reservation.id = line.reservation_id
     where location is null and withdrawn <> (status in ('released', 'expired') or quantity = 0)`,
  "a-bundle-is-found-by-each-of-its-aggregates": `
    select member.aggregate, members
      from outbox cross join lateral json_to_recordset(more) as member (aggregate text)
     where not (members @> member.aggregate and members @> outbox.aggregate)
        or events <> 1 + json_array_length(more)`,
  "a-key-has-one-reservation": `
    select account, idempotency_key, count(*) from reservation where idempotency_key is not null
     group by account, idempotency_key having count(*) > 1`,
};
