import { toWire } from "@holdfast/money";
import { type Problem, problem } from "@holdfast/problem";
import type { ChangeRefusal } from "./order-changes.ts";

export type ChangeError = ChangeRefusal | { readonly kind: "forbidden" };

const KINDS: Readonly<Record<ChangeError["kind"], true>> = {
  "order-state": true,
  "change-in-flight": true,
  "item-not-in-order": true,
  "quantity-over-limit": true,
  "refund-currency": true,
  "amount-over-limit": true,
  forbidden: true,
};

export const isChangeError = (error: { readonly kind: string }): error is ChangeError =>
  Object.hasOwn(KINDS, error.kind);

/** Refusals of a change as HTTP. After each of them the order is as it was. */
export function changeProblem(error: ChangeError): Problem {
  switch (error.kind) {
    case "forbidden":
      return problem({
        status: 403,
        code: error.kind,
        title: "Forbidden",
        detail: "This operation needs a key with the scope admin.",
      });
    case "order-state":
      return problem({
        status: 409,
        code: "invalid-state",
        title: "Not in this state",
        detail: `Order ${error.id} is ${error.status}. Only a confirmed order can be changed.`,
      });
    case "change-in-flight":
      return problem({
        status: 409,
        code: error.kind,
        title: "Another change is running",
        detail: `Change ${error.changeId} of this order has not ended. Retry when it has.`,
        changeId: error.changeId,
      });
    case "item-not-in-order":
      return problem({
        status: 422,
        code: error.kind,
        title: "Item not in the order",
        detail: `The order has no ${error.over.map(({ sku }) => sku).join(", ")}. Nothing was changed.`,
        errors: error.over.map(({ path }) => ({ path, message: "must be an item of the order" })),
      });
    case "quantity-over-limit":
      return problem({
        status: 422,
        code: error.kind,
        title: "Quantity over the limit",
        detail: `${error.over.map(({ sku, requested, left }) => `${sku}: ${requested} asked, ${left} left`).join("; ")}. Nothing was changed.`,
        errors: error.over.map(({ path, left }) => ({ path, message: `must be at most ${left}` })),
      });
    case "refund-currency":
    case "amount-over-limit":
      return amountProblem(error);
    default:
      return error satisfies never;
  }
}

type AmountRefusal = Extract<
  ChangeRefusal,
  { readonly kind: "refund-currency" | "amount-over-limit" }
>;

function amountProblem(error: AmountRefusal): Problem {
  switch (error.kind) {
    case "refund-currency":
      return problem({
        status: 400,
        code: "validation-failed",
        title: "Validation failed",
        detail: `The order was paid in ${error.currency}.`,
        errors: [{ path: "/amount/currency", message: `must be ${error.currency}` }],
      });
    case "amount-over-limit":
      return problem({
        status: 422,
        code: error.kind,
        title: "Amount over the limit",
        detail: "More was asked for than was paid and is not refunded yet. Nothing was refunded.",
        errors: [{ path: "/amount/amount", message: `must be at most ${error.leftMinor}` }],
        left: toWire({ amountMinor: error.leftMinor, currency: error.currency }),
      });
    default:
      return error satisfies never;
  }
}
