import type { FieldError } from "@holdfast/problem";

/**
 * Which conditions are accepted: comparisons, logic and whole-number arithmetic over known variables. There is no loop,
 * no call of a method, no division and no text building, so a condition always ends, soon, and with the same result.
 */

const DEPTH_MAX = 10; // Deeper ones nobody can read; and it bounds the recursion.
const NODES_MAX = 200; // Bounds the time of one evaluation, which happens per line.

/** Each operator with how many arguments it takes. */
const OPERATORS: ReadonlyMap<string, { readonly min: number; readonly max: number }> = new Map([
  ["==", { min: 2, max: 2 }],
  ["===", { min: 2, max: 2 }],
  ["!=", { min: 2, max: 2 }],
  ["!==", { min: 2, max: 2 }],
  ["<", { min: 2, max: 3 }],
  ["<=", { min: 2, max: 3 }],
  [">", { min: 2, max: 2 }],
  [">=", { min: 2, max: 2 }],
  ["and", { min: 1, max: NODES_MAX }],
  ["or", { min: 1, max: NODES_MAX }],
  ["!", { min: 1, max: 1 }],
  ["!!", { min: 1, max: 1 }],
  ["if", { min: 2, max: NODES_MAX }],
  ["in", { min: 2, max: 2 }],
  ["+", { min: 1, max: NODES_MAX }],
  ["-", { min: 1, max: 2 }],
  ["*", { min: 1, max: NODES_MAX }],
  ["min", { min: 1, max: NODES_MAX }],
  ["max", { min: 1, max: NODES_MAX }],
]);
export const OPERATOR_NAMES: readonly string[] = [...OPERATORS.keys(), "var"];

const VARIABLES: ReadonlySet<string> = new Set([
  "line.sku",
  "line.category",
  "line.quantity",
  "line.unit",
  "basket.subtotal",
  "basket.quantity",
  "currency",
  "region",
  "channel",
  "customerGroup",
]);
/** An attribute, or a part of one that is an object. */
const ATTRIBUTE = /^line\.attributes(\.[^.\\/]{1,100}){1,5}$/;
const HIDDEN = /(^|\.)(__proto__|prototype|constructor)(\.|$)/;

/** What keeps a JsonLogic condition from being accepted, at most one error a part, with JSON pointers into it; none: it is accepted. */
export function conditionErrors(json: unknown): readonly FieldError[] {
  if (!isObject(json)) {
    return refuse("", 'has to be an object like {"==":[{"var":"region"},"DE"]}');
  }
  const count = { nodes: 0 };
  const problems = errorsOf(json, { path: "", depth: 0, isListAllowed: false, count });
  if (count.nodes <= NODES_MAX) return problems;
  return [...problems, ...refuse("", `has more than ${NODES_MAX} parts`)];
}

/** Where in the condition a part is; `count` is shared by all of them. */
type Place = {
  readonly path: string;
  readonly depth: number;
  readonly isListAllowed: boolean;
  readonly count: { nodes: number };
};

function errorsOf(json: unknown, place: Place): readonly FieldError[] {
  place.count.nodes += 1;
  if (place.count.nodes > NODES_MAX) return [];
  if (isObject(json)) return operationErrors(json, { ...place, depth: place.depth + 1 });
  if (Array.isArray(json)) {
    if (place.isListAllowed) return elementErrors(json, { ...place, isListAllowed: false });
    return refuse(place.path, "may be a list only as an argument of in");
  }
  return isScalar(json) ? [] : refuse(place.path, "has to be text, a number, true, false or null");
}

function elementErrors(json: readonly unknown[], place: Place): readonly FieldError[] {
  const problems: FieldError[] = [];
  for (const [index, element] of json.entries()) {
    if (place.count.nodes > NODES_MAX) break;
    problems.push(...errorsOf(element, { ...place, path: `${place.path}/${index}` }));
  }
  return problems;
}

function operationErrors(
  json: Readonly<Record<string, unknown>>,
  place: Place,
): readonly FieldError[] {
  const [operator, ...more] = Object.keys(json);
  if (operator === undefined || more.length > 0) {
    return refuse(place.path, "has to be an object of exactly one operator");
  }
  if (place.depth > DEPTH_MAX)
    return refuse(place.path, `is more than ${DEPTH_MAX} operators deep`);
  const path = `${place.path}/${operator}`; // No operator that is accepted has a slash or a tilde.
  if (operator === "var") return variableErrors(json[operator], { ...place, path });
  const arity = OPERATORS.get(operator);
  if (arity === undefined) {
    const known = OPERATOR_NAMES.join(" ");
    return refuse(place.path, `knows no operator ${JSON.stringify(operator)}, only ${known}`);
  }
  return argumentErrors(
    json[operator],
    { ...place, path, isListAllowed: operator === "in" },
    arity,
  );
}

function argumentErrors(
  json: unknown,
  place: Place,
  { min, max }: { readonly min: number; readonly max: number },
): readonly FieldError[] {
  if (!Array.isArray(json)) {
    return max > 1 ? refuse(place.path, "has to be a list of arguments") : errorsOf(json, place);
  }
  if (json.length >= min && (json.length <= max || max === NODES_MAX)) {
    return elementErrors(json, place);
  }
  const count = min === max ? `${min}` : `${min} to ${max}`;
  return refuse(place.path, `takes ${count} arguments, not ${json.length}`);
}

function variableErrors(json: unknown, { path, count }: Place): readonly FieldError[] {
  count.nodes += 1;
  const [name, fallback, ...more] = Array.isArray(json) ? json : [json];
  const isFallback = fallback === undefined || isScalar(fallback);
  if (typeof name !== "string" || more.length > 0 || !isFallback) {
    return refuse(path, "has to be a name, or a list of a name and a fallback");
  }
  if ((VARIABLES.has(name) || ATTRIBUTE.test(name)) && !HIDDEN.test(name)) return [];
  const known = [...VARIABLES].join(" ");
  return refuse(path, `${JSON.stringify(name)} is not among ${known} line.attributes.NAME`);
}

function refuse(path: string, message: string): readonly FieldError[] {
  return [{ path, message }];
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function isScalar(json: unknown): boolean {
  return (
    json === null ||
    typeof json === "string" ||
    typeof json === "boolean" ||
    (typeof json === "number" && Number.isFinite(json))
  );
}
