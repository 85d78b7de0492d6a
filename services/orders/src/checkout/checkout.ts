import type { Money, MoneyWire } from "@holdfast/money";
import type { Problem } from "@holdfast/problem";
import { ok, type Result } from "@holdfast/result";
import type { Step } from "../saga.ts";
import { holdGoods, soldOf } from "./hold-goods.ts";
import { priceOrder, redeemPromotions } from "./price-order.ts";

export type Item = { readonly sku: string; readonly quantity: number };

/**
 * What the customer ordered. `paymentToken` stands in `order_submission` until the checkout begins, then in the engine's
 * journal until it ends, and nowhere else: in no other table, in no log.
 */
export type CheckoutOrder = {
  readonly id: string;
  readonly account: string;
  readonly basket: Basket;
  readonly currency: string;
  readonly region: string;
  readonly paymentToken: string;
  /** The customer, without his address: what inventory counts quotas by. An order of before has none. */
  readonly buyerId?: string;
  /** An order of before has none: `refuse`. */
  readonly shortfallPolicy?: ShortfallPolicy;
  /** `adopted`: the customer brought the reservation; otherwise the id is one that we chose with the order's. */
  readonly reservation: { readonly id: string; readonly adopted: boolean };
};
/**
 * What is to become of an order that is not all in stock. Units that the inventory agrees to owe count as there.
 * `refuse`: it is refused when units are short. `refund`: short units are neither sold nor charged. `backorder`: units
 * that are owed hold back the whole order. `split`: what is in stock goes ahead of units that are owed.
 */
export type ShortfallPolicy = "refuse" | "refund" | "backorder" | "split";
export type Basket =
  | {
      readonly kind: "items";
      readonly items: readonly Item[];
      readonly couponCodes?: readonly string[];
    }
  | { readonly kind: "quote-token"; readonly token: string };

/** A line of the quote, in the shape that the order keeps and shows. */
export type OrderLine = Item & {
  readonly unit: MoneyWire;
  readonly subtotal: MoneyWire;
  readonly discounts: readonly unknown[];
  readonly tax: MoneyWire;
  readonly total: MoneyWire;
  /** Units of `quantity` that were not there, and are neither sold nor charged. */
  readonly shortQuantity?: number;
};
/** A promotion in the price that has a budget or is by a coupon: the order takes one use of it. */
export type Redeemable = {
  readonly promotionId: string;
  readonly couponCode?: string;
  readonly discountMinor: number;
};
export type Priced = {
  /** Missing: priced before ids of quotes were recorded. */
  readonly quoteId?: string;
  readonly lines: readonly OrderLine[];
  readonly total: Money;
  /** Missing: nothing is to be redeemed. */
  readonly redeem?: readonly Redeemable[];
};
/** What a quote token says, once its signature is known to be pricing's. */
export type OpenedQuote = Priced &
  QuotedFor & {
    readonly account: string;
    readonly currency: string;
    readonly region: string;
    readonly expired: boolean;
  };
/** For whom a quote was made: what makes its price beside goods, currency and region. */
export type QuotedFor = {
  readonly channel?: string | undefined;
  readonly customerGroup?: string | undefined;
  /** Whose budgets counted. */
  readonly customerId?: string | undefined;
  readonly postcode?: string | undefined;
  readonly taxId?: string | undefined;
};

type Reservation = {
  readonly status: "held" | "confirmed" | "released" | "expired";
  readonly items: readonly Item[];
  /** Units among them that are still to come. */
  readonly owed: readonly Item[];
};
export type Holding =
  | { readonly kind: "held"; readonly owed: readonly Item[] }
  /** Nothing is held: these SKUs have fewer units than asked. */
  | { readonly kind: "short"; readonly available: readonly Item[]; readonly problem: Problem }
  /** The reservation is there, with other goods. */
  | { readonly kind: "differs"; readonly problem: Problem };

export type CheckoutRefusal =
  | { readonly kind: "price-changed"; readonly newTotal: Money }
  | { readonly kind: "quote-invalid"; readonly reason: string }
  | { readonly kind: "reservation-mismatch"; readonly id: string }
  | { readonly kind: "reservation-not-held"; readonly id: string; readonly status: string }
  | { readonly kind: "callee-refused"; readonly problem: Problem }
  | { readonly kind: "payment-unavailable" }
  | { readonly kind: "upstream-unavailable"; readonly upstream: "inventory" | "pricing" }
  | { readonly kind: "checkout-stopped" }
  | { readonly kind: "order-cancelled" };

export type Reply<T> = Promise<Result<T, CheckoutRefusal>>;

/**
 * The callees, as the saga needs them. Each call is bounded in time; a callee that does not answer is a refusal of kind
 * `…-unavailable`. `key` makes a repeat the same call. The last three throw until they have succeeded.
 */
