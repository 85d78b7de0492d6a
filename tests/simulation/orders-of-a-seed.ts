/** What a seed's customers want: few goods and many who want them, so that they meet. */
import type { OpenedQuote } from "../../services/orders/src/checkout/checkout.ts";
import type { CheckoutInput } from "../../services/orders/src/checkout/checkout.workflow.ts";
import { ACCOUNT, type SoldItem } from "./inventory.ts";
import { TOKENS } from "./payment.ts";
import { COUPON, priceOf } from "./pricing.ts";
import type { Random } from "./random.ts";

const SKUS = ["cap", "mug", "tee"] as const;
const BUYERS = ["ann", "bob", "eve"] as const;
const POLICIES = ["refund", "backorder", "split"] as const;
/** Of a checkout that goes well, with what begins and settles it. */
const STEPS = 9;
const ORDERS_BEGIN_WITHIN_MS = 20_000;
const TRACE = {};

export type WantedOrder = {
  readonly input: CheckoutInput;
  readonly beginsAtMs: number;
  /** The quote that the order's token stands for. */
  readonly quote: OpenedQuote | undefined;
  /** What the customer holds already; for how long. */
  readonly heldForSeconds: number | undefined;
  readonly goods: readonly { readonly sku: string; readonly quantity: number }[];
  /** An operator stops the saga while it is at its so many-th step. */
  readonly stopsAtStep: number | undefined;
};

export function itemsOf(random: Random): readonly SoldItem[] {
  return SKUS.map((sku) => ({
    sku,
    units: random.between(1, 8),
    maxPerBuyerUnits: random.chance(0.2) ? random.between(1, 5) : undefined,
    backorderLimitUnits: random.chance(0.2) ? random.between(1, 4) : 0,
  }));
}

export function ordersOf(random: Random): readonly WantedOrder[] {
  const count = random.between(2, 5);
  return Array.from({ length: count }, (_, index) => orderOf(random, `order-${index + 1}`));
}

function orderOf(random: Random, id: string): WantedOrder {
  const skus = SKUS.filter(() => random.chance(0.5));
  const wanted = skus.length === 0 ? [random.pick(SKUS)] : skus;
  const lines = wanted.map((sku) => ({ sku, quantity: random.between(1, 3) }));
  const goods = random.chance(0.15)
    ? [...lines, { sku: wanted[0] ?? SKUS[0], quantity: 1 }]
    : lines;
  const isReduced = random.chance(0.4);
  const isQuoted = random.chance(0.3);
  const isAdopted = random.chance(0.2);
  const beginsAtMs = random.between(0, ORDERS_BEGIN_WITHIN_MS);
  const basket = isQuoted
    ? ({ kind: "quote-token", token: `quote of ${id}` } as const)
    : { kind: "items" as const, items: goods, couponCodes: isReduced ? [COUPON] : [] };
  const order = {
    ...{ id, account: ACCOUNT, basket, currency: "EUR", region: "DE" },
    paymentToken: random.chance(0.75) ? "tok_ok" : random.pick(TOKENS),
    buyerId: random.pick(BUYERS),
    shortfallPolicy: random.chance(0.6) ? ("refuse" as const) : random.pick(POLICIES),
    reservation: { id: `hold of ${id}`, adopted: isAdopted },
  };
  return {
    input: { order, origin: { account: ACCOUNT, correlationId: id, trace: TRACE } },
    ...{ beginsAtMs, goods },
    quote: isQuoted ? quoteOf(goods, { isReduced, expired: random.chance(0.1) }) : undefined,
    heldForSeconds: isAdopted ? random.pick([5, 60, 900]) : undefined,
    stopsAtStep: random.chance(0.15) ? random.between(1, STEPS) : undefined,
  };
}

function quoteOf(
  goods: WantedOrder["goods"],
  { isReduced, expired }: { readonly isReduced: boolean; readonly expired: boolean },
): OpenedQuote {
  const { lines, totalMinor, redeem } = priceOf(goods, isReduced);
  return {
    ...{ account: ACCOUNT, currency: "EUR", region: "DE", expired, lines },
    total: { amountMinor: totalMinor, currency: "EUR" },
    ...(redeem === undefined ? {} : { redeem }),
  };
}
