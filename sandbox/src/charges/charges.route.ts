import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import { idempotencyProblem, requireIdempotencyKey } from "@holdfast/idempotency";
import { fromWire, MAX_AMOUNT_MINOR, toWire } from "@holdfast/money";
import { problemResponses } from "@holdfast/problem";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type Static, Type } from "typebox";
import { toProblem } from "../problems.ts";
import type { BookFile } from "./book.store.ts";
import { chargesOf } from "./book.ts";
import type { Charge, Command, Move } from "./charge.ts";

export type ChargesDeps = {
  readonly bookFile: BookFile;
  readonly nowMs: () => number;
  readonly newId: () => string;
  /** What a slow token costs. */
  readonly slowMs: number;
  /** Told of every change of a charge once it is on the disk; it must not take long, or throw. */
  readonly onChange?: (charge: Charge) => void;
};

const Amount = Type.Object(
  {
    amount: Type.Integer({
      minimum: 0,
      maximum: MAX_AMOUNT_MINOR,
      description: "In the currency's minor unit.",
    }),
    currency: Type.String({ pattern: "^[A-Z]{3}$", description: "ISO 4217" }),
  },
  { additionalProperties: false },
);
const OrderId = Type.String({ pattern: "^[\\x21-\\x7e]{1,100}$" });
const Status = Type.Enum(["authorised", "captured", "voided", "refunded"]);
const ChargeBody = Type.Object({
  id: Type.String({ format: "uuid" }),
  orderId: Type.String(),
  status: Status,
  amount: Amount,
  refunded: Amount,
});
const ListedCharge = Type.Object({
  ...ChargeBody.properties,
  token: Type.String(),
  events: Type.Array(
    Type.Object({
      kind: Status,
      amount: Amount,
      at: Type.String({ format: "date-time" }),
      idempotencyKey: Type.String(),
    }),
  ),
});

const KeyHeaders = Type.Object({
  "idempotency-key": Type.Optional(
    Type.String({ description: "Required: 1–255 visible ASCII characters." }),
  ),
});

const CREATE = {
  operationId: "createCharge",
  summary: "Authorise an amount on a payment token",
  tags: ["charges"],
  headers: KeyHeaders,
  body: Type.Object(
    { orderId: OrderId, amount: Amount, token: Type.String({ minLength: 1, maxLength: 100 }) },
    { additionalProperties: false },
  ),
  response: { 201: ChargeBody, ...problemResponses(400, 402, 422, 503) },
};

const moveSchema = (move: Move) => ({
  operationId: `${move}Charge`,
  summary: `${move[0]?.toUpperCase()}${move.slice(1)} a charge, ${move === "refund" ? "all that is left of it or an amount" : "in full"}`,
  tags: ["charges"],
  headers: KeyHeaders,
  params: Type.Object({ id: Type.String({ format: "uuid" }) }),
  response: { 200: ChargeBody, ...problemResponses(400, 404, 409, 422, 500) },
});

const RefundBody = Type.Object(
  {
    amount: Type.Object(
      { ...Amount.properties, amount: Type.Integer({ minimum: 1, maximum: MAX_AMOUNT_MINOR }) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
const REFUND = {
  ...moveSchema("refund"),
  description:
    "A charge may be refunded in parts, each under a key of its own. Its status becomes `refunded` when nothing is left.",
  // No body, or null: all that is left.
  body: Type.Unsafe<Static<typeof RefundBody> | null>({ ...RefundBody, type: ["object", "null"] }),
};

const LIST = {
  operationId: "listCharges",
  summary: "All that was ever charged for an order, with every event",
  tags: ["charges"],
  querystring: Type.Object({ orderId: OrderId }, { additionalProperties: false }),
  response: { 200: Type.Object({ data: Type.Array(ListedCharge) }), ...problemResponses(400) },
};

/** The provider's interface. An answer leaves only after what it says is on the disk. */
export function addChargeRoutes(app: Service, deps: ChargesDeps): void {
  const answer = answerer(app, deps);

  app.post("/charges", { schema: CREATE }, (request, reply) => {
    const { orderId, amount, token } = request.body;
    const authorise = { orderId, token, amount: fromWire(amount), chargeId: deps.newId() };
    return answer(request, reply, (idempotencyKey) => ({
      kind: "authorise",
      ...authorise,
      idempotencyKey,
    }));
  });

  for (const kind of ["capture", "void"] as const) {
    app.post(`/charges/:id/${kind}`, { schema: moveSchema(kind) }, (request, reply) => {
      const chargeId = request.params.id;
      return answer(request, reply, (idempotencyKey) => ({ kind, chargeId, idempotencyKey }));
    });
  }
  app.post("/charges/:id/refund", { schema: REFUND }, (request, reply) => {
    const amount = request.body ? { amount: fromWire(request.body.amount) } : {};
    const refund = { kind: "refund", chargeId: request.params.id, ...amount } as const;
    return answer(request, reply, (idempotencyKey) => ({ ...refund, idempotencyKey }));
  });

  app.get("/charges", { schema: LIST }, async (request) => {
    await deps.bookFile.check();
    return { data: chargesOf(deps.bookFile.book, request.query.orderId).map(toListed) };
  });
}

/**
 * Runs a command under the request's idempotency key and answers at the token's pace. As with Stripe, a key whose first
 * request is not answered yet is 409, whatever the repeat asks for.
 */
function answerer(app: Service, { bookFile, nowMs, slowMs, onChange }: ChargesDeps) {
  const leaveUnanswered = silence(app);
  const inFlight = new Set<string>();

  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    commandFor: (idempotencyKey: string) => Command,
  ) => {
    const key = requireIdempotencyKey(request.headers["idempotency-key"]);
    if (!key.ok) return sendProblem(reply, idempotencyProblem(key.error));
    if (inFlight.has(key.value)) {
      return sendProblem(reply, idempotencyProblem({ kind: "idempotency-key-in-flight" }));
    }
    inFlight.add(key.value);
    reply.raw.once("close", () => inFlight.delete(key.value));
    const command = commandFor(key.value);
    const { answer, replayed, pace, entry } = await bookFile.execute(command, nowMs());
    if (entry?.outcome === "done" && answer.ok) onChange?.(answer.value);
    if (pace === "never") return leaveUnanswered(reply);
    if (pace === "slow") await wait(slowMs);
    if (replayed) reply.header("idempotency-replayed", "true");
    if (!answer.ok) return sendProblem(reply, toProblem(answer.error));
    return reply.code(command.kind === "authorise" ? 201 : 200).send(toBody(answer.value));
  };
}

/** Keeps requests without an answer until their caller goes, or the service does: they never hold up its end. */
function silence(app: Service) {
  const unanswered = new Set<ServerResponse>();
  let closing = false;
  app.addHook("preClose", (done) => {
    closing = true;
    for (const response of unanswered) response.destroy();
    done();
  });

  return (reply: FastifyReply): void => {
    reply.hijack();
    if (closing) return void reply.raw.destroy();
    unanswered.add(reply.raw);
    reply.raw.once("close", () => unanswered.delete(reply.raw));
  };
}

function toBody({ id, orderId, status, ...money }: Charge): Static<typeof ChargeBody> {
  const { amount, refunded } = money;
  return { id, orderId, status, amount: toWire(amount), refunded: toWire(refunded) };
}

function toListed(charge: Charge): Static<typeof ListedCharge> {
  const events = charge.events.map(({ kind, amount, atMs, idempotencyKey }) => ({
    kind,
    amount: toWire(amount),
    at: new Date(atMs).toISOString(),
    idempotencyKey,
  }));
  return { ...toBody(charge), token: charge.token, events };
}
