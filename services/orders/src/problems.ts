import { toWire } from "@holdfast/money";
import { type Problem, problem } from "@holdfast/problem";
import type { CheckoutRefusal } from "./checkout/checkout.ts";
import { type ChangeError, changeProblem, isChangeError } from "./order-changes/change-problems.ts";
import {
  type PaymentEventError,
  paymentEventProblem,
} from "./payment-events/payment-event-problems.ts";
import { type ReportError, reportProblem } from "./reports/report-problems.ts";
import type { WebhookError } from "./webhook.ts";
import { webhookProblem } from "./webhooks/webhook-problems.ts";

/** Every way in which the service itself says no. */
export type OrdersError =
  | CheckoutRefusal
  | WebhookError
  | ChangeError
  | ReportError
  | PaymentEventError
  | { readonly kind: "basket-ambiguous" }
  | { readonly kind: "coupons-in-quote" }
  | { readonly kind: "currency-unknown"; readonly currency: string; readonly path: string }
  | { readonly kind: "upload-cut" }
  | { readonly kind: "upload-given-up" }
  | { readonly kind: "reservation-taken"; readonly id: string }
  | { readonly kind: "order-not-found"; readonly id: string }
  | { readonly kind: "import-not-found"; readonly id: string }
  | { readonly kind: "import-format-unknown"; readonly reason: string };

/** The only place where a refusal of the service becomes HTTP. A new kind does not compile until it is mapped. */
export function toProblem(error: OrdersError): Problem {
  if (isChangeError(error)) return changeProblem(error);
  switch (error.kind) {
    case "basket-ambiguous":
    case "coupons-in-quote":
    case "currency-unknown":
    case "import-format-unknown":
    case "upload-cut":
    case "upload-given-up":
      return badRequest(error);
    case "order-not-found":
    case "import-not-found":
      return notFound(error);
    case "report-period-invalid":
    case "report-period-reversed":
    case "report-period-too-long":
    case "report-not-found":
    case "report-not-ready":
    case "report-expired":
      return reportProblem(error);
    case "payment-provider-unknown":
    case "webhook-signature-invalid":
      return paymentEventProblem(error);
    case "callee-refused":
      return error.problem;
    case "price-changed":
    case "quote-invalid":
      return quoteProblem(error);
    case "reservation-taken":
    case "reservation-not-held":
    case "reservation-mismatch":
      return reservationProblem(error);
    case "payment-unavailable":
    case "upstream-unavailable":
    case "checkout-stopped":
    case "order-cancelled":
      return unfinished(error);
    default:
      return webhookProblem(error);
  }
}

type Of<Kind extends OrdersError["kind"]> = Extract<OrdersError, { readonly kind: Kind }>;

/** Fields of an order that do not go together. */
function basketProblem({ kind }: Of<"basket-ambiguous" | "coupons-in-quote">): Problem {
  if (kind === "coupons-in-quote") {
    return problem({
      status: 400,
      code: "validation-failed",
      title: "Validation failed",
      detail: "A quoteToken has its coupons in it. Send couponCodes with the quote.",
      errors: [{ path: "/couponCodes", message: "must be sent with items only" }],
    });
  }
  return problem({
    status: 400,
    code: "validation-failed",
    title: "Validation failed",
    detail: "An order has either items or a quoteToken. Send exactly one of them.",
    errors: ["/items", "/quoteToken"].map((path) => ({
      path,
      message: "must be sent if the other one is not, and only then",
    })),
  });
}

