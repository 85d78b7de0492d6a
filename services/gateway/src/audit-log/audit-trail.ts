/**
 * Writes down, besides the requests, who wrote what by the administration's interface. While one insert is under way the next
 * entries gather, so an entry waits for one insert at most, some milliseconds; a crash loses those. When the database is
 * away they wait in memory, bounded, and each that finds no room is in the log of this process instead.
 */
import type { Check } from "@holdfast/http-service/health";
import type { Logger } from "@holdfast/log";
import type { AuditEntry } from "./audit-log.ts";

export type AuditTrailDeps = {
  readonly append: (entries: readonly AuditEntry[]) => Promise<void>;
  readonly schedule: (work: () => void, delayMs: number) => () => void;
  readonly log: Logger;
};
export type AuditTrail = {
  readonly record: (entry: AuditEntry) => void;
  readonly check: Check;
  /** Writes what waits, when that goes; else it is told to the log. */
  readonly close: () => Promise<void>;
};

/** Half a kilobyte each. */
const WAITING_MAX = 10_000;
const BATCH_MAX = 500;
const RETRY_MS = 1_000;

export function openAuditTrail({ append, schedule, log }: AuditTrailDeps): AuditTrail {
  let waiting: AuditEntry[] = [];
  let lost = 0;
  let isFailing = false;
  let isClosed = false;
  let cancel: (() => void) | undefined;
  let running: Promise<void> | undefined;

  const tell = (entry: AuditEntry): void => {
    lost += 1;
    log.warn({ audit: entry }, "a write of the administration is not in the audit log, only here");
  };
  const writeAll = async (): Promise<void> => {
    try {
      while (waiting.length > 0) {
        const batch = waiting.slice(0, BATCH_MAX);
        await append(batch);
        waiting = waiting.slice(batch.length);
        isFailing = false;
      }
    } catch (error) {
      if (!isFailing)
        log.warn({ err: error }, "the audit log cannot be written; it is tried again");
      isFailing = true;
    }
  };
  const write = async (): Promise<void> => {
    cancel = undefined;
    running ??= writeAll().finally(() => {
      running = undefined;
    });
    await running;
    if (waiting.length > 0) cancel ??= schedule(() => void write(), RETRY_MS);
  };
  return {
    record: (entry) => {
      if (isClosed || waiting.length >= WAITING_MAX) return tell(entry);
      waiting.push(entry);
      if (running === undefined && cancel === undefined) void write();
    },
    check: async () => told(isFailing || lost > 0, { waiting: waiting.length, lost }),
    close: async () => {
      cancel?.();
      await (running ?? Promise.resolve());
      cancel?.();
      await writeAll();
      isClosed = true;
      waiting.splice(0).forEach(tell);
    },
  };
}

function told(isWorthIt: boolean, entries: { readonly waiting: number; readonly lost: number }) {
  if (!isWorthIt) return { status: "ok" } as const;
  const message = `entries that wait for the database: ${entries.waiting}, only in this process's log: ${entries.lost}`;
  return { status: "warn", message } as const;
}

/** Where there is no database: the log of the process is the trail. */
export function logTrail(log: Logger): Pick<AuditTrail, "record"> {
  return { record: (entry) => log.info({ audit: entry }, "a write of the administration") };
}
