import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CURSOR_PATTERN, parseCursor, toCursor } from "./list-orders.ts";

describe("the cursor of a page of orders", () => {
  const place = { createdAtMs: 1_795_000_000_123, id: "0198f2c0-1111-7222-8333-444455556666" };

  it("is read as it was written", () => {
    const cursor = toCursor(place);
    assert.match(cursor, new RegExp(CURSOR_PATTERN));
    assert.deepEqual(parseCursor(cursor), place);
  });

  it("is nothing else", () => {
    const strange = ["", "1", `${place.id}`, `-1.${place.id}`, `1e3.${place.id}`, `1.${place.id}x`];
    for (const text of [...strange, `99999999999999.${place.id}`]) {
      assert.doesNotMatch(text, new RegExp(CURSOR_PATTERN), text);
    }
  });
});
