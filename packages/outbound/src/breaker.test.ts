import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fail, ok, type Result } from "@holdfast/result";
import { type BreakerState, createBreaker } from "./breaker.ts";
import type { AttemptError } from "./call-error.ts";

const POLICY = { windowMs: 10_000, errorRatePercent: 50, minimumCalls: 4, openMs: 5_000 };
const REFUSAL = { type: "", title: "", detail: "", code: "refused" };
const refused = (status: number, code = REFUSAL.code): AttemptError => ({
  kind: "problem",
  status,
  problem: { ...REFUSAL, status, code },
  headers: {},
});

function sample() {
  let nowMs = 1_000_000;
  const states: BreakerState[] = [];
  const breaker = createBreaker(
    POLICY,
    () => nowMs,
    (state) => states.push(state),
  );
  const end = (outcome: Result<string, AttemptError>) => breaker.run(async () => outcome);
  const failing = async (times: number) => {
    for (let i = 0; i < times; i += 1) await end(fail({ kind: "timeout" }));
  };
  const healthy = async (times: number) => {
    for (let i = 0; i < times; i += 1) await end(ok("fine"));
  };
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { breaker, states, end, failing, healthy, pass };
}

async function opened() {
  const sampled = sample();
  await sampled.failing(4);
  assert.equal(sampled.breaker.state(), "open");
  return sampled;
}

describe("breaker, closed", () => {
  it("stays closed below the minimum of calls, however many of them fail", async () => {
    const { breaker, failing } = sample();
    await failing(3);
    assert.equal(breaker.state(), "closed");
  });

  it("stays closed below the error rate, and opens at it", async () => {
    const { breaker, failing, healthy } = sample();
    await healthy(6);
    await failing(5);
    assert.equal(breaker.state(), "closed");
    await failing(1);
    assert.equal(breaker.state(), "open");
  });

  it("forgets failures older than the window, also when nothing was called in between", async () => {
    const { breaker, failing, pass } = sample();
    await failing(3);
    pass(POLICY.windowMs + 1_000);
    await failing(1);
    assert.equal(breaker.state(), "closed");
  });

  it("counts all failures inside the window", async () => {
    const { breaker, failing, pass } = sample();
    for (let i = 0; i < 4; i += 1) {
      await failing(1);
      pass(2_000);
    }
    assert.equal(breaker.state(), "open");
  });

  it("takes 4xx for health, and 408, 429, 5xx and broken answers for failure", async () => {
    const verdicts: [AttemptError, BreakerState][] = [
      [refused(400), "closed"],
      [refused(404), "closed"],
      [refused(409), "closed"],
      [refused(408), "open"],
      [refused(429), "open"],
      [refused(500), "open"],
      [refused(503), "open"],
      [refused(503, "payment-unavailable"), "closed"], // the callee works; who is away is behind it
      [refused(503, "upstream-unavailable"), "closed"],
      [{ kind: "timeout" }, "open"],
      [{ kind: "unreachable", message: "no connection" }, "open"],
      [{ kind: "unreachable", message: "no JSON", status: 200 }, "open"],
      [{ kind: "unreachable", message: "no problem", status: 404 }, "closed"],
    ];
    for (const [error, state] of verdicts) {
      const { breaker, end } = sample();
      for (let i = 0; i < 4; i += 1) await end(fail(error));
      assert.equal(breaker.state(), state, JSON.stringify(error));
    }
  });

  it("does not count calls that their caller ended, so impatient clients cannot open it", async () => {
    const { breaker, end, failing } = sample();
    for (let i = 0; i < 50; i += 1) {
      assert.deepEqual(await end(fail({ kind: "deadline-exceeded" })), {
        ok: false,
        error: { kind: "deadline-exceeded" },
      });
      await end(fail({ kind: "cancelled" }));
    }
    await failing(3);
    assert.equal(breaker.state(), "closed");
  });

  it("lets a bug through as it is", async () => {
    const { breaker } = sample();
    const bug = new Error("bug");
    await assert.rejects(
      breaker.run(() => Promise.reject(bug)),
      bug,
    );
  });
});

describe("breaker, open", () => {
  it("refuses at once without running the work", async () => {
    const { breaker, pass } = await opened();
    pass(POLICY.openMs - 1);
    const refusal = await breaker.run(() => assert.fail("must not run"));
    assert.deepEqual(refusal, fail({ kind: "circuit-open" }));
  });

  it("lets one probe through after its period, and refuses others while it is under way", async () => {
    const { breaker, states, pass } = await opened();
    pass(POLICY.openMs);
    const probe = Promise.withResolvers<Result<string, AttemptError>>();
    const probing = breaker.run(() => probe.promise);
    assert.equal(breaker.state(), "half-open");
    const refusal = await breaker.run(() => assert.fail("must not run"));
    assert.deepEqual(refusal, fail({ kind: "circuit-open" }));
    probe.resolve(ok("fine"));
    assert.deepEqual(await probing, ok("fine"));
    assert.deepEqual(states, ["open", "half-open", "closed"]);
  });

  it("starts afresh once a probe succeeds", async () => {
    const { breaker, healthy, failing, pass } = await opened();
    pass(POLICY.openMs);
    await healthy(1);
    await failing(2);
    assert.equal(breaker.state(), "closed");
  });

  it("stays open for another whole period when the probe fails", async () => {
    const { breaker, failing, pass } = await opened();
    pass(POLICY.openMs);
    await failing(1);
    assert.equal(breaker.state(), "open");
    pass(POLICY.openMs - 1);
    const refusal = await breaker.run(() => assert.fail("must not run"));
    assert.deepEqual(refusal, fail({ kind: "circuit-open" }));
  });

  it("re-opens after a probe that its caller ended: nothing was proved", async () => {
    const { breaker, end, pass } = await opened();
    pass(POLICY.openMs);
    assert.deepEqual(await end(fail({ kind: "cancelled" })), fail({ kind: "cancelled" }));
    assert.equal(breaker.state(), "open");
  });
});
