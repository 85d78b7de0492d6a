import { randomUUIDv7 } from "node:crypto";
import { ProblemError, problem } from "@holdfast/problem";
import { type RequestContext, withRequest } from "@holdfast/request-context";
import { unrecordedSpan } from "@holdfast/telemetry";
import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Histogram, type Registry } from "prom-client";
import type { ServiceOptions } from "./http-service.ts";
import { HOST_AMBIGUOUS, uriTooLong } from "./problems.ts";

type Observed = {
  readonly span: Span;
  readonly context: Context;
  /** On the monotonic clock: Fastify measures only where it logs or has an onResponse hook. */
  readonly beganAtMs: number;
};

/** What was begun for a request, for as long as it lives. */
const observed = new WeakMap<object, Observed>();

/** In log and metrics: the client left before its answer. No such status exists; nginx made the number known. */
const CLIENT_CLOSED = 499;
const URL_LENGTH_MAX = 8_000;
const HEALTH_PATHS: ReadonlySet<string> = new Set([
  "/livez",
  "/readyz",
  "/metrics",
  "/openapi.json",
]);

/** The trace id of a request (or of its Fastify wrapper); undefined for one that the router refused before any hook. */
export function traceIdOf(request: object): string | undefined {
  return observed.get(request)?.span.spanContext().traceId;
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
  return (request, reply) => {
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    // Probes come every second, and nobody looks for them.
    const probe = HEALTH_PATHS.has(pathOf(request));
    const span = probe ? unrecordedSpan() : serverSpan(request, parent);
    const asked = requestContext(request, options, nowMs());
    reply.header("x-trace-id", span.spanContext().traceId);
    reply.header("x-correlation-id", asked.correlationId);
    const active = context.with(trace.setSpan(parent, span), () =>
      withRequest(asked, () => context.active()),
    );
    const started = { span, context: active, beganAtMs: performance.now() };
    observed.set(request, started);
    // Not the onResponse hook: that one never comes for a client that left before its answer.
    reply.raw.once("close", () => context.with(active, () => finish(request, reply, started)));
    return started;
  };
}

/** Runs the handlers of every request in the context that `begin` made for it. */
export function observeRequests(app: FastifyInstance, begin: Begin): void {
  app.addHook("onRequest", (request, reply, done) => {
    const started = begin(request, reply);
    context.with(started.context, () => done(refusalOf(request)));
  });
  // The body was read by socket events, outside of the context: enter it again for validation and the handler.
  app.addHook("preValidation", (request, _reply, done) => {
    const started = observed.get(request);
    if (started === undefined) return done();
    context.with(started.context, done);
  });
}

function finisher({ log }: ServiceOptions, registry: Registry) {
  const durations = new Histogram({
    name: "http_server_request_duration_seconds",
    help: "Duration of HTTP requests, by route and status.",
    labelNames: ["http_request_method", "http_route", "http_response_status_code"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return (request: FastifyRequest, reply: FastifyReply, { span, beganAtMs }: Observed): void => {
    const tookMs = performance.now() - beganAtMs;
    const { method } = request;
    const status = reply.raw.writableFinished ? reply.statusCode : CLIENT_CLOSED;
    if (status === CLIENT_CLOSED) span.setAttribute("error.type", "client-closed");
    else span.setAttribute("http.response.status_code", status);
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
    const route = request.routeOptions.url ?? "unmatched";
    durations.observe(
      { http_request_method: method, http_route: route, http_response_status_code: status },
      tookMs / 1000,
    );
    const path = pathOf(request);
    const line = { method, path, status, durationMs: Math.round(tookMs * 10) / 10 };
    if (HEALTH_PATHS.has(path)) log.debug(line, "request");
    else log.info(line, "request");
  };
}

function serverSpan(request: FastifyRequest, parent: Context): Span {
  const route = request.routeOptions.url;
  return trace.getTracer("@holdfast/http-service").startSpan(
    route === undefined ? request.method : `${request.method} ${route}`,
    {
      kind: SpanKind.SERVER,
      attributes: {
        "http.request.method": request.method,
        "url.path": pathOf(request),
        "url.scheme": "http",
        ...(route === undefined ? {} : { "http.route": route }),
      },
    },
    parent,
  );
}

function requestContext(
  request: FastifyRequest,
  options: ServiceOptions,
  nowMs: number,
): RequestContext {
  const operationId = operationIdOf(request);
  const budgetMs = deadlineBudgetMs(request, options.deadlineMsOf?.(operationId));
  const account = single(request.headers["holdfast-account"]);
  const scope = single(request.headers["holdfast-scope"]);
  return {
    correlationId: acceptedCorrelationId(request) ?? randomUUIDv7(),
    operationId,
    ...(budgetMs === undefined ? {} : { deadlineAtMs: nowMs + budgetMs }),
    ...(account === undefined || account === "" ? {} : { account }),
    ...(scope === "shop" || scope === "admin" ? { scope } : {}),
  };
}

function operationIdOf(request: FastifyRequest): string {
  const schema = request.routeOptions.schema as { readonly operationId?: string } | undefined;
  return schema?.operationId ?? "unknown";
}

/** The caller's budget, capped by the route's; the route's where the caller names none. */
function deadlineBudgetMs(request: FastifyRequest, capMs: number | undefined): number | undefined {
  const asked = single(request.headers["request-timeout-ms"]);
  const askedMs = asked !== undefined && /^\d{1,15}$/.test(asked) ? Number(asked) : undefined;
  if (askedMs === undefined) return capMs;
  return capMs === undefined ? askedMs : Math.min(askedMs, capMs);
}

function refusalOf(request: FastifyRequest): ProblemError | undefined {
  if (request.url.length > URL_LENGTH_MAX) return new ProblemError(uriTooLong());
  if (!namesOneHost(request)) return new ProblemError(HOST_AMBIGUOUS);
  const asked = request.headers["request-timeout-ms"];
  if (asked === undefined || (typeof asked === "string" && /^[1-9]\d{0,14}$/.test(asked)))
    return undefined;
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
function namesOneHost({ raw }: FastifyRequest): boolean {
  const hosts = raw.rawHeaders.filter((name, index) => index % 2 === 0 && /^host$/i.test(name));
  return hosts.length < 2 && (raw.headers.host !== undefined || raw.httpVersion === "1.0");
}

function acceptedCorrelationId(request: FastifyRequest): string | undefined {
  const sent = single(request.headers["x-correlation-id"]);
  return sent !== undefined && /^[\x21-\x7e]{1,128}$/.test(sent) ? sent : undefined;
}

function single(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" ? header : undefined;
}

function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0] ?? "/";
}
