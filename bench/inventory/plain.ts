/** Baseline (a): a transaction a reservation, its statements prepared, on a pool of 32 connections. */
import { randomUUID, randomUUIDv7 } from "node:crypto";
import type { PoolClient } from "pg";
import { openPool } from "./baseline.ts";
import type { Buyable } from "./contestant.ts";

const CONNECTIONS = 32;

const TAKE = {
  name: "take",
  text: "update stock set reserved = reserved + $2 where sku = $1 and on_hand - reserved >= $2",
};
const PLACE = {
  name: "place",
  text: "insert into reservation (id, idempotency_key, sku, quantity, status) values ($1, $2, $3, $4, 'held')",
};
const NOTE = {
  name: "note",
  text: "insert into ledger (sku, quantity, reservation_id) values ($1, $2, $3)",
};

export function openPlain(url: string): Buyable {
  const pool = openPool(url, "plain", CONNECTIONS);
  return {
    reserve: async (sku) => {
      const connection = await pool.connect();
      try {
        return await reserveOne(connection, sku);
      } finally {
        connection.release();
      }
    },
    close: () => pool.end(),
  };
}

async function reserveOne(connection: PoolClient, sku: string): Promise<boolean> {
  const id = randomUUIDv7();
  await connection.query("begin");
  try {
    const { rowCount } = await connection.query({ ...TAKE, values: [sku, 1] });
    if (rowCount === 1) {
      await connection.query({ ...PLACE, values: [id, randomUUID(), sku, 1] });
      await connection.query({ ...NOTE, values: [sku, 1, id] });
    }
    await connection.query("commit");
    return rowCount === 1;
  } catch (error) {
    await connection.query("rollback");
    throw error;
  }
}
