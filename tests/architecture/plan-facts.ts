/** What the plan must say, as rows of its tables, told by the contracts, resilience.yaml and catalog-info.yaml. */
import { parse, parseAllDocuments } from "yaml";
import {
  contractEntries,
  type Entry,
  type Operation,
  type Schema,
  statusesOf,
} from "./contracts.ts";
import { sourceFiles } from "./source-files.ts";

/** A table by its columns; cells without backticks. */
export type Expected = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};
type Field = { readonly field: string; readonly schema: Schema; readonly required: boolean };

/** The gateway's contract has its public operations whole; what else there is, is internal or the provider's. */
export function planned(): readonly Entry[] {
  const entries = contractEntries();
  const isPublic = new Set(
    entries.flatMap(({ contract, operation }) =>
      contract === "gateway" ? [operation.operationId] : [],
    ),
  );
  return entries.filter(
    ({ contract, operation }) => contract === "gateway" || !isPublic.has(operation.operationId),
  );
}

export function requestFields(entries: readonly Entry[]): Expected {
  const rows = entries.flatMap(({ operation }) =>
    fieldsOf(operation).map((each) => [operation.operationId, each.field, ruleOf(each)]),
  );
  return { columns: ["operation", "field", "rule"], rows };
}

export function answers(entries: readonly Entry[]): Expected {
  const rows = entries.flatMap(({ operation }) => {
    const statuses = statusesOf(operation).answered;
    const byMembers = Map.groupBy(statuses, (status) =>
      membersOf(operation.responses[status]?.content?.["application/json"]?.schema ?? {}),
    );
    return [...byMembers].map(([members, same]) => [
      operation.operationId,
      same.join(", "),
      members || "–",
    ]);
  });
  return { columns: ["operation", "status", "members"], rows };
}

/** Headers that the public contract names with every operation; the plan says them once. */
const ON_EVERY_OPERATION = new Set(["holdfast-version", "request-timeout-ms", "x-correlation-id"]);

function fieldsOf({ parameters = [], requestBody }: Operation): readonly Field[] {
  const own = parameters.filter(({ name }) => !ON_EVERY_OPERATION.has(name));
  const places = own.map((parameter) => ({
    field: `${parameter.in}/${parameter.name}`,
    schema: parameter.schema,
    required: parameter.required === true,
  }));
  const media = Object.entries(requestBody?.content ?? {});
  return [
    ...places,
    ...media.flatMap(([type, { schema }]) =>
      type === "application/json" && schema !== undefined
        ? bodyFields(schema, "")
        : [{ field: "/", schema: { type: `${type}, streamed` }, required: true }],
    ),
  ];
}

function bodyFields(schema: Schema, path: string): readonly Field[] {
  const members = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => [
    {
      field: `${path}/${name}`,
      schema: member,
      required: schema.required?.includes(name) ?? false,
    },
    ...bodyFields(member, `${path}/${name}`),
  ]);
  const { items } = schema;
  if (items === undefined) return members;
  const field = `${path}/*`;
  // Items that are objects are told by their members.
  const inner = bodyFields(items, field);
  return inner.length > 0 ? inner : [{ field, schema: items, required: false }];
}

function ruleOf({ schema, required }: Field): string {
  const shown = schema.default === undefined ? "" : `, default ${schema.default}`;
  return `${required ? "required " : ""}${kindOf(schema)}${shown}`;
}

function kindOf(schema: Schema): string {
  const choices = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (choices !== undefined) return choices.join(" or ");
  const name = [schema.type ?? "any"].flat().join(" or ");
  const values = schema.additionalProperties;
  if (typeof values === "object") {
    const most =
      schema.maxProperties === undefined ? "" : ` of up to ${count(schema.maxProperties)}`;
    return `map${most}: ${kindOf(values)}`;
  }
  const bounds = boundsOf(schema);
  return [name, schema.format, bounds, schema.pattern].filter(Boolean).join(" ");
}

function boundsOf(schema: Schema): string {
  const least = schema.minimum ?? schema.minLength ?? schema.minItems;
  const most = schema.maximum ?? schema.maxLength ?? schema.maxItems;
  if (least !== undefined && most !== undefined) return `${count(least)} to ${count(most)}`;
  if (most !== undefined) return `up to ${count(most)}`;
  return least === undefined ? "" : `from ${count(least)}`;
}

