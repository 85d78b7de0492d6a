import type { Service } from "@holdfast/http-service";
import type { Logger } from "@holdfast/log";
import type { Relay } from "@holdfast/outbox/relay";
import type { RestateEndpoint } from "./restate-endpoint.ts";
import type { Registration } from "./restate-registration.ts";
import type { Sweeping } from "./sweep.ts";

export type Drained = {
  readonly stopping: AbortController;
  readonly registration: Pick<Registration, "stop">;
  readonly sweeping: Sweeping;
  readonly endpoint: Pick<RestateEndpoint, "close">;
  readonly relay: Relay;
  /** What is closed last, in this order: nobody uses it any more by then. */
  readonly close: Readonly<Record<string, () => Promise<void>>>;
};
export type DrainOptions = {
  /** What all stages together may take. */
  readonly drainTimeoutMs: number;
  readonly log: Logger;
  /** A monotonic clock, ms. */
  readonly nowMs: () => number;
};

/** The share of the drain time that requests, runs and the sweep may take: what is left closes connections. */
const WORK_SHARE = 0.7;

/** How long accepted requests may take, to hand to `serve`. */
export const requestsDrainMs = (drainTimeoutMs: number): number =>
  Math.floor(drainTimeoutMs * WORK_SHARE);

/**
 * Stops the service when it closes, within `drainTimeoutMs` in all, as its supervisor kills it soon after. First it is
 * told to everybody: no run and no submission begins, and who waits for an order gets its 202. Then requests, runs, the
 * sweep and the relay end side by side, and what they used is closed. A stage that does not end in time is left behind and logged.
 */
export function drainOnClose(app: Service, drained: Drained, options: DrainOptions): void {
  const { drainTimeoutMs, log, nowMs } = options;
  let startedAtMs = nowMs();
  let work: Promise<unknown> = Promise.resolve();
  const stage = async (name: string, stopped: Promise<unknown>) => {
    const leftMs = Math.max(0, startedAtMs + drainTimeoutMs - nowMs());
    if (!(await settledWithin(leftMs, stopped, log)))
      log.warn({ stage: name }, "did not stop in time");
  };
  app.addHook("preClose", async () => {
    startedAtMs = nowMs();
    drained.stopping.abort();
    drained.registration.stop();
    work = Promise.all([
      drained.sweeping.stop(),
      drained.endpoint.close(requestsDrainMs(drainTimeoutMs)),
      drained.relay.stop(requestsDrainMs(drainTimeoutMs)),
    ]);
    work.catch(() => undefined); // told by its stage
  });
  app.addHook("onClose", async () => {
    await stage("work", work);
    for (const [name, close] of Object.entries(drained.close)) await stage(name, close());
  });
}

/** False when the work takes longer. What it throws is logged: the next stage has its turn nevertheless. */
async function settledWithin(ms: number, work: Promise<unknown>, log: Logger): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const timer = setTimeout(() => late.resolve(false), ms);
  const settled = work.then(
    () => true,
    (error: unknown) => {
      log.warn({ err: error }, "did not stop well");
      return true;
    },
  );
  const inTime = await Promise.race([settled, late.promise]);
  clearTimeout(timer);
  return inTime;
}
