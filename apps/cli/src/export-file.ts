/** One export through the gateway, into a file or to standard output. */
import { createWriteStream, renameSync, rmSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fail, ok, type Result } from "@holdfast/result";
import { type Gateway, openFromGateway } from "./gateway.ts";
import type { Progress } from "./progress.ts";

export type ExportKind = "items" | "stock" | "prices" | "coupons";
export type ExportReport = { readonly rows: number; readonly bytes: number };

/**
 * Receives the export into the file at `path`, which is there only when it is whole, or into standard output. Fails when
 * the gateway refuses, cannot be reached, or breaks off in the middle.
 */
export async function exportFile(
  gateway: Gateway,
  file: {
    readonly kind: ExportKind;
    readonly path: string | undefined;
    /** Whose coupons they are. */
    readonly promotion?: string | undefined;
  },
  onProgress: (progress: Progress) => void,
): Promise<Result<ExportReport, string>> {
  const { kind, promotion } = file;
  const place =
    promotion === undefined
      ? `exports/${kind}`
      : `promotions/${encodeURIComponent(promotion)}/coupons/export`;
  const answer = await openFromGateway(gateway, `/api/v1/admin/${place}`);
  if (!answer.ok) return answer;
  const counter = lineCounter(onProgress);
  const received = Readable.from(counter.counted(answer.value), { objectMode: false });
  const partial = `${file.path}.partial`;
  try {
    if (file.path === undefined) await pipeline(received, process.stdout, { end: false });
    else await pipeline(received, createWriteStream(partial));
    if (file.path !== undefined) renameSync(partial, file.path);
    return ok(counter.report());
  } catch (error) {
    if (file.path !== undefined) rmSync(partial, { force: true });
    if (file.path === undefined && codeOf(error) === "EPIPE") return ok(counter.report()); // its reader had enough
    return fail(`the export broke off and is not whole (${codeOf(error)})`);
  }
}

/** Counts the rows without the header: line ends that are not inside quotes. */
function lineCounter(onProgress: (progress: Progress) => void) {
  let [bytes, lines, quoted] = [0, 0, false];
  const rows = () => Math.max(0, lines - 1);
  async function* counted(source: AsyncIterable<Uint8Array>) {
    for await (const piece of source) {
      for (const byte of piece) {
        if (byte === 0x22) quoted = !quoted;
        else if (byte === 0x0a && !quoted) lines += 1;
      }
      bytes += piece.length;
      onProgress({ phase: "receiving", done: rows() });
      yield piece;
    }
  }
  return { counted, report: () => ({ rows: rows(), bytes }) };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error) return String(error.code);
  return error.cause === undefined ? error.message : codeOf(error.cause);
}
