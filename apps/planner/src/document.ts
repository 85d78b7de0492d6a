/** Parsed input files that know the line of each of their parts. */
import type { Static, TSchema } from "typebox";
import { Pointer, Value } from "typebox/value";
import {
  isAlias,
  isMap,
  isNode,
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

/** What is wrong with a part of an input. */
export const fault = ({ document, path }: At, reason: string): InputError =>
  new InputError(`${document.file}:${document.lineOf(path)}: ${reason}`);

/** Parses JSON, YAML (`stream`: to an array of all its documents) or takes any other text. @throws InputError */
export function parseFile(file: string, text: string, stream = false): Document {
  try {
    if (file.endsWith(".json")) return { file, text, ...parseJson(text) };
    if (/\.ya?ml$/.test(file)) return { file, text, ...parseYaml(file, text, stream) };
    return { file, text, data: text, lineOf: ([offset]) => lineAt(text, Number(offset ?? 0)) };
  } catch (error) {
    if (error instanceof InputError) throw error;
    const [reason] = (error as Error).message.split("\n");
    throw new InputError(`${file}: ${reason}`, { cause: error });
  }
}

export const lineAt = (text: string, offset: number): number =>
  text.slice(0, offset).split("\n").length;

/** The content as what it should be. @throws InputError that names the first wrong place */
export function checked<T extends TSchema>(document: Document, schema: T): Static<T> {
  const { data } = document;
  if (Value.Check(schema, data)) return data;
  const [wrong] = Value.Errors(schema, data);
  const path = Pointer.Indices(wrong?.instancePath ?? "");
  throw fault({ document, path }, `${path.join(".")} ${wrong?.message ?? "is wrong"}`.trim());
}

type Parsed = Pick<Document, "data" | "lineOf">;

function parseJson(text: string): Parsed {
  const data: unknown = JSON.parse(text);
  let lines: ReadonlyMap<string, number> | undefined;
  const lineOf = (path: Path): number => {
    lines ??= jsonLines(text);
    return lines.get(path.join("\0")) ?? (path.length === 0 ? 1 : lineOf(path.slice(0, -1)));
  };
  return { data, lineOf };
}

/** The line of each key and element of a valid JSON text, by its path joined with NUL. */
function jsonLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const path: (string | number)[] = []; // of each open object the last key, of each open array the index
  let line = 1;
  const tokens = /\n|("[^"\\]*(?:\\.[^"\\]*)*")(?=(\s*:)?)|[{}[\],]|[^\s"{}[\],:]+/g;
  for (const [token, string, isKey] of text.matchAll(tokens)) {
    const last = path.at(-1);
    if (token === "\n") line++;
    else if (token === "}" || token === "]") path.pop();
    else if (token === ",") path[path.length - 1] = typeof last === "number" ? last + 1 : "";
    else {
      if (isKey !== undefined) path[path.length - 1] = JSON.parse(`${string}`);
      if (isKey !== undefined || typeof last === "number") lines.set(path.join("\0"), line);
      if (token === "{") path.push("");
      if (token === "[") path.push(0);
    }
  }
  return lines;
}

// A breaker that thousands of targets share is fine; ten levels of ten aliases each are an attack.
const ALIASES_MAX = 100_000;

function parseYaml(file: string, text: string, stream: boolean): Parsed {
  const counter = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: counter, prettyErrors: false });
  const documents = [...parsed].filter(({ contents }) => contents !== null);
  const [wrong] = [...parsed].flatMap(({ errors }) => errors);
  if (wrong !== undefined)
    throw new InputError(`${file}:${counter.linePos(wrong.pos[0]).line}: ${wrong.message}`);
  const lineOf = (path: Path): number => {
    const [index, rest] = stream ? [Number(path[0] ?? 0), path.slice(1)] : [0, path];
    const document = documents[index];
    return document === undefined ? 1 : counter.linePos(yamlOffset(document, rest)).line;
  };
  const values: unknown[] = documents.map((each) => each.toJS({ maxAliasCount: ALIASES_MAX }));
  return { data: stream ? values : values[0], lineOf };
}

function yamlOffset(document: YamlDocument.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    const pair = isMap(node) ? node.items.find((each) => `${each.key}` === `${key}`) : undefined;
    const child = pair?.key ?? (isSeq(node) ? node.items[Number(key)] : undefined);
    if (!isNode(child)) break;
    offset = child.range?.[0] ?? offset;
    node = pair ? pair.value : child;
  }
  return offset;
}
