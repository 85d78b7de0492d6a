import type { Sql } from "@holdfast/postgres";
import type { Command } from "./command.ts";
import type { Oldest } from "./world.ts";

export const BEGIN: Sql = { name: "begin", text: "begin" };
export const COMMIT: Sql = { name: "commit", text: "commit" };
export const ROLLBACK: Sql = { name: "rollback", text: "rollback" };

/** What the statements below are asked for: everything that the commands name. */
export type Wanted = {
  /** Sorted. Their locks are taken. */
  readonly skus: readonly string[];
  readonly reservationIds: readonly string[];
  readonly reductions: readonly Pair[];
  readonly holdKeys: readonly Pair[];
  readonly movementKeys: readonly Pair[];
  readonly movementIds: readonly string[];
  readonly locations: readonly string[];
  readonly buyers: readonly Pair[];
  readonly oldest: Oldest;
};
type Pair = readonly [owner: string, name: string];

/** What is read for a batch at first: it and its locks stay short, however much has come due at once or is owed. */
export const OLDEST: Oldest = { due: 250, owed: 250 };

/** `skus`: of the commands, and of the reservations they name. */
export function wantedBy(
  commands: readonly Command[],
  skus: readonly string[],
  oldest = OLDEST,
): Wanted {
  const wanted = {
    skus,
    oldest,
    reservationIds: [] as string[],
    reductions: [] as Pair[],
    holdKeys: [] as Pair[],
    movementKeys: [] as Pair[],
    movementIds: [] as string[],
    locations: [] as string[],
    buyers: [] as Pair[],
  };
  for (const command of commands) {
    switch (command.kind) {
      case "hold":
        if (command.key === undefined) wanted.reservationIds.push(command.id);
        else wanted.holdKeys.push([command.account, command.key.value]);
        if (command.buyerId !== undefined) wanted.buyers.push([command.account, command.buyerId]);
        break;
      case "reduce":
        wanted.reservationIds.push(command.id);
        wanted.reductions.push([command.id, command.key]);
        if (command.location !== undefined) wanted.locations.push(command.location);
        break;
      case "settle":
      case "extend":
        wanted.reservationIds.push(command.id);
        break;
      case "move":
        wanted.movementIds.push(command.id);
        if (command.key !== undefined) wanted.movementKeys.push([command.actor, command.key.value]);
        wanted.locations.push(command.location);
        if (command.toLocation !== undefined) wanted.locations.push(command.toLocation);
        break;
      case "count":
      case "announce":
        wanted.locations.push(command.location);
        break;
      default:
        command satisfies never;
    }
  }
  return wanted;
}

/** Which SKUs reservations stand on: what they allocate never changes, so it may be read before any lock. */
export const skusOfReservations = (ids: readonly string[]): Sql => ({
  name: "find-skus-of-reservations",
  text: "select distinct sku from reservation_line where reservation_id = any($1)",
  values: [ids],
});

/** The locks of items, in the order of the SKU as JavaScript has it, whatever the database's is: nobody waits in a circle. */
const lockItems = (skus: readonly string[]): Sql => ({
  name: "lock-items-stock",
  text: `select sku, generation, event_sequence as "eventSequence", owed as "owedUnits"
           from item_stock where sku = any($1) order by sku collate "C" for update`,
  values: [skus],
});

/** What `lockItems` tells, of items that nobody locks: good for a guess that is checked later. */
export const peekAtItems = (skus: readonly string[]): readonly Sql[] => [
  {
    name: "peek-at-items-stock",
    text: `select sku, generation, event_sequence as "eventSequence", owed as "owedUnits"
             from item_stock where sku = any($1)`,
    values: [skus],
  },
  readShelves(skus),
];

/** As `lockItems`, but without those that somebody else has. */
export const lockFreeItems = (skus: readonly string[]): Sql => ({
  name: "lock-free-items-stock",
  text: `select sku, generation, event_sequence as "eventSequence", owed as "owedUnits"
           from item_stock where sku = any($1) order by sku for update skip locked`,
  values: [skus],
});

/** Statements of their own after the locks: only then do they see what those who had the locks before us did. */
const readShelves = (skus: readonly string[]): Sql => ({
  name: "read-shelves",
  text: `select item.sku, safety_stock as "safetyStock", max_per_order as "maxPerOrder", max_per_buyer as "maxPerBuyer",
                preorder_limit as "preorderLimit", backorder_limit as "backorderLimit", available_from as "availableFrom",
                discontinued_at is not null as discontinued, stock.location, location.priority, latitude, longitude,
                on_hand as "onHand", reserved, incoming, imported_units as "importedUnits"
           from item
           left join stock on stock.sku = item.sku
           left join location on location.code = stock.location
          where item.sku = any($1)`,
  values: [skus],
});

