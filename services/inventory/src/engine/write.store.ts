import type { Sql } from "@holdfast/postgres";
import { arrayLiteral } from "@holdfast/postgres/pipeline";
import { isoTime } from "../iso-time.ts";
import type { Draft, DraftRow } from "./draft.ts";
import { isChanged } from "./tell-stock.ts";

/** What to send to make the draft true; nothing when it changes nothing. One statement a table, whatever the batch's size. */
export function writeStatements(draft: Draft): readonly Sql[] {
  const rows = [...draft.items.values()].flatMap((item) =>
    [...item.rows.values()].filter(isChanged),
  );
  return [
    ...forgetKeys(draft),
    ...addShelves(rows),
    ...changeShelves(rows),
    ...changeItems(draft),
    ...insertReservations(draft),
    ...insertLines(draft),
    ...extendReservations(draft),
    ...settleReservations(draft),
    ...fillLines(draft),
    ...insertMovements(draft),
    ...insertEvents(draft),
    ...keepAnswers(draft),
  ];
}

function forgetKeys({ forgotten }: Draft): readonly Sql[] {
  if (forgotten.length === 0) return [];
  return [
    {
      name: "forget-old-keys",
      text: "update reservation set idempotency_key = null, fingerprint = null where id = any($1)",
      values: [forgotten],
    },
  ];
}

/** First without units: the next statement changes old and new rows alike. */
function addShelves(rows: readonly DraftRow[]): readonly Sql[] {
  const added = rows.filter(({ before }) => before === undefined);
  if (added.length === 0) return [];
  return [
    {
      name: "add-shelves",
      text: `insert into stock (sku, location, on_hand)
             select sku, location, 0 from unnest($1::text[], $2::text[]) as added (sku, location)
             on conflict do nothing`,
      values: [added.map(({ sku }) => sku), added.map(({ location }) => location)],
    },
  ];
}

function changeShelves(rows: readonly DraftRow[]): readonly Sql[] {
  if (rows.length === 0) return [];
  return [
    {
      name: "change-shelves",
      text: `update stock set on_hand = stock.on_hand + change.on_hand, reserved = stock.reserved + change.reserved,
               incoming = change.incoming, imported_units = change.imported_units
               from unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::int[], $6::int[])
                 as change (sku, location, on_hand, reserved, incoming, imported_units)
              where stock.sku = change.sku and stock.location = change.location`,
      values: [
        arrayLiteral(rows.map(({ sku }) => sku)),
        arrayLiteral(rows.map(({ location }) => location)),
        arrayLiteral(rows.map((row) => row.onHandUnits - (row.before?.onHandUnits ?? 0))),
        arrayLiteral(rows.map((row) => row.reservedUnits - (row.before?.reservedUnits ?? 0))),
        arrayLiteral(rows.map(({ incomingUnits }) => incomingUnits)),
        arrayLiteral(rows.map(({ importedUnits }) => importedUnits ?? null)),
      ],
    },
  ];
}

function changeItems(draft: Draft): readonly Sql[] {
  const told = Map.groupBy(
    draft.events.filter(({ aggregate }) => aggregate.startsWith("stock/")),
    ({ aggregate }) => aggregate.slice("stock/".length),
  );
  if (told.size === 0) return [];
  const skus = [...told.keys()];
  const owed = skus.map((sku) => {
    const item = draft.items.get(sku);
    return (item?.owedUnits ?? 0) - (item?.owedBefore ?? 0);
  });
  return [
    {
      name: "change-items-stock",
      text: `update item_stock set event_sequence = event_sequence + change.events, owed = item_stock.owed + change.owed
               from unnest($1::text[], $2::int[], $3::int[]) as change (sku, events, owed)
              where item_stock.sku = change.sku`,
      values: [
        arrayLiteral(skus),
        arrayLiteral(skus.map((sku) => told.get(sku)?.length ?? 0)),
        arrayLiteral(owed),
      ],
    },
  ];
}

function insertReservations(draft: Draft): readonly Sql[] {
  const placed = draft.placed.flatMap(({ id, key }) => {
    const reservation = draft.reservations.get(id);
    return reservation === undefined ? [] : [{ ...reservation, key }];
  });
  if (placed.length === 0) return [];
  return [
    {
      name: "insert-reservations",
      text: `insert into reservation (id, account, status, order_id, buyer_id, created_at, expires_at, ttl_seconds,
               idempotency_key, fingerprint)
             select placed.*
               from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
                 $7::timestamptz[], $8::int[], $9::text[], $10::text[]) as placed`,
      values: [
        arrayLiteral(placed.map(({ id }) => id)),
        arrayLiteral(placed.map(({ account }) => account)),
        arrayLiteral(placed.map(({ status }) => status)),
        arrayLiteral(placed.map(({ orderId }) => orderId ?? null)),
        arrayLiteral(placed.map(({ buyerId }) => buyerId ?? null)),
        arrayLiteral(placed.map(({ createdAtMs }) => isoTime(createdAtMs))),
        arrayLiteral(placed.map(({ expiresAtMs }) => isoTime(expiresAtMs))),
        arrayLiteral(placed.map(({ ttlSeconds }) => ttlSeconds)),
        arrayLiteral(placed.map(({ key }) => key?.value ?? null)),
        arrayLiteral(placed.map(({ key }) => key?.fingerprint ?? null)),
      ],
    },
  ];
}

