import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { OperationEntry, OperationTable } from "@holdfast/contracts";
import { createLogger } from "@holdfast/log";
import type { RequestContext } from "@holdfast/request-context";
import {
  type Attributes,
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  type SpanOptions,
  type SpanStatus,
  trace,
} from "@opentelemetry/api";
import { Registry } from "prom-client";
import { createOutbound, type OutboundParts } from "./outbound.ts";
import { type DeclaredCall, parseResilience, type Resilience } from "./resilience.ts";
import type { After } from "./timers.ts";

export const NOW_MS = 1_700_000_000_000;

export const CONTRACT: OperationTable = new Map([
  ["getThing", operation("GET", "/things/{id}", {})],
  ["putThing", operation("PUT", "/things/{id}", {})],
  ["createThing", operation("POST", "/things", { takesIdempotencyKey: true })],
  ["confirmThing", operation("POST", "/things/{id}/confirm", {})],
  ["exportThings", operation("GET", "/export", { isStreamed: true })],
]);

function operation(
  method: string,
  path: string,
  { takesIdempotencyKey = false, ...rest }: Partial<OperationEntry>,
): OperationEntry {
  return { method, path, idempotent: method !== "POST", takesIdempotencyKey, ...rest };
}

/** One caller, one target, every operation of `CONTRACT` declared; what is given is laid over the defaults. */
export function resilienceWith(
  call: Partial<DeclaredCall> = {},
  breaker: Partial<Resilience["targets"][string]["breaker"]> = {},
  target: Partial<Resilience["targets"][string]> = {},
): Resilience {
  const calls = [...CONTRACT.keys()].map((id) => ({
    target: "things",
    operation: id,
    timeoutMs: 1_000,
    retry: "read",
    idempotent: true,
    ...call,
  }));
  const file = {
    version: 1,
    targets: {
      things: {
        connections: 4,
        breaker: {
          windowMs: 10_000,
          errorRatePercent: 50,
          minimumCalls: 20,
          openMs: 5_000,
          ...breaker,
        },
        retryBudgetPercent: 20,
        ...target,
      },
    },
    retries: {
      none: { attempts: 1 },
      read: { attempts: 3, backoffBaseMs: 25, backoffMaxMs: 250 },
      write: { attempts: 3, backoffBaseMs: 25, backoffMaxMs: 250, afterTimeout: false },
    },
    services: {
      shop: { operations: { sell: { deadlineMs: 3_000, pattern: "request-response", calls } } },
    },
  };
  return parseResilience(JSON.stringify(file), "resilience for a test");
}

export const REQUEST: RequestContext = { correlationId: "corr-1", operationId: "sell" };

/**
 * A clock that moves only by `advance`, and timers that fire with it. Waits up to `impatientUpToMs` (backoffs) move the
 * clock themselves, so that only the timers a test is about stand still.
 */
