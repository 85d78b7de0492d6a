import { CsvError, type Parser, parse } from "csv-parse";

/** One record of a CSV file. `line` is where it begins in the file, 1 for the header. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] };

/** A record that cannot be read; nothing after it can be trusted either, so it is the last. */
export type CsvFault = { readonly line: number; readonly fault: string };

/** Bounds what a quote that is never closed may gather; above any real product's row. */
const RECORD_CHARS_MAX = 1_000_000;

/**
 * The records of a CSV upload as it arrives (UTF-8 with or without byte order mark, any line ending, quoted newlines,
 * empty lines skipped), holding one record at a time. Cells are as they stand in the file, spaces and line endings too; what is no
 * UTF-8 becomes U+FFFD. Ends with a `CsvFault` where the text stops being CSV. Throws when the upload is cut off.
 */
export async function* csvRecords(
  upload: AsyncIterable<Uint8Array>,
): AsyncGenerator<CsvRecord | CsvFault> {
  const ready: CsvRecord[] = []; // at most what one chunk of the upload completes
  let endLine = 0;
  let countedTwice = 0; // csv-parse counts a \r\n inside quotes as two lines
  const parser = parse({
    bom: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true, // a row with a field too many is a bad row, not the end of the file
    relax_quotes: true, // 12" is a length
    skip_empty_lines: true,
    max_record_size: RECORD_CHARS_MAX,
    // Taken here and not from the stream, which would drop the rows before an error together with it.
    on_record: (cells: readonly string[], { lines }: { readonly lines: number }) => {
      let breaks = 0;
      for (const cell of cells) {
        if (!/[\r\n]/.test(cell)) continue;
        breaks += cell.split(/\r\n|\r|\n/).length - 1;
        countedTwice += cell.split("\r\n").length - 1;
      }
      endLine = lines - countedTwice;
      ready.push({ line: endLine - breaks, cells });
      return null;
    },
  });
  parser.on("error", () => undefined); // each write and the end report their own
  try {
    for await (const bytes of upload) {
      const fault = await faultOf(write(parser, bytes));
      yield* ready.splice(0);
      if (fault !== undefined) return yield { line: endLine + 1, fault };
    }
    const fault = await faultOf(end(parser));
    yield* ready.splice(0);
    if (fault !== undefined) yield { line: endLine + 1, fault };
  } finally {
    parser.destroy();
  }
}

function write(parser: Parser, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

function end(parser: Parser): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once("error", reject).once("end", resolve).resume().end();
  });
}

/** What makes the text no CSV from here on; undefined when it is. Throws what is no fault of the text. */
async function faultOf(parsing: Promise<void>): Promise<string | undefined> {
  try {
    await parsing;
    return undefined;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return FAULTS[error.code] ?? "is not CSV; the rest of the file was not read";
  }
}

const FAULTS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "has a quote that is never closed; the rest of the file was not read",
  CSV_MAX_RECORD_SIZE: `is longer than ${RECORD_CHARS_MAX} characters, or has a quote that is never closed; the rest of the file was not read`,
};
