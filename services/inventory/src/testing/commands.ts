/** Commands with what a test does not care about filled in. */
import { randomUUID } from "node:crypto";
import type {
  AnnounceCommand,
  Command,
  CountCommand,
  ExtendCommand,
  HoldCommand,
  MoveCommand,
  Outcome,
  ReduceCommand,
  SettleCommand,
} from "../engine/command.ts";

const OWNER = { account: "acme", scope: "shop" } as const;
export const TTL_SECONDS = 60;

export function holdOf(
  units: Readonly<Record<string, number>>,
  over: Partial<HoldCommand> = {},
): HoldCommand {
  return {
    kind: "hold",
    id: randomUUID(),
    account: OWNER.account,
    lines: Object.entries(units).map(([sku, asked]) => ({ sku, units: asked })),
    ttlSeconds: TTL_SECONDS,
    strategy: "priority",
    traceparent: undefined,
    ...over,
  };
}

/** As `POST /v1/reservations` asks: with a key, so it may go the quick way. */
export function keyedHoldOf(
  units: Readonly<Record<string, number>>,
  { key = randomUUID(), ...over }: Partial<Omit<HoldCommand, "key">> & { key?: string } = {},
): HoldCommand {
  const fingerprint = JSON.stringify([units, over.ttlSeconds]);
  return holdOf(units, { ...over, key: { value: key, fingerprint } });
}

export function settleOf(
  id: string,
  move: SettleCommand["move"],
  over: Partial<SettleCommand> = {},
): SettleCommand {
  return { kind: "settle", move, id, caller: OWNER, traceparent: undefined, ...over };
}

export function reduceOf(
  id: string,
  units: Readonly<Record<string, number>>,
  over: Partial<ReduceCommand> = {},
): ReduceCommand {
  return {
    ...{ kind: "reduce", id, caller: OWNER, key: randomUUID(), because: "cancelled" },
    ...{ restock: true, traceparent: undefined },
    lines: Object.entries(units).map(([sku, asked]) => ({ sku, units: asked })),
    ...over,
  };
}

export function extendOf(id: string, ttlSeconds: number): ExtendCommand {
  return { kind: "extend", id, caller: OWNER, ttlSeconds, traceparent: undefined };
}

export function moveOf(
  move: Pick<MoveCommand, "sku" | "units"> & Partial<MoveCommand>,
): MoveCommand {
  const told = { location: "BER", reason: "PO 1", actor: "dev-admin", traceparent: undefined };
  return { kind: "move", movement: "receive", id: randomUUID(), ...told, ...move };
}

type Shelf = { readonly sku: string; readonly location: string };

export function countOf(at: Shelf, countedUnits: number): CountCommand {
  const told = { id: randomUUID(), actor: "dev-admin", traceparent: undefined };
  return { kind: "count", ...at, countedUnits, ...told };
}

export const announceOf = (at: Shelf, incomingUnits: number): AnnounceCommand => ({
  ...{ kind: "announce", ...at, incomingUnits, traceparent: undefined },
});

/** What became of a command, in a word: `ok`, or the kind of the refusal. */
export const wordOf = (outcome: Outcome<Command["kind"]>): string =>
  outcome.ok ? "ok" : outcome.error.kind;
