import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { anyHold, anyShop, type Intent, openingOf } from "../testing/any-commands.ts";
import { holdOf, keyedHoldOf } from "../testing/commands.ts";
import { type MemoryStock, memoryStock, NOW_MS, outcomesOf } from "../testing/memory-stock.ts";
import { stocked } from "../testing/stocked.ts";
import type { HoldCommand } from "./command.ts";
import { knownItems } from "./known-items.ts";
import { quickHolds, unknownSkus } from "./quick.ts";

const hamburg = { latitude: 53.55, longitude: 9.99 };
const lyon = { latitude: 45.76, longitude: 4.84 };

function knownOf(stock: MemoryStock) {
  const known = knownItems();
  known.add(stock.world([], NOW_MS).items.values());
  return known;
}
/** What would be taken of which shelf by which holds. */
function quickly(stock: MemoryStock, ...commands: readonly HoldCommand[]) {
  const holds = [...quickHolds(commands, knownOf(stock).get, NOW_MS)];
  return holds.map(([command, { units, group }]) => [
    commands.indexOf(command),
    `${units} ${group.sku}@${group.location}`,
  ]);
}
const mugs = (units: number, over: Parameters<typeof keyedHoldOf>[1] = {}) =>
  keyedHoldOf({ mug: units }, over);

