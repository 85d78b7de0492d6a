import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import pg from "pg";
import { openDatabase } from "../../packages/postgres/src/postgres.ts";
import { disagreements } from "../../services/inventory/src/testing/agreement.ts";
import type { Answer, Ask, InventoryProcess } from "./inventory-process.ts";
import { isMovement } from "./load.ts";

/** A throw-away database on the test run's PostgreSQL. */
export async function createDatabase() {
  const server = process.env.TEST_POSTGRES_URL;
  if (server === undefined) throw new Error("TEST_POSTGRES_URL is not set: run through npm test");
  const name = `faults_${randomBytes(4).toString("hex")}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await onServer(server, `create database ${name}`);
  return { url: url.href, drop: () => onServer(server, `drop database ${name} with (force)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** An item with so many units at BER. */
export async function stock(inventory: InventoryProcess, sku: string, units: number) {
  const steps: readonly Ask[] = [
    { method: "PUT", path: "/v1/admin/locations/BER", body: { name: "Berlin" } },
    { method: "PUT", path: `/v1/admin/items/${sku}`, body: { name: sku, maxPerOrder: 100 } },
    {
      method: "POST",
      path: "/v1/admin/stock/movements",
      body: { sku, location: "BER", kind: "receive", quantity: units, reason: "first" },
    },
  ];
  for (const step of steps) {
    const { status, body } = await inventory.call(step);
    assert.ok(status < 300, JSON.stringify(body));
  }
}

/**
 * After everybody has a definite answer: exactly `units` of `sku` are held, by those who were told so; every key and every
 * delivery acted once; and the audit, over HTTP and by the tables themselves, finds nothing.
 */
export async function proveBooks(
  url: string,
  answers: ReadonlyMap<Ask, Answer>,
  { inventory, sku, units }: { inventory: InventoryProcess; sku: string; units: number },
): Promise<void> {
  const told = [...answers];
  const won = told.filter(([ask, { status }]) => !isMovement(ask) && status < 300);
  const lost = told.filter(([ask, { status }]) => !isMovement(ask) && status >= 300);
  for (const [, { body }] of lost) assert.equal(body.code, "insufficient-stock");
  assert.equal(won.length, units);
  const deliveries = told.filter(([ask]) => isMovement(ask));
  for (const [, { status }] of deliveries) assert.equal(status, 201);

  const db = openDatabase({ url, applicationName: "books" });
  try {
    const held = await db.query<{ id: string; key: string | null }>({
      name: "held",
      text: "select id, idempotency_key as key from reservation where status = 'held'",
    });
    const ids = new Set(won.map(([, { body }]) => body.id));
    assert.equal(ids.size, units, "no two were told of one reservation");
    assert.deepEqual(new Set(held.map(({ id }) => id)), ids, "those, and no others");
    const [row] = await db.query<{ moved: number; ids: number }>({
      name: "moved",
      text: `select count(*) as moved, count(distinct movement_id) as ids from movement where reason = 'load'`,
    });
    assert.deepEqual(row, { moved: deliveries.length, ids: deliveries.length });
    assert.deepEqual(new Set(deliveries.map(([, { body }]) => body.id)).size, deliveries.length);
    assert.deepEqual(await disagreements(db), []);
  } finally {
    await db.close();
  }
  const audit = await inventory.call({ method: "GET", path: "/internal/audit" });
  assert.deepEqual([audit.body.ok, audit.body.drift], [true, []]);
  const read = await inventory.call({ method: "GET", path: `/v1/admin/stock/${sku}` });
  assert.deepEqual([read.body.onHand, read.body.reserved], [units, units]);
}
