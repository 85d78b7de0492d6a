import { Readable } from "node:stream";
import type { ReportSource } from "../reports/report-source.ts";
import type { ReportStorage } from "../reports/report-storage.ts";
import type { ReportRow } from "../reports/report-text.ts";

/** A storage in memory. */
export function memoryStorage() {
  const parts = new Map<string, Buffer>();
  const storage: ReportStorage = {
    write: async (name, bytes) => {
      parts.set(name, Buffer.from(bytes));
    },
    list: async (reportId) =>
      [...parts]
        .filter(([name]) => name.startsWith(`${reportId}/`))
        .map(([name, { length }]) => ({ name, bytes: length })),
    read: async (name) => {
      const part = parts.get(name);
      if (part === undefined) throw new Error(`there is no part ${name}`);
      return Readable.from([part]);
    },
    remove: async (reportId) => {
      for (const name of parts.keys()) if (name.startsWith(`${reportId}/`)) parts.delete(name);
    },
  };
  return { ...storage, parts };
}

/** A source of `rows`, told `rowsPerCall` at a time. `beforeCall` is awaited with the number of the call, from 1. */
export function fakeSource(
  rows: readonly ReportRow[],
  given: {
    readonly rowsPerCall?: number;
    readonly beforeCall?: (call: number) => Promise<void>;
  } = {},
): ReportSource {
  const { rowsPerCall = 2, beforeCall = async () => {} } = given;
  let calls = 0;
  return {
    extent: async () => ({ after: "0", through: rows.length, expectedRows: rows.length }),
    read: async (_query, { after }, take) => {
      calls += 1;
      await beforeCall(calls);
      const end = Number(after) + rowsPerCall;
      for (const row of rows.slice(Number(after), end)) take(row);
      return end < rows.length ? String(end) : null;
    },
  };
}

/** Reports of a service that makes them when the test says so. */
export function someReports() {
  const submitted: string[] = [];
  return {
    submitted,
    ...{ storage: memoryStorage(), retentionMs: 7 * 24 * 3_600_000, slots: 2, currency: "EUR" },
    submissions: {
      submit: async (id: string) => {
        submitted.push(id);
      },
      ended: async () => false,
    },
  };
}
