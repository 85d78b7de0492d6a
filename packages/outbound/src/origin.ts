import type { Logger } from "@holdfast/log";
import { Client, Pool } from "undici";
import { batchingConnector } from "./batched-writes.ts";
import { type Breaker, type BreakerDetail, createBreaker } from "./breaker.ts";
import { Lane } from "./lane.ts";
import type { OutboundMetrics } from "./metrics.ts";
import type { TargetPolicy } from "./resilience.ts";

// The largest answer of ours, 10,000 lines of a bulk check, is about 2 MiB. More is a fault, and must not fill the heap.
const ANSWER_BYTES_MAX = 8 * 1024 * 1024;
// About what a service needs to start again. Until it has, one call a second or so finds out, and is repeated elsewhere.
const PASSED_OVER_MS = 1_000;
// A process that is exchanged for another may refuse for a moment, which the retries of a call bridge.
const GONE_AFTER_MS = 250;
// What one caller may have waiting where resilience.yaml does not say: a few MB, gone within a timeout.
const WAITING_MAX = 1_024;

/**
 * One process of a callee: its connections and its breaker. The breaker is the origin's, not the target's, so that one
 * process of four that hangs or fails is left alone while the other three are asked.
 *
 * A breaker looks back over its window and needs seconds of failures after a busy time. A dead process says so at once,
 * by refused and broken connections: after one of those the origin is passed over for a moment, which is no refusal. It is
 * asked when the others cannot be. One that goes on refusing connections is gone: whoever asks it finds that out at once,
 * and nobody waits to ask it a second time.
 */
export type Origin = {
  /** `http://host:port`. */
  readonly name: string;
  readonly url: URL;
  /** For answers that are JSON. */
  readonly calls: Lane;
  /** For reads that share connections; `calls` where there are none of that kind. */
  readonly reads: Lane;
  /** For answers that are streamed: of any length, and they do not keep connections from the short ones. */
  readonly streams: Lane;
  readonly breaker: Breaker;
  readonly detail: () => LaneDetail & BreakerDetail;
  readonly hedged: () => void;
  readonly passOver: () => void;
  readonly isPassedOver: () => boolean;
  /** Nobody listened there. */
  readonly refused: () => void;
  /** Nobody has listened there for some time. */
  readonly isGone: () => boolean;
  /** The status of an answer to GET `path`, past breaker and bulkhead. */
  readonly ask: (path: string, timeoutMs: number) => Promise<number>;
  readonly close: () => Promise<void>;
};

type LaneDetail = { readonly inFlight: number; readonly waiting: number; readonly hedges: number };

export type OriginParts = {
  readonly target: string;
  readonly policy: TargetPolicy;
  readonly nowMs: () => number;
  readonly metrics: OutboundMetrics;
  readonly log: Pick<Logger, "warn">;
};

export function createOrigin(name: string, parts: OriginParts): Origin {
  const { target, policy, nowMs, metrics, log } = parts;
  const url = new URL(name);
  const labels = { target, origin: url.host };
  let passedOverUntilMs = 0;
  let [refusingSinceMs, refusingUntilMs] = [0, 0];
  const passOver = () => {
    passedOverUntilMs = nowMs() + PASSED_OVER_MS;
  };
  let hedges = 0;
  metrics.breakerIs(labels, "closed");
  const breaker = createBreaker(policy.breaker, nowMs, (state) => {
    metrics.breakerIs(labels, state);
    log.warn({ ...labels, state }, "circuit breaker changed its state");
  });
  const { pool, lanes, ...named } = lanesOf(name, policy);
  const sum = (count: "inFlight" | "waiting") =>
    lanes.reduce((total, lane) => total + lane[count], 0);
  return {
    name,
    url,
    ...named,
    breaker,
    detail: () => ({
      ...breaker.detail(),
      ...{ inFlight: sum("inFlight"), waiting: sum("waiting"), hedges },
    }),
    hedged: () => {
      hedges += 1;
    },
    passOver,
    isPassedOver: () => nowMs() < passedOverUntilMs,
    refused: () => {
      if (nowMs() >= refusingUntilMs) refusingSinceMs = nowMs();
      passOver();
      refusingUntilMs = passedOverUntilMs;
    },
    isGone: () => nowMs() < refusingUntilMs && nowMs() - refusingSinceMs >= GONE_AFTER_MS,
    ask: async (path, timeoutMs) => {
      const signal = AbortSignal.timeout(timeoutMs);
      const { statusCode, body } = await pool.request({ method: "GET", path, signal });
      await body.dump();
      return statusCode;
    },
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

function lanesOf(name: string, policy: TargetPolicy) {
  const { connections, waitingMax = WAITING_MAX, pipelining, readConnections } = policy;
  // Every attempt has its own timer, which bounds these as well, and exactly.
  const untimed = { headersTimeout: 0, bodyTimeout: 0 };
  const whole = { ...untimed, maxResponseSize: ANSWER_BYTES_MAX };
  const pool = new Pool(name, { ...whole, connections });
  const streamPool = new Pool(name, { ...untimed, connections });
  const calls = new Lane({ dispatchers: [pool], capacity: connections, waitingMax });
  const streams = new Lane({ dispatchers: [streamPool], capacity: connections, waitingMax });
  if (pipelining === undefined || readConnections === undefined) {
    return { pool, calls, reads: calls, streams, lanes: [calls, streams] };
  }
  const dispatchers = Array.from(
    { length: readConnections },
    () => new Client(name, { ...whole, pipelining, connect: batchingConnector() }),
  );
  const reads = new Lane({ dispatchers, capacity: readConnections * pipelining, waitingMax });
  return { pool, calls, reads, streams, lanes: [calls, reads, streams] };
}
