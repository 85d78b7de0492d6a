import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createLogger } from "@holdfast/log";
import { type Database, openDatabase, type Queryable } from "@holdfast/postgres";
import { listen } from "@holdfast/postgres/listen";
import { Registry } from "prom-client";
import { openRedis } from "../cache/redis-link.ts";
import { appendBooks, lockBooks } from "../price-book.store.ts";
import { openPriceSource } from "../price-source.ts";
import { price } from "./prices.ts";

export const MIGRATIONS = join(import.meta.dirname, "../../migrations");
export const NOW_MS = Date.UTC(2026, 10, 1, 12);
const GIVE_UP_MS = 30_000; // far above what a loaded machine takes: only what never comes gets there

const schedule = (work: () => void, delayMs: number) => {
  const timer = setTimeout(work, delayMs).unref();
  return () => clearTimeout(timer);
};

/** Waits on a condition that some other process, or a connection, brings about. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const startedAtMs = performance.now();
  while (!(await isSo())) {
    if (performance.now() - startedAtMs > GIVE_UP_MS)
      throw new Error(`waited in vain until ${what}`);
    await nextTurn();
  }
}

type Options = { readonly redisUrl?: string; readonly redisTimeoutMs?: number };

/** One process's source: what it asks of the database is counted, by the statement's name. */
export async function openSource(url: string, { redisUrl, redisTimeoutMs = 1_000 }: Options = {}) {
  const clock = { nowMs: NOW_MS };
  const name = `source-${randomBytes(4).toString("hex")}`;
  const db = openDatabase({ url, applicationName: name });
  const asked = new Map<string, number>();
  const counting: Database = {
    ...db,
    query: async (sql) => {
      const rows = await db.query<never>(sql);
      asked.set(sql.name, (asked.get(sql.name) ?? 0) + 1);
      return rows;
    },
  };
  const registry = new Registry();
  const source = openPriceSource({
    db: counting,
    listen: (options) => listen({ ...options, url, applicationName: name, schedule }),
    redis:
      redisUrl === undefined
        ? undefined
        : { open: openRedis, url: redisUrl, timeoutMs: redisTimeoutMs },
    bytesMax: 16 * 1024 * 1024,
    staleMaxMs: 900_000,
    log: createLogger({ service: "pricing", level: "silent" }),
    nowMs: () => clock.nowMs,
    schedule,
  });
  source.register(registry);
  const amounts = async (...skus: string[]): Promise<readonly (number | undefined)[]> => {
    const { bySku } = await source.skus(skus);
    return skus.map((sku) => bySku.get(sku)?.book.prices[0]?.amountMinor);
  };
  const metric = async (text: string): Promise<number> => {
    const line = (await registry.metrics()).split("\n").find((each) => each.startsWith(`${text} `));
    return Number(line?.split(" ").at(-1) ?? 0);
  };
  await until(() => (asked.get("find-place") ?? 0) > 0, "it listens");
  await nextTurn(); // the answer is taken
  if (redisUrl !== undefined) await until(() => source.isRedisUp?.() === true, "Redis is up");
  return {
    ...{ source, clock, asked, amounts, metric, name },
    db: source.heeding(db),
    close: async () => {
      await source.close();
      await db.close();
    },
  };
}

/** Sets the one price of each SKU. */
export async function putPrices(db: Database, amounts: Readonly<Record<string, number>>) {
  await db.inTransaction((tx) => writePrices(tx, amounts));
}

export async function writePrices(tx: Queryable, amounts: Readonly<Record<string, number>>) {
  const books = await lockBooks(tx, Object.keys(amounts));
  const next = Object.entries(amounts).map(([sku, amountMinor]) => {
    const version = (books.get(sku)?.version ?? 0) + 1;
    return { sku, version, prices: [price(amountMinor)] };
  });
  await appendBooks(tx, next, { nowMs: NOW_MS, traceparent: undefined });
}
