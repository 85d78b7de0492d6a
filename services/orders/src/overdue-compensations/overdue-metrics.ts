import type { Logger } from "@holdfast/log";
import { unrecorded } from "@holdfast/telemetry";
import { Gauge, type Registry } from "prom-client";

export type OverdueCount = {
  readonly count: number;
  /** Since when the oldest is tried, Unix ms; undefined when there is none. */
  readonly sinceMs: number | undefined;
};
type OverdueParts = {
  readonly countOverdue: () => Promise<OverdueCount>;
  readonly registry: Registry;
  readonly log: Logger;
  readonly nowMs: () => number;
};

/** Read when it is asked for: whichever process runs the sagas, all say the same. Alert when the first is above 0. */
export function measureOverdue(parts: OverdueParts): void {
  const { nowMs } = parts;
  measure(parts, {
    name: "holdfast_saga_compensations_overdue",
    help: "Undos of checkouts and steps of order changes that have been failing for more than 5 minutes.",
    read: ({ count }) => count,
  });
  measure(parts, {
    name: "holdfast_saga_oldest_overdue_compensation_seconds",
    help: "Age of the oldest of them; 0 when there is none.",
    read: ({ sinceMs = nowMs() }) => Math.max(0, nowMs() - sinceMs) / 1000,
  });
}

function measure(
  { countOverdue, registry, log }: OverdueParts,
  {
    read,
    ...named
  }: {
    readonly name: string;
    readonly help: string;
    readonly read: (overdue: OverdueCount) => number;
  },
): void {
  new Gauge({
    ...named,
    registers: [registry],
    async collect() {
      try {
        this.set(read(await unrecorded(countOverdue)));
      } catch (error) {
        log.warn({ err: error }, "overdue compensations are not known"); // the other metrics are told nevertheless
      }
    },
  });
}
