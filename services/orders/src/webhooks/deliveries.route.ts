import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import type { Strangers } from "@holdfast/outbound/stranger";
import type { Database, Queryable } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import type { Result } from "@holdfast/result";
import { activeTraceparent } from "@holdfast/telemetry";
import { Type } from "typebox";
import { toProblem } from "../problems.ts";
import type { Vault } from "../secret-vault.ts";
import type { Delivery, WebhookError } from "../webhook.ts";
import { headersOf, send } from "./deliver-due.client.ts";
import { findDelivery, listDeliveries, replayDelivery, skipDelivery } from "./deliveries.store.ts";
import type { WakeEndpoints } from "./wake-endpoints.client.ts";
import {
  DeliveryView,
  DeliveryWithEvent,
  TestBody,
  TestView,
  toDeliveryView,
} from "./webhook-json.ts";
import { findEndpoint, findSigning } from "./webhooks.store.ts";

export type DeliveriesDeps = {
  readonly db: Database;
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly vault: Vault;
  readonly strangers: Pick<Strangers, "post">;
  readonly wakeEndpoints: WakeEndpoints;
};

const PAGE_ROWS_MAX = 200;

const Id = Type.String({ format: "uuid" });
const WebhookPath = Type.Object({ id: Id }, { additionalProperties: false });
const DeliveryPath = Type.Object({ id: Id, deliveryId: Id }, { additionalProperties: false });
const LIST = {
  operationId: "listWebhookDeliveries",
  summary: "What was sent to a webhook and what waits for it, the newest first",
  description: "Kept for 30 days.",
  tags: ["webhooks"],
  params: WebhookPath,
  querystring: Type.Object(
    {
      status: Type.Optional(Type.Enum(["pending", "delivered", "failed"])),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_ROWS_MAX, default: 50 })),
      cursor: Type.Optional(
        Type.String({ pattern: "^[0-9]{1,15}$", description: "`nextCursor` of a page." }),
      ),
    },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      data: Type.Array(DeliveryView),
      nextCursor: Type.Union([Type.String(), Type.Null()]),
    }),
    ...problemResponses(400, 404),
  },
};
const GET = {
  operationId: "getWebhookDelivery",
  summary: "One delivery, with its event and its tries",
  tags: ["webhooks"],
  params: DeliveryPath,
  response: { 200: DeliveryWithEvent, ...problemResponses(400, 404) },
};
const REPLAY = {
  operationId: "replayWebhookDelivery",
  summary: "Send an ended delivery again, before all that came after it",
  description: "With the same `webhook-id`, for up to three days.",
  tags: ["webhooks"],
  params: DeliveryPath,
  response: { 202: DeliveryView, ...problemResponses(400, 404, 409) },
};
const SKIP = {
  operationId: "skipWebhookDelivery",
  summary: "Give up a delivery that waits, so that those behind it have their turn",
  tags: ["webhooks"],
  params: DeliveryPath,
  response: { 200: DeliveryView, ...problemResponses(400, 404, 409) },
};
const TEST = {
  operationId: "testWebhook",
  summary: "Send a signed test event now, and tell what was answered",
  description:
    "Besides the queue, to a disabled webhook too. With `dryRun` nothing is sent: the answer has the request as it would be.",
  tags: ["webhooks"],
  params: WebhookPath,
  body: TestBody,
  response: { 200: TestView, ...problemResponses(400, 404) },
};

