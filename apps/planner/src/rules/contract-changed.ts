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
import { filled, RULE_TABLE, type Verdict, verdictOf } from "./rule-table.ts";
import { diffSchemas } from "./schema-diff.ts";

type Difference = Verdict & {
  readonly message: string;
  readonly at: At;
  /** The property of an answer that it is about: whoever does not read it is not hurt. */
  readonly property?: string | undefined;
};
type OfOperation = Difference & { readonly operation: OperationRef };

const tell = (rule: string, message: string, at: At): Difference => {
  return { ...verdictOf(rule), message, at };
};

export function contractChanged(change: Change): readonly Finding[] {
  return [...change.base.contracts].flatMap(([component, before]) => {
    const after = change.head.contracts.get(component);
    if (before.document === after?.document) return [];
    const { outgoing = false } = change.head.components.get(component) ?? {};
    const names = new Set([...before.operations.keys(), ...(after?.operations.keys() ?? [])]);
    const all = [...names].flatMap((name): readonly OfOperation[] => {
      const operation = { component, operation: name };
      const [old, now] = [before.operations.get(name), after?.operations.get(name)];
      return differences(old, now, outgoing).map((each) => ({ ...each, operation }));
    });
    // A schema that many operations share differs once.
    const alike = Map.groupBy(all, ({ rule, level, message, at: { path }, operation }) =>
      [rule, level, ...path, message, path[0] === "components" || operation.operation].join(),
    );
    return [...alike.values()].flatMap((each) => findingOf(change, before, each));
  });
}

const ORDER: readonly Level[] = ["breaking", "unknown", "caution"];

/** As bad as for the operation whose callers it hurts most. */
function findingOf(change: Change, { component, document }: Contract, alike: OfOperation[]) {
  const [first] = alike;
  if (first === undefined) return [];
  const { rule, level, message, mitigation, at, property } = first;
  const operations = [...new Set(alike.map(({ operation }) => operation))];
  const impacts =
    level === "safe" ? [] : operations.map((each) => impactOn(change, each, property));
  const [worst] = impacts.toSorted(
    // Of the same level the one that somebody is hurt by.
    (a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level) || b.paths.length - a.paths.length,
  );
  const who = worst === undefined ? "" : `; ${worst.who}`;
  return [
    {
      ...{ rule, mitigation, operations, component },
      level: level === "breaking" ? (worst?.level ?? level) : level,
      message: `${listed(operations.map(keyOf), 3)}: ${message}${who}`,
      place: placeIn(at.document === document ? change.base : change.head, at),
      paths: impacts.flatMap(({ paths }) => paths),
    },
  ];
}

function differences(
  before: Operation | undefined,
  after: Operation | undefined,
  outgoing: boolean,
): readonly Difference[] {
  if (after === undefined)
    return before ? [tell("api-removed-without-deprecation", "gone", before.at)] : [];
  const [from, to] = [before, after].map((it) => it && `${it.method.toUpperCase()} ${it.route}`);
  if (before === undefined) return [tell("endpoint-added", `new, ${to}`, after.at)];
  const isDeprecated = after.body.deprecated === true && before.body.deprecated !== true;
  // What goes out is sent by whom the catalogue knows: others read the bodies, and it reads their answers.
  const isTurned = after.webhook || outgoing;
  const [old, now] = [partsOf(before), partsOf(after)];
  return [
    ...(from === to ? [] : [tell("api-path-changed", `${from} → ${to}`, after.at)]),
    ...(isDeprecated ? [tell("endpoint-deprecated", "deprecated", after.at)] : []),
    ...security(before, after),
    ...[...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
      const [was, is] = [old.get(key), now.get(key)];
      const { of } = is ?? was ?? {};
      const isComparable = of === undefined || (old.has(of) && now.has(of));
      return isComparable ? [...partChanged(was, is), ...schemas(was, is, isTurned)] : [];
    }),
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
  if (!old.every((held) => isEnough(now, held)))
    return [tell("api-security-added", "asks for more than it did", after.at)];
  const isMore = !now.every((held) => isEnough(old, held));
  return isMore ? [tell("api-security-removed", "lets in whom it did not", after.at)] : [];
}

