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
  type Level,
  listed,
  type Operation,
  type OperationRef,
} from "../model.ts";
import { type Direction, RULE_TABLE, type Verdict, verdictOf } from "./rule-table.ts";
import { diffSchemas } from "./schema-diff.ts";

type Difference = Omit<Verdict, "means"> & {
  readonly message: string;
  readonly at: At;
  /** The property of an answer that it is about: whoever does not read it is not hurt. */
  readonly property?: string | undefined;
};
type Merged = Difference & { readonly operations: ReadonlyMap<string, OperationRef> };
type Pair = { readonly before: Node; readonly after: Node };

const tell = (name: string, message: string, at: At): Difference => {
  const { means: _, ...verdict } = verdictOf(name);
  return { ...verdict, message, at };
};

export function contractChanged(change: Change): readonly Finding[] {
  const names = new Set([...change.base.contracts.keys(), ...change.head.contracts.keys()]);
  return [...names].flatMap((name) => {
    const [before, after] = [change.base, change.head].map((end) => end.contracts.get(name));
    if (before === undefined || before === after) return [];
    const { outgoing = false } = change.head.components.get(name) ?? {};
    return merged(before, after, outgoing).map((each) => findingOf(change, before, each));
  });
}

/** A schema that many operations share differs once. */
function merged(
  before: Contract,
  after: Contract | undefined,
  outgoing: boolean,
): readonly Merged[] {
  const found = new Map<string, Merged & { operations: Map<string, OperationRef> }>();
  for (const name of new Set([before, after].flatMap((end) => [...(end?.operations.keys() ?? [])])))
    for (const each of differences(
      before.operations.get(name),
      after?.operations.get(name),
      outgoing,
    )) {
      const ref = { component: before.component, operation: name };
      const isShared = each.at.path[0] === "components";
      const key = [each.rule, each.level, ...each.at.path, each.message, isShared || name].join();
      const known = found.get(key) ?? { ...each, operations: new Map() };
      known.operations.set(name, ref);
      found.set(key, known);
    }
  return [...found.values()];
}

const ORDER: readonly Level[] = ["breaking", "unknown", "caution"];

/** As bad as for the operation whose callers it hurts most. */
function findingOf(change: Change, { component, document }: Contract, found: Merged): Finding {
  const { rule, level: worstCase, message, mitigation, at, property } = found;
  const operations = [...found.operations.values()];
  const impacts =
    worstCase === "safe" ? [] : operations.map((each) => impactOn(change, each, property));
  const worst = impacts.toSorted(
    // Of the same level the one that somebody is hurt by.
    (a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level) || b.paths.length - a.paths.length,
  )[0];
  const who = worst === undefined ? "" : `; ${worst.who}`;
  return {
    ...{ rule, mitigation, operations, component },
    level: worstCase === "breaking" ? (worst?.level ?? worstCase) : worstCase,
    message: `${listed(operations.map(keyOf), 3)}: ${message}${who}`,
    place: placeIn(at.document === document ? change.base : change.head, at),
    paths: impacts.flatMap(({ paths }) => paths),
  };
}

