import type { Part } from "./reports.ts";

/**
 * Where results of reports lie, in parts. A part is written once, whole or not at all, under a name that nobody else
 * writes; what a report delivers is what its row lists. Every process of orders needs the same one.
 */
export type ReportStorage = {
  /** Resolves when the part will be there after a crash. A name has letters, digits, `.`, `-` and one `/` after the report's id. */
  readonly write: (name: string, bytes: Uint8Array) => Promise<void>;
  /** All parts of a report, in any order. */
  readonly list: (reportId: string) => Promise<readonly Part[]>;
  /** A part's bytes. Fails, at once or when it is read, where it is not whole. */
  readonly read: (name: string) => Promise<AsyncIterable<Uint8Array>>;
  /** Removes all parts of a report. May be repeated. */
  readonly remove: (reportId: string) => Promise<void>;
};
