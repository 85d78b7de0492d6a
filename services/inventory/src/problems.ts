import { type Problem, problem } from "@holdfast/problem";
import type { InventoryError, Shortage } from "./inventory-error.ts";

/** The only place where a refusal of inventory becomes HTTP. A new kind does not compile until it is mapped. */
export function toProblem(error: InventoryError): Problem {
  switch (error.kind) {
    case "item-not-found":
    case "location-not-found":
    case "product-not-found":
    case "reservation-not-found":
      return notFound(error);
    case "insufficient-stock":
      return problem({
        status: 409,
        code: error.kind,
        title: "Insufficient stock",
        detail: `${error.shortages.map(shortage).join("; ")}. Nothing was held. Ask for less, or try later.`,
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
    case "invalid-state":
    case "reservation-differs":
      return wrongState(error);
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

type NotFound = Extract<InventoryError, { readonly kind: `${string}-not-found` }>;

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

const shortage = ({ sku, requested, available }: Shortage): string =>
  `${sku}: ${requested} asked, ${available} available`;