const readReservations = (wanted: Wanted, nowMs: number): Sql => ({
  name: "read-reservations",
  text: `select reservation.id, account, status, order_id as "orderId", buyer_id as "buyerId",
                created_at as "createdAt", expires_at as "expiresAt", ttl_seconds as "ttlSeconds",
                idempotency_key as key, fingerprint, extra_events as "extraEvents",
                line.sku, line.location, line.quantity as units
           from reservation
           left join reservation_line line on line.reservation_id = reservation.id
          where reservation.id = any(array(
            select unnest($1::uuid[])
            union select keyed.id from unnest($2::text[], $3::text[]) as asked (account, key)
              cross join lateral (select id from reservation
                where reservation.account = asked.account and idempotency_key = asked.key) keyed
            union select due.reservation_id from unnest($4::text[]) as asked (sku)
              cross join lateral (select reservation_id from reservation_line
                where reservation_line.sku = asked.sku and held_until <= $5 order by held_until limit $6) due
            union select owed.reservation_id from item_stock
              cross join lateral (select reservation_id from reservation_line
                where reservation_line.sku = item_stock.sku and location is null and not withdrawn
                order by reservation_id limit $7) owed
              where item_stock.sku = any($4) and item_stock.owed > 0))
          order by reservation.id, line.position`,
  values: [
    wanted.reservationIds,
    wanted.holdKeys.map(([account]) => account),
    wanted.holdKeys.map(([, key]) => key),
    wanted.skus,
    new Date(nowMs),
    wanted.oldest.due,
    wanted.oldest.owed,
  ],
});

const readLocations = (codes: readonly string[]): Sql => ({
  name: "read-locations",
  text: "select code, priority, latitude, longitude from location where code = any($1)",
  values: [codes],
});

/** A shop has a handful. */
export const allLocations = (): Sql => ({
  name: "read-all-locations",
  text: "select code, priority, latitude, longitude from location order by code",
});

const readMovements = (ids: readonly string[]): Sql => ({
  name: "read-written-movements",
  text: `select movement_id as id, at, sku, location, kind, quantity as units, reason, reference,
                other_location as "otherLocation", actor, trace_id as "traceId"
           from movement where movement_id = any($1)`,
  values: [ids],
});

const readAnswers = (keys: readonly Pair[], nowMs: number): Sql => ({
  name: "read-kept-answers",
  text: `select kept.account, kept.key, fingerprint, body from idempotency_key kept
           join unnest($1::text[], $2::text[]) as asked (account, key)
             on kept.account = asked.account and kept.key = asked.key
          where created_at > $3::timestamptz - interval '24 hours'`,
  values: [keys.map(([account]) => account), keys.map(([, key]) => key), new Date(nowMs)],
});

/** Units that buyers have of items that limit them: bought, or held and not due. Reads nothing where no item does. */
const readBought = (wanted: Wanted, nowMs: number): Sql => ({
  name: "read-bought",
  text: `select asked.account, asked.buyer, line.sku, sum(line.quantity)::int as units
           from (select distinct * from unnest($1::text[], $2::text[])) as asked (account, buyer)
           join reservation on reservation.account = asked.account and reservation.buyer_id = asked.buyer
           join reservation_line line on line.reservation_id = reservation.id
           join item on item.sku = line.sku
          where exists (select from item where sku = any($3) and max_per_buyer is not null)
            and line.sku = any($3) and max_per_buyer is not null
            and (status = 'confirmed' or status = 'held' and expires_at > $4)
          group by asked.account, asked.buyer, line.sku`,
  values: [
    wanted.buyers.map(([account]) => account),
    wanted.buyers.map(([, buyer]) => buyer),
    wanted.skus,
    new Date(nowMs),
  ],
});

const readReductions = (keys: readonly Pair[]): Sql => ({
  name: "read-reductions",
  text: `select made.reservation_id as id, made.key from reservation_reduction made
           join unnest($1::uuid[], $2::text[]) as asked (id, key)
             on made.reservation_id = asked.id and made.key = asked.key`,
  values: [keys.map(([id]) => id), keys.map(([, key]) => key)],
});

/** What to send to read the world of a batch; what nobody asks for is not read. */
export function loadStatements(
  wanted: Wanted,
  nowMs: number,
  lock: (skus: readonly string[]) => Sql = lockItems,
): readonly Sql[] {
  return [
    lock(wanted.skus),
    readShelves(wanted.skus),
    readReservations(wanted, nowMs),
    ...(wanted.locations.length > 0 ? [readLocations(wanted.locations)] : []),
    ...(wanted.movementIds.length > 0 ? [readMovements(wanted.movementIds)] : []),
    ...(wanted.movementKeys.length > 0 ? [readAnswers(wanted.movementKeys, nowMs)] : []),
    ...(wanted.buyers.length > 0 ? [readBought(wanted, nowMs)] : []),
    ...(wanted.reductions.length > 0 ? [readReductions(wanted.reductions)] : []),
  ];
}
