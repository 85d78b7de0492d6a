import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { differences } from "./drift.ts";

describe("differences of two documents", () => {
  it("are none for equal documents, whatever the order of their keys", () => {
    assert.deepEqual(differences({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }), []);
  });

  it("are named by JSON pointer, with both values", () => {
    const committed = { paths: { "/v1/a~b": { get: { limit: 100, tags: ["x"] } } }, old: true };
    const fresh = { paths: { "/v1/a~b": { get: { limit: 200, tags: ["x", "y"] } } }, next: {} };
    assert.deepEqual(differences(committed, fresh), [
      "/paths/~1v1~1a~0b/get/limit: 100 → 200",
      '/paths/~1v1~1a~0b/get/tags/1: (absent) → "y"',
      "/old: true → (absent)",
      "/next: (absent) → {}",
    ]);
  });

  it("tell null, objects and arrays apart", () => {
    assert.deepEqual(differences({ a: null }, { a: {} }), ["/a: null → {}"]);
    assert.deepEqual(differences({ a: [] }, { a: {} }), ["/a: [] → {}"]);
    assert.deepEqual(differences([], 1), ["/: [] → 1"]);
  });

  it("stay readable when a whole branch is new or everything changes", () => {
    const [line] = differences({}, { a: "x".repeat(500) });
    assert.equal(line?.length, "/a: (absent) → ".length + 80);
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, i]));
    const lines = differences({}, many);
    assert.equal(lines.length, 41);
    assert.equal(lines.at(-1), "… and 10 more");
  });
});
