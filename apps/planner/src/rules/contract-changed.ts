/** OpenAPI contracts at base and head, operation by operation. Rules are named as oasdiff names them. */
import { impactOn } from "../consumers.ts";
import { follow, type Node, operationsIn } from "../contract.ts";
import { placeIn } from "../document.ts";
import {
  type At,
  type Change,
  type Contract,
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
    const all = paired(before, after).flatMap(([was, is]) => {
      // Who calls one that is renamed may do so by either name.
      const names = new Set([was, is].flatMap((each) => each?.operation ?? []));
      return differences(was, is).flatMap((each) =>
        [...names].map((operation): OfOperation => {
          return { ...each, operation: { component, operation } };
        }),
      );
    });
    // What many operations share differs once.
    const alike = Map.groupBy(all, ({ rule, level, message, at: { path } }) =>
      [rule, level, ...path, message].join(),
    );
    return [...alike.values()].flatMap((each) => findingOf(change, each));
  });
}

type Pair = readonly [was: Operation | undefined, is: Operation | undefined];

/** Operations by their names; those whose name is gone or new by where they answer. */
function paired(before: Contract, after: Contract | undefined): readonly Pair[] {
  const old = [...before.operations.values()];
  const now = [...(after?.operations.values() ?? [])];
  const byName = new Map(now.map((each) => [nameOf(each), each]));
  const names = new Set(old.map(nameOf));
  const fresh = now.filter((each) => !names.has(nameOf(each)));
  const byAddress = new Map(fresh.map((each) => [addressOf(each), each]));
  const kept = old.map((was): Pair => {
    return [was, byName.get(nameOf(was)) ?? byAddress.get(addressOf(was))];
  });
  const met = new Set(kept.map(([, is]) => is));
  return [...kept, ...fresh.filter((is) => !met.has(is)).map((is): Pair => [undefined, is])];
}

const nameOf = ({ operation }: Operation): string => formOfPath(operation);
const addressOf = ({ method, route }: Operation): string => `${method} ${formOfPath(route)}`;
/** What a path calls its parameters is nothing that callers see. */
const formOfPath = (path: string): string => path.replaceAll(/\{[^}]*\}/g, "{}");

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
function differences(
  before?: Operation,
  after?: Operation,
  isCallback = false,
): readonly Difference[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  if (!before || !after) return partChanged(old.get("operation"), now.get("operation"));
  const keys = new Set([...old.keys(), ...now.keys()]);
  const changed = [...keys].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const { of } = is ?? was ?? {};
    const isComparable = of === undefined || (old.has(of) && now.has(of));
    return isComparable ? [...partChanged(was, is), ...schemas(was, is, after.outgoing)] : [];
  });
  const inner = isCallback ? [] : callbacksChanged(before, after);
  return [...changed, ...security(before, after), ...inner];
}

/** Whoever calls an operation takes its callbacks. */
function callbacksChanged(before: Operation, after: Operation): readonly Difference[] {
  const [old, now] = [callbacksOf(before), callbacksOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) =>
    differences(old.get(name), now.get(name), true).map((each) => {
      return { ...each, message: `callback ${name}: ${each.message}` };
    }),
  );
}

function callbacksOf({ at, body, component, outgoing }: Operation): ReadonlyMap<string, Operation> {
  const callbacks = inside({ ...at, value: body }, "callbacks").flatMap(([name, callback]) =>
    inside(callback).flatMap(([expression, item]) =>
      operationsIn(item, { component, route: `${name} ${expression}`, outgoing: !outgoing }),
    ),
  );
  return new Map(callbacks.map((each) => [`${each.method.toUpperCase()} ${each.route}`, each]));
}

