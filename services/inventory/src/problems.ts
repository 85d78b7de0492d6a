import { sendProblem } from "@holdfast/http-service/errors";
import { idempotencyProblem } from "@holdfast/idempotency";
import { type FieldError, type Problem, problem } from "@holdfast/problem";
import { belowReserved } from "./import-items/import-items.ts";
import type { InventoryError, OverQuota, Shortage } from "./inventory-error.ts";

type ReplyLike = Parameters<typeof sendProblem>[0] & {
  header(name: string, value: string): unknown;
};

/** How long a client does well to wait before it asks again what could not be done now. */
const RETRY_AFTER_SECONDS = 1;

/** Answers a refusal as its problem. */
export function sendRefusal<Reply extends ReplyLike>(reply: Reply, error: InventoryError): Reply {
  const answer = toProblem(error);
  if (answer.status === 503) reply.header("retry-after", String(RETRY_AFTER_SECONDS));
  return sendProblem(reply, answer);
}

/** The only place where a refusal of inventory becomes HTTP. A new kind does not compile until it is mapped. */
export function toProblem(error: InventoryError): Problem {
  switch (error.kind) {
    case "item-not-found":
    case "item-discontinued":
    case "location-not-found":
    case "product-not-found":
    case "reservation-not-found":
      return notFound(error);
    case "insufficient-stock":
    case "quantity-over-limit":
    case "quota-exceeded":
    case "stock-below-reserved":
      return tooMuch(error);
    case "invalid-state":
    case "reservation-differs":
      return wrongState(error);
    case "extension-over-limit":
      return extensionOverLimit(error.limitSeconds);
    case "fields-invalid":
      return fieldsInvalid(error.errors);
    case "idempotency-key-reused":
      return idempotencyProblem(error);
    case "overloaded":
    case "stock-unavailable":
    case "outcome-unknown":
    case "deadline-exceeded":
      return notNow(error.kind);
    case "precondition-failed":
      return problem({
        status: 412,
        code: error.kind,
        title: "Precondition failed",
        detail:
          "The resource is not in the state that If-Match or If-None-Match asks for. Read it again, then decide.",
      });
    default:
      return error satisfies never;
  }
}

type TooMuch = Extract<
  InventoryError,
  {
    readonly kind:
      | "insufficient-stock"
      | "quantity-over-limit"
      | "quota-exceeded"
      | "stock-below-reserved";
  }
>;

function tooMuch(error: TooMuch): Problem {
  switch (error.kind) {
    case "insufficient-stock":
      return problem({
        status: 409,
        code: error.kind,
        title: "Insufficient stock",
        detail: `${error.shortages.map(shortage).join("; ")}. Nothing was changed. Ask for less, or try later.`,
        shortages: error.shortages,
      });
    case "quantity-over-limit":
      return problem({
        status: 422,
        code: error.kind,
        title: "Quantity over the limit",
        detail: `${error.over.map(({ sku, requested, limit }) => `${sku}: ${requested} asked, ${limit} allowed`).join("; ")}.`,
        errors: error.over.map(({ path, limit }) => ({
          path,
          message: `must be at most ${limit}`,
        })),
      });
    case "quota-exceeded":
      return quotaExceeded(error.over);
    case "stock-below-reserved":
      return problem({
        status: 409,
        code: error.kind,
        title: "Stock below what is reserved",
        detail: `${belowReserved(error)}. Release reservations first, or count again.`,
      });
    default:
      return error satisfies never;
  }
}

function quotaExceeded(over: readonly OverQuota[]): Problem {
  return problem({
    status: 409,
    code: "quota-exceeded",
    title: "Quota exceeded",
    detail: `${over.map(quota).join("; ")}. Nothing was changed. Ask for less.`,
    errors: over.map(({ path, limit, already }) => ({
      path,
      message: `must be at most ${Math.max(0, limit - already)}`,
    })),
    quotas: over.map(({ path: _path, ...rest }) => rest),
  });
}

