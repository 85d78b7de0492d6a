import { InventoryEvent } from "@holdfast/contracts/events";
import type { Service } from "@holdfast/http-service";
import type { Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { linkTo, withSpan } from "@holdfast/telemetry";
import { type Static, Type } from "typebox";
import { Compile } from "typebox/compile";
import { DEMAND_HOURS_MAX } from "../dynamic-rules.ts";
import { takeFacts } from "./take-events.store.ts";
import { factsOf } from "./take-events.ts";

export type TakeEventsDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly nowMs: () => number;
};

const HOUR_MS = 3_600_000;
/** A batch of the relay has 200; this leaves room for a larger one. */
const EVENTS_MAX = 1_000;

/** Only what every event has: one of a type that came later is passed over, it does not stop those behind it. */
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
  summary: "Take events of inventory: what products are, what is in stock, what is bought",
  description:
    "As a subscriber of inventory's. Events that were taken before change nothing; of types that nobody here asks for, nothing is kept.",
  tags: ["internal"],
  body: Type.Object({ events: Type.Array(Event, { maxItems: EVENTS_MAX }) }),
  response: {
    204: Type.Null({ description: "They are safe here." }),
    ...problemResponses(400, 413, 503, 504),
  },
};

const isKnown = Compile(InventoryEvent);
type Told = Static<typeof InventoryEvent>;

/** POST /internal/events: in one transaction, in the trace of the first event; those of the others are linked. */
export function addTakeEventsRoute(app: Service, { db, log, nowMs }: TakeEventsDeps): void {
  app.post("/internal/events", { schema: TAKE_EVENTS }, async (request, reply) => {
    const known: Told[] = [];
    for (const event of request.body.events) {
      if (isKnown.Check(event)) known.push(event);
      else log.warn({ event: event.id, type: event.type }, "passed over an event it does not know");
    }
    const attributes = { "messaging.batch.message_count": known.length };
    await withSpan("take events", { attributes }, async (span) => {
      linkTo(
        span,
        known.map(({ traceparent }) => traceparent ?? undefined),
      );
      const atMs = nowMs();
      const facts = factsOf(known, { demandSinceMs: atMs - DEMAND_HOURS_MAX * HOUR_MS });
      await db.inTransaction((tx) => takeFacts(tx, facts, atMs));
    });
    return reply.code(204).send(null);
  });
}
