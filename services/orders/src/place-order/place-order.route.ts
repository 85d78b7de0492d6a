import { createHash } from "node:crypto";
import type { Service } from "@holdfast/http-service";
import { callerOf } from "@holdfast/http-service/caller";
import { sendProblem } from "@holdfast/http-service/errors";
import { fingerprintOf, idempotencyProblem, requireIdempotencyKey } from "@holdfast/idempotency";
import type { Logger } from "@holdfast/log";
import { isCurrency } from "@holdfast/money";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { currentRequest } from "@holdfast/request-context";
import { type Static, Type } from "typebox";
import type { Basket } from "../checkout/checkout.ts";
import type { CheckoutInput } from "../checkout/checkout.workflow.ts";
import { findOrder } from "../order.store.ts";
import type { Order } from "../order.ts";
import { AcceptedOrderBody, ConfirmedOrderBody, toConfirmedBody } from "../order-body.ts";
import { traceHeaders } from "../origin.ts";
import { toProblem } from "../problems.ts";
import type { Submissions } from "../restate-ingress.ts";
import { findPlaced, insertOrder, markAccepted } from "./place-order.store.ts";
import { answerDueAtMs, basketOf, decideReplay, type Waiting, waitingOf } from "./place-order.ts";

export type PlaceOrderDeps = {
  readonly db: Database;
  readonly checkouts: Submissions<CheckoutInput>;
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
const CREATE = {
  operationId: "createOrder",
  summary: "Buy: price, hold, pay, confirm",
  description:
    "Waits for the outcome as long as `Prefer: wait=N` says (10 s by default, 20 s at most), then answers 202; the order goes on by itself. After any refusal nothing that the order held, authorised or captured is left.",
  tags: ["orders"],
  headers: Type.Object({
    "idempotency-key": Type.Optional(
      Type.String({ description: "Required: 1 to 255 visible ASCII characters." }),
    ),
    prefer: Type.Optional(
      Type.String({ maxLength: 1000, description: "`wait=5` (seconds) or `respond-async`" }),
    ),
  }),
  body: Type.Object(
    {
      items: Type.Optional(Items),
      quoteToken: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 100_000,
          description: "Instead of items: buys at the price that the quote froze.",
        }),
      ),
      couponCodes: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
          maxItems: 20,
          description: "With items. A code that gives nothing does not stop the order.",
        }),
      ),
      reservationId: Type.Optional(
        Type.String({
          format: "uuid",
          description:
            "A reservation of yours, held for the same goods. Sold by the order, and released when the order fails at its payment or after; it stays held, for its own time, when the order fails before: at the price, the quote, or as it holds other goods.",
        }),
      ),
      shortfallPolicy: Type.Optional(
        Type.Enum(["refuse", "refund", "backorder", "split"], {
          description:
            "What becomes of the order when not all of it is in stock. `refuse` (the default): 409 when units are short. `refund`: what is there is sold, the rest is not charged, and 409 when nothing is there. `backorder` and `split`: as `refuse`, but where an item may be ordered beyond its stock (its `backorderLimit`) the whole order waits for those units, or what is in stock goes ahead in a shipment of its own. Units that an item's `backorderLimit` allows are sold under every policy. What a `reservationId` holds is held: it is sold as it is.",
        }),
      ),
      currency: Type.String({ pattern: "^[A-Z]{3}$", description: "ISO 4217" }),
      region: Type.String({
        pattern: "^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$",
        description: "ISO 3166: ES, ES-CN",
      }),
      customer: Type.Object(
        { email: Type.String({ format: "email", maxLength: 254 }) },
        { additionalProperties: false },
      ),
      paymentMethod: Type.Object(
        { token: Type.String({ pattern: "^[\\x21-\\x7e]{1,100}$" }) },
        { additionalProperties: false },
      ),
    },
    { additionalProperties: false },
  ),
  response: {
    201: ConfirmedOrderBody,
    202: AcceptedOrderBody,
    ...problemResponses(400, 401, 402, 404, 409, 422, 503),
  },
};
type OrderRequest = Static<typeof CREATE.body>;

/** POST /v1/orders: one order per idempotency key, answered with its outcome or, when that takes longer, with 202. */
export function addPlaceOrderRoute(routes: Service, deps: PlaceOrderDeps): void {
  const { db, nowMs } = deps;
  routes.post("/v1/orders", { schema: CREATE }, async (request, reply) => {
    const key = requireIdempotencyKey(request.headers["idempotency-key"]);
    if (!key.ok) return sendProblem(reply, idempotencyProblem(key.error));
    const { body } = request;
    const basket = basketOf(body);
    if (!basket.ok) return sendProblem(reply, toProblem(basket.error));
    if (!isCurrency(body.currency)) {
      const unknown = {
        kind: "currency-unknown",
        currency: body.currency,
        path: "/currency",
      } as const;
      return sendProblem(reply, toProblem(unknown));
    }
    const placed = await placeOnce(deps, {
      body,
      basket: basket.value,
      idempotencyKey: key.value,
      waiting: waitingNow(request.headers.prefer, nowMs()),
    });
    if (placed.kind === "refused") return sendProblem(reply, placed.problem);
    const { order, replayed, applied } = placed;
    if (replayed) reply.header("idempotency-replayed", "true");
    if (applied !== undefined) reply.header("preference-applied", applied);
    if (order.problem !== undefined) return sendProblem(reply, order.problem);
    reply.header("location", `/v1/orders/${order.id}`);
    // One that was cancelled since is answered as it was first: it was confirmed.
    if (order.status !== "processing") return reply.code(201).send(toConfirmedBody(order));
    await markAccepted(db, order.id, nowMs());
    return reply.code(202).send({ id: order.id, status: "processing" });
  });
}

