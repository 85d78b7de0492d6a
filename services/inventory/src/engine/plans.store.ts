import type { Pipeline } from "@holdfast/postgres/pipeline";

/** So many commands write enough to make a plan for empty tables a bad one. */
const PLANNED_AGAIN_AFTER = 64;

/**
 * A connection keeps its plans, and those made while the tables were empty cost fifty times more as soon as they are not.
 * So plans are made anew whenever what was written has doubled: a few times in all. Later, autovacuum's statistics do it.
 */
export function planRenewal(pipeline: Pipeline): (commands: number) => Promise<void> {
  let worked = 0;
  let renewAt = PLANNED_AGAIN_AFTER;
  return async (commands) => {
    worked += commands;
    if (worked < renewAt) return;
    while (renewAt <= worked) renewAt *= 2;
    const discard = { name: "discard-plans", text: "discard plans" };
    await pipeline.run([discard]).catch(() => undefined); // a new connection has no plans
  };
}
