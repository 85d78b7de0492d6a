import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { belongs, cursorOf, placeIn } from "./list-products.ts";

const LIST = "0123456789abcdef";
const encoded = (text: string) => Buffer.from(text).toString("base64url");

describe("a cursor", () => {
  for (const place of [
    { rank: "name", sku: "mug" },
    { rank: "text", sku: "x~._-9" },
    { rank: "text", sku: "x".repeat(64) },
  ] as const) {
    it(`names the place ${place.rank} ${place.sku} of its list, in 200 characters that a URL takes`, () => {
      const cursor = cursorOf(place, LIST);
      assert.match(cursor, /^[A-Za-z0-9_-]{1,200}$/);
      assert.deepEqual(placeIn(cursor, LIST), { ok: true, value: place });
    });
  }

  it("is refused by another list", () => {
    const cursor = cursorOf({ rank: "name", sku: "mug" }, LIST);
    assert.deepEqual(placeIn(cursor, "fedcba9876543210"), {
      ok: false,
      error: "cursor-of-another-list",
    });
  });

  for (const cursor of [
    "abc",
    encoded(`${LIST}.0.`),
    encoded(`${LIST}.2.mug`),
    encoded(`${LIST}.-1.mug`),
    encoded(`${LIST}.0.a b`),
    encoded(`${LIST}.0.${"x".repeat(65)}`),
    encoded(`${LIST}.0.mug\n`),
    encoded(`${LIST}.mug`),
    encoded("0.mug"),
  ]) {
    it(`is refused when it is none: ${cursor}`, () => {
      assert.deepEqual(placeIn(cursor, LIST), { ok: false, error: "no-cursor" });
    });
  }
});

describe("a product", () => {
  for (const [available, inStock, expected] of [
    [0, undefined, true],
    [1, undefined, true],
    [0, true, false],
    [1, true, true],
    [0, false, true],
    [1, false, false],
  ] as const) {
    it(`with ${available} units ${expected ? "belongs" : "does not belong"} where inStock is ${inStock}`, () => {
      assert.equal(belongs({ available }, inStock), expected);
    });
  }
});