type Placement = {
  readonly body: OrderRequest;
  readonly basket: Basket;
  readonly idempotencyKey: string;
  readonly waiting: Waiting;
};
type PlacedOrder =
  | { readonly kind: "refused"; readonly problem: ReturnType<typeof toProblem> }
  | {
      readonly kind: "placed";
      readonly order: Order;
      readonly replayed: boolean;
      readonly applied: string | undefined;
    };

async function placeOnce(deps: PlaceOrderDeps, placement: Placement): Promise<PlacedOrder> {
  const { db, nowMs } = deps;
  const { body, idempotencyKey, waiting } = placement;
  const input = inputOf(placement, deps.newId);
  const atMs = nowMs();
  const outcome = await insertOrder(db, {
    input,
    idempotencyKey,
    fingerprint: fingerprintOf(CREATE.operationId, body),
    customerEmail: body.customer.email,
    createdAtMs: atMs,
    answerDueAtMs: answerDueAtMs(atMs, waiting.waitMs),
  });
  if (outcome !== "inserted") return replay(deps, placement, input);
  await submit(deps, input);
  const leftMs = waiting.waitMs - (nowMs() - atMs); // a submission takes up to 1.5 s of the wait
  const order = await outcomeOf(deps, input.order.id, leftMs);
  return { kind: "placed", order, replayed: false, applied: waiting.applied };
}

/** The answer to a key that was sent before. */
async function replay(
  deps: PlaceOrderDeps,
  { body, idempotencyKey, waiting }: Placement,
  { order: { account, reservation } }: CheckoutInput,
): Promise<PlacedOrder> {
  const first = await findPlaced(deps.db, { account, idempotencyKey });
  if (first === undefined) {
    const taken = toProblem({ kind: "reservation-taken", id: reservation.id });
    return { kind: "refused", problem: taken };
  }
  const decision = decideReplay(first, fingerprintOf(CREATE.operationId, body), deps.nowMs());
  switch (decision) {
    case "idempotency-key-reused":
    case "idempotency-key-in-flight":
      return { kind: "refused", problem: idempotencyProblem({ kind: decision }) };
    case "outcome":
    case "accepted":
      return { kind: "placed", order: first.order, replayed: true, applied: undefined };
    case "take-over": {
      const order = await outcomeOf(deps, first.order.id, waiting.waitMs);
      return { kind: "placed", order, replayed: true, applied: waiting.applied };
    }
    default:
      return decision satisfies never;
  }
}

/** Gives the order to the engine. When that cannot be reached the order stands nevertheless: the sweep submits it. */
async function submit({ checkouts, log }: PlaceOrderDeps, input: CheckoutInput): Promise<void> {
  try {
    await checkouts.submit(input.order.id, input);
  } catch (error) {
    log.error({ err: error, orderId: input.order.id }, "order not submitted, it is tried again");
  }
}

/** The order once it is finished, or as it is after `waitMs`. */
async function outcomeOf(deps: PlaceOrderDeps, orderId: string, waitMs: number): Promise<Order> {
  if (waitMs > 0) await deps.checkouts.ended(orderId, waitMs);
  const order = await findOrder(deps.db, orderId);
  if (order === undefined) throw new Error(`order ${orderId} was written and is gone`);
  return order;
}

function inputOf({ body, basket }: Placement, newId: () => string): CheckoutInput {
  const { account } = callerOf();
  const { reservationId, currency, region, shortfallPolicy = "refuse" } = body;
  return {
    order: {
      id: newId(),
      account,
      basket,
      currency,
      region,
      paymentToken: body.paymentMethod.token,
      buyerId: buyerIdOf(body.customer.email),
      shortfallPolicy,
      reservation:
        reservationId === undefined
          ? { id: newId(), adopted: false }
          : { id: reservationId.toLowerCase(), adopted: true },
    },
    origin: {
      account,
      correlationId: currentRequest()?.correlationId ?? newId(),
      trace: traceHeaders(),
    },
  };
}

/** Inventory counts what one customer has, and needs no address for that. */
function buyerIdOf(email: string): string {
  return `email-sha256:${createHash("sha256").update(email.toLowerCase()).digest("hex")}`;
}

function waitingNow(prefer: string | undefined, nowMs: number): Waiting {
  return waitingOf(prefer, { nowMs, deadlineAtMs: currentRequest()?.deadlineAtMs });
}
