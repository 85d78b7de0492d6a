import type { OpenApiDocument } from "@holdfast/contracts";
import { hasSignedBody, needsIdempotencyKey } from "./forward.ts";

export type Operation = NonNullable<OpenApiDocument["paths"][string]["get"]>;
type Parameter = NonNullable<Operation["parameters"]>[number];
type Media = Readonly<Record<string, { readonly schema?: object }>>;
type JsonSchema = Readonly<Record<string, unknown>>;

/** Statuses that the gateway itself may answer any operation with, besides those of the service. */
const OWN_REFUSALS = [400, 401, 403, 429, 503, 504] as const;

/**
 * The schema of a public route, from the operation of the service's contract: the edge refuses what the service would
 * refuse, by the same rules. Query parameters that the contract does not name are refused, which OpenAPI cannot say.
 */
export function edgeSchema(operation: Operation, problem: object): JsonSchema {
  const { operationId, summary, description, tags } = operation;
  const parameters = withRequiredKey(operation);
  const body = mediaOf(operation.requestBody);
  const json = body["application/json"]?.schema;
  return {
    ...defined({ operationId, summary, description, tags }),
    security: hasSignedBody(operationId ?? "") ? [] : [{ apiKey: [] }],
    ...placed("params", parametersIn(parameters, "path")),
    ...placed("querystring", { ...parametersIn(parameters, "query"), additionalProperties: false }),
    ...placed("headers", parametersIn(parameters, "header")),
    ...(json ? { body: json } : {}),
    ...(!json && Object.keys(body).length > 0 ? { body: { content: body } } : {}),
    response: responses(operation.responses ?? {}, problem),
  };
}

/** The media types of a body that is passed on as a stream: one that is no JSON to the contract, or that is signed. */
export function streamedTypes(operation: Operation): readonly string[] {
  const types = Object.keys(mediaOf(operation.requestBody));
  if (hasSignedBody(operation.operationId ?? "")) return types;
  return types.includes("application/json") ? [] : types;
}

/** Services leave the key optional, to refuse its absence by a code of its own; so does the edge, before it validates. */
function withRequiredKey({ operationId = "", parameters = [] }: Operation): readonly Parameter[] {
  if (!needsIdempotencyKey(operationId)) return parameters;
  return parameters.map((parameter) =>
    parameter.name === "idempotency-key" ? { ...parameter, required: true } : parameter,
  );
}

function parametersIn(parameters: readonly Parameter[], place: Parameter["in"]): JsonSchema {
  const here = parameters.filter((parameter) => parameter.in === place);
  return {
    type: "object",
    properties: Object.fromEntries(
      here.map(({ name, schema, ...rest }) => [
        name,
        {
          ...(schema as object),
          ...("description" in rest ? { description: rest.description } : {}),
        },
      ]),
    ),
    required: here.filter(({ required }) => required === true).map(({ name }) => name),
  };
}

function responses(declared: Readonly<Record<string, unknown>>, problem: object): JsonSchema {
  const statuses = new Set([...Object.keys(declared), ...OWN_REFUSALS.map(String)]);
  return Object.fromEntries(
    [...statuses].map((status) => [
      status,
      Number(status) >= 400 ? problemResponse(problem) : answer(declared[status]),
    ]),
  );
}

function answer(response: unknown): object {
  const { description, headers } = response as { description?: string; headers?: object };
  const content = mediaOf(response);
  if (Object.keys(content).length === 0) return { type: "null", ...defined({ description }) };
  return { content, ...defined({ description, headers }) };
}

function problemResponse(schema: object): object {
  return {
    description: "A problem (RFC 9457)",
    content: { "application/problem+json": { schema } },
  };
}

function mediaOf(holder: unknown): Media {
  return (holder as { readonly content?: Media } | undefined)?.content ?? {};
}

function placed(name: string, schema: JsonSchema): JsonSchema {
  const properties = schema.properties as object;
  return Object.keys(properties).length === 0 && name !== "querystring" ? {} : { [name]: schema };
}

function defined(fields: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
