import type { Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { unrecorded } from "@holdfast/telemetry";
import { claimWakes } from "./delivery-queue.store.ts";

/** Has everything delivered that is due and that nobody delivers yet. Never throws: what is missed is woken by the sweep. */
export type WakeEndpoints = () => Promise<void>;

export type WakeParts = {
  readonly db: Database;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** Gives the engine one endpoint to deliver to. Throws when it does not take it. */
  readonly wake: (endpointId: string) => Promise<void>;
};

export function wakeEndpoints({ db, log, nowMs, wake }: WakeParts): WakeEndpoints {
  const wakeDue = async () => {
    const due = await claimWakes(db, nowMs());
    const woken = await Promise.allSettled(due.map(wake));
    const failed = woken.find((each) => each.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  };
  return () =>
    unrecorded(wakeDue).catch((error: unknown) =>
      log.warn({ err: error }, "webhooks wait for the engine"),
    );
}
