import { type FileHandle, mkdir, open, readFile, truncate, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type Book, type Decision, decide, emptyBook, record } from "./book.ts";
import type { Command, Entry } from "./charge.ts";

export type BookFile = {
  readonly book: Book;
  /** Decides and writes down. The decision is on the disk, with all those before it, when this resolves. */
  execute(command: Command, nowMs: number): Promise<Decision>;
  /** Rejects once a write has failed: what is in memory may then not be on the disk, and nothing more is decided. */
  check(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Opens the append-only book (one JSON entry a line; made when absent) and reads it back. A torn last line, the mark
 * of a kill or a power cut in the middle of a write nobody was answered for, is cut off; a bad line elsewhere throws.
 */
export async function openBookFile(path: string): Promise<BookFile> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, "", { flag: "a" });
  const book = emptyBook();
  const { entries, lengthBytes } = parseEntries(await readFile(path));
  for (const entry of entries) record(book, entry);
  await truncate(path, lengthBytes);
  const file = await open(path, "a");
  await file.sync();
  return bookFile(file, book);
}

function bookFile(file: FileHandle, book: Book): BookFile {
  let waiting: string[] = [];
  // The last write begun or queued. Lines that come while it is queued share its write and its fsync.
  let flushed: Promise<void> = Promise.resolve();

  const flush = async () => {
    const lines = waiting.join("");
    waiting = [];
    await file.appendFile(lines);
    await file.datasync();
  };
  const append = (entry: Entry): void => {
    if (waiting.length === 0) flushed = flushed.then(flush);
    waiting.push(`${JSON.stringify(entry)}\n`);
  };

  return {
    book,
    async execute(command, nowMs) {
      const decision = decide(book, command, nowMs);
      if (decision.entry) {
        record(book, decision.entry);
        append(decision.entry);
      }
      // Also without an entry: what was decided may rest on a charge that is still on its way to the disk.
      await flushed;
      return decision;
    },
    check: () => flushed,
    close: () => flushed.finally(() => file.close()),
  };
}

function parseEntries(content: Buffer): { entries: readonly Entry[]; lengthBytes: number } {
  const lengthBytes = content.lastIndexOf("\n") + 1;
  const lines = content.toString("utf8", 0, lengthBytes).split("\n").slice(0, -1);
  const entries = lines.map((line, index) => {
    try {
      return JSON.parse(line) as Entry;
    } catch (error) {
      throw new Error(`the book is damaged at line ${index + 1}`, { cause: error });
    }
  });
  return { entries, lengthBytes };
}
