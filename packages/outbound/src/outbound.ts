import { readFileSync } from "node:fs";
import { type OperationTable, operationTable } from "@holdfast/contracts";
import type { Logger } from "@holdfast/log";
import { currentRequest } from "@holdfast/request-context";
import { fail, type Result } from "@holdfast/result";
import { context } from "@opentelemetry/api";
import { type Registry, register } from "prom-client";
import type { BreakerDetail } from "./breaker.ts";
import { Call, type CallOwner, type World } from "./call.ts";
import type { Answer, AttemptError, CallError } from "./call-error.ts";
import type { FaultFor } from "./fault.ts";
import { outboundMetrics } from "./metrics.ts";
import type { Origin } from "./origin.ts";
import { policiesOf, targetsOf } from "./policy.ts";
import { parseResilience, type Resilience } from "./resilience.ts";
import { createTarget, eachAlone, type Target, type TargetParts } from "./target.ts";
import { type After, realAfter } from "./timers.ts";
import type { AnyOperations, Client } from "./typed-call.ts";
import type { RawInput, Read } from "./wire.ts";

export type { BreakerState } from "./breaker.ts";
export type { AnswerHeaders, CallError } from "./call-error.ts";
export type { Fault } from "./fault.ts";
export type { Resilience } from "./resilience.ts";
export type { AnyOperations, Client } from "./typed-call.ts";

export type OutboundParts = {
  /** The service that calls, as resilience.yaml names it. */
  readonly caller: string;
  readonly resilience: Resilience;
  /** Only during these of the caller's operations; without it, during all of them. */
  readonly during?: readonly string[];
  /** Target name → `http://host:port`, of each of its processes. Every target the caller declares needs one. */
  readonly origins: Readonly<Record<string, string | readonly string[]>>;
  readonly log: Pick<Logger, "warn">;
  /** Unix ms. */
  readonly nowMs?: () => number;
  /** 0 ≤ random < 1. */
  readonly random?: () => number;
  readonly after?: After;
  readonly registry?: Registry;
  /** Target name → its operations; read at the first call. */
  readonly contract?: (target: string) => OperationTable;
  /** Asked at each attempt: what to do to it instead of, or before, sending it. For drills; all else acts as it would. */
  readonly faultFor?: FaultFor;
  /** Asked before a hedge is planned; off by default. */
  readonly isHedgingOn?: (operationId: string) => boolean;
  /** Whether calls with this routing key ask its own origin first; on by default. */
  readonly isRoutingOn?: (routingKey: string) => boolean;
  /** Told of each call when it is over. Must not throw. */
  readonly onCall?: (call: CallReport) => void;
};

/** One process of a target: its breaker, its bulkhead, and what is left of the target's retry budget. */
export type OriginDetail = BreakerDetail & {
  readonly target: string;
  /** `http://host:port`. */
  readonly origin: string;
  /** Whole retries that the budget of the target has left; its processes share them. */
  readonly retryBudget: number;
  /** Calls that have a connection. */
  readonly inFlight: number;
  /** Calls that wait for a free connection. */
  readonly waiting: number;
  /** Attempts sent as hedges, since the start. */
  readonly hedges: number;
};

/** What one call came to, all attempts included. */
export type CallReport = {
  readonly target: string;
  readonly operation: string;
  /** Requests that were sent, or would have been but for a fault; 0 when a breaker or a deadline refused the first. */
  readonly attempts: number;
  /** `ok`, or the kind of the error. */
  readonly outcome: "ok" | AttemptError["kind"];
  readonly elapsedMs: number;
};

/** `origin`: `http://host:port`. */
export type Process<Operations> = Client<Operations> & { readonly origin: string };

/** The one way out of a process: every call to another service goes through its clients. */
export type Outbound = {
  /** @throws Error for a target that the caller declares no call to. */
  readonly client: <Operations = AnyOperations>(target: string) => Client<Operations>;
  /**
   * A client for each of the target's processes, which asks that one alone and past its breaker: for whoever looks after
   * the system, and must see it as it is. @throws Error for a target that the caller declares no call to.
   */
  readonly processes: <Operations = AnyOperations>(
    target: string,
  ) => readonly Process<Operations>[];
  /**
   * How many of the target's processes answer /readyz with 200 in time, of how many. Asked past breaker, retries and
   * policies, for readiness checks: they must see the target as it is. @throws Error when none does.
   */
  readonly ping: (target: string) => Promise<{ readonly ready: number; readonly of: number }>;
  /** Each process of each target as it stands. */
  readonly breakers: () => readonly OriginDetail[];
  /** Lets calls under way finish, takes no new ones, and closes the connections. */
  readonly close: () => Promise<void>;
};

/** Reads and checks resilience.yaml. @throws Error that names the file and every wrong place in it. */
export const loadResilience = (file: string): Resilience =>
  parseResilience(readFileSync(file, "utf8"), file);

