/** One import through the gateway: send the file, watch the job until it ends. */
import { createReadStream, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fail, ok, type Result } from "@holdfast/result";
import { callGateway, type Gateway, refusalText } from "./gateway.ts";
import { isRecord } from "./json.ts";
import type { Progress } from "./progress.ts";

export type ImportKind = "products" | "items" | "stock" | "prices" | "coupons";
export type ImportReport = {
  readonly id: string;
  readonly status: string;
  readonly rows: number;
  readonly accepted: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly errors: readonly RowError[];
};
type RowError = { readonly line: number; readonly column: string; readonly message: string };
export type ImportOptions = {
  readonly currency?: string | undefined;
  readonly location?: string | undefined;
  /** Whose coupons they are. */
  readonly promotion?: string | undefined;
  readonly onProgress?: (progress: Progress) => void;
};

// A small file is done before anybody has seen it wait; a large one is not asked after all the time.
const POLL_MS_MIN = 100;
const POLL_MS_MAX = 1_000;
const ENDED = new Set(["done", "failed"]);

/** The ended job's report; fails when the gateway refuses the file or cannot be reached. */
export async function importFile(
  gateway: Gateway,
  file: { readonly kind: ImportKind; readonly path: string },
  options: ImportOptions,
): Promise<Result<ImportReport, string>> {
  if (options.promotion !== undefined) return importCoupons(gateway, file.path, options);
  const query = new URLSearchParams({ kind: file.kind });
  if (options.currency !== undefined) query.set("currency", options.currency);
  if (options.location !== undefined) query.set("location", options.location);
  const path = "/api/v1/admin/imports";
  const created = await callGateway(gateway, {
    method: "POST",
    path: `${path}?${query}`,
    csv: uploadOf(file.path, options),
  });
  if (!created.ok) return created;
  if (created.value.status !== 202) return fail(refusalText(created.value));
  return watchJob(gateway, `${path}/${encodeURIComponent(String(created.value.body.id))}`, options);
}

/** No job: the rows have landed when the upload is answered. */
async function importCoupons(
  gateway: Gateway,
  file: string,
  options: ImportOptions,
): Promise<Result<ImportReport, string>> {
  const id = String(options.promotion);
  const answer = await callGateway(gateway, {
    method: "POST",
    path: `/api/v1/admin/promotions/${encodeURIComponent(id)}/coupons/import`,
    csv: uploadOf(file, options),
  });
  if (!answer.ok) return answer;
  if (answer.value.status !== 200) return fail(refusalText(answer.value));
  const { created, updated, unchanged } = toReport(answer.value.body);
  const accepted = created + updated + unchanged;
  return ok(toReport({ ...answer.value.body, id, status: "done", accepted }));
}

/** The file as it is read, a piece at a time, told of as it goes out. */
function uploadOf(path: string, { onProgress }: ImportOptions) {
  const bytes = statSync(path).size;
  async function* pieces() {
    let done = 0;
    for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      yield piece as Uint8Array;
      done += (piece as Uint8Array).length;
      onProgress?.({ phase: "sending", done, of: bytes });
    }
  }
  return { bytes, pieces: pieces() };
}

async function watchJob(
  gateway: Gateway,
  path: string,
  { onProgress }: ImportOptions,
): Promise<Result<ImportReport, string>> {
  for (let pollMs = POLL_MS_MIN; ; pollMs = Math.min(1.5 * pollMs, POLL_MS_MAX)) {
    const answer = await callGateway(gateway, { method: "GET", path });
    if (!answer.ok) return answer;
    if (answer.value.status !== 200) return fail(refusalText(answer.value));
    const report = toReport(answer.value.body);
    const { accepted, rejected, rows } = report;
    onProgress?.({ phase: "applying", done: accepted + rejected, of: rows });
    if (ENDED.has(report.status)) return ok(report);
    await sleep(pollMs);
  }
}

function toReport(body: Record<string, unknown>): ImportReport {
  const errors = Array.isArray(body.errors) ? body.errors.filter(isRecord) : [];
  const count = (name: string): number => Number(body[name] ?? 0);
  return {
    id: String(body.id),
    status: String(body.status),
    rows: count("rows"),
    accepted: count("accepted"),
    created: count("created"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    rejected: count("rejected"),
    errors: errors.map(({ line, column, message }) => ({
      line: Number(line),
      column: String(column ?? ""),
      message: String(message),
    })),
  };
}
