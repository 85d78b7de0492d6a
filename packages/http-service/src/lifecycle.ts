import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { redactText } from "@holdfast/log/redact";
import { ProblemError, problem } from "@holdfast/problem";
import { contextOf, type RequestContext } from "@holdfast/request-context";
import { unrecordedSpan } from "@holdfast/telemetry";
import { ROOT_CONTEXT } from "@holdfast/telemetry/context";
import {
  type Context,
  context,
  propagation,
  type Span,
  SpanKind,
  type SpanOptions,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Registry } from "prom-client";
import { RequestDurations } from "./durations.ts";
import { edgeHeaders } from "./edge.ts";
import type { ServiceOptions } from "./http-service.ts";
import { BODY_CODED, HOST_AMBIGUOUS, uriTooLong } from "./problems.ts";
import { targetRefusal } from "./request-target.ts";

/** What was begun for a request. */
type Observed = {
  readonly span: Span;
  readonly asked: RequestContext;
  /** What its handlers run in. */
  context: Context;
  /** Its pattern; undefined where no route matched. */
  readonly route: string | undefined;
  readonly path: string;
  readonly probe: boolean;
  /** What the caller allows: undefined where it says nothing, NaN where that is no whole number of ms, at least 1. */
  readonly timeoutMs: number | undefined;
  /** On the monotonic clock: Fastify measures only where it logs or has an onResponse hook. */
  readonly beganAtMs: number;
};

/** Where a request keeps it: a WeakMap of requests would cost several times as much, most of it in garbage collection. */
const OBSERVED = Symbol("observed");
type Observable = { [OBSERVED]?: Observed | undefined };

/** In log and metrics: the client left before its answer. No such status exists; nginx made the number known. */
const CLIENT_CLOSED = 499;
const URL_LENGTH_MAX = 8_000;
const HEALTH_PATHS: ReadonlySet<string> = new Set([
  "/livez",
  "/readyz",
  "/metrics",
  "/openapi.json",
]);

/** Asked several times a second by whoever follows events: worth a line only when that fails. */
const POLLED_ROUTE = "/internal/events";

/** The trace id of a request (or of its Fastify wrapper); undefined for one that the router refused before any hook. */
export function traceIdOf(request: object): string | undefined {
  return (request as Observable)[OBSERVED]?.span.spanContext().traceId;
}

/** The pattern of the route that a request matched: Fastify's own `routeOptions` makes an object at every reading. */
export function routeOf(request: object): string | undefined {
  return (request as Observable)[OBSERVED]?.route;
}

/** Runs `work` on behalf of the request, where none is active yet: before its body was read. */
export function withinRequest<T>(request: object, work: () => T): T {
  const observed = (request as Observable)[OBSERVED];
  return observed === undefined ? work() : context.with(observed.context, work);
}

/**
 * Lets the request's handlers run as this caller, whoever its headers name: to be called before its body is read. Entering
 * a context of its own for that would cost as much as all the rest of it.
 */
export function actAs(
  request: object,
  { account, scope }: { readonly account: string; readonly scope: "shop" | "admin" },
): void {
  const observed = (request as Observable)[OBSERVED];
  if (observed === undefined) return;
  observed.context = contextOf(observed.context, { ...observed.asked, account, scope });
}

/** Begins to observe a request: the answer gets its trace and correlation ids, and is told of when it ends. */
export type Begin = (request: FastifyRequest, reply: FastifyReply) => Observed;

/**
 * What a request is given at its first moment: its server span (continuing the caller's trace), correlation id, deadline
 * and caller. Its end is told to the access log, the span and the metrics. Health checks are neither traced nor logged.
 */
export function requestObserver(options: ServiceOptions, registry: Registry): Begin {
  const nowMs = options.nowMs ?? Date.now;
  const finish = finisher(options, registry);
  const edge = options.edge && edgeHeaders(options.edge);
  return (request, reply) => {
    if (edge !== undefined) reply.headers(edge);
    const { headers, routeOptions } = request; // both are made at every reading
    const route = routeOptions.url;
    const path = pathOf(request.url);
    const probe = HEALTH_PATHS.has(path);
    const parent = propagation.extract(ROOT_CONTEXT, headers);
    // Probes come every second, and nobody looks for them.
    const span = probe ? unrecordedSpan() : serverSpan(request.method, route, path, parent);
    const operationId = operationIdOf(routeOptions);
    const timeoutMs = askedTimeoutMs(headers);
    const budgetMs = Math.min(
      timeoutMs ?? Infinity,
      options.deadlineMsOf?.(operationId) ?? Infinity,
    );
    const asked = requestContext(headers, operationId, nowMs() + budgetMs);
    reply.header("x-trace-id", span.spanContext().traceId);
    reply.header("x-correlation-id", asked.correlationId);
    const active = contextOf(trace.setSpan(parent, span), asked);
    const beganAtMs = performance.now();
    const observed = { span, asked, context: active, route, path, probe, timeoutMs, beganAtMs };
    (request as Observable)[OBSERVED] = observed;
    // Not the onResponse hook: that one never comes for a client that left before its answer.
    reply.raw.on("close", () => finish(request.method, reply, observed));
    return observed;
  };
}

