import { EventBatch } from "@holdfast/contracts/events";
import { type Static, Type } from "typebox";
import type { Delivery, Endpoint } from "../webhook.ts";

type TypedEvent = {
  readonly properties: { readonly type: { readonly enum: readonly unknown[] } };
};
/** Every type of event that there is. */
const EVENT_TYPES = EventBatch.properties.events.items.anyOf
  .flatMap(({ anyOf }): readonly TypedEvent[] => anyOf)
  .flatMap(({ properties }) => properties.type.enum.map(String));

const Nullable = <Schema extends Parameters<typeof Type.Optional>[0]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);
const closed = <Properties extends Parameters<typeof Type.Object>[0]>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });
const Timestamp = Type.String({ format: "date-time" });

const Url = Type.String({
  minLength: 1,
  maxLength: 2048,
  description: "https, of a public host; port 443 or above 1023; no credentials, no fragment.",
});
const Description = Type.String({ maxLength: 500 });
const EventTypes = Type.Array(Type.Enum(EVENT_TYPES), {
  minItems: 1,
  maxItems: 50,
  uniqueItems: true,
});

export const NewWebhook = closed({
  url: Url,
  eventTypes: Type.Optional(EventTypes),
  description: Type.Optional(Description),
  enabled: Type.Optional(Type.Boolean()),
});
export const WebhookPatch = closed({
  url: Type.Optional(Url),
  eventTypes: Type.Optional(Nullable(EventTypes)),
  description: Type.Optional(Nullable(Description)),
  enabled: Type.Optional(Type.Boolean()),
});

const members = {
  id: Type.String(),
  version: Type.Integer(),
  url: Type.String(),
  eventTypes: Nullable(Type.Array(Type.String())),
  description: Nullable(Type.String()),
  enabled: Type.Boolean(),
  status: Type.Enum(["active", "failing", "disabled"]),
  disabledReason: Nullable(Type.String({ description: "`gone`: it answered 410." })),
  failures: Type.Integer({ description: "In a row; 0 since it last took an event." }),
  failingSince: Nullable(Timestamp),
  lastError: Nullable(Type.String()),
  retryAt: Nullable(Timestamp),
  createdAt: Timestamp,
};
export const WebhookView = closed(members);
export const WebhookWithSecret = closed({
  ...members,
  secret: Type.String({ description: "`whsec_…`, shown this once. Verify signatures with it." }),
});

const AttemptView = closed({
  at: Timestamp,
  durationMs: Type.Integer(),
  statusCode: Nullable(Type.Integer()),
  error: Nullable(Type.String()),
});
const deliveryMembers = {
  id: Type.String(),
  eventId: Type.String(),
  eventType: Type.String(),
  status: Type.Enum(["pending", "delivered", "failed"]),
  createdAt: Timestamp,
  endedAt: Nullable(Timestamp),
  attempts: Type.Array(AttemptView, { description: "The last 20, the oldest first." }),
};
export const DeliveryView = closed(deliveryMembers);
export const DeliveryWithEvent = closed({
  ...deliveryMembers,
  event: Type.Object({}, { additionalProperties: true, description: "What is sent." }),
});
export const TestBody = closed({
  dryRun: Type.Optional(
    Type.Boolean({ description: "Only show what would be sent. Default: send it." }),
  ),
});
export const TestView = closed({
  sent: Type.Boolean(),
  delivered: Type.Boolean(),
  request: closed({
    url: Type.String(),
    headers: Type.Record(Type.String(), Type.String()),
    body: Type.String(),
  }),
  attempt: Nullable(AttemptView),
});

/** An endpoint as administrators see it, never with its secret. */
export function toWebhookView(endpoint: Endpoint): Static<typeof WebhookView> {
  const { id, version, url, description, enabled, disabledReason, failures, lastError } = endpoint;
  return {
    ...{ id, version, url, description, enabled, disabledReason, failures, lastError },
    eventTypes: endpoint.eventTypes === null ? null : [...endpoint.eventTypes],
    status: !enabled ? "disabled" : failures > 0 ? "failing" : "active",
    failingSince: endpoint.failingSince?.toISOString() ?? null,
    retryAt: endpoint.retryAt?.toISOString() ?? null,
    createdAt: endpoint.createdAt.toISOString(),
  };
}

export function toDeliveryView(delivery: Delivery): Static<typeof DeliveryView> {
  const { id, eventId, eventType, status, attempts } = delivery;
  return {
    ...{ id, eventId, eventType, status },
    createdAt: delivery.createdAt.toISOString(),
    endedAt: delivery.endedAt?.toISOString() ?? null,
    attempts: attempts.map((attempt) => ({ ...attempt })),
  };
}
