import { type Adjustment, type PriceLimits, standingMillionths } from "../dynamic-price.ts";
import {
  type DynamicRuleSet,
  type DynamicSubject,
  millionthsOf,
  rulesOf,
  type Signals,
  signalsHold,
} from "../dynamic-rules.ts";

/** An adjustment as it is stored: with the percent that stands since, outside of time windows. */
export type AdjustmentBody = Omit<Adjustment, "version"> & { readonly standingPercent: string };
/** A percent that stood from `atMs` (Unix ms) on. */
export type Standing = { readonly atMs: number; readonly percent: string };

export type SkuToJudge = DynamicSubject &
  Signals & {
    readonly limits: PriceLimits | undefined;
    readonly current: (AdjustmentBody & { readonly recordedAtMs: number }) | undefined;
    /** Oldest first: what stood 24 hours ago and all since. Asked only where there is a greatest change a day. */
    readonly day: readonly Standing[];
  };
export type Judgement = {
  /** null: it stays as it is. */
  readonly next: AdjustmentBody | null;
  /** When to judge again if nothing is told until then; null: never. */
  readonly dueAtMs: number | null;
};

/**
 * Rules of a SKU come and go at most this often, so that a stock around a limit does not make its price flap. The first change
 * after a quiet time is made at once.
 */
const CHANGE_EVERY_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** What the rules make of a SKU's stock and demand at `nowMs`. */
export function judgeSku(sku: SkuToJudge, rules: DynamicRuleSet, nowMs: number): Judgement {
  const current = sku.current ?? NOTHING;
  const mayChangeAtMs = current.recordedAtMs + CHANGE_EVERY_MS;
  const holding = holdingRules(sku, rules, nowMs);
  const differs = !sameKeys(holding, current.rules);
  const mustWait = differs && nowMs < mayChangeAtMs;
  const next = withDay(sku, { rules, keys: mustWait ? current.rules : holding }, nowMs);
  const isSame =
    sameKeys(next.body.rules, current.rules) &&
    next.body.dayLowPercent === current.dayLowPercent &&
    next.body.dayHighPercent === current.dayHighPercent &&
    next.body.standingPercent === current.standingPercent;
  const dues = [mustWait ? mayChangeAtMs : null, next.dueAtMs, demandDueMs(sku, rules, nowMs)];
  return { next: isSame ? null : next.body, dueAtMs: earliest(dues) };
}

const NOTHING = {
  ...{ rules: [], dayLowPercent: "0", dayHighPercent: "0", standingPercent: "0" },
  recordedAtMs: Number.NEGATIVE_INFINITY,
};

function holdingRules(sku: SkuToJudge, rules: DynamicRuleSet, nowMs: number): readonly string[] {
  return rulesOf(rules, sku)
    .filter((rule) => rule.needsSignals && signalsHold(rule, sku, nowMs))
    .map(({ key }) => key);
}

/** The adjustment with these rules. Where there is a greatest change a day, with what stood within the last one. */
function withDay(
  sku: SkuToJudge,
  { rules, keys }: { readonly rules: DynamicRuleSet; readonly keys: readonly string[] },
  nowMs: number,
): { readonly body: AdjustmentBody; readonly dueAtMs: number | null } {
  const { limits, day } = sku;
  const isLimited = (limits?.maxChangePercentPerDay ?? null) !== null;
  const before = isLimited ? (day.length === 0 ? [NEVER] : day) : [];
  const stood = before.map(({ percent }) => millionthsOf(percent));
  const range = (all: readonly number[]) => ({
    dayLowPercent: percentOf(all.length === 0 ? 0 : Math.min(...all)),
    dayHighPercent: percentOf(all.length === 0 ? 0 : Math.max(...all)),
  });
  const adjustment = { version: 0, rules: keys, ...range(stood) };
  const standing = standingMillionths(sku, { adjustment, rules, limits }, nowMs);
  const standingPercent = percentOf(standing);
  const within = isLimited ? [...stood, standing] : [standing];
  const body = { rules: keys, ...range(within), standingPercent };
  if (!isLimited) return { body, dueAtMs: null };
  // What stood longest ago ends to count 24 hours after what followed it began.
  const isNew = before.at(-1)?.percent !== standingPercent;
  const ends = [...before, ...(isNew ? [{ atMs: nowMs, percent: standingPercent }] : [])];
  const dues = ends.slice(1).map(({ atMs }) => atMs + DAY_MS);
  return {
    body,
    dueAtMs: earliest([...dues, nextBoundMs(sku, rules, nowMs)].filter(isAfter(nowMs))),
  };
}

const NEVER: Standing = { atMs: Number.NEGATIVE_INFINITY, percent: "0" };

/** When a rule next begins or ends to be in force: what stands changes then. */
function nextBoundMs(sku: SkuToJudge, rules: DynamicRuleSet, nowMs: number): number | null {
  const bounds = rulesOf(rules, sku).flatMap(({ validFromMs, validToMs }) => [
    validFromMs,
    validToMs,
  ]);
  return earliest(bounds.filter(isAfter(nowMs)));
}

/** Nothing tells that an hour is over, and what was bought in it counts less from then on. */
function demandDueMs(sku: SkuToJudge, rules: DynamicRuleSet, nowMs: number): number | null {
  if (sku.demand.length === 0) return null;
  const counts = rulesOf(rules, sku).some(({ when }) => when.demandAtLeast !== null);
  return counts ? (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS : null;
}

function percentOf(millionths: number): string {
  return String(millionths / 10_000);
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}

const isAfter = (nowMs: number) => (ms: number | null) => ms !== null && ms > nowMs;

function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((ms) => ms !== null);
  return known.length === 0 ? null : Math.min(...known);
}
