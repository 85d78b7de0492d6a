/** What is received piece by piece, into a file or to standard output. */
import { createWriteStream, renameSync, rmSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fail, ok, type Result } from "@holdfast/result";

/**
 * Writes `pieces` into the file at `path`, which is there only when it is whole, or to standard output where there is no
 * path; a reader of that who had enough is no failure. Fails with why they broke off.
 */
export async function saveFile(
  pieces: AsyncIterable<Uint8Array>,
  path: string | undefined,
): Promise<Result<undefined, string>> {
  const received = Readable.from(pieces, { objectMode: false });
  const partial = `${path}.partial`;
  try {
    if (path === undefined) await pipeline(received, process.stdout, { end: false });
    else await pipeline(received, createWriteStream(partial));
    if (path !== undefined) renameSync(partial, path);
    return ok(undefined);
  } catch (error) {
    if (path !== undefined) rmSync(partial, { force: true });
    const code = codeOf(error);
    return path === undefined && code === "EPIPE" ? ok(undefined) : fail(code);
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error) return String(error.code);
  return error.cause === undefined ? error.message : codeOf(error.cause);
}