/** A hold that was placed and settled in one batch is written as it ended. */
function insertLines(draft: Draft): readonly Sql[] {
  const lines = draft.placed.flatMap(({ id }) => {
    const it = draft.reservations.get(id);
    const heldUntil = it?.status === "held" ? isoTime(it.expiresAtMs) : null;
    const ended = it?.status === "released" || it?.status === "expired";
    const parts = it?.allocations ?? [];
    return parts.map((part, index) => ({ ...part, id, position: index + 1, heldUntil, ended }));
  });
  if (lines.length === 0) return [];
  return [
    {
      name: "insert-reservation-lines",
      text: `insert into reservation_line (reservation_id, position, sku, location, quantity, held_until, withdrawn)
             select line.* from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::int[], $6::timestamptz[],
               $7::boolean[]) as line`,
      values: [
        arrayLiteral(lines.map(({ id }) => id)),
        arrayLiteral(lines.map(({ position }) => position)),
        arrayLiteral(lines.map(({ sku }) => sku)),
        arrayLiteral(lines.map(({ location }) => location ?? null)),
        arrayLiteral(lines.map(({ units }) => units)),
        arrayLiteral(lines.map(({ heldUntil }) => heldUntil)),
        arrayLiteral(lines.map(({ location, ended }) => `${location === undefined && ended}`)),
      ],
    },
  ];
}

function settleReservations(draft: Draft): readonly Sql[] {
  const placed = new Set(draft.placed.map(({ id }) => id));
  const ids = [...draft.settled].filter((id) => !placed.has(id));
  if (ids.length === 0) return [];
  return [
    {
      name: "settle-reservations",
      text: `with settled as (
               update reservation set status = change.status
                 from unnest($1::uuid[], $2::text[]) as change (id, status) where reservation.id = change.id
               returning reservation.id, reservation.status)
             update reservation_line set held_until = null, withdrawn =
               location is null and reservation_id = any(array(select id from settled where status <> 'confirmed'))
              where reservation_id = any(array(select id from settled)) and (held_until is not null or location is null)`,
      values: [ids, ids.map((id) => draft.reservations.get(id)?.status)],
    },
  ];
}

/** Before those that the batch settles, too, are settled. */
function extendReservations(draft: Draft): readonly Sql[] {
  const placed = new Set(draft.placed.map(({ id }) => id));
  const ids = [...draft.extended].filter((id) => !placed.has(id));
  if (ids.length === 0) return [];
  return [
    {
      name: "extend-reservations",
      text: `with extended as (
               update reservation set expires_at = change.expires_at
                 from unnest($1::uuid[], $2::timestamptz[]) as change (id, expires_at) where reservation.id = change.id
               returning reservation.id, reservation.expires_at)
             update reservation_line set held_until = extended.expires_at
               from extended where reservation_id = extended.id`,
      values: [ids, ids.map((id) => isoTime(draft.reservations.get(id)?.expiresAtMs ?? 0))],
    },
  ];
}

/** One after the other: a promise may be filled in several parts, each of which leaves a smaller rest. */
function fillLines(draft: Draft): readonly Sql[] {
  const placed = new Set(draft.placed.map(({ id }) => id));
  return draft.fills
    .filter(({ reservationId }) => !placed.has(reservationId))
    .map((fill) => ({
      name: "fill-owed-line",
      text: `with filled as (
               update reservation_line line set location = $3, quantity = $4
                 from reservation_line before
                where line.reservation_id = $1 and line.position = $2
                  and before.reservation_id = $1 and before.position = $2
               returning line.sku, before.quantity - $4 as rest, line.held_until, line.withdrawn)
             insert into reservation_line (reservation_id, position, sku, location, quantity, held_until, withdrawn)
             select $1, $5, sku, null, rest, held_until, withdrawn from filled where $5::int is not null`,
      values: [
        fill.reservationId,
        fill.position,
        fill.location,
        fill.units,
        fill.restPosition ?? null,
      ],
    }));
}

function insertMovements({ movements }: Draft): readonly Sql[] {
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

function insertEvents({ events, nowMs }: Draft): readonly Sql[] {
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
function keepAnswers({ kept, nowMs }: Draft): readonly Sql[] {
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
