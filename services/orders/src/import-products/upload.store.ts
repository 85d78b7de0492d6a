import type { Database } from "@holdfast/postgres";
import { fail, ok, type Result } from "@holdfast/result";
import { csvRecords } from "../csv-records.ts";
import type { Origin } from "../origin.ts";
import { COLUMNS } from "./apply-batch.ts";
import { abandonJob, insertJob, storeRows } from "./import-products.store.ts";
import { type FormatUnknown, type ImportFormat, readerFor } from "./import-products.ts";
import type { ImportDefaults, ProductRow, ReadRow, RowError } from "./product-row.ts";

export type Upload = {
  readonly jobId: string;
  readonly origin: Origin;
  readonly defaults: ImportDefaults;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly nowMs: number;
};

/** One call of inventory and a short transaction of ours. */
const BATCH_ROWS_MAX = 200;
/** A batch travels as one JSON body, which may have 1 MiB: at most 750 kB as UTF-8. */
const BATCH_CHARS_MAX = 250_000;

/**
 * Stores an upload as it arrives, a batch at a time, under a job that is still to be queued. Refuses a file whose header
 * tells no format, and makes no job of it. When the upload is cut off, throws its error, and the job is given up.
 */
export async function storeUpload(
  db: Database,
  upload: Upload,
): Promise<Result<null, FormatUnknown>> {
  const records = csvRecords(upload.bytes);
  const header = await records.next();
  if (header.done) return fail({ kind: "import-format-unknown", reason: "The file is empty." });
  const cells = "cells" in header.value ? header.value.cells : [];
  const reader = readerFor(cells, upload.defaults);
  if (!reader.ok) {
    await records.return(undefined);
    return reader;
  }
  const { format, read } = reader.value;
  const { jobId, origin, nowMs } = upload;
  await insertJob(db, { id: jobId, format, origin, nowMs });
  try {
    let batch = newBatch(jobId, 1, format);
    for await (const record of records) {
      batch.add("cells" in record ? read(record) : unreadable(record));
      if (!batch.isFull()) continue;
      await storeRows(db, batch.content());
      batch = newBatch(jobId, batch.content().seq + 1, format);
    }
    if (!batch.isEmpty()) await storeRows(db, batch.content());
    return ok(null);
  } catch (error) {
    await abandonJob(db, jobId, nowMs).catch(() => undefined); // the sweep gives it up then
    throw error;
  }
}

function newBatch(jobId: string, seq: number, format: ImportFormat) {
  const rows: ProductRow[] = [];
  const errors: RowError[] = [];
  let chars = 0;
  let rejectedRows = 0;
  return {
    add: (row: ReadRow) => {
      if (row.kind === "rejected") {
        rejectedRows += 1;
        errors.push(...row.errors);
      } else if (row.kind === "product") {
        rows.push(row.row);
        chars += JSON.stringify(row.row).length;
      }
    },
    isFull: () => rows.length + rejectedRows >= BATCH_ROWS_MAX || chars >= BATCH_CHARS_MAX,
    isEmpty: () => rows.length + rejectedRows === 0,
    content: () => ({ jobId, seq, rows, rejectedRows, errors, skuColumn: COLUMNS[format].row }),
  };
}

function unreadable({ line, fault }: { readonly line: number; readonly fault: string }): ReadRow {
  return { kind: "rejected", errors: [{ line, column: "", message: fault }] };
}
