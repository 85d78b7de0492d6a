import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Item, Shipment } from "./checkout/checkout.ts";
import { shipmentsLeft } from "./shipments-left.ts";

const mugs = (quantity: number): Item => ({ sku: "mug", quantity });
const POT: Item = { sku: "pot", quantity: 1 };
const ready = (...lines: Item[]): Shipment => ({ status: "ready", lines });
const waiting = (...lines: Item[]): Shipment => ({ status: "backordered", lines });

describe("what is left to be sent", () => {
  const split = [ready(mugs(2), POT), waiting(mugs(3))];

  it("is all of it when nothing was cancelled", () => {
    assert.deepEqual(shipmentsLeft(split, []), split);
  });

  it("is without cancelled units, those that wait first, whichever change took them", () => {
    assert.deepEqual(shipmentsLeft(split, [mugs(1)]), [ready(mugs(2), POT), waiting(mugs(2))]);
    assert.deepEqual(shipmentsLeft(split, [mugs(2), mugs(2)]), [ready(mugs(1), POT)]);
  });

  it("is nothing of a cancelled order", () => {
    assert.deepEqual(shipmentsLeft(split, [mugs(5), POT]), []);
  });
});
