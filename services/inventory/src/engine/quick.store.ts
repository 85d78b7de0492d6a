import type { Sql } from "@holdfast/postgres";
import { arrayLiteral } from "@holdfast/postgres/pipeline";
import { isoTime } from "../iso-time.ts";
import { reservationPayload } from "./draft.ts";
import type { Group, QuickHold } from "./quick.ts";

/**
 * Takes the units of every group and places the holds with their lines and events. One statement, so one round trip and
 * one commit; it divides by zero, and nothing is done, when what was known of an item is not true any more or a
 * shelf has not enough. The items' locks are taken in the order of the SKU, each before its shelves: nobody waits in a
 * circle with those who take all locks first.
 */
export function takeQuickly(holds: readonly QuickHold[], nowMs: number): Sql {
  const groups = [...new Set(holds.map(({ group }) => group))].sort((a, b) =>
    a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0,
  );
  return {
    name: "take-quickly",
    text: `with counted as (
             update item_stock set event_sequence = event_sequence + 1
               from unnest($1::text[], $2::int[], $3::text[]) as asked (sku, generation, traceparent)
              where item_stock.sku = asked.sku and item_stock.generation = asked.generation and item_stock.owed = 0
             returning item_stock.sku, event_sequence, asked.traceparent),
           taken as (
             update stock set reserved = stock.reserved + asked.units
               from counted join unnest($4::text[], $5::text[], $6::int[], $7::int[])
                 as asked (sku, location, units, keep) on asked.sku = counted.sku
              where stock.sku = asked.sku and stock.location = asked.location
                and stock.on_hand - stock.reserved - asked.units >= asked.keep
             returning stock.sku, stock.location, stock.on_hand, stock.reserved),
           placed as (
             insert into reservation (id, account, status, order_id, buyer_id, created_at, expires_at, ttl_seconds,
               idempotency_key, fingerprint)
             select id, account, 'held', order_id, buyer_id, $18::timestamptz, $18::timestamptz + ttl * interval '1 second',
                    ttl, key, fingerprint
               from unnest($8::uuid[], $9::text[], $13::text[], $14::text[], $15::int[], $16::text[], $17::text[])
                 as hold (id, account, order_id, buyer_id, ttl, key, fingerprint)),
           line as (
             insert into reservation_line (reservation_id, position, sku, location, quantity, held_until)
             select id, 1, sku, location, units, $18::timestamptz + ttl * interval '1 second'
               from unnest($8::uuid[], $10::text[], $11::text[], $12::int[], $15::int[])
                 as hold (id, sku, location, units, ttl)),
           told as (
             insert into outbox (aggregate, sequence, type, at, traceparent, payload, events, more, members)
             select 'reservation/' || id, 1, 'reservation.held', $18, traceparent, payload, events, more,
                    case when events > 1 then aggregate_range('reservation/' || lowest, 'reservation/' || highest, '[]') end
               from unnest($19::uuid[], $20::text[], string_to_array($21, E'\n')::json[], $22::int[],
                 string_to_array($23, E'\n', '')::json[], $24::text[], $25::text[])
                 as bundle (id, traceparent, payload, events, more, lowest, highest)
             union all
             select 'stock/' || sku, event_sequence, 'stock.changed', $18, traceparent,
                    json_build_object('sku', sku, 'locations', changed.locations), 1, null, null
               from counted join (
                 select sku, json_agg(json_build_object('code', location, 'onHand', on_hand, 'reserved', reserved))
                          as locations from taken group by sku) changed using (sku))
           select 1 / (count(*) = cardinality($4::text[]))::int as whole from taken`,
    values: [...groupColumns(groups), ...holdColumns(holds, nowMs)],
  };
}

const groupColumns = (groups: readonly Group[]) => {
  const items = groups.filter(({ sku }, index) => groups[index - 1]?.sku !== sku);
  return [
    arrayLiteral(items.map(({ sku }) => sku)),
    arrayLiteral(items.map(({ generation }) => generation)),
    arrayLiteral(items.map(({ traceparent }) => traceparent ?? null)),
    arrayLiteral(groups.map(({ sku }) => sku)),
    arrayLiteral(groups.map(({ location }) => location)),
    arrayLiteral(groups.map(({ units }) => units)),
    arrayLiteral(groups.map(({ keepUnits }) => keepUnits)),
  ];
};

const holdColumns = (holds: readonly QuickHold[], nowMs: number) => {
  const commands = holds.map(({ command }) => command);
  return [
    arrayLiteral(commands.map(({ id }) => id)),
    arrayLiteral(commands.map(({ account }) => account)),
    arrayLiteral(holds.map(({ group }) => group.sku)),
    arrayLiteral(holds.map(({ group }) => group.location)),
    arrayLiteral(holds.map(({ units }) => units)),
    arrayLiteral(commands.map(({ orderId }) => orderId ?? null)),
    arrayLiteral(commands.map(({ buyerId }) => buyerId ?? null)),
    arrayLiteral(commands.map(({ ttlSeconds }) => ttlSeconds)),
    arrayLiteral(commands.map(({ key }) => key?.value ?? null)),
    arrayLiteral(commands.map(({ key }) => key?.fingerprint ?? null)),
    isoTime(nowMs),
    ...bundleColumns(holds),
  ];
};

/** Each more would save little, and whoever reads one event of a row reads all. */
const EVENTS_MAX = 32;

/**
 * One row of the outbox for many holds: rows are what telling costs. JSON has no line breaks of its own, so documents go
 * as the lines of one text, and need no escaping.
 */
const bundleColumns = (holds: readonly QuickHold[]) => {
  const bundles = Array.from({ length: Math.ceil(holds.length / EVENTS_MAX) }, (_, index) =>
    bundleOf(holds.slice(index * EVENTS_MAX, (index + 1) * EVENTS_MAX)),
  );
  return [
    arrayLiteral(bundles.map(({ id }) => id)),
    arrayLiteral(bundles.map(({ traceparent }) => traceparent)),
    bundles.map(({ payload }) => payload).join("\n"),
    arrayLiteral(bundles.map(({ events }) => events)),
    bundles.map(({ more }) => more).join("\n"),
    arrayLiteral(bundles.map(({ lowest }) => lowest)),
    arrayLiteral(bundles.map(({ highest }) => highest)),
  ];
};

/** The first of the holds is the row, the others its `more`: empty when there are none. */
function bundleOf(holds: readonly QuickHold[]) {
  const [first, ...others] = holds.map(heldEvent);
  const ids = holds.map(({ command }) => command.id).sort();
  return {
    id: holds[0]?.command.id ?? null,
    traceparent: first?.traceparent ?? null,
    payload: JSON.stringify(first?.data),
    events: holds.length,
    more: others.length === 0 ? "" : JSON.stringify(others),
    lowest: ids[0] ?? null,
    highest: ids.at(-1) ?? null,
  };
}

const heldEvent = ({ command, reservation }: QuickHold) => ({
  aggregate: `reservation/${command.id}`,
  sequence: 1,
  traceparent: command.traceparent,
  data: reservationPayload(reservation),
});
