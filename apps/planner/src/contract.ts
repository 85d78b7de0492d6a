/** OpenAPI 3 documents: their operations, and walking them without getting lost in references. */
import { Pointer } from "typebox/value";
import { fault, isObject, lineAt } from "./document.ts";
import { InputError } from "./input-error.ts";
import type { At, Component, Contract, Document, JsonObject, Operation, Path } from "./model.ts";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** A part of a document and where it stands. */
export type Node = At & { readonly value: unknown };

/** The part at `path` below `node`, with every local reference on the way followed; undefined where there is none. */
export function follow(node: Node, ...path: Path): Node | undefined {
  let current = resolveRef(node);
  for (const key of path) {
    const value = partOf(current?.value, key);
    if (current === undefined || value === undefined) return undefined;
    current = resolveRef({ document: node.document, path: [...current.path, key], value });
  }
  return current;
}

/** What a chain of local `$ref`s leads to, or `node` itself. It ends: a chain that closes leads nowhere (undefined). */
export function resolveRef(node: Node): Node | undefined {
  const seen = new Set<string>();
  let current: Node | undefined = node;
  while (current !== undefined && isObject(current.value)) {
    const { $ref } = current.value;
    if (typeof $ref !== "string") break;
    if (seen.has($ref)) return undefined;
    seen.add($ref);
    current = refTarget(node.document, $ref);
  }
  return current;
}

/** What one local reference leads to. */
export function refTarget(document: Document, ref: string): Node | undefined {
  if (ref !== "#" && !ref.startsWith("#/")) return undefined;
  const path = Pointer.Indices(unescapeUri(ref.slice(1)));
  const value = path.reduce<unknown>(partOf, document.data);
  return value === undefined ? undefined : { document, path, value };
}

function unescapeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign that escapes nothing
  }
}

const partOf = (value: unknown, key: string | number): unknown =>
  typeof value === "object" && Object.hasOwn(value ?? {}, key)
    ? (value as JsonObject)[key]
    : undefined;

/** Reads the contract of a component. @throws InputError: no OpenAPI 3, a name used twice, a reference that ends nowhere */
export function readContract({ name, outgoing }: Component, document: Document): Contract {
  const { data } = document;
  if (!isObject(data) || !String(data.openapi).startsWith("3."))
    throw fault({ document, path: [] }, "this is no OpenAPI 3 document");
  checkRefs(document);
  const operations = new Map<string, Operation>();
  for (const section of ["paths", "webhooks"])
    for (const route of Object.keys(Object(partOf(data, section)))) {
      const item = follow({ document, path: [], value: data }, section, route);
      if (item === undefined || !isObject(item.value))
        throw fault({ document, path: [section, route] }, "a path needs operations");
      const of = { component: name, route, outgoing: outgoing || section === "webhooks" };
      for (const operation of operationsIn(item, of)) {
        if (operations.has(operation.operation))
          throw fault(operation.at, `a second operation is called ${operation.operation}`);
        operations.set(operation.operation, operation);
      }
    }
  return { document, operations };
}

/** The operations of a Path Item Object. */
export function operationsIn(
  { document, path, value }: Node,
  of: Pick<Operation, "component" | "route" | "outgoing">,
): readonly Operation[] {
  const item = isObject(value) ? value : {};
  return METHODS.flatMap((method): readonly Operation[] => {
    const body = item[method];
    if (!isObject(body)) return [];
    const { operationId: id } = body;
    const operation = typeof id === "string" ? id : `${method.toUpperCase()} ${of.route}`;
    return [{ ...of, operation, method, body, item, at: { document, path: [...path, method] } }];
  });
}

/** Every reference has to lead to something in the document: rules then need not ask. */
function checkRefs(document: Document): void {
  const found = document.text.matchAll(/["']?\$ref["']?[ \t]*:[ \t]*["']?([^"'\s,{}[][^"'\s,}]*)/g);
  for (const [written, [first]] of Map.groupBy(found, ([, ref = ""]) => ref)) {
    const $ref = written.replaceAll("\\/", "/"); // as some write it in JSON
    if (resolveRef({ document, path: [], value: { $ref } }) !== undefined) continue;
    const line = lineAt(document.text, first?.index ?? 0);
    const where = $ref.startsWith("#")
      ? "nowhere, or back to itself"
      : "out of it: make it one document";
    throw new InputError(`${document.file}:${line}: $ref ${$ref} leads ${where}`);
  }
}
