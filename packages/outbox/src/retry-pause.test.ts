import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { retryPauseMs } from "./retry-pause.ts";

describe("the pause after a failed delivery", () => {
  it("doubles with each failure in a row, from 1 s up to 60 s, for ever", () => {
    const pauses = [1, 2, 3, 6, 7, 8, 1_000].map((failures) => retryPauseMs(failures, 0));
    assert.deepEqual(pauses, [1_000, 2_000, 4_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it("is shorter by chance, by no more than half", () => {
    assert.equal(retryPauseMs(1, 0.5), 750);
    assert.ok(retryPauseMs(8, 0.999) >= 30_000);
  });
});
