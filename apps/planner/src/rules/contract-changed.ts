/** OpenAPI contracts at base and head, operation by operation. Rules are named as oasdiff names them. */
import { impactOn } from "../consumers.ts";
import { follow, type Node } from "../contract.ts";
import { isObject, placeIn } from "../document.ts";
import {
  type At,
  type Change,
  type Finding,
  keyOf,
  LEVELS,
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

export function contractChanged(change: Change): readonly Finding[] {
  return [...change.base.contracts].flatMap(([component, before]) => {
    const after = change.head.contracts.get(component);
    if (before.document === after?.document) return [];
    const names = new Set([...before.operations.keys(), ...(after?.operations.keys() ?? [])]);
    const all = [...names].flatMap((name): readonly OfOperation[] => {
      const operation = { component, operation: name };
      const [old, now] = [before, after].map((end) => end?.operations.get(name));
      return differences(old, now).map((each) => ({ ...each, operation }));
    });
    // A schema that many operations share differs once.
    const alike = Map.groupBy(all, ({ rule, level, message, at: { path }, operation }) =>
      [rule, level, ...path, message, path[0] === "components" || operation.operation].join(),
    );
    return [...alike.values()].flatMap((each) => findingOf(change, each));
  });
}

/** As bad as for the operation whose callers it hurts most. */
function findingOf(change: Change, alike: readonly OfOperation[]): readonly Finding[] {
  const [first] = alike;
  if (first === undefined) return [];
  const { rule, level, message, mitigation, at, property } = first;
  const { component } = first.operation;
  const isOld = at.document === change.base.contracts.get(component)?.document;
  const operations = [...new Set(alike.map(({ operation }) => operation))];
  const impacts =
    level === "safe" ? [] : operations.map((each) => impactOn(change, each, property));
  const [worst] = impacts.toSorted(
    // Of the same level the one that somebody is hurt by.
    (a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || b.paths.length - a.paths.length,
  );
  const who = worst === undefined ? "" : `; ${worst.who}`;
  return [
    {
      ...{ rule, mitigation, operations, component },
      level: level === "breaking" ? (worst?.level ?? level) : level,
      message: `${listed(operations.map(keyOf), 3)}: ${message}${who}`,
      place: placeIn(isOld ? change.base : change.head, at),
      paths: impacts.flatMap(({ paths }) => paths),
    },
  ];
}

/** Of an operation that came or went nothing else is told. */
function differences(before?: Operation, after?: Operation): readonly Difference[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  if (!before || !after) return partChanged(old.get("operation"), now.get("operation"));
  const keys = new Set([...old.keys(), ...now.keys()]);
  const changed = [...keys].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const { of } = is ?? was ?? {};
    const isComparable = of === undefined || (old.has(of) && now.has(of));
    return isComparable ? [...partChanged(was, is), ...schemas(was, is, after.outgoing)] : [];
  });
  return [...changed, ...security(before, after)];
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
  readonly of?: string | undefined;
};

/** Itself, parameters (those of the path as well), body, statuses with their headers, and media types. */
function partsOf(operation: Operation | undefined): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  if (operation === undefined) return parts;
  const { at, body, item, method, route } = operation;
  const self = { ...at, value: body };
  const path = { ...at, path: at.path.slice(0, -1), value: item };
  const add = (kind: string, name: string, node: Node, of?: string) =>
    parts.set(of === undefined ? name : [of, kind, name].join(), { kind, name, node, of });
  const name = `${method.toUpperCase()} ${route}`;
  parts.set("operation", { kind: "operation", name, node: self });
  if (body.deprecated === true) add("deprecation", "deprecated", self);
  for (const [, node] of [...inside(path, "parameters"), ...inside(self, "parameters")]) {
    const kind = String(follow(node, "in")?.value);
    add(kind, `${kind} ${follow(node, "name")?.value}`, node);
  }
  const request = follow(self, "requestBody");
  if (request) add("body", "body", request);
  for (const [type, node] of inside(request, "content")) add("body-type", type, node, "body");
  for (const [status, answer] of inside(self, "responses")) {
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

/** What rules.yaml says of a part that came, went, has another name, or came to be needed. */
function partChanged(old: Part | undefined, now: Part | undefined): readonly Difference[] {
  const part = now ?? old;
  if (part === undefined) return [];
  const [needed, needs] = [old, now].map((each) =>
    each && follow(each.node, "required")?.value === true ? "required" : "optional",
  );
  const went = now ? [`${needs}-added`, "added"] : [`${needed}-removed`, "removed"];
  const became = [needed !== needs && `became-${needs}`, old?.name !== now?.name && "renamed"];
  const on = RULE_TABLE.parts[part.kind]?.on ?? {};
  const [found] = (old && now ? became : went).flatMap((event) => (event && on[event]) || []);
  return found
    ? [tell(found.rule, filled(found.says, { ...part, was: old?.name }), part.node)]
    : [];
}

const tell = (rule: string, message: string, at: At): Difference => {
  return { ...verdictOf(rule), message, at };
};
/** @param outgoing others read the bodies, and the component of the contract reads their answers */
function schemas(old: Part | undefined, now: Part | undefined, outgoing: boolean) {
  const [before, after] = [old, now].map((part) => part && follow(part.node, "schema"));
  const row = now && RULE_TABLE.parts[now.kind]?.schema;
  if (now === undefined || row === undefined || before === undefined || after === undefined)
    return [];
  const direction = row.place.startsWith("request") === outgoing ? "response" : "request";
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