describe("the quick way", () => {
  it("takes holds with a key of one SKU that has plenty", () => {
    const stock = stocked({ mug: { on: { A: 20 } } });
    assert.deepEqual(quickly(stock, mugs(2), mugs(3)), [
      [0, "2 mug@A"],
      [1, "3 mug@A"],
    ]);
  });

  it("sums several lines of the SKU", () => {
    const stock = stocked({ mug: { on: { A: 20 } } });
    const lines = [2, 1].map((units) => ({ sku: "mug", units }));
    assert.deepEqual(quickly(stock, mugs(0, { lines })), [[0, "3 mug@A"]]);
  });

  const plenty = { on: { A: 99 } };
  const others: Readonly<Record<string, readonly [MemoryStock, HoldCommand]>> = {
    "a hold without a key": [stocked({ mug: plenty }), holdOf({ mug: 1 })],
    "a basket": [stocked({ mug: plenty, cup: plenty }), keyedHoldOf({ mug: 1, cup: 1 })],
    "an unknown item": [stocked({ cup: plenty }), mugs(1)],
    "an item that is not sold any more": [
      stocked({ mug: { ...plenty, discontinued: true } }),
      mugs(1),
    ],
    "an item with a quota per buyer": [
      stocked({ mug: { ...plenty, maxPerBuyerUnits: 9 } }),
      mugs(1),
    ],
    "more than an order may have": [stocked({ mug: { ...plenty, maxPerOrderUnits: 4 } }), mugs(5)],
    "an item without a shelf": [stocked({ mug: {} }), mugs(1)],
    "an item whose first shelf has too few, whatever the others have": [
      stocked({ mug: { on: { A: 7, B: 99 } } }),
      mugs(2),
    ],
  };
  for (const [name, [stock, command]] of Object.entries(others)) {
    it(`leaves to the exact way: ${name}`, () => {
      assert.deepEqual(quickly(stock, command), []);
    });
  }

  it("leaves the shelf above the low mark, where nothing is told but the change", () => {
    const low = (units: number, safetyStockUnits: number) =>
      quickly(stocked({ mug: { safetyStockUnits, on: { A: units } } }), mugs(1)).length;
    assert.deepEqual([low(7, 0), low(6, 0)], [1, 0]); // 6 are left: one above the mark of 5
    assert.deepEqual([low(10, 3), low(9, 3)], [1, 0]); // 3 are kept back
    assert.deepEqual([low(18, 8), low(17, 8)], [1, 0]); // 8 are kept back, and 8 is the mark
  });

  it("leaves what those before in the batch would take too much", () => {
    const stock = stocked({ mug: { on: { A: 10 } } });
    assert.deepEqual(quickly(stock, mugs(2), mugs(3), mugs(2), mugs(1)), [
      [0, "2 mug@A"],
      [2, "2 mug@A"],
    ]);
  });

  it("takes a key once a batch, whoever has asked with it first; accounts have keys of their own", () => {
    const stock = stocked({ mug: { on: { A: 99 } } });
    const key = "k1";
    const batch = [mugs(1, { key }), mugs(1, { key }), mugs(1, { key, account: "bolt" })];
    assert.deepEqual(quickly(stock, ...batch), [
      [0, "1 mug@A"],
      [2, "1 mug@A"],
    ]);
  });

  it("takes from the location that the strategy asks first", () => {
    const places = { A: { place: lyon, priority: 2 }, B: { place: hamburg, priority: 3 } };
    const stock = stocked({ mug: { on: { A: 99, B: 99, C: 99 } } }, places);
    const asked = [
      mugs(1),
      mugs(1, { strategy: "nearest", shipTo: hamburg }),
      mugs(1, { strategy: "fewest-locations", shipTo: lyon }),
    ];
    assert.deepEqual(
      quickly(stock, ...asked).map(([, taken]) => taken),
      ["1 mug@C", "1 mug@B", "1 mug@A"],
    );
  });

  it("puts the units that one shelf gives together, under the generation that is known", () => {
    const stock = stocked({ mug: { on: { A: 99 } }, cup: { on: { A: 99 } } });
    const asked = [mugs(1, { traceparent: "first" }), keyedHoldOf({ cup: 4 }), mugs(2)];
    const groups = new Set(
      [...quickHolds(asked, knownOf(stock).get, NOW_MS).values()].map((it) => it.group),
    );
    const common = { location: "A", generation: 1, keepUnits: 6 };
    assert.deepEqual(
      [...groups],
      [
        { ...common, sku: "mug", units: 3, traceparent: "first" },
        { ...common, sku: "cup", units: 4, traceparent: undefined },
      ],
    );
  });

  it("asks for what is not known of SKUs that could go the quick way, each once", () => {
    const known = knownOf(stocked({ cup: { on: { A: 9 } } }));
    const asked = [
      mugs(1),
      mugs(2),
      keyedHoldOf({ cup: 1 }),
      keyedHoldOf({ pot: 1, pan: 1 }),
      holdOf({ lid: 1 }),
      keyedHoldOf({ jug: 1 }),
    ];
    assert.deepEqual(unknownSkus(asked, known.get), ["mug", "jug"]);
  });

  it("holds what the exact way would hold, and crosses nothing, for any shop and holds", () => {
    let taken = 0;
    const holds = fc.array(anyHold, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(anyShop, holds, fc.integer({ min: 0, max: 20 }), (shop, intents, more) => {
        const received = shop.received.map((units) => units + more);
        const stock = memoryStock(shop.rules, shop.locations);
        stock.decide(openingOf({ ...shop, received }), NOW_MS);
        const commands = intents.map(suited);
        const quick = quickHolds(commands, knownOf(stock).get, NOW_MS);
        const exactly = stock.decide([...quick.keys()], NOW_MS);
        const expected = [...quick.values()].map((hold) => ({
          ok: true,
          value: { reservation: hold.reservation, replayed: false },
        }));
        assert.deepEqual(outcomesOf(exactly), expected);
        const told = exactly.draft.events.map(({ type }) => type);
        assert.ok(told.every((type) => type === "stock.changed" || type === "reservation.held"));
        taken += quick.size;
      }),
      { numRuns: 2_000 },
    );
    assert.ok(taken > 500, `${taken} holds went the quick way`);
  });
});

/** A hold of one SKU and with a key: it may go the quick way, if the shop is so. */
function suited({ command }: Intent, index: number): HoldCommand {
  const { lines, key, ...asked } = command as HoldCommand;
  return {
    ...{ ...asked, id: `r${index}` },
    lines: lines.map((line) => ({ ...line, sku: lines[0]?.sku ?? "" })),
    key: key ?? { value: `r${index}`, fingerprint: "f1" },
  };
}
