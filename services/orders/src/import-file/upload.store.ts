import type { Database } from "@holdfast/postgres";
import { fail, ok, type Result } from "@holdfast/result";
import { type CsvFault, type CsvRecord, csvRecords } from "../csv-records.ts";
import type { Origin } from "../origin.ts";
import { COLUMNS } from "./apply-batch.ts";
import type { ImportDefaults, ReadRow, RowError } from "./file-row.ts";
import { ERRORS_KEPT_MAX } from "./import-errors.store.ts";
import {
  abandonJob,
  insertJob,
  storeRows,
  type UploadedRow,
  type UploadedRows,
} from "./import-file.store.ts";
import {
  type FormatUnknown,
  type ImportFormat,
  type ImportKind,
  type RowReader,
  readerFor,
  subjectOf,
} from "./import-file.ts";

export type Upload = {
  readonly jobId: string;
  readonly kind: ImportKind;
  readonly origin: Origin;
  readonly defaults: ImportDefaults;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly nowMs: number;
};

/** What inventory takes in one call, and a short transaction of ours. */
const BATCH_ROWS_MAX = 500;
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
  const reader = readerFor(upload.kind, cells, upload.defaults);
  if (!reader.ok) {
    await records.return(undefined);
    return reader;
  }
  const { jobId, kind, origin, nowMs } = upload;
  await insertJob(db, { id: jobId, kind, format: reader.value.format, origin, nowMs });
  try {
    await storeRecords(db, jobId, records, reader.value);
    return ok(null);
  } catch (error) {
    await abandonJob(db, jobId, nowMs).catch(() => undefined); // the sweep gives it up then
    throw error;
  }
}

/** Stores one batch while it reads the next. */
async function storeRecords(
  db: Database,
  jobId: string,
  records: AsyncIterable<CsvRecord | CsvFault>,
  { format, read }: RowReader,
): Promise<void> {
  let storing = Promise.resolve();
  const store = async (batch: UploadedRows): Promise<void> => {
    await storing;
    storing = storeRows(db, batch);
    storing.catch(() => undefined); // whoever waits for it next hears of it
  };
  let batch = newBatch(jobId, 1, format);
  for await (const record of records) {
    batch.add("cells" in record ? read(record) : unreadable(record));
    if (!batch.isFull()) continue;
    await store(batch.content());
    batch = newBatch(jobId, batch.content().seq + 1, format);
  }
  if (!batch.isEmpty()) await store(batch.content());
  await storing;
}

function newBatch(jobId: string, seq: number, format: ImportFormat) {
  const rows: UploadedRow[] = [];
  const errors: RowError[] = [];
  let chars = 0;
  let rejectedRows = 0;
  return {
    add: (read: ReadRow) => {
      if (read.kind === "rejected") {
        rejectedRows += 1;
        if (errors.length < ERRORS_KEPT_MAX) errors.push(...read.errors);
      } else if (read.kind === "row") {
        const text = JSON.stringify(read.row);
        rows.push({ line: read.row.line, subject: subjectOf(read.row), text });
        chars += text.length;
      }
    },
    isFull: () => rows.length + rejectedRows >= BATCH_ROWS_MAX || chars >= BATCH_CHARS_MAX,
    isEmpty: () => rows.length + rejectedRows === 0,
    content: () => ({ jobId, seq, rows, rejectedRows, errors, subjectColumn: COLUMNS[format].row }),
  };
}

function unreadable({ line, fault }: CsvFault): ReadRow {
  return { kind: "rejected", errors: [{ line, column: "", message: fault }] };
}
