import type {
  InventoryOperations,
  PaymentOperations,
  PricingOperations,
} from "@holdfast/contracts";
import { toWire } from "@holdfast/money";
import type { CallError, Client, Outbound } from "@holdfast/outbound";
import type { Problem } from "@holdfast/problem";
import { fail, ok } from "@holdfast/result";
import type { Item } from "../checkout/checkout.ts";
import type { ChangeCalls, Charge } from "./change-steps.ts";

/** The callees over HTTP. Call them inside a request context whose operation is `order-change`. */
export function changeCalls(outbound: Outbound): ChangeCalls {
  const pricing = outbound.client<PricingOperations>("pricing");
  return {
    ...paymentCalls(outbound.client<PaymentOperations>("payment")),
    ...inventoryCalls(outbound.client<InventoryOperations>("inventory")),
    restorePromotions: async (orderId) => {
      const answer = await pricing.call("restorePromotions", { path: { orderId } });
      if (!answer.ok) throw notYet("restorePromotions", answer.error);
    },
  };
}

function paymentCalls(
  payment: Client<PaymentOperations>,
): Pick<ChangeCalls, "listCharges" | "refund"> {
  return {
    listCharges: async (orderId) => {
      const listed = await payment.call("listCharges", { query: { orderId } });
      if (!listed.ok) throw notYet("listCharges", listed.error);
      return listed.value.body.data.flatMap((charge): Charge[] => {
        const { id, status, amount, refunded } = charge;
        if (status !== "captured" && status !== "refunded") return [];
        const refundedMinor = status === "refunded" ? amount.amount : refunded.amount;
        return [{ id, capturedMinor: amount.amount, refundedMinor }];
      });
    },
    refund: async (key, { chargeId, amount }) => {
      const answer = await payment.call("refundCharge", {
        path: { id: chargeId },
        headers: { "idempotency-key": key },
        body: { amount: toWire(amount) },
      });
      if (answer.ok) return ok(null);
      if (!isRefusal(answer.error)) throw notYet("refundCharge", answer.error);
      return fail(asOurs(answer.error.problem));
    },
  };
}

function inventoryCalls(
  inventory: Client<InventoryOperations>,
): Pick<ChangeCalls, "findLocation" | "reduceReservation" | "cancelReservation"> {
  return {
    findLocation: async (code) => {
      const answer = await inventory.call("getLocation", { path: { code } });
      if (answer.ok) return ok(null);
      const { error } = answer;
      if (error.kind !== "problem" || error.status !== 404) throw notYet("getLocation", error);
      return fail(asOurs(error.problem));
    },
    reduceReservation: async (key, { reservationId, items, ...how }) => {
      const answer = await inventory.call("reduceReservation", {
        path: { id: reservationId },
        headers: { "idempotency-key": key },
        body: { items: items.map(({ sku, quantity }) => ({ sku, quantity })), ...how },
        routingKey: smallestSku(items),
      });
      if (!answer.ok) throw notYet("reduceReservation", answer.error);
    },
    cancelReservation: async (key, { reservationId, items }) => {
      const answer = await inventory.call("cancelReservation", {
        path: { id: reservationId },
        headers: { "idempotency-key": key },
        routingKey: smallestSku(items),
      });
      if (!answer.ok) throw notYet("cancelReservation", answer.error);
    },
  };
}

/** Brings all calls that lock a SKU to one process of the inventory, as the checkout does. */
const smallestSku = (items: readonly Item[]): string | undefined =>
  items.map(({ sku }) => sku).sort()[0];

/** Of us, or of this moment: it says nothing about the refund. */
const NOT_ABOUT_THE_REFUND: ReadonlySet<number> = new Set([401, 403, 408, 409, 429]);

type Refusal = Extract<CallError, { readonly kind: "problem" }>;

function isRefusal(error: CallError): error is Refusal {
  return error.kind === "problem" && error.status < 500 && !NOT_ABOUT_THE_REFUND.has(error.status);
}

/** A callee's problem without what belonged to its own request. */
function asOurs({ type, title, status, detail, code }: Problem): Problem {
  return { type, title, status, detail, code };
}

function notYet(operation: string, error: CallError): Error {
  const why = error.kind === "problem" ? `${error.status} ${error.problem.code}` : error.kind;
  return new Error(`${operation} did not succeed (${why}); it is tried again`);
}
