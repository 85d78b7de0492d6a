import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { steadyClock } from "../steady-clock.ts";
import {
  type AnyShop,
  anyIntent,
  anyRevision,
  anyShop,
  anyStepMs,
  type Intent,
  ids,
  NOW_MS,
  openingOf,
  SKUS,
} from "../testing/any-commands.ts";
import { type MemoryStock, memoryStock, outcomesOf } from "../testing/memory-stock.ts";
import { decideNaively } from "../testing/naive-decisions.ts";
import {
  answered,
  free,
  freeWhatIsDue,
  type NaiveStock,
  naiveStock,
  onHand,
  owed,
  reserved,
} from "../testing/naive-stock.ts";
import type { Command, Outcome } from "./command.ts";
import { keyOf } from "./world.ts";

const anyBatch = fc.record({
  stepMs: anyStepMs,
  revision: anyRevision,
  intents: fc.array(anyIntent, { minLength: 1, maxLength: 6 }),
});
const anyBatches = fc.array(anyBatch, { minLength: 1, maxLength: 6 });

/** A shop after its first deliveries, kept by the engine and by the naive stock, under one clock. */
function open(shop: AnyShop) {
  const stock = memoryStock(shop.rules, shop.locations);
  const naive = naiveStock(shop.rules, shop.locations);
  const wall = { nowMs: NOW_MS, monotonicMs: 0 };
  const nowMs = steadyClock({ wallMs: () => wall.nowMs, monotonicMs: () => wall.monotonicMs });
  const opening = openingOf(shop);
  stock.decide(opening, nowMs());
  for (const command of opening) decideNaively(naive, command, nowMs());
  const commandOf = ids();
  return {
    stock,
    naive,
    nowMs,
    pass: (stepMs: number) => {
      wall.nowMs += stepMs;
      wall.monotonicMs += Math.max(0, stepMs);
    },
    revise: (rules: AnyShop["rules"][number] | undefined) => {
      const item = stock.tables.items.get(rules?.sku ?? "");
      if (rules === undefined || item === undefined) return;
      item.rules = rules;
      naive.rules.set(rules.sku, rules);
    },
    commandsOf: (intents: readonly Intent[]) => intents.map(commandOf),
  };
}

describe("the engine, for any shop, commands and clock", () => {
  it("answers each command as if it came alone, and leaves what the ledger and the reservations add up to", () => {
    const told = new Map<string, number>();
    fc.assert(
      fc.property(anyShop, anyBatches, (drawn, batches) => {
        const shop = open(drawn);
        for (const { stepMs, revision, intents } of batches) {
          shop.pass(stepMs);
          shop.revise(revision);
          const commands = shop.commandsOf(intents);
          const before = shelvesOf(shop.stock);
          const outcomes = outcomesOf(shop.stock.decide(commands, shop.nowMs())).map(plain);
          freeWhatIsDue(shop.naive, shop.nowMs());
          for (const [index, command] of commands.entries()) {
            const expected = decideNaively(shop.naive, command, shop.nowMs());
            assert.deepEqual(outcomes[index], expected, `${index}: ${JSON.stringify(command)}`);
            const word = expected.ok ? "ok" : expected.error.kind;
            told.set(`${command.kind} ${word}`, (told.get(`${command.kind} ${word}`) ?? 0) + 1);
          }
          assertSame(shop.stock, shop.naive);
          assertSound(shop.stock);
        }
      }),
      { numRuns: 5_000 },
    );
    console.log(told);
  });
});

/** As clients see it. */
function plain(outcome: Outcome): Outcome {
  if (!outcome.ok || !("reservation" in outcome.value)) return outcome;
  const { eventSequence: _, ...reservation } = {
    eventSequence: 0,
    ...outcome.value.reservation,
  };
  return { ok: true, value: { ...outcome.value, reservation } };
}

const shelvesOf = ({ tables }: MemoryStock) => new Map(tables.shelves);

function assertSame({ tables }: MemoryStock, naive: NaiveStock): void {
  for (const sku of SKUS) {
    assert.equal(tables.items.get(sku)?.owedUnits, owed(naive, sku), `owed of ${sku}`);
    for (const { code: location } of naive.locations) {
      const row = tables.shelves.get(keyOf(sku, location));
      const place = { sku, location };
      const name = `${sku}@${location}`;
      assert.deepEqual(
        {
          onHand: row?.onHandUnits ?? 0,
          reserved: row?.reservedUnits ?? 0,
          incoming: row?.incomingUnits ?? 0,
          counted: row?.importedUnits,
        },
        {
          onHand: onHand(naive, place),
          reserved: reserved(naive, place),
          incoming: naive.incoming.get(name) ?? 0,
          counted: naive.counted.get(name),
        },
        name,
      );
    }
  }
  const stored = [...tables.reservations.values()].map(({ key: _, ...it }) => it);
  const expected = naive.reservations.map(answered);
  assert.deepEqual(byId(stored), byId(expected));
  assert.deepEqual(
    tables.ledger.map(({ sku, location, units }) => ({ sku, location, units })),
    naive.ledger,
  );
}
const byId = <T extends { readonly id: string }>(them: readonly T[]) =>
  them.toSorted((a, b) => (a.id < b.id ? -1 : 1));

function assertSound({ tables }: MemoryStock): void {}
void free;
export type X = Command;
