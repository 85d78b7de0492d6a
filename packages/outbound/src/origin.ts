import type { Logger } from "@holdfast/log";
import { Pool } from "undici";
import { type Breaker, type BreakerDetail, createBreaker } from "./breaker.ts";
import type { OutboundMetrics } from "./metrics.ts";
import type { TargetPolicy } from "./resilience.ts";

// The largest answer of ours, 10,000 lines of a bulk check, is about 2 MiB. More is a fault, and must not fill the heap.
const ANSWER_BYTES_MAX = 8 * 1024 * 1024;
// About what a service needs to start again. Until it has, one call a second or so finds out, and is repeated elsewhere.
const PASSED_OVER_MS = 1_000;

/**
 * One process of a callee: its connections and its breaker. The breaker is the origin's, not the target's, so that one
 * process of four that hangs or fails is left alone while the other three are asked.
 *
 * A breaker looks back over its window and needs seconds of failures after a busy time. A dead process says so at once,
 * by refused and broken connections: after one of those the origin is passed over for a moment, which is no refusal. It is
 * asked when the others cannot be, and where it is the only one nothing changes.
 */
export type Origin = {
  /** `http://host:port`. */
  readonly name: string;
  readonly url: URL;
  readonly pool: Pool;
  /** For answers that are streamed: of any length, and they do not keep connections from the short ones. */
  readonly streams: Pool;
  readonly breaker: Breaker;
  /** `breaker.run`, counted as in flight while it lasts. */
  readonly run: Breaker["run"];
  readonly detail: () => BreakerDetail & {
    readonly inFlight: number;
    readonly waiting: number;
    readonly hedges: number;
  };
  readonly passOver: () => void;
  readonly isPassedOver: () => boolean;
};

export type OriginParts = {
  readonly target: string;
  readonly policy: TargetPolicy;
  readonly nowMs: () => number;
  readonly metrics: OutboundMetrics;
  readonly log: Logger;
};

export function createOrigin(name: string, parts: OriginParts): Origin {
  const { target, policy, nowMs, metrics, log } = parts;
  const url = new URL(name);
  const labels = { target, origin: url.host };
  let passedOverUntilMs = 0;
  metrics.breakerIs(labels, "closed");
  const { connections } = policy;
  // Every attempt has its own timer, which bounds these as well, and exactly.
  const pools = { connections, headersTimeout: 0, bodyTimeout: 0 };
  const breaker = createBreaker(policy.breaker, nowMs, (state) => {
    metrics.breakerIs(labels, state);
    log.warn({ ...labels, state }, "circuit breaker changed its state");
  });
  let calls = 0;
  return {
    name,
    url,
    pool: new Pool(name, { ...pools, maxResponseSize: ANSWER_BYTES_MAX }),
    streams: new Pool(name, pools),
    breaker,
    run: (work) =>
      breaker.run(async () => {
        calls += 1;
        try {
          return await work();
        } finally {
          calls -= 1;
        }
      }),
    detail: () => ({
      ...breaker.detail(),
      inFlight: Math.min(calls, connections),
      waiting: Math.max(0, calls - connections),
      hedges: 0,
    }),
    passOver: () => {
      passedOverUntilMs = nowMs() + PASSED_OVER_MS;
    },
    isPassedOver: () => nowMs() < passedOverUntilMs,
  };
}
