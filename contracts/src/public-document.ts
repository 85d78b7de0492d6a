/**
 * What the public contract says beyond the gateway's routes: schemas by name, the codes of every refusal, an example of each
 * operation, and the headers that all have in common. Pure: the printed document in, the committed one out.
 */

import type { ErrorCode } from "./error-codes.ts";
import type { Example, Examples } from "./examples.ts";
import { HEADERS, NAMED, PARAMETERS, TAGS } from "./public-names.ts";

type Json = Readonly<Record<string, unknown>>;
type Operation = Json & {
  readonly operationId: string;
  readonly parameters?: readonly Json[];
  readonly requestBody?: Json;
  readonly responses: Readonly<Record<string, Json>>;
};
type Document = Json & {
  readonly info: Json;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Json>>;
};

/** What is said once, not with each operation. */
const BEYOND =
  "Besides the refusals named with each operation, any request may be refused before it reaches one: 404 and 405 for what is not served, 408, 413, 414, 415, 417 and 431 for what is too slow, too large or not understood, 500 for a bug of ours. All refusals are problem documents (RFC 9457); branch on `code`.";
const PROBLEM = "application/problem+json";

/** @throws Error where a name of `NAMED` leads nowhere, or a tag has no description. */
export function publicDocument(
  printed: Document,
  { codes, examples }: { readonly codes: readonly ErrorCode[]; readonly examples: Examples },
): Document {
  const named = namedSchemas(printed);
  const used = new Set<ErrorCode>();
  const complete = (operation: Operation): Operation => {
    const example = examples[operation.operationId];
    return {
      ...operation,
      parameters: [...(operation.parameters ?? []), ...PARAMETERS],
      ...(operation.requestBody === undefined
        ? {}
        : { requestBody: withRequestExample(operation.requestBody, example) }),
      responses: Object.fromEntries(
        Object.entries(operation.responses).map(([status, response]) => [
          status,
          Number(status) >= 400
            ? withCodes(response, codesOf(operation, status, codes), used)
            : withAnswerExample(hoisted(response, named) as Json, status, example),
        ]),
      ),
    };
  };
  const paths = Object.entries(printed.paths).map(([path, item]) => [
    path,
    Object.fromEntries(Object.entries(item).map(([method, each]) => [method, complete(each)])),
  ]);
  const schemas = named.map(({ name, schema }) => [name, hoisted(schema, named, name)]);
  return {
    ...printed,
    info: { ...printed.info, description: `${printed.info.description} ${BEYOND}` },
    tags: tagsOf(printed),
    paths: Object.fromEntries(paths),
    components: {
      ...printed.components,
      schemas: { ...Object.fromEntries(schemas), ...printed.components.schemas },
      headers: HEADERS,
      examples: Object.fromEntries(
        [...used].map((each) => [exampleName(each), problemExample(each)]),
      ),
    },
  };
}

type Named = { readonly name: string; readonly schema: unknown; readonly text: string };

function namedSchemas({ paths, components }: Document): readonly Named[] {
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  const found = NAMED.map(([name, id, status, pointer]) => {
    const operation = operations.find(({ operationId }) => operationId === id);
    const way = [
      "responses",
      status,
      "content",
      "application/json",
      "schema",
      ...pointer.split("/").slice(1),
    ];
    const schema = way.reduce<unknown>((at, key) => (at as Json | undefined)?.[key], operation);
    if (schema === undefined)
      throw new Error(`no schema for the name ${name}: ${id} ${status} ${pointer}`);
    return { name, schema, text: canonical(schema) };
  });
  const { Problem } = components.schemas ?? {};
  return Problem === undefined
    ? found
    : [...found, { name: "Problem", schema: Problem, text: canonical(Problem) }];
}

