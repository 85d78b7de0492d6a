/** A payment provider in a page: charges, the moves that each state allows, and idempotency keys as Stripe has them. */
import type { CalledBy } from "./callees.ts";
import { type Answer, answered, refused } from "./network.ts";
import type { Random } from "./random.ts";
import type { Scheduler } from "./scheduler.ts";

type Status = "authorised" | "captured" | "voided" | "refunded";
type Wire = { readonly amount: number; readonly currency: string };
export type Charge = {
  readonly id: string;
  readonly orderId: string;
  readonly amount: Wire;
  readonly token: string;
  status: Status;
  captures: number;
  refunded: Wire;
};
export type Payment = {
  readonly handle: (request: CalledBy) => Answer;
  readonly chargesOf: (orderId: string) => readonly Charge[];
};

export const TOKENS = ["tok_ok", "tok_declined", "tok_flaky", "tok_capture_fails"] as const;

export function paymentOf({
  scheduler,
  random,
}: {
  readonly scheduler: Scheduler;
  readonly random: Random;
}): Payment {
  const charges: Charge[] = [];
  const settled = new Map<string, { readonly asked: string; readonly answer: Answer }>();
  const chargesOf = (orderId: string) => charges.filter((it) => it.orderId === orderId);
  const move = ({ operation, path, body }: CalledBy): Answer => {
    const charge = charges.find(({ id }) => id === path.id);
    if (charge === undefined) return refused(404, "charge-not-found");
    const refusal = apply(charge, { operation, body });
    const captures = chargesOf(charge.orderId).reduce((sum, it) => sum + it.captures, 0);
    if (captures > 1)
      scheduler.violate(`${charge.orderId} is captured once, not ${captures} times`);
    return refusal ?? answered({ ...charge });
  };
  const create = ({ body }: CalledBy): Answer => {
    const { orderId, amount, token } = body as Pick<Charge, "orderId" | "amount" | "token">;
    if (token === "tok_declined") {
      return refused(402, "payment-declined", { declineCode: "declined" });
    }
    const charge: Charge = {
      ...{ id: `charge-${charges.length + 1}`, orderId, amount, token },
      ...{ status: "authorised", captures: 0 },
      refunded: { amount: 0, currency: amount.currency },
    };
    charges.push(charge);
    return answered({ ...charge });
  };
  return {
    chargesOf,
    handle: (request) => {
      const { operation, query, key, path, body } = request;
      if (operation === "listCharges") {
        return answered({ data: chargesOf(String(query.orderId)).map((it) => ({ ...it })) });
      }
      const asked = JSON.stringify([operation, path, body]);
      const first = settled.get(key);
      if (first !== undefined) {
        return first.asked === asked ? first.answer : refused(422, "idempotency-key-reused");
      }
      const isFlaky = JSON.stringify(body ?? null).includes("tok_flaky") && random.chance(0.5);
      if (isFlaky) return refused(503, "provider-flaked"); // settles no key: the same may try again
      const answer = operation === "createCharge" ? create(request) : move(request);
      if (key !== "") settled.set(key, { asked, answer });
      return answer;
    },
  };
}

/** What keeps the move from being made; undefined once it is made, or was before. */
function apply(
  charge: Charge,
  { operation, body }: Pick<CalledBy, "operation" | "body">,
): Answer | undefined {
  const { status, token, amount } = charge;
  if (operation === "captureCharge") {
    if (status !== "authorised") return refused(409, "invalid-state");
    if (token === "tok_capture_fails") return refused(500, "capture-fails");
    charge.captures += 1;
    charge.status = "captured";
    return undefined;
  }
  if (operation === "voidCharge") {
    if (status === "voided") return undefined;
    if (status !== "authorised") return refused(409, "invalid-state");
    charge.status = "voided";
    return undefined;
  }
  if (operation !== "refundCharge") throw new Error(`the provider cannot ${operation}`);
  const { amount: part } = (body ?? {}) as { readonly amount?: Wire };
  if (status === "refunded" && part === undefined) return undefined;
  if (status !== "captured" && status !== "refunded") return refused(409, "invalid-state");
  const refundedMinor =
    charge.refunded.amount + (part?.amount ?? amount.amount - charge.refunded.amount);
  if (refundedMinor > amount.amount) return refused(422, "refund-exceeds-charge");
  charge.refunded = { ...charge.refunded, amount: refundedMinor };
  if (refundedMinor === amount.amount) charge.status = "refunded";
  return undefined;
}
