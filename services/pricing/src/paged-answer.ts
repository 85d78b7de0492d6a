import { Readable } from "node:stream";
import type { Logger } from "@holdfast/log";

/** Text, page by page. */
export type Pages = AsyncGenerator<string, void, undefined>;

/**
 * The pages as a stream that reads the next one when its reader has room. The first is read before the answer begins: a
 * database that is away is a problem then. One that goes away later breaks the connection, so that no client takes the
 * file for whole.
 */
export async function pagedAnswer(pages: Pages, log: Logger): Promise<Readable> {
  const first = await pages.next();
  async function* all() {
    if (first.done) return;
    yield first.value;
    try {
      yield* pages;
    } catch (error) {
      log.error({ err: error }, "export broke off");
      throw error;
    }
  }
  return Readable.from(all(), { objectMode: false });
}
