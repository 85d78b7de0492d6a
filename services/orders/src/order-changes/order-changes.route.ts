import type { Service } from "@holdfast/http-service";
import { callerOf } from "@holdfast/http-service/caller";
import { sendProblem } from "@holdfast/http-service/errors";
import { fingerprintOf, idempotencyProblem, readIdempotencyKey } from "@holdfast/idempotency";
import type { Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { currentRequest } from "@holdfast/request-context";
import type { FastifyReply } from "fastify";
import { type Static, type TSchema, Type } from "typebox";
import { findOrder } from "../order.store.ts";
import { OrderId, toOrderSummary, toTimelineEntry } from "../order-body.ts";
import {
  AcceptedChangeBody,
  ChangedOrderBody,
  ChangeList,
  toChangeBody,
} from "../order-change-body.ts";
import { traceHeaders } from "../origin.ts";
import { waitingOf } from "../place-order/place-order.ts";
import { toProblem } from "../problems.ts";
import type { Submissions } from "../restate-ingress.ts";
import { findTimeline } from "../view-order/view-order.store.ts";
import { type ChangeInput, findChange, listChanges } from "./order-changes.store.ts";
import type { AskedChange } from "./order-changes.ts";
import {
  type RequestedChange,
  type RequestRefusal,
  requestChange,
} from "./request-change.store.ts";

export type OrderChangeDeps = {
  readonly db: Database;
  readonly changes: Submissions<ChangeInput>;
  readonly log: Logger;
  readonly nowMs: () => number;
  readonly newId: () => string;
};

const Items = Type.Array(
  Type.Object(
    {
      sku: Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$" }),
      quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    },
    { additionalProperties: false },
  ),
  { minItems: 1, maxItems: 100 },
);
const Reason = Type.Optional(Type.String({ minLength: 1, maxLength: 500 }));
const Closed = { additionalProperties: false } as const;
/** An object, or no body at all. */
const orNothing = <T extends TSchema>(schema: T) =>
  Type.Unsafe<Static<T> | null>({ ...schema, type: ["object", "null"] });

const asChange = <const Id extends string, Body extends TSchema>(
  operationId: Id,
  doneStatus: 200 | 201,
  it: { readonly summary: string; readonly description: string; readonly body: Body },
) => ({
  operationId,
  ...it,
  tags: ["orders"],
  params: Type.Object({ id: OrderId }),
  headers: Type.Object({
    "idempotency-key": Type.Optional(Type.String({ description: "1 to 255 visible ASCII." })),
    prefer: Type.Optional(
      Type.String({ maxLength: 1000, description: "`wait=5` (seconds) or `respond-async`" }),
    ),
  }),
  response: {
    [doneStatus]: ChangedOrderBody,
    202: AcceptedChangeBody,
    ...problemResponses(400, 401, 403, 404, 409, 422, 503),
  },
});

const WAITS =
  "Waits for the end as long as `Prefer: wait=N` says (10 s by default), then answers 202; the change goes on by itself. One change of an order at a time.";
const CANCEL = asChange("cancelOrder", 200, {
  summary: "Cancel an order: everything that is left is refunded and put back",
  description: `A running checkout is stopped, or refunded when it was past its capture. Cancelling a cancelled order answers the same again. ${WAITS}`,
  body: orNothing(Type.Object({ reason: Reason }, Closed)),
});
const CANCEL_LINES = asChange("cancelOrderLines", 200, {
  summary: "Cancel units of a confirmed order",
  description: `Refunds their share of what their line cost, tax included, and puts them back where they were taken from. Coupons and budgets come back with a whole cancellation only. ${WAITS}`,
  body: Type.Object({ items: Items, reason: Reason }, Closed),
});
const REFUND = asChange("refundOrder", 201, {
  summary: "Refund an amount of a confirmed order",
  description: `For administrators. No goods come back. ${WAITS}`,
  body: Type.Object(
    {
      amount: Type.Object(
        {
          amount: Type.Integer({ minimum: 1, description: "In the currency's minor unit." }),
          currency: Type.String({ pattern: "^[A-Z]{3}$", description: "ISO 4217" }),
        },
        Closed,
      ),
      reason: Reason,
    },
    Closed,
  ),
});
const RETURN = asChange("returnItems", 201, {
  summary: "Take back delivered units of a confirmed order",
  description: `For administrators. Refunds their share of what their line cost and puts them back: at \`location\`, or where they were taken from; \`restock: false\` puts them nowhere. ${WAITS}`,
  body: Type.Object(
    {
      items: Items,
      location: Type.Optional(Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$" })),
      restock: Type.Optional(Type.Boolean()),
      reason: Reason,
    },
    Closed,
  ),
});
const LIST = {
  operationId: "listOrderChanges",
  summary: "List what was changed of an order, the first first",
  tags: ["orders"],
  params: Type.Object({ id: OrderId }),
  response: { 200: ChangeList, ...problemResponses(400, 401, 404) },
};

/** What happens to an order after its checkout. */
export function addOrderChangeRoutes(routes: Service, deps: OrderChangeDeps): void {
  const { db } = deps;
  routes.post("/v1/orders/:id/cancel", { schema: CANCEL }, async (request, reply) => {
    const { reason } = request.body ?? {};
    await answer(deps, reply, { schema: CANCEL, request, asked: { kind: "cancel" }, reason });
    return reply;
  });
  routes.post("/v1/orders/:id/cancel-lines", { schema: CANCEL_LINES }, async (request, reply) => {
    const { items, reason } = request.body;
    const asked = { kind: "cancel-lines", items } as const;
    await answer(deps, reply, { schema: CANCEL_LINES, request, asked, reason });
    return reply;
  });
  routes.post("/v1/orders/:id/refunds", { schema: REFUND }, async (request, reply) => {
    if (callerOf().scope !== "admin") return sendProblem(reply, toProblem({ kind: "forbidden" }));
    const { amount, reason } = request.body;
    const { amount: amountMinor, currency } = amount;
    const asked = { kind: "refund", amountMinor, currency } as const;
    await answer(deps, reply, { schema: REFUND, request, asked, reason });
    return reply;
  });
  routes.post("/v1/orders/:id/returns", { schema: RETURN }, async (request, reply) => {
    if (callerOf().scope !== "admin") return sendProblem(reply, toProblem({ kind: "forbidden" }));
    const { items, ...how } = request.body;
    await answer(deps, reply, {
      schema: RETURN,
      request,
      asked: { kind: "return", items },
      ...how,
    });
    return reply;
  });
  routes.get("/v1/orders/:id/changes", { schema: LIST }, async (request, reply) => {
    const { account, scope } = callerOf();
    const { id } = request.params;
    const [order, changes] = await Promise.all([findOrder(db, id), listChanges(db, id)]);
    if (order === undefined || (order.account !== account && scope !== "admin")) {
      return sendProblem(reply, toProblem({ kind: "order-not-found", id }));
    }
    return reply.send({ data: changes.map(toChangeBody) });
  });
}

type Asking = {
  readonly schema: { readonly operationId: string };
  readonly request: {
    readonly params: { readonly id: string };
    readonly headers: { readonly "idempotency-key"?: string; readonly prefer?: string };
    readonly body: unknown;
  };
  readonly asked: AskedChange;
  readonly reason?: string | undefined;
  readonly location?: string;
  readonly restock?: boolean;
};

async function answer(
  deps: OrderChangeDeps,
  reply: FastifyReply,
  asking: Asking,
): Promise<FastifyReply> {
  const { nowMs } = deps;
  const { params, headers } = asking.request;
  const key = readIdempotencyKey(headers["idempotency-key"]);
  if (!key.ok) return sendProblem(reply, idempotencyProblem(key.error));
  const startedAtMs = nowMs();
  const deadlineAtMs = currentRequest()?.deadlineAtMs;
  const waiting = waitingOf(headers.prefer, { nowMs: startedAtMs, deadlineAtMs });
  const requested = await request(deps, asking, key.value);
  if (!requested.ok) return sendProblem(reply, refusalProblem(requested.error));
  const { changeId, replayed } = requested.value;
  if (replayed) reply.header("idempotency-replayed", "true");
  if (waiting.applied !== undefined) reply.header("preference-applied", waiting.applied);
  if (changeId !== undefined) await ended(deps, changeId, startedAtMs + waiting.waitMs);
  return sendOutcome(deps, reply, { orderId: params.id.toLowerCase(), changeId, asking });
}

async function request(deps: OrderChangeDeps, asking: Asking, key: string | undefined) {
  const { db, newId, nowMs } = deps;
  const { params, body } = asking.request;
  const orderId = params.id.toLowerCase();
  const correlationId = currentRequest()?.correlationId ?? newId();
  const requested = await requestChange(db, {
    ...{ id: newId(), orderId, asked: asking.asked, caller: callerOf() },
    idempotencyKey: key,
    fingerprint: fingerprintOf(asking.schema.operationId, { orderId, body }),
    restock: asking.restock ?? asking.asked.kind !== "refund",
    ...{ location: asking.location, reason: asking.reason },
    originOf: (account) => ({ account, correlationId, trace: traceHeaders() }),
    nowMs: nowMs(),
  });
  if (requested.ok) await submit(deps, requested.value, orderId);
  return requested;
}

/** Gives the change to the engine. When that cannot be reached the change stands nevertheless: the sweep submits it. */
async function submit(
  { changes, log }: OrderChangeDeps,
  { changeId, made }: RequestedChange,
  orderId: string,
): Promise<void> {
  if (made === undefined || changeId === undefined) return;
  try {
    await changes.submit(changeId, { changeId, orderId, origin: made.origin });
  } catch (error) {
    log.error({ err: error, changeId }, "order change not submitted, it is tried again");
  }
}

async function ended(deps: OrderChangeDeps, changeId: string, untilMs: number): Promise<void> {
  const leftMs = untilMs - deps.nowMs();
  const change = await findChange(deps.db, changeId);
  if (change?.status === "processing" && leftMs > 0) await deps.changes.ended(changeId, leftMs);
}

async function sendOutcome(
  { db }: OrderChangeDeps,
  reply: FastifyReply,
  it: { readonly orderId: string; readonly changeId: string | undefined; readonly asking: Asking },
): Promise<FastifyReply> {
  const { orderId, changeId } = it;
  const change = changeId === undefined ? undefined : await findChange(db, changeId);
  if (change?.problem !== undefined) return sendProblem(reply, change.problem);
  const [order, timeline] = await Promise.all([findOrder(db, orderId), findTimeline(db, orderId)]);
  if (order === undefined) throw new Error(`order ${orderId} was changed and is gone`);
  if (change?.status === "processing") {
    const accepted = { id: orderId, status: order.status, change: toChangeBody(change) };
    return reply.code(202).header("location", `/v1/orders/${orderId}`).send(accepted);
  }
  const isMade = it.asking.asked.kind === "refund" || it.asking.asked.kind === "return";
  return reply.code(isMade ? 201 : 200).send({
    ...toOrderSummary(order),
    timeline: timeline.map(toTimelineEntry),
    ...(change === undefined ? {} : { change: toChangeBody(change) }),
  });
}

function refusalProblem(error: RequestRefusal) {
  switch (error.kind) {
    case "idempotency-key-missing":
    case "idempotency-key-invalid":
    case "idempotency-key-reused":
    case "idempotency-key-in-flight":
      return idempotencyProblem(error);
    default:
      return toProblem(error);
  }
}
