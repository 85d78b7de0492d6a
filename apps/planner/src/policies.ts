/** resilience.yaml: what each operation may call, how long, how often and behind which breaker. */
import { type Static, Type } from "typebox";
import { checked, isObject } from "./document.ts";
import { InputError } from "./input-error.ts";
import {
  type At,
  type DeclaredCall,
  type Document,
  keyOf,
  type Policy,
  type Target,
} from "./model.ts";

const Ms = Type.Number({ minimum: 0 });
const CallSchema = Type.Object({
  target: Type.String(),
  operation: Type.String(),
  timeoutMs: Ms,
  deadlineMs: Type.Optional(Ms),
  retry: Type.Optional(Type.String()),
  mode: Type.Optional(Type.Union([Type.Literal("sequential"), Type.Literal("parallel")])),
  idempotent: Type.Optional(Type.Boolean()),
  fallback: Type.Optional(Type.String()),
});
const OperationSchema = Type.Object({
  deadlineMs: Ms,
  pattern: Type.Union(
    (["request-response", "fan-out", "saga", "async"] as const).map((each) => Type.Literal(each)),
  ),
  calls: Type.Array(CallSchema),
});
const RetrySchema = Type.Object({
  attempts: Type.Integer({ minimum: 1 }),
  backoffBaseMs: Type.Optional(Ms),
  backoffMaxMs: Type.Optional(Ms),
  afterTimeout: Type.Optional(Type.Boolean()),
});
/** More than this may stand there: the planner reads what it needs. */
const PoliciesSchema = Type.Object({
  targets: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  retries: Type.Optional(Type.Record(Type.String(), RetrySchema)),
  services: Type.Record(
    Type.String(),
    Type.Object({ operations: Type.Record(Type.String(), OperationSchema) }),
  ),
});
type Declared = Static<typeof PoliciesSchema>;

export type Policies = {
  readonly policies: ReadonlyMap<string, Policy>;
  readonly targets: ReadonlyMap<string, Target>;
};

/** @throws InputError: a wrong value, or a retry that is not declared */
export function readPolicies(document: Document): Policies {
  const declared = checked(document, PoliciesSchema);
  const policies = new Map<string, Policy>();
  for (const [component, { operations }] of Object.entries(declared.services))
    for (const [operation, { calls, ...rest }] of Object.entries(operations)) {
      const path = ["services", component, "operations", operation];
      const from = { component, operation };
      const context = {
        declared,
        from,
        async: rest.pattern === "async",
        deadlineMs: rest.deadlineMs,
      };
      const made = calls.map((call, index) =>
        callOf(call, { document, path: [...path, "calls", index] }, context),
      );
      policies.set(keyOf(from), { ...from, ...rest, calls: made, at: { document, path } });
    }
  const targets = Object.entries(declared.targets ?? {}).map(([name, target]): [string, Target] => {
    const fields = isObject(target) ? target : {};
    const { external, breaker, retryBudgetPercent: percent } = fields;
    return [
      name,
      {
        name,
        external: external === true,
        breaker: isObject(breaker) ? breaker : undefined,
        retryBudgetPercent: typeof percent === "number" ? percent : undefined,
        at: { document, path: ["targets", name] },
      },
    ];
  });
  return { policies, targets: new Map(targets) };
}

type Context = {
  readonly declared: Declared;
  readonly from: DeclaredCall["from"];
  readonly async: boolean;
  readonly deadlineMs: number;
};

function callOf(call: Static<typeof CallSchema>, at: At, context: Context): DeclaredCall {
  const { retries = {} } = context.declared;
  const retry = call.retry === undefined ? { attempts: 1 } : retries[call.retry];
  if (retry === undefined)
    throw new InputError(
      `${at.document.file}:${at.document.lineOf([...at.path, "retry"])}: there is no retry ${call.retry}`,
    );
  return {
    from: context.from,
    to: { component: call.target, operation: call.operation },
    synchronous: !context.async,
    mode: call.mode ?? "sequential",
    timeoutMs: call.timeoutMs,
    deadlineMs: call.deadlineMs ?? context.deadlineMs,
    attempts: retry.attempts,
    backoffBaseMs: retry.backoffBaseMs ?? 0,
    backoffMaxMs: retry.backoffMaxMs ?? retry.backoffBaseMs ?? 0,
    afterTimeout: retry.afterTimeout ?? true,
    idempotent: call.idempotent ?? false,
    fallback: call.fallback,
    at,
  };
}
