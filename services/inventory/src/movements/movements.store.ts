import type { Queryable } from "@holdfast/postgres";
import { fail, ok, type Result } from "@holdfast/result";
import type { InventoryError } from "../inventory-error.ts";

export type Receipt = {
  readonly sku: string;
  readonly location: string;
  readonly units: number;
  readonly reason: string;
  /** The account that asked. */
  readonly actor: string;
  readonly traceId: string | undefined;
};
export type Movement = {
  readonly id: number;
  readonly at: Date;
  readonly sku: string;
  readonly location: string;
  readonly kind: string;
  /** Signed: what it did to the units on hand. */
  readonly quantity: number;
  readonly reason: string;
  readonly reference: string | null;
  readonly actor: string;
  readonly traceId: string | null;
};

/** More than any shelf holds, and far from where 32-bit counts end. */
const ON_HAND_UNITS_MAX = 1_000_000_000;

const COLUMNS = `id, at, sku, location, kind, quantity, reason, reference, actor, trace_id as "traceId"`;

/** Puts units on the shelf and in the ledger. Run it in a transaction. */
export async function receiveStock(
  tx: Queryable,
  receipt: Receipt,
  nowMs: number,
): Promise<Result<Movement, InventoryError>> {
  const { sku, location, units } = receipt;
  const known = await findShelf(tx, receipt);
  if (!known.item) return fail({ kind: "item-not-found", items: [{ path: "/sku", value: sku }] });
  if (!known.location) {
    return fail({ kind: "location-not-found", location: { path: "/location", value: location } });
  }
  const movement = await addUnits(tx, receipt, nowMs);
  if (movement !== undefined) return ok(movement);
  const limit = ON_HAND_UNITS_MAX;
  return fail({
    kind: "quantity-over-limit",
    over: [{ path: "/quantity", sku, requested: units, limit }],
  });
}

/** Newest first, below `beforeId`. */
export async function listMovements(
  db: Queryable,
  page: {
    readonly sku: string | undefined;
    readonly beforeId: number | undefined;
    readonly limit: number;
  },
): Promise<readonly Movement[]> {
  return db.query<Movement>({
    name: page.sku === undefined ? "list-movements" : "list-movements-of-sku",
    text: `select ${COLUMNS} from movement
            where id < coalesce($1, 9223372036854775807) ${page.sku === undefined ? "" : "and sku = $3"}
            order by id desc limit $2`,
    values: [page.beforeId ?? null, page.limit, ...(page.sku === undefined ? [] : [page.sku])],
  });
}

async function findShelf(tx: Queryable, { sku, location }: Receipt) {
  const [known] = await tx.query<{ item: boolean; location: boolean }>({
    name: "find-shelf",
    text: `select exists (select from item where sku = $1) as item,
                  exists (select from location where code = $2) as location`,
    values: [sku, location],
  });
  return known ?? { item: false, location: false };
}

/** Undefined, and nothing written, when the shelf would pass its maximum. */
async function addUnits(
  tx: Queryable,
  receipt: Receipt,
  nowMs: number,
): Promise<Movement | undefined> {
  const [movement] = await tx.query<Movement>({
    name: "receive-stock",
    text: `with shelf as (
             insert into stock (sku, location, on_hand) values ($1, $2, $3)
             on conflict (sku, location) do update set on_hand = stock.on_hand + excluded.on_hand
               where stock.on_hand + excluded.on_hand <= ${ON_HAND_UNITS_MAX}
             returning sku, location)
           insert into movement (at, sku, location, kind, quantity, reason, actor, trace_id)
           select $4, sku, location, 'receive', $3, $5, $6, $7 from shelf
           returning ${COLUMNS}`,
    values: [
      receipt.sku,
      receipt.location,
      receipt.units,
      new Date(nowMs),
      receipt.reason,
      receipt.actor,
      receipt.traceId ?? null,
    ],
  });
  return movement;
}
