import { type Static, type TObject, type TProperties, Type } from "typebox";
import { Value } from "typebox/value";
import { parse } from "yaml";

const closed = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });

// An hour: longer than anything a caller waits for, short enough to catch seconds written as microseconds.
const DurationMs = Type.Integer({ minimum: 1, maximum: 3_600_000 });
const Percent = Type.Integer({ minimum: 1, maximum: 100 });
const Name = Type.String({ minLength: 1, maxLength: 64 });

const TargetSchema = closed({
  connections: Type.Integer({ minimum: 1, maximum: 1024 }),
  waitingMax: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  /** Reads have connections of their own, each with this many of them on the way at once. */
  pipelining: Type.Optional(Type.Integer({ minimum: 2, maximum: 64 })),
  readConnections: Type.Optional(Type.Integer({ minimum: 1, maximum: 128 })),
  breaker: closed({
    windowMs: DurationMs,
    errorRatePercent: Percent,
    minimumCalls: Type.Integer({ minimum: 1, maximum: 100_000 }),
    openMs: DurationMs,
    slowCallMs: Type.Optional(DurationMs),
    slowCallRatePercent: Type.Optional(Percent),
    halfOpenProbes: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  }),
  retryBudgetPercent: Percent,
  /** Somebody else's service: no account, scope, deadline or baggage of ours goes there. */
  external: Type.Optional(Type.Boolean()),
});

const RetrySchema = closed({
  attempts: Type.Integer({ minimum: 1, maximum: 10 }),
  backoffBaseMs: Type.Optional(DurationMs),
  backoffMaxMs: Type.Optional(DurationMs),
  afterTimeout: Type.Optional(Type.Boolean()),
});

const HedgeSchema = Type.Union([
  DurationMs,
  closed({
    percentile: Type.Integer({ minimum: 50, maximum: 99 }),
    minMs: DurationMs,
    maxMs: DurationMs,
  }),
]);

const CallSchema = closed({
  target: Name,
  operation: Name,
  timeoutMs: DurationMs,
  deadlineMs: Type.Optional(DurationMs),
  retry: Name,
  mode: Type.Optional(Type.Union([Type.Literal("sequential"), Type.Literal("parallel")])),
  idempotent: Type.Boolean(),
  pipelined: Type.Optional(Type.Boolean()),
  hedgeAfterMs: Type.Optional(HedgeSchema),
  fallback: Type.Optional(Type.String({ minLength: 1 })),
});

const OperationSchema = closed({
  deadlineMs: DurationMs,
  pattern: Type.Union([
    Type.Literal("request-response"),
    Type.Literal("fan-out"),
    Type.Literal("saga"),
    Type.Literal("async"),
  ]),
  calls: Type.Array(CallSchema, { minItems: 1 }),
});

const ResilienceSchema = closed({
  version: Type.Literal(1),
  targets: Type.Record(Type.String(), TargetSchema),
  retries: Type.Record(Type.String(), RetrySchema),
  services: Type.Record(
    Type.String(),
    closed({ operations: Type.Record(Type.String(), OperationSchema) }),
  ),
});

/**
 * The timeouts, retries, budgets and breakers of every call between our processes.
 * An operation's `deadlineMs` bounds the whole operation; a call's `timeoutMs` one attempt, its `deadlineMs` (default:
 * the operation's) all attempts of that call with the waits between them.
 */
export type Resilience = Static<typeof ResilienceSchema>;
export type TargetPolicy = Static<typeof TargetSchema>;
export type DeclaredCall = Static<typeof CallSchema>;
export type DeclaredHedge = Static<typeof HedgeSchema>;
export type DeclaredRetry = Static<typeof RetrySchema>;
type DeclaredOperation = Static<typeof OperationSchema>;

/** Reads and checks the text of a resilience file, called `name` in messages. @throws Error that names every wrong place. */
export function parseResilience(text: string, name: string): Resilience {
  const document: unknown = parse(text);
  if (!Value.Check(ResilienceSchema, document)) {
    throw new Error(`${name} is not valid:\n${schemaFaults(document).join("\n")}`);
  }
  const faults = contradictions(document);
  if (faults.length > 0) throw new Error(`${name} contradicts itself:\n${faults.join("\n")}`);
  return document;
}

