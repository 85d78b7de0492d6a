import { randomBytes, randomUUIDv7 } from "node:crypto";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createLogger } from "@holdfast/log";
import { openOutbox } from "@holdfast/outbox";
import { testDatabase } from "@holdfast/postgres/testing";
import { startTelemetry } from "@holdfast/telemetry";
import type { CheckoutCalls } from "../checkout/checkout.ts";
import { type CheckoutInput, runCheckout } from "../checkout/checkout.workflow.ts";
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

/**
 * The whole service on a database of its own, with a clock that stands still until it is set, callees of the test's, and
 * an engine in memory that runs what it is given at once, unless another is given. `engine.away` makes it unreachable.
 */
export async function startOrders(
  callees: {
    readonly checkout: CheckoutCalls;
    readonly imports: ImportCalls;
    readonly changes?: ChangeCalls;
  },
  given: {
    readonly checkouts?: Submissions<CheckoutInput>;
    readonly nowMs?: () => number;
    readonly paymentEvents?: PaymentEventsDeps["paymentEvents"];
  } = {},
) {
  const test = await testDatabase(MIGRATIONS);
  const telemetry = startTelemetry({ serviceName: "orders", serviceVersion: "0", env: {} });
  const clock = { nowMs: NOW_MS };
  const engine = { away: false };
  const log = createLogger({ service: "orders", level: "silent" });
  const { db } = test;
  const draining = new AbortController().signal;
  const outbox = openOutbox({ db, schedule });
  const parts = { db, outbox, log, nowMs: given.nowMs ?? (() => clock.nowMs) };
  const checkouts = inProcess<CheckoutInput>(engine, (input) =>
    fakeEngine().complete((durable) =>
      runCheckout(durable, input, { ...parts, calls: callees.checkout, stepDeadlineMs: 60_000 }),
    ),
  );
  const imports = inProcess<ImportInput>(engine, (input) =>
    fakeEngine().complete((durable) =>
      runImport(durable, input, {
        ...parts,
        calls: callees.imports,
        batchDeadlineMs: 60_000,
        draining,
      }),
    ),
  );
  const changed = { ...parts, calls: callees.changes ?? fakeChangeCallees().calls };
  const changes = inProcess<ChangeInput>(engine, (input) =>
    fakeEngine().complete((durable) =>
      runChange(durable, input, { ...changed, stepDeadlineMs: 60_000, pause }),
    ),
  );
  const webhooks = someWebhooks(parts);
  const reports = someReports();
  const app = compose({
    ...parts,
    ...{ webhooks, reports, randomBytes },
    version: "0.1.0",
    checkouts: given.checkouts ?? checkouts,
    imports,
    changes,
    paymentEvents: given.paymentEvents ?? { verifier: undefined, reverse: async () => {} },
    restateCheck: async () => ({ status: engine.away ? "fail" : "ok" }),
    newId: randomUUIDv7,
    schedule,
    defaultLocation: "BER",
  });
  await app.ready();
  const stop = async () => {
    await app.close();
    await webhooks.close();
    await test.drop();
    await telemetry.shutdown();
  };
  return {
    ...parts,
    app,
    draining,
    clock,
    engine,
    checkouts,
    imports,
    changes,
    webhooks,
    reports,
    call: caller(app),
    stop,
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
