import { randomUUIDv7 } from "node:crypto";
import type { Service } from "@holdfast/http-service";
import { createLogger } from "@holdfast/log";
import { openOutbox } from "@holdfast/outbox";
import { testDatabase } from "@holdfast/postgres/testing";
import { startTelemetry } from "@holdfast/telemetry";
import { compose } from "../compose.ts";
import { openEngine } from "../engine/engine.store.ts";
import { MIGRATIONS, NOW_MS } from "./stock.ts";

export type Asked = {
  /** Sent as JSON, unless it is a string: that goes as it is. */
  readonly body?: unknown;
  readonly key?: string;
  readonly account?: string | null;
  readonly scope?: "shop" | "admin";
  readonly headers?: Readonly<Record<string, string>>;
};

const schedule = (work: () => void, delayMs: number) => {
  const timer = setTimeout(work, delayMs).unref();
  return () => clearTimeout(timer);
};

/**
 * The whole service on a database of its own, with a clock that stands still until it is set. `submitted` counts what its
 * routes have given to the engine.
 */
export async function startInventory(
  /** What the engine connects to instead of the database's own URL. */
  engineUrl: (url: string) => Promise<string> = async (url) => url,
) {
  const test = await testDatabase(MIGRATIONS);
  const telemetry = startTelemetry({ serviceName: "inventory", serviceVersion: "0", env: {} });
  const clock = { nowMs: NOW_MS };
  const nowMs = () => clock.nowMs;
  const outbox = openOutbox({ db: test.db, schedule });
  const url = await engineUrl(test.url);
  const engine = openEngine({ url, applicationName: "test", nowMs, wake: outbox.wake });
  const submitted = { count: 0 };
  const app = compose({
    log: createLogger({ service: "inventory", level: "silent" }),
    version: "0.1.0",
    db: { ...test.db, close: async () => {} }, // `drop` closes it, after its last look
    engine: {
      ...engine,
      submit: (command) => {
        submitted.count += 1;
        return engine.submit(command);
      },
    },
    outbox,
    nowMs,
    newId: randomUUIDv7,
    breakers: () => [],
  });
  await app.ready();
  const call = callerOf(app);
  const stop = async () => {
    await app.close();
    await engine.close();
    await test.drop();
    await telemetry.shutdown();
  };
  return { db: test.db, engine, submitted, clock, call, stop };
}

const callerOf =
  (app: Service) =>
  async (method: "GET" | "PUT" | "POST" | "DELETE", url: string, asked: Asked = {}) => {
    const { body, key, account = "acme", scope = "shop", headers = {} } = asked;
    const answer = await app.inject({
      method,
      url,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
        ...(account === null ? {} : { "holdfast-account": account, "holdfast-scope": scope }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { payload: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const told = answer.body === "" ? undefined : answer.json();
    return { status: answer.statusCode, body: told, text: answer.body, headers: answer.headers };
  };
