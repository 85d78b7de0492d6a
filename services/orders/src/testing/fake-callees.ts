import type { Money } from "@holdfast/money";
import { problem } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import type {
  CheckoutCalls,
  CheckoutRefusal,
  Item,
  OpenedQuote,
  Priced,
} from "../checkout/checkout.ts";

export type CallName = keyof CheckoutCalls;
export type CallFault = "refused" | "timeout-before" | "timeout-after";

type Held = { status: "held" | "confirmed" | "released"; readonly items: readonly Item[] };
type ChargeRow = {
  readonly id: string;
  readonly orderId: string;
  status: "authorised" | "captured" | "voided" | "refunded";
};

type Shelf = { readonly there: number; readonly owable: number };
type World = {
  /** What has none has enough. */
  readonly shelves: Map<string, Shelf>;
  readonly reservations: Map<string, Held>;
  readonly charges: ChargeRow[];
  readonly chargeIdByKey: Map<string, string>;
  /** By order; an order that gave back redeems no more. */
  readonly redemptions: Map<string, { status: "redeemed" | "restored"; readonly customer: string }>;
  /** Others have used up the promotion of `COUPON`. */
  isUsedUp: boolean;
  /** The keys of all calls, in order. */
  readonly keys: string[];
  quote?: OpenedQuote;
};
/** Runs one call with its next fault. */
type Answer = <T>(name: CallName, effect: () => T) => Promise<Result<T, CheckoutRefusal>>;

/** The three callees in memory, with their idempotency. `faults` lists, per call, what its first attempts end in. */
export function fakeCallees(faults: Partial<Record<CallName, readonly CallFault[]>> = {}) {
  const world: World = {
    ...{ reservations: new Map(), charges: [], chargeIdByKey: new Map(), keys: [] },
    ...{ redemptions: new Map(), isUsedUp: false, shelves: new Map() },
  };
  const plans = new Map(Object.entries(faults).map(([name, plan]) => [name, [...plan]]));
  const answer: Answer = async (name, effect) => {
    const fault = plans.get(name)?.shift();
    if (fault === "refused") return fail(REFUSALS[name]);
    if (fault === "timeout-before") return fail(UNAVAILABLE[name]);
    const value = effect();
    return fault === "timeout-after" ? fail(UNAVAILABLE[name]) : ok(value);
  };
  const calls: CheckoutCalls = {
    ...pricing(world, answer),
    ...inventory(world, answer),
    ...payment(world, answer),
  };
  return {
    calls,
    keys: world.keys,
    stock: (sku: string, shelf: Shelf) => world.shelves.set(sku, shelf),
    reserve: (id: string, items: readonly Item[], status: Held["status"] = "held") =>
      world.reservations.set(id, { status, items }),
    sign: (opened: OpenedQuote) => {
      world.quote = opened;
    },
    useUp: () => {
      world.isUsedUp = true;
    },
    customers: () => [...world.redemptions.values()].map(({ customer }) => customer),
    /** What is not taken back: holds, sold units and money. */
    left: () => ({
      reservations: [...world.reservations].flatMap(([id, { status }]) =>
        status === "released" ? [] : [`${id} ${status}`],
      ),
      redemptions: [...world.redemptions].flatMap(([id, { status }]) =>
        status === "redeemed" ? [id] : [],
      ),
      charges: world.charges.flatMap(({ status }) =>
        status === "authorised" || status === "captured" ? [status] : [],
      ),
    }),
  };
}

type PricingCalls = Pick<CheckoutCalls, "openQuote" | "priceNow" | "redeem" | "restore">;

function pricing(world: World, answer: Answer): PricingCalls {
  const { redemptions } = world;
  return {
    openQuote: () => answer("openQuote", () => world.quote ?? missing("a quote")),
    priceNow: (_key, { items, couponCodes = [] }) =>
      answer("priceNow", () =>
        couponCodes.includes(COUPON) && !world.isUsedUp ? reducedPriceOf(items) : priceOf(items),
      ),
    redeem: ({ orderId, customerId = "" }) =>
      answer("redeem", () => {
        const before = redemptions.get(orderId)?.status;
        if (before === "restored") throw new Error("an order that gave back redeems again");
        if (before === undefined && world.isUsedUp) return "exhausted";
        redemptions.set(orderId, { status: "redeemed", customer: customerId });
        return "redeemed";
      }),
    restore: async ({ orderId }) => {
      const restored = await answer("restore", () => {
        redemptions.set(orderId, { customer: "", ...redemptions.get(orderId), status: "restored" });
      });
      if (!restored.ok) throw new Error("restore failed");
    },
  };
}

type InventoryCalls = Pick<
  CheckoutCalls,
  "readReservation" | "hold" | "confirmHold" | "cancelHold"
>;

function inventory(world: World, answer: Answer): InventoryCalls {
  const { reservations, keys } = world;
  const found = (id: string) => reservations.get(id) ?? missing("a reservation");
  return {
    readReservation: (id) =>
      answer("readReservation", () => ({ owed: owedOf(world, found(id).items), ...found(id) })),
    hold: (key, { reservationId, items }) => {
      keys.push(key);
      return answer("hold", () => {
        const first = reservations.get(reservationId);
        if (first !== undefined && JSON.stringify(first.items) !== JSON.stringify(items)) {
          return { kind: "differs", problem: SHORT };
        }
        const available = shortOf(world, items);
        if (first === undefined && available.length > 0) {
          return { kind: "short", available, problem: SHORT };
        }
        if (first === undefined) reservations.set(reservationId, { status: "held", items });
        return { kind: "held", owed: owedOf(world, items) };
      });
    },
    confirmHold: (key, { reservationId }) => {
      keys.push(key);
      return answer("confirmHold", () => {
        const held = found(reservationId);
        if (held.status === "held") held.status = "confirmed";
        return null;
      });
    },
    cancelHold: async (key, { reservationId }) => {
      keys.push(key);
      const cancelled = await answer("cancelHold", () => {
        const items = reservations.get(reservationId)?.items ?? [];
        reservations.set(reservationId, { status: "released", items });
      });
      if (!cancelled.ok) throw new Error("cancelHold failed");
    },
  };
}

