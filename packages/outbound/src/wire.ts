import { Readable } from "node:stream";
import type { RequestContext } from "@holdfast/request-context";
import { type context, propagation } from "@opentelemetry/api";

/** The input of a call as it arrives at run time; `Client.call` gives it its types. */
export type RawInput = {
  readonly path?: Readonly<Record<string, unknown>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly headers?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
  readonly routingKey?: string | undefined;
};

/**
 * Fills a path template and appends the query. Path values are percent-encoded; `undefined` query values are left out;
 * arrays repeat their name. @throws Error when a path parameter is missing or empty: another route would answer.
 */
export function requestPath(template: string, { path, query }: RawInput): string {
  const filled = template.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = path?.[name];
    if (value === undefined || value === "") throw new Error(`${template} needs path.${name}`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) search.append(name, String(item));
    }
  }
  return search.size === 0 ? filled : `${filled}?${search}`;
}

/** The caller's headers in lower case, with the content type of the body; `undefined` values are left out. */
export function callerHeaders({ headers, body }: RawInput): Record<string, string> {
  const sent: Record<string, string> = { accept: "application/json" };
  if (body !== undefined && !(body instanceof Readable)) sent["content-type"] = "application/json";
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (value !== undefined) sent[name.toLowerCase()] = String(value);
  }
  return sent;
}

/** JSON text, or the stream itself. */
export function wireBody(body: unknown): string | Readable | null {
  if (body === undefined) return null;
  return body instanceof Readable ? body : JSON.stringify(body);
}

/** What a request to a service of ours carries besides the trace: who asks, for what, and how long this attempt may take. */
export function contextHeaders(
  { correlationId, account, scope }: RequestContext,
  attemptMs: number,
): Record<string, string> {
  return {
    "x-correlation-id": correlationId,
    "request-timeout-ms": String(Math.floor(attemptMs)),
    ...(account === undefined ? {} : { "holdfast-account": account }),
    ...(scope === undefined ? {} : { "holdfast-scope": scope }),
  };
}

/**
 * What a request to somebody else's service carries besides the trace. Not the account and scope, which are ours to know,
 * nor a header of ours that it does not read. The correlation id: it says no more than the trace id does, is ours unless
 * the client names one (clients are told that it gets this far), and finds a payment in the logs of both companies.
 */
export function externalHeaders({ correlationId }: RequestContext): Record<string, string> {
  return { "x-correlation-id": correlationId };
}

/**
 * Adds `traceparent`, `tracestate` and `baggage` of `active` by the propagator that telemetry registered. To an `external`
 * target no baggage: a client puts into it what it likes, such as e-mail addresses, for us and for nobody else.
 */
export function withTrace(
  headers: Readonly<Record<string, string>>,
  active: ReturnType<typeof context.active>,
  external: boolean,
): Record<string, string> {
  const carrier = { ...headers };
  propagation.inject(external ? propagation.deleteBaggage(active) : active, carrier);
  return carrier;
}
