import { etagOf } from "@holdfast/http-service/precondition";
import { type FieldError, type Problem, problem } from "@holdfast/problem";
import type { PricingError } from "./pricing-error.ts";
import type { QuoteError } from "./quote-basket/quote-basket.ts";

/** The only place where a refusal of the service becomes HTTP. A new kind does not compile until it is mapped. */
export function toProblem(error: PricingError): Problem {
  switch (error.kind) {
    case "prices-missing":
    case "tax-rate-missing":
    case "amount-too-large":
      return unpriceable(error);
    case "fields-invalid":
    case "price-invalid":
    case "promotion-invalid":
    case "dynamic-rule-invalid":
    case "price-limits-invalid":
    case "unknown-currency":
    case "unknown-region":
    case "unknown-customer-group":
    case "fx-rate-missing":
    case "fx-rate-stale":
      return unusable(error);
    case "precondition-failed":
      return preconditionFailed(error.version);
    case "price-not-found":
    case "group-not-found":
    case "dynamic-rule-not-found":
    case "price-limits-not-found":
    case "promotion-not-found":
    case "coupon-not-found":
    case "tax-rule-not-found":
    case "fx-rates-not-found":
    case "currency-not-found":
    case "quote-not-found":
      return notFound(error);
    case "coupon-taken":
    case "promotion-state":
    case "promotion-exhausted":
    case "redemption-differs":
    case "redemption-restored":
      return promotionConflict(error);
    case "quote-expired":
    case "quote-not-replayable":
      return quotePast(error);
    default:
      return error satisfies never;
  }
}

function quotePast(
  error: Extract<PricingError, { kind: "quote-expired" | "quote-not-replayable" }>,
): Problem {
  if (error.kind === "quote-expired") {
    const detail = `It held until ${new Date(error.expiresAtMs).toISOString()}. Ask for a new one.`;
    return problem({ status: 410, code: error.kind, title: "Quote expired", detail });
  }
  const detail = `Quote ${error.id} is of before all that a quote follows from was recorded.`;
  return problem({ status: 409, code: "invalid-state", title: "Not in this state", detail });
}

function preconditionFailed(version: number | undefined): Problem {
  const detail =
    version === undefined
      ? "There is nothing here yet. Leave If-Match out to create it."
      : `The current version is ${etagOf(version)}. Read it, then change that.`;
  return problem({
    status: 412,
    code: "precondition-failed",
    title: "Precondition failed",
    detail,
  });
}

const UNUSABLE = {
  "price-invalid": "Invalid price",
  "promotion-invalid": "Invalid promotion",
  "dynamic-rule-invalid": "Invalid rule of dynamic prices",
  "price-limits-invalid": "Invalid limits of dynamic prices",
  "unknown-currency": "Unknown currency",
  "unknown-region": "Unknown region",
  "unknown-customer-group": "Unknown customer group",
  "fx-rate-missing": "No exchange rate",
  "fx-rate-stale": "Exchange rates too old",
} as const;

type Unusable = Extract<PricingError, { readonly errors: readonly FieldError[] }>;

/** Well-formed requests that nothing can be done with (422), and fields that are not (400). */
function unusable({ kind, errors }: Unusable): Problem {
  const detail = `First refused: ${errors[0]?.path}: ${errors[0]?.message}.`;
  switch (kind) {
    case "fields-invalid": {
      const title = "Validation failed";
      return problem({ status: 400, code: "validation-failed", title, detail, errors });
    }
    case "price-invalid":
    case "promotion-invalid":
    case "dynamic-rule-invalid":
    case "price-limits-invalid":
    case "unknown-currency":
    case "unknown-region":
    case "unknown-customer-group":
    case "fx-rate-missing":
    case "fx-rate-stale":
      return problem({ status: 422, code: kind, title: UNUSABLE[kind], detail, errors });
    default:
      return kind satisfies never;
  }
}

type NotFound = Extract<PricingError, { kind: `${string}-not-found` }>;

