import type { Money } from "@holdfast/money";
import type { Problem } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import type { Item } from "../checkout/checkout.ts";
import { changeProblem } from "./change-problems.ts";
import type { ChangeableOrder, ChangedUnits, ChangeKind } from "./order-changes.ts";
import { refundTargets, wholeOf } from "./order-changes.ts";

/** Money that was captured for an order. */
export type Charge = {
  readonly id: string;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
};

/**
 * The callees, as a change needs them. They throw when there is no answer, or one that says nothing about what was asked:
 * the step is tried again. `key` makes a repeat the same call.
 */
export type ChangeCalls = {
  /** What was captured, refunded or not. */
  readonly listCharges: (orderId: string) => Promise<readonly Charge[]>;
  /** A refusal of the provider is a value. */
  readonly refund: (
    key: string,
    refund: { readonly chargeId: string; readonly amount: Money },
  ) => Promise<Result<null, Problem>>;
  /** Its refusal: there is no such location. */
  readonly findLocation: (code: string) => Promise<Result<null, Problem>>;
  readonly reduceReservation: (
    key: string,
    reduction: {
      readonly reservationId: string;
      readonly because: "cancelled" | "returned";
      readonly items: readonly Item[];
      readonly restock: boolean;
      readonly location?: string;
    },
  ) => Promise<void>;
  readonly cancelReservation: (
    key: string,
    reservation: { readonly reservationId: string; readonly items: readonly Item[] },
  ) => Promise<void>;
  readonly restorePromotions: (orderId: string) => Promise<void>;
};

/** A change as its workflow begins it. */
export type Change = {
  readonly id: string;
  readonly number: number;
  readonly kind: ChangeKind;
  readonly items: readonly ChangedUnits[];
  readonly amountMinor?: number;
  readonly restock: boolean;
  readonly location?: string;
};
export type OrderNow = ChangeableOrder & { readonly reservationId: string };

/** What the steps know so far. */
export type ChangeState = {
  /** As it was when it could be changed. */
  readonly order: OrderNow;
  readonly items: readonly ChangedUnits[];
  readonly amountMinor: number;
  /** What the provider had given back, beside what the order knows of, before this change gave anything. */
  readonly elsewhereMinor?: number;
};

export type ChangeStep = {
  readonly name: string;
  /** True: there is nothing to do. Follows from the state alone, so that a replay decides alike. */
  readonly skip: (state: ChangeState) => boolean;
  /** A refusal ends the change: nothing was done. What throws is tried again, for ever. */
  readonly run: (state: ChangeState) => Promise<Result<Partial<ChangeState>, Problem>>;
};

/**
 * What a change does, in this order. Only what comes before the refund, or the refund itself, may be refused; once money
 * went back it goes forward. There is nothing to undo: a refusal comes before any effect.
 */
export function changeSteps(
  change: Change,
  calls: ChangeCalls,
  endedOrder: () => Promise<OrderNow>,
): readonly ChangeStep[] {
  const { id, kind, location, restock } = change;
  const key = (step: string) => `${id}:${step}`;
  const isConfirmed = ({ order }: ChangeState) => order.status === "confirmed";
  return [
    {
      name: "await-checkout",
      skip: ({ order }) => order.status !== "processing",
      run: async () => ok(stateOf(change, await endedOrder())),
    },
    {
      name: "find-location",
      skip: () => kind !== "return" || location === undefined || !restock,
      run: async () => {
        const found = await calls.findLocation(location ?? "");
        return found.ok ? ok({}) : found;
      },
    },
    {
      name: "look-up-refunds", // a whole cancel gives back what is left, whoever gave back the rest
      skip: (state) => kind === "cancel" || !isConfirmed(state) || state.amountMinor === 0,
      run: (state) => lookUpRefunds(kind, state, calls),
    },
    {
      name: "refund",
      skip: (state) => !isConfirmed(state) || state.amountMinor === 0,
      run: (state) => giveMoneyBack(key("refund"), state, calls),
    },
    {
      name: "restock",
      skip: (state) => !isConfirmed(state) || (kind !== "cancel" && state.items.length === 0),
      run: async (state) => {
        await giveUnitsBack(change, state, calls);
        return ok({});
      },
    },
    {
      name: "promotions", // coupons and budgets come back with the whole order only
      skip: (state) => !isConfirmed(state) || kind !== "cancel",
      run: async ({ order }) => {
        await calls.restorePromotions(order.id);
        return ok({});
      },
    },
  ];
}

