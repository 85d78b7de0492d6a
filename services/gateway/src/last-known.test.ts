import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { lastKnown } from "./last-known.ts";
import type { Part } from "./view-json.ts";

const part = (value: unknown): Part => ({
  ...{ json: JSON.stringify(value), isStale: false, beganAtMs: 0 },
});
const shown = (part: Part | undefined): unknown => part && JSON.parse(part.json);
const TWO = { entriesMax: 2, bytesMax: 1_000_000 };

describe("last known values", () => {
  it("gives the newest value of a key", () => {
    const values = lastKnown(TWO);
    values.set("mug", part({ at: 1 }));
    values.set("mug", part({ at: 2 }));
    assert.deepEqual(shown(values.get("mug")), { at: 2 });
    assert.equal(values.get("cap"), undefined);
  });

  it("drops the one that was not used for longest, never more", () => {
    const values = lastKnown(TWO);
    values.set("mug", part(1));
    values.set("cap", part(2));
    values.get("mug");
    values.set("pen", part(3));
    assert.deepEqual(
      ["mug", "cap", "pen"].map((key) => shown(values.get(key))),
      [1, undefined, 3],
    );
  });

  it("holds no more bytes than it may, however few the values are", () => {
    // A key of three characters and a text of 97 take 200 bytes.
    const text = (letter: string) => letter.repeat(95);
    const values = lastKnown({ entriesMax: 100, bytesMax: 400 });
    const held = () =>
      ["mug", "cap", "pen"].map((key) => (shown(values.get(key)) as string | undefined)?.[0]);
    values.set("mug", part(text("m")));
    values.set("cap", part(text("c")));
    assert.deepEqual(held(), ["m", "c", undefined]);
    values.set("pen", part(text("p")));
    assert.deepEqual(held(), [undefined, "c", "p"]);
  });

  it("counts a replaced or forgotten value no longer", () => {
    const values = lastKnown({ entriesMax: 100, bytesMax: 400 });
    for (let round = 0; round < 10; round += 1) {
      values.set("mug", part("m".repeat(95)));
      values.set("cap", part("c".repeat(95)));
      values.forget("cap");
      values.forget("none");
    }
    values.set("cap", part("c".repeat(95)));
    assert.notEqual(values.get("mug"), undefined);
    assert.notEqual(values.get("cap"), undefined);
  });

  it("keeps no value larger than all it may hold", () => {
    const values = lastKnown({ entriesMax: 100, bytesMax: 200 });
    values.set("mug", part({ name: "m".repeat(200) }));
    assert.equal(values.get("mug"), undefined);
  });

  it("forgets what it is told to forget", () => {
    const values = lastKnown(TWO);
    values.set("mug", part(1));
    values.forget("mug");
    assert.equal(values.get("mug"), undefined);
  });

  it("understands what a service says anew once, and takes it for known while it says the same", () => {
    const values = lastKnown(TWO);
    const text = (at: string) => JSON.stringify({ at });
    let understood = 0;
    const learn = (at: string) =>
      values.learn("mug", text(at), (said) => {
        understood += 1;
        return { part: { json: said, isStale: false, beganAtMs: 0 }, asOf: at };
      });
    learn("2026-11-01T08:00:00.000Z");
    learn("2026-11-01T08:00:01.000Z");
    assert.deepEqual(shown(values.get("mug")), { at: "2026-11-01T08:00:01.000Z" });
    assert.equal(understood, 1);
    learn("today");
    assert.deepEqual([shown(values.get("mug")), understood], [{ at: "today" }, 2]);
  });

  it("keeps what it knew when an answer cannot be understood", () => {
    const values = lastKnown(TWO);
    values.set("mug", part(1));
    const understand = () => {
      throw new SyntaxError("no JSON");
    };
    assert.throws(() => values.learn("mug", "{", understand), SyntaxError);
    assert.equal(shown(values.get("mug")), 1);
  });
});
