import type { Logger } from "@holdfast/log";
import { isPublicAddress } from "@holdfast/outbound/public-address";
import type { Strangers } from "@holdfast/outbound/stranger";
import type { Database } from "@holdfast/postgres";
import { unrecorded } from "@holdfast/telemetry";
import type { Registry } from "prom-client";
import type { Vault } from "./secret-vault.ts";
import { webhookMetrics } from "./webhook-metrics.ts";
import type { DeliverDeps } from "./webhooks/deliver-due.client.ts";
import { forgetDeliveries } from "./webhooks/deliveries.store.ts";
import { type WakeEndpoints, wakeEndpoints } from "./webhooks/wake-endpoints.client.ts";
import { refusalOfUrl } from "./webhooks/webhooks.ts";

export type WebhooksParts = {
  readonly db: Database;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** 0 ≤ random < 1. */
  readonly random: () => number;
  readonly vault: Vault;
  readonly strangers: Strangers;
  /** Lets webhooks be at private addresses, and plain http: for development and tests. */
  readonly allowPrivate: boolean;
  /** Gives the engine one endpoint to deliver to. Throws when it does not take it. */
  readonly wake: (endpointId: string) => Promise<void>;
};

/** What the routes, the intake and the engine share of webhooks. */
export type Webhooks = {
  readonly vault: Vault;
  readonly strangers: Pick<Strangers, "post">;
  readonly wakeEndpoints: WakeEndpoints;
  readonly refusalOfUrl: (url: string) => string | undefined;
  readonly delivering: (draining: AbortSignal) => DeliverDeps;
  readonly register: (registry: Registry) => void;
  readonly keep: (schedule: Schedule) => { readonly stop: () => Promise<void> };
};
type Schedule = (work: () => void, delayMs: number) => () => void;

/** Endpoints that nobody woke, because a process died or the engine was away, are found this often. */
const WAKE_EVERY_MS = 2_000;
/** What is old goes once a minute. */
const TURNS_A_TIDY = 30;
const KEPT_MS = 30 * 24 * 3_600_000;

export function openWebhooks(parts: WebhooksParts): Webhooks {
  const { db, log, nowMs, random, vault, strangers, allowPrivate } = parts;
  const wake = wakeEndpoints(parts);
  const metrics = webhookMetrics(parts);
  return {
    vault,
    strangers,
    wakeEndpoints: wake,
    refusalOfUrl: (url) => refusalOfUrl(url, { allowPrivate, isPublicAddress }),
    delivering: (draining) => ({ db, log, strangers, vault, metrics, nowMs, random, draining }),
    register: metrics.register,
    keep: (schedule) => keepUp({ ...parts, wakeEndpoints: wake }, schedule),
  };
}

type KeepParts = Pick<WebhooksParts, "db" | "log" | "nowMs"> & {
  readonly wakeEndpoints: WakeEndpoints;
};

/** Wakes what sleeps on, and forgets what is old, until stopped. Failures are logged; the next turn is the retry. */
function keepUp({ db, log, nowMs, wakeEndpoints: wake }: KeepParts, schedule: Schedule) {
  let cancel = () => {};
  let stopped = false;
  let turns = 0;
  const turn = async (): Promise<void> => {
    await wake();
    turns += 1;
    if (turns % TURNS_A_TIDY === 0) {
      await unrecorded(() => forgetDeliveries(db, nowMs() - KEPT_MS)).catch((error: unknown) =>
        log.warn({ err: error }, "old webhook deliveries are kept for now"),
      );
    }
    if (stopped) return;
    cancel = schedule(() => {
      running = turn();
    }, WAKE_EVERY_MS);
  };
  let running = turn();
  return {
    stop: () => {
      stopped = true;
      cancel();
      return running;
    },
  };
}
