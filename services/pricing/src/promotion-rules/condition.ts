import { defaultMethods, LogicEngine } from "json-logic-engine";
import { conditionErrors, OPERATOR_NAMES } from "./condition-errors.ts";

/** What a condition may ask. Amounts in the basket's minor unit, before any promotion; `line` is all of a SKU's lines. */
export type ConditionData = {
  readonly line?: {
    readonly sku: string;
    readonly category: string | null;
    readonly attributes: Readonly<Record<string, unknown>>;
    readonly quantity: number;
    readonly unit: number;
  };
  readonly basket: { readonly subtotal: number; readonly quantity: number };
  readonly currency: string;
  readonly region: string;
  readonly channel: string | null;
  readonly customerGroup: string | null;
};
type Verdict = "met" | "not-met" | "failed";

export type Condition = {
  /** Whether it asks about a line, so that it has to be looked at for each. */
  readonly isOnLine: boolean;
  /** What the condition cannot do without, for the index; null when there is no such thing. */
  readonly needs: Need | null;
  /** The customer groups that it names. */
  readonly customerGroups: readonly string[];
  /** "failed" where it compares what cannot be compared, or is none that is accepted. Never throws. */
  readonly test: (data: ConditionData) => Verdict;
};
/** The variable has to be one of the values. */
type Need = { readonly variable: string; readonly values: readonly string[] };

/** Only what `conditionErrors` lets through exists at all. */
const engine = new LogicEngine(
  Object.fromEntries(
    Object.entries(defaultMethods).filter(([name]) => OPERATOR_NAMES.includes(name)),
  ),
);

/** A JsonLogic condition, ready to be tested often; null when there is none. It is built when it is first tested: few ever are. */
export function compileCondition(json: unknown): Condition | null {
  if (json === null || json === undefined) return null;
  const uses = usesIn(json);
  let run: ((data: ConditionData) => unknown) | undefined;
  return {
    isOnLine: uses.some(({ variable }) => variable.startsWith("line.")),
    needs: needOf(json),
    customerGroups: uses.flatMap(({ variable, texts }) =>
      variable === "customerGroup" ? texts : [],
    ),
    test: (data) => {
      try {
        run ??= build(json);
        return engine.truthy(run(data)) ? "met" : "not-met";
      } catch {
        return "failed";
      }
    },
  };
}

function build(json: unknown): (data: ConditionData) => unknown {
  const [problem] = conditionErrors(json);
  if (problem !== undefined) throw new Error(`condition ${problem.path} ${problem.message}`);
  const built = engine.build(json);
  return (data) => built(data);
}

/** Each variable with the texts that stand beside it. */
type Use = { readonly variable: string; readonly texts: readonly string[] };

function usesIn(json: unknown, beside: readonly unknown[] = []): readonly Use[] {
  if (Array.isArray(json)) return json.flatMap((part) => usesIn(part, json.flat()));
  if (typeof json !== "object" || json === null) return [];
  if (!("var" in json)) return Object.values(json).flatMap((part) => usesIn(part));
  const name: unknown = Array.isArray(json.var) ? json.var[0] : json.var;
  if (typeof name !== "string") return [];
  return [{ variable: name, texts: beside.filter((part) => typeof part === "string") }];
}

/** Variables by how few baskets have a given value of them. */
const MOST_SELECTIVE_FIRST = [/^line\.sku$/, /^line\.attributes\./, /^line\.category$/, /^/];

function needOf(json: unknown): Need | null {
  if (typeof json !== "object" || json === null) return null;
  const [[operator, parts] = []] = Object.entries(json);
  if (!Array.isArray(parts)) return null;
  if (operator === "and") {
    const needs = parts.flatMap((part) => needOf(part) ?? []);
    const rank = ({ variable }: Need) =>
      MOST_SELECTIVE_FIRST.findIndex((kind) => kind.test(variable));
    return needs.sort((a, b) => rank(a) - rank(b))[0] ?? null;
  }
  const [left, right] = parts;
  if (operator === "in") return needed(variableOf(left), right);
  if (operator !== "==" && operator !== "===") return null;
  return needed(variableOf(left), [right]) ?? needed(variableOf(right), [left]);
}

/** `==` calls "5" and 5 the same, an index of texts does not: what could be a number is left to the condition. */
function needed(variable: string | undefined, values: unknown): Need | null {
  if (variable === undefined || !Array.isArray(values)) return null;
  const texts = values.filter((value) => typeof value === "string" && Number.isNaN(Number(value)));
  return texts.length === values.length ? { variable, values: texts } : null;
}

/** The name in `{"var": name}`; undefined where there is something else, or a fallback for what is missing. */
function variableOf(json: unknown): string | undefined {
  if (typeof json !== "object" || json === null || !("var" in json)) return undefined;
  const [name, fallback] = Array.isArray(json.var) ? json.var : [json.var];
  return typeof name === "string" && fallback === undefined ? name : undefined;
}
