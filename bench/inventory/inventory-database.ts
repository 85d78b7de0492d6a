/** The inventory service's own database, filled by statements over whole sets: a million SKUs take seconds. */

import { openDatabase } from "../../packages/postgres/src/postgres.ts";
import { findDrift } from "../../services/inventory/src/audit-stock/audit-stock.store.ts";
import { onDatabase } from "../shared/server.ts";
import type { Books, Stocked } from "./baseline.ts";

const SKU = "'SKU-' || lpad(i::text, 7, '0')";
export const ACCOUNT = "bench";

/** Items with their stock at one location, received through the ledger, and a past of confirmed orders. */
export async function seedInventory(url: string, it: Stocked): Promise<void> {
  await onDatabase(url, async (db) => {
    await db.query(
      `insert into location (code, name, created_at, updated_at) values ('main', 'Main warehouse', now(), now())`,
    );
    await db.query(
      `insert into item (sku, name, created_at, updated_at)
       select ${SKU}, 'Item ' || i, now(), now() from generate_series(0, $1::int - 1) as i`,
      [it.skus],
    );
    await db.query("set session_replication_role = replica"); // no foreign key is looked up a million times: the rows are right
    await db.query(`insert into stock (sku, location, on_hand) select sku, 'main', $1 from item`, [
      it.onHandUnits,
    ]);
    if (it.onHandUnits > 0) {
      await db.query(
        `insert into movement (at, sku, location, kind, quantity, reason, actor)
         select now(), sku, location, 'receive', on_hand, 'bench', $1 from stock`,
        [ACCOUNT],
      );
    }
  });
  await addPast(url, { orders: it.past, skus: it.skus });
}

/**
 * Orders that came and went: each is a confirmed reservation of one line with its two events, and two lines of the
 * ledger, the unit's receipt and its sale. Vacuumed and analysed in the end: plans are made on tables like these.
 */
async function addPast(
  url: string,
  { orders, skus }: { readonly orders: number; readonly skus: number },
): Promise<void> {
  await onDatabase(url, async (db) => {
    await db.query("set session_replication_role = replica");
    for (let done = 0; done < orders; done += ORDERS_A_STATEMENT) {
      const count = Math.min(ORDERS_A_STATEMENT, orders - done);
      await db.query(PAST, [count, skus, ACCOUNT]);
    }
    await db.query("set session_replication_role = origin");
    await db.query("vacuum analyze");
  });
}

const ORDERS_A_STATEMENT = 500_000; // a statement's rows are kept in memory or on disk until it ends
const PAST = `
  with past as materialized (
    select uuidv7() as id, 'SKU-' || lpad((i % $2)::text, 7, '0') as sku from generate_series(1, $1::int) as i),
  placed as (
    insert into reservation (id, account, status, created_at, expires_at, ttl_seconds, idempotency_key, fingerprint)
    select id, $3, 'confirmed', now() - interval '2 days', now() - interval '2 days', 900, gen_random_uuid(), '' from past),
  line as (
    insert into reservation_line (reservation_id, sku, location, quantity, position)
    select id, sku, 'main', 1, 1 from past),
  moved as (
    insert into movement (at, sku, location, kind, quantity, reason, reference, actor)
    select now() - interval '2 days', sku, 'main', kind, quantity, 'bench', id, $3
      from past cross join (values ('receive', 1), ('sale', -1)) as change (kind, quantity))
  insert into outbox (aggregate, sequence, type, at, payload)
  select 'reservation/' || id, sequence, type, now() - interval '2 days', jsonb_build_object(
           'id', id, 'account', $3::text, 'items', jsonb_build_array(jsonb_build_object('sku', sku, 'quantity', 1)))
    from past cross join (values (1, 'reservation.held'), (2, 'reservation.confirmed')) as event (sequence, type)`;

/** So that no turn pays for what was written before it. */
export async function checkpoint(url: string): Promise<void> {
  await onDatabase(url, (db) => db.query("checkpoint"));
}

export async function reservedUnits(url: string): Promise<number> {
  const { rows } = await onDatabase(url, (db) =>
    db.query<{ units: string }>("select sum(reserved) as units from stock"),
  );
  return Number(rows[0]?.units);
}

/** What the service's own audit finds, with what no audit should ever have to find. */
export async function auditInventory(url: string): Promise<Books> {
  const db = openDatabase({ url, applicationName: "bench-audit" });
  try {
    const drift = await findDrift(db);
    const [books] = await db.query<Omit<Books, "drift">>({
      name: "sum-promises",
      text: `select sum(reserved)::bigint as "reservedUnits",
                    sum(greatest(reserved - on_hand, 0))::bigint as "oversoldUnits" from stock`,
    });
    if (books === undefined) throw new Error("there is no stock");
    return { ...books, drift: drift.length };
  } finally {
    await db.close();
  }
}
