import { Readable } from "node:stream";
import type { RequestContext } from "@holdfast/request-context";
import { type Context, propagation, type TextMapSetter } from "@opentelemetry/api";

/** The input of a call as it arrives at run time; `Client.call` gives it its types. */
export type RawInput = {
  readonly path?: Readonly<Record<string, unknown>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly headers?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
  readonly routingKey?: string | undefined;
  /** What the JSON text of a success is taken as; by default what `JSON.parse` makes of it. */
  readonly read?: Read;
};

/** Makes a value of a JSON text, or throws. */
export type Read = (text: string) => unknown;

/** Name, value, name, value; names in lower case. */
export type HeaderList = string[];

/**
 * What fills this path template and appends the query. Path values are percent-encoded; `undefined` query values are left
 * out; arrays repeat their name. The result throws an Error when a path parameter is missing or empty: another route
 * would answer.
 */
export function pathOf(template: string): (input: RawInput) => string {
  // Literal text and the names of parameters, in turn.
  const parts = template.split(/\{([^{}]+)\}/);
  return ({ path, query }) => {
    let filled = parts[0] ?? "";
    for (let i = 1; i < parts.length; i += 2) {
      const name = parts[i] ?? "";
      const value = path?.[name];
      if (value === undefined || value === "") throw new Error(`${template} needs path.${name}`);
      filled += encodeURIComponent(String(value)) + parts[i + 1];
    }
    return query === undefined ? filled : filled + searchOf(query);
  };
}

function searchOf(query: Readonly<Record<string, unknown>>): string {
  let search = "";
  for (const name of Object.keys(query)) {
    const value = query[name];
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item === undefined) continue;
      search += `${search === "" ? "?" : "&"}${formEncoded(name)}=${formEncoded(String(item))}`;
    }
  }
  return search;
}

/** As `URLSearchParams` has it, which is asked only where there is something to encode. */
const formEncoded = (text: string): string =>
  /^[\w.*-]*$/.test(text) ? text : new URLSearchParams([["", text]]).toString().slice(1);

const ACCEPT = ["accept", "application/json"] as const;
const JSON_BODY = ["content-type", "application/json"] as const;

/**
 * The caller's headers, with what is accepted and the content type of the body; `undefined` values are left out, and so
 * are the headers that only we may set.
 */
export function callerHeaders({ headers, body }: RawInput): HeaderList {
  const isJson = body !== undefined && !(body instanceof Readable);
  const sent: HeaderList = isJson ? [...ACCEPT, ...JSON_BODY] : [...ACCEPT];
  if (headers === undefined) return sent;
  for (const [given, value] of Object.entries(headers)) {
    const name = given.toLowerCase();
    if (value === undefined || OURS.has(name)) continue;
    const at = sent.findIndex((known, index) => index % 2 === 0 && known === name);
    if (at < 0) sent.push(name, String(value));
    else sent[at + 1] = String(value);
  }
  return sent;
}

/** Set from the request that runs and its trace; from anywhere else they would say what is not so. */
const OURS: ReadonlySet<string> = new Set([
  ...["x-correlation-id", "request-timeout-ms", "holdfast-account", "holdfast-scope"],
  ...["traceparent", "tracestate", "baggage"],
]);

/** JSON text, or the stream itself. */
export function wireBody(body: unknown): string | Readable | null {
  if (body === undefined) return null;
  return body instanceof Readable ? body : JSON.stringify(body);
}

/** Adds what a request to a service of ours carries: who asks, for what, and how long this attempt may take. */
export function addContext(
  headers: HeaderList,
  { correlationId, account, scope }: RequestContext,
  attemptMs: number,
): void {
  headers.push("x-correlation-id", correlationId, "request-timeout-ms", `${Math.floor(attemptMs)}`);
  if (account !== undefined) headers.push("holdfast-account", account);
  if (scope !== undefined) headers.push("holdfast-scope", scope);
}

/**
 * Adds what a request to somebody else's service carries. Not the account and scope, which are ours to know, nor a header
 * of ours that it does not read. The correlation id: it says no more than the trace id does, is ours unless the client
 * names one (clients are told that it gets this far), and finds a payment in the logs of both companies.
 */
export function addExternalContext(headers: HeaderList, { correlationId }: RequestContext): void {
  headers.push("x-correlation-id", correlationId);
}

/**
 * Adds `traceparent`, `tracestate` and `baggage` of `active` by the propagator that telemetry registered. To an `external`
 * target no baggage: a client puts into it what it likes, such as e-mail addresses, for us and for nobody else.
 */
export function addTrace(headers: HeaderList, active: Context, external: boolean): void {
  propagation.inject(external ? propagation.deleteBaggage(active) : active, headers, APPENDING);
}

const APPENDING: TextMapSetter<HeaderList> = {
  set: (headers, name, value) => {
    headers.push(name, value);
  },
};
