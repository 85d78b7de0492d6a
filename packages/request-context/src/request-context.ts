import { type Context, context, createContextKey } from "@opentelemetry/api";

/**
 * Who asks, under which operation, and until when: what every log line, problem and outbound call of one request shares.
 * It lives in the active OpenTelemetry context, so it follows `await`, timers and callbacks without being passed around.
 */
export type RequestContext = {
  readonly correlationId: string;
  readonly operationId: string;
  /** Unix ms after which no caller waits any more. */
  readonly deadlineAtMs?: number | undefined;
  readonly account?: string | undefined;
  readonly scope?: "shop" | "admin" | undefined;
};

const REQUEST = createContextKey("holdfast request");

/** The request that the running code works for; undefined outside of one, or before telemetry has started. */
export function currentRequest(): RequestContext | undefined {
  return context.active().getValue(REQUEST) as RequestContext | undefined;
}

/** Runs `work`, and everything it starts, on behalf of `request`; returns what `work` returns. */
export function withRequest<T>(request: RequestContext, work: () => T): T {
  return context.with(contextOf(context.active(), request), work);
}

/** `within`, on behalf of `request`. */
export function contextOf(within: Context, request: RequestContext): Context {
  return within.setValue(REQUEST, request);
}
