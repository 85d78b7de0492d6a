import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bodyOf, wantedOf } from "./take-events.ts";

const event = (id: string, type: string) => ({ id, type });
const batch = [event("a/1", "x"), event("b/1", "y"), event("a/1", "x"), event("a/2", "x")];
const ids = (wanted: readonly string[]) =>
  wantedOf(batch, new Set(wanted), "*").map(({ id }) => id);

describe("what webhooks want of a batch", () => {
  it("is nothing when there are none", () => assert.deepEqual(ids([]), []));
  it("is nothing of types that nobody named", () => assert.deepEqual(ids(["z"]), []));
  it("is each event once, in the order of the batch", () => {
    assert.deepEqual(ids(["x"]), ["a/1", "a/2"]);
    assert.deepEqual(ids(["x", "y"]), ["a/1", "b/1", "a/2"]);
  });
  it("is everything where one wants all, types that came later too", () => {
    assert.deepEqual(ids(["z", "*"]), ["a/1", "b/1", "a/2"]);
  });
});

it("an event is sent with the members of the contract, and none besides", () => {
  const told = {
    ...{ id: "order/1/2", aggregate: "order/1", sequence: 2, type: "order.refunded" },
    ...{ at: "2026-11-22T12:00:00.000Z", data: { id: "1" } },
  };
  const sent = bodyOf({ ...told, position: 7 } as typeof told);
  assert.deepEqual(JSON.parse(sent), { ...told, traceparent: null });
});
