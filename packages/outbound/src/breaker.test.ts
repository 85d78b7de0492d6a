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

function sample(more: Partial<Parameters<typeof createBreaker>[0]> = {}) {
  let nowMs = 1_000_000;
  const states: BreakerState[] = [];
  const breaker = createBreaker(
    { ...POLICY, ...more },
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
  /** Healthy calls, one after the other, that take `ms` each. */
  const taking = async (
    ms: number,
    times: number,
    outcome: Result<string, AttemptError> = ok("fine"),
  ) => {
    for (let i = 0; i < times; i += 1) {
      await breaker.run(async () => {
        pass(ms);
        return outcome;
      });
    }
  };
  return { breaker, states, end, failing, healthy, pass, taking };
}

async function opened(more: Parameters<typeof sample>[0] = {}) {
  const sampled = sample(more);
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

describe("breaker, half-open with several probes", () => {
  const PROBES = { halfOpenProbes: 3 };

  it("lets exactly as many through at once, and closes when all of them were healthy", async () => {
    const { breaker, states, pass } = await opened(PROBES);
    pass(POLICY.openMs);
    const permits = [breaker.enter(), breaker.enter(), breaker.enter()];
    assert.ok(permits.every((permit) => permit !== undefined));
    assert.equal(breaker.enter(), undefined);
    for (const [index, permit] of permits.entries()) {
      assert.equal(breaker.state(), "half-open", `after ${index} probes`);
      breaker.leave(permit ?? assert.fail(), "healthy", 1);
    }
    assert.deepEqual(states, ["open", "half-open", "closed"]);
  });

  it("opens again with the first that fails, and ignores what the others say later", async () => {
    const { breaker, pass, states } = await opened(PROBES);
    pass(POLICY.openMs);
    const [first, second] = [breaker.enter(), breaker.enter()];
    breaker.leave(first ?? assert.fail(), "healthy", 1);
    breaker.leave(second ?? assert.fail(), "failing", 1);
    assert.equal(breaker.state(), "open");
    pass(POLICY.openMs);
    const third = breaker.enter();
    assert.equal(breaker.state(), "half-open");
    breaker.leave(first ?? assert.fail(), "failing", 1);
    assert.equal(breaker.state(), "half-open", "a probe of the period before");
    breaker.leave(third ?? assert.fail(), "healthy", 1);
    assert.equal(breaker.state(), "half-open", "one of three");
    assert.deepEqual(states, ["open", "half-open", "open", "half-open"]);
  });

  it("takes a slow probe for no proof", async () => {
    const slow = { slowCallMs: 200, slowCallRatePercent: 50 };
    const { breaker, taking, pass } = await opened(slow);
    pass(POLICY.openMs);
    await taking(200, 1);
    assert.equal(breaker.state(), "open");
  });
});

describe("breaker that counts slow calls", () => {
  const SLOW = { slowCallMs: 200, slowCallRatePercent: 50 };

  it("opens at the rate of slow calls, however healthy they are", async () => {
    const { breaker, taking } = sample(SLOW);
    await taking(199, 4);
    await taking(200, 3);
    assert.equal(breaker.state(), "closed");
    await taking(200, 1);
    assert.equal(breaker.state(), "open");
    const { calls, failures, slowCalls } = breaker.detail();
    assert.deepEqual([calls, failures, slowCalls], [8, 0, 4]);
  });

  it("counts a slow call also when its caller ended it, and never a quick one", async () => {
    const { breaker, taking } = sample(SLOW);
    await taking(199, 10, fail({ kind: "cancelled" }));
    assert.equal(breaker.detail().calls, 0);
    await taking(200, 4, fail({ kind: "cancelled" }));
    assert.equal(breaker.state(), "open");
  });

  it("does not add slow calls to failures", async () => {
    const { breaker, taking, failing } = sample({ ...SLOW, minimumCalls: 10 });
    await taking(1, 3);
    await taking(200, 3);
    await failing(4);
    assert.equal(breaker.state(), "closed");
  });

  it("knows no slow calls where none are declared", async () => {
    const { breaker, taking } = sample();
    await taking(9_000, 50);
    assert.equal(breaker.state(), "closed");
    assert.equal(breaker.detail().slowCalls, 0);
  });
});

describe("breaker, in detail", () => {
  it("says when it opened, when it will be tried again, and what it counted", async () => {
    const { breaker, pass, healthy } = await opened();
    const counts = { calls: 4, failures: 4, slowCalls: 0 };
    const openedAtMs = 1_000_000;
    const retryAtMs = openedAtMs + POLICY.openMs;
    assert.deepEqual(breaker.detail(), { state: "open", ...counts, openedAtMs, retryAtMs });
    pass(POLICY.openMs);
    const permit = breaker.enter() ?? assert.fail();
    assert.deepEqual(breaker.detail(), { state: "half-open", ...counts, openedAtMs });
    breaker.leave(permit, "healthy", 1);
    await healthy(1);
    const afresh = { calls: 1, failures: 0, slowCalls: 0 };
    assert.deepEqual(breaker.detail(), { state: "closed", ...afresh });
    pass(POLICY.windowMs);
    assert.equal(breaker.detail().calls, 0);
  });

  it("counts what comes while the clock steps back", async () => {
    const { breaker, pass, failing } = sample();
    await failing(2);
    pass(-60_000);
    await failing(2);
    assert.equal(breaker.state(), "open");
  });

  it("ignores a call that began before it opened", async () => {
    const { breaker, failing, pass } = sample();
    const early = breaker.enter() ?? assert.fail();
    await failing(4);
    breaker.leave(early, "healthy", 1);
    assert.deepEqual([breaker.state(), breaker.detail().calls], ["open", 4]);
    pass(POLICY.openMs);
    const probe = breaker.enter() ?? assert.fail();
    breaker.leave(early, "failing", 1);
    assert.equal(breaker.state(), "half-open");
    breaker.leave(probe, "healthy", 1);
    assert.equal(breaker.state(), "closed");
  });
});
