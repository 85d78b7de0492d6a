/** calls.json (what was seen), slo.yaml (what is promised) and planner.yaml (what is asked of the planner). */
import { type Static, Type } from "typebox";
import { checked } from "./document.ts";
import { InputError } from "./input-error.ts";
import type { Document, Objective, ObservedCall, ObservedSequence, Settings } from "./model.ts";

const RefSchema = Type.Object({ component: Type.String(), operation: Type.String() });
const CallsSchema = Type.Object({
  calls: Type.Array(
    Type.Object({
      from: RefSchema,
      to: RefSchema,
      count: Type.Optional(Type.Integer({ minimum: 1 })),
    }),
  ),
  sequences: Type.Optional(
    Type.Array(Type.Object({ operation: RefSchema, steps: Type.Array(Type.Array(RefSchema)) })),
  ),
});

export type Observed = {
  readonly observed: readonly ObservedCall[];
  readonly sequences: readonly ObservedSequence[];
};

/** @throws InputError */
export function readCalls(document: Document): Observed {
  const { calls, sequences = [] } = checked(document, CallsSchema);
  return {
    observed: calls.map((call, index) => ({
      ...call,
      count: call.count ?? 1,
      at: { document, path: ["calls", index] },
    })),
    sequences: sequences.map((sequence, index) => ({
      ...sequence,
      at: { document, path: ["sequences", index] },
    })),
  };
}

const NumberSchema = Type.Optional(Type.Number());
const SloSchema = Type.Object({
  kind: Type.String(),
  metadata: Type.Object({
    name: Type.String(),
    labels: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    annotations: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  }),
  spec: Type.Object({
    service: Type.Optional(Type.String()),
    objectives: Type.Optional(
      Type.Array(
        Type.Object({
          op: Type.Optional(Type.String()),
          value: NumberSchema,
          target: NumberSchema,
          targetPercent: NumberSchema,
        }),
      ),
    ),
  }),
});
type Slo = Static<typeof SloSchema>;

/**
 * The objectives of every OpenSLO SLO. The label or annotation `operation` (with any prefix) names what it is about. An
 * objective with `op: lt` or `lte` is about latency, and its value in milliseconds. @throws InputError
 */
export function readObjectives(document: Document): readonly Objective[] {
  return checked(document, Type.Array(SloSchema)).flatMap((slo, index) =>
    slo.kind !== "SLO" ? [] : objectivesOf(slo, document, index),
  );
}

function objectivesOf({ metadata, spec }: Slo, document: Document, index: number): Objective[] {
  const notes = Object.entries({ ...metadata.annotations, ...metadata.labels });
  const operation = notes.find(([key]) => key.split("/").at(-1) === "operation")?.[1];
  return (spec.objectives ?? []).map((objective, place) => {
    const path = [index, "spec", "objectives", place];
    const target = objective.target ?? (objective.targetPercent ?? Number.NaN) / 100;
    if (!(target > 0 && target <= 1))
      throw new InputError(
        `${document.file}:${document.lineOf(path)}: an objective needs a target above 0, up to 1`,
      );
    const latency = objective.op === "lt" || objective.op === "lte";
    return {
      name: metadata.name,
      component: spec.service ?? "",
      operation: typeof operation === "string" ? operation : undefined,
      kind: latency ? "latency" : "availability",
      target,
      thresholdMs: latency ? objective.value : undefined,
      at: { document, path },
    };
  });
}

const Text = Type.String({ minLength: 1 });
const closed = { additionalProperties: false };
const SettingsSchema = Type.Object(
  {
    version: Type.Literal(1),
    annotationPrefix: Type.Optional(Text),
    public: Type.Optional(Type.Array(Text)),
    checks: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Text,
            argv: Type.Array(Text, { minItems: 1 }),
            timeoutMs: Type.Optional(Type.Integer({ minimum: 1 })),
          },
          closed,
        ),
      ),
    ),
    waivers: Type.Optional(
      Type.Array(
        Type.Object(
          {
            rule: Text,
            component: Type.Optional(Text),
            operation: Type.Optional(Text),
            reason: Text,
            expires: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
          },
          closed,
        ),
      ),
    ),
  },
  closed,
);

// Long enough for a build with tests, short enough that a hung check is noticed the same hour.
const CHECK_TIMEOUT_MS = 600_000;

export const NO_SETTINGS: Settings = {
  annotationPrefix: undefined,
  public: new Set(),
  checks: [],
  waivers: [],
};

/** @throws InputError: a waiver needs its reason and its last day */
export function readSettings(document: Document): Settings {
  const settings = checked(document, SettingsSchema);
  return {
    annotationPrefix: settings.annotationPrefix,
    public: new Set(settings.public),
    checks: (settings.checks ?? []).map((check, index) => ({
      ...check,
      timeoutMs: check.timeoutMs ?? CHECK_TIMEOUT_MS,
      at: { document, path: ["checks", index] },
    })),
    waivers: (settings.waivers ?? []).map((waiver) => ({
      ...waiver,
      component: waiver.component,
      operation: waiver.operation,
    })),
  };
}
