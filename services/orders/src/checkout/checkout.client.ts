import type { InventoryOperations, PricingOperations } from "@holdfast/contracts";
import { fromWire } from "@holdfast/money";
import type { CallError, Client, Outbound } from "@holdfast/outbound";
import type { Problem } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { type PaymentPort, type PaymentRefusal, whyOf } from "../payment/payment-port.ts";
import { sandboxPayments } from "../payment/sandbox.client.ts";
import type { CheckoutCalls, CheckoutRefusal, Holding, Item, PricedBasket } from "./checkout.ts";
import { quoteTokens, redeemClaim } from "./quote-token.client.ts";

/** A hold lives through a checkout that a crash interrupts, and frees its goods by itself if nobody ever resumes. */
const HOLD_TTL_SECONDS = 900;

const NO_INVENTORY: CheckoutRefusal = { kind: "upstream-unavailable", upstream: "inventory" };
const NO_PRICING: CheckoutRefusal = { kind: "upstream-unavailable", upstream: "pricing" };

/** The callees over HTTP. Call them inside a request context whose operation is `checkout`. */
export function checkoutCalls(
  outbound: Outbound,
  nowMs: () => number,
  payment: PaymentPort = sandboxPayments(outbound),
): CheckoutCalls {
  const pricing = outbound.client<PricingOperations>("pricing");
  return {
    ...pricingCalls(pricing, nowMs),
    ...inventoryCalls(outbound.client<InventoryOperations>("inventory")),
    ...paymentCalls(payment),
  };
}

type QuoteBody = {
  items: Item[];
  currency: string;
  region: string;
  channel?: string;
  customerGroup?: string;
  customerId?: string;
  postcode?: string;
  taxId?: string;
  couponCodes?: string[];
};

function pricingCalls(
  pricing: Client<PricingOperations>,
  nowMs: () => number,
): Pick<CheckoutCalls, "openQuote" | "priceNow" | "redeem" | "restore"> {
  const readKeys = async () => {
    const answer = await pricing.call("getJwks");
    return answer.ok ? ok(answer.value.body.keys) : fail(refusalOf(answer.error, NO_PRICING));
  };
  return {
    ...redeemingCalls(pricing),
    openQuote: quoteTokens({ readKeys, nowMs }),
    priceNow: async (key, basket) => {
      const body = bodyOf(basket);
      const asked = { headers: { "idempotency-key": key }, body };
      const answer = await pricing.call("createQuote", asked);
      if (!answer.ok) return fail(refusalOf(answer.error, NO_PRICING));
      const { id: quoteId, lines, totals, token } = answer.value.body;
      const redeem = redeemClaim(token);
      const priced = { quoteId, lines, total: fromWire(totals.total) };
      return ok(redeem === undefined ? priced : { ...priced, redeem });
    },
  };
}

