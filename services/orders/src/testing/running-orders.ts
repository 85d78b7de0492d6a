import { randomBytes, randomUUIDv7 } from "node:crypto";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createLogger } from "@holdfast/log";
import { openOutbox } from "@holdfast/outbox";
import { testDatabase } from "@holdfast/postgres/testing";
import { startTelemetry } from "@holdfast/telemetry";
import type { CheckoutCalls } from "../checkout/checkout.ts";
import {
  type CheckoutDeps,
  type CheckoutInput,
  runCheckout,
} from "../checkout/checkout.workflow.ts";
import { compose } from "../compose.ts";
import type { ImportCalls } from "../import-file/import-file.client.ts";
import { type ImportInput, runImport } from "../import-file/import-file.workflow.ts";
import type { ChangeCalls } from "../order-changes/change-steps.ts";
import type { ChangeInput } from "../order-changes/order-changes.store.ts";
import { runChange } from "../order-changes/order-changes.workflow.ts";
import type { PaymentEventsDeps } from "../payment-events/payment-events.route.ts";
import type { Submissions } from "../restate-ingress.ts";
import { fakeChangeCallees } from "./fake-changes.ts";
import { fakeEngine } from "./fake-engine.ts";
import { someReports } from "./fake-reports.ts";
import { someWebhooks } from "./some-webhooks.ts";

export const MIGRATIONS = join(import.meta.dirname, "../../migrations");
export const NOW_MS = Date.UTC(2026, 10, 22, 12);

export type Asked = {
  /** Sent as JSON, unless it is a string: that goes as it is. */
  readonly body?: unknown;
  readonly key?: string;
  readonly account?: string | null;
  readonly scope?: "shop" | "admin";
  readonly headers?: Readonly<Record<string, string>>;
};

type Callees = {
  readonly checkout: CheckoutCalls;
  readonly imports: ImportCalls;
  readonly changes?: ChangeCalls;
};
type Given = {
  readonly checkouts?: Submissions<CheckoutInput>;
  readonly nowMs?: () => number;
  readonly paymentEvents?: PaymentEventsDeps["paymentEvents"];
};

/**
 * The whole service on a database of its own, with a clock that stands still until it is set, callees of the test's, and
 * an engine in memory that runs what it is given at once, unless another is given. `engine.away` makes it unreachable.
 */
export async function startOrders(callees: Callees, given: Given = {}) {
  const test = await testDatabase(MIGRATIONS);
  const telemetry = startTelemetry({ serviceName: "orders", serviceVersion: "0", env: {} });
  const clock = { nowMs: NOW_MS };
  const engine = { away: false };
  const log = createLogger({ service: "orders", level: "silent" });
  const { db } = test;
  const outbox = openOutbox({ db, schedule });
  const parts = { db, outbox, log, nowMs: given.nowMs ?? (() => clock.nowMs) };
  const durable = runningAtOnce(engine, callees, parts);
  const webhooks = someWebhooks(parts);
  const reports = someReports();
  const app = compose({
    ...{ ...parts, ...durable, webhooks, reports, randomBytes, schedule },
    ...{ version: "0.1.0", defaultLocation: "BER", newId: randomUUIDv7, breakers: () => [] },
    checkouts: given.checkouts ?? durable.checkouts,
    paymentEvents: given.paymentEvents ?? { verifier: undefined, reverse: async () => {} },
    restateCheck: async () => ({ status: engine.away ? "fail" : "ok" }),
  });
  await app.ready();
  const stop = async () => {
    await app.close();
    await webhooks.close();
    await test.drop();
    await telemetry.shutdown();
  };
  const call = caller(app);
  return { ...parts, ...durable, app, clock, engine, webhooks, reports, call, stop };
}

type Parts = Pick<CheckoutDeps, "db" | "outbox" | "log" | "nowMs">;

/** The workflows, each on an engine in memory. */
function runningAtOnce(engine: { readonly away: boolean }, callees: Callees, parts: Parts) {
  const draining = new AbortController().signal;
  const checkout = { ...parts, calls: callees.checkout, stepDeadlineMs: 60_000 };
  const imported = { ...parts, calls: callees.imports, batchDeadlineMs: 60_000, draining };
  const calls = callees.changes ?? fakeChangeCallees().calls;
  const changed = { ...parts, calls, stepDeadlineMs: 60_000, pause };
  return {
    draining,
    checkouts: inProcess<CheckoutInput>(engine, (input) =>
      fakeEngine().complete((durable) => runCheckout(durable, input, checkout)),
    ),
    imports: inProcess<ImportInput>(engine, (input) =>
      fakeEngine().complete((durable) => runImport(durable, input, imported)),
    ),
    changes: inProcess<ChangeInput>(engine, (input) =>
      fakeEngine().complete((durable) => runChange(durable, input, changed)),
    ),
  };
}

function caller(app: ReturnType<typeof compose>) {
  return async (method: "GET" | "POST" | "PATCH" | "DELETE", url: string, asked: Asked = {}) => {
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
    return {
      status: answer.statusCode,
      body: answer.body === "" ? undefined : answer.json(),
      headers: answer.headers,
    };
  };
}

/** Runs each key once, at once. Whoever waits gets the end; whoever waits for no time gets nothing. */
function inProcess<Input>(
  engine: { readonly away: boolean },
  run: (input: Input) => Promise<unknown>,
): Submissions<Input> & { readonly settled: () => Promise<void> } {
  const running = new Map<string, Promise<unknown>>();
  return {
    submit: async (key, input) => {
      if (engine.away) throw new Error("the engine is away");
      if (!running.has(key)) running.set(key, run(input));
    },
    ended: async (key, waitMs) => {
      if (waitMs === 0 || !running.has(key)) return false;
      await running.get(key);
      return true;
    },
    settled: async () => {
      await Promise.all(running.values());
    },
  };
}

export const schedule = (work: () => void, delayMs: number) => {
  const timer = setTimeout(work, delayMs).unref();
  return () => clearTimeout(timer);
};
