import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { lastKnown } from "./last-known.ts";

describe("last known values", () => {
  it("gives the newest value of a key", () => {
    const values = lastKnown<number>(2);
    values.set("mug", 1);
    values.set("mug", 2);
    assert.equal(values.get("mug"), 2);
    assert.equal(values.get("cap"), undefined);
  });

  it("drops the one that was not used for longest, never more", () => {
    const values = lastKnown<number>(2);
    values.set("mug", 1);
    values.set("cap", 2);
    values.get("mug");
    values.set("pen", 3);
    assert.deepEqual(["mug", "cap", "pen"].map(values.get), [1, undefined, 3]);
  });

  it("forgets what it is told to forget", () => {
    const values = lastKnown<number>(2);
    values.set("mug", 1);
    values.forget("mug");
    assert.equal(values.get("mug"), undefined);
  });
});