function notFound(error: NotFound): Problem {
  const status = 404;
  switch (error.kind) {
    case "price-not-found": {
      const detail = `No price of ${error.sku} applies. Set one with PUT /v1/admin/prices/${error.sku}.`;
      return problem({ status, code: error.kind, title: "No price", detail });
    }
    case "dynamic-rule-not-found": {
      const detail = `No rule of dynamic prices is called ${error.key}.`;
      return problem({ status, code: error.kind, title: "No such rule", detail });
    }
    case "price-limits-not-found": {
      const detail = `Nothing limits how rules may move the prices of ${error.sku}.`;
      return problem({ status, code: error.kind, title: "No limits", detail });
    }
    case "promotion-not-found": {
      const detail = `No promotion has the id ${error.id}.`;
      return problem({ status, code: error.kind, title: "No such promotion", detail });
    }
    case "coupon-not-found": {
      const detail = `The promotion has no coupon ${error.code}.`;
      return problem({ status, code: error.kind, title: "No such coupon", detail });
    }
    case "group-not-found": {
      const detail = `Nothing is said of the customer group ${error.code}.`;
      return problem({
        status,
        code: "customer-group-not-found",
        title: "No such customer group",
        detail,
      });
    }
    case "tax-rule-not-found": {
      const detail = `${error.region} has no tax rates. Set them with PUT /v1/admin/tax-rates/${error.region}.`;
      return problem({ status, code: "tax-rate-not-found", title: "No tax rates", detail });
    }
    case "fx-rates-not-found": {
      const detail = "There are no exchange rates. Set them with PUT /v1/admin/fx-rates.";
      return problem({ status, code: "fx-rate-not-found", title: "No exchange rates", detail });
    }
    case "currency-not-found": {
      const detail = `${error.currency} is rounded as its minor unit says. Set more with PUT /v1/admin/currencies/${error.currency}.`;
      return problem({ status, code: error.kind, title: "Nothing said of the currency", detail });
    }
    case "quote-not-found": {
      const detail = `No quote of yours has the id ${error.id}.`;
      return problem({ status, code: error.kind, title: "No such quote", detail });
    }
    default:
      return error satisfies never;
  }
}

type Conflict = Extract<
  PricingError,
  { kind: "coupon-taken" | "promotion-state" | "promotion-exhausted" | `redemption-${string}` }
>;

/** What does not fit how promotions stand (409). */
function promotionConflict(error: Conflict): Problem {
  const status = 409;
  const title = "Not in this state";
  switch (error.kind) {
    case "coupon-taken": {
      const detail = `${error.code} is a coupon of another promotion. Choose another code.`;
      const errors = [{ path: "/couponCode", message: "is a coupon of another promotion" }];
      return problem({ status, code: error.kind, title: "Coupon taken", detail, errors });
    }
    case "promotion-state":
      return problem({ status, code: "invalid-state", title, detail: error.why });
    case "promotion-exhausted": {
      const { promotions } = error;
      const detail = `Nothing was taken: ${promotions.map(({ promotionId, reason }) => `${promotionId} (${reason})`).join(", ")}. Quote again without.`;
      return problem({ status, code: error.kind, title: "Promotion used up", detail, promotions });
    }
    case "redemption-differs":
      return problem({
        status,
        code: "invalid-state",
        title,
        detail: `Order ${error.orderId} has redeemed other promotions. Nothing was taken.`,
      });
    case "redemption-restored":
      return problem({
        status,
        code: "invalid-state",
        title,
        detail: `What order ${error.orderId} redeemed was given back. Redeem for a new order.`,
      });
    default:
      return error satisfies never;
  }
}

/** Well-formed requests that no amount can be given for (422). */
function unpriceable(error: Exclude<QuoteError, { kind: `fx-${string}` }>): Problem {
  switch (error.kind) {
    case "prices-missing":
      return problem({
        status: 422,
        code: "price-not-found",
        title: "No price",
        detail: `No price in ${error.currency} applies to: ${error.items.map(({ sku }) => sku).join(", ")}.`,
        errors: error.items.map(({ index, sku }) => ({
          path: `/items/${index}/sku`,
          message: `${sku} has no price in ${error.currency} for this customer, region, quantity and time`,
        })),
      });
    case "tax-rate-missing":
      return problem({
        status: 422,
        code: error.kind,
        title: "No tax rate",
        detail: `No ${error.category} tax rate is in force in ${error.region}.`,
        errors: [{ path: "/region", message: `has no ${error.category} tax rate in force` }],
      });
    case "amount-too-large":
      return problem({
        status: 422,
        code: error.kind,
        title: "Amount too large",
        detail: "The amount is above what can be computed exactly (2^53 − 1 minor units).",
        errors: [{ path: error.path, message: "makes an amount above 2^53 − 1 minor units" }],
      });
    default:
      return error satisfies never;
  }
}
