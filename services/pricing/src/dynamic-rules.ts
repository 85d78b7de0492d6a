/**
 * Rules that move a price with stock, demand and time. Stock and demand are judged where they change, and kept as the
 * SKU's adjustment; time windows are judged when a price is asked for. So a price needs no more than the adjustment, the
 * rules, the limits and the time, and follows from them for ever.
 */

export type DynamicRule = {
  readonly key: string;
  readonly label: string;
  /** SKUs have to be in all that is given; both null: every SKU. */
  readonly appliesTo: {
    readonly skus: readonly string[] | null;
    readonly categories: readonly string[] | null;
  };
  /** All that are given have to hold; at least one is. */
  readonly when: {
    readonly stockBelow: number | null;
    readonly stockAtLeast: number | null;
    readonly demandAtLeast: { readonly units: number; readonly hours: number } | null;
    readonly window: TimeWindow | null;
  };
  /** Of the price, signed: "-5", "12.5". See `PERCENT_PATTERN`. */
  readonly percent: string;
  /** The highest wins; of equal ones the first key. */
  readonly priority: number;
  /** Unix ms; from is inside, to is not. */
  readonly validFromMs: number | null;
  readonly validToMs: number | null;
};

/** By the clocks of its zone. One that ends before it begins goes past midnight, and belongs to the day it begins on. */
export type TimeWindow = {
  /** ISO days of the week, 1 is Monday; null: every day. */
  readonly days: readonly number[] | null;
  /** "HH:MM"; from is inside, to is not. */
  readonly from: string;
  readonly to: string;
  /** IANA name, "Europe/Berlin". */
  readonly timeZone: string;
};

/** What is known of a SKU; null: nothing was told. */
export type Signals = {
  /** On the shelves and not held. */
  readonly availableUnits: number | null;
  /** Units that were bought, by the hour they were bought in (Unix ms of its beginning). */
  readonly demand: readonly { readonly hourMs: number; readonly units: number }[];
};

/** All rules of one revision, in the order in which they win. */
export type DynamicRuleSet = {
  readonly revision: number;
  readonly byKey: ReadonlyMap<string, CompiledRule>;
  readonly bySku: ReadonlyMap<string, readonly CompiledRule[]>;
  readonly byCategory: ReadonlyMap<string, readonly CompiledRule[]>;
  readonly everywhere: readonly CompiledRule[];
};
export type CompiledRule = DynamicRule & {
  /** Place in the order in which rules win, from 0. */
  readonly rank: number;
  /** Of the price, in millionths: "12.5" is 125,000. */
  readonly millionths: number;
  /** Has a condition on stock or demand. */
  readonly needsSignals: boolean;
  readonly isOpenAt: (nowMs: number) => boolean;
};
export type DynamicSubject = { readonly sku: string; readonly category: string | null };

/** "-90" to "300", at most 4 fraction digits. */
export const PERCENT_PATTERN =
  "^(?:-(?:90(?:\\.0{1,4})?|[1-8]?\\d(?:\\.\\d{1,4})?)|(?:300(?:\\.0{1,4})?|[12]?\\d{1,2}(?:\\.\\d{1,4})?))$";
/** Whole; how far back demand is looked at, and kept. */
export const DEMAND_HOURS_MAX = 168;
const HOUR_MS = 3_600_000;

/** Rules by what they apply to, so that those of other SKUs and categories cost a price nothing. */
export function compileDynamicRules(
  rules: readonly DynamicRule[],
  revision: number,
): DynamicRuleSet {
  const compiled = rules
    .toSorted((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1))
    .map(compileRule);
  const bySku = new Map<string, CompiledRule[]>();
  const byCategory = new Map<string, CompiledRule[]>();
  const everywhere: CompiledRule[] = [];
  for (const rule of compiled) {
    const { skus, categories } = rule.appliesTo;
    if (skus !== null) for (const sku of new Set(skus)) listIn(bySku, sku).push(rule);
    else if (categories !== null) {
      for (const category of new Set(categories)) listIn(byCategory, category).push(rule);
    } else everywhere.push(rule);
  }
  const byKey = new Map(compiled.map((rule) => [rule.key, rule]));
  return { revision, byKey, bySku, byCategory, everywhere };
}

/** The rules of a SKU, whether their conditions hold or not, in the order in which they win. */
export function rulesOf(
  set: DynamicRuleSet,
  { sku, category }: DynamicSubject,
): readonly CompiledRule[] {
  const named = (set.bySku.get(sku) ?? []).filter(
    ({ appliesTo: { categories } }) =>
      categories === null || (category !== null && categories.includes(category)),
  );
  const ofCategory = category === null ? [] : (set.byCategory.get(category) ?? []);
  const lists = [named, ofCategory, set.everywhere].filter((rules) => rules.length > 0);
  if (lists.length <= 1) return lists[0] ?? [];
  return lists.flat().sort((a, b) => a.rank - b.rank);
}

export function isInForce(rule: DynamicRule, nowMs: number): boolean {
  return (
    (rule.validFromMs === null || rule.validFromMs <= nowMs) &&
    (rule.validToMs === null || nowMs < rule.validToMs)
  );
}

/** Whether the rule's conditions on stock and demand hold. Without figures of the stock none on it does. */
export function signalsHold({ when }: DynamicRule, signals: Signals, nowMs: number): boolean {
  const { stockBelow, stockAtLeast, demandAtLeast } = when;
  const { availableUnits } = signals;
  if (stockBelow !== null && !(availableUnits !== null && availableUnits < stockBelow))
    return false;
  if (stockAtLeast !== null && !(availableUnits !== null && availableUnits >= stockAtLeast)) {
    return false;
  }
  return (
    demandAtLeast === null ||
    demandUnits(signals, demandAtLeast.hours, nowMs) >= demandAtLeast.units
  );
}

/** Units bought in the hour that runs and the `hours` − 1 before it. */
function demandUnits({ demand }: Signals, hours: number, nowMs: number): number {
  const sinceMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS - (hours - 1) * HOUR_MS;
  let sum = 0;
  for (const { hourMs, units } of demand) if (hourMs >= sinceMs && hourMs <= nowMs) sum += units;
  return sum;
}

function compileRule(rule: DynamicRule, rank: number): CompiledRule {
  const { stockBelow, stockAtLeast, demandAtLeast, window } = rule.when;
  return {
    ...rule,
    rank,
    millionths: millionthsOf(rule.percent),
    needsSignals: stockBelow !== null || stockAtLeast !== null || demandAtLeast !== null,
    isOpenAt: window === null ? () => true : openingOf(window),
  };
}

/** "12.5" as 125,000. */
export function millionthsOf(percent: string): number {
  return Math.round(Number(percent) * 10_000);
}

function openingOf({ days, from, to, timeZone }: TimeWindow): (nowMs: number) => boolean {
  const clock = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  });
  const isOn = (day: number) => days === null || days.includes(day);
  return (nowMs) => {
    const { day, time } = wallTime(clock, nowMs);
    if (from < to) return from <= time && time < to && isOn(day);
    // Past midnight; from and to alike: the whole day round.
    return time >= from ? isOn(day) : time < to && isOn(day === 1 ? 7 : day - 1);
  };
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

function wallTime(clock: Intl.DateTimeFormat, nowMs: number) {
  const parts = new Map(clock.formatToParts(nowMs).map(({ type, value }) => [type, value]));
  const day = WEEKDAYS.indexOf(parts.get("weekday") ?? "") + 1;
  return { day, time: `${parts.get("hour")}:${parts.get("minute")}` };
}

function listIn<Value>(map: Map<string, Value[]>, key: string): Value[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
