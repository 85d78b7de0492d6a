import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import type { Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import type { CheckoutInput } from "../checkout/checkout.workflow.ts";
import type { Origin } from "../origin.ts";
import { toProblem } from "../problems.ts";
import { findChargedOrder, isKnownEvent, keepEvent } from "./payment-events.store.ts";
import { outcomeOf, type PaymentEvent } from "./payment-events.ts";
import type { EventVerifier } from "./verify-event.client.ts";

export type PaymentEventsDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly nowMs: () => number;
  readonly paymentEvents: {
    /** Of the configured provider; undefined: nobody is listened to. */
    readonly verifier: EventVerifier | undefined;
    /** Has the engine reverse what the provider has of the order. Once an event id. Throws when the engine is away. */
    readonly reverse: (eventId: string, input: CheckoutInput) => Promise<void>;
  };
};

const BODY_BYTES_MAX = 256 * 1024;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const RECEIVE = {
  operationId: "receivePaymentEvent",
  summary: "Hear from the payment provider what became of a charge",
  description:
    "For the provider: its signature is what admits it, no API key does. An event is no more than an occasion to ask the provider, so that it may come twice, late and out of order. Once it is answered 204 it is kept for 30 days; another answer asks for it again.",
  tags: ["payments"],
  params: Type.Object({ provider: Type.String({ pattern: "^[a-z]{1,40}$" }) }),
  body: { content: { "application/json": { schema: Type.Unsafe<Buffer>({}) } } },
  response: {
    204: Type.Null({ description: "It is known here, now or already." }),
    ...problemResponses(400, 401, 404, 413, 415, 503),
  },
};

/** POST /v1/payment-webhooks/{provider}. Register it in a scope of its own: it takes bodies as they came. */
export function addPaymentEventsRoute(routes: Service, deps: PaymentEventsDeps): void {
  routes.removeAllContentTypeParsers();
  const raw = { parseAs: "buffer", bodyLimit: BODY_BYTES_MAX } as const;
  routes.addContentTypeParser("application/json", raw, (_request, body, done) => done(null, body));

  routes.post("/v1/payment-webhooks/:provider", { schema: RECEIVE }, async (request, reply) => {
    const { provider } = request.params;
    const { verifier } = deps.paymentEvents;
    if (verifier?.provider !== provider) {
      return sendProblem(reply, toProblem({ kind: "payment-provider-unknown", provider }));
    }
    const { headers } = request;
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0); // nothing was sent
    const event = await verifier.verify({ headers, body, nowMs: deps.nowMs() });
    if (event === undefined) {
      return sendProblem(reply, toProblem({ kind: "webhook-signature-invalid" }));
    }
    await take(deps, verifier.provider, event);
    return reply.code(204).send(null);
  });
}

/** Kept last: an event whose consequence could not be given to the engine is not known, and the provider repeats it. */
async function take(
  { db, log, nowMs, paymentEvents }: PaymentEventsDeps,
  provider: EventVerifier["provider"],
  event: PaymentEvent,
): Promise<void> {
  const { id, type, orderId = "" } = event;
  if (await isKnownEvent(db, { provider, id })) return;
  const order = UUID.test(orderId) ? await findChargedOrder(db, orderId) : undefined;
  const outcome = outcomeOf(event, order);
  if (order && outcome === "reversing") {
    await paymentEvents.reverse(`${provider}:${id}`, reversalOf(orderId, order.origin));
  }
  await keepEvent(db, { ...event, provider, outcome, receivedAtMs: nowMs() });
  const told = { provider, eventId: id, type, orderId, outcome };
  if (outcome === "nothing-to-do") log.debug(told, "payment event");
  else log.warn(told, "payment event of a charge that the order does not account for");
}

/** All that a reversal reads of an order is whose it is: nothing is priced, held or charged by it. */
function reversalOf(id: string, origin: Origin): CheckoutInput {
  const { account } = origin;
  return {
    order: {
      ...{ id, account, currency: "", region: "", paymentToken: "" },
      basket: { kind: "items", items: [] },
      reservation: { id: "", adopted: false },
    },
    origin,
  };
}
