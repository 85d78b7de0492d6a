import type { Money, MoneyWire } from "@holdfast/money";
import type { Problem } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import type { Step } from "../saga.ts";

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
  /** `adopted`: the customer brought the reservation; otherwise the id is one that we chose with the order's. */
  readonly reservation: { readonly id: string; readonly adopted: boolean };
};
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
type QuotedFor = {
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
};

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

type Reply<T> = Promise<Result<T, CheckoutRefusal>>;

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
  readonly hold: (key: string, hold: Hold) => Reply<null>;
  readonly confirmHold: (key: string, hold: Hold) => Reply<null>;
  readonly authorise: (key: string, charge: Charge) => Reply<{ readonly chargeId: string }>;
  readonly capture: (key: string, charge: { readonly chargeId: string }) => Reply<null>;
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
type Hold = {
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

/** What the steps have found out so far. */
export type CheckoutState = {
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
    items: pricedOf(state).lines.map(({ sku, quantity }) => ({ sku, quantity })),
  });
  return [
    {
      name: "quote",
      run: () => priceOrder(key("quote"), order, calls),
    },
    {
      name: "redeem",
      skip: ({ priced }) => (priced?.redeem ?? []).length === 0,
      run: (state) => redeemPromotions(key("requote"), { order, state }, calls),
      undo: () => calls.restore({ orderId }),
    },
    {
      name: "hold",
      run: (state) => holdStock(key("hold"), { order, hold: holdOf(state) }, calls),
      // A reservation of the customer's own is only ours to release once it was adopted.
      undo: async (state) => {
        if (reservation.adopted && !state.adopted) return;
        await calls.cancelHold(key("undo-hold"), holdOf(state));
      },
    },
    {
      name: "authorise",
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
      run: (state) => done(calls.capture(key("capture"), { chargeId: chargeIdOf(state) })),
    },
  ];
}

async function priceOrder(
  key: string,
  order: CheckoutOrder,
  calls: CheckoutCalls,
): Reply<Partial<CheckoutState>> {
  const { basket, currency, region, buyerId: customerId } = order;
  if (basket.kind === "items") {
    const { items, couponCodes } = basket;
    const asked = { items, currency, region, customerId, couponCodes };
    const priced = await calls.priceNow(key, asked);
    return priced.ok ? ok({ priced: priced.value }) : priced;
  }
  const opened = await calls.openQuote(basket.token);
  if (!opened.ok) return opened;
  const { lines, total, redeem, expired, account, ...quote } = opened.value;
  if (account !== order.account) return invalidQuote("it was made for another account");
  const { currency: quotedCurrency, region: quotedRegion, ...quotedFor } = quote;
  if (quotedCurrency !== currency) return invalidQuote(`it is in ${quotedCurrency}`);
  if (quotedRegion !== region) return invalidQuote(`it is for region ${quotedRegion}`);
  const priced = { lines, total, ...(redeem === undefined ? {} : { redeem }) };
  if (!expired) return ok({ priced, quotedFor });
  return priceChanged(key, { order, state: { priced, quotedFor } }, calls);
}

/** A promotion that others have used up since the quote makes another price: the customer is to see it first. */
async function redeemPromotions(
  key: string,
  { order, state }: { readonly order: CheckoutOrder; readonly state: CheckoutState },
  calls: CheckoutCalls,
): Reply<Partial<CheckoutState>> {
  const { id: orderId, currency } = order;
  const { customerId = order.buyerId } = state.quotedFor ?? {};
  const promotions = pricedOf(state).redeem ?? [];
  const redeemed = await calls.redeem({ orderId, customerId, currency, promotions });
  if (!redeemed.ok) return redeemed;
  return redeemed.value === "redeemed" ? ok({}) : priceChanged(key, { order, state }, calls);
}

/** Refuses with what the same goods with the same coupons cost now. */
async function priceChanged(
  key: string,
  { order, state }: { readonly order: CheckoutOrder; readonly state: CheckoutState },
  calls: CheckoutCalls,
): Reply<never> {
  const { basket, currency, region } = order;
  const { customerId = order.buyerId, ...quotedFor } = state.quotedFor ?? {};
  const priced = pricedOf(state);
  const used = (priced.redeem ?? []).flatMap(({ couponCode }) => couponCode ?? []);
  const couponCodes = basket.kind === "items" ? basket.couponCodes : used;
  const items = priced.lines.map(({ sku, quantity }) => ({ sku, quantity }));
  const asked = { ...quotedFor, items, currency, region, customerId, couponCodes };
  const now = await calls.priceNow(key, asked);
  return now.ok ? fail({ kind: "price-changed", newTotal: now.value.total }) : now;
}

async function holdStock(
  key: string,
  { order, hold }: { readonly order: CheckoutOrder; readonly hold: Hold },
  calls: CheckoutCalls,
): Reply<Partial<CheckoutState>> {
  const { id, adopted } = order.reservation;
  if (!adopted) {
    const held = await calls.hold(key, hold);
    return held.ok ? ok({}) : held;
  }
  const found = await calls.readReservation(id);
  if (!found.ok) return found;
  const { status } = found.value;
  if (status !== "held") return fail({ kind: "reservation-not-held", id, status });
  if (!sameGoods(found.value.items, hold.items)) return fail({ kind: "reservation-mismatch", id });
  return ok({ adopted: true });
}

/** Whether two lists ask for the same units of the same SKUs, however they are split into lines. */
function sameGoods(a: readonly Item[], b: readonly Item[]): boolean {
  const [unitsA, unitsB] = [unitsBySku(a), unitsBySku(b)];
  return unitsA.size === unitsB.size && [...unitsA].every(([sku, n]) => unitsB.get(sku) === n);
}

function unitsBySku(items: readonly Item[]): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const { sku, quantity } of items) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return units;
}

async function done(reply: Reply<null>): Reply<Partial<CheckoutState>> {
  const outcome = await reply;
  return outcome.ok ? ok({}) : outcome;
}

function invalidQuote(reason: string): Result<never, CheckoutRefusal> {
  return fail({ kind: "quote-invalid", reason });
}

function pricedOf({ priced }: CheckoutState): Priced {
  if (priced === undefined) throw new Error("the quote step comes first");
  return priced;
}

function chargeIdOf({ chargeId }: CheckoutState): string {
  if (chargeId === undefined) throw new Error("the authorise step comes before the capture");
  return chargeId;
}
