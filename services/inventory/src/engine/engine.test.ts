import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Reservation } from "../reservation.ts";
import { steadyClock } from "../steady-clock.ts";
import {
  type AnyShop,
  anyExtension,
  anyHold,
  anyIntent,
  anyReceipt,
  anyRevision,
  anySettlement,
  anyShop,
  anyStepMs,
  ids,
  openingOf,
  SKUS,
} from "../testing/any-commands.ts";
import { type MemoryStock, memoryStock, NOW_MS, outcomesOf } from "../testing/memory-stock.ts";
import { decideNaively } from "../testing/naive-decisions.ts";
import {
  answered,
  freeWhatIsDue,
  type NaiveStock,
  naiveStock,
  nameOf,
  onHand,
  owed,
  reserved,
} from "../testing/naive-stock.ts";
import type { Command, Outcome } from "./command.ts";
import type { Draft } from "./draft.ts";
import { decideBatch } from "./engine.ts";
import { isChanged } from "./tell-stock.ts";
import { type ItemRules, keyOf } from "./world.ts";

const batchesOf = (intent: typeof anyIntent) =>
  fc.array(
    fc.record({
      stepMs: anyStepMs,
      revision: anyRevision,
      intents: fc.array(intent, { minLength: 1, maxLength: 6 }),
    }),
    { minLength: 1, maxLength: 6 },
  );
const anyBatches = batchesOf(anyIntent);
type Batches = typeof anyBatches extends fc.Arbitrary<infer Drawn> ? Drawn : never;
type Asked = {
  readonly nowMs: number;
  readonly commands: readonly Command[];
  /** What the item's owner said before. */
  readonly revision: ItemRules | undefined;
};

/** What a shop is asked, batch by batch. Its wall clock may be set back, its steady clock goes on. */
function* asked(shop: AnyShop, batches: Batches): Generator<Asked> {
  const commandOf = ids();
  const wall = { ms: NOW_MS, passedMs: 0 };
  const clock = steadyClock({ wallMs: () => wall.ms, monotonicMs: () => wall.passedMs });
  yield { nowMs: clock(), commands: openingOf(shop), revision: undefined };
  for (const { stepMs, revision, intents } of batches) {
    wall.ms += stepMs;
    wall.passedMs += Math.abs(stepMs);
    yield { nowMs: clock(), commands: intents.map(commandOf), revision };
  }
}

const revise = ({ tables }: MemoryStock, rules: ItemRules | undefined): void => {
  const item = rules === undefined ? undefined : tables.items.get(rules.sku);
  if (item !== undefined && rules !== undefined) item.rules = rules;
};

