import { setTimeout as pause } from "node:timers/promises";
import {
  isConflict,
  isConnectionLost,
  isTimeout,
  type Pipeline,
  wasNotSent,
} from "@holdfast/postgres/pipeline";
import { fail } from "@holdfast/result";
import type { InventoryError } from "../inventory-error.ts";
import type { Command } from "./command.ts";
import { type Decision, decideBatch, type Verdict } from "./engine.ts";
import type { KnownItems } from "./known-items.ts";
import { planRenewal } from "./plans.store.ts";
import {
  BEGIN,
  COMMIT,
  loadStatements,
  OLDEST,
  ROLLBACK,
  skusOfReservations,
  wantedBy,
} from "./world.store.ts";
import type { Oldest } from "./world.ts";
import { worldOf } from "./world-rows.store.ts";
import { writeStatements } from "./write.store.ts";

export type BatchDeps = {
  readonly pipeline: Pipeline;
  readonly known: KnownItems;
  readonly nowMs: () => number;
};
/** What became of the commands of a batch. */
type Verdicts = Map<Command, Verdict>;

/** Of one batch: conflicts with other processes, a wider lock, a lost connection. Then its halves are tried. */
const ATTEMPTS_MAX = 5;
/** Grows with each attempt: 1 s together, within a caller's deadline. */
const RECONNECT_MS = 100;
/** What an attempt looks at besides what the commands name. */
type Reach = { readonly widenTo: readonly string[]; readonly oldest: Oldest };
type Part = {
  readonly commands: readonly Command[];
  /** An earlier attempt may have been committed unheard. */
  readonly inDoubt: boolean;
};

/**
 * The exact way: batches of any commands, one after the other on a connection of its own. Every command gets its verdict;
 * it never rejects. What an earlier attempt has written unheard it finds: it looks for keys and ids first.
 */
export function exactWay(deps: BatchDeps): (part: Part) => Promise<Verdicts> {
  const renewPlans = planRenewal(deps.pipeline);
  return async (part) => {
    const verdicts: Verdicts = new Map();
    await renewPlans(part.commands.length);
    await decideExactly(deps, part, verdicts);
    return verdicts;
  };
}

/** Decides the commands in one transaction, anew after a conflict with somebody else. */
async function decideExactly(deps: BatchDeps, part: Part, verdicts: Verdicts): Promise<void> {
  let reach: Reach = { widenTo: [], oldest: OLDEST };
  let { inDoubt } = part;
  for (let attempt = 1; ; attempt++) {
    const last = attempt === ATTEMPTS_MAX;
    const sent = { commit: false };
    try {
      const decision = await decideOnce(deps, { commands: part.commands, reach, last, sent });
      if (asksForMore(decision) && !last) {
        const widenTo = [...reach.widenTo, ...decision.widenTo];
        reach = { widenTo, oldest: decision.more ?? reach.oldest };
        continue;
      }
      for (const [index, verdict] of decision.verdicts.entries()) {
        const command = part.commands[index];
        if (command !== undefined) verdicts.set(command, verdict);
      }
      return;
    } catch (error) {
      const lost = isConnectionLost(error);
      inDoubt ||= lost && sent.commit && !wasNotSent(error);
      if (!lost) await deps.pipeline.run([ROLLBACK]).catch(() => undefined);
      if (last || !(lost || isConflict(error))) {
        return giveUp(deps, { commands: part.commands, inDoubt }, { error, verdicts });
      }
      if (lost) await pause(RECONNECT_MS * attempt);
    }
  }
}

const asksForMore = ({ widenTo, more }: Decision): boolean =>
  widenTo.length > 0 || more !== undefined;

/**
 * After a failure that a new attempt does not mend. Without a database all are told; otherwise the halves are tried, so
 * that the one command that the database refuses is found, and its neighbours are not harmed.
 */
async function giveUp(
  deps: BatchDeps,
  { commands, inDoubt }: Part,
  { error, verdicts }: { readonly error: unknown; readonly verdicts: Verdicts },
): Promise<void> {
  const all = (verdict: Verdict) => {
    for (const command of commands) verdicts.set(command, verdict);
  };
  const refused = (kind: "outcome-unknown" | "stock-unavailable" | "overloaded") =>
    all({ outcome: fail<InventoryError>({ kind }) });
  if (isConnectionLost(error)) return refused(inDoubt ? "outcome-unknown" : "stock-unavailable");
  // Somebody has a lock for long: each of the halves would wait as long again.
  const busy = isConflict(error) || isTimeout(error);
  if (busy) return refused(inDoubt ? "outcome-unknown" : "overloaded");
  if (commands.length === 1) return inDoubt ? refused("outcome-unknown") : all({ error });
  const middle = commands.length >> 1;
  for (const half of [commands.slice(0, middle), commands.slice(middle)]) {
    await decideExactly(deps, { commands: half, inDoubt }, verdicts);
  }
}

/** One transaction: locks, reads, decides, writes. Without anything to write it is rolled back: no commit, no wait for the disk. */
async function decideOnce(
  { pipeline, known, nowMs }: BatchDeps,
  it: {
    readonly commands: readonly Command[];
    readonly reach: Reach;
    /** No wider lock is taken, and no more read, after this. */
    readonly last: boolean;
    readonly sent: { commit: boolean };
  },
): Promise<Decision> {
  const { widenTo, oldest } = it.reach;
  const wanted = wantedBy(it.commands, await skusOf(pipeline, it.commands, widenTo), oldest);
  const atMs = nowMs();
  const [, ...results] = await pipeline.run([BEGIN, ...loadStatements(wanted, atMs)]);
  const decision = decideBatch(worldOf(wanted, results), it.commands, atMs);
  const retry = asksForMore(decision) && !it.last;
  const statements = retry ? [] : writeStatements(decision.draft);
  if (statements.length === 0) {
    void pipeline.run([ROLLBACK]).catch(() => undefined); // nothing depends on it: the answers need not wait
    return decision;
  }
  it.sent.commit = true;
  await pipeline.run([...statements, COMMIT]);
  known.learn(decision.draft);
  return decision;
}

async function skusOf(
  pipeline: Pipeline,
  commands: readonly Command[],
  widenTo: readonly string[],
): Promise<readonly string[]> {
  const skus = new Set(widenTo);
  const reservations: string[] = [];
  for (const command of commands) {
    if (command.kind === "hold") for (const { sku } of command.lines) skus.add(sku);
    else if ("sku" in command) skus.add(command.sku);
    else reservations.push(command.id);
  }
  if (reservations.length > 0) {
    const [rows = []] = await pipeline.run([skusOfReservations(reservations)]);
    for (const { sku } of rows as readonly { readonly sku: string }[]) skus.add(sku);
  }
  return [...skus];
}
