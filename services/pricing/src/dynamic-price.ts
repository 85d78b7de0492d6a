import {
  type CompiledRule,
  type DynamicRuleSet,
  type DynamicSubject,
  isInForce,
  millionthsOf,
  rulesOf,
} from "./dynamic-rules.ts";
import { mulDiv } from "./exact.ts";

/** How far rules may move the prices of a SKU. */
export type PriceLimits = {
  /** One per currency, in its minor unit; floor ≤ ceiling. Once there are any, prices of other currencies are not moved. */
  readonly bounds: readonly {
    readonly currency: string;
    readonly floorMinor: number | null;
    readonly ceilingMinor: number | null;
  }[];
  /** "10": between any two moments of 24 hours, time windows aside; "0" to "100", at most 4 fraction digits. */
  readonly maxChangePercentPerDay: string | null;
};

/** What the rules made of a SKU's stock and demand; version 0 and nothing where they were never judged. */
export type Adjustment = {
  readonly version: number;
  /** The rules whose conditions on stock and demand hold, by key. */
  readonly rules: readonly string[];
  /** Lowest and highest percent outside of time windows in the 24 hours before, this adjustment's own included. */
  readonly dayLowPercent: string;
  readonly dayHighPercent: string;
};
export const NO_ADJUSTMENT: Adjustment = {
  version: 0,
  rules: [],
  dayLowPercent: "0",
  dayHighPercent: "0",
};

/** Everything that a dynamic price follows from, besides the price that it moves and the time. */
export type DynamicInputs = {
  /** The feature flag: off, no price moves. */
  readonly isOn: boolean;
  readonly adjustment: Adjustment;
  readonly rules: DynamicRuleSet;
  readonly limits: PriceLimits | undefined;
};
export type PriceToAdjust = DynamicSubject & {
  readonly currency: string;
  readonly unitMinor: number;
};

export type DynamicPrice = {
  readonly unitMinor: number;
  /** The rule that won, whether its limits left anything of it or not. */
  readonly applied: {
    /** null: none did, and the price is on its way back within the greatest change a day. */
    readonly key: string | null;
    readonly label: string;
    /** The rule's; "0" without one. */
    readonly percent: string;
    /** What it does to the unit, within the limits. */
    readonly amountMinor: number;
    /** What kept it from doing more. */
    readonly boundedBy: "max-change-per-day" | "floor" | "ceiling" | null;
  } | null;
  /** The SKU's other rules, and why not. In the order in which they would win. */
  readonly considered: readonly {
    readonly key: string;
    readonly label: string;
    readonly reason: DynamicReason;
  }[];
};
type DynamicReason =
  | "not-in-force"
  | "stock-or-demand"
  | "outside-window"
  | "outranked"
  | "no-limits-in-currency";

/** A whole price, in millionths. */
const WHOLE = 1_000_000;

/**
 * The price as the rules have it. Of the SKU's rules whose conditions hold one applies: the one of the highest priority, of
 * equal ones the first key. The change is rounded toward the price it starts from. The result is never negative and
 * lies within floor and ceiling; a price that lies outside by itself is moved no further out.
 */
export function adjustPrice(
  price: PriceToAdjust,
  inputs: DynamicInputs,
  nowMs: number,
): DynamicPrice {
  const { unitMinor, currency } = price;
  if (!inputs.isOn) return { unitMinor, applied: null, considered: [] };
  const bounds = inputs.limits?.bounds.find((bound) => bound.currency === currency);
  const isUnbounded = bounds === undefined && (inputs.limits?.bounds.length ?? 0) > 0;
  const { winner, considered } = judge(rulesOf(inputs.rules, price), (rule) =>
    isUnbounded ? "no-limits-in-currency" : whyNot(rule, inputs.adjustment, nowMs),
  );
  if (isUnbounded) return { unitMinor, applied: null, considered };
  const within = withinDay(winner?.millionths ?? 0, inputs);
  if (winner === undefined && within.millionths === 0) {
    return { unitMinor, applied: null, considered };
  }
  const moved = withinBounds(moveBy(unitMinor, within.millionths), unitMinor, bounds);
  const { key, label, percent } = winner ?? RETURN;
  const amountMinor = moved.unitMinor - unitMinor;
  const boundedBy = moved.boundedBy ?? within.boundedBy;
  const applied = { key, label, percent, amountMinor, boundedBy };
  return { unitMinor: moved.unitMinor, applied, considered };
}