export function fakeTime(impatientUpToMs = 500) {
  let nowMs = NOW_MS;
  const timers = new Set<{ readonly delayMs: number; readonly atMs: number; work(): void }>();
  const waitsMs: number[] = [];
  const advance = (ms: number): void => {
    nowMs += ms;
    for (const timer of timers) {
      if (timer.atMs > nowMs) continue;
      timers.delete(timer);
      timer.work();
    }
  };
  const after: After = (delayMs, work) => {
    if (delayMs <= impatientUpToMs) {
      waitsMs.push(delayMs);
      nowMs += delayMs;
      queueMicrotask(work);
      return () => {};
    }
    const timer = { delayMs, atMs: nowMs + delayMs, work };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  const isWaiting = (delayMs: number) => [...timers].some((timer) => timer.delayMs === delayMs);
  return { nowMs: () => nowMs, after, advance, waitsMs, isWaiting, pending: () => timers.size };
}

/** Waits until a timer of exactly `delayMs` has been set. */
export async function untilWaiting(
  { isWaiting }: ReturnType<typeof fakeTime>,
  delayMs: number,
): Promise<void> {
  while (!isWaiting(delayMs)) await nextTurn();
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A callee on a port of its own. `handlers` answer the first, second … request; the last one all that follow. */
export async function startCallee(...handlers: readonly Handler[]) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    handlers[Math.min(requests.length, handlers.length) - 1]?.(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { origin: `http://127.0.0.1:${port}`, port, requests, server, stop };
}

/** Waits until the callee has seen `count` requests. */
export async function untilRequests(
  { requests, server }: Awaited<ReturnType<typeof startCallee>>,
  count: number,
): Promise<void> {
  while (requests.length < count) await once(server, "request");
}

export const answering =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Handler =>
  (request, response) => {
    request.resume();
    const type = status >= 400 ? "application/problem+json" : "application/json";
    response.writeHead(status, { "content-type": type, ...headers }).end(JSON.stringify(body));
  };
export const refusing = (status: number, headers: Readonly<Record<string, string>> = {}): Handler =>
  answering(status, { status, code: `code-${status}`, detail: "no", title: "no" }, headers);
export const neverAnswering: Handler = (request) => {
  request.resume();
};

/** An outbound client of the caller `shop` for one target; `random` always says a half. */
export function outboundTo(things: string | readonly string[], parts: Partial<OutboundParts> = {}) {
  const time = fakeTime();
  const registry = new Registry();
  const outbound = createOutbound({
    caller: "shop",
    resilience: resilienceWith(),
    origins: { things },
    log: createLogger({ service: "shop", level: "silent" }),
    nowMs: time.nowMs,
    after: time.after,
    random: () => 0.5,
    registry,
    contract: () => CONTRACT,
    ...parts,
  });
  return { outbound, client: outbound.client("things"), time, registry };
}

export type RecordedSpan = {
  readonly name: string;
  readonly kind: SpanOptions["kind"];
  readonly spanId: string;
  readonly attributes: Attributes;
  status: SpanStatus | undefined;
  ended: boolean;
};

/** Registers the globals a process registers at start: a context manager, a propagator, and a recorder of spans. */
export function startTestTelemetry(): RecordedSpan[] {
  const storage = new AsyncLocalStorage<Context>();
  const active = () => storage.getStore() ?? ROOT_CONTEXT;
  context.setGlobalContextManager({
    active,
    with: (current, work, self, ...values) => storage.run(current, () => work.apply(self, values)),
    bind: (_current, target) => target,
    enable() {
      return this;
    },
    disable() {
      return this;
    },
  });
  propagation.setGlobalPropagator({
    inject(current, carrier, setter) {
      for (const [key, { value }] of propagation.getBaggage(current)?.getAllEntries() ?? []) {
        setter.set(carrier, "baggage", `${key}=${value}`);
      }
      const span = trace.getSpanContext(current);
      if (span !== undefined) {
        setter.set(carrier, "traceparent", `00-${span.traceId}-${span.spanId}-01`);
      }
    },
    extract: (current) => current,
    fields: () => ["traceparent", "baggage"],
  });
  const spans: RecordedSpan[] = [];
  trace.setGlobalTracerProvider({
    getTracer: () => ({
      startSpan: (name, options) => startRecording(spans, name, options),
      startActiveSpan: () => {
        throw new Error("not used");
      },
    }),
  });
  return spans;
}

function startRecording(spans: RecordedSpan[], name: string, options: SpanOptions = {}): Span {
  const spanId = String(spans.length + 1).padStart(16, "0");
  const attributes: Attributes = { ...options.attributes };
  const record: RecordedSpan = {
    name,
    kind: options.kind,
    spanId,
    attributes,
    status: undefined,
    ended: false,
  };
  spans.push(record);
  const span = trace.wrapSpanContext({ traceId: "1".repeat(32), spanId, traceFlags: 1 });
  return Object.assign(span, {
    setAttribute(key: string, value: string | number) {
      attributes[key] = value;
      return span;
    },
    setStatus(status: SpanStatus) {
      record.status = status;
      return span;
    },
    end() {
      record.ended = true;
    },
  });
}
