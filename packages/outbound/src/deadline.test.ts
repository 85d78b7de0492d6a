import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { withRequest } from "@holdfast/request-context";
import fc from "fast-check";
import type { Fault } from "./fault.ts";
import { NOW_MS, outboundTo, REQUEST, resilienceWith, startTestTelemetry } from "./testing.ts";

startTestTelemetry();

/** Every timer of the client, fired in the order of the clock, with nothing else making time pass. */
function exactTime() {
  let nowMs = NOW_MS;
  let made = 0;
  const timers = new Map<number, { readonly atMs: number; readonly work: () => void }>();
  const after = (delayMs: number, work: () => void) => {
    const id = made;
    made += 1;
    timers.set(id, { atMs: nowMs + delayMs, work });
    return () => void timers.delete(id);
  };
  const next = (): void => {
    const [first] = [...timers].toSorted(([, a], [, b]) => a.atMs - b.atMs);
    if (first === undefined) return;
    const [id, { atMs, work }] = first;
    timers.delete(id);
    nowMs = Math.max(nowMs, atMs);
    work();
  };
  return { nowMs: () => nowMs, after, next, pending: () => timers.size };
}

describe("a deadline", () => {
  const fault: fc.Arbitrary<Fault> = fc.oneof(
    fc.constant<Fault>({ kind: "refused" }),
    fc.constant<Fault>({ kind: "hang" }),
    fc.constantFrom(500, 503, 429).map((status): Fault => ({ kind: "status", status })),
  );

  it("is never overrun, whatever fails how often and however late, and leaves no timer behind", async () => {
    const scenario = fc.record({
      faults: fc.array(fault, { minLength: 10, maxLength: 10 }),
      timeoutMs: fc.integer({ min: 50, max: 2_000 }),
      deadlineMs: fc.integer({ min: 50, max: 2_500 }),
      requestMs: fc.integer({ min: -5, max: 3_000 }),
      hedgeAfterMs: fc.integer({ min: 1, max: 49 }),
      random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async (given) => {
        const { faults, deadlineMs, requestMs, hedgeAfterMs, random } = given;
        const timeoutMs = Math.min(given.timeoutMs, deadlineMs);
        const time = exactTime();
        const left = [...faults];
        const { client, outbound } = outboundTo("http://127.0.0.1:9", {
          resilience: resilienceWith({ timeoutMs, deadlineMs, hedgeAfterMs, retry: "read" }),
          nowMs: time.nowMs,
          after: time.after,
          random: () => random,
          isHedgingOn: () => true,
          // Nothing is ever sent: the time that a network takes is not the fake clock's.
          faultFor: () => left.shift() ?? { kind: "hang" },
        });
        const deadlineAtMs = NOW_MS + requestMs;
        let isOver = false;
        const calling = withRequest({ ...REQUEST, deadlineAtMs }, () =>
          client.call("getThing", { path: { id: "a" } }),
        ).finally(() => {
          isOver = true;
        });
        while (!isOver) {
          await nextTurn();
          if (!isOver) time.next();
        }
        assert.equal((await calling).ok, false);
        const endAtMs = Math.max(NOW_MS, Math.min(deadlineAtMs, NOW_MS + deadlineMs));
        assert.ok(time.nowMs() <= endAtMs, `${time.nowMs() - endAtMs} ms late`);
        assert.equal(time.pending(), 0);
        await outbound.close();
      }),
      { numRuns: 150 },
    );
  });
});
