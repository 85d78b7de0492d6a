import { type FileHandle, mkdir, open, readFile, truncate, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type Book, type Decision, decide, emptyBook, record } from "./book.ts";
import type { Command, Entry } from "./charge.ts";

export type BookFile = {
  readonly book: Book;
  /** Ids of the events of charges that the webhook has taken. */
  readonly delivered: ReadonlySet<string>;
  /** Writes down that the webhook has taken an event, sooner or later: a crash before that is a repeat to it. */
  noteDelivered(eventId: string): void;
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
  const { lines, lengthBytes } = parseLines(await readFile(path));
  const delivered = new Set<string>();
  for (const line of lines) {
    if ("delivered" in line) delivered.add(line.delivered);
    else record(book, line);
  }
  await truncate(path, lengthBytes);
  const file = await open(path, "a");
  await file.sync();
  return bookFile(file, book, delivered);
}

type Line = Entry | { readonly delivered: string };

function bookFile(file: FileHandle, book: Book, delivered: Set<string>): BookFile {
  let waiting: string[] = [];
  // The last write begun or queued. Lines that come while it is queued share its write and its fsync.
  let flushed: Promise<void> = Promise.resolve();

  const flush = async () => {
    const lines = waiting.join("");
    waiting = [];
    await file.appendFile(lines);
    await file.datasync();
  };
  const append = (entry: Line): void => {
    if (waiting.length === 0) flushed = flushed.then(flush);
    waiting.push(`${JSON.stringify(entry)}\n`);
  };

  return {
    book,
    delivered,
    noteDelivered(eventId) {
      delivered.add(eventId);
      append({ delivered: eventId });
      flushed.catch(() => {}); // whoever checks or executes next hears of it
    },
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

function parseLines(content: Buffer): { lines: readonly Line[]; lengthBytes: number } {
  const lengthBytes = content.lastIndexOf("\n") + 1;
  const texts = content.toString("utf8", 0, lengthBytes).split("\n").slice(0, -1);
  const lines = texts.map((line, index) => {
    try {
      return JSON.parse(line) as Line;
    } catch (error) {
      throw new Error(`the book is damaged at line ${index + 1}`, { cause: error });
    }
  });
  return { lines, lengthBytes };
}