/** What lies below /v1/admin/webhooks/{id}: its deliveries and its test. */
export function addDeliveryRoutes(app: Service, deps: DeliveriesDeps): void {
  addLogRoutes(app, deps);
  addTestRoute(app, deps);
  type Act = (
    tx: Queryable,
    named: { readonly endpointId: string; readonly id: string },
    nowMs: number,
  ) => Promise<Result<Delivery, WebhookError>>;
  const actOn = async (params: { id: string; deliveryId: string }, act: Act) => {
    const named = { endpointId: params.id.toLowerCase(), id: params.deliveryId.toLowerCase() };
    const acted = await deps.db.inTransaction((tx) => act(tx, named, deps.nowMs()));
    if (acted.ok) await deps.wakeEndpoints();
    return acted;
  };
  const path = "/v1/admin/webhooks/:id/deliveries/:deliveryId";
  app.post(`${path}/replay`, { schema: REPLAY }, async (request, reply) => {
    const replayed = await actOn(request.params, replayDelivery);
    if (!replayed.ok) return sendProblem(reply, toProblem(replayed.error));
    return reply.code(202).send(toDeliveryView(replayed.value));
  });
  app.post(`${path}/skip`, { schema: SKIP }, async (request, reply) => {
    const skipped = await actOn(request.params, skipDelivery);
    if (!skipped.ok) return sendProblem(reply, toProblem(skipped.error));
    return reply.send(toDeliveryView(skipped.value));
  });
}

function addLogRoutes(app: Service, { db }: DeliveriesDeps): void {
  app.get("/v1/admin/webhooks/:id/deliveries", { schema: LIST }, async (request, reply) => {
    const endpointId = request.params.id.toLowerCase();
    if ((await findEndpoint(db, endpointId)) === undefined) {
      return sendProblem(reply, toProblem({ kind: "webhook-not-found", id: endpointId }));
    }
    const { status, limit = 50, cursor } = request.query;
    const before = cursor === undefined ? undefined : Number(cursor);
    const rows = await listDeliveries(db, { endpointId, status, before, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const nextCursor = last === undefined ? null : String(last.seq);
    return reply.send({ data: page.map(toDeliveryView), nextCursor });
  });
  const path = "/v1/admin/webhooks/:id/deliveries/:deliveryId";
  app.get(path, { schema: GET }, async (request, reply) => {
    const endpointId = request.params.id.toLowerCase();
    const id = request.params.deliveryId.toLowerCase();
    const delivery = await findDelivery(db, { endpointId, id });
    if (delivery === undefined || (await findEndpoint(db, endpointId)) === undefined) {
      return sendProblem(reply, toProblem({ kind: "delivery-not-found", id }));
    }
    return reply.send({ ...toDeliveryView(delivery), event: JSON.parse(delivery.body) });
  });
}

function addTestRoute(app: Service, deps: DeliveriesDeps): void {
  const { db, nowMs, newId, vault, strangers } = deps;
  app.post("/v1/admin/webhooks/:id/test", { schema: TEST }, async (request, reply) => {
    const id = request.params.id.toLowerCase();
    const signing = await findSigning(db, id, nowMs());
    if (signing === undefined) {
      return sendProblem(reply, toProblem({ kind: "webhook-not-found", id }));
    }
    const { url } = signing;
    const secrets = signing.secrets.map(vault.open);
    const traceparent = activeTraceparent() ?? null;
    const delivery = testEvent({ id, testId: newId(), atMs: nowMs(), traceparent });
    const headers = headersOf({ ...delivery, secrets, nowMs: nowMs() });
    const shown = { url, headers: { ...headers }, body: delivery.body };
    if (request.body.dryRun === true) {
      return reply.send({ sent: false, delivered: false, request: shown, attempt: null });
    }
    const attempt = await send({ strangers, nowMs }, { url, secrets, delivery });
    const delivered = attempt.statusCode !== null && attempt.error === null;
    return reply.send({ sent: true, delivered, request: shown, attempt });
  });
}

function testEvent(test: {
  readonly id: string;
  readonly testId: string;
  readonly atMs: number;
  readonly traceparent: string | null;
}) {
  const { id, testId, atMs, traceparent } = test;
  const aggregate = `webhook-test/${testId}`;
  const eventId = `${aggregate}/1`;
  const at = new Date(atMs).toISOString();
  const event = { aggregate, sequence: 1, type: "webhook.test", at, traceparent };
  return {
    ...{ eventId, traceparent },
    body: JSON.stringify({ id: eventId, ...event, data: { webhookId: id } }),
  };
}