/** Where a change begins: what it was accepted for, or all that is left of an order that is confirmed by now. */
export function stateOf(change: Change, order: OrderNow): ChangeState {
  const { items, amountMinor } = change;
  if (change.kind !== "cancel") return { order, items, amountMinor: amountMinor ?? 0 };
  if (order.status !== "confirmed") return { order, items: [], amountMinor: 0 };
  return { order, ...wholeOf(order) };
}

/**
 * Finds what was given back at the provider itself, by hand: this change pays its amount on top of that. An amount that is
 * not left there is refused; units go back for what is left.
 */
async function lookUpRefunds(
  kind: ChangeKind,
  { order, amountMinor }: ChangeState,
  calls: ChangeCalls,
): Promise<Result<Partial<ChangeState>, Problem>> {
  const { refundedMinor, currency } = order;
  const charges = await calls.listCharges(order.id);
  const givenMinor = charges.reduce((sum, charge) => sum + charge.refundedMinor, 0);
  const leftMinor = charges.reduce((sum, charge) => sum + charge.capturedMinor, 0) - givenMinor;
  const elsewhereMinor = Math.max(0, givenMinor - refundedMinor);
  if (elsewhereMinor > 0 && kind === "refund" && amountMinor > leftMinor) {
    const over = { kind: "amount-over-limit", requestedMinor: amountMinor, leftMinor } as const;
    return fail(changeProblem({ ...over, currency }));
  }
  return ok({ elsewhereMinor });
}

/**
 * Brings what the provider has given back for the order to what it is to be with this change. What an earlier attempt did
 * is seen in the provider's book, so a repeat gives nothing twice, however late it comes.
 */
async function giveMoneyBack(
  key: string,
  { order, amountMinor, elsewhereMinor = 0 }: ChangeState,
  calls: ChangeCalls,
): Promise<Result<Partial<ChangeState>, Problem>> {
  const charges = await calls.listCharges(order.id);
  const beforeMinor = order.refundedMinor + elsewhereMinor;
  const capturedMinor = charges.reduce((sum, it) => sum + it.capturedMinor, 0);
  if (capturedMinor < order.refundedMinor + amountMinor) {
    throw new Error("the provider knows of less money than the order has paid; it is asked again");
  }
  const targets = refundTargets(charges, Math.min(beforeMinor + amountMinor, capturedMinor));
  let isFirst = charges.reduce((sum, it) => sum + it.refundedMinor, 0) <= beforeMinor;
  for (const { id: chargeId, refundedMinor } of charges) {
    const dueMinor = (targets.get(chargeId) ?? 0) - refundedMinor;
    if (dueMinor <= 0) continue;
    const amount = { amountMinor: dueMinor, currency: order.currency };
    const refunded = await calls.refund(`${key}:${chargeId}:${dueMinor}`, { chargeId, amount });
    if (!refunded.ok && isFirst) return refunded;
    if (!refunded.ok) throw new Error(`${refunded.error.code}: part of the refund is made already`);
    isFirst = false;
  }
  return ok({});
}

async function giveUnitsBack(
  { id, kind, restock, location }: Change,
  { order, items }: ChangeState,
  calls: ChangeCalls,
): Promise<void> {
  const { reservationId } = order;
  const key = `${id}:restock`;
  if (kind === "cancel") return calls.cancelReservation(key, { reservationId, items: order.lines });
  await calls.reduceReservation(key, {
    ...{ reservationId, items, restock },
    because: kind === "return" ? "returned" : "cancelled",
    ...(location === undefined ? {} : { location }),
  });
}
