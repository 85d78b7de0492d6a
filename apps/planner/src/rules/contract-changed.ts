/** OpenAPI contracts at base and head, operation by operation. Rules are named as oasdiff names them. */
import { impactOn } from "../consumers.ts";
import { follow, type Node } from "../contract.ts";
import { isObject, placeIn } from "../document.ts";
import {
  type At,
  type Change,
  type Contract,
  type Finding,
  keyOf,
  type Operation,
  type OperationRef,
} from "../model.ts";
import { type Direction, diffSchemas, type Effect } from "./schema-diff.ts";

/** Whether a caller that was right may be wrong now. */
type Breaks = boolean | "maybe";
type Difference = {
  readonly rule: string;
  readonly breaks: Breaks;
  readonly message: string;
  readonly at: At;
};
type Merged = Difference & { readonly operations: OperationRef[] };
type Pair = { readonly before: Node; readonly after: Node };

const tell = (rule: string, breaks: Breaks, message: string, at: At): Difference => ({
  ...{ rule, breaks, message },
  at,
});

export function contractChanged(change: Change): readonly Finding[] {
  return [...change.head.contracts.values()].flatMap((after) => {
    const before = change.base.contracts.get(after.component);
    if (before === undefined || before === after) return [];
    return merged(before, after).map((each) => findingOf(change, before, each));
  });
}

/** A schema that many operations share differs once. */
function merged(before: Contract, after: Contract): readonly Merged[] {
  const found = new Map<string, Merged>();
  for (const operation of after.operations.values()) {
    const { component } = after;
    const ref = { component, operation: operation.operation };
    for (const each of differences(before.operations.get(operation.operation), operation)) {
      const key = `${each.rule} ${each.breaks} ${each.at.path.join("/")} ${each.message}`;
      const known = found.get(key) ?? { ...each, operations: [] };
      known.operations.push(ref);
      found.set(key, known);
    }
  }
  return [...found.values()];
}

const ORDER = ["breaking", "unknown", "caution"] as const;
const NAMED_MAX = 3;

/** As bad as for the operation whose callers it hurts most. */
function findingOf(change: Change, before: Contract, difference: Merged): Finding {
  const { rule, breaks, message, at, operations } = difference;
  const impacts = operations.map((operation) => impactOn(change, operation));
  const worst = ORDER.flatMap((level) => impacts.filter((each) => each.level === level))[0];
  const level = breaks === true ? (worst?.level ?? "caution") : breaks ? "caution" : "safe";
  const names = operations.slice(0, NAMED_MAX).map(keyOf).join(", ");
  const more = operations.length - NAMED_MAX;
  const isSafe = level === "safe";
  const keep = /response|path/.test(rule);
  return {
    ...{ rule, level, operations, component: before.component },
    message: `${names}${more > 0 ? ` and ${more} more` : ""}: ${message}${isSafe || worst === undefined ? "" : `; ${worst.who}`}`,
    place: placeIn(at.document === before.document ? change.base : change.head, at),
    paths: isSafe ? [] : impacts.flatMap(({ paths }) => paths),
    mitigation: isSafe
      ? ""
      : keep
        ? "Go on answering as before until no caller relies on it; then remove it"
        : "Accept the old form beside the new until every caller is rolled out with the new one",
  };
}

function differences(before: Operation | undefined, after: Operation): readonly Difference[] {
  const method = ({ method: verb, route }: Operation) => `${verb.toUpperCase()} ${route}`;
  if (before === undefined)
    return [tell("endpoint-added", false, `new, ${method(after)}`, after.at)];
  const pair = {
    before: { ...before.at, value: before.body },
    after: { ...after.at, value: after.body },
  };
  // Of a webhook the component is the caller: its receivers read what it sends, and it reads their answers.
  const [sent, answered]: readonly [Direction, Direction] = after.webhook
    ? ["response", "request"]
    : ["request", "response"];
  const isMoved = method(before) !== method(after);
  const isDeprecated = after.body.deprecated === true && before.body.deprecated !== true;
  return [
    ...(isMoved
      ? [tell("api-path-changed", true, `${method(before)} → ${method(after)}`, after.at)]
      : []),
    ...(isDeprecated ? [tell("endpoint-deprecated", false, "deprecated", after.at)] : []),
    ...security(before, after),
    ...parameters(before, after),
    ...body(pair, sent),
    ...responses(pair, answered),
  ];
}

