import { Type } from "typebox";

/** One field that was refused: where it stands (`/items/0/quantity`, `query/limit`) and what is wrong with it. */
export type FieldError = { readonly path: string; readonly message: string };

/**
 * RFC 9457 problem document. `code` is stable and kebab-case; clients branch on it. Extensions (such as
 * `shortages`) stand beside the members of the RFC.
 */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly instance?: string;
  readonly traceId?: string;
  readonly errors?: readonly FieldError[];
  readonly [extension: string]: unknown;
};

export const PROBLEM_CONTENT_TYPE = "application/problem+json";

/** Builds a problem; `type` follows from `code`, so the two can never disagree. */
export function problem(
  fields: Omit<Problem, "type" | "instance" | "traceId"> & {
    readonly status: number;
    readonly code: string;
    readonly title: string;
    readonly detail: string;
  },
): Problem {
  const { status, code, title, detail, ...extensions } = fields;
  return { type: `/problems/${code}`, title, status, detail, code, ...extensions };
}

/** True for a parsed answer that has the members every problem of ours has. */
export function isProblem(value: unknown): value is Problem {
  if (typeof value !== "object" || value === null) return false;
  const { status, code, detail } = value as Partial<Problem>;
  return typeof status === "number" && typeof code === "string" && typeof detail === "string";
}

/** Thrown where a refusal cannot be returned (a Fastify hook or parser); the error handler answers with `problem`. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(refusal: Problem, options?: ErrorOptions) {
    super(refusal.detail, options);
    this.name = "ProblemError";
    this.problem = refusal;
  }
}

/** The response schema of every error. Extensions pass. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: "`/problems/<code>`" }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: "What happened and what to do next." }),
    code: Type.String({ description: "Stable, kebab-case." }),
    instance: Type.Optional(Type.String()),
    traceId: Type.Optional(Type.String()),
    errors: Type.Optional(
      Type.Array(
        Type.Object(
          { path: Type.String(), message: Type.String() },
          { additionalProperties: false },
        ),
      ),
    ),
  },
  { additionalProperties: true },
);
type ProblemResponse = {
  readonly description: string;
  readonly content: {
    readonly "application/problem+json": { readonly schema: typeof ProblemSchema };
  };
};

/** OpenAPI response entries for the given statuses, each a problem: spread them into a route's `response`. */
export function problemResponses<const Status extends number>(
  ...statuses: readonly Status[]
): { readonly [S in Status]: ProblemResponse } {
  const response: ProblemResponse = {
    description: "A problem (RFC 9457)",
    content: { [PROBLEM_CONTENT_TYPE]: { schema: ProblemSchema } },
  };
  return Object.fromEntries(statuses.map((status) => [status, response])) as {
    [S in Status]: ProblemResponse;
  };
}
