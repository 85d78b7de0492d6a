/** The parts of an OpenAPI 3.1 document that Holdfast reads; everything else passes through untouched. */
export type OpenApiDocument = {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
};
type PathItem = Readonly<Partial<Record<Method, OpenApiOperation>>>;
type OpenApiOperation = {
  readonly operationId?: string;
  readonly parameters?: readonly OpenApiParameter[];
  readonly requestBody?: unknown;
  readonly responses?: Readonly<Record<string, OpenApiResponse>>;
  readonly [member: string]: unknown;
};
type OpenApiResponse = { readonly content?: unknown; readonly [member: string]: unknown };
type OpenApiParameter = {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required?: boolean;
  readonly schema?: unknown;
};

const METHODS = ["get", "put", "post", "delete", "patch", "head", "options"] as const;
type Method = (typeof METHODS)[number];

// RFC 9110 §9.2.2.
const IDEMPOTENT_METHODS: ReadonlySet<Method> = new Set([
  "get",
  "put",
  "delete",
  "head",
  "options",
]);

/** How one operation is called. */
export type OperationEntry = {
  /** Upper case. */
  readonly method: string;
  /** With its parameters in braces: `/v1/reservations/{id}`. */
  readonly path: string;
  /** Repeating it is harmless by the meaning of its method. */
  readonly idempotent: boolean;
  /** It takes an `Idempotency-Key`: repeating it is harmless when one is sent. */
  readonly takesIdempotencyKey: boolean;
  /** Its status says all: the contract gives no answer of success a body. */
  readonly isBodiless?: true;
  /** Its answer of success is no JSON, and may be of any length: it is read as it comes. */
  readonly isStreamed?: true;
};
/** By operationId. */
export type OperationTable = ReadonlyMap<string, OperationEntry>;

/** @throws Error for an operation without an operationId, or two with the same. */
export function operationsIn(document: OpenApiDocument): OperationTable {
  const table = new Map<string, OperationEntry>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation === undefined) continue;
      const { operationId } = operation;
      const route = `${method.toUpperCase()} ${path} of ${document.info.title}`;
      if (operationId === undefined) throw new Error(`${route} has no operationId`);
      if (table.has(operationId)) throw new Error(`${route} repeats operationId ${operationId}`);
      table.set(operationId, entryOf(method, path, operation));
    }
  }
  return table;
}

function entryOf(method: Method, path: string, operation: OpenApiOperation): OperationEntry {
  return {
    method: method.toUpperCase(),
    path,
    idempotent: IDEMPOTENT_METHODS.has(method),
    takesIdempotencyKey: (operation.parameters ?? []).some(
      ({ in: place, name }) => place === "header" && name.toLowerCase() === "idempotency-key",
    ),
    ...(isBodiless(operation) ? { isBodiless: true as const } : {}),
    ...(isStreamed(operation) ? { isStreamed: true as const } : {}),
  };
}

function isBodiless(operation: OpenApiOperation): boolean {
  const contents = contentsOfSuccess(operation);
  return contents.length > 0 && contents.every((content) => content === undefined);
}

function isStreamed(operation: OpenApiOperation): boolean {
  const types = contentsOfSuccess(operation).flatMap((content) => Object.keys(content ?? {}));
  return types.length > 0 && !types.some((type) => /^application\/([\w.-]+\+)?json$/.test(type));
}

const contentsOfSuccess = ({ responses = {} }: OpenApiOperation): readonly unknown[] =>
  Object.entries(responses).flatMap(([status, { content }]) =>
    status.startsWith("2") ? [content] : [],
  );
