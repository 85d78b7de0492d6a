/**
 * The price that an announced reduction must name: the lowest of the 30 days before it (Directive 98/6/EC, article 6a, and
 * the Commission's guidance on it, 2021/C 526/02).
 *
 * A price is reduced when it began lower than the one before it, by a new version or because its time came. Reductions that
 * follow each other without a rise are one, which began with the first. While a reduction is in force the 30 days are those
 * before it began; otherwise they are the last 30. Who lowers a price for good announces nothing: without a
 * `compareAt` above it, a lower price is a reduction for its first 30 days, and then the everyday price.
 */
import type { Price, RecordedPrices } from "./price.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const WINDOW_MS = 30 * DAY_MS;
/**
 * How far back versions are looked at. So a reduction counts as one for 150 days, however long it is announced: a seller who
 * never takes it back has made it the everyday price.
 */
export const HISTORY_MS = 180 * DAY_MS;

/** What a purchase costs by a version of the prices; undefined: it could not be made. */
export type PriceAt = (
  prices: readonly Price[],
  atMs: number,
) => Pick<Price, "amountMinor" | "compareAtMinor"> | undefined;

/**
 * The lowest amount by the rule above, as of `nowMs`; undefined when the purchase could not be made in that time.
 * `history` has the versions in their order, beginning with the one in force `HISTORY_MS` ago where there was one.
 */
export function lowestAmountMinor(
  history: readonly RecordedPrices[],
  priceAt: PriceAt,
  nowMs: number,
): number | undefined {
  const steps = stepsOf(history, priceAt, nowMs);
  const first = firstReduction(steps, nowMs);
  const reduced = first === undefined ? undefined : steps[first];
  const toMs = reduced === undefined ? nowMs + 1 : reduced.fromMs;
  // Of the moment 30 days ago, too: what ended then had ended.
  const fromMs = (reduced?.fromMs ?? nowMs) - WINDOW_MS;
  const amounts = steps.flatMap((step) =>
    step.fromMs < toMs && step.toMs > fromMs ? [step.amountMinor] : [],
  );
  if (amounts.length > 0) return amounts.reduce((a, b) => Math.min(a, b));
  // Not on sale in those 30 days: what it last cost before.
  return first === undefined ? undefined : steps[first - 1]?.amountMinor;
}

/** From `fromMs` on, until before `toMs`, a unit cost this. `isAnnounced`: in the end it was compared with more. */
type Step = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly amountMinor: number;
  readonly isAnnounced: boolean;
};

/** What it cost from `HISTORY_MS` ago until `nowMs`, that moment included; each step costs something else than the one before. */
function stepsOf(
  history: readonly RecordedPrices[],
  priceAt: PriceAt,
  nowMs: number,
): readonly Step[] {
  const steps: Step[] = [];
  for (const [index, { prices, recordedAtMs }] of history.entries()) {
    // A version is in force until the next is recorded; the last one is now, whatever the clock of the process that
    // recorded it said.
    const next = history[index + 1];
    const fromMs = Math.max(nowMs - HISTORY_MS, Math.min(recordedAtMs, nowMs));
    const toMs = next === undefined ? nowMs + 1 : Math.min(next.recordedAtMs, nowMs);
    const moments = momentsOfChange(prices, { fromMs, toMs });
    for (const [at, momentMs] of moments.entries()) {
      const price = priceAt(prices, momentMs);
      if (price === undefined) continue;
      const { amountMinor, compareAtMinor } = price;
      const isAnnounced = compareAtMinor !== null && compareAtMinor > amountMinor;
      const before = steps.at(-1);
      const goesOn = before?.amountMinor === amountMinor;
      const step = { amountMinor, isAnnounced, toMs: moments[at + 1] ?? toMs };
      if (goesOn) steps[steps.length - 1] = { ...step, fromMs: before.fromMs };
      else steps.push({ ...step, fromMs: momentMs });
    }
  }
  return steps;
}

/** The moments from `fromMs` to before `toMs` at which the price may change: the beginning, and each limit of a period. */
function momentsOfChange(
  prices: readonly Price[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): readonly number[] {
  if (fromMs >= toMs) return [];
  const moments = new Set([fromMs]);
  for (const { validFromMs, validToMs } of prices) {
    for (const atMs of [validFromMs, validToMs]) {
      if (atMs !== null && atMs > fromMs && atMs < toMs) moments.add(atMs);
    }
  }
  return [...moments].sort((a, b) => a - b);
}

/** The step that the reduction in force began with; undefined when none is in force. */
function firstReduction(steps: readonly Step[], nowMs: number): number | undefined {
  let first: number | undefined;
  let untilMs = nowMs;
  for (let index = steps.length - 1; index > 0; index -= 1) {
    const [before, step] = [steps[index - 1], steps[index]];
    if (before === undefined || step === undefined || step.amountMinor > before.amountMinor) break;
    const isEveryday = !step.isAnnounced && untilMs - step.fromMs >= WINDOW_MS;
    const isForgotten = step.fromMs < nowMs - HISTORY_MS + WINDOW_MS;
    if (isEveryday || isForgotten) break;
    first = index;
    untilMs = step.fromMs;
  }
  return first;
}
