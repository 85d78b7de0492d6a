import { ProblemError, problem } from "@holdfast/problem";
import type { FastifyInstance, FastifyRequest } from "fastify";

type Done = (error: Error | null, body?: unknown) => void;

/** `\u0000` and surrogates written as escapes: rare, so only a body that has one is walked. */
const SUSPECT = /\\u(?:0000|[dD][89a-fA-F])/;

/**
 * JSON as PostgreSQL can keep it: syntax errors, `__proto__` keys, NUL and lone surrogates are refused. Runs before the
 * schema, so no handler ever sees such a string.
 */
export function parseJsonStrictly(app: FastifyInstance) {
  const parse = app.getDefaultJsonParser("error", "error");
  return (request: FastifyRequest, text: string, done: Done): void => {
    const plain = parsePlain(text);
    if (plain !== undefined) done(null, plain);
    else parseSuspect(request, text, done);
  };

  function parseSuspect(request: FastifyRequest, text: string, done: Done): void {
    void parse(request, text, (error, body) => {
      if (error)
        return done(
          malformed(text === "" ? "The body is empty; JSON is expected." : error.message),
        );
      const path = SUSPECT.test(text) ? findUnstorable(body, "") : undefined;
      if (path === undefined) return done(null, body);
      done(unstorable(path));
    });
  }
}

/** Most bodies have no escape and no name that could be meant badly: they are parsed in half the time. Undefined: look closer. */
function parsePlain(text: string): unknown {
  if (text.includes("\\u") || text.includes("__proto__") || text.includes("constructor")) return;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function malformed(reason: string): ProblemError {
  return new ProblemError(
    problem({
      status: 400,
      code: "malformed-json",
      title: "Malformed JSON",
      detail: `The body could not be read as JSON: ${reason}`,
      errors: [{ path: "/", message: "must be valid JSON" }],
    }),
  );
}

function unstorable(path: string): ProblemError {
  return new ProblemError(
    problem({
      status: 400,
      code: "validation-failed",
      title: "Validation failed",
      detail: `${path} has a NUL character or half of a surrogate pair. Send well-formed Unicode text.`,
      errors: [{ path, message: "must be well-formed Unicode without NUL" }],
    }),
  );
}

/** JSON pointer of the first string (or key) that is no storable text. Depth is bounded by the parser's own recursion. */
function findUnstorable(value: unknown, path: string): string | undefined {
  if (typeof value === "string") return isStorable(value) ? undefined : path || "/";
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    if (!isStorable(key)) return path || "/";
    const found = findUnstorable(member, `${path}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}
