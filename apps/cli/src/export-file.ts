/** One export through the gateway, into a file or to standard output. */
import type { Client, File, Outcome } from "@holdfast/client";
import { fail, ok, type Result } from "@holdfast/result";
import { type Gateway, reasonLine } from "./gateway.ts";
import type { Progress } from "./progress.ts";
import { saveFile } from "./save-file.ts";

export type ExportKind = "items" | "stock" | "prices" | "coupons";
export type ExportReport = { readonly rows: number; readonly bytes: number };
type Wanted = {
  readonly kind: ExportKind;
  readonly path: string | undefined;
  /** Whose coupons they are. */
  readonly promotion?: string | undefined;
};

/**
 * Receives the export into the file at `path`, which is there only when it is whole, or into standard output. Fails when
 * the gateway refuses, cannot be reached, or breaks off in the middle.
 */
export async function exportFile(
  gateway: Gateway,
  wanted: Wanted,
  onProgress: (progress: Progress) => void,
): Promise<Result<ExportReport, string>> {
  const opened = await open(gateway.client, wanted);
  if (!opened.ok) return fail(reasonLine(opened.error, gateway));
  const counter = lineCounter(onProgress);
  const saved = await saveFile(counter.counted(opened.value.stream), wanted.path);
  if (saved.ok) return ok(counter.report());
  return fail(`the export broke off and is not whole (${saved.error})`);
}

function open(client: Client, { kind, promotion: id = "" }: Wanted): Promise<Outcome<File>> {
  switch (kind) {
    case "items":
      return client.file("exportItems");
    case "stock":
      return client.file("exportStock");
    case "prices":
      return client.file("exportPrices");
    case "coupons":
      return client.file("exportCoupons", { path: { id } });
    default:
      return kind satisfies never;
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