describe("the engine, for any shop, commands and clock", () => {
  it("answers every command as if it came alone, and leaves what ledger and reservations add up to", () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(anyShop, anyBatches, (shop, batches) => {
        const stock = memoryStock(shop.rules, shop.locations);
        const naive = naiveStock(shop.rules, shop.locations);
        for (const { nowMs, commands, revision } of asked(shop, batches)) {
          revise(stock, revision);
          if (revision !== undefined) naive.rules.set(revision.sku, revision);
          const outcomes = outcomesOf(stock.decide(commands, nowMs));
          freeWhatIsDue(naive, nowMs);
          for (const [index, command] of commands.entries()) {
            const expected = decideNaively(naive, command, nowMs);
            assert.deepEqual(outcomes[index], expected, `${index}: ${JSON.stringify(command)}`);
            met.add(`${command.kind} ${expected.ok ? "ok" : expected.error.kind}`);
          }
          assertSame(stock, naive);
          for (const told of naive.told) met.add(`event ${told.split(" ").at(-1)}`);
        }
      }),
      { numRuns: 5_000 },
    );
    assert.deepEqual([...met].sort(), MET);
  });

  it("holds the whole basket, and keeps what shelves, ledger and reservations say of each other", () => {
    fc.assert(
      fc.property(anyShop, anyBatches, (shop, batches) => {
        const stock = memoryStock(shop.rules, shop.locations);
        for (const { nowMs, commands, revision } of asked(shop, batches)) {
          revise(stock, revision);
          const before = snapshot(stock);
          const outcomes = outcomesOf(stock.decide(commands, nowMs));
          for (const [index, command] of commands.entries()) {
            const outcome = outcomes[index];
            if (command.kind !== "hold" || outcome?.ok !== true) continue;
            const { reservation } = outcome.value as { readonly reservation: Reservation };
            if (reservation.id !== command.id) continue; // the first answer of another request
            assert.deepEqual(unitsOf(reservation.allocations), unitsOf(command.lines));
          }
          assertSound(stock, { before, nowMs });
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("changes nothing for a refused command", () => {
    fc.assert(
      fc.property(anyShop, anyBatches, (shop, batches) => {
        const stock = memoryStock(shop.rules, shop.locations);
        for (const { nowMs, commands, revision } of asked(shop, batches)) {
          revise(stock, revision);
          const world = stock.world(commands, nowMs);
          const { verdicts, draft } = decideBatch(world, commands, nowMs);
          const accepted = commands.filter((_, index) => {
            const verdict = verdicts[index];
            return verdict !== undefined && "outcome" in verdict && verdict.outcome.ok;
          });
          assert.deepEqual(written(decideBatch(world, accepted, nowMs).draft), written(draft));
          stock.decide(commands, nowMs);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("decides the same however commands of one moment fall into batches", () => {
    fc.assert(
      fc.property(anyShop, anyBatches, fc.integer({ min: 1, max: 3 }), (shop, batches, size) => {
        const whole = memoryStock(shop.rules, shop.locations);
        const split = memoryStock(shop.rules, shop.locations);
        for (const { nowMs, commands, revision } of asked(shop, batches)) {
          for (const stock of [whole, split]) revise(stock, revision);
          const expected = outcomesOf(whole.decide(commands, nowMs));
          const outcomes: Outcome[] = [];
          for (let first = 0; first < commands.length; first += size) {
            const part = commands.slice(first, first + size);
            outcomes.push(...outcomesOf(split.decide(part, nowMs)));
          }
          assert.deepEqual(outcomes, expected);
          assert.deepEqual(lasting(split), lasting(whole));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("counts nothing that is due, whichever items a batch has the locks of", () => {
    const commands = fc.oneof(anyHold, anySettlement, anyExtension, anyReceipt);
    fc.assert(
      fc.property(anyShop, batchesOf(commands), (shop, batches) => {
        const stock = memoryStock(shop.rules, shop.locations);
        const naive = naiveStock(shop.rules, shop.locations);
        for (const { nowMs, commands } of asked(shop, batches)) {
          const outcomes = outcomesOf(stock.decideNarrowly(commands, nowMs));
          freeWhatIsDue(naive, nowMs);
          const expected = commands.map((command) => decideNaively(naive, command, nowMs));
          // Where a unit comes from may differ: a basket that nobody is short of gives its units back later.
          assert.deepEqual(outcomes.map(refusalOf), expected.map(refusalOf));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("answers what was committed unheard as it would have been, when it is decided again", () => {
    fc.assert(
      fc.property(anyShop, anyBatches, (shop, batches) => {
        const stock = memoryStock(shop.rules, shop.locations);
        for (const { nowMs, commands, revision } of asked(shop, batches)) {
          revise(stock, revision);
          const first = outcomesOf(stock.decide(commands, nowMs));
          const committed = commands.filter((_, index) => first[index]?.ok);
          const again = outcomesOf(stock.decide(committed, nowMs));
          const reduced = new Set(committed.map((each) => (each.kind === "reduce" ? each.id : "")));
          for (const [index, outcome] of first.filter(({ ok }) => ok).entries()) {
            const { kind, ...command } = committed[index] ?? {};
            const isKnown = kind === "move" || ("key" in command && command.key !== undefined);
            if (!isKnown) continue;
            assert.deepEqual(receiptOf(again[index], reduced), receiptOf(outcome, reduced));
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("tells each change of stock once, without a gap, with what it crossed", () => {
    fc.assert(
      fc.property(anyShop, anyBatches, (shop, batches) => {
        const stock = memoryStock(shop.rules, shop.locations);
        for (const { nowMs, commands, revision } of asked(shop, batches)) {
          revise(stock, revision);
          const before = snapshot(stock);
          const { events } = stock.decide(commands, nowMs).draft;
          for (const sku of SKUS) {
            const told = events.filter(({ aggregate }) => aggregate === `stock/${sku}`);
            assert.deepEqual(
              told.map(({ type, payload }) => [type, payload]),
              eventsBetween(before, snapshot(stock), sku),
            );
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

const refusalOf = (outcome: Outcome) => (outcome.ok ? "none" : outcome.error);

/**
 * What a repeat must find again. A promise may have been filled meanwhile: where the units come from is left out; and so
 * are all units of a sale that was `reduced`, of which a repeat shows what is left.
 */
function receiptOf(outcome: Outcome | undefined, reduced: ReadonlySet<string>) {
  if (outcome?.ok !== true || !("replayed" in outcome.value)) return outcome;
  if ("movement" in outcome.value) return outcome.value;
  const { replayed, reservation } = outcome.value;
  const { id, expiresAtMs, allocations } = reservation;
  const units = reduced.has(id) ? "fewer" : unitsOf(allocations);
  return { replayed, id, expiresAtMs, units };
}

const unitsOf = (lines: readonly { readonly sku: string; readonly units: number }[]) =>
  Object.fromEntries(
    [...Map.groupBy(lines, ({ sku }) => sku)]
      .map(([sku, them]) => [sku, them.reduce((sum, { units }) => sum + units, 0)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const byId = <T extends { readonly id: string }>(them: Iterable<T>): readonly T[] =>
  [...them].sort((a, b) => (a.id < b.id ? -1 : 1));

function assertSame({ tables }: MemoryStock, naive: NaiveStock): void {
  for (const sku of SKUS) {
    assert.equal(tables.items.get(sku)?.owedUnits, owed(naive, sku), `owed of ${sku}`);
    for (const { code: location } of naive.locations) {
      const row = tables.shelves.get(keyOf(sku, location));
      const place = { sku, location };
      const name = nameOf(place);
      assert.equal(row?.onHandUnits ?? 0, onHand(naive, place), `on hand at ${name}`);
      assert.equal(row?.reservedUnits ?? 0, reserved(naive, place), `reserved at ${name}`);
      assert.equal(row?.incomingUnits ?? 0, naive.incoming.get(name) ?? 0, `incoming at ${name}`);
      assert.equal(row?.importedUnits, naive.counted.get(name), `counted at ${name}`);
    }
  }
  const stored = [...tables.reservations.values()].map(({ key: _, ...it }) => it);
  assert.deepEqual(byId(stored), byId(naive.reservations.map(answered)));
  const ledger = tables.ledger.map(({ sku, location, units }) => ({ sku, location, units }));
  assert.deepEqual(ledger, naive.ledger);
  const told = tables.outbox.filter(({ aggregate }) => aggregate.startsWith("reservation/"));
  assert.deepEqual(
    told.map(({ aggregate, type }) => `${aggregate.split("/")[1]} ${type.split(".")[1]}`),
    naive.told,
  );
}

function assertSound(
  { tables }: MemoryStock,
  { before, nowMs }: { readonly before: Snapshot; readonly nowMs: number },
): void {
  const sum = (lines: Iterable<{ readonly units: number }>) =>
    Iterator.from(lines).reduce((total, { units }) => total + units, 0);
  const linesOf = (
    statuses: readonly string[],
    at: { sku: string; location: string | undefined },
  ) =>
    [...tables.reservations.values()]
      .filter(({ status }) => statuses.includes(status))
      .flatMap(({ allocations }) => allocations)
      .filter(({ sku, location }) => sku === at.sku && location === at.location);
  for (const { sku, location, onHandUnits, reservedUnits } of tables.shelves.values()) {
    const ledger = tables.ledger.filter((line) => line.sku === sku && line.location === location);
    assert.equal(onHandUnits, sum(ledger));
    assert.equal(reservedUnits, sum(linesOf(["held"], { sku, location })));
    assert.ok(reservedUnits >= 0 && reservedUnits <= onHandUnits);
  }
  for (const [sku, { rules, owedUnits }] of tables.items) {
    assert.equal(owedUnits, sum(linesOf(["held", "confirmed"], { sku, location: undefined })));
    const early = rules.availableFromMs !== undefined && nowMs < rules.availableFromMs;
    const limit = early ? rules.preorderLimitUnits : rules.backorderLimitUnits;
    assert.ok(owedUnits <= Math.max(limit, before.items.get(sku)?.owedUnits ?? 0));
  }
}

/** All that a draft writes. */
const written = (draft: Draft) => ({
  items: [...draft.items].map(([sku, { owedUnits, rows }]) => ({
    sku,
    owedUnits,
    rows: [...rows.values()].filter(isChanged),
  })),
  placed: draft.placed.map(({ id, key }) => ({ ...draft.reservations.get(id), key })),
  settled: [...draft.settled].map((id) => [id, draft.reservations.get(id)?.status]),
  extended: [...draft.extended].map((id) => [id, draft.reservations.get(id)?.expiresAtMs]),
  ...{ forgotten: draft.forgotten, movements: draft.movements, fills: draft.fills },
  ...{ events: draft.events, kept: draft.kept },
});

/** What does not depend on where batches end; an item tells its changes once a batch. */
const lasting = ({ tables }: MemoryStock) => ({
  owed: [...tables.items].map(([sku, { owedUnits }]) => [sku, owedUnits]),
  shelves: [...tables.shelves].sort(([a], [b]) => (a < b ? -1 : 1)),
  reservations: byId(tables.reservations.values()),
  answers: tables.answers,
  ledger: tables.ledger,
  told: tables.outbox.filter(({ aggregate }) => aggregate.startsWith("reservation/")),
});

const snapshot = ({ tables }: MemoryStock) => ({
  shelves: new Map(tables.shelves),
  items: new Map([...tables.items].map(([sku, item]) => [sku, { ...item }])),
});
type Snapshot = ReturnType<typeof snapshot>;

/** The events of an item that a batch brought from one state to the other. */
function eventsBetween(before: Snapshot, after: Snapshot, sku: string) {
  const rows = [...after.shelves.values()].filter((row) => row.sku === sku);
  const changed = rows.filter((row) => {
    const name = keyOf(sku, row.location);
    return JSON.stringify(row) !== JSON.stringify(before.shelves.get(name));
  });
  if (
    changed.length === 0 &&
    before.items.get(sku)?.owedUnits === after.items.get(sku)?.owedUnits
  ) {
    return [];
  }
  const safety = after.items.get(sku)?.rules.safetyStockUnits ?? 0;
  const availableIn = ({ shelves }: Snapshot) =>
    [...shelves.values()]
      .filter((row) => row.sku === sku)
      .map((row) => Math.max(0, row.onHandUnits - row.reservedUnits - safety))
      .reduce((sum, units) => sum + units, 0);
  const [then, available] = [availableIn(before), availableIn(after)];
  const locations = changed.map(({ location, onHandUnits, reservedUnits }) => ({
    code: location,
    onHand: onHandUnits,
    reserved: reservedUnits,
  }));
  const events: unknown[] = [["stock.changed", { sku, locations }]];
  if (then > LOW && available <= LOW) events.push(["stock.low", { sku, available }]);
  if (then === 0 && available > 0) events.push(["stock.back-in-stock", { sku, available }]);
  return events;
}
/** Of every item here: none keeps more back. */
const LOW = 5;

/** Every answer that there is, and every event: the shops and commands above are not too tame. */
const MET = [
  "announce item-not-found",
  "announce location-not-found",
  "announce ok",
  "count item-not-found",
  "count location-not-found",
  "count ok",
  "count stock-below-reserved",
  "event confirmed",
  "event expired",
  "event filled",
  "event held",
  "event reduced",
  "event released",
  "extend extension-over-limit",
  "extend invalid-state",
  "extend ok",
  "extend reservation-not-found",
  "hold idempotency-key-reused",
  "hold insufficient-stock",
  "hold invalid-state",
  "hold item-not-found",
  "hold ok",
  "hold quota-exceeded",
  "hold reservation-differs",
  "hold reservation-not-found",
  "move idempotency-key-reused",
  "move insufficient-stock",
  "move item-not-found",
  "move location-not-found",
  "move ok",
  "reduce invalid-state",
  "reduce location-not-found",
  "reduce ok",
  "reduce quantity-over-limit",
  "reduce reservation-not-found",
  "settle invalid-state",
  "settle ok",
  "settle reservation-not-found",
];
