/** OpenAPI contracts at base and head: what callers send and read, operation by operation. Rules are named as oasdiff names them. */
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
import { type Direction, diffSchemas, type Effect, type SchemaDifference } from "./schema-diff.ts";

/** A difference of one operation; `breaks` says whether a caller that was right may be wrong now. */
type Difference = {
  readonly rule: string;
  readonly breaks: boolean | "maybe";
  readonly message: string;
  readonly at: At;
  readonly isOfBase?: boolean | undefined;
  readonly mitigation: string;
};
type Pair = { readonly before: Node; readonly after: Node };

const EXPAND =
  "Accept the old form beside the new until every caller is rolled out with the new one";
const KEEP = "Go on answering the old form until no caller reads it; then remove it";

export function contractChanged(change: Change): readonly Finding[] {
  return [...change.head.contracts.values()].flatMap((after) => {
    const before = change.base.contracts.get(after.component);
    if (before === undefined || before === after) return [];
    return ofContract(change, before, after);
  });
}

function ofContract(change: Change, before: Contract, after: Contract): readonly Finding[] {
  const found = new Map<string, Difference & { readonly operations: OperationRef[] }>();
  for (const operation of after.operations.values()) {
    const ref = { component: after.component, operation: operation.operation };
    const old = before.operations.get(operation.operation);
    for (const difference of old === undefined ? [added(operation)] : ofOperation(old, operation)) {
      const { rule, at } = difference;
      const key = `${rule} ${at.document.file} ${at.path.join("/")} ${difference.message}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { ...difference, operations: [ref] });
      else known.operations.push(ref);
    }
  }
  return [...found.values()].map((difference) => findingOf(change, after.component, difference));
}

/** As bad as for the operation whose callers it hurts most; a "maybe" hurts nobody for certain. */
function findingOf(
  change: Change,
  component: string,
  difference: Difference & { readonly operations: readonly OperationRef[] },
): Finding {
  const { rule, breaks, message, at, isOfBase, mitigation, operations } = difference;
  const impacts = operations.map((operation) => impactOn(change, operation));
  const order = ["breaking", "unknown", "caution"] as const;
  const worst = order.flatMap((level) => impacts.filter((impact) => impact.level === level))[0];
  const level =
    breaks === true ? (worst?.level ?? "caution") : breaks === "maybe" ? "caution" : "safe";
  const who = level === "safe" || worst === undefined ? "" : `; ${worst.who}`;
  const names =
    operations.slice(0, 3).map(keyOf).join(", ") +
    (operations.length > 3 ? ` and ${operations.length - 3} more` : "");
  return {
    rule,
    level,
    message: `${names}: ${message}${who}`,
    place: placeIn(isOfBase === true ? change.base : change.head, at),
    component,
    operations,
    paths: level === "safe" ? [] : impacts.flatMap(({ paths }) => paths),
    mitigation: level === "safe" ? "" : mitigation,
  };
}

const added = ({ at, route, method }: Operation): Difference => ({
  rule: "endpoint-added",
  breaks: false,
  message: `is new (${method.toUpperCase()} ${route})`,
  at,
  mitigation: "",
});

function ofOperation(before: Operation, after: Operation): readonly Difference[] {
  const [old, now] = [nodeOf(before), nodeOf(after)];
  // Of a webhook the component is the caller: what it sends its receivers read, and it reads their answer.
  const [sent, answered]: [Direction, Direction] = after.webhook
    ? ["response", "request"]
    : ["request", "response"];
  const moved = before.route !== after.route || before.method !== after.method;
  return [
    ...(moved
      ? [
          plain(
            "api-path-changed",
            true,
            `${before.method.toUpperCase()} ${before.route} → ${after.method.toUpperCase()} ${after.route}`,
            after.at,
            EXPAND,
          ),
        ]
      : []),
    ...(after.body.deprecated === true && before.body.deprecated !== true
      ? [plain("endpoint-deprecated", false, "is deprecated", after.at, "")]
      : []),
    ...security(before, after),
    ...parameters(before, after),
    ...bodies({ before: old, after: now }, sent),
    ...responses({ before: old, after: now }, answered),
  ];
}

const nodeOf = ({ at, body }: Operation): Node => ({ ...at, value: body });
const plain = (
  rule: string,
  breaks: Difference["breaks"],
  message: string,
  at: At,
  mitigation: string,
  isOfBase = false,
): Difference => ({ rule, breaks, message, at, mitigation, isOfBase });

/** Every way in that was enough has to be enough still. */
function security(before: Operation, after: Operation): readonly Difference[] {
  const ways = ({ body, at }: Operation) => {
    const root = isObject(at.document.data) ? at.document.data.security : undefined;
    const stated = body.security ?? root;
    const list = Array.isArray(stated) && stated.length > 0 ? stated : [{}];
    return list.map((way) =>
      Object.entries(isObject(way) ? way : {}).flatMap(([name, scopes]) => [
        name,
        ...[scopes].flat().map((scope) => `${name} ${scope}`),
      ]),
    );
  };
  const enough = (needed: readonly (readonly string[])[], held: readonly string[]) =>
    needed.some((way) => way.every((each) => held.includes(each)));
  const [old, now] = [ways(before), ways(after)];
  if (old.some((held) => !enough(now, held)))
    return [plain("api-security-added", true, "asks for more than it did", after.at, EXPAND)];
  if (now.some((held) => !enough(old, held)))
    return [
      plain(
        "api-security-removed",
        "maybe",
        "lets in whom it did not",
        after.at,
        "Confirm that it is meant to be open",
      ),
    ];
  return [];
}

function parameters(before: Operation, after: Operation): readonly Difference[] {
  const [old, now] = [parametersOf(before), parametersOf(after)];
  const gone = [...old]
    .filter(([key]) => !now.has(key))
    .map(([key, node]) =>
      // A header or cookie that is not read hurts nobody; an unknown query parameter may be refused.
      plain(
        "request-parameter-removed",
        key.startsWith("query") || key.startsWith("path") ? true : "maybe",
        `takes ${key} no more`,
        node,
        EXPAND,
        true,
      ),
    );
  return [
    ...gone,
    ...[...now].flatMap(([key, node]) => {
      const known = old.get(key);
      const needs = (each: Node) => follow(each, "required")?.value === true;
      if (known === undefined)
        return [
          plain(
            needs(node) ? "new-required-request-parameter" : "new-optional-request-parameter",
            needs(node),
            `takes ${key}`,
            node,
            EXPAND,
          ),
        ];
      const became =
        needs(node) && !needs(known)
          ? [plain("request-parameter-became-required", true, `needs ${key}`, node, EXPAND)]
          : [];
      const pair = {
        before: follow(known, "schema") ?? known,
        after: follow(node, "schema") ?? node,
      };
      return [...became, ...ofSchemas(pair, "request", `request-parameter`, key)];
    }),
  ];
}

function parametersOf(operation: Operation): ReadonlyMap<string, Node> {
  const { at, body } = operation;
  const own: Node = { ...at, value: body };
  const shared: Node = { document: at.document, path: at.path.slice(0, -1), value: operation.item };
  return new Map(
    [shared, own].flatMap((holder) => {
      const list = follow(holder, "parameters")?.value;
      return (Array.isArray(list) ? list : []).flatMap((_, index): [string, Node][] => {
        const node = follow(holder, "parameters", index);
        return isObject(node?.value) ? [[`${node.value.in} ${node.value.name}`, node]] : [];
      });
    }),
  );
}

function bodies({ before, after }: Pair, direction: Direction): readonly Difference[] {
  const [old, now] = [follow(before, "requestBody"), follow(after, "requestBody")];
  const needs = (node: Node | undefined) =>
    node !== undefined && follow(node, "required")?.value === true;
  if (old === undefined || now === undefined) {
    if (now !== undefined)
      return [
        plain(
          needs(now) ? "request-body-added-required" : "request-body-added-optional",
          needs(now),
          "takes a body",
          now,
          EXPAND,
        ),
      ];
    return old === undefined
      ? []
      : [plain("request-body-removed", "maybe", "takes no body any more", old, EXPAND, true)];
  }
  const became =
    needs(now) && !needs(old)
      ? [plain("request-body-became-required", true, "needs its body", now, EXPAND)]
      : [];
  return [...became, ...contents({ before: old, after: now }, direction, "request-body", "body")];
}

function responses(pair: Pair, direction: Direction): readonly Difference[] {
  const [old, now] = [keysAt(pair.before, "responses"), keysAt(pair.after, "responses")];
  const isSuccess = (status: string) => status.startsWith("2") || status.startsWith("3");
  return [...new Set([...old, ...now])].flatMap((status) => {
    const [before, after] = [
      follow(pair.before, "responses", status),
      follow(pair.after, "responses", status),
    ];
    const kind = isSuccess(status) ? "success" : "non-success";
    if (after === undefined)
      return before === undefined
        ? []
        : [
            plain(
              `response-${kind}-status-removed`,
              isSuccess(status) ? true : "maybe",
              `answers ${status} no more`,
              before,
              KEEP,
              true,
            ),
          ];
    if (before === undefined)
      return [
        plain(
          `response-${kind}-status-added`,
          isSuccess(status) ? "maybe" : false,
          `may answer ${status}`,
          after,
          "Check that callers treat it as its class, 2xx or 4xx",
        ),
      ];
    return [
      ...headers({ before, after }, status),
      ...contents({ before, after }, direction, "response-body", status),
    ];
  });
}

function headers({ before, after }: Pair, status: string): readonly Difference[] {
  return keysAt(before, "headers").flatMap((name) => {
    const [old, now] = [follow(before, "headers", name), follow(after, "headers", name)];
    if (old === undefined) return [];
    const needed = follow(old, "required")?.value === true;
    if (now === undefined)
      return [
        plain(
          needed ? "required-response-header-removed" : "optional-response-header-removed",
          needed ? true : "maybe",
          `${status} has no ${name} any more`,
          old,
          KEEP,
          true,
        ),
      ];
    const became =
      needed && follow(now, "required")?.value !== true
        ? [plain("response-header-became-optional", true, `${status} may lack ${name}`, now, KEEP)]
        : [];
    const pair = { before: follow(old, "schema") ?? old, after: follow(now, "schema") ?? now };
    return [...became, ...ofSchemas(pair, "response", "response-header", `${status} ${name}`)];
  });
}

function contents(
  { before, after }: Pair,
  direction: Direction,
  place: string,
  name: string,
): readonly Difference[] {
  const [old, now] = [keysAt(before, "content"), keysAt(after, "content")];
  return [
    ...old
      .filter((type) => !now.includes(type))
      .map((type) =>
        plain(
          `${place.split("-")[0]}-media-type-removed`,
          true,
          `${name} is no ${type} any more`,
          after,
          direction === "request" ? EXPAND : KEEP,
        ),
      ),
    ...now
      .filter((type) => !old.includes(type))
      .map((type) =>
        plain(
          `${place.split("-")[0]}-media-type-added`,
          false,
          `${name} may be ${type}`,
          after,
          "",
        ),
      ),
    ...old.flatMap((type) => {
      const [was, is] = [
        follow(before, "content", type, "schema"),
        follow(after, "content", type, "schema"),
      ];
      return was === undefined || is === undefined
        ? []
        : ofSchemas({ before: was, after: is }, direction, place, name);
    }),
  ];
}

/** What a sender may not send any more breaks it, and what a reader has not seen before breaks that one. */
const BREAKS: Readonly<Record<Direction, Readonly<Record<Effect, Difference["breaks"]>>>> = {
  request: { narrowed: true, widened: false, changed: true, removed: true, unclear: "maybe" },
  response: { narrowed: false, widened: true, changed: true, removed: true, unclear: "maybe" },
};
/** Wider, and still nothing that a reader would trip over. */
const HARMLESS: ReadonlySet<string> = new Set([
  "new-optional",
  "new-required",
  "additional-properties-allowed",
]);

function ofSchemas(
  pair: Pair,
  direction: Direction,
  place: string,
  name: string,
): readonly Difference[] {
  return diffSchemas(pair, direction).map((difference) => {
    const { facet, effect, detail, way, at, isOfBase } = difference;
    const where = way.length === 0 ? place : place.replace("body", "property");
    const breaks =
      direction === "response" && HARMLESS.has(facet) ? false : BREAKS[direction][effect];
    const target = [name, ...way].join(".").replaceAll(".[]", "[]");
    return {
      ...{ rule: ruleOf(where, difference), breaks, at, isOfBase },
      message: `${target}: ${detail}`,
      mitigation: direction === "request" ? EXPAND : KEEP,
    };
  });
}

const ruleOf = (where: string, { facet }: SchemaDifference): string =>
  /^(new|required|optional)-/.test(facet)
    ? facet
        .replace(/^(new-required|new-optional|required|optional)/, `$1-${where}`)
        .replace(/^(required|optional)-response-property-removed$/, "response-$1-property-removed")
    : `${where}-${facet}`;

function keysAt(node: Node, key: string): readonly string[] {
  const value = follow(node, key)?.value;
  return isObject(value) ? Object.keys(value) : [];
}