export type CheckoutCalls = {
  readonly openQuote: (token: string) => Reply<OpenedQuote>;
  readonly priceNow: (key: string, basket: PricedBasket) => Reply<Priced>;
  /** Takes one use of each promotion, or `exhausted` of none. Once an order. */
  readonly redeem: (redemption: Redemption) => Reply<"redeemed" | "exhausted">;
  readonly readReservation: (id: string) => Reply<Reservation>;
  readonly hold: (key: string, hold: Hold) => Reply<Holding>;
  readonly confirmHold: (key: string, hold: Hold) => Reply<null>;
  readonly authorise: (key: string, charge: Charge) => Reply<{ readonly chargeId: string }>;
  readonly capture: (key: string, charge: ChargeOfOrder) => Reply<null>;
  /** Asks the provider. */
  readonly isCaptured: (charge: ChargeOfOrder) => Reply<boolean>;
  /** Also where nothing was redeemed; what is still under way is refused then. */
  readonly restore: (order: { readonly orderId: string }) => Promise<void>;
  readonly cancelHold: (key: string, hold: Hold) => Promise<void>;
  /** Asks the provider what was charged for the order, voids what is authorised and refunds what is captured. */
  readonly reverseCharges: (key: string, order: { readonly orderId: string }) => Promise<void>;
};
export type PricedBasket = QuotedFor & {
  readonly items: readonly Item[];
  readonly currency: string;
  readonly region: string;
  readonly couponCodes?: readonly string[] | undefined;
};
type Redemption = {
  readonly orderId: string;
  readonly customerId?: string | undefined;
  readonly currency: string;
  readonly promotions: readonly Redeemable[];
};
export type Hold = {
  readonly reservationId: string;
  readonly orderId: string;
  readonly buyerId?: string;
  readonly items: readonly Item[];
};
type Charge = {
  readonly orderId: string;
  readonly amount: Money;
  readonly token: string;
};
type ChargeOfOrder = { readonly orderId: string; readonly chargeId: string };

/** What the steps have found out so far. */
export type CheckoutState = {
  /** Once the goods are held: without what is short. */
  readonly priced?: Priced;
  /** Of a quote that the customer brought. */
  readonly quotedFor?: QuotedFor;
  /** The customer's reservation is known to be theirs, held, and for these goods. */
  readonly adopted?: true;
  /** How what was held can be sent. */
  readonly shipments?: readonly Shipment[];
  readonly chargeId?: string;
};
/** `backordered`: waits for units that the inventory owes. */
export type Shipment = {
  readonly status: "ready" | "backordered";
  readonly lines: readonly Item[];
};

type CheckoutStep = Step<CheckoutState, CheckoutRefusal>;

/**
 * The checkout: what is done, in this order, and how each step is taken back. The capture is the pivot: it comes last,
 * and an order whose capture succeeded is only ever finished.
 */
export function checkoutSteps(order: CheckoutOrder, calls: CheckoutCalls): readonly CheckoutStep[] {
  const key = (step: string) => `${order.id}:${step}`;
  const { id: orderId, reservation, paymentToken: token, buyerId } = order;
  const holdOf = (state: CheckoutState): Hold => ({
    reservationId: reservation.id,
    orderId,
    ...(buyerId === undefined ? {} : { buyerId }),
    items: soldOf(pricedOf(state).lines),
  });
  return [
    {
      name: "quote",
      run: () => priceOrder(key("quote"), order, calls),
    },
    {
      name: "redeem",
      skip: ({ priced }) => (priced?.redeem ?? []).length === 0,
      run: (state) => {
        const quote = { priced: pricedOf(state), quotedFor: state.quotedFor };
        return redeemPromotions(key("requote"), { order, quote }, calls);
      },
      undo: () => calls.restore({ orderId }),
    },
    {
      name: "hold",
      run: (state) => {
        const priced = pricedOf(state);
        return holdGoods(key("hold"), { order, priced, hold: holdOf(state) }, calls);
      },
      // A reservation of the customer's own is only ours to release once it was adopted.
      undo: async (state) => {
        if (reservation.adopted && !state.adopted) return;
        await calls.cancelHold(key("undo-hold"), holdOf(state));
      },
    },
    {
      name: "authorise",
      skip: costsNothing,
      run: (state) => {
        const amount = pricedOf(state).total;
        return calls.authorise(key("authorise"), { orderId, amount, token });
      },
      undo: () => calls.reverseCharges(key("undo-authorise"), { orderId }),
    },
    {
      name: "confirm-hold", // undone by the hold's undo: cancelling puts the units of a confirmed reservation back
      run: (state) => done(calls.confirmHold(key("confirm-hold"), holdOf(state))),
    },
    {
      name: "capture", // undone by the authorisation's undo, which refunds what was captured
      isPivot: true,
      skip: costsNothing,
      run: (state) => {
        const charge = { orderId, chargeId: chargeIdOf(state) };
        return captureOnce(key("capture"), charge, calls);
      },
    },
  ];
}

/**
 * A capture whose answer was lost may have taken effect, and what is captured is sold: the provider is asked before the
 * order fails.
 */
async function captureOnce(
  key: string,
  charge: ChargeOfOrder,
  calls: CheckoutCalls,
): Reply<Partial<CheckoutState>> {
  const captured = await calls.capture(key, charge);
  if (captured.ok) return ok({});
  const asked = await calls.isCaptured(charge);
  return asked.ok && asked.value ? ok({}) : captured;
}

async function done(reply: Reply<null>): Reply<Partial<CheckoutState>> {
  const outcome = await reply;
  return outcome.ok ? ok({}) : outcome;
}

/** There is nothing to pay, and no provider takes 0. */
const costsNothing = (state: CheckoutState): boolean => pricedOf(state).total.amountMinor === 0;

function pricedOf({ priced }: CheckoutState): Priced {
  if (priced === undefined) throw new Error("the quote step comes first");
  return priced;
}

function chargeIdOf({ chargeId }: CheckoutState): string {
  if (chargeId === undefined) throw new Error("the authorise step comes before the capture");
  return chargeId;
}
