/** calls.json (what was seen), slo.yaml (what is promised) and planner.yaml (what is asked of the planner). */
import { type Static, Type } from "typebox";
import { checked, fault } from "./document.ts";
import type { Document, Objective, Settings, Snapshot } from "./model.ts";

const Text = Type.String({ minLength: 1 });
const MaybeText = Type.Optional(Text);
const MaybeNumber = Type.Optional(Type.Number());
const MaybeRecord = Type.Optional(Type.Record(Type.String(), Type.Unknown()));
const list = <T extends Parameters<typeof Type.Array>[0]>(items: T) =>
  Type.Optional(Type.Array(items));

const Ref = Type.Object({ component: Text, operation: Text });
const SequenceSchema = Type.Object({ operation: Ref, steps: Type.Array(Type.Array(Ref)) });
const CallSchema = Type.Object({ from: Ref, to: Ref, count: MaybeNumber });
const CallsSchema = Type.Object({ calls: Type.Array(CallSchema), sequences: list(SequenceSchema) });

/** @throws InputError */
export function readCalls(document: Document): Pick<Snapshot, "observed" | "sequences"> {
  const { calls, sequences = [] } = checked(document, CallsSchema);
  const at = (list: string, index: number) => ({ at: { document, path: [list, index] } });
  return {
    observed: calls.map(({ count = 1, ...call }, i) => ({ ...call, count, ...at("calls", i) })),
    sequences: sequences.map((sequence, i) => ({ ...sequence, ...at("sequences", i) })),
  };
}

const ObjectiveSchema = Type.Object({
  op: MaybeText,
  value: MaybeNumber,
  target: MaybeNumber,
  targetPercent: MaybeNumber,
});
const SloSchema = Type.Object({
  kind: Text,
  metadata: Type.Object({ name: Text, labels: MaybeRecord, annotations: MaybeRecord }),
  spec: Type.Object({ service: MaybeText, objectives: list(ObjectiveSchema) }),
});

/**
 * The objectives of every OpenSLO SLO. The label or annotation `operation` (with any prefix) names what it is about. An
 * objective with `op: lt` or `lte` is about latency, and its value in milliseconds. @throws InputError
 */
export function readObjectives(document: Document): readonly Objective[] {
  return checked(document, Type.Array(SloSchema)).flatMap(({ kind, ...slo }, index) =>
    kind === "SLO" ? objectivesOf(slo, document, index) : [],
  );
}

function objectivesOf(
  { metadata, spec }: Omit<Static<typeof SloSchema>, "kind">,
  document: Document,
  index: number,
): readonly Objective[] {
  const notes = Object.entries({ ...metadata.annotations, ...metadata.labels });
  const operation = notes.find(([key]) => key.split("/").at(-1) === "operation")?.[1];
  return (spec.objectives ?? []).map(
    ({ op, value, targetPercent, target = Number(targetPercent) / 100 }, i) => {
      const at = { document, path: [index, "spec", "objectives", i] };
      if (!(target > 0 && target <= 1))
        throw fault(at, "an objective needs a target above 0, up to 1");
      const latency = op === "lt" || op === "lte";
      return {
        name: metadata.name,
        component: spec.service ?? "",
        operation: typeof operation === "string" ? operation : undefined,
        kind: latency ? "latency" : "availability",
        target,
        thresholdMs: latency ? value : undefined,
        at,
      };
    },
  );
}

const closed = { additionalProperties: false };
const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const Timeout = Type.Optional(Type.Integer({ minimum: 1 }));
const Argv = Type.Array(Text, { minItems: 1 });
const CheckSchema = Type.Object(
  {
    id: Text,
    argv: Argv,
    timeoutMs: Timeout,
    tests: Type.Optional(Type.Boolean()),
    covers: list(Text),
  },
  closed,
);
const WaiverSchema = Type.Object(
  { rule: Text, component: MaybeText, operation: MaybeText, reason: Text, expires: Day },
  closed,
);
const SettingsSchema = Type.Object(
  {
    version: Type.Literal(1),
    annotationPrefix: MaybeText,
    public: list(Text),
    checks: list(CheckSchema),
    waivers: list(WaiverSchema),
  },
  closed,
);

// Long enough for a build with tests, short enough that a hung check is noticed the same hour.
const CHECK_TIMEOUT_MS = 600_000;

/** What holds without a planner.yaml. */
export const NO_SETTINGS: Settings = { public: new Set(), checks: [], waivers: [] };

/** @throws InputError: a waiver needs its reason and its last day */
export function readSettings(document: Document): Settings {
  const { version: _, public: open, checks = [], ...rest } = checked(document, SettingsSchema);
  return {
    ...NO_SETTINGS,
    ...rest,
    public: new Set(open),
    checks: checks.map(({ timeoutMs = CHECK_TIMEOUT_MS, ...check }) => ({ ...check, timeoutMs })),
  };
}