/** Runs the handlers of every request in the context that `begin` made for it. */
export function observeRequests(app: FastifyInstance, begin: Begin): void {
  app.decorateRequest(OBSERVED, undefined); // a field of every request from its start is quicker than one added later
  app.addHook("onRequest", (request, reply, done) => {
    const { timeoutMs } = begin(request, reply);
    const refusal = refusalOf(request, timeoutMs);
    if (refusal?.problem === BODY_CODED) reply.header("accept-encoding", "identity");
    done(refusal);
  });
  // Not before: a body is read by socket events, outside of any context, and entering one costs 2 µs.
  app.addHook("preValidation", (request, _reply, done) => withinRequest(request, done));
}

function finisher({ log }: ServiceOptions, registry: Registry) {
  const durations = new RequestDurations(registry);
  return (method: string, { raw, statusCode }: FastifyReply, observed: Observed): void => {
    const { span, asked, path, probe, route = "unmatched", beganAtMs } = observed;
    const tookMs = performance.now() - beganAtMs;
    const status = raw.writableFinished ? statusCode : CLIENT_CLOSED;
    if (status === CLIENT_CLOSED) span.setAttribute("error.type", "client-closed");
    else span.setAttribute("http.response.status_code", status);
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
    durations.observe({ method, route, status }, tookMs);
    const { traceId, spanId } = span.spanContext();
    const isPoll = route === POLLED_ROUTE && method === "GET" && status < 400;
    log.access({
      level: probe || isPoll ? "debug" : "info",
      traceId,
      spanId,
      correlationId: asked.correlationId,
      method,
      path,
      status,
      durationMs: Math.round(tookMs * 10) / 10,
    });
  };
}

/** What the spans of one route have in common, made once and frozen: then the recorder looks at it once, too. */
type SpanKit = { readonly name: string; readonly options: SpanOptions };

/** By method and route, of which there are as many as are registered. */
const spanKits = new Map<string, Map<string, SpanKit>>();

function spanKitOf(method: string, route: string | undefined): SpanKit {
  if (route === undefined) return spanKit(method, undefined);
  const known = spanKits.get(method)?.get(route);
  if (known !== undefined) return known;
  const kit = spanKit(method, route);
  spanKits.set(method, new Map(spanKits.get(method)).set(route, kit));
  return kit;
}

function spanKit(method: string, route: string | undefined): SpanKit {
  const attributes = Object.freeze({
    "http.request.method": method,
    "url.scheme": "http",
    ...(route === undefined ? {} : { "http.route": route }),
  });
  return {
    name: route === undefined ? method : `${method} ${route}`,
    options: { kind: SpanKind.SERVER, attributes },
  };
}

function serverSpan(
  method: string,
  route: string | undefined,
  path: string,
  parent: Context,
): Span {
  const { name, options } = spanKitOf(method, route);
  const span = trace.getTracer("@holdfast/http-service").startSpan(name, options, parent);
  return span.isRecording() ? span.setAttribute("url.path", redactText(path)) : span;
}

function operationIdOf({ schema }: FastifyRequest["routeOptions"]): string {
  return (schema as { readonly operationId?: string } | undefined)?.operationId ?? "unknown";
}

function requestContext(
  headers: IncomingHttpHeaders,
  operationId: string,
  deadlineAtMs: number,
): RequestContext {
  const account = single(headers["holdfast-account"]);
  const scope = single(headers["holdfast-scope"]);
  return {
    correlationId: acceptedCorrelationId(headers) ?? randomUUID(),
    operationId,
    deadlineAtMs: deadlineAtMs === Infinity ? undefined : deadlineAtMs,
    account: account === "" ? undefined : account,
    scope: scope === "shop" || scope === "admin" ? scope : undefined,
  };
}

function askedTimeoutMs(headers: IncomingHttpHeaders): number | undefined {
  const asked = headers["request-timeout-ms"];
  if (asked === undefined) return undefined;
  return typeof asked === "string" && /^[1-9]\d{0,14}$/.test(asked) ? Number(asked) : Number.NaN;
}

function refusalOf(
  request: FastifyRequest,
  timeoutMs: number | undefined,
): ProblemError | undefined {
  if (request.url.length > URL_LENGTH_MAX) return new ProblemError(uriTooLong());
  const refusal = targetRefusal(request.url);
  if (refusal !== undefined) return new ProblemError(refusal);
  if (!namesOneHost(request)) return new ProblemError(HOST_AMBIGUOUS);
  const { "content-encoding": coding = "identity" } = request.headers;
  if (coding.toLowerCase() !== "identity") return new ProblemError(BODY_CODED);
  if (!Number.isNaN(timeoutMs)) return undefined;
  return new ProblemError(
    problem({
      status: 400,
      code: "validation-failed",
      title: "Validation failed",
      detail: "Request-Timeout-Ms is a whole number of milliseconds, at least 1.",
      errors: [
        {
          path: "header/request-timeout-ms",
          message: "must be a whole number of milliseconds, at least 1",
        },
      ],
    }),
  );
}

/** HTTP/1.0 may name none. Node joins or drops repeated ones, so the raw headers are counted. */
function namesOneHost({ raw: { rawHeaders, headers, httpVersion } }: FastifyRequest): boolean {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === "host") hosts += 1;
  }
  return hosts < 2 && (headers.host !== undefined || httpVersion === "1.0");
}

function acceptedCorrelationId(headers: IncomingHttpHeaders): string | undefined {
  const sent = single(headers["x-correlation-id"]);
  return sent !== undefined && /^[\x21-\x7e]{1,128}$/.test(sent) ? sent : undefined;
}

function single(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" ? header : undefined;
}

function pathOf(url: string): string {
  const query = url.indexOf("?");
  return query < 0 ? url : url.slice(0, query);
}
