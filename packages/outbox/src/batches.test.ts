import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { batchesOf } from "./batches.ts";
import { START, type StoredEvent } from "./event.ts";
import type { Piece } from "./in-order.ts";
import { NOW_MS, names } from "./testing.ts";

const at = (id: number) => ({ transactionId: 1, id });
const event = (sequence: number, text = ""): StoredEvent => ({
  position: at(sequence),
  aggregate: "a",
  sequence,
  type: "stock.changed",
  at: new Date(NOW_MS),
  traceparent: null,
  data: { text },
});
async function* pieces(...all: readonly Piece[]) {
  yield* all;
}
const alone = (each: StoredEvent): Piece => ({ events: [each], reached: each.position });

async function packed(all: AsyncIterable<Piece>, bytesMax = 1_000_000) {
  const batches: unknown[] = [];
  for await (const { events, reached, isLast } of batchesOf(all, START, {
    eventsMax: 3,
    bytesMax,
  })) {
    batches.push([...names(events), `→${reached.id}`, isLast]);
  }
  return batches;
}

describe("batches", () => {
  it("have as many events as they may, and say of the last one that it is", async () => {
    const four = pieces(...[1, 2, 3, 4].map((sequence) => alone(event(sequence))));
    assert.deepEqual(await packed(four), [
      ["a/1", "a/2", "a/3", "→3", false],
      ["a/4", "→4", true],
    ]);
    const three = pieces(...[1, 2, 3].map((sequence) => alone(event(sequence))));
    assert.deepEqual(await packed(three), [["a/1", "a/2", "a/3", "→3", true]]);
  });

  it("do not claim a place whose events are partly in the next one", async () => {
    const many = { events: [1, 2, 3, 4].map((sequence) => event(sequence)), reached: at(9) };
    assert.deepEqual(await packed(pieces(many)), [
      ["a/1", "a/2", "a/3", "→0", false],
      ["a/4", "→9", true],
    ]);
  });

  it("are cut where they would have more bytes than they may; a larger event goes alone", async () => {
    const long = "x".repeat(400);
    const three = pieces(alone(event(1)), alone(event(2, long)), alone(event(3)));
    assert.deepEqual(await packed(three, 300), [
      ["a/1", "→1", false],
      ["a/2", "→2", false],
      ["a/3", "→3", true],
    ]);
  });

  it("count bytes, not characters", async () => {
    const two = pieces(alone(event(1, "€".repeat(50))), alone(event(2, "€".repeat(50))));
    assert.equal((await packed(two, 450)).length, 2);
  });

  it("move on past events that were told before, and are there for nothing at all", async () => {
    const skipped = { events: [], reached: at(5) };
    assert.deepEqual(await packed(pieces(alone(event(1)), skipped)), [["a/1", "→5", true]]);
    assert.deepEqual(await packed(pieces()), [["→0", true]]);
  });
});
