import { randomBytes, randomUUIDv7 } from "node:crypto";
import { join } from "node:path";
import { createLogger } from "@holdfast/log";
import { openOutbox } from "@holdfast/outbox";
import { type Database, openDatabase } from "@holdfast/postgres";
import { listen } from "@holdfast/postgres/listen";
import { testDatabase } from "@holdfast/postgres/testing";
import { startTelemetry } from "@holdfast/telemetry";
import { openRedis } from "../cache/redis-link.ts";
import { compose } from "../compose.ts";
import { type OpenPriceSource, openPriceSource } from "../price-source.ts";
import { NO_TAX_PROVIDER, type ProviderTax, type TaxableBasket } from "../tax-basket.ts";

const MIGRATIONS = join(import.meta.dirname, "../../migrations");
export const START_MS = Date.UTC(2026, 10, 1, 12);
export const QUOTE_TTL_MS = 15 * 60 * 1000;

type Answer = {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever JSON the service answers, and then asserts it
  readonly body: any;
  readonly text: string;
};
type Call = {
  readonly method?: string;
  /** Sent as JSON; a string is sent as it stands. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
export type RunningService = {
  readonly db: Database;
  /** What the service takes for the time. */
  readonly clock: { nowMs: number };
  /** Calls as the account `acme` with scope `shop`, unless the headers say otherwise. */
  call(path: string, call?: Call): Promise<Answer>;
  /** Rows of every table that a request may write, to prove that a refused one did not. */
  countRows(): Promise<unknown>;
  stop(): Promise<void>;
};

export type RunOptions = {
  /** The way to the database, such as a gate before it; the test's own database is reached past it. */
  readonly via?: (url: string) => Promise<string>;
  readonly redisUrl?: string;
  /** Default: there is none. */
  readonly askTaxProvider?: (basket: TaxableBasket) => Promise<ProviderTax>;
};

type PricesParts = Pick<RunOptions, "redisUrl"> & {
  readonly db: Database;
  readonly url: string;
  readonly clock: { readonly nowMs: number };
};

const log = createLogger({ service: "pricing", level: "silent" });
const schedule = (work: () => void, delayMs: number) => {
  const timer = setTimeout(work, delayMs).unref();
  return () => clearTimeout(timer);
};

/** The composed service on a real database and a real socket, with a clock that stands still. */
export async function runService(options: RunOptions = {}): Promise<RunningService> {
  const { via = async (url) => url, askTaxProvider = async () => NO_TAX_PROVIDER } = options;
  const telemetry = startTelemetry({ serviceName: "pricing", serviceVersion: "test", env: {} });
  const test = await testDatabase(MIGRATIONS);
  const url = await via(test.url);
  const db = openDatabase({ url, applicationName: "pricing" });
  const clock = { nowMs: START_MS };
  const prices = openPrices({ ...options, db, url, clock });
  const app = compose({
    outbox: openOutbox({ db, schedule }),
    db: { ...db, close: async () => {} }, // prices go on with it until they are closed
    prices,
    log,
    version: "test",
    nowMs: () => clock.nowMs,
    newId: randomUUIDv7,
    breakers: () => [],
    randomBytes,
    askTaxProvider,
    isDynamic: () => true,
    quoteTtlMs: QUOTE_TTL_MS,
  });
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    db: heedingAll(test.db, prices),
    clock,
    call: (path, call = {}) => send(origin + path, call),
    countRows: () => countRows(test.db),
    stop: async () => {
      await app.close();
      await prices.close();
      await db.close();
      await test.drop();
      await telemetry.shutdown();
    },
  };
}

function openPrices({ db, url, clock, redisUrl }: PricesParts): OpenPriceSource {
  return openPriceSource({
    db,
    listen: (options) => listen({ ...options, url, applicationName: "pricing-cache", schedule }),
    redis:
      redisUrl === undefined ? undefined : { open: openRedis, url: redisUrl, timeoutMs: 1_000 },
    bytesMax: 16 * 1024 * 1024,
    staleMaxMs: 15 * 60 * 1000,
    log,
    nowMs: () => clock.nowMs,
    schedule,
  });
}

/** What a test writes by hand, with whatever statement, is in the next answer, too. */
function heedingAll(db: Database, prices: OpenPriceSource): Database {
  const heeding = prices.heeding(db);
  return { ...heeding, query: (sql) => heeding.inTransaction((tx) => tx.query(sql)) };
}

async function send(url: string, { method = "GET", body, headers = {} }: Call): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers: {
      "holdfast-account": "acme",
      "holdfast-scope": "shop",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get("content-type") ?? "");
  return {
    status: answer.status,
    headers: answer.headers,
    body: isJson ? JSON.parse(text) : text,
    text,
  };
}

function countRows(db: Database): Promise<unknown> {
  return db.query({
    name: "count-rows",
    text: `select (select count(*) from price_book) as books, (select sum(version) from price_book) as versions,
                  (select count(*) from price_history) as history, (select count(*) from tax_rule) as rules,
                  (select count(*) from tax_rule_history) as rule_history,
                  (select count(*) from document_history) as documents, (select count(*) from coupon) as coupons,
                  (select count(*) from redemption) as redemptions, (select count(*) from outbox) as events,
                  (select count(*) from quote) as quotes, (select count(*) from idempotency_key) as keys`,
  });
}
