import type { Result } from "@holdfast/result";
import { decideHold } from "../hold-stock/hold-stock.ts";
import type { InventoryError } from "../inventory-error.ts";
import { fillOwed } from "../movements/fill-owed.ts";
import { decideAnnouncement, decideCount, decideMovement } from "../movements/movements.ts";
import type { Reservation } from "../reservation.ts";
import {
  decideExtension,
  decideSettlement,
  expire,
} from "../settle-reservation/settle-reservation.ts";
import type { Command, Outcome } from "./command.ts";
import { type Draft, draftOf, isDue } from "./draft.ts";
import { tellStock } from "./tell-stock.ts";
import type { World } from "./world.ts";

/** What became of one command: its answer, or the error of a decision that broke. */
export type Verdict = { readonly outcome: Outcome } | { readonly error: unknown };

export type Decision = {
  /** One per command, in their order. */
  readonly verdicts: readonly Verdict[];
  readonly draft: Draft;
  /** Due baskets stand on these too: with their locks, more of what was refused as short could be given. */
  readonly widenTo: readonly string[];
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
  return { verdicts, draft, widenTo: widening(verdicts, stuck) };
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

function widening(verdicts: readonly Verdict[], stuck: readonly Reservation[]): readonly string[] {
  if (stuck.length === 0) return [];
  const short = new Set(verdicts.flatMap((verdict) => shortIn(verdict)));
  const helpful = stuck.filter((it) => it.allocations.some(({ sku }) => short.has(sku)));
  return [...new Set(helpful.flatMap((it) => it.allocations.map(({ sku }) => sku)))];
}

function shortIn(verdict: Verdict): readonly string[] {
  if ("error" in verdict) return [];
  const outcome: Result<unknown, InventoryError> = verdict.outcome;
  if (outcome.ok || outcome.error.kind !== "insufficient-stock") return [];
  return outcome.error.shortages.map(({ sku }) => sku);
}
