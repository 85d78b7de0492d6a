import { setTimeout as pause } from "node:timers/promises";
import { isConflict, isConnectionLost, type Pipeline } from "@holdfast/postgres/pipeline";
import { fail, ok } from "@holdfast/result";
import type { InventoryError } from "../inventory-error.ts";
import type { Command, Outcome } from "./command.ts";
import { type Decision, decideBatch, type Verdict } from "./engine.ts";
import type { KnownItems } from "./known-items.ts";
import { takeQuickly } from "./quick.store.ts";
import { type QuickHold, quickHolds, reservationOf, unknownSkus } from "./quick.ts";
import {
  allLocations,
  BEGIN,
  COMMIT,
  DISCARD_PLANS,
  loadStatements,
  peekAtItems,
  ROLLBACK,
  skusOfReservations,
  wantedBy,
} from "./world.store.ts";
import { locationsOf, peekedItems, worldOf } from "./world-rows.store.ts";
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
/** How long a changed priority or place of a location may go unseen by the quick way; it is asked in passing. */
const LOCATIONS_SEEN_MS = 1_000;

/** Works batches off on one connection. Every command gets its verdict; it never rejects. */
export function batchWorker(deps: BatchDeps): (commands: readonly Command[]) => Promise<Verdicts> {
  const takeWhatIsQuick = quickWay(deps);
  const renewPlans = planRenewal(deps);
  return async (commands) => {
    const verdicts: Verdicts = new Map();
    await renewPlans(commands.length);
    // What may have been taken unheard, the exact way finds: it looks for the keys first.
    const inDoubt = await takeWhatIsQuick(commands, verdicts);
    const rest = commands.filter((command) => !verdicts.has(command));
    if (rest.length > 0) await decideExactly(deps, { commands: rest, inDoubt }, verdicts);
    return verdicts;
  };
}

/** So many commands write enough to make a plan for empty tables a bad one. */
const PLANNED_AGAIN_AFTER = 64;

/**
 * The connection keeps its plans, and those made while the tables were empty cost fifty times more as soon as they are not.
 * So plans are made anew whenever what was written has doubled: a few times in all. Later, autovacuum's statistics do it.
 */
function planRenewal({ pipeline }: BatchDeps) {
  let worked = 0;
  let renewAt = PLANNED_AGAIN_AFTER;
  return async (commands: number): Promise<void> => {
    worked += commands;
    if (worked < renewAt) return;
    while (renewAt <= worked) renewAt *= 2;
    await pipeline.run([DISCARD_PLANS]).catch(() => undefined); // a new connection has no plans
  };
}

/** Takes the holds that can be taken quickly, and gives them their verdict; true when nobody knows whether it did. */
function quickWay({ pipeline, known, nowMs }: BatchDeps) {
  let seenAtMs = Number.NEGATIVE_INFINITY;
  return async (commands: readonly Command[], verdicts: Verdicts): Promise<boolean> => {
    await peek({ pipeline, known }, commands);
    const holds = quickHolds(commands, known.get);
    if (holds.size === 0) return false;
    const groups = new Set([...holds.values()].map(({ group }) => group));
    const atMs = nowMs();
    const look = atMs - seenAtMs >= LOCATIONS_SEEN_MS;
    const statement = takeQuickly([...holds.values()], atMs);
    try {
      const [, places] = await pipeline.run(look ? [statement, allLocations()] : [statement]);
      known.take(groups);
      if (places !== undefined) known.compare(locationsOf(places));
      if (look) seenAtMs = atMs;
    } catch (error) {
      known.forget(groups);
      return isConnectionLost(error);
    }
    for (const [command, hold] of holds)
      verdicts.set(command, { outcome: heldQuickly(hold, atMs) });
    return false;
  };
}

/** Reads what is not known of the items. When that fails, the exact way tells why. */
async function peek(
  { pipeline, known }: Pick<BatchDeps, "pipeline" | "known">,
  commands: readonly Command[],
): Promise<void> {
  const unknown = unknownSkus(commands, known.get);
  if (unknown.length === 0) return;
  const read = await pipeline.run(peekAtItems(unknown)).catch(() => []);
  known.add(peekedItems(read));
}

const heldQuickly = (hold: QuickHold, nowMs: number): Outcome<"hold"> =>
  ok({ reservation: reservationOf(hold, nowMs), replayed: false });

type Part = {
  readonly commands: readonly Command[];
  /** An earlier attempt may have been committed unheard. */
  readonly inDoubt: boolean;
};

/** Decides the commands in one transaction, anew after a conflict with somebody else. */
async function decideExactly(deps: BatchDeps, part: Part, verdicts: Verdicts): Promise<void> {
  let widenTo: readonly string[] = [];
  let { inDoubt } = part;
  for (let attempt = 1; ; attempt++) {
    const last = attempt === ATTEMPTS_MAX;
    const sent = { commit: false };
    try {
      const decision = await decideOnce(deps, { commands: part.commands, widenTo, last, sent });
      widenTo = decision.widenTo;
      if (widenTo.length > 0 && !last) continue;
      for (const [index, verdict] of decision.verdicts.entries()) {
        const command = part.commands[index];
        if (command !== undefined) verdicts.set(command, verdict);
      }
      return;
    } catch (error) {
      const lost = isConnectionLost(error);
      inDoubt ||= lost && sent.commit;
      if (!lost) await deps.pipeline.run([ROLLBACK]).catch(() => undefined);
      if (last || !(lost || isConflict(error))) {
        return giveUp(deps, { commands: part.commands, inDoubt }, { error, verdicts });
      }
      if (lost) await pause(RECONNECT_MS * attempt);
    }
  }
}

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
  if (isConflict(error)) return refused(inDoubt ? "outcome-unknown" : "overloaded");
  if (commands.length === 1) return all({ error });
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
    readonly widenTo: readonly string[];
    /** No wider lock is taken after this. */
    readonly last: boolean;
    readonly sent: { commit: boolean };
  },
): Promise<Decision> {
  const wanted = wantedBy(it.commands, await skusOf(pipeline, it.commands, it.widenTo));
  const atMs = nowMs();
  const [, ...results] = await pipeline.run([BEGIN, ...loadStatements(wanted, atMs)]);
  const decision = decideBatch(worldOf(wanted, results), it.commands, atMs);
  const retry = decision.widenTo.length > 0 && !it.last;
  const statements = retry ? [] : writeStatements(decision.draft);
  if (statements.length === 0) {
    await pipeline.run([ROLLBACK]);
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
