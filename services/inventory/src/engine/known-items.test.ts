import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { holdOf, moveOf } from "../testing/commands.ts";
import { NOW_MS } from "../testing/memory-stock.ts";
import { stocked } from "../testing/stocked.ts";
import { knownItems } from "./known-items.ts";
import type { Group } from "./quick.ts";

const stock = (units = 9) => stocked({ mug: { on: { A: units } }, cup: { on: { A: units } } });
const items = (of = stock()) => of.world([], NOW_MS).items.values();
const group = (sku: string, units: number): Group => ({
  ...{ sku, units, location: "A", generation: 1, keepUnits: 6, traceparent: undefined },
});
const A = { code: "A", priority: 1, place: undefined };

describe("known items", () => {
  const seen = (known: ReturnType<typeof knownItems>, sku = "mug") => {
    const { onHandUnits, reservedUnits } = known.get(sku)?.shelves.get("A") ?? {};
    return `${onHandUnits}/${reservedUnits}`;
  };
  const full = () => {
    const known = knownItems();
    known.add(items());
    return known;
  };

  it("are those that were read, until they are read again", () => {
    const known = full();
    assert.equal(known.get("nix"), undefined);
    assert.deepEqual([seen(known), known.get("mug")?.rules.sku], ["9/0", "mug"]);
    known.add(items(stock(7)));
    assert.equal(seen(known), "7/0");
  });

  it("have less to give for what the quick way took, without a change of what was read", () => {
    const read = [...items()];
    const known = knownItems();
    known.add(read);
    known.take([group("mug", 2), group("nix", 1), { ...group("cup", 1), location: "B" }]);
    assert.deepEqual([seen(known), seen(known, "cup")], ["9/2", "9/0"]);
    assert.equal(read[0]?.rows[0]?.reservedUnits, 0);
  });

  it("are as the exact way left them", () => {
    const shop = stock();
    const known = full();
    known.learn(shop.decide([holdOf({ mug: 3 })], NOW_MS).draft);
    assert.equal(seen(known), "9/3");
  });

  it("are not known any more when they got a shelf, or when what was known was wrong", () => {
    const shop = stock();
    const known = full();
    known.learn(shop.decide([moveOf({ sku: "mug", location: "B", units: 1 })], NOW_MS).draft);
    assert.equal(known.get("mug"), undefined);
    known.forget([group("cup", 1)]);
    assert.equal(known.get("cup"), undefined);
  });

  it("are all forgotten when a location has another priority or place, has come or has gone", () => {
    const others = [
      [{ ...A, priority: 2 }],
      [{ ...A, place: { latitude: 1, longitude: 2 } }],
      [A, { ...A, code: "B" }],
      [],
    ];
    for (const other of others) {
      const known = knownItems();
      known.compare([A]);
      known.add(items());
      known.compare([A]);
      assert.equal(seen(known), "9/0");
      known.compare(other);
      assert.equal(known.get("mug"), undefined);
    }
  });

  it("are 50,000 at most: those that were learnt last", () => {
    const known = knownItems();
    const [mug] = items();
    assert.ok(mug !== undefined);
    const many = Array.from({ length: 50_000 }, (_, index) => ({
      ...mug,
      rules: { ...mug.rules, sku: `sku-${index}` },
    }));
    known.add(many);
    known.add(many.slice(0, 1)); // learnt again
    known.add([mug]);
    assert.ok(known.get("mug") !== undefined);
    assert.ok(known.get("sku-0") !== undefined);
    assert.equal(known.get("sku-1"), undefined);
    assert.ok(known.get("sku-2") !== undefined);
  });
});
