import { operationTable } from "@holdfast/contracts";
import type { Logger } from "@holdfast/log";
import {
  type CallError,
  createOutbound,
  type OriginDetail,
  type Outbound,
  type Resilience,
} from "@holdfast/outbound";
import { withRequest } from "@holdfast/request-context";
import { fail, ok, type Result } from "@holdfast/result";
import { withSpan } from "@holdfast/telemetry";
import {
  type Context,
  context,
  type Link,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import type { Registry } from "prom-client";
import { Type } from "typebox";
import { Value } from "typebox/value";
import type { WireEvent } from "./event.ts";
import { NAME_PATTERN, type Subscriber } from "./relay.ts";

export type DeclaredSubscriber = { readonly name: string; readonly url: string };

const Declared = Type.Array(
  Type.Object(
    { name: Type.String({ pattern: NAME_PATTERN }), url: Type.String() },
    { additionalProperties: false },
  ),
  { maxItems: 100 },
);

/**
 * Reads the subscribers that the variable `variable` names: `[{"name": "search", "url": "https://search.example/events"}]`.
 * @throws Error that says what is wrong with it.
 */
export function readSubscribers(
  variable: string,
  text: string | undefined,
): readonly DeclaredSubscriber[] {
  if (text === undefined || text === "") return [];
  const declared = jsonIn(text);
  if (!Value.Check(Declared, declared)) {
    throw new Error(
      `${variable} must be a JSON array of { "name": "lower-case-name", "url": "http://…" }`,
    );
  }
  const names = declared.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${variable} names ${twice} twice`);
  const wrong = declared.find(({ url }) => !isPlainUrl(url));
  if (wrong !== undefined) {
    // Not the URL itself: what makes it wrong may be a password.
    throw new Error(
      `${variable}: the url of ${wrong.name} must be http or https, without credentials, query and fragment`,
    );
  }
  return declared;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPlainUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === "";
}

export type PushParts = {
  /** The service that delivers, as resilience.yaml names it; it declares `relay-events` with `subscriber.receiveEvents`. */
  readonly caller: string;
  readonly resilience: Resilience;
  readonly log: Logger;
  readonly registry: Registry;
  readonly newId: () => string;
};
/** The relay's operation in resilience.yaml. */
const OPERATION = "relay-events";

export type PushSubscribers = {
  readonly subscribers: readonly Subscriber[];
  readonly breakers: () => readonly OriginDetail[];
  readonly close: () => Promise<void>;
};

/** Subscribers that are POSTed their events. Each has connections and a breaker of its own. */
export function pushSubscribers(
  declared: readonly DeclaredSubscriber[],
  parts: PushParts,
): PushSubscribers {
  const opened = declared.map(({ name, url }) => ({ name, outbound: openOutbound(url, parts) }));
  const subscribers = opened.map(({ name, outbound }) => ({
    name,
    deliver: (events: readonly WireEvent[]) => post(outbound, { name, events, id: parts.newId() }),
  }));
  return {
    subscribers,
    breakers: () => opened.flatMap(({ outbound }) => outbound.breakers()),
    close: async () => {
      await Promise.all(opened.map(({ outbound }) => outbound.close()));
    },
  };
}

/** The contract is the same for all; only where its one operation is served differs. */
function openOutbound(url: string, { caller, resilience, log, registry }: PushParts): Outbound {
  const { origin, pathname: path } = new URL(url);
  const contract = () =>
    new Map([...operationTable("subscriber")].map(([id, entry]) => [id, { ...entry, path }]));
  const origins = { subscriber: origin };
  const during = [OPERATION];
  return createOutbound({ caller, during, resilience, origins, log, registry, contract });
}

/** In the trace of the first event; those of the others are linked. */
function post(
  outbound: Outbound,
  { name, events, id }: { name: string; events: readonly WireEvent[]; id: string },
): Promise<Result<null, string>> {
  const [first, ...others] = [...new Set(events.map(({ traceparent }) => traceparent))];
  const attributes = {
    "holdfast.subscription": name,
    "messaging.batch.message_count": events.length,
    "messaging.message.id": events[0]?.id,
  };
  return context.with(contextOf(first), () =>
    withSpan("deliver events", { kind: SpanKind.PRODUCER, attributes }, async (span) => {
      span.addLinks(others.flatMap(linkTo));
      const request = { correlationId: id, operationId: OPERATION };
      const answer = await withRequest(request, () =>
        outbound.client("subscriber").call("receiveEvents", { body: { events } }),
      );
      if (answer.ok) return ok(null);
      span.setStatus({ code: SpanStatusCode.ERROR });
      return fail(reasonOf(answer.error));
    }),
  );
}

function contextOf(traceparent: string | null | undefined): Context {
  return traceparent === null || traceparent === undefined
    ? ROOT_CONTEXT
    : propagation.extract(ROOT_CONTEXT, { traceparent });
}

function linkTo(traceparent: string | null): readonly Link[] {
  const linked = trace.getSpanContext(contextOf(traceparent));
  return linked === undefined ? [] : [{ context: linked }];
}

function reasonOf(error: CallError): string {
  switch (error.kind) {
    case "problem":
      return `answered ${error.status}: ${error.problem.detail}`;
    case "unreachable":
      return error.message;
    case "timeout":
    case "deadline-exceeded":
      return "did not answer in time";
    case "circuit-open":
      return "was not asked: it has been failing";
    case "overloaded":
      return "was not asked: too much waits for it already";
    default:
      return error satisfies never;
  }
}