function badRequest(
  error: Of<
    | "basket-ambiguous"
    | "coupons-in-quote"
    | "currency-unknown"
    | "import-format-unknown"
    | "upload-cut"
    | "upload-given-up"
  >,
): Problem {
  switch (error.kind) {
    case "basket-ambiguous":
    case "coupons-in-quote":
      return basketProblem(error);
    case "currency-unknown":
      return problem({
        status: 400,
        code: "validation-failed",
        title: "Validation failed",
        detail: `${error.currency} is not an active ISO 4217 currency.`,
        errors: [{ path: error.path, message: "must be an active ISO 4217 currency" }],
      });
    case "import-format-unknown":
      return problem({
        status: 422,
        code: error.kind,
        title: "Import format unknown",
        detail: `${error.reason} Send a Shopify product export, or CSV with the columns sku and name. Nothing was imported.`,
      });
    case "upload-cut":
      return problem({
        status: 400,
        code: "malformed-request",
        title: "Upload cut off",
        detail: "The upload ended before it was whole. Nothing was imported. Send it again.",
      });
    case "upload-given-up":
      return problem({
        status: 400,
        code: "malformed-request",
        title: "Upload given up",
        detail:
          "The upload took longer than 10 minutes. Nothing was imported. Send it again, or in smaller files.",
      });
    default:
      return error satisfies never;
  }
}

function notFound({ kind, id }: Of<"order-not-found" | "import-not-found">): Problem {
  const what = kind === "order-not-found" ? "order" : "import";
  return problem({
    status: 404,
    code: kind,
    title: `No such ${what}`,
    detail: `No ${what} of yours has the id ${id}.`,
  });
}

function quoteProblem(error: Of<"price-changed" | "quote-invalid">): Problem {
  if (error.kind === "price-changed") {
    return problem({
      status: 409,
      code: error.kind,
      title: "Price changed",
      detail:
        "The quote has expired, or a promotion in it was used up since. Nothing was ordered. Show the new total, then order with a new quote.",
      newTotal: toWire(error.newTotal),
    });
  }
  return problem({
    status: 422,
    code: error.kind,
    title: "Quote invalid",
    detail: `The quote token cannot be used: ${error.reason}. Ask for a new quote.`,
    errors: [{ path: "/quoteToken", message: error.reason }],
  });
}

function reservationProblem(
  error: Of<"reservation-taken" | "reservation-not-held" | "reservation-mismatch">,
): Problem {
  switch (error.kind) {
    case "reservation-taken":
      return problem({
        status: 409,
        code: "invalid-state",
        title: "Not in this state",
        detail: `Another order of yours has taken reservation ${error.id}. Read that order instead.`,
      });
    case "reservation-not-held":
      return problem({
        status: 409,
        code: "invalid-state",
        title: "Not in this state",
        detail: `Reservation ${error.id} is ${error.status}. Make a new one, or order without.`,
      });
    case "reservation-mismatch":
      return problem({
        status: 422,
        code: error.kind,
        title: "Reservation mismatch",
        detail: `Reservation ${error.id} holds other goods than were ordered. It is still held.`,
        errors: [{ path: "/reservationId", message: "holds other goods than were ordered" }],
      });
    default:
      return error satisfies never;
  }
}

/**
 * What the order held, authorised or captured is undone before any of these is told. A reservation that the customer
 * brought is still theirs when the order failed before it took it over.
 */
function unfinished(
  error: Of<
    "payment-unavailable" | "upstream-unavailable" | "checkout-stopped" | "order-cancelled"
  >,
): Problem {
  switch (error.kind) {
    case "payment-unavailable":
      return problem({
        status: 503,
        code: error.kind,
        title: "Payment unavailable",
        detail:
          "The payment provider did not answer in time. Nothing was charged or kept. Order again with a new key.",
      });
    case "upstream-unavailable":
      return problem({
        status: 503,
        code: error.kind,
        title: "Temporarily unavailable",
        detail: `The ${error.upstream} service did not answer in time. Nothing was charged, and what the order held is given back. Order again with a new key.`,
      });
    case "checkout-stopped":
      return problem({
        status: 409,
        code: error.kind,
        title: "Checkout stopped",
        detail:
          "An operator stopped this checkout. Nothing was charged, and what the order held is given back.",
      });
    case "order-cancelled":
      return problem({
        status: 409,
        code: error.kind,
        title: "Order cancelled",
        detail:
          "The order was cancelled before it was confirmed. Nothing was charged, and what the order held is given back.",
      });
    default:
      return error satisfies never;
  }
}
