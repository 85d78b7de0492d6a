import type { Queryable } from "@holdfast/postgres";
import { type ImportOutcome, importCoupons } from "./coupons.store.ts";
import { type CouponRow, type RowError, readHeader, readRow } from "./coupons.ts";
import { LINE_CHARS_MAX, type TextLine, textLines } from "./text-lines.ts";

/** One statement: some 20 ms, in which these codes cannot be redeemed. */
const BATCH_ROWS = 2_000;
const ERRORS_MAX = 1_000;

export type ImportReport = {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  /** By line; the first that were found. */
  readonly errors: RowError[];
};
export type CouponImport = {
  readonly db: Queryable;
  readonly promotionId: string;
  readonly nowMs: () => number;
};

const REFUSED: Readonly<Partial<Record<ImportOutcome, string>>> = {
  taken: "is a coupon of another promotion",
  "used-more": "has been used more often than max_uses says",
};

/**
 * Lands the good rows of a file in batches while it arrives, and lists the bad ones. Of a code that is there twice, the later
 * row counts. The same file again changes nothing; when the upload breaks off, what has landed stays.
 */
export async function importCouponFile(
  upload: AsyncIterable<Uint8Array>,
  to: CouponImport,
): Promise<ImportReport> {
  const report = { rows: 0, created: 0, updated: 0, unchanged: 0, rejected: 0, errors: [] };
  const lines = textLines(upload);
  const header = await lines.next();
  const columns = readHeader(header.done ? "" : header.value.text);
  if (columns.code === undefined) {
    refuse(report, { line: 1, column: "code", message: "is missing in the header" });
    return report;
  }
  let batch: CouponRow[] = [];
  for await (const line of lines) {
    report.rows += 1;
    const row = tooLong(line) ?? readRow(line, columns);
    if ("message" in row) refuse(report, row);
    else batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    await land(batch, to, report);
    batch = [];
  }
  if (batch.length > 0) await land(batch, to, report);
  report.errors.sort((a: RowError, b: RowError) => a.line - b.line);
  return report;
}

function tooLong({ line, text }: TextLine): RowError | undefined {
  if (text.length <= LINE_CHARS_MAX) return undefined;
  const message = `is longer than ${LINE_CHARS_MAX} characters; the rest of the file was not read`;
  return { line, column: "", message };
}

async function land(
  batch: readonly CouponRow[],
  { db, promotionId, nowMs }: CouponImport,
  report: ImportReport,
): Promise<void> {
  const rows = [...new Map(batch.map((row) => [row.code, row])).values()];
  const outcomes = await importCoupons(db, { promotionId, rows }, nowMs());
  for (const { line, code } of batch) {
    const outcome = outcomes.get(code) ?? "taken";
    if (outcome === "taken") refuse(report, { line, column: "code", message: `${REFUSED.taken}` });
    else if (outcome === "used-more") {
      refuse(report, { line, column: "max_uses", message: `${REFUSED["used-more"]}` });
    } else report[outcome] += 1;
  }
}

function refuse(report: ImportReport, error: RowError): void {
  report.rejected += 1;
  if (report.errors.length < ERRORS_MAX) report.errors.push(error);
}
