import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { newTraceId } from "./ids.ts";
import { alwaysOff, alwaysOn, parentBased, traceIdRatio } from "./sampler.ts";

const endingIn = (digits: string) => digits.padStart(32, "1");
const parent = (traceFlags: number) => ({
  traceId: endingIn("2"),
  spanId: "3".repeat(16),
  traceFlags,
});

describe("sampling by trace id", () => {
  it("keeps about the share asked for", () => {
    const keep = traceIdRatio(0.25);
    const kept = Array.from({ length: 20_000 }, newTraceId).filter((id) =>
      keep(id, undefined),
    ).length;
    assert.ok(kept > 4_600 && kept < 5_400, `${kept} of 20000`); // 5 standard deviations: 1 run in a million fails
  });

  it("keeps all at 1 and none at 0, at both ends of the ids", () => {
    for (const id of [endingIn("0".repeat(14)), endingIn("f".repeat(14))]) {
      assert.equal(traceIdRatio(1)(id, undefined), true);
      assert.equal(traceIdRatio(0)(id, undefined), false);
    }
  });

  it("keeps at a larger share what it keeps at a smaller one", () => {
    const ids = Array.from({ length: 2_000 }, newTraceId).filter((id) =>
      traceIdRatio(0.1)(id, undefined),
    );
    assert.ok(ids.length > 0 && ids.every((id) => traceIdRatio(0.3)(id, undefined)));
  });
});

describe("sampling by the parent", () => {
  it("does what the caller did, whatever the root sampler says", () => {
    assert.equal(parentBased(alwaysOff)(endingIn("2"), parent(1)), true);
    assert.equal(parentBased(alwaysOn)(endingIn("2"), parent(2)), false);
  });

  it("asks the root sampler where a trace begins", () => {
    assert.equal(parentBased(alwaysOn)(endingIn("2"), undefined), true);
    assert.equal(parentBased(alwaysOff)(endingIn("2"), undefined), false);
  });
});
