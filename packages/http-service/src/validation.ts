import type { FieldError } from "@holdfast/problem";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import type { FastifySchemaCompiler } from "fastify";

/** What Ajv says of one violated keyword. */
export type Violation = {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string | undefined;
};

/**
 * Bodies are taken as they are (`"2"` is no quantity, an unknown field is refused); query and path, which are text by
 * nature, are coerced. Every violation is collected: the client mends a request once, not field by field.
 */
export function strictValidatorCompiler(): FastifySchemaCompiler<object> {
  const common = {
    allErrors: true,
    useDefaults: true,
    removeAdditional: false,
    strict: false,
    strictNumbers: true, // 1e400 parses to Infinity, which is no number of ours
  } as const;
  const exact = withFormats(new Ajv({ ...common, coerceTypes: false }));
  // Strict numbers would skip a limit for the Infinity that the text 1e400 is coerced to.
  const coercing = withFormats(new Ajv({ ...common, coerceTypes: true, strictNumbers: false }));
  return ({ schema, httpPart }) => (httpPart === "body" ? exact : coercing).compile(schema);
}

/** The usual formats, but `uuid` as PostgreSQL reads it: theirs takes `urn:uuid:…` too. */
function withFormats(ajv: Ajv): Ajv {
  formats.default(ajv);
  return ajv.addFormat("uuid", /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i);
}

const PREFIX: Readonly<Record<string, string>> = {
  querystring: "query",
  params: "path",
  headers: "header",
};
/** Past this many, more of the same tells nobody anything. */
const VIOLATIONS_SHOWN_MAX = 50;

/** Violations as the problem's `errors`: a JSON pointer into the body, or `query/limit`, `path/sku`, `header/prefer`. */
export function fieldErrors(violations: readonly Violation[], part: string): readonly FieldError[] {
  const told = violations.filter(({ keyword }) => keyword !== "if").slice(0, VIOLATIONS_SHOWN_MAX);
  return told.map((violation) => ({
    path: `${PREFIX[part] ?? ""}${pointerOf(violation)}` || "/",
    message: messageOf(violation),
  }));
}

function pointerOf({ keyword, instancePath, params }: Violation): string {
  const member =
    keyword === "required"
      ? params.missingProperty
      : keyword === "additionalProperties"
        ? params.additionalProperty
        : undefined;
  return typeof member === "string"
    ? `${instancePath}/${member.replaceAll("~", "~0").replaceAll("/", "~1")}`
    : instancePath;
}

function messageOf({ keyword, params, message }: Violation): string {
  if (keyword === "required") return "is required";
  if (keyword === "additionalProperties") return "is not a known field";
  if (keyword === "enum") return `must be one of ${JSON.stringify(params.allowedValues)}`;
  return message ?? `violates ${keyword}`;
}
