import { Readable } from "node:stream";
import { isProblem } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { context, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_REQUEST_RESEND_COUNT,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
} from "@opentelemetry/semantic-conventions";
import type { Dispatcher, Pool } from "undici";
import type { Answer, AttemptError } from "./call-error.ts";
import type { Fault } from "./fault.ts";
import { type After, wait } from "./timers.ts";
import { withTrace } from "./wire.ts";

// Not among the stable conventions yet, so their package does not export it.
const ATTR_URL_TEMPLATE = "url.template";

export type AttemptRequest = {
  readonly method: string;
  readonly path: string;
  /** The route for the span: `/v1/items/{sku}`. */
  readonly template: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Readable | null;
  /** Success is all that the answer can say: whatever its body is, it is no part of the contract. */
  readonly isBodiless?: boolean;
  /** Of a whole answer; of one that is streamed, until its head is there. */
  readonly timeoutMs: number;
  /** Set for an answer that is streamed: how long after the request was sent it may end. */
  readonly streamedUntilMs?: number;
  /** What it means when `timeoutMs` is over: the callee's time, or the request's. */
  readonly overdue: "timeout" | "deadline-exceeded";
  /** 0 for the first attempt. */
  readonly resendCount: number;
  /** Done to this attempt on purpose. */
  readonly fault?: Fault | undefined;
};

export type Wire = {
  readonly pool: Pool;
  readonly origin: URL;
  /** Somebody else's: it gets the trace's ids and no baggage. */
  readonly external: boolean;
  readonly after: After;
};

/**
 * Sends one HTTP request and reads its whole answer, in a client span of its own. Ends within `timeoutMs` whatever the
 * callee does. An answer that is streamed is handed on when its head is there: its body fails when the callee breaks off
 * or the time is over, and whoever no longer wants it destroys it.
 * Never throws for what a network or a callee can do; throws for requests undici refuses to build.
 */
export async function attempt(
  wire: Wire,
  request: AttemptRequest,
): Promise<Result<Answer, AttemptError>> {
  const span = startSpan(wire.origin, request);
  const leash = leashOf(wire.after, request);
  let isHandedOn = false;
  try {
    const { method, path } = request;
    const active = trace.setSpan(context.active(), span);
    const headers = withTrace(request.headers, active, wire.external);
    const body =
      request.body instanceof Readable ? Readable.from(leash.relay(request.body)) : request.body;
    const injected = request.fault && (await inject(wire.after, request.fault, leash));
    if (injected !== undefined) return settle(span, fail(injected));
    const response = await wire.pool.request({
      method: method as Dispatcher.HttpMethod,
      path,
      headers,
      body,
      signal: leash.signal,
    });
    span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, response.statusCode);
    if (request.streamedUntilMs !== undefined && isSuccess(response.statusCode)) {
      isHandedOn = true;
      return ok(handedOn(response, span, leash));
    }
    const text = await response.body.text();
    const answered = request.isBodiless === true && response.statusCode < 300 ? "" : text;
    return settle(span, answerOf(response, answered));
  } catch (error) {
    const cause = leash.cause() ?? failureOf(error);
    if (cause === undefined) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    }
    return settle(span, fail(cause));
  } finally {
    if (!isHandedOn) {
      leash.release();
      span.end();
    }
  }
}

/** The answer with its body still to come; span and time end with it. */
function handedOn(
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  span: Span,
  leash: Leash,
): Answer {
  leash.extend();
  body.once("error", () => settle(span, fail(leash.cause() ?? BROKEN_OFF)));
  body.once("close", () => {
    leash.release();
    span.end();
  });
  return { status, headers, body };
}

/** What the fault makes of the attempt, or `undefined` when it was only late and goes on. */
function inject(after: After, fault: Fault, leash: Leash): Promise<AttemptError | undefined> {
  const isOver = new Promise<AttemptError | undefined>((resolve) => {
    leash.signal.addEventListener("abort", () => resolve(leash.cause()), { once: true });
  });
  switch (fault.kind) {
    case "refused":
      return Promise.resolve(REFUSED);
    case "hang":
      return isOver;
    case "status": {
      const { status } = fault;
      const message = `answered ${status} without a problem`;
      return Promise.resolve({ kind: "unreachable", status, message });
    }
    case "delay":
      return Promise.race([isOver, wait(after, fault.delayMs).then(() => undefined)]);
    default:
      return fault satisfies never;
  }
}