/** The value with every schema that has a name replaced by a reference to it; `except` its own. */
function hoisted(value: unknown, named: readonly Named[], except?: string): unknown {
  if (Array.isArray(value)) return value.map((each) => hoisted(each, named));
  if (typeof value !== "object" || value === null) return value;
  const text = canonical(value);
  const known = named.find((each) => each.text === text && each.name !== except);
  if (known !== undefined) return { $ref: `#/components/schemas/${known.name}` };
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, hoisted(each, named)]),
  );
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

/** Of the codes that any operation may have, those that this one cannot. */
const ONLY_WITH: Readonly<Record<string, (operation: Operation) => boolean>> = {
  "idempotency-key-missing": takesKey,
  "idempotency-key-invalid": takesKey,
  "idempotency-key-in-flight": takesKey,
  "idempotency-key-reused": takesKey,
  "malformed-json": takesJson,
  "json-too-deep": takesJson,
  "route-not-found": () => false, // there is one where there is an operation
};

function takesKey({ parameters = [] }: Operation): boolean {
  return parameters.some(({ name }) => name === "idempotency-key");
}

function takesJson({ requestBody = {} }: Operation): boolean {
  return Object.hasOwn((requestBody.content ?? {}) as object, "application/json");
}

const codesOf = (operation: Operation, status: string, codes: readonly ErrorCode[]) =>
  codes.filter(({ code, status: ofCode, operations }) => {
    if (String(ofCode) !== status) return false;
    if (operations !== "all") return operations.includes(operation.operationId);
    return ONLY_WITH[code]?.(operation) ?? true;
  });

function withCodes(response: Json, codes: readonly ErrorCode[], used: Set<ErrorCode>): Json {
  for (const code of codes) used.add(code);
  const list = codes.map(({ code, when }) => `- \`${code}\`: ${when}`);
  const content = (response.content ?? {}) as Readonly<Record<string, Json>>;
  if (codes.length === 0 || content[PROBLEM] === undefined) return response;
  const examples = codes.map((each) => [
    each.code,
    { $ref: `#/components/examples/${exampleName(each)}` },
  ]);
  return {
    ...response,
    description: list.join("\n"),
    content: {
      ...content,
      [PROBLEM]: { ...content[PROBLEM], examples: Object.fromEntries(examples) },
    },
  };
}

/** Some codes have a status by operation. */
const exampleName = ({ code, status }: ErrorCode): string => `${code}-${status}`;

const problemExample = ({ code, status, when }: ErrorCode): Json => ({
  summary: when,
  value: {
    type: `/problems/${code}`,
    title: `${code[0]?.toUpperCase()}${code.slice(1).replaceAll("-", " ")}`,
    status,
    detail: when,
    code,
    traceId: "0af7651916cd43dd8448eb211c80319c",
  },
});

function withRequestExample(body: Json, example: Example | undefined): Json {
  return example?.request === undefined ? body : withExample(body, example.request);
}

function withAnswerExample(response: Json, status: string, example: Example | undefined): Json {
  const isThis = example?.answer !== undefined && String(example.status) === status;
  const told = isThis ? withExample(response, example.answer) : response;
  const headers = Object.keys(HEADERS).map((name) => [
    name,
    { $ref: `#/components/headers/${name}` },
  ]);
  return { ...told, headers: { ...Object.fromEntries(headers), ...(response.headers as object) } };
}

function withExample(holder: Json, example: unknown): Json {
  const content = (holder.content ?? {}) as Readonly<Record<string, Json>>;
  const media = content["application/json"];
  if (media === undefined) return holder;
  return { ...holder, content: { ...content, "application/json": { ...media, example } } };
}

function tagsOf({ paths }: Document): readonly Json[] {
  const named = Object.values(paths).flatMap((item) => Object.values(item));
  const names = new Set(named.flatMap(({ tags }) => (tags ?? []) as readonly string[]));
  return [...names].sort().map((name) => {
    const description = TAGS[name];
    if (description === undefined) throw new Error(`the tag ${name} needs a description`);
    return { name, description };
  });
}