/** Every way in that was enough has to be enough still. */
function security(before: Operation, after: Operation): readonly Difference[] {
  const ways = ({ body: { security: own }, at }: Operation) => {
    const stated = own ?? (isObject(at.document.data) ? at.document.data.security : undefined);
    const list = Array.isArray(stated) && stated.length > 0 ? stated : [{}];
    return list.map((way: object) =>
      Object.entries(way).flatMap(([name, scopes]) => [
        name,
        ...[scopes].flat().map((scope) => `${name} ${scope}`),
      ]),
    );
  };
  const [old, now] = [ways(before), ways(after)];
  const isEnough = (needed: typeof old, held: readonly string[]) =>
    needed.some((way) => way.every((each) => held.includes(each)));
  if (old.some((held) => !isEnough(now, held)))
    return [tell("api-security-added", true, "asks for more than it did", after.at)];
  if (now.some((held) => !isEnough(old, held)))
    return [tell("api-security-removed", "maybe", "lets in whom it did not", after.at)];
  return [];
}

const isTrue = (node: Node | undefined, key: string) =>
  node !== undefined && follow(node, key)?.value === true;

function parameters(before: Operation, after: Operation): readonly Difference[] {
  const [old, now] = [parametersOf(before), parametersOf(after)];
  const gone = [...old].flatMap(([key, node]) => {
    // A header that is not read hurts nobody; an unknown query parameter may be refused.
    const breaks = /^(query|path) /.test(key) ? true : "maybe";
    return now.has(key)
      ? []
      : [tell("request-parameter-removed", breaks, `no ${key} any more`, node)];
  });
  const kept = [...now].flatMap(([key, node]) => {
    const [known, isNeeded] = [old.get(key), isTrue(node, "required")];
    const kind = isNeeded ? "required" : "optional";
    if (known === undefined)
      return [tell(`new-${kind}-request-parameter`, isNeeded, `takes ${key}`, node)];
    const became = tell("request-parameter-became-required", true, `needs ${key}`, node);
    const pair = { before: follow(known, "schema"), after: follow(node, "schema") };
    return [
      ...(isNeeded && !isTrue(known, "required") ? [became] : []),
      ...schemas(pair, "request", { place: "request-parameter", name: key }),
    ];
  });
  return [...gone, ...kept];
}

/** Those of the path as well, by place and name. */
function parametersOf({ at, body: own, item }: Operation): ReadonlyMap<string, Node> {
  const holders = [
    { document: at.document, path: at.path.slice(0, -1), value: item },
    { ...at, value: own },
  ];
  const nodes = holders.flatMap((holder) =>
    keysAt(holder, "parameters").flatMap((index) => follow(holder, "parameters", index) ?? []),
  );
  return new Map(
    nodes.map((node) => [`${follow(node, "in")?.value} ${follow(node, "name")?.value}`, node]),
  );
}

function body(pair: Pair, direction: Direction): readonly Difference[] {
  const [old, now] = [follow(pair.before, "requestBody"), follow(pair.after, "requestBody")];
  const [needed, needs] = [isTrue(old, "required"), isTrue(now, "required")];
  if (now === undefined)
    return old === undefined
      ? []
      : [tell("request-body-removed", "maybe", "no body any more", old)];
  const kind = needs ? "required" : "optional";
  if (old === undefined) return [tell(`request-body-added-${kind}`, needs, "takes a body", now)];
  const became = tell("request-body-became-required", true, "needs its body", now);
  const inner = contents({ before: old, after: now }, direction, {
    place: "request-body",
    name: "body",
  });
  return [...(needs && !needed ? [became] : []), ...inner];
}

