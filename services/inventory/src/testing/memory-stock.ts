/**
 * The engine on tables in memory: reads a world, decides, writes the draft. What the stores do with SQL, for tests of
 * decisions that need no database.
 */
import { ok, type Result } from "@holdfast/result";
import type { Command, Outcome } from "../engine/command.ts";
import { type Decision, decideBatch } from "../engine/engine.ts";
import {
  type ItemRules,
  keyOf,
  type LocationFacts,
  type Oldest,
  type World,
} from "../engine/world.ts";
import type { InventoryError } from "../inventory-error.ts";
import { type Tables, write } from "./memory-tables.ts";

export type MemoryStock = {
  readonly tables: Tables;
  /** As `read-…` statements do: only what the commands name, and what is due or owed on the SKUs. */
  world(commands: readonly Command[], nowMs: number, reach?: Partial<Reach>): World;
  /** One batch with the locks of all items, and all that is due or owed. */
  decide(commands: readonly Command[], nowMs: number): Decision;
  /** One batch with the locks of what its commands name and two lines of each that are due or owed; with more when it asks for more. */
  decideNarrowly(commands: readonly Command[], nowMs: number): Decision;
};
type Reach = {
  /** Whose locks are taken. */
  readonly skus: Iterable<string>;
  readonly oldest: Oldest;
};

export const NOW_MS = Date.UTC(2026, 10, 1, 12);
const DAY_MS = 86_400_000;
const ALL: Oldest = { due: Number.POSITIVE_INFINITY, owed: Number.POSITIVE_INFINITY };
const ATTEMPTS_MAX = 9;

export function memoryStock(
  rules: readonly ItemRules[],
  locations: readonly LocationFacts[],
): MemoryStock {
  const tables: Tables = {
    items: new Map(rules.map((it) => [it.sku, { rules: it, owedUnits: 0, eventSequence: 0 }])),
    shelves: new Map(),
    locations: new Map(locations.map((location) => [location.code, location])),
    reservations: new Map(),
    answers: new Map(),
    ledger: [],
    outbox: [],
    extraEvents: new Map(),
    reduced: new Set(),
  };
  const world: MemoryStock["world"] = (commands, nowMs, reach = {}) => {
    const { skus = tables.items.keys(), oldest = ALL } = reach;
    return readWorld(tables, { commands, nowMs, skus: new Set(skus), oldest });
  };
  return {
    tables,
    world,
    decide: (commands, nowMs) => {
      const decision = decideBatch(world(commands, nowMs), commands, nowMs);
      write(tables, decision.draft);
      return decision;
    },
    decideNarrowly: (commands, nowMs) => {
      const skus = new Set(commands.flatMap((command) => skusOf(tables, command)));
      let oldest: Oldest = { due: 2, owed: 2 };
      for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
        const decision = decideBatch(world(commands, nowMs, { skus, oldest }), commands, nowMs);
        if (decision.widenTo.length === 0 && decision.more === undefined) {
          write(tables, decision.draft);
          return decision;
        }
        for (const sku of decision.widenTo) skus.add(sku);
        oldest = decision.more ?? oldest;
      }
      throw new Error("every decision asks for more");
    },
  };
}

/** The answer of each command, as clients see it; throws when a decision broke. */
export const outcomesOf = ({ verdicts }: Decision): readonly Outcome[] =>
  verdicts.map((verdict) => {
    if ("error" in verdict) throw verdict.error;
    const { outcome } = verdict;
    if (!outcome.ok || !("reservation" in outcome.value)) return outcome;
    const { reservation, ...rest } = outcome.value;
    const { eventSequence: _, ...seen } = { eventSequence: 0, ...reservation };
    return ok({ ...rest, reservation: seen });
  });

/** The answer of a command that is alone in its batch. */
export function answerOf<C extends Command>(
  stock: MemoryStock,
  command: C,
  nowMs = NOW_MS,
): Outcome<C["kind"]> {
  const [outcome] = outcomesOf(stock.decide([command], nowMs));
  return outcome as Outcome<C["kind"]>;
}

/** What was done; throws when it was refused. */
export function done<Answer>(outcome: Result<Answer, InventoryError>): Answer {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}

/** Why it was refused; throws when it was done. */
export function refused(outcome: Result<unknown, InventoryError> | undefined): InventoryError {
  if (outcome === undefined || outcome.ok) throw new Error(`done: ${JSON.stringify(outcome)}`);
  return outcome.error;
}

