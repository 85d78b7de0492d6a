import { randomBytes, randomUUIDv7 } from "node:crypto";
import { join } from "node:path";
import { createLogger } from "@holdfast/log";
import { openOutbox } from "@holdfast/outbox";
import type { Database } from "@holdfast/postgres";
import { testDatabase } from "@holdfast/postgres/testing";
import { startTelemetry } from "@holdfast/telemetry";
import { compose } from "../compose.ts";

const MIGRATIONS = join(import.meta.dirname, "../../migrations");
export const START_MS = Date.UTC(2026, 10, 1, 12);
export const QUOTE_TTL_MS = 15 * 60 * 1000;

type Answer = {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever JSON the service answers, and then asserts it
  readonly body: any;
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

/** The composed service on a real database and a real socket, with a clock that stands still. */
export async function runService(): Promise<RunningService> {
  const telemetry = startTelemetry({ serviceName: "pricing", serviceVersion: "test", env: {} });
  const test = await testDatabase(MIGRATIONS);
  const clock = { nowMs: START_MS };
  const schedule = (work: () => void, delayMs: number) => {
    const timer = setTimeout(work, delayMs).unref();
    return () => clearTimeout(timer);
  };
  const app = compose({
    outbox: openOutbox({ db: test.db, schedule }),
    db: { ...test.db, close: async () => {} }, // drop() closes it
    log: createLogger({ service: "pricing", level: "silent" }),
    version: "test",
    nowMs: () => clock.nowMs,
    newId: randomUUIDv7,
    randomBytes,
    quoteTtlMs: QUOTE_TTL_MS,
  });
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    db: test.db,
    clock,
    call: (path, call = {}) => send(origin + path, call),
    countRows: () => countRows(test.db),
    stop: async () => {
      await app.close();
      await test.drop();
      await telemetry.shutdown();
    },
  };
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
