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
    const tooDeep = isTooDeep(text);
    const plain = tooDeep ? undefined : parsePlain(text);
    if (tooDeep) done(TOO_DEEP);
    else if (plain !== undefined) done(null, plain);
    else parseSuspect(request, text, done);
  };

  function parseSuspect(request: FastifyRequest, text: string, done: Done): void {
    void parse(request, text, (error, body) => {
      if (error) return done(malformed(reasonOf(text)));
      const path = SUSPECT.test(text) ? findUnstorable(body, "") : undefined;
      if (path === undefined) return done(null, body);
      done(unstorable(path));
    });
  }
}

/** Why a text was refused: what JSON says of it and where, or a key that JSON allows and we do not. */
function reasonOf(text: string): string {
  if (text === "") return "The body is empty; JSON is expected.";
  try {
    JSON.parse(text);
    return "A key __proto__, or constructor with prototype in it, is not taken.";
  } catch (error) {
    return (error as Error).message;
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

/** The contract's deepest body has about ten levels. */
const DEPTH_MAX = 64;
const [QUOTE, ESCAPE, OPEN, CLOSE] = [34, 92, 91, 93]; // [ and {, ] and } differ in one bit
const BRACE_BIT = 32;

/** Before it is parsed: what walks the parsed body, here or in a schema, may then go as deep as it is. */
function isTooDeep(text: string): boolean {
  if (text.length <= 2 * DEPTH_MAX) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if ((code & ~BRACE_BIT) === OPEN) depth += 1;
    else if ((code & ~BRACE_BIT) === CLOSE) depth -= 1;
    if (depth > DEPTH_MAX) return true;
  }
  return false;
}

/** Where the string that begins at `at` ends; the end of the text where it does not. */
function endOfString(text: string, at: number): number {
  for (let next = text.indexOf('"', at + 1); next > 0; next = text.indexOf('"', next + 1)) {
    let escapes = 0;
    while (text.charCodeAt(next - 1 - escapes) === ESCAPE) escapes += 1;
    if (escapes % 2 === 0) return next;
  }
  return text.length;
}

const TOO_DEEP = new ProblemError(
  problem({
    status: 400,
    code: "json-too-deep",
    title: "JSON too deep",
    detail: `The body is nested deeper than ${DEPTH_MAX} levels.`,
    errors: [{ path: "/", message: `must not be nested deeper than ${DEPTH_MAX} levels` }],
  }),
);

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

/** JSON pointer of the first string (or key) that is no storable text. Depth is bounded. */
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