function responses({ before, after }: Pair, direction: Direction): readonly Difference[] {
  const statuses = new Set([...keysAt(before, "responses"), ...keysAt(after, "responses")]);
  return [...statuses].flatMap((status) => {
    const [old, now] = [follow(before, "responses", status), follow(after, "responses", status)];
    const isSuccess = /^[23]/.test(status);
    const rule = `response-${isSuccess ? "" : "non-"}success-status`;
    if (now === undefined)
      return old === undefined
        ? []
        : [tell(`${rule}-removed`, isSuccess || "maybe", `no ${status} any more`, old)];
    if (old === undefined)
      return [tell(`${rule}-added`, isSuccess && "maybe", `may answer ${status}`, now)];
    const pair = { before: old, after: now };
    return [
      ...headers(pair, status),
      ...contents(pair, direction, { place: "response-body", name: status }),
    ];
  });
}

function headers({ before, after }: Pair, status: string): readonly Difference[] {
  return keysAt(before, "headers").flatMap((name) => {
    const [old, now] = [follow(before, "headers", name), follow(after, "headers", name)];
    if (old === undefined) return [];
    const isNeeded = isTrue(old, "required");
    const kind = isNeeded ? "required" : "optional";
    if (now === undefined)
      return [
        tell(
          `${kind}-response-header-removed`,
          isNeeded || "maybe",
          `${status} without ${name}`,
          old,
        ),
      ];
    const became = tell("response-header-became-optional", true, `${status} may lack ${name}`, now);
    const pair = { before: follow(old, "schema"), after: follow(now, "schema") };
    return [
      ...(isNeeded && !isTrue(now, "required") ? [became] : []),
      ...schemas(pair, "response", { place: "response-header", name: `${status} ${name}` }),
    ];
  });
}

/** Where a schema stands: in rules, and in messages. */
type Where = { readonly place: string; readonly name: string };

function contents(
  { before, after }: Pair,
  direction: Direction,
  where: Where,
): readonly Difference[] {
  const [old, now] = [keysAt(before, "content"), keysAt(after, "content")];
  const rule = `${where.place}-media-type`;
  return [
    ...old
      .filter((type) => !now.includes(type))
      .map((type) => tell(`${rule}-removed`, true, `${where.name} is no ${type} any more`, after)),
    ...now
      .filter((type) => !old.includes(type))
      .map((type) => tell(`${rule}-added`, false, `${where.name} may be ${type}`, after)),
    ...old.flatMap((type) => {
      const [was, is] = [before, after].map((each) => follow(each, "content", type, "schema"));
      return schemas({ before: was, after: is }, direction, where);
    }),
  ];
}

/** What a sender may not send any more breaks it, and what a reader has never seen breaks that one. */
const BREAKS: Readonly<Record<Direction, Readonly<Record<Effect, Breaks>>>> = {
  request: { narrowed: true, widened: false, changed: true, removed: true, unclear: "maybe" },
  response: { narrowed: false, widened: true, changed: true, removed: true, unclear: "maybe" },
};
/** More than before, and nothing that a reader would trip over. */
const HARMLESS = /^(new-optional|additional-properties)/;

function schemas(
  { before, after }: { readonly before: Node | undefined; readonly after: Node | undefined },
  direction: Direction,
  { place, name }: Where,
): readonly Difference[] {
  if (before === undefined || after === undefined) return [];
  return diffSchemas({ before, after }, direction).map(({ facet, effect, detail, way, at }) => {
    const isHarmless = direction === "response" && HARMLESS.test(facet);
    const where = way.length === 0 ? place : place.replace("body", "property");
    const rule = facet.startsWith("new-") ? `${facet}-${where}` : `${where}-${facet}`;
    // A schema with a name is the same wherever it is reached from.
    const isNamed = at.path[0] === "components";
    const parts = isNamed ? at.path.slice(2).filter((key) => key !== "properties") : [name, ...way];
    const target = parts.join(".").replaceAll(".[]", "[]");
    return tell(rule, isHarmless ? false : BREAKS[direction][effect], `${target}: ${detail}`, at);
  });
}

const keysAt = (node: Node, key: string): readonly string[] =>
  Object.keys(Object(follow(node, key)?.value));