function unitsBySku(items: readonly Item[]): readonly Item[] {
  const units = new Map<string, number>();
  for (const { sku, quantity } of items) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return [...units].map(([sku, quantity]) => ({ sku, quantity }));
}

function shortOf({ shelves }: World, items: readonly Item[]): readonly Item[] {
  return unitsBySku(items).flatMap(({ sku, quantity }) => {
    const { there, owable } = shelves.get(sku) ?? { there: quantity, owable: 0 };
    return quantity > there + owable ? [{ sku, quantity: there + owable }] : [];
  });
}

function owedOf({ shelves }: World, items: readonly Item[]): readonly Item[] {
  return unitsBySku(items).flatMap(({ sku, quantity }) => {
    const owed = quantity - (shelves.get(sku)?.there ?? quantity);
    return owed > 0 ? [{ sku, quantity: owed }] : [];
  });
}

type PaymentCalls = Pick<CheckoutCalls, "authorise" | "capture" | "isCaptured" | "reverseCharges">;

function payment({ charges, chargeIdByKey, keys }: World, answer: Answer): PaymentCalls {
  return {
    authorise: (key, { orderId }) => {
      keys.push(key);
      return answer("authorise", () => {
        const chargeId = chargeIdByKey.get(key) ?? `charge-${charges.length + 1}`;
        if (!chargeIdByKey.has(key)) charges.push({ id: chargeId, orderId, status: "authorised" });
        chargeIdByKey.set(key, chargeId);
        return { chargeId };
      });
    },
    capture: (key, { chargeId }) => {
      keys.push(key);
      return answer("capture", () => {
        const charge = charges.find(({ id }) => id === chargeId) ?? missing("a charge");
        if (charge.status === "authorised") charge.status = "captured";
        return null;
      });
    },
    isCaptured: ({ chargeId }) =>
      answer("isCaptured", () =>
        charges.some(({ id, status }) => id === chargeId && status === "captured"),
      ),
    reverseCharges: async (key, { orderId }) => {
      keys.push(key);
      const reversed = await answer("reverseCharges", () => {
        for (const charge of charges.filter((each) => each.orderId === orderId)) {
          if (charge.status === "authorised") charge.status = "voided";
          if (charge.status === "captured") charge.status = "refunded";
        }
      });
      if (!reversed.ok) throw new Error("reverseCharges failed");
    },
  };
}

const CENTS = (amount: number) => ({ amount, currency: "EUR" });

/** 10 EUR a piece, whatever it is. */
export function priceOf(items: readonly Item[]): Priced {
  const lines = items.map((item) => ({
    ...item,
    unit: CENTS(1000),
    subtotal: CENTS(1000 * item.quantity),
    discounts: [],
    tax: CENTS(0),
    total: CENTS(1000 * item.quantity),
  }));
  const amountMinor = items.reduce((sum, { quantity }) => sum + 1000 * quantity, 0);
  const total: Money = { amountMinor, currency: "EUR" };
  return { lines, total };
}

/** Takes 1 EUR off, and is redeemed. */
export const COUPON = "SAVE-1";

export function reducedPriceOf(items: readonly Item[]): Priced {
  const { lines, total } = priceOf(items);
  return {
    lines,
    total: { ...total, amountMinor: total.amountMinor - 100 },
    redeem: [{ promotionId: "promotion-1", couponCode: COUPON, discountMinor: 100 }],
  };
}

const DECLINED = problem({
  status: 402,
  code: "payment-declined",
  title: "Payment declined",
  detail: "Declined.",
});
/** How the fake refuses a hold. */
export const SHORT = problem({
  status: 409,
  code: "insufficient-stock",
  title: "Insufficient stock",
  detail: "Short.",
});
const REFUSED: CheckoutRefusal = { kind: "callee-refused", problem: DECLINED };
const NO_PAYMENT: CheckoutRefusal = { kind: "payment-unavailable" };
const NO_INVENTORY: CheckoutRefusal = { kind: "upstream-unavailable", upstream: "inventory" };
const NO_PRICING: CheckoutRefusal = { kind: "upstream-unavailable", upstream: "pricing" };

const REFUSALS: Readonly<Record<CallName, CheckoutRefusal>> = {
  openQuote: { kind: "quote-invalid", reason: "planned" },
  priceNow: REFUSED,
  redeem: REFUSED,
  restore: REFUSED,
  readReservation: REFUSED,
  hold: REFUSED,
  confirmHold: REFUSED,
  authorise: REFUSED,
  capture: REFUSED,
  isCaptured: REFUSED,
  cancelHold: REFUSED,
  reverseCharges: REFUSED,
};
const UNAVAILABLE: Readonly<Record<CallName, CheckoutRefusal>> = {
  openQuote: NO_PRICING,
  priceNow: NO_PRICING,
  redeem: NO_PRICING,
  restore: NO_PRICING,
  readReservation: NO_INVENTORY,
  hold: NO_INVENTORY,
  confirmHold: NO_INVENTORY,
  authorise: NO_PAYMENT,
  capture: NO_PAYMENT,
  isCaptured: NO_PAYMENT,
  cancelHold: NO_INVENTORY,
  reverseCharges: NO_PAYMENT,
};

function missing(what: string): never {
  throw new Error(`the fake has no such thing: ${what}`);
}