const REFUSED: AttemptError = {
  kind: "unreachable",
  message: "could not be reached (ECONNREFUSED)",
};
const BROKEN_OFF: AttemptError = { kind: "unreachable", message: "broke off its answer" };

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

function startSpan(origin: URL, { method, template, resendCount }: AttemptRequest): Span {
  return trace.getTracer("@holdfast/outbound").startSpan(`${method} ${template}`, {
    kind: SpanKind.CLIENT,
    attributes: {
      [ATTR_HTTP_REQUEST_METHOD]: method,
      [ATTR_SERVER_ADDRESS]: origin.hostname,
      [ATTR_SERVER_PORT]: Number(origin.port || (origin.protocol === "https:" ? 443 : 80)),
      [ATTR_URL_TEMPLATE]: template,
      ...(resendCount === 0 ? {} : { [ATTR_HTTP_REQUEST_RESEND_COUNT]: resendCount }),
    },
  });
}

type Leash = ReturnType<typeof leashOf>;

/** Aborts the request when its time is over or its upload breaks, and remembers which came first. */
function leashOf(after: After, { timeoutMs, streamedUntilMs, overdue }: AttemptRequest) {
  const controller = new AbortController();
  let cause: AttemptError | undefined;
  const end = (error: AttemptError) => {
    cause ??= error;
    controller.abort();
  };
  const endLate = () => end({ kind: overdue });
  const cancelTimer = after(timeoutMs, endLate);
  const cancelStream = streamedUntilMs === undefined ? () => {} : after(streamedUntilMs, endLate);
  return {
    signal: controller.signal,
    cause: () => cause,
    /**
     * An upload, chunk by chunk. Given the stream itself, undici would destroy it when the callee fails or answers early:
     * with an incoming request that cuts its client off before we can answer, and hides which side broke.
     */
    relay: async function* (upload: Readable) {
      try {
        yield* upload.iterator({ destroyOnReturn: false });
      } catch (error) {
        end({ kind: "cancelled" });
        throw error;
      }
    },
    /** The head of a streamed answer came in time; its body has until the end of the stream. */
    extend: cancelTimer,
    release: () => {
      cancelTimer();
      cancelStream();
    },
  };
}

function answerOf(
  { statusCode: status, headers }: Dispatcher.ResponseData,
  text: string,
): Result<Answer, AttemptError> {
  const body = text === "" ? undefined : jsonIn(text, headers["content-type"]);
  if (body === NOT_JSON) {
    return fail({ kind: "unreachable", status, message: `answered ${status} without JSON` });
  }
  if (isSuccess(status) || status === 304) return ok({ status, body, headers });
  if (isProblem(body)) return fail({ kind: "problem", status, problem: body, headers });
  return fail({ kind: "unreachable", status, message: `answered ${status} without a problem` });
}

const NOT_JSON = Symbol("not JSON");

function jsonIn(text: string, contentType: string | string[] | undefined): unknown {
  if (typeof contentType !== "string" || !/^application\/([\w.-]+\+)?json\b/i.test(contentType)) {
    return NOT_JSON;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return NOT_JSON;
  }
}

/** What a thrown error means, or `undefined` for a request that could never be sent: a bug of ours. */
function failureOf(error: unknown): AttemptError | undefined {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  if (code === undefined || code === "UND_ERR_INVALID_ARG" || code === "UND_ERR_NOT_SUPPORTED") {
    return undefined;
  }
  if (code === "UND_ERR_RES_EXCEEDED_MAX_SIZE") {
    return { kind: "unreachable", status: 200, message: "answered more than it may" };
  }
  return { kind: "unreachable", message: `could not be reached (${code})` };
}

function settle(span: Span, result: Result<Answer, AttemptError>): Result<Answer, AttemptError> {
  if (!result.ok) {
    const { error } = result;
    span.setAttribute(
      ATTR_ERROR_TYPE,
      error.kind === "problem" ? String(error.status) : error.kind,
    );
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  return result;
}
