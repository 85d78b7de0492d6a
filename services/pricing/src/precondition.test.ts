import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { holds } from "./precondition.ts";

describe("a conditional write", () => {
  for (const [ifMatch, ifNoneMatch, version, goesOn] of [
    [undefined, undefined, undefined, true],
    [undefined, undefined, 3, true],
    ['"3"', undefined, 3, true],
    ['"2"', undefined, 3, false],
    ['"2", "3"', undefined, 3, true],
    ["*", undefined, 3, true],
    ["*", undefined, undefined, false],
    ['"1"', undefined, undefined, false],
    ['W/"3"', undefined, 3, false],
    ["3", undefined, 3, false],
    ["", undefined, 3, false],
    [undefined, "*", undefined, true],
    [undefined, "*", 3, false],
    [undefined, '"3"', 3, false],
    [undefined, 'W/"3"', 3, false],
    [undefined, '"2"', 3, true],
    ['"3"', "*", 3, false],
  ] as const) {
    const conditions = `If-Match ${ifMatch ?? "–"}, If-None-Match ${ifNoneMatch ?? "–"}`;
    it(`${goesOn ? "goes on" : "is refused"} at version ${version ?? "none"}: ${conditions}`, () =>
      assert.equal(holds({ ifMatch, ifNoneMatch }, version), goesOn));
  }
});
