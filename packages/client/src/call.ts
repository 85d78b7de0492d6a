/** One call: sent, read, and repeated where that is safe, until it succeeds or its time is over. */
import type { Tell } from "./deprecation.ts";
import { type ClientError, type Problem, problemIn } from "./errors.ts";
import { jsonIn } from "./json.ts";
import type { AnyInput } from "./operation-types.ts";
import { type Operation, type Prepared, prepared } from "./request.ts";
import { type Failure, mayRepeat, retryAfterMs, waitMs } from "./retry.ts";

/** What the client has of its surroundings. */
export type Platform = {
  readonly fetch: typeof globalThis.fetch;
  /** Of a clock that never jumps. */
  nowMs(): number;
  /** Since 1970. */
  dateMs(): number;
  /** Calls back once after `ms`; what it answers cancels that. */
  after(ms: number, act: () => void): () => void;
  /** From 0 to 1. */
  random(): number;
  newKey(): string;
};
export type Settings = {
  readonly baseUrl: string;
  readonly key: string;
  readonly timeoutMs: number;
  /** After the first attempt. */
  readonly retries: number;
  /** The date whose behaviour is asked for. */
  readonly version?: string;
};
/** What an answer says beside its body. */
export type Received = {
  readonly status: number;
  readonly headers: Headers;
  /** Of the trace, to find it again at the server. */
  readonly traceId?: string;
  readonly correlationId?: string;
  /** How often the request was sent. */
  readonly attempts: number;
  readonly idempotencyKey?: string;
};
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly response: Received }
  | { readonly ok: false; readonly error: ClientError };

type Read<T> = (response: Response) => Promise<T>;
type Tried<T> = { readonly ok: true; readonly value: T; readonly response: Response } | Refused;
type Refused = {
  readonly ok: false;
  readonly failure: Failure;
  readonly error: Unattempted;
  /** Undefined where none came. */
  readonly response?: Response;
};
type Unattempted = ClientError extends infer E
  ? E extends ClientError
    ? Omit<E, "attempts" | "idempotencyKey">
    : never
  : never;

const TEXT_CHARACTERS_MAX = 500; // of an answer that is not ours: enough to see whose it is
const TIMED_OUT = Symbol("timed out");
const JUST_NOW_MS = 1;

/** How calls are made by one client. */
export type Caller = {
  readonly settings: Settings;
  readonly platform: Platform;
  /** Hears of every answer. */
  readonly tell?: Tell | undefined;
};

/**
 * Calls `operation`; `read` makes the value of an answer of success, within the call's time. Never rejects for what the
 * network or the server does. @throws TypeError for an input of which no request can be made.
 */
export async function call<T>(
  { settings, platform, tell }: Caller,
  operation: Operation,
  input: AnyInput,
  read: Read<T>,
): Promise<Outcome<T>> {
  const request = prepared(operation, input, { ...settings, newKey: platform.newKey });
  const timeoutMs = input.timeoutMs ?? settings.timeoutMs;
  const untilMs = platform.nowMs() + timeoutMs;
  const { idempotencyKey } = request;
  const known = idempotencyKey === undefined ? {} : { idempotencyKey };
  for (let attempts = 1; ; attempts += 1) {
    const leftMs = Math.max(JUST_NOW_MS, Math.ceil(untilMs - platform.nowMs()));
    const tried = await attempt(platform, { request, input, leftMs, timeoutMs, operation }, read);
    if (tried.response !== undefined) tell?.(operation, tried.response.headers);
    if (tried.ok)
      return {
        ok: true,
        value: tried.value,
        response: received(tried.response, { attempts, ...known }),
      };
    const refused = {
      ok: false,
      error: { ...tried.error, attempts, ...known } as ClientError,
    } as const;
    const isOver = tried.error.kind === "timeout" || tried.error.kind === "aborted";
    if (isOver || attempts > settings.retries) return refused;
    if (!mayRepeat(tried.failure, request.repeat)) return refused;
    const pauseMs = waitMs(tried.failure, attempts, platform.random());
    if (platform.nowMs() + pauseMs >= untilMs) return refused;
    if (await paused(platform, pauseMs, input.signal)) continue;
    return { ok: false, error: { kind: "aborted", attempts, ...known } };
  }
}