const RETURN = {
  key: null,
  label: "Back to the price, within the greatest change a day",
  percent: "0",
};

function judge(
  rules: readonly CompiledRule[],
  whyNot: (rule: CompiledRule) => DynamicReason | null,
): { readonly winner: CompiledRule | undefined; readonly considered: DynamicPrice["considered"] } {
  let winner: CompiledRule | undefined;
  const considered: DynamicPrice["considered"][number][] = [];
  for (const rule of rules) {
    const reason = whyNot(rule) ?? (winner === undefined ? null : "outranked");
    if (reason === null) winner = rule;
    else considered.push({ key: rule.key, label: rule.label, reason });
  }
  return { winner, considered };
}

/** Outside of all time windows: what counts for the greatest change a day, in millionths of the price. */
export function standingMillionths(
  subject: DynamicSubject,
  inputs: Omit<DynamicInputs, "isOn">,
  nowMs: number,
): number {
  const winner = rulesOf(inputs.rules, subject).find(
    (rule) => rule.when.window === null && whyNot(rule, inputs.adjustment, nowMs) === null,
  );
  return withinDay(winner?.millionths ?? 0, inputs).millionths;
}

function whyNot(rule: CompiledRule, adjustment: Adjustment, nowMs: number): DynamicReason | null {
  if (!isInForce(rule, nowMs)) return "not-in-force";
  if (rule.needsSignals && !adjustment.rules.includes(rule.key)) return "stock-or-demand";
  return rule.isOpenAt(nowMs) ? null : "outside-window";
}

/**
 * The change that no percent of the last day is further from than the limit allows. The day's highest is at most that
 * far from its lowest, so there always is one.
 */
function withinDay(
  millionths: number,
  { adjustment, limits }: Pick<DynamicInputs, "adjustment" | "limits">,
): { readonly millionths: number; readonly boundedBy: "max-change-per-day" | null } {
  const most = limits?.maxChangePercentPerDay ?? null;
  if (most === null) return { millionths, boundedBy: null };
  const share = millionthsOf(most);
  const low = WHOLE + millionthsOf(adjustment.dayLowPercent);
  const high = WHOLE + millionthsOf(adjustment.dayHighPercent);
  const highest = Math.floor((low * (WHOLE + share)) / WHOLE) - WHOLE;
  const lowest = Math.min(highest, Math.ceil((high * (WHOLE - share)) / WHOLE) - WHOLE);
  if (millionths > highest) return { millionths: highest, boundedBy: "max-change-per-day" };
  if (millionths < lowest) return { millionths: lowest, boundedBy: "max-change-per-day" };
  return { millionths, boundedBy: null };
}

/** Rounded toward the price, so that no change is greater than it is said to be. */
function moveBy(unitMinor: number, millionths: number): number {
  const numerator = Math.abs(millionths);
  const change = mulDiv(unitMinor, { numerator, denominator: WHOLE }, "down");
  return millionths < 0 ? unitMinor - change : unitMinor + change;
}

function withinBounds(
  movedMinor: number,
  unitMinor: number,
  bounds: PriceLimits["bounds"][number] | undefined,
): { readonly unitMinor: number; readonly boundedBy: "floor" | "ceiling" | null } {
  const floor = Math.min(bounds?.floorMinor ?? 0, unitMinor);
  const ceiling = Math.max(bounds?.ceilingMinor ?? Number.MAX_SAFE_INTEGER, unitMinor);
  if (movedMinor < floor) return { unitMinor: floor, boundedBy: "floor" };
  if (movedMinor > ceiling) return { unitMinor: ceiling, boundedBy: "ceiling" };
  return { unitMinor: movedMinor, boundedBy: null };
}