function bodyOf({ items, currency, region, couponCodes, ...buyer }: PricedBasket): QuoteBody {
  const { channel, customerGroup, customerId, postcode, taxId } = buyer;
  return {
    ...{ currency, region, items: [...items] },
    ...(channel === undefined ? {} : { channel }),
    ...(customerGroup === undefined ? {} : { customerGroup }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(postcode === undefined ? {} : { postcode }),
    ...(taxId === undefined ? {} : { taxId }),
    ...(couponCodes === undefined ? {} : { couponCodes: [...couponCodes] }),
  };
}

function redeemingCalls(
  pricing: Client<PricingOperations>,
): Pick<CheckoutCalls, "redeem" | "restore"> {
  return {
    redeem: async ({ promotions, customerId, ...order }) => {
      const answer = await pricing.call("redeemPromotions", {
        body: {
          ...order,
          promotions: [...promotions],
          ...(customerId === undefined ? {} : { customerId }),
        },
      });
      if (answer.ok) return ok("redeemed");
      const { error } = answer;
      const isExhausted = error.kind === "problem" && error.problem.code === "promotion-exhausted";
      return isExhausted ? ok("exhausted") : fail(refusalOf(error, NO_PRICING));
    },
    restore: async ({ orderId }) => {
      const answer = await pricing.call("restorePromotions", { path: { orderId } });
      if (!answer.ok) throw undoFailed("restorePromotions", answer.error);
    },
  };
}

function inventoryCalls(
  inventory: Client<InventoryOperations>,
): Pick<CheckoutCalls, "readReservation" | "hold" | "confirmHold" | "cancelHold"> {
  return {
    readReservation: async (id) => {
      const answer = await inventory.call("getReservation", { path: { id } });
      if (!answer.ok) return fail(refusalOf(answer.error, NO_INVENTORY));
      const { status, items } = answer.value.body;
      const goods = items.map(({ sku, quantity }) => ({ sku, quantity }));
      return ok({ status, items: goods, owed: owedOf(items) });
    },
    hold: async (key, { reservationId, items, ...by }) => {
      const answer = await inventory.call("holdStock", {
        path: { id: reservationId },
        headers: { "idempotency-key": key },
        body: { items: [...items], ttlSeconds: HOLD_TTL_SECONDS, ...by },
        routingKey: smallestSku(items),
      });
      if (answer.ok) return ok({ kind: "held", owed: owedOf(answer.value.body.items) });
      return heldOtherwise(refusalOf(answer.error, NO_INVENTORY));
    },
    confirmHold: async (key, { reservationId, items }) => {
      const answer = await inventory.call("confirmReservation", {
        path: { id: reservationId },
        headers: { "idempotency-key": key },
        routingKey: smallestSku(items),
      });
      return answer.ok ? ok(null) : fail(refusalOf(answer.error, NO_INVENTORY));
    },
    cancelHold: async (key, { reservationId, items }) => {
      const answer = await inventory.call("cancelReservation", {
        path: { id: reservationId },
        headers: { "idempotency-key": key },
        routingKey: smallestSku(items),
      });
      if (!answer.ok) throw undoFailed("cancelReservation", answer.error);
    },
  };
}

function owedOf(
  items: readonly { readonly sku: string; readonly backordered?: number }[],
): readonly Item[] {
  return items.flatMap(({ sku, backordered }) =>
    backordered === undefined ? [] : [{ sku, quantity: backordered }],
  );
}

const Shortages = Type.Array(
  Type.Object({ sku: Type.String(), available: Type.Integer({ minimum: 0 }) }),
);

/** The refusals of a hold that the saga may answer with another one. */
function heldOtherwise(refusal: CheckoutRefusal): Result<Holding, CheckoutRefusal> {
  if (refusal.kind !== "callee-refused") return fail(refusal);
  const { problem } = refusal;
  if (problem.code === "reservation-differs") return ok({ kind: "differs", problem });
  const { shortages } = problem;
  if (problem.code !== "insufficient-stock" || !Value.Check(Shortages, shortages)) {
    return fail(refusal);
  }
  const available = shortages.map(({ sku, available: quantity }) => ({ sku, quantity }));
  return ok({ kind: "short", available, problem });
}

/**
 * Brings all calls that lock a SKU to one process of the inventory, where it runs as several: it decides them together.
 * By code units, as the gateway does for holds.
 */
function smallestSku(items: readonly Item[]): string | undefined {
  return items.map(({ sku }) => sku).sort()[0];
}

function paymentCalls(
  payment: PaymentPort,
): Pick<CheckoutCalls, "authorise" | "capture" | "isCaptured" | "reverseCharges"> {
  return {
    authorise: async (key, charge) => orRefused(await payment.authorise(key, charge)),
    capture: async (key, { chargeId }) => orRefused(await payment.capture(key, chargeId)),
    isCaptured: async ({ orderId, chargeId }) => {
      const listed = await payment.chargesOf(orderId);
      if (!listed.ok) return orRefused(listed);
      return ok(listed.value.find(({ id }) => id === chargeId)?.status === "captured");
    },
    reverseCharges: async (key, { orderId }) => {
      const listed = await payment.chargesOf(orderId);
      if (!listed.ok) throw reversalFailed("chargesOf", listed.error);
      for (const { id: chargeId, status } of listed.value) {
        // A charge may be captured after its void was tried: providers refuse one key for two different moves.
        if (status === "authorised") {
          const voided = await payment.void(`${key}:${chargeId}:void`, chargeId);
          if (!voided.ok) throw reversalFailed("void", voided.error);
        } else if (status === "captured") {
          const refunded = await payment.refund(`${key}:${chargeId}:refund`, { chargeId });
          if (!refunded.ok) throw reversalFailed("refund", refunded.error);
        }
      }
    },
  };
}

function orRefused<T>(reply: Result<T, PaymentRefusal>): Result<T, CheckoutRefusal> {
  if (reply.ok) return reply;
  const { error } = reply;
  if (error.kind === "unavailable") {
    if (error.stillRunning) throw stillRunning();
    return fail({ kind: "payment-unavailable" });
  }
  return fail({ kind: "callee-refused", problem: error.problem });
}

function reversalFailed(operation: string, refusal: PaymentRefusal): Error {
  return new Error(`${operation} did not succeed (${whyOf(refusal)}); it is tried again`);
}

/** Statuses that say nothing about the order: the callee is overloaded, or we are not who we should be. */
const NOT_ABOUT_THE_ORDER: ReadonlySet<number> = new Set([401, 403, 408, 429]);
/** The first attempt of the same call is still running at the callee. */
const STILL_RUNNING = "idempotency-key-in-flight";

/** What the customer is told: the callee's own refusal, or that it was not there. */
function refusalOf(error: CallError, unavailable: CheckoutRefusal): CheckoutRefusal {
  if (error.kind !== "problem" || error.status >= 500) return unavailable;
  if (error.problem.code === STILL_RUNNING) throw stillRunning();
  if (NOT_ABOUT_THE_ORDER.has(error.status)) return unavailable;
  return { kind: "callee-refused", problem: asOurs(error.problem) };
}

/**
 * The step runs a second time while the callee is at its first: the engine, or the connection to it, died meanwhile. What
 * comes of it is decided there, so the engine asks again until it is.
 */
function stillRunning(): Error {
  return new Error("the callee is still at the first attempt of this call; it is asked again");
}

/** A callee's problem without what belonged to its own request. */
function asOurs({ instance: _instance, traceId: _traceId, ...rest }: Problem): Problem {
  return rest as Problem;
}

function undoFailed(operation: string, error: CallError): Error {
  const why = error.kind === "problem" ? `${error.status} ${error.problem.code}` : error.kind;
  return new Error(`${operation} did not succeed (${why}); it is tried again`);
}
