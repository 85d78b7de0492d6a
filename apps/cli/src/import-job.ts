/** One import through the gateway: send the file, watch the job until it ends. */
import { setTimeout as sleep } from "node:timers/promises";
import { fail, ok, type Result } from "@holdfast/result";
import { callGateway, type Gateway, refusalText } from "./gateway.ts";
import { isRecord } from "./json.ts";

export type ImportReport = {
  readonly id: string;
  readonly status: string;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly errors: readonly RowError[];
};
type RowError = { readonly line: number; readonly column: string; readonly message: string };
export type ImportOptions = {
  readonly currency?: string | undefined;
  readonly location?: string | undefined;
  readonly onProgress?: (report: ImportReport) => void;
};

const POLL_MS = 100;
const ENDED = new Set(["done", "failed"]);

/** The ended job's report; fails when the gateway refuses the file or cannot be reached. */
export async function importProducts(
  gateway: Gateway,
  file: Blob,
  options: ImportOptions,
): Promise<Result<ImportReport, string>> {
  const query = new URLSearchParams({ kind: "products" });
  if (options.currency !== undefined) query.set("currency", options.currency);
  if (options.location !== undefined) query.set("location", options.location);
  const path = "/api/v1/admin/imports";
  const created = await callGateway(gateway, {
    method: "POST",
    path: `${path}?${query}`,
    body: file,
  });
  if (!created.ok) return created;
  if (created.value.status !== 202) return fail(refusalText(created.value));
  const job = `${path}/${encodeURIComponent(String(created.value.body.id))}`;
  for (;;) {
    const answer = await callGateway(gateway, { method: "GET", path: job });
    if (!answer.ok) return answer;
    if (answer.value.status !== 200) return fail(refusalText(answer.value));
    const report = toReport(answer.value.body);
    options.onProgress?.(report);
    if (ENDED.has(report.status)) return ok(report);
    await sleep(POLL_MS);
  }
}

function toReport(body: Record<string, unknown>): ImportReport {
  const errors = Array.isArray(body.errors) ? body.errors.filter(isRecord) : [];
  return {
    id: String(body.id),
    status: String(body.status),
    rows: Number(body.rows ?? 0),
    accepted: Number(body.accepted ?? 0),
    rejected: Number(body.rejected ?? 0),
    errors: errors.map(({ line, column, message }) => ({
      line: Number(line),
      column: String(column ?? ""),
      message: String(message),
    })),
  };
}