function differences(
  before: Operation | undefined,
  after: Operation | undefined,
  outgoing: boolean,
): readonly Difference[] {
  const method = ({ method: verb, route }: Operation) => `${verb.toUpperCase()} ${route}`;
  if (after === undefined)
    return before ? [tell("api-removed-without-deprecation", "gone", before.at)] : [];
  if (before === undefined) return [tell("endpoint-added", `new, ${method(after)}`, after.at)];
  const pair = {
    before: { ...before.at, value: before.body },
    after: { ...after.at, value: after.body },
  };
  // What goes out is sent by whom the catalogue knows: others read the bodies, and it reads their answers.
  const [sent, answered]: readonly [Direction, Direction] =
    after.webhook || outgoing ? ["response", "request"] : ["request", "response"];
  const isMoved = method(before) !== method(after);
  const isDeprecated = after.body.deprecated === true && before.body.deprecated !== true;
  return [
    ...(isMoved
      ? [tell("api-path-changed", `${method(before)} → ${method(after)}`, after.at)]
      : []),
    ...(isDeprecated ? [tell("endpoint-deprecated", "deprecated", after.at)] : []),
    ...security(before, after),
    ...parameters(before, after, sent),
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
    return [tell("api-security-added", "asks for more than it did", after.at)];
  if (now.some((held) => !isEnough(old, held)))
    return [tell("api-security-removed", "lets in whom it did not", after.at)];
  return [];
}

const isTrue = (node: Node | undefined, key: string) =>
  node !== undefined && follow(node, key)?.value === true;

function parameters(
  before: Operation,
  after: Operation,
  direction: Direction,
): readonly Difference[] {
  const [old, now] = [parametersOf(before), parametersOf(after)];
  const gone = [...old].flatMap(([key, node]) => {
    // A header that is not read hurts nobody; an unknown query parameter may be refused.
    const isNamed = /^(query|path) /.test(key);
    const rule = isNamed ? "request-parameter-removed" : "request-header-removed";
    return now.has(key) ? [] : [tell(rule, `no ${key} any more`, node)];
  });
  const kept = [...now].flatMap(([key, node]) => {
    const [known, isNeeded] = [old.get(key), isTrue(node, "required")];
    const added = isNeeded ? "new-required-request-parameter" : "new-optional-request-parameter";
    if (known === undefined) return [tell(added, `takes ${key}`, node)];
    const became = tell("request-parameter-became-required", `needs ${key}`, node);
    const pair = { before: follow(known, "schema"), after: follow(node, "schema") };
    return [
      ...(isNeeded && !isTrue(known, "required") ? [became] : []),
      ...schemas(pair, direction, { place: "request-parameter", name: key }),
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
  if (now === undefined) return old ? [tell("request-body-removed", "no body any more", old)] : [];
  const added = needs ? "request-body-added-required" : "request-body-added-optional";
  if (old === undefined) return [tell(added, "takes a body", now)];
  const became = tell("request-body-became-required", "needs its body", now);
  const where = { place: "request-body", name: "body" };
  const inner = contents({ before: old, after: now }, direction, where);
  return [...(needs && !needed ? [became] : []), ...inner];
}

const STATUS = {
  success: ["response-success-status-added", "response-success-status-removed"],
  other: ["response-non-success-status-added", "response-non-success-status-removed"],
} as const;

function responses({ before, after }: Pair, direction: Direction): readonly Difference[] {
  const statuses = new Set([...keysAt(before, "responses"), ...keysAt(after, "responses")]);
  return [...statuses].flatMap((status) => {
    const [old, now] = [follow(before, "responses", status), follow(after, "responses", status)];
    const [added, removed] = STATUS[/^[23]/.test(status) ? "success" : "other"];
    if (now === undefined) return old ? [tell(removed, `no ${status} any more`, old)] : [];
    if (old === undefined) return [tell(added, `may answer ${status}`, now)];
    const pair = { before: old, after: now };
    const where = { place: "response-body", name: status };
    return [...headers(pair, status, direction), ...contents(pair, direction, where)];
  });
}

function headers(
  { before, after }: Pair,
  status: string,
  direction: Direction,
): readonly Difference[] {
  return keysAt(before, "headers").flatMap((name) => {
    const [old, now] = [follow(before, "headers", name), follow(after, "headers", name)];
    if (old === undefined) return [];
    const isNeeded = isTrue(old, "required");
    const gone = isNeeded ? "required-response-header-removed" : "optional-response-header-removed";
    if (now === undefined) return [tell(gone, `${status} without ${name}`, old)];
    const became = tell("response-header-became-optional", `${status} may lack ${name}`, now);
    const pair = { before: follow(old, "schema"), after: follow(now, "schema") };
    const where = { place: "response-header", name: `${status} ${name}` };
    return [
      ...(isNeeded && !isTrue(now, "required") ? [became] : []),
      ...schemas(pair, direction, where),
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
      .map((type) => tell(`${rule}-removed`, `${where.name} is no ${type} any more`, after)),
    ...now
      .filter((type) => !old.includes(type))
      .map((type) => tell(`${rule}-added`, `${where.name} may be ${type}`, after)),
    ...old.flatMap((type) => {
      const [was, is] = [before, after].map((each) => follow(each, "content", type, "schema"));
      return schemas({ before: was, after: is }, direction, where);
    }),
  ];
}

function schemas(
  { before, after }: { readonly before: Node | undefined; readonly after: Node | undefined },
  direction: Direction,
  { place, name }: Where,
): readonly Difference[] {
  if (before === undefined || after === undefined) return [];
  const { levels, do: mitigation } = RULE_TABLE.schemas.directions[direction];
  return diffSchemas({ before, after }, direction).map(({ facet, effect, detail, way, at }) => {
    const where = way.length === 0 ? place : place.replace("body", "property");
    const rule = facet.startsWith("new-") ? `${facet}-${where}` : `${where}-${facet}`;
    // A schema with a name is the same wherever it is reached from.
    const isNamed = at.path[0] === "components";
    const parts = isNamed ? at.path.slice(2).filter((key) => key !== "properties") : [name, ...way];
    const message = `${parts.join(".").replaceAll(".[]", "[]")} ${detail}`;
    const isRead = where === "response-property" && direction === "response";
    const property = isRead ? way.findLast((step) => !/^(\[\]|\*)$/.test(step)) : undefined;
    const isSafe = levels[effect] === "safe";
    return {
      ...{ rule, message, at, property, level: levels[effect] },
      mitigation: isSafe ? "" : mitigation,
    };
  });
}

const keysAt = (node: Node, key: string): readonly string[] =>
  Object.keys(Object(follow(node, key)?.value));
