import type { Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { unrecorded } from "@holdfast/telemetry";
import { listDocuments } from "./documents.store.ts";
import { compileDynamicRules, type DynamicRule, type DynamicRuleSet } from "./dynamic-rules.ts";
import {
  findRulesRevision,
  forgetOldSignals,
  judgeDue,
  markDue,
} from "./judge-signals/judge-signals.store.ts";

export type JudgeDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** Whether any price is dynamic now: while none is, nothing is judged. What is due stays so. */
  readonly isOn: () => boolean;
};
type Schedule = (work: () => void, delayMs: number) => () => void;

/** Of one transaction: events of those SKUs wait for it, some 20 ms. */
const SKUS_MAX = 500;
/** Of one run: 10,000 SKUs a second; a larger backlog takes more runs. */
const BATCHES_MAX = 20;
/** One short update each. */
const MARKED_MAX = 5_000;
const EVERY_MS = 1_000;
const FORGOTTEN_MAX = 10_000;

/** Judges at once and then 1 s after each run, until stopped. Failures are logged; the next run is the retry. */
export function keepJudging(
  deps: JudgeDeps,
  schedule: Schedule,
): { readonly stop: () => Promise<void> } {
  const judge = judgeSignals(deps);
  let stopped = false;
  let cancel = () => {};
  const judgeAndWait = async (): Promise<void> => {
    await unrecorded(judge).catch((error: unknown) =>
      deps.log.warn({ err: error }, "signals were not judged"),
    );
    if (stopped) return;
    cancel = schedule(() => {
      running = judgeAndWait();
    }, EVERY_MS);
  };
  let running = judgeAndWait();
  return {
    /** Resolves when no run is under way or will be: the database may be closed then. */
    stop: () => {
      stopped = true;
      cancel();
      return running;
    },
  };
}

/** One run: what is due is judged by the rules as they are, and what counts no more is deleted. */
export function judgeSignals({ db, nowMs, isOn }: JudgeDeps): () => Promise<void> {
  let rules: DynamicRuleSet | undefined;
  let markedRevision: number | undefined;
  const currentRules = async (): Promise<DynamicRuleSet> => {
    if (rules !== undefined && rules.revision === (await findRulesRevision(db))) return rules;
    const { revision, documents } = await listDocuments<DynamicRule>(db, "dynamic-rule");
    rules = compileDynamicRules(
      documents.map(({ body }) => body),
      revision,
    );
    return rules;
  };
  const markAll = async (revision: number): Promise<void> => {
    for (let batch = 0; batch < BATCHES_MAX && markedRevision !== revision; batch += 1) {
      const marking = { nowMs: nowMs(), limit: MARKED_MAX };
      const isDone = await db.inTransaction((tx) => markDue(tx, revision, marking));
      if (isDone) markedRevision = revision;
    }
  };
  return async () => {
    await forgetOldSignals(db, { nowMs: nowMs(), limit: FORGOTTEN_MAX });
    if (!isOn()) return;
    const by = await currentRules();
    await markAll(by.revision);
    for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
      const judging = { nowMs: nowMs(), limit: SKUS_MAX };
      const judged = await db.inTransaction((tx) => judgeDue(tx, by, judging));
      if (judged < SKUS_MAX) return;
    }
  };
}
