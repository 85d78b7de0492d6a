/** resilience.yaml: what each operation may call, how long, how often and behind which breaker. */
import { type Static, Type } from "typebox";
import { checked, fault } from "./document.ts";
import {
  type At,
  type DeclaredCall,
  type Document,
  keyOf,
  type Policy,
  type Snapshot,
  type Target,
} from "./model.ts";

const Ms = Type.Number({ minimum: 0 });
const MaybeMs = Type.Optional(Ms);
const Name = Type.String({ minLength: 1 });
const Flag = Type.Optional(Type.Boolean());
const Mode = Type.Union([Type.Literal("sequential"), Type.Literal("parallel")]);
const Patterns = (["request-response", "fan-out", "saga", "async"] as const).map((each) =>
  Type.Literal(each),
);
const CallSchema = Type.Object({
  target: Name,
  operation: Name,
  timeoutMs: Ms,
  deadlineMs: MaybeMs,
  retry: Type.Optional(Name),
  mode: Type.Optional(Mode),
  idempotent: Flag,
  fallback: Type.Optional(Name),
});
const OperationSchema = Type.Object({
  deadlineMs: Ms,
  pattern: Type.Union(Patterns),
  calls: Type.Array(CallSchema),
});
const RetrySchema = Type.Object({
  attempts: Type.Integer({ minimum: 1 }),
  backoffBaseMs: MaybeMs,
  backoffMaxMs: MaybeMs,
  afterTimeout: Flag,
});
const TargetSchema = Type.Object({
  external: Flag,
  breaker: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  retryBudgetPercent: Type.Optional(Type.Number()),
});
/** More than this may stand there: the planner reads what it needs. */
const PoliciesSchema = Type.Object({
  targets: Type.Optional(Type.Record(Type.String(), TargetSchema)),
  retries: Type.Optional(Type.Record(Type.String(), RetrySchema)),
  services: Type.Record(
    Type.String(),
    Type.Object({ operations: Type.Record(Type.String(), OperationSchema) }),
  ),
});
type Declared = Static<typeof PoliciesSchema>;
type Retry = Static<typeof RetrySchema>;

/** @throws InputError: a wrong value, or a retry that is not declared */
export function readPolicies(document: Document): Pick<Snapshot, "policies" | "targets"> {
  const declared = checked(document, PoliciesSchema);
  const policies = Object.entries(declared.services).flatMap(([component, { operations }]) =>
    Object.entries(operations).map(([operation, { calls, ...rest }]): [string, Policy] => {
      const at = { document, path: ["services", component, "operations", operation] };
      const policy = { component, operation, ...rest, at };
      const made = calls.map((call, index) => callOf(call, index, policy, declared));
      return [keyOf(policy), { ...policy, calls: made }];
    }),
  );
  const targets = Object.entries(declared.targets ?? {}).map(
    ([name, { external = false, ...rest }]): [string, Target] => [
      name,
      { name, external, ...rest, at: { document, path: ["targets", name] } },
    ],
  );
  return { policies: new Map(policies), targets: new Map(targets) };
}

function callOf(
  call: Static<typeof CallSchema>,
  index: number,
  policy: Omit<Policy, "calls">,
  { retries = {} }: Declared,
): DeclaredCall {
  const at: At = { document: policy.at.document, path: [...policy.at.path, "calls", index] };
  const retry: Retry | undefined = call.retry === undefined ? { attempts: 1 } : retries[call.retry];
  if (retry === undefined) throw fault(at, `there is no retry ${call.retry}`);
  const { target, operation, retry: _, ...rest } = call;
  return {
    ...{
      mode: "sequential",
      deadlineMs: policy.deadlineMs,
      idempotent: false,
      fallback: undefined,
    },
    ...{ backoffBaseMs: 0, backoffMaxMs: retry.backoffBaseMs ?? 0, afterTimeout: true },
    ...retry,
    ...rest,
    from: { component: policy.component, operation: policy.operation },
    to: { component: target, operation },
    synchronous: policy.pattern !== "async",
    at,
  };
}