function schemaFaults(document: unknown): readonly string[] {
  return Value.Errors(ResilienceSchema, document).map((error) => {
    const extra = "additionalProperties" in error.params ? error.params.additionalProperties : [];
    const keys = Array.isArray(extra) && extra.length > 0 ? `: ${extra.join(", ")}` : "";
    return `  ${error.instancePath || "/"} ${error.message}${keys}`;
  });
}

/** What a schema cannot say: names that lead nowhere, and numbers that cannot all hold. */
function contradictions(resilience: Resilience): readonly string[] {
  const targets = Object.entries(resilience.targets).flatMap(([name, target]) =>
    targetFaults(target).map((fault) => `  /targets/${name} ${fault}`),
  );
  const retries = Object.entries(resilience.retries).flatMap(([name, retry]) =>
    retryFaults(retry).map((fault) => `  /retries/${name} ${fault}`),
  );
  const calls = Object.entries(resilience.services).flatMap(([service, { operations }]) =>
    Object.entries(operations).flatMap(([id, operation]) =>
      operation.calls.flatMap((call, index) =>
        callFaults(resilience, operation, call).map(
          (fault) => `  /services/${service}/operations/${id}/calls/${index} ${fault}`,
        ),
      ),
    ),
  );
  return [...targets, ...retries, ...calls];
}

function targetFaults({ breaker, pipelining, readConnections }: TargetPolicy): readonly string[] {
  const faults: string[] = [];
  if ((pipelining === undefined) !== (readConnections === undefined)) {
    faults.push("needs both pipelining and readConnections, or neither");
  }
  if ((breaker.slowCallMs === undefined) !== (breaker.slowCallRatePercent === undefined)) {
    faults.push("needs both slowCallMs and slowCallRatePercent, or neither");
  }
  return faults;
}

function retryFaults({ attempts, backoffBaseMs, backoffMaxMs }: DeclaredRetry): readonly string[] {
  if (attempts === 1) return [];
  if (backoffBaseMs === undefined || backoffMaxMs === undefined) {
    return ["has more than one attempt, so it needs backoffBaseMs and backoffMaxMs"];
  }
  return backoffBaseMs <= backoffMaxMs ? [] : ["has a backoffBaseMs above its backoffMaxMs"];
}

function callFaults(
  { targets, retries }: Resilience,
  operation: DeclaredOperation,
  call: DeclaredCall,
): readonly string[] {
  const faults: string[] = [];
  const retry = retries[call.retry];
  const deadlineMs = call.deadlineMs ?? operation.deadlineMs;
  const same = ({ target, operation: id }: DeclaredCall) =>
    target === call.target && id === call.operation;
  if (targets[call.target] === undefined) faults.push(`names an unknown target: ${call.target}`);
  if (retry === undefined) faults.push(`names an unknown retry: ${call.retry}`);
  if (deadlineMs > operation.deadlineMs) faults.push("has a deadlineMs above the operation's");
  if (call.timeoutMs > deadlineMs) faults.push("has a timeoutMs above its deadline");
  if (retry !== undefined && retry.attempts > 1 && !call.idempotent) {
    faults.push(`is not idempotent, so it cannot use the retry ${call.retry}`);
  }
  if (call.pipelined && !call.idempotent) {
    faults.push("is not idempotent, so it cannot be pipelined");
  }
  if (call.pipelined && targets[call.target]?.pipelining === undefined) {
    faults.push(`is pipelined, and ${call.target} has no readConnections`);
  }
  faults.push(...hedgeFaults(call));
  if (operation.calls.find(same) !== call) {
    faults.push(`declares ${call.target}.${call.operation} a second time`);
  }
  return faults;
}

function hedgeFaults({ hedgeAfterMs: hedge, idempotent, timeoutMs }: DeclaredCall) {
  if (hedge === undefined) return [];
  const { minMs, maxMs } = typeof hedge === "number" ? { minMs: hedge, maxMs: hedge } : hedge;
  const faults: string[] = [];
  if (!idempotent) faults.push("is not idempotent, so it cannot be hedged");
  if (maxMs >= timeoutMs) faults.push("has a hedgeAfterMs that its timeoutMs never lets begin");
  if (minMs > maxMs) faults.push("has a hedgeAfterMs with a minMs above its maxMs");
  return faults;
}