/** Every way in that was enough has to be enough still. */
function security(before: Operation, after: Operation): readonly Difference[] {
  const ways = ({ body: { security: own }, at: { document } }: Operation) => {
    const root = { document, path: [], value: document.data };
    const stated = own ?? follow(root, "security")?.value;
    const list = Array.isArray(stated) && stated.length > 0 ? stated : [{}];
    return list.map((way: object) =>
      Object.entries(way).flatMap(([name, scopes]) => {
        const scheme = Object(follow(root, "components", "securitySchemes", name)?.value);
        const shown = SCHEME.map((key) => scheme[key]).join(" ");
        return [`${name} ${shown}`, ...[scopes].flat().map((scope) => `${name} ${scope}`)];
      }),
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

/** What callers have to know of a Security Scheme Object to do as it says. */
const SCHEME = ["type", "in", "name", "scheme", "openIdConnectUrl"];

/** Something of an operation that callers can tell apart. */
type Part = {
  /** As rules.yaml calls it. */
  readonly kind: string;
  readonly name: string;
  readonly node: Node;
  /** The key of the part that it belongs to: without that there is nothing to compare. */
  readonly of?: string;
  /** How it goes over the wire, as far as neither name nor schema say. */
  readonly form?: string;
};

/** Itself, servers, parameters (those of the path as well), body, statuses with their headers, and media types. */
function partsOf(operation: Operation | undefined): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  if (operation === undefined) return parts;
  const { at, body, method, route } = operation;
  const self = { ...at, value: body };
  const add = (part: Part, key = [part.of ?? [], part.kind, part.name].flat().join()) => {
    parts.set(key, part);
    return key;
  };
  const media = (kind: string, holder: Node | undefined, of: string) => {
    for (const [type, node] of inside(holder, "content"))
      add({ kind, name: type.toLowerCase().replace(/;\s*charset=[^;]*/, ""), node, of });
  };
  const name = `${method.toUpperCase()} ${route}`;
  add({ kind: "operation", name, form: formOfPath(name), node: self }, "operation");
  const id = operation.operation;
  add({ kind: "operation-id", name: id, form: formOfPath(id), node: self }, "operation-id");
  if (body.deprecated === true) add({ kind: "deprecation", name: "deprecated", node: self });
  for (const server of serversOf(operation)) add(server);
  for (const [key, parameter] of parametersOf(operation)) {
    add(parameter, key);
    media("parameter-type", parameter.node, key);
  }
  const request = follow(self, "requestBody");
  if (request) add({ kind: "body", name: "body", node: request }, "body");
  media("body-type", request, "body");
  for (const [status, answer] of inside(self, "responses")) {
    add({ kind: /^[23]/.test(status) ? "success" : "refusal", name: status, node: answer }, status);
    for (const [header, node] of inside(answer, "headers"))
      add({ kind: "answer-header", name: header, form: formOf("header", node), node, of: status });
    media("answer-type", answer, status);
  }
  return parts;
}

/** The addresses that hold for it: its own, those of its path, or those of the document. */
function serversOf({ at: { document, path }, body, item }: Operation): readonly Part[] {
  const root = { document, path: [], value: document.data };
  const stated = [
    { document, path, value: body },
    { document, path: path.slice(0, -1), value: item },
    root,
  ].map((node) => inside(node, "servers"));
  const [servers = [["", root] as const]] = stated.filter(({ length }) => length > 0);
  return servers.map(([, node]) => {
    return { kind: "server", name: `server ${follow(node, "url")?.value ?? "/"}`, node };
  });
}

/** By what tells them apart: in a path that is where they stand in it. */
function parametersOf({ at, body, item, route }: Operation): ReadonlyMap<string, Part> {
  const path = { ...at, path: at.path.slice(0, -1), value: item };
  const all = [...inside(path, "parameters"), ...inside({ ...at, value: body }, "parameters")];
  const places = [...route.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
  return new Map(
    all.map(([, node]) => {
      const [kind, name] = ["in", "name"].map((key) => String(follow(node, key)?.value));
      const place = kind === "path" ? places.indexOf(name) : -1;
      const part = { kind: kind ?? "", name: `${kind} ${name}`, form: formOf(kind, node), node };
      return [place < 0 ? part.name : `${kind} ${place}`, part];
    }),
  );
}

/** How a parameter or a header is written. */
function formOf(kind: string | undefined, node: Node): string {
  const [style = kind === "query" || kind === "cookie" ? "form" : "simple", explode, reserved] = [
    ...["style", "explode", "allowReserved"],
  ].map((key) => follow(node, key)?.value);
  const types = inside(node, "content").map(([type]) => type);
  return [style, explode ?? style === "form", reserved ?? false, ...types].join(" ");
}

const inside = (
  node: Node | undefined,
  ...path: readonly string[]
): readonly (readonly [string, Node])[] => {
  const holder = node && follow(node, ...path);
  return Object.keys(Object(holder?.value)).flatMap((name) => {
    const found = holder && follow(holder, name);
    return found ? [[name, found] as const] : [];
  });
};

/** What rules.yaml says of a part that came, went, is written otherwise, or came to be needed. */
function partChanged(old: Part | undefined, now: Part | undefined): readonly Difference[] {
  const part = now ?? old;
  if (part === undefined) return [];
  const [needed, needs] = [old, now].map((each) =>
    each && follow(each.node, "required")?.value === true ? "required" : "optional",
  );
  const went = now ? [`${needs}-added`, "added"] : [`${needed}-removed`, "removed"];
  const became = [needed !== needs && `became-${needs}`, old?.form !== now?.form && "rewritten"];
  const on = RULE_TABLE.parts[part.kind]?.on ?? {};
  const found = (old && now ? became : went).flatMap((event) => (event && on[event]) || []);
  return found.map(({ rule, says }) =>
    tell(rule, filled(says, { ...part, was: old?.name }), part.node),
  );
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
