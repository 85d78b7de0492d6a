/** One import through the gateway: send the file, watch the job until it ends. */
import { createReadStream, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { AnswerOf, SizedStream } from "@holdfast/client";
import { fail, ok, type Result } from "@holdfast/result";
import { given } from "./commands/words.ts";
import { type Gateway, reasonLine } from "./gateway.ts";
import type { Progress } from "./progress.ts";

export type ImportKind = JobKind | "coupons";
type JobKind = AnswerOf<"getImport">["kind"];
export type ImportReport = Pick<
  AnswerOf<"getImport">,
  "id" | "rows" | "accepted" | "created" | "updated" | "unchanged" | "rejected" | "errors"
> & { readonly status: string };
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
/** A large file takes as long as it takes; the server cuts off who sends nothing. */
const UPLOAD_MS_MAX = 2 ** 31 - 1;

/** The ended job's report; fails when the gateway refuses the file or cannot be reached. */
export async function importFile(
  gateway: Gateway,
  file: { readonly kind: ImportKind; readonly path: string },
  options: ImportOptions,
): Promise<Result<ImportReport, string>> {
  const { kind, path } = file;
  const { currency, location, promotion = "" } = options;
  if (kind === "coupons") return importCoupons(gateway, { path, promotion }, options);
  const created = await gateway.client.createImport({
    query: given({ kind, currency, location }),
    body: uploadOf(path, options),
    timeoutMs: UPLOAD_MS_MAX,
  });
  if (!created.ok) return fail(reasonLine(created.error, gateway));
  return watchJob(gateway, created.value.id, options);
}

/** No job: the rows have landed when the upload is answered. */
async function importCoupons(
  gateway: Gateway,
  { path, promotion: id }: { readonly path: string; readonly promotion: string },
  options: ImportOptions,
): Promise<Result<ImportReport, string>> {
  const body = uploadOf(path, options);
  const input = { path: { id }, body, timeoutMs: UPLOAD_MS_MAX };
  const answer = await gateway.client.importCoupons(input);
  if (!answer.ok) return fail(reasonLine(answer.error, gateway));
  const { rows, created, updated, unchanged, rejected, errors } = answer.value;
  const accepted = created + updated + unchanged;
  const counts = { rows, accepted, created, updated, unchanged, rejected };
  return ok({ id, status: "done", ...counts, errors });
}

/** The file as it is read, a piece at a time, told of as it goes out. */
function uploadOf(path: string, { onProgress }: ImportOptions): SizedStream {
  const bytes = statSync(path).size;
  async function* pieces() {
    let done = 0;
    for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      yield piece as Uint8Array;
      done += (piece as Uint8Array).length;
      onProgress?.({ phase: "sending", done, of: bytes });
    }
  }
  return { stream: ReadableStream.from(pieces()) as ReadableStream<Uint8Array>, bytes };
}

async function watchJob(
  gateway: Gateway,
  id: string,
  { onProgress }: ImportOptions,
): Promise<Result<ImportReport, string>> {
  for (let pollMs = POLL_MS_MIN; ; pollMs = Math.min(1.5 * pollMs, POLL_MS_MAX)) {
    const answer = await gateway.client.getImport({ path: { id } });
    if (!answer.ok) return fail(reasonLine(answer.error, gateway));
    const { status, rows, accepted, created, updated, unchanged, rejected, errors } = answer.value;
    onProgress?.({ phase: "applying", done: accepted + rejected, of: rows });
    const counts = { rows, accepted, created, updated, unchanged, rejected };
    if (ENDED.has(status)) return ok({ id, status, ...counts, errors });
    await sleep(pollMs);
  }
}