function fieldsInvalid(errors: readonly FieldError[]): Problem {
  return problem({
    status: 400,
    code: "validation-failed",
    title: "Validation failed",
    detail: `${errors.map(({ path, message }) => `${path} ${message}`).join("; ")}.`,
    errors,
  });
}

function extensionOverLimit(limitSeconds: number): Problem {
  return problem({
    status: 422,
    code: "extension-over-limit",
    title: "Held for too long",
    detail: `A hold lasts two hours at most from its beginning: this one can be extended by ${limitSeconds} s from now.`,
    errors: [{ path: "/ttlSeconds", message: `must be at most ${limitSeconds}` }],
  });
}

type WrongState = Extract<
  InventoryError,
  { readonly kind: "invalid-state" | "reservation-differs" }
>;

function wrongState(error: WrongState): Problem {
  const detail =
    error.kind === "invalid-state"
      ? `Reservation ${error.id} is ${error.status}; this is not possible any more.`
      : `Reservation ${error.id} exists with other items or another time to live. Use a new id.`;
  return problem({ status: 409, code: "invalid-state", title: "Not in this state", detail });
}

function notNow(
  kind: "overloaded" | "stock-unavailable" | "outcome-unknown" | "deadline-exceeded",
): Problem {
  switch (kind) {
    case "overloaded":
      return problem({
        status: 503,
        code: kind,
        title: "Overloaded",
        detail: "More is asked than can be worked off. Nothing was done. Try again shortly.",
      });
    case "stock-unavailable":
      return problem({
        status: 503,
        code: "not-ready",
        title: "Not ready",
        detail: "The stock database does not answer. Nothing was done. Try again shortly.",
      });
    case "outcome-unknown":
      return problem({
        status: 503,
        code: kind,
        title: "Outcome unknown",
        detail:
          "The stock database went away while this was being written, so it may have been done. Repeat the request with the same Idempotency-Key or id: it is done once.",
      });
    case "deadline-exceeded":
      return problem({
        status: 504,
        code: kind,
        title: "Deadline exceeded",
        detail: "The time of the request was over before its turn came. Nothing was done.",
      });
    default:
      return kind satisfies never;
  }
}

type NamedItem = Extract<InventoryError, { readonly kind: "item-discontinued" }>["item"];
type NotFound = Extract<
  InventoryError,
  { readonly kind: `${string}-not-found` | "item-discontinued" }
>;

function notFound(error: NotFound): Problem {
  switch (error.kind) {
    case "item-not-found":
      return problem({
        status: 404,
        code: error.kind,
        title: "No such item",
        detail: `There is no item ${error.items.map(({ value }) => value).join(", ")}.`,
        errors: error.items.map(({ path }) => ({ path, message: "is not a known item" })),
      });
    case "item-discontinued":
      return discontinued(error.item, error.discontinuedAt);
    case "location-not-found":
      return problem({
        status: 404,
        code: error.kind,
        title: "No such location",
        detail: `There is no location ${error.location.value}.`,
        errors: [{ path: error.location.path, message: "is not a known location" }],
      });
    case "product-not-found":
      return problem({
        status: 404,
        code: error.kind,
        title: "No such product",
        detail: `There is no product ${error.sku}.`,
      });
    case "reservation-not-found":
      return problem({
        status: 404,
        code: error.kind,
        title: "No such reservation",
        detail: `There is no reservation ${error.id}.`,
      });
    default:
      return error satisfies never;
  }
}

function discontinued({ path, value }: NamedItem, at: string): Problem {
  return problem({
    status: 404,
    code: "item-not-found",
    title: "Discontinued",
    detail: `${value} was discontinued at ${at}. Write it with PUT to bring it back.`,
    errors: [{ path, message: "is discontinued" }],
  });
}

const shortage = ({ sku, requested, available }: Shortage): string =>
  `${sku}: ${requested} asked, ${available} available`;

const quota = ({ sku, requested, limit, per, already }: OverQuota): string =>
  per === "order"
    ? `${sku}: ${requested} asked, ${limit} allowed an order`
    : `${sku}: ${requested} asked, ${limit} allowed a buyer, who has ${already}`;
