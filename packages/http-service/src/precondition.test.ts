import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { etagOf, permits, preconditionOf } from "./precondition.ts";

describe("precondition", () => {
  const cases = [
    { sent: {}, read: { kind: "none" } },
    { sent: { "if-none-match": "*" }, read: { kind: "absent" } },
    { sent: { "if-match": "*" }, read: { kind: "present" } },
    { sent: { "if-match": '"3"' }, read: { kind: "version", versions: [3] } },
    { sent: { "if-match": ' "3" , "12"' }, read: { kind: "version", versions: [3, 12] } },
    { sent: { "if-match": 'W/"3"' }, read: { kind: "version", versions: [] } },
    { sent: { "if-match": "3" }, read: { kind: "version", versions: [] } },
    { sent: { "if-match": '"03"' }, read: { kind: "version", versions: [] } },
    { sent: { "if-match": "" }, read: { kind: "version", versions: [] } },
    { sent: { "if-match": '"3"', "if-none-match": "*" }, read: { kind: "version", versions: [3] } },
  ] as const;
  for (const { sent, read } of cases) {
    it(`reads ${JSON.stringify(sent)} as ${JSON.stringify(read)}`, () => {
      assert.deepEqual(preconditionOf(sent), read);
    });
  }

  it("reads back the tag it writes", () => {
    assert.deepEqual(preconditionOf({ "if-match": etagOf(7) }), { kind: "version", versions: [7] });
  });
});

describe("a conditional write", () => {
  for (const [sent, version, goesOn] of [
    [{}, undefined, true],
    [{}, 3, true],
    [{ "if-match": '"3"' }, 3, true],
    [{ "if-match": '"2"' }, 3, false],
    [{ "if-match": '"2", "3"' }, 3, true],
    [{ "if-match": "*" }, 3, true],
    [{ "if-match": "*" }, undefined, false],
    [{ "if-match": '"1"' }, undefined, false],
    [{ "if-match": 'W/"3"' }, 3, false],
    [{ "if-none-match": "*" }, undefined, true],
    [{ "if-none-match": "*" }, 3, false],
  ] as const) {
    it(`${goesOn ? "goes on" : "is refused"} at version ${version ?? "none"}: ${JSON.stringify(sent)}`, () => {
      assert.equal(permits(preconditionOf(sent), version), goesOn);
    });
  }
});
