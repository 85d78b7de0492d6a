import type { ServerResponse } from "node:http";
import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import { type Problem, problem, problemResponses } from "@holdfast/problem";
import { currentRequest } from "@holdfast/request-context";
import { type Static, type TSchema, Type } from "typebox";
import { toCursor } from "./event.ts";
import { type Outbox, type ReplayError, WAITING_COUNTED_MAX } from "./outbox.ts";
import { NAME_PATTERN } from "./relay.ts";
import type { Subscription } from "./subscriptions.store.ts";

export type EventsDeps = { readonly outbox: Outbox; readonly nowMs: () => number };

const LIMIT_MAX = 500;
const WAIT_MS_MAX = 20_000;
/** Of a request's own deadline, to answer in time. */
const ANSWER_MS = 500;

/** A field that the client may leave out and the handler always finds: the validator fills in the schema's `default`. */
const withDefault = <Schema extends TSchema>(schema: Schema): Schema =>
  Type.Optional(schema) as unknown as Schema;
const Nullable = <Schema extends TSchema>(schema: Schema, description?: string) =>
  Type.Union([schema, Type.Null()], description === undefined ? {} : { description });
const Name = Type.String({ pattern: NAME_PATTERN });
const Timestamp = Type.String({ format: "date-time" });

const EventBody = Type.Object({
  id: Type.String({ description: "`<aggregate>/<sequence>`, the same at every delivery." }),
  aggregate: Type.String(),
  sequence: Type.Integer({ description: "From 1, within the aggregate, without a gap." }),
  type: Type.String(),
  at: Timestamp,
  traceparent: Nullable(Type.String(), "Of the request that made the change."),
  data: Type.Object({}, { additionalProperties: true }),
});
const LIST_EVENTS = {
  operationId: "listEvents",
  summary: "Read what happened, in order, and wait for more",
  tags: ["internal"],
  querystring: Type.Object(
    {
      after: Type.Optional(
        Type.String({
          pattern: "^(?:latest|[0-9]{1,15}(?:-[0-9]{1,15})?)$",
          description:
            "`nextCursor` of the last page; with `aggregate` a sequence. `latest`, without `aggregate`: what comes from now on. Without it: the oldest event that is kept.",
        }),
      ),
      limit: withDefault(Type.Integer({ minimum: 1, maximum: LIMIT_MAX, default: 100 })),
      type: Type.Optional(Type.String({ pattern: "^[a-z.-]{1,100}$" })),
      aggregate: Type.Optional(Type.String({ pattern: "^[\\x21-\\x7e]{1,200}$" })),
      waitMs: withDefault(
        Type.Integer({
          minimum: 0,
          maximum: WAIT_MS_MAX,
          default: 0,
          description: "How long to wait for an event when there is none.",
        }),
      ),
    },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      data: Type.Array(EventBody),
      nextCursor: Type.String({ description: "Always: ask again with it." }),
    }),
    ...problemResponses(400, 410),
  },
};

const SubscriptionBody = Type.Object({
  name: Name,
  cursor: Type.String(),
  lag: Type.Object({
    events: Type.Integer({ description: `Counted up to ${WAITING_COUNTED_MAX}.` }),
    atLeast: Type.Boolean({ description: "There are more than were counted." }),
    seconds: Type.Number({ description: "Age of the oldest event that it has not taken." }),
  }),
  failures: Type.Integer({ description: "Since it last took something." }),
  lastError: Nullable(Type.String()),
  retryAt: Nullable(Timestamp),
  deliveredAt: Nullable(Timestamp, "When it last took something."),
});
const LIST_SUBSCRIPTIONS = {
  operationId: "listEventSubscriptions",
  summary: "Show how far each subscriber is",
  tags: ["internal"],
  response: { 200: Type.Object({ data: Type.Array(SubscriptionBody) }) },
};
const REPLAY_EVENTS = {
  operationId: "replayEvents",
  summary: "Deliver to a subscriber again, from a cursor or a time on",
  tags: ["internal"],
  params: Type.Object({ name: Name }),
  body: Type.Object(
    {
      from: Type.String({
        pattern: "^[0-9TZ:.+-]{3,40}$",
        description: "A cursor, or an RFC 3339 time.",
      }),
    },
    { additionalProperties: false },
  ),
  response: { 200: SubscriptionBody, ...problemResponses(400, 404, 410) },
};