/** @throws Error when the caller declares a call to a target that has no origin, one that is no URL, or no policy. */
export function createOutbound(parts: OutboundParts): Outbound {
  const { caller, nowMs = Date.now } = parts;
  const resilience = narrowed(parts);
  const metrics = outboundMetrics(parts.registry ?? register);
  const policyOf = policiesOf(resilience, caller);
  const { random = Math.random, after = realAfter } = parts;
  const { faultFor, onCall } = parts;
  const { isHedgingOn = off, isRoutingOn = on } = parts;
  const world = { nowMs, random, after, metrics, faultFor, isHedgingOn };
  const wiring = { policyOf, isRoutingOn, nowMs, metrics, log: parts.log };
  const targets = openTargets({ ...parts, resilience }, wiring);
  const targetNamed = (name: string): Target => {
    const target = targets.get(name);
    if (target === undefined) throw new Error(`${caller} declares no call to ${name}`);
    return target;
  };
  const alone = new Map([...targets].map(([name, target]) => [name, eachAlone(target)]));
  const clientOf = <Operations>(target: Target): Client<Operations> => {
    const calling = { world, target, onCall };
    const call = (operationId: string, input: RawInput = NOTHING) =>
      callOne(calling, operationId, input);
    const read = (operationId: string, of: Read, input: RawInput = NOTHING) =>
      callOne(calling, operationId, { ...input, read: of });
    return { call, read } as unknown as Client<Operations>;
  };
  const breakers = () => [...targets.values()].flatMap(detailsOf);
  const unwatch = metrics.watch(breakers);
  return {
    client: (name) => clientOf(targetNamed(name)),
    processes: (name) =>
      (alone.get(targetNamed(name).name) ?? []).map((target) => ({
        ...clientOf(target),
        origin: target.origins[0]?.name ?? "",
      })),
    ping: (name) => ping(targetNamed(name)),
    breakers,
    close: async () => {
      unwatch();
      const origins = [...targets.values()].flatMap((target) => target.origins);
      await Promise.all(origins.map((origin) => origin.close()));
    },
  };
}

const detailsOf = ({ name: target, origins, retriesLeft }: Target): readonly OriginDetail[] =>
  origins.map(({ name: origin, detail }) => ({
    ...{ target, origin, ...detail() },
    retryBudget: retriesLeft(),
  }));

const NOTHING: RawInput = {};
const on = () => true;
const off = () => false;

/** What is called during other operations needs no origin here. */
function narrowed({ caller, during, resilience }: OutboundParts): Resilience {
  const declared = resilience.services[caller];
  if (during === undefined || declared === undefined) return resilience;
  const operations = Object.fromEntries(
    Object.entries(declared.operations).filter(([id]) => during.includes(id)),
  );
  return { ...resilience, services: { ...resilience.services, [caller]: { operations } } };
}

type Wiring = Pick<TargetParts, "policyOf" | "isRoutingOn" | "nowMs" | "metrics" | "log">;

function openTargets(parts: OutboundParts, wiring: Wiring): ReadonlyMap<string, Target> {
  const { caller, resilience, origins, contract = operationTable } = parts;
  const targets = new Map<string, Target>();
  for (const name of targetsOf(resilience, caller)) {
    const named = [origins[name] ?? []].flat();
    const wrong = named.find((origin) => !URL.canParse(origin));
    if (wrong !== undefined) throw new Error(`${caller} cannot call ${name} at "${wrong}"`);
    // An origin named twice would be asked twice as often.
    const urls = [...new Set(named.map((origin) => new URL(origin).origin))];
    const policy = resilience.targets[name];
    if (urls.length === 0) throw new Error(`${caller} calls ${name}, but has no origin for it`);
    if (policy === undefined) throw new Error(`resilience has no target ${name}`);
    const operations = () => contract(name);
    targets.set(name, createTarget({ target: name, urls, policy, operations, ...wiring }));
  }
  return targets;
}

type Calling = {
  readonly world: World;
  readonly target: Target;
  readonly onCall: OutboundParts["onCall"];
};

/** Rejects for bugs only. */
function callOne(
  { world, target, onCall }: Calling,
  operationId: string,
  input: RawInput,
): Promise<Result<Answer, CallError>> {
  return new Promise((resolve, reject) => {
    const operation = target.operation(operationId);
    const request = currentRequest();
    if (request === undefined) {
      throw new Error(`${target.name}.${operationId} is called outside a request; use withRequest`);
    }
    const policy = operation.policyDuring(request.operationId);
    const within = context.active();
    const beganAtMs = world.nowMs();
    const ended: CallOwner["ended"] = (outcome, attempts) => {
      const nowMs = world.nowMs();
      const elapsedMs = nowMs - beganAtMs;
      const kind = outcome.ok ? "ok" : outcome.error.kind;
      // What was refused says nothing of how long an answer takes.
      if (kind === "ok" || kind === "timeout") policy.hedge?.took(elapsedMs, nowMs);
      operation.observe(kind, elapsedMs);
      onCall?.({ ...operation.names, attempts, outcome: kind, elapsedMs });
      resolve(outcome.ok ? outcome : fail(forCaller(outcome.error)));
    };
    const owner = { ended, broke: reject };
    new Call({ world, target, operation, policy, request, within, input }, owner).start();
  });
}

const forCaller = (error: AttemptError): CallError =>
  error.kind === "cancelled"
    ? { kind: "unreachable", message: "the caller no longer wanted the answer" }
    : error;

// Under the 2 s a readiness check may take, so that the check can say what was wrong.
const PING_TIMEOUT_MS = 1_500;

async function ping({ name, origins }: Target): Promise<{ ready: number; of: number }> {
  const asked = await Promise.allSettled(origins.map((origin) => pingOrigin(name, origin)));
  const failures = asked.filter((each) => each.status === "rejected");
  const [first] = failures;
  if (first !== undefined && failures.length === asked.length) throw first.reason;
  return { ready: asked.length - failures.length, of: asked.length };
}

async function pingOrigin(target: string, origin: Origin): Promise<void> {
  const status = await origin.ask("/readyz", PING_TIMEOUT_MS);
  if (status !== 200) throw new Error(`${target} is not ready: /readyz answered ${status}`);
}
