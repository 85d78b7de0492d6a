import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEPENDENCIES, type Ending, faultsOf, viewOf } from "./health-cascade.ts";

describe("the faults of a drill", () => {
  it("are of the one dependency that is asked for", () => {
    assert.deepEqual(faultsOf("none", 1), {});
    assert.deepEqual(faultsOf("pricing", 1), { pricing: { kind: "refused" } });
    assert.deepEqual(Object.keys(faultsOf("timeout", 1)), [...DEPENDENCIES]);
  });

  it("are the same for the same seed, and of all kinds over many", () => {
    assert.deepEqual(faultsOf("random", 42), faultsOf("random", 42));
    const kinds = new Set(
      Array.from({ length: 200 }, (_, seed) =>
        DEPENDENCIES.map((name) => faultsOf("random", seed)[name]?.kind),
      ).flat(),
    );
    assert.deepEqual([...kinds].map(String).sort(), [
      "delay",
      "hang",
      "refused",
      "status",
      "undefined",
    ]);
  });
});

describe("the product view in a drill", () => {
  const cases: readonly (readonly [Ending, Ending, boolean, number, readonly string[]])[] = [
    ["ok", "ok", true, 200, []],
    ["down", "ok", true, 200, ["inventory"]],
    ["ok", "down", true, 200, ["pricing"]],
    ["ok", "late", true, 200, ["pricing"]],
    ["ok", "absent", true, 200, []],
    ["down", "down", true, 503, []],
    ["late", "down", true, 504, []],
    ["down", "absent", false, 503, []],
    ["down", "absent", true, 200, ["inventory"]],
    ["absent", "ok", false, 404, []],
  ];
  for (const [inventory, pricing, knewItem, status, degraded] of cases) {
    it(`answers ${status} with inventory ${inventory}, pricing ${pricing}${knewItem ? "" : ", nothing known"}`, () =>
      assert.deepEqual(viewOf({ inventory, pricing }, knewItem), { status, degraded }));
  }
});
