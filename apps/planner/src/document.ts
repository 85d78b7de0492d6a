/** Parsed input files that know the line of each of their parts. */
import type { Static, TSchema } from "typebox";
import { Value } from "typebox/value";
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document as YamlDocument,
} from "yaml";
import { InputError } from "./input-error.ts";
import type { At, Document, JsonObject, Path, Place, Snapshot } from "./model.ts";

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const placeIn = ({ revision }: Snapshot, { document, path }: At): Place => ({
  file: document.file,
  line: document.lineOf(path),
  revision,
});

/** The place of a character of a document: for SQL. */
export const placeAt = (
  { revision }: Snapshot,
  { file, text }: Document,
  offset: number,
): Place => ({
  file,
  line: text.slice(0, offset).split("\n").length,
  revision,
});

/** What is wrong with a part of an input. */
export const fault = ({ document, path }: At, reason: string): InputError =>
  new InputError(`${document.file}:${document.lineOf(path)}: ${reason}`);

/** Parses JSON, YAML (`stream`: to an array of all its documents) or takes any other text. @throws InputError */
export function parseFile(file: string, text: string, stream = false): Document {
  if (file.endsWith(".json")) return parseJson(file, text);
  if (/\.ya?ml$/.test(file)) return parseYaml(file, text, stream);
  return { file, text, data: text, lineOf: () => 1 };
}

/** The content as what it should be. @throws InputError that names the first wrong place */
export function checked<T extends TSchema>(document: Document, schema: T): Static<T> {
  const { data } = document;
  if (Value.Check(schema, data)) return data;
  const [wrong] = Value.Errors(schema, data);
  const path = (wrong?.instancePath ?? "").split("/").slice(1).map(unescapePointer);
  throw fault({ document, path }, `${path.join(".")} ${wrong?.message ?? "is wrong"}`.trim());
}

export const unescapePointer = (part: string): string =>
  part.replaceAll("~1", "/").replaceAll("~0", "~");

function parseJson(file: string, text: string): Document {
  let lines: ReadonlyMap<string, number> | undefined;
  const lineOf = (path: Path): number => {
    lines ??= jsonLines(text);
    for (let length = path.length; length > 0; length--) {
      const line = lines.get(path.slice(0, length).join("\0"));
      if (line !== undefined) return line;
    }
    return 1;
  };
  return { file, text, data: attempt(file, () => JSON.parse(text)), lineOf };
}

function attempt(file: string, parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    const [reason] = (error as Error).message.split("\n");
    throw new InputError(`${file}: ${reason}`, { cause: error });
  }
}

type Open = { readonly prefix: string; index: number | undefined; key: string | undefined };

/** The line of each key and element of a valid JSON text, by its path joined with NUL. */
function jsonLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const open: Open[] = [];
  let line = 1;
  for (const [token] of text.matchAll(/\n|"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]|[^\s"{}[\],:]+/g)) {
    const top = open.at(-1);
    if (token === "\n") line++;
    else if (token === "}" || token === "]") open.pop();
    else if (token === "," && top !== undefined) {
      if (top.index === undefined) top.key = undefined;
      else top.index++;
    } else {
      if (top !== undefined && top.index === undefined && top.key === undefined) {
        top.key = top.prefix + JSON.parse(token);
        lines.set(top.key, line);
        continue;
      }
      const place = top?.index === undefined ? top?.key : `${top.prefix}${top.index}`;
      if (top?.index !== undefined) lines.set(`${place}`, line);
      if (token !== "{" && token !== "[") continue;
      const prefix = place === undefined ? "" : `${place}\0`;
      open.push({ prefix, index: token === "[" ? 0 : undefined, key: undefined });
    }
  }
  return lines;
}

// A breaker that thousands of targets share is fine; ten levels of ten aliases each are an attack.
const ALIASES_MAX = 100_000;

function parseYaml(file: string, text: string, stream: boolean): Document {
  const counter = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: counter, prettyErrors: false });
  const documents = [...parsed].filter(({ contents }) => contents !== null);
  const [fault] = [...parsed].flatMap(({ errors }) => errors);
  if (fault !== undefined)
    throw new InputError(`${file}:${counter.linePos(fault.pos[0]).line}: ${fault.message}`);
  const lineOf = (path: Path): number => {
    const [index, rest] = stream ? [Number(path[0] ?? 0), path.slice(1)] : [0, path];
    const document = documents[index];
    return document === undefined ? 1 : counter.linePos(yamlOffset(document, rest)).line;
  };
  const data = attempt(file, () => {
    const values = documents.map(
      (document) => document.toJS({ maxAliasCount: ALIASES_MAX }) as unknown,
    );
    return stream ? values : values[0];
  });
  return { file, text, data, lineOf };
}

function yamlOffset(document: YamlDocument.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    const found = isMap(node)
      ? node.items.find((pair) => String(isScalar(pair.key) ? pair.key.value : "") === String(key))
      : undefined;
    const child = found?.key ?? (isSeq(node) ? node.items[Number(key)] : undefined);
    if (!isNode(child)) break;
    offset = child.range?.[0] ?? offset;
    node = found === undefined ? child : found.value;
  }
  return offset;
}
