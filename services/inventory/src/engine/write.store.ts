import type { Sql } from "@holdfast/postgres";
import { arrayLiteral } from "@holdfast/postgres/pipeline";
import { isoTime } from "../iso-time.ts";
import { insertEvents, insertMovements, keepAnswers } from "./append.store.ts";
import { type Draft, type DraftRow, extraEventsOf } from "./draft.ts";
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
    ...reduceLines(draft),
    ...noteReductions(draft),
    ...countEvents(draft),
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

/** After the fills, which know nothing of them: each line gets the units that are left. It stays where it is. */
function reduceLines({ reductions, reservations }: Draft): readonly Sql[] {
  if (reductions.length === 0) return [];
  const ids = new Set(reductions.map(({ reservationId }) => reservationId));
  const lines = [...ids].flatMap((id) =>
    (reservations.get(id)?.allocations ?? []).map(({ units }, index) => ({ id, index, units })),
  );
  return [
    {
      name: "reduce-reservation-lines",
      text: `update reservation_line line set quantity = change.quantity,
               withdrawn = withdrawn or line.location is null and change.quantity = 0
               from unnest($1::uuid[], $2::int[], $3::int[]) as change (id, position, quantity)
              where line.reservation_id = change.id and line.position = change.position`,
      values: [
        lines.map(({ id }) => id),
        lines.map(({ index }) => index + 1),
        lines.map(({ units }) => units),
      ],
    },
  ];
}

function noteReductions({ reductions, nowMs }: Draft): readonly Sql[] {
  if (reductions.length === 0) return [];
  return [
    {
      name: "note-reductions",
      text: `insert into reservation_reduction (reservation_id, key, at)
             select id, key, $3 from unnest($1::uuid[], $2::text[]) as made (id, key)`,
      values: [
        reductions.map(({ reservationId }) => reservationId),
        reductions.map(({ key }) => key),
        isoTime(nowMs),
      ],
    },
  ];
}

function countEvents({ retold, reservations }: Draft): readonly Sql[] {
  if (retold.size === 0) return [];
  const ids = [...retold].sort(); // nobody waits in a circle
  return [
    {
      name: "count-reservation-events",
      text: `update reservation set extra_events = change.events
               from unnest($1::uuid[], $2::int[]) as change (id, events) where reservation.id = change.id`,
      values: [ids, ids.map((id) => extraEventsOf(reservations.get(id)))],
    },
  ];
}
