import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { count, kindOf, newTally, planOf, reportOf } from "./load.ts";

const WORDS = {
  ...{ connections: undefined, duration: undefined, requests: undefined },
  ...{ rate: undefined, maxErrors: undefined },
};

describe("the plan of a load", () => {
  it("ends after ten seconds where nothing is said, and after its requests where they are", () => {
    const plain = planOf("product", WORDS);
    assert.deepEqual(plain, {
      ok: true,
      value: {
        ...{ load: "product", connections: 16, durationMs: 10_000, requestsMax: 1_000_000 },
        ...{ rate: undefined, errorShareMax: 0.01 },
      },
    });
    const counted = planOf("mix", { ...WORDS, requests: "50", maxErrors: "2.5" });
    assert.ok(counted.ok);
    const { requestsMax, durationMs, errorShareMax } = counted.value;
    assert.deepEqual([requestsMax, durationMs, errorShareMax], [50, 600_000, 0.025]);
  });

  for (const [name, value] of [
    ["connections", "513"],
    ["connections", "0"],
    ["duration", "601"],
    ["duration", "1s"],
    ["requests", "1000001"],
    ["rate", "-1"],
    ["maxErrors", "101"],
  ] as const) {
    it(`refuses ${name} of ${value}`, () => {
      assert.equal(planOf("product", { ...WORDS, [name]: value }).ok, false);
    });
  }

  it("mixes six looks, two prices, a hold and an order", () => {
    const kinds = Array.from({ length: 20 }, (_, number) => kindOf("mix", number));
    const times = (kind: string) => kinds.filter((one) => one === kind).length;
    assert.deepEqual(["product", "quote", "reserve", "order"].map(times), [12, 4, 2, 2]);
    assert.equal(kindOf("order", 3), "order");
  });
});

describe("the report of a load", () => {
  it("has percentiles, of all and each operation, and what was refused", () => {
    const tally = newTally(0);
    for (let tookMs = 1; tookMs <= 100; tookMs += 1) {
      const refusal = tookMs > 98 ? "overloaded" : undefined;
      count(tally, { kind: tookMs <= 50 ? "product" : "quote", tookMs, refusal });
    }
    const report = reportOf(tally, 2_000);
    assert.deepEqual([report.requests, report.errors, report.errorShare], [100, 2, 0.02]);
    assert.deepEqual([report.seconds, report.perSecond], [2, 50]);
    assert.ok(Math.abs(report.latencyMs.p50 - 50) < 0.5, String(report.latencyMs.p50));
    assert.ok(Math.abs(report.latencyMs.p99 - 99) < 0.5);
    assert.ok(Math.abs((report.operations.product?.max ?? 0) - 50) < 0.5);
    assert.deepEqual(report.refusals, { overloaded: 2 });
  });

  it("is of nothing without a request", () => {
    const report = reportOf(newTally(0), 0);
    assert.deepEqual([report.requests, report.errorShare, report.latencyMs.p99], [0, 0, 0]);
  });
});
