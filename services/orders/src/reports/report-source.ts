import type { ReportRow } from "./report-text.ts";
import type { Report } from "./reports.ts";

/** What a report is made from. Fixed when it begins, so that each of its parts is of the same rows. */
export type Extent = {
  /** Where reading begins; what it says is the source's. */
  readonly after: string;
  /** The last place in the ledger that counts. */
  readonly through: number;
  /** About how many rows there will be. */
  readonly expectedRows: number;
};
export type ReportQuery = Pick<Report, "type" | "fromMs" | "toMs" | "account" | "everyAccount">;

export type ReportSource = {
  /** Throws `Unreadable` when the report can never be made, anything else when it may be tried again. */
  readonly extent: (query: ReportQuery) => Promise<Extent>;
  /**
   * Hands out the next rows, some ten thousands, and resolves to the place after them, or null after the last. Throws
   * as `extent` does, whatever was handed out by then.
   */
  readonly read: (
    query: ReportQuery,
    place: { readonly extent: Extent; readonly after: string },
    take: (row: ReportRow) => void,
  ) => Promise<string | null>;
};

/** A source refuses the question itself: asking again would not help. */
export class Unreadable extends Error {}