type Attempt = {
  readonly request: Prepared;
  readonly operation: Operation;
  readonly input: AnyInput;
  readonly leftMs: number;
  readonly timeoutMs: number;
};

async function attempt<T>(
  platform: Platform,
  { request, operation, input, leftMs, timeoutMs }: Attempt,
  read: Read<T>,
): Promise<Tried<T>> {
  const controller = new AbortController();
  const cancel = platform.after(leftMs, () => controller.abort(TIMED_OUT));
  const { signal } = input;
  let isOpen = false;
  const abort = (): void => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  else signal?.addEventListener("abort", abort, { once: true });
  const { url, headers, body } = request;
  try {
    const response = await platform.fetch(url, {
      method: operation.method,
      headers: { ...headers, "request-timeout-ms": String(leftMs) },
      signal: controller.signal,
      ...(body === undefined ? {} : { body }),
      ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
    });
    if (response.ok) {
      const value = await read(response);
      isOpen = response.body !== null && !response.bodyUsed;
      return { ok: true, value, response };
    }
    return { ...refusal(response, await response.text(), platform.dateMs()), response };
  } catch (cause) {
    if (controller.signal.reason === TIMED_OUT) return unanswered({ kind: "timeout", timeoutMs });
    if (controller.signal.aborted) return unanswered({ kind: "aborted" });
    if (cause instanceof UnexpectedAnswer) {
      const { status } = cause.error;
      const failure = {
        kind: "refused",
        status,
        code: undefined,
        retryAfterMs: undefined,
      } as const;
      return { ok: false, failure, error: cause.error };
    }
    return unanswered({ kind: "network", message: reasonOf(cause), cause });
  } finally {
    cancel();
    // A body that is read after this call still ends by the caller's signal.
    if (!isOpen) signal?.removeEventListener("abort", abort);
  }
}

const unanswered = (error: Unattempted): Tried<never> => ({
  ok: false,
  failure: { kind: "network" },
  error,
});

function refusal(response: Response, text: string, dateMs: number): Refused {
  const { status } = response;
  const afterMs = retryAfterMs(response.headers.get("retry-after"), dateMs);
  const problem: Problem | undefined = problemIn(text);
  const code = problem?.code;
  const failure = { kind: "refused", status, code, retryAfterMs: afterMs } as const;
  if (problem === undefined || code === undefined)
    return { ok: false, failure, error: unexpected(status, text) };
  const error = {
    kind: "problem",
    code,
    status,
    problem,
    ...(afterMs === undefined ? {} : { retryAfterMs: afterMs }),
  } as const;
  return { ok: false, failure, error };
}

const unexpected = (status: number, text: string) =>
  ({ kind: "unexpected", status, text: text.slice(0, TEXT_CHARACTERS_MAX) }) as const;

class UnexpectedAnswer extends Error {
  readonly error: ReturnType<typeof unexpected>;

  constructor(status: number, text: string) {
    super("the answer is not Holdfast's");
    this.error = unexpected(status, text);
  }
}

/** The JSON of an answer; undefined where it has no body. */
export async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return undefined;
  const json = jsonIn(text);
  if (json === undefined) throw new UnexpectedAnswer(response.status, text);
  return json.value;
}

function received(
  { status, headers }: Response,
  made: Pick<Received, "attempts" | "idempotencyKey">,
): Received {
  const traceId = headers.get("x-trace-id");
  const correlationId = headers.get("x-correlation-id");
  return {
    status,
    headers,
    ...made,
    ...(traceId === null ? {} : { traceId }),
    ...(correlationId === null ? {} : { correlationId }),
  };
}

/** `fetch failed` says nothing: the reason is in its cause. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return "code" in cause ? String(cause.code) : cause.message;
}

/** Resolves after `ms`: false when the caller's signal ended the pause before. */
export function paused(
  platform: Platform,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve(false);
    const end = (isWhole: boolean): void => {
      cancel();
      signal?.removeEventListener("abort", abort);
      resolve(isWhole);
    };
    const abort = (): void => end(false);
    const cancel = platform.after(ms, () => end(true));
    signal?.addEventListener("abort", abort);
  });
}
