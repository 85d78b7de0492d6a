import type { Result } from "@holdfast/result";
import { decideHold } from "../hold-stock/hold-stock.ts";
import type { InventoryError } from "../inventory-error.ts";
import { fillOwed } from "../movements/fill-owed.ts";
import { decideAnnouncement, decideCount, decideMovement } from "../movements/movements.ts";
import type { Reservation } from "../reservation.ts";
import { decideReduction } from "../settle-reservation/reduce-reservation.ts";
import {
  decideExtension,
  decideSettlement,
  expire,
} from "../settle-reservation/settle-reservation.ts";
import type { Command, Outcome } from "./command.ts";
import { availableOf, type Draft, draftOf, isDue } from "./draft.ts";
import { tellStock } from "./tell-stock.ts";
import type { Oldest, World } from "./world.ts";

/** What became of one command: its answer, or the error of a decision that broke. */
export type Verdict = { readonly outcome: Outcome } | { readonly error: unknown };

export type Decision = {
  /** One per command, in their order. */
  readonly verdicts: readonly Verdict[];
  readonly draft: Draft;
  /** With the locks of these too, more of what was refused as short could be given. */
  readonly widenTo: readonly string[];
  /** With more of what is due or owed than was read, something might be decided otherwise. */
  readonly more: Oldest | undefined;
};

/**
 * Decides commands in the order of their arrival, each on what those before it left. First the holds that are past their
 * time give their units back. A refused command changes nothing; a command whose decision breaks is told so, and the
 * others are decided without it.
 */
export function decideBatch(world: World, commands: readonly Command[], nowMs: number): Decision {
  const broken = new Map<number, unknown>();
  for (;;) {
    const decided = tryBatch(world, commands, { nowMs, broken });
    if (decided !== undefined) return decided; // at most one more round a command: each adds to `broken`
  }
}

function tryBatch(
  world: World,
  commands: readonly Command[],
  { nowMs, broken }: { readonly nowMs: number; readonly broken: Map<number, unknown> },
): Decision | undefined {
  const draft = draftOf(world, nowMs);
  const stuck = expireDue(draft);
  const verdicts: Verdict[] = [];
  for (const [index, command] of commands.entries()) {
    if (broken.has(index)) {
      verdicts.push({ error: broken.get(index) });
      continue;
    }
    try {
      verdicts.push({ outcome: decide(draft, command) });
    } catch (error) {
      broken.set(index, error); // the draft may be half changed: begin again without this command
      return undefined;
    }
  }
  tellStock(draft);
  const short = shortSkus(draft, verdicts);
  const widenTo = [...unlocked(draft, commands), ...widening(short, stuck)];
  return { verdicts, draft, widenTo, more: moreOf(draft, short) };
}

function decide(draft: Draft, command: Command): Outcome {
  switch (command.kind) {
    case "hold":
      return decideHold(draft, command);
    case "settle": {
      const settled = decideSettlement(draft, command);
      if (settled.ok) passOn(draft, settled.value.reservation, command.caller.account);
      return settled;
    }
    case "reduce": {
      const reduced = decideReduction(draft, command);
      const reservation = draft.reservations.get(command.id);
      if (reduced.ok && reservation) passOn(draft, reservation, command.caller.account);
      return reduced;
    }
    case "extend":
      return decideExtension(draft, command);
    case "move":
      return decideMovement(draft, command);
    case "count":
      return decideCount(draft, command);
    case "announce":
      return decideAnnouncement(draft, command);
    default:
      return command satisfies never;
  }
}

/** Ends the holds that are due and stand on nothing but locked items; returns the others, which are left as they are. */
export function expireDue(draft: Draft): readonly Reservation[] {
  const stuck: Reservation[] = [];
  for (const reservation of [...draft.reservations.values()]) {
    if (!isDue(reservation, draft.nowMs)) continue;
    if (reservation.allocations.every(({ sku }) => draft.items.has(sku))) {
      expire(draft, reservation);
      passOn(draft, reservation, reservation.account);
    } else stuck.push(reservation);
  }
  return stuck;
}

/** What a reservation gave back goes first to those who were promised it. */
function passOn(draft: Draft, { allocations }: Reservation, actor: string): void {
  for (const sku of new Set(allocations.map((line) => line.sku))) {
    fillOwed(draft, sku, { actor, traceparent: undefined });
  }
}

/** What reservations stand on that were placed after their SKUs were asked for, and before the locks were there. */
function unlocked(draft: Draft, commands: readonly Command[]): readonly string[] {
  return commands.flatMap((command) => {
    if (!("caller" in command)) return [];
    const skus = draft.reservations.get(command.id)?.allocations.map(({ sku }) => sku) ?? [];
    return skus.filter((sku) => !draft.items.has(sku));
  });
}

/** How much more to read where that matters is so many times as much as before. */
const MORE = 8;

/**
 * What to read instead when of an item not all that is due or owed was read, and that matters: somebody found too little of
 * it (`short`), or units are left which more promises wait for.
 */
export function moreOf(draft: Draft, short: ReadonlySet<string>): Oldest | undefined {
  const { reservations, oldest } = draft.world;
  const read = [...reservations.values()];
  const due = linesOf(read.filter((it) => isDue(it, draft.nowMs))).map(({ sku }) => sku);
  const owed = linesOf(read).flatMap(({ sku, location }) => (location === undefined ? [sku] : []));
  const moreDue = atLeast(oldest.due, due).some((sku) => short.has(sku));
  const moreOwed = atLeast(oldest.owed, owed).some((sku) => hasUnitsForPromises(draft, sku));
  if (!moreDue && !moreOwed) return undefined;
  return {
    due: moreDue ? oldest.due * MORE : oldest.due,
    owed: moreOwed ? oldest.owed * MORE : oldest.owed,
  };
}

const linesOf = (reservations: readonly Reservation[]) =>
  reservations.flatMap(({ allocations }) => allocations);

/** Those that stand there so many times. */
const atLeast = (times: number, skus: readonly string[]): readonly string[] =>
  [...Map.groupBy(skus, (sku) => sku)].flatMap(([sku, { length }]) => (length < times ? [] : sku));

function hasUnitsForPromises({ items }: Draft, sku: string): boolean {
  const item = items.get(sku);
  return (
    item !== undefined && item.owedUnits > 0 && availableOf(item.rows.values(), item.rules) > 0
  );
}

/** Of which somebody was refused units, or is promised some beyond the stock. */
function shortSkus(draft: Draft, verdicts: readonly Verdict[]): ReadonlySet<string> {
  const owed = draft.placed
    .flatMap(({ id }) => draft.reservations.get(id)?.allocations ?? [])
    .filter(({ location }) => location === undefined);
  return new Set([...verdicts.flatMap(shortIn), ...owed.map(({ sku }) => sku)]);
}

/** What due baskets stand on that hold units of SKUs which are short. */
function widening(short: ReadonlySet<string>, stuck: readonly Reservation[]): readonly string[] {
  if (stuck.length === 0) return [];
  const helpful = stuck.filter((it) => it.allocations.some(({ sku }) => short.has(sku)));
  return [...new Set(helpful.flatMap((it) => it.allocations.map(({ sku }) => sku)))];
}

function shortIn(verdict: Verdict): readonly string[] {
  if ("error" in verdict) return [];
  const outcome: Result<unknown, InventoryError> = verdict.outcome;
  if (outcome.ok) return [];
  const { error } = outcome;
  if (error.kind === "stock-below-reserved") return [error.sku];
  return error.kind === "insufficient-stock" ? error.shortages.map(({ sku }) => sku) : [];
}
