import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type Dispatcher, Pool } from "undici";
import type { Schedule } from "./batch.ts";
import { rejectedSpans } from "./partial-success.ts";
import type { ExportTarget } from "./settings.ts";

export type ExporterDeps = {
  readonly target: ExportTarget;
  readonly schedule: Schedule;
  readonly nowMs: () => number;
  /** In [0, 1): spreads the retries of many processes. */
  readonly random: () => number;
  /** Told once when deliveries begin to fail, in one line without secrets. */
  readonly warn: (message: string) => void;
};

type Attempt =
  | { readonly kind: "taken"; readonly spans: number }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "retry"; readonly reason: string; readonly afterMs: number | undefined };

const ATTEMPTS_MAX = 5; // 1 + 2 + 4 + 5 s of pauses fit the 30 s that one export may take
const BACKOFF_FIRST_MS = 1_000;
const BACKOFF_MAX_MS = 5_000;
const ANSWER_BYTES_MAX = 64 * 1024; // an answer holds a count and a sentence
const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]); // OTLP/HTTP's own list

const compress = promisify(gzip);

/**
 * Posts bodies to an OTLP/HTTP collector. Retries what the specification calls retryable, and broken connections, with
 * jittered backoff, no sooner than Retry-After asks, within the target's time for one export. Never throws.
 */
export class OtlpExporter {
  readonly #deps: ExporterDeps;
  readonly #pool: Pool;
  #hurried = false;
  #endPause: (() => void) | undefined;
  #failing = false;

  constructor(deps: ExporterDeps) {
    this.#deps = deps;
    const { url, timeoutMs } = deps.target;
    this.#pool = new Pool(url.origin, { connections: 1, connect: { timeout: timeoutMs } });
  }

  /** Resolves to how many of the body's spans the collector took. */
  async deliver(body: Buffer, spans: number): Promise<number> {
    const { target, nowMs } = this.#deps;
    const giveUpAtMs = nowMs() + target.exportTimeoutMs;
    const content = target.gzip ? await compress(body) : body;
    for (let attempt = 1; ; attempt += 1) {
      const result = await this.#attempt(content, spans);
      if (result.kind === "taken") return this.#succeeded(result.spans);
      const pauseMs = this.#pauseMs(result, attempt);
      const last = this.#hurried || attempt === ATTEMPTS_MAX || nowMs() + pauseMs > giveUpAtMs;
      if (result.kind === "refused" || last) return this.#failed(result.reason);
      await this.#pause(pauseMs);
    }
  }

  /** From now on every body gets one more attempt and no pause: the process wants to end. */
  hurry(): void {
    this.#hurried = true;
    this.#endPause?.();
  }

  /** Breaks what is still under way and closes the connection. */
  async close(): Promise<void> {
    this.hurry();
    await this.#pool.destroy();
  }

  async #attempt(body: Buffer, spans: number): Promise<Attempt> {
    const { url, headers, json, gzip: zipped, timeoutMs } = this.#deps.target;
    const waiting = new AbortController();
    // Not AbortSignal.timeout: that one cannot be cancelled, and the signals of all the bodies of ten seconds would be kept.
    const timer = setTimeout(
      () => waiting.abort(new Error(`no answer within ${timeoutMs} ms`)),
      timeoutMs,
    );
    try {
      const answer = await this.#pool.request({
        method: "POST",
        path: url.pathname + url.search,
        headers: {
          ...headers,
          "content-type": json ? "application/json" : "application/x-protobuf",
          ...(zipped ? { "content-encoding": "gzip" } : {}),
        },
        body,
        signal: waiting.signal,
      });
      return await this.#read(answer, spans);
    } catch (error) {
      const reason = error instanceof Error ? error.message || error.name : String(error);
      return { kind: "retry", reason, afterMs: undefined };
    } finally {
      clearTimeout(timer);
    }
  }

  async #read(answer: Dispatcher.ResponseData, spans: number): Promise<Attempt> {
    const { statusCode } = answer;
    if (statusCode >= 200 && statusCode < 300) {
      const rejected = rejectedSpans(await readBounded(answer.body), this.#deps.target.json);
      return { kind: "taken", spans: Math.max(spans - rejected, 0) };
    }
    await answer.body.dump({ limit: ANSWER_BYTES_MAX });
    const reason = `status ${statusCode}`;
    if (!RETRYABLE.has(statusCode)) return { kind: "refused", reason };
    const afterMs = retryAfterMs(answer.headers["retry-after"], this.#deps.nowMs());
    return { kind: "retry", reason, afterMs };
  }

  #pauseMs(result: Attempt, attempt: number): number {
    const askedMs = result.kind === "retry" ? (result.afterMs ?? 0) : 0;
    const backoffMs = Math.min(BACKOFF_FIRST_MS * 2 ** (attempt - 1), BACKOFF_MAX_MS);
    return Math.max(askedMs, backoffMs * (0.5 + this.#deps.random() / 2));
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#deps.schedule(resolve, ms);
      this.#endPause = () => {
        cancel();
        resolve();
      };
    });
  }

  #succeeded(spans: number): number {
    this.#failing = false;
    return spans;
  }

  #failed(reason: string): number {
    const { origin, pathname } = this.#deps.target.url;
    if (!this.#failing)
      this.#deps.warn(`Spans cannot be exported to ${origin}${pathname}: ${reason}`);
    this.#failing = true;
    return 0;
  }
}

/** Seconds or an HTTP date, as ms from now; undefined when absent or neither. */
function retryAfterMs(header: string | string[] | undefined, nowMs: number): number | undefined {
  if (typeof header !== "string") return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const atMs = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN; // parse alone takes "-1" for a year
  return Number.isNaN(atMs) ? undefined : atMs - nowMs;
}

async function readBounded(body: Dispatcher.ResponseData["body"]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) break; // leaving the loop destroys the rest
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
