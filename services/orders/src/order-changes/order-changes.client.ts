import type { InventoryOperations, PricingOperations } from "@holdfast/contracts";
import type { CallError, Client, Outbound } from "@holdfast/outbound";
import type { Problem } from "@holdfast/problem";
import { fail, ok } from "@holdfast/result";
import type { Item } from "../checkout/checkout.ts";
import { type PaymentPort, type PaymentRefusal, whyOf } from "../payment/payment-port.ts";
import { sandboxPayments } from "../payment/sandbox.client.ts";
import type { ChangeCalls, Charge } from "./change-steps.ts";

/** The callees over HTTP. Call them inside a request context whose operation is `order-change`. */
export function changeCalls(
  outbound: Outbound,
  payment: PaymentPort = sandboxPayments(outbound),
): ChangeCalls {
  const pricing = outbound.client<PricingOperations>("pricing");
  return {
    ...paymentCalls(payment),
    ...inventoryCalls(outbound.client<InventoryOperations>("inventory")),
    restorePromotions: async (orderId) => {
      const answer = await pricing.call("restorePromotions", { path: { orderId } });
      if (!answer.ok) throw notYet("restorePromotions", answer.error);
    },
  };
}

function paymentCalls(payment: PaymentPort): Pick<ChangeCalls, "listCharges" | "refund"> {
  return {
    listCharges: async (orderId) => {
      const listed = await payment.chargesOf(orderId);
      if (!listed.ok) throw paymentNotYet("chargesOf", listed.error);
      return listed.value.flatMap(({ id, status, amount, refunded }): Charge[] => {
        if (status !== "captured" && status !== "refunded") return [];
        return [{ id, capturedMinor: amount.amountMinor, refundedMinor: refunded.amountMinor }];
      });
    },
    refund: async (key, refund) => {
      const answer = await payment.refund(key, refund);
      if (answer.ok) return ok(null);
      if (answer.error.kind === "unavailable") throw paymentNotYet("refund", answer.error);
      return fail(asOurs(answer.error.problem));
    },
  };
}

function paymentNotYet(operation: string, refusal: PaymentRefusal): Error {
  return new Error(`${operation} did not succeed (${whyOf(refusal)}); it is tried again`);
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

/** A callee's problem without what belonged to its own request. */
function asOurs({ type, title, status, detail, code }: Problem): Problem {
  return { type, title, status, detail, code };
}

function notYet(operation: string, error: CallError): Error {
  const why = error.kind === "problem" ? `${error.status} ${error.problem.code}` : error.kind;
  return new Error(`${operation} did not succeed (${why}); it is tried again`);
}
