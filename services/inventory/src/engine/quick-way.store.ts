import { isConnectionLost, type Pipeline, wasNotSent } from "@holdfast/postgres/pipeline";
import { ok } from "@holdfast/result";
import type { HoldCommand, Outcome } from "./command.ts";
import type { KnownItems } from "./known-items.ts";
import { planRenewal } from "./plans.store.ts";
import { takeQuickly } from "./quick.store.ts";
import { type QuickHold, quickHolds, unknownSkus } from "./quick.ts";
import { allLocations, peekAtItems } from "./world.store.ts";
import { locationsOf, peekedItems } from "./world-rows.store.ts";

export type QuickDeps = {
  readonly pipeline: Pipeline;
  readonly known: KnownItems;
  readonly nowMs: () => number;
};
export type Taken = {
  /** Held, and durable. The others are left to the exact way. */
  readonly outcomes: ReadonlyMap<HoldCommand, Outcome<"hold">>;
  /** The connection was lost: nobody knows whether the others were taken. */
  readonly inDoubt: boolean;
};

/** How long a changed priority or place of a location may go unseen; it is asked in passing. */
const LOCATIONS_SEEN_MS = 1_000;

/** Takes the holds of a batch that can be taken quickly. Batches may overlap: each is one statement. It never rejects. */
export function quickWay(deps: QuickDeps): (commands: readonly HoldCommand[]) => Promise<Taken> {
  const { pipeline, known, nowMs } = deps;
  const renewPlans = planRenewal(pipeline);
  let seenAtMs = Number.NEGATIVE_INFINITY;
  return async (commands) => {
    await renewPlans(commands.length);
    await peek(deps, commands);
    const atMs = nowMs();
    const holds = quickHolds(commands, known.get, atMs);
    if (holds.size === 0) return { outcomes: new Map(), inDoubt: false };
    const groups = new Set([...holds.values()].map(({ group }) => group));
    const look = atMs - seenAtMs >= LOCATIONS_SEEN_MS;
    if (look) seenAtMs = atMs;
    const statement = takeQuickly([...holds.values()], atMs);
    known.take(groups); // before it is true: the next batch is formed meanwhile
    try {
      const [, places] = await pipeline.run(look ? [statement, allLocations()] : [statement]);
      if (places !== undefined) known.compare(locationsOf(places));
      return { outcomes: heldOf(holds), inDoubt: false };
    } catch (error) {
      known.forget(groups);
      // With two statements in the flight, the one that failed may be the look.
      const inDoubt = (look || isConnectionLost(error)) && !wasNotSent(error);
      return { outcomes: new Map(), inDoubt };
    }
  };
}

const heldOf = (
  holds: ReadonlyMap<HoldCommand, QuickHold>,
): ReadonlyMap<HoldCommand, Outcome<"hold">> =>
  new Map(
    holds
      .entries()
      .map(([command, { reservation }]) => [command, ok({ reservation, replayed: false })]),
  );

/** Reads what is not known of the items. When that fails, the exact way tells why. */
async function peek(
  { pipeline, known }: QuickDeps,
  commands: readonly HoldCommand[],
): Promise<void> {
  const unknown = unknownSkus(commands, known.get);
  if (unknown.length === 0) return;
  const read = await pipeline.run(peekAtItems(unknown)).catch(() => []);
  known.add(peekedItems(read));
}