function skusOf({ reservations }: Tables, command: Command): readonly string[] {
  if (command.kind === "hold") return command.lines.map(({ sku }) => sku);
  if ("sku" in command) return [command.sku];
  return reservations.get(command.id)?.allocations.map(({ sku }) => sku) ?? [];
}

type Asked = {
  readonly commands: readonly Command[];
  readonly nowMs: number;
  readonly skus: ReadonlySet<string>;
  readonly oldest: Oldest;
};

function readWorld(tables: Tables, asked: Asked): World {
  const { items, shelves, locations, ledger } = tables;
  const { commands, nowMs, skus } = asked;
  const locked = [...items].filter(([sku]) => skus.has(sku));
  const named = new Set(
    commands.flatMap((it) => [
      ...("location" in it ? [it.location] : []),
      ...("toLocation" in it ? [it.toLocation] : []),
    ]),
  );
  const moves = new Set(commands.flatMap((it) => (it.kind === "move" ? [it.id] : [])));
  const oldest = oldestOf(tables, asked);
  const found = [...tables.reservations.values()]
    .filter((it) => oldest.has(it.id) || isNamed(it, commands))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    items: new Map(
      locked.map(([sku, item]) => {
        const rows = [...shelves.values()].filter((row) => row.sku === sku);
        return [sku, { ...item, rows, generation: rows.length }];
      }),
    ),
    locations: new Map([...locations].filter(([code]) => named.has(code))),
    reservations: new Map(found.map(({ key: _, ...it }) => [it.id, it])),
    oldest: asked.oldest,
    extraEvents: tables.extraEvents,
    reduced: tables.reduced,
    keyed: new Map(
      found.flatMap(({ key, account, id, createdAtMs }) =>
        key === undefined
          ? []
          : [[keyOf(account, key.value), { id, fingerprint: key.fingerprint, createdAtMs }]],
      ),
    ),
    answers: new Map(
      [...tables.answers].filter(([, { createdAtMs }]) => nowMs - createdAtMs < DAY_MS),
    ),
    bought: boughtIn(tables, asked),
    written: new Map(ledger.filter(({ id }) => moves.has(id)).map((it) => [it.id, it])),
  };
}

type Stored = Tables["reservations"] extends Map<string, infer Row> ? Row : never;

const isNamed = ({ id, account, key }: Stored, commands: readonly Command[]): boolean =>
  commands.some((command) => {
    if ("caller" in command) return command.id === id;
    if (command.kind !== "hold") return false;
    if (command.key === undefined) return command.id === id;
    return command.account === account && command.key.value === key?.value;
  });

/** Whose are the oldest lines of each item that are due, and that are owed. */
function oldestOf({ items, reservations }: Tables, { nowMs, skus, oldest }: Asked) {
  const lines = [...reservations.values()].flatMap(({ allocations, ...reservation }) =>
    allocations.map((line) => ({ ...line, ...reservation })),
  );
  const ids = new Set<string>();
  for (const sku of skus) {
    const here = lines.filter((line) => line.sku === sku);
    const due = here
      .filter(({ status, expiresAtMs }) => status === "held" && expiresAtMs <= nowMs)
      .sort((a, b) => a.expiresAtMs - b.expiresAtMs);
    const owed = here
      .filter(({ status }) => status === "held" || status === "confirmed")
      .filter(
        ({ location, units }) =>
          location === undefined && units > 0 && (items.get(sku)?.owedUnits ?? 0) > 0,
      )
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const { id } of due.slice(0, oldest.due)) ids.add(id);
    for (const { id } of owed.slice(0, oldest.owed)) ids.add(id);
  }
  return ids;
}

/** Of items that limit it, by buyers that commands name. */
function boughtIn({ items, reservations }: Tables, { commands, nowMs, skus }: Asked) {
  const bought = new Map<string, number>();
  for (const { account, buyerId, status, expiresAtMs, allocations } of reservations.values()) {
    const counts = status === "confirmed" || (status === "held" && expiresAtMs > nowMs);
    const isNamed = commands.some(
      (it) => it.kind === "hold" && it.account === account && it.buyerId === buyerId,
    );
    if (buyerId === undefined || !counts || !isNamed) continue;
    for (const { sku, units } of allocations) {
      if (!skus.has(sku) || items.get(sku)?.rules.maxPerBuyerUnits === undefined) continue;
      const name = keyOf(account, buyerId, sku);
      bought.set(name, (bought.get(name) ?? 0) + units);
    }
  }
  return bought;
}
