/** Mistakes that people make in systems like this one, each put over our own code. The simulation has to find them all. */
import { ok, type Result } from "../../packages/result/src/result.ts";
import type { runCheckout } from "../../services/orders/src/checkout/checkout.workflow.ts";
import { type Engine, insist, SagaStopped } from "../../services/orders/src/saga.ts";
import type { Callee, Send } from "./callees.ts";
import type { Inventory } from "./inventory.ts";
import { answered } from "./network.ts";
import type { Charge } from "./payment.ts";
import { OUR_PARTS, type Parts } from "./shop.ts";

type Checkout = typeof runCheckout;

export const PLANTED_BUGS = {
  "a consumer without an inbox": { ...OUR_PARTS, inboxOf: () => () => true },
  "an undo after success": { ...OUR_PARTS, checkout: undoAfterSuccess(OUR_PARTS.checkout) },
  "a retry without its idempotency key": { ...OUR_PARTS, sending: withNewKeys },
  "an undo that is registered after its step": {
    ...OUR_PARTS,
    checkout: withoutUndoOfFailedStep(OUR_PARTS.checkout),
  },
  "a cancel that leaves no tombstone for a late hold": {
    ...OUR_PARTS,
    inventory: withoutTombstones,
  },
  "a capture that timed out taken for a failure, unasked": {
    ...OUR_PARTS,
    sending: trustingOwnMemory,
  },
  "a refund made again without looking what was given back": {
    ...OUR_PARTS,
    sending: forgettingRefunds,
  },
} satisfies Readonly<Record<string, Parts>>;

/** A stop that comes while the confirmed order is written down takes back what was sold. */
function undoAfterSuccess(checkout: Checkout): Checkout {
  return async (engine, input, deps) => {
    let isStopped = false;
    const watched: Engine = {
      run: (name, work) =>
        engine.run(name, work).catch((error: unknown) => {
          if (name === "settle" && error instanceof SagaStopped) isStopped = true;
          throw error;
        }),
    };
    const outcome = await checkout(watched, input, deps);
    if (!isStopped || outcome.ending !== "confirmed") return outcome;
    await insist(engine, "undo authorise", async () => {
      await deps.calls.reverseCharges(`${input.order.id}:undo`, { orderId: input.order.id });
      return null;
    });
    return outcome;
  };
}

/** Every attempt of a call has a key of its own. */
function withNewKeys(send: Send): Send {
  let count = 0;
  return (call, request) => {
    count += 1;
    return send(call, { ...request, key: `${request.key}:${count}` });
  };
}

/** The step that fails is not among those that are undone: as if it had taken no effect. */
function withoutUndoOfFailedStep(checkout: Checkout): Checkout {
  return (engine, input, deps) => {
    let failed = "";
    const forgetful: Engine = {
      run: async <T>(name: string, work: () => Promise<T>): Promise<T> => {
        if (name === `undo ${failed}`) return ok(null) as T;
        try {
          const value = await engine.run(name, work);
          if (isRefusal(value) && !name.includes("undo")) failed = name;
          return value;
        } catch (error) {
          if (error instanceof SagaStopped) failed = name;
          throw error;
        }
      },
    };
    return checkout(forgetful, input, deps);
  };
}

const isRefusal = (value: unknown): boolean =>
  (value as Result<unknown, unknown> | null)?.ok === false;

/** Cancelling what is not there (yet) does nothing, which is what it looks like. */
function withoutTombstones(inventory: Inventory): Callee {
  return {
    handle: (request) => {
      const { reservations } = inventory.tables;
      const id = request.path.id ?? "";
      const isUnknown = !reservations.has(id);
      const answer = inventory.handle(request);
      if (isUnknown && request.operation === "cancelReservation") reservations.delete(id);
      return answer;
    },
  };
}

/** Believes what it heard last: no answer to a capture means that there was none, so a void must be all right. */
function trustingOwnMemory(send: Send): Send {
  const heard = new Map<string, { readonly id: string; readonly status: string }>();
  return async (call, request) => {
    const { operation, query } = request;
    if (operation === "listCharges") {
      const known = heard.get(String(query.orderId));
      return answered({ data: known === undefined ? [] : [known] });
    }
    const answer = await send(call, request);
    if (operation === "voidCharge") return answered(null);
    if (!answer.ok) return answer;
    if (operation === "createCharge" || operation === "captureCharge") {
      const charge = answer.value.body as { id: string; orderId: string; status: string };
      heard.set(charge.orderId, charge);
    }
    return answer;
  };
}

/** Neither the provider's book nor its keys tell that a refund was made before. */
function forgettingRefunds(send: Send): Send {
  let count = 0;
  return async (call, request) => {
    count += 1;
    const isRefund = request.operation === "refundCharge";
    const answer = await send(call, isRefund ? { ...request, key: `refund ${count}` } : request);
    if (request.operation !== "listCharges" || !answer.ok) return answer;
    const { data } = answer.value.body as { readonly data: readonly Charge[] };
    return answered({
      data: data.map((charge) => ({ ...charge, refunded: { ...charge.refunded, amount: 0 } })),
    });
  };
}