/** Something of an operation that callers can tell apart. */
type Part = {
  /** As rules.yaml calls it. */
  readonly kind: string;
  readonly name: string;
  readonly node: Node;
  /** The key of the part that it belongs to: without that there is nothing to compare. */
  readonly of: string | undefined;
};

/** Parameters (those of the path as well), body, statuses with their headers, and media types. */
function partsOf({ at, body, item }: Operation): ReadonlyMap<string, Part> {
  const operation = { ...at, value: body };
  const path = { ...at, path: at.path.slice(0, -1), value: item };
  const parts = new Map<string, Part>();
  const add = (kind: string, name: string, node: Node, of?: string) =>
    parts.set(of === undefined ? name : [of, kind, name].join(), { kind, name, node, of });
  for (const [, node] of [...inside(path, "parameters"), ...inside(operation, "parameters")]) {
    const kind = String(follow(node, "in")?.value);
    add(kind, `${kind} ${follow(node, "name")?.value}`, node);
  }
  const request = follow(operation, "requestBody");
  if (request) add("body", "body", request);
  for (const [type, node] of inside(request, "content")) add("body-type", type, node, "body");
  for (const [status, answer] of inside(operation, "responses")) {
    add(/^[23]/.test(status) ? "success" : "refusal", status, answer);
    for (const [name, node] of inside(answer, "headers")) add("answer-header", name, node, status);
    for (const [type, node] of inside(answer, "content")) add("answer-type", type, node, status);
  }
  return parts;
}

const inside = (node: Node | undefined, key: string): readonly (readonly [string, Node])[] => {
  const holder = node && follow(node, key);
  return Object.keys(Object(holder?.value)).flatMap((name) => {
    const found = holder && follow(holder, name);
    return found ? [[name, found] as const] : [];
  });
};

/** What rules.yaml says of a part that came, went, or came to be needed. */
function partChanged(old: Part | undefined, now: Part | undefined): readonly Difference[] {
  const [needed, needs] = [old, now].map((part) =>
    part && follow(part.node, "required")?.value === true ? "required" : "optional",
  );
  const part = now ?? old;
  if (part === undefined || (old && now && needed === needs)) return [];
  const event = old ? (now ? `became-${needs}` : `${needed}-removed`) : `${needs}-added`;
  const found = RULE_TABLE.parts[part.kind]?.on[event];
  return found ? [tell(found.rule, filled(found.says, part), part.node)] : [];
}

/** @param isTurned whether the component of the contract sends the bodies and reads the answers */
function schemas(old: Part | undefined, now: Part | undefined, isTurned: boolean) {
  const [before, after] = [old, now].map((part) => part && follow(part.node, "schema"));
  const row = now && RULE_TABLE.parts[now.kind]?.schema;
  if (now === undefined || row === undefined || before === undefined || after === undefined)
    return [];
  const direction = row.place.startsWith("request") === isTurned ? "response" : "request";
  const { levels, do: mitigation } = RULE_TABLE.schemas.directions[direction];
  return diffSchemas({ before, after }, direction).map(
    ({ facet, effect, detail, way, at }): Difference => {
      const where = way.length === 0 ? row.place : row.place.replace("body", "property");
      const rule = facet.startsWith("new-") ? `${facet}-${where}` : `${where}-${facet}`;
      // A schema with a name is the same wherever it is reached from.
      const named = at.path.slice(2).filter((key) => key !== "properties");
      const parts = at.path[0] === "components" ? named : [filled(row.name, now), ...way];
      const message = `${parts.join(".").replaceAll(".[]", "[]")} ${detail}`;
      const isRead = where === "response-property" && direction === "response";
      const property = isRead ? way.findLast((step) => !/^(\[\]|\*)$/.test(step)) : undefined;
      const level = levels[effect];
      return { rule, message, at, property, level, mitigation: level === "safe" ? "" : mitigation };
    },
  );
}