const count = (value: number): string => value.toLocaleString("en");

function membersOf({ properties = {}, required = [] }: Schema): string {
  return Object.keys(properties)
    .map((name) => (required.includes(name) ? name : `${name}?`))
    .join(", ");
}

type Call = Readonly<Record<"target" | "operation" | "retry" | "mode" | "fallback", string>> & {
  readonly timeoutMs: number;
  readonly deadlineMs?: number;
  readonly idempotent: boolean;
};
type Policies = {
  readonly targets: Readonly<
    Record<
      string,
      {
        readonly connections: number;
        readonly breaker: Readonly<Record<string, number>>;
        readonly retryBudgetPercent: number;
        readonly external?: boolean;
      }
    >
  >;
  readonly retries: Readonly<Record<string, Readonly<Record<string, number | boolean>>>>;
  readonly services: Readonly<
    Record<
      string,
      {
        readonly operations: Readonly<
          Record<
            string,
            {
              readonly deadlineMs: number;
              readonly pattern: string;
              readonly calls: readonly Call[];
            }
          >
        >;
      }
    >
  >;
};
type Entity = {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly consumesApis?: readonly string[];
    readonly dependsOn?: readonly string[];
  };
};

const textOf = (path: string): string => sourceFiles(path)[0]?.text ?? "";
const policies = (): Policies => parse(textOf("resilience.yaml")) as Policies;
const cell = (value: number | boolean | string | undefined): string => String(value ?? "–");

export function targetPolicies(): Expected {
  return {
    columns: [
      "target",
      "connections",
      "window ms",
      "error rate %",
      "minimum calls",
      "open ms",
      "retry budget %",
      "external",
    ],
    rows: Object.entries(policies().targets).map(([name, target]) => {
      const { windowMs, errorRatePercent, minimumCalls, openMs } = target.breaker;
      const breaker = [windowMs, errorRatePercent, minimumCalls, openMs].map(cell);
      const { connections, retryBudgetPercent, external = false } = target;
      return [name, cell(connections), ...breaker, cell(retryBudgetPercent), cell(external)];
    }),
  };
}

export function retryPolicies(): Expected {
  return {
    columns: ["retry", "attempts", "backoff base ms", "backoff max ms", "after a timeout"],
    rows: Object.entries(policies().retries).map(([name, retry]) => [
      name,
      cell(retry.attempts),
      cell(retry.backoffBaseMs),
      cell(retry.backoffMaxMs),
      retry.attempts === 1 ? "–" : cell(retry.afterTimeout ?? true),
    ]),
  };
}

export function callPolicies(): Expected {
  const rows = Object.entries(policies().services).flatMap(([caller, { operations }]) =>
    Object.entries(operations).flatMap(([during, { deadlineMs, pattern, calls }]) =>
      calls.map((call) => [
        ...[caller, during, cell(deadlineMs), pattern, `${call.target}.${call.operation}`],
        ...[cell(call.timeoutMs), cell(call.deadlineMs ?? deadlineMs), call.retry],
        ...[cell(call.idempotent), cell(call.fallback)],
      ]),
    ),
  );
  const columns = ["caller", "during", "deadline ms", "pattern", "call", "attempt ms"];
  return { columns: [...columns, "call ms", "retry", "idempotent", "fallback"], rows };
}

/** Who calls whom with which operations. */
export function callMap(): Expected {
  const rows = Object.entries(policies().services).flatMap(([caller, { operations }]) => {
    const calls = Object.values(operations).flatMap((operation) => operation.calls);
    return [...Map.groupBy(calls, ({ target }) => target)].map(([target, made]) => [
      caller,
      target,
      [...new Set(made.map(({ operation }) => operation))].join(", "),
    ]);
  });
  return { columns: ["caller", "target", "operations"], rows };
}

/** Components by what they call and own. */
export function components(): Expected {
  const entities = parseAllDocuments(textOf("catalog-info.yaml")).map(
    (document) => document.toJS() as Entity,
  );
  const rows = entities
    .filter(({ kind }) => kind === "Component")
    .map(({ metadata, spec }) => [
      metadata.name,
      (spec.consumesApis ?? []).join(", ") || "–",
      (spec.dependsOn ?? [])
        .flatMap((each) => (each.startsWith("resource:") ? each.slice(9) : []))
        .join(", ") || "–",
    ]);
  return { columns: ["component", "calls", "owns"], rows };
}
