/** A promotion as it is stored; amounts in the minor unit of their currency, percentages as decimal strings. */
export type Promotion = {
  readonly id: string;
  readonly version: number;
  readonly label: string;
  readonly benefit: Benefit;
  readonly appliesTo: AppliesTo | null;
  /**
   * JsonLogic over { line: { sku, category, attributes, quantity, unit }, basket: { subtotal, quantity }, currency, region,
   * channel, customerGroup }; amounts in minor units before any promotion, a line's quantity over all lines of its SKU.
   */
  readonly condition: unknown;
  readonly minBasket: Amount | null;
  /** True: only with one of its codes. */
  readonly needsCoupon: boolean;
  readonly budget: {
    readonly maxUses: number | null;
    readonly maxUsesPerCustomer: number | null;
    readonly maxDiscount: Amount | null;
  };
  readonly priority: number;
  readonly stacking: "stackable" | "exclusive";
  /** Of the promotions of one group, one applies. */
  readonly stackingGroup: string | null;
  /** What a percentage is of: the price before any promotion, or what earlier promotions left. */
  readonly discountBase: "original" | "current";
  readonly validFromMs: number | null;
  readonly validToMs: number | null;
};
export type Amount = { readonly amountMinor: number; readonly currency: string };
/** Lines have to be in all that is given. null for the whole: the promotion is on the basket. */
export type AppliesTo = {
  readonly skus: readonly string[] | null;
  readonly categories: readonly string[] | null;
  readonly attributes: Readonly<Record<string, readonly string[]>> | null;
};
export type Benefit =
  | { readonly kind: "percentage"; readonly percent: string }
  | ({ readonly kind: "amount"; readonly per: "unit" | "basket" } & Amount)
  | ({ readonly kind: "fixed-price" } & Amount)
  | {
      readonly kind: "buy-x-get-y";
      readonly buy: number;
      readonly get: number;
      /** Off the units that one gets; "100": free. The cheapest ones. */
      readonly percent: string;
    }
  | { readonly kind: "basket-threshold"; readonly off: PercentOrAmount }
  | {
      readonly kind: "tiered-spend";
      readonly tiers: readonly { readonly from: Amount; readonly off: PercentOrAmount }[];
    }
  /** A unit of this SKU that is in the basket costs nothing. */
  | { readonly kind: "free-gift"; readonly sku: string; readonly quantity: number };
export type PercentOrAmount = { readonly percent: string } | Amount;

/** A promotion that gives something, and one that was looked at and gives nothing. */
type Applied = {
  readonly promotionId: string;
  readonly label: string;
  readonly couponCode: string | null;
  readonly discountMinor: number;
};
type Considered = {
  readonly promotionId: string;
  readonly label: string;
  readonly reason: NotAppliedReason;
};
/** Why a promotion gives nothing; also why a coupon of it is of no use. These are public and stay. */
export type NotAppliedReason =
  | "not-started"
  | "ended"
  | "budget-exhausted"
  /** An amount of the promotion is in a currency that is not the basket's. */
  | "other-currency"
  | "condition-not-met"
  /** The condition compares what cannot be compared. */
  | "condition-failed"
  | "no-matching-line"
  | "below-minimum"
  | "too-few-units"
  | "gift-not-in-basket"
  /** There is nothing to take: it is 0 %, or the price is no higher than that, or at its floor already. */
  | "nothing-left"
  | "exclusive-applied"
  /** It is exclusive, and another one came first. */
  | "other-applied"
  | "group-applied";

/** The basket as promotions see it. Its lines are in the order asked. */
export type PromotionBasket = {
  readonly currency: string;
  readonly region: string;
  readonly channel: string | null;
  readonly customerGroup: string | null;
  readonly lines: readonly PromotionLine[];
  readonly nowMs: number;
};
export type PromotionLine = {
  readonly sku: string;
  readonly quantity: number;
  readonly unitMinor: number;
  /** Nothing may bring a unit below it. */
  readonly floorMinor: number;
  readonly category: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
};

/** What is in no document. `coupons`: the good codes by promotion. `exhausted`: promotions whose budget is used up. */
export type PromotionFacts = {
  readonly coupons: ReadonlyMap<string, string>;
  readonly exhausted: ReadonlySet<string>;
  /** What is left of a `maxDiscount`, by promotion. */
  readonly discountLeftMinor: ReadonlyMap<string, number>;
};

export type PromotionOutcome = {
  /** By line, in their order; each list in the order applied. Amounts > 0; no line falls below its floor × quantity. */
  readonly discounts: readonly (readonly {
    readonly promotionId: string;
    readonly label: string;
    readonly amountMinor: number;
  }[])[];
  readonly applied: readonly Applied[];
  readonly considered: readonly Considered[];
};
