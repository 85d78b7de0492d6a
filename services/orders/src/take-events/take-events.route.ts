import type { Service } from "@holdfast/http-service";
import type { Logger } from "@holdfast/log";
import type { Subscriber } from "@holdfast/outbox/relay";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { fail, ok } from "@holdfast/result";
import { linkTo, withSpan } from "@holdfast/telemetry";
import { Type } from "typebox";
import type { WakeEndpoints } from "../webhooks/wake-endpoints.client.ts";
import { EVERY_TYPE, findWantedTypes, takeEvents } from "./take-events.store.ts";
import { bodyOf, type ToldEvent, wantedOf } from "./take-events.ts";

export type TakeEventsDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly nowMs: () => number;
  readonly wakeEndpoints: WakeEndpoints;
};

/** A batch of the relay has 200; this leaves room for a larger one. */
const EVENTS_MAX = 1_000;

const Event = Type.Object({
  id: Type.String(),
  aggregate: Type.String(),
  sequence: Type.Integer({ minimum: 1 }),
  type: Type.String(),
  at: Type.String(),
  traceparent: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  data: Type.Unknown(),
});
const TAKE_EVENTS = {
  operationId: "takeEvents",
  summary: "Take events of inventory and pricing, for the webhooks that want them",
  description:
    "As a subscriber of theirs. Events that were taken before change nothing; those that no webhook wants are not kept.",
  tags: ["internal"],
  body: Type.Object({ events: Type.Array(Event, { maxItems: EVENTS_MAX }) }),
  response: {
    204: Type.Null({ description: "They are safe here." }),
    ...problemResponses(400, 413, 503, 504),
  },
};

/** POST /internal/events: in one transaction, in the trace of the first event; those of the others are linked. */
export function addTakeEventsRoute(app: Service, deps: TakeEventsDeps): void {
  app.post("/internal/events", { schema: TAKE_EVENTS }, async (request, reply) => {
    await takeBatch(deps, request.body.events);
    return reply.code(204).send(null);
  });
}

/** Our own outbox needs no HTTP to bring its events to our webhooks. */
export function ownEvents(deps: TakeEventsDeps): Subscriber {
  return {
    name: "webhooks",
    deliver: async (events) => {
      try {
        await takeBatch(deps, events);
        return ok(null);
      } catch (error) {
        return fail(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

async function takeBatch(deps: TakeEventsDeps, events: readonly ToldEvent[]): Promise<void> {
  const { db, nowMs, wakeEndpoints } = deps;
  const wanted = wantedOf(events, await findWantedTypes(db), EVERY_TYPE);
  if (wanted.length === 0) return;
  const attributes = { "messaging.batch.message_count": wanted.length };
  await withSpan("take events", { attributes }, async (span) => {
    linkTo(
      span,
      wanted.map(({ traceparent }) => traceparent ?? undefined),
    );
    const taken = wanted.map((event) => ({
      id: event.id,
      type: event.type,
      traceparent: event.traceparent ?? null,
      body: bodyOf(event),
    }));
    await takeEvents(db, taken, nowMs());
  });
  await wakeEndpoints();
}