/** Serves the events and the state of their subscribers, to whoever reaches this service: below /internal. */
export function addEventRoutes(app: Service, { outbox, nowMs }: EventsDeps): void {
  app.addHook("preClose", async () => outbox.stopWaiting());

  app.get("/internal/events", { schema: LIST_EVENTS }, async (request, reply) => {
    const { waitMs, ...query } = request.query;
    const { deadlineAtMs = Number.POSITIVE_INFINITY } = currentRequest() ?? {};
    const leftMs = Math.max(0, deadlineAtMs - nowMs() - ANSWER_MS);
    const left = whenLeft(reply.raw);
    const page = await outbox.read(query, { waitMs: Math.min(waitMs, leftMs), left });
    if (!page.ok) return sendProblem(reply, toProblem(page.error, "query/after"));
    const { data, nextCursor } = page.value;
    return reply.send({ data: data as Static<typeof EventBody>[], nextCursor });
  });

  app.get("/internal/events/subscriptions", { schema: LIST_SUBSCRIPTIONS }, async (_, reply) => {
    const subscriptions = await outbox.subscriptions();
    return reply.send({ data: subscriptions.map((each) => toBody(each, nowMs())) });
  });

  const replay = "/internal/events/subscriptions/:name/replay";
  app.post(replay, { schema: REPLAY_EVENTS }, async (request, reply) => {
    const { name } = request.params;
    const replayed = await outbox.replay(name, request.body.from);
    if (!replayed.ok) return sendProblem(reply, toProblem(replayed.error, "/from"));
    const found = (await outbox.subscriptions()).find((each) => each.name === name);
    if (found === undefined) return sendProblem(reply, toProblem(UNKNOWN, "/from"));
    return reply.send(toBody(found, nowMs()));
  });
}

const UNKNOWN: ReplayError = { kind: "subscription-not-found" };

function whenLeft(answer: ServerResponse): AbortSignal {
  const left = new AbortController();
  answer.once("close", () => left.abort());
  return left.signal;
}

function toBody(subscription: Subscription, nowMs: number): Static<typeof SubscriptionBody> {
  const { name, position, waiting, waitingSince, failures, lastError, retryAt, deliveredAt } =
    subscription;
  const lagMs = waitingSince === null ? 0 : Math.max(0, nowMs - waitingSince.getTime());
  return {
    name,
    cursor: toCursor(position),
    lag: {
      events: Math.min(waiting, WAITING_COUNTED_MAX),
      atLeast: waiting > WAITING_COUNTED_MAX,
      seconds: lagMs / 1000,
    },
    failures,
    lastError,
    retryAt: retryAt?.toISOString() ?? null,
    deliveredAt: deliveredAt?.toISOString() ?? null,
  };
}

/** `field` is where the cursor stands in the request. */
function toProblem(error: ReplayError, field: string): Problem {
  switch (error.kind) {
    case "cursor-invalid":
      return problem({
        status: 400,
        code: "validation-failed",
        title: "Validation failed",
        detail: "There is no such point in the events.",
        errors: [
          {
            path: field,
            message: "must be a cursor that this service answered, or where it is taken a time",
          },
        ],
      });
    case "events-expired":
      return problem({
        status: 410,
        code: "events-expired",
        title: "Events expired",
        detail:
          "Events after this point were deleted by their age. Read the present state from the service itself, then go on from keptFrom.",
        keptFrom: error.keptFrom,
      });
    case "subscription-not-found":
      return problem({
        status: 404,
        code: "subscription-not-found",
        title: "No such subscription",
        detail: "No process delivers to a subscriber of this name.",
      });
    default:
      return error satisfies never;
  }
}
