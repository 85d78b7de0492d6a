import { randomBytes } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Logger } from "@holdfast/log";
import { PROBLEM_CONTENT_TYPE, type Problem, ProblemError, problem } from "@holdfast/problem";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { traceIdOf, withinRequest } from "./lifecycle.ts";
import {
  CLIENT_ERRORS,
  EXPECTATION_FAILED,
  FRAMEWORK_ERRORS,
  MALFORMED_REQUEST,
  methodNotAllowed,
  OUTAGE,
  routeNotFound,
} from "./problems.ts";
import { fieldErrors, type Violation } from "./validation.ts";

// Importing it by name would load all that node:http offers, a WebSocket client and fetch among it: 15 MiB a process.
const { STATUS_CODES } = process.getBuiltinModule("node:http");

/** Methods that a path may be served with; OPTIONS is for browsers of other origins alone. */
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

/** What `sendProblem` needs of a reply; any route's typed reply is one. */
type ReplyLike = {
  readonly request: { readonly url: string };
  code(status: number): ReplyLike;
  type(contentType: string): ReplyLike;
  // biome-ignore lint/suspicious/noExplicitAny: a typed reply only takes its own bodies; a problem is in no route's type
  send(payload?: any): any;
};

/** Answers with the problem, completed by `instance` and the request's trace id. */
export function sendProblem<Reply extends ReplyLike>(reply: Reply, refusal: Problem): Reply {
  const instance = reply.request.url.split("?", 1)[0];
  const traceId = traceIdOf(reply.request);
  reply.code(refusal.status).type(PROBLEM_CONTENT_TYPE);
  const body = { ...refusal, instance, ...(traceId === undefined ? {} : { traceId }) };
  // As bytes: to an object or a string Fastify appends a charset, which JSON media types do not have.
  reply.send(Buffer.from(JSON.stringify(body)));
  return reply;
}

/** Every error of the service ends here: validation, parser, router, and bugs (500, told in the log only). */
export function answerErrors(app: FastifyInstance, log: Logger): void {
  const routes = knownRoutes(app);
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const outage = isOutage(error);
    const refusal = outage ? OUTAGE : toProblem(error);
    readToItsEnd(request, reply);
    if (outage) reply.header("retry-after", "1"); // a database that restarts is back within a few
    if (refusal.status >= 500)
      withinRequest(request, () => log.error({ err: error }, "request failed"));
    return sendProblem(reply, refusal);
  });
  app.setNotFoundHandler((request, reply) => {
    const allowed = METHODS.filter((method) =>
      routes.some((route) => route.method === method && route.matches.test(pathOf(request))),
    );
    if (allowed.length === 0) return sendProblem(reply, routeNotFound(pathOf(request)));
    return sendProblem(
      reply.header("allow", allowed.join(", ")),
      methodNotAllowed(request.method, allowed),
    );
  });
}

/** Up to this much of a refused body is read and thrown away: many clients read an answer only when all is sent. */
const REFUSED_BODY_BYTES_MAX = 64 * 1024 * 1024;

/** Fastify closes the connection of a body that it refused, which a client that still sends sees as a broken one. */
function readToItsEnd(request: FastifyRequest, reply: FastifyReply): void {
  if (request.raw.complete) return;
  if (!(Number(request.headers["content-length"]) <= REFUSED_BODY_BYTES_MAX)) return;
  reply.removeHeader("connection");
  request.raw.resume();
}

/** Errors of the router itself (a malformed URL, an over-long parameter). */
export function frameworkErrorAnswer(
  error: FastifyError,
  _request: FastifyRequest,
  reply: FastifyReply,
): void {
  sendProblem(reply, toProblem(error));
}

/** Bytes that Node's parser could not make a request of: answered on the bare socket, then closed. */
export function clientErrorAnswer(
  error: NodeJS.ErrnoException,
  socket: Socket & { parser?: IncomingMessage },
): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  endWith(socket, CLIENT_ERRORS[error.code ?? ""] ?? MALFORMED_REQUEST);
}

/** What Node would answer without a body, or not at all: CONNECT, and expectations that nobody knows. */
export function answerOtherProtocols(server: Server): void {
  server.on("connect", ({ method = "CONNECT" }, socket: Socket) =>
    endWith(socket, methodNotAllowed(method, METHODS), { allow: METHODS.join(", ") }),
  );
  server.on("checkExpectation", (_request, response: ServerResponse) => {
    if (response.socket) endWith(response.socket, EXPECTATION_FAILED);
  });
}

function endWith(socket: Socket, refusal: Problem, more: Readonly<Record<string, string>> = {}) {
  const traceId = randomBytes(16).toString("hex"); // of a trace that ends here: there was no request to read one from
  const body = JSON.stringify({ ...refusal, traceId });
  const headers = {
    "content-type": PROBLEM_CONTENT_TYPE,
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-trace-id": traceId,
    connection: "close",
    ...more,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\n${lines.join("")}\r\n${body}`,
  );
}

/** Codes of a database that cannot be reached, or is stopping or starting: an outage, which passes, and no bug. */
const OUTAGE_CODE =
  /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|08\w{3}|53300|57P0[1-3])$/;
/** What the driver says where it has no code. */
const OUTAGE_MESSAGE =
  /^(?:timeout exceeded when trying to connect|Connection terminated|Query read timeout)/;

function isOutage(error: FastifyError): boolean {
  if (error instanceof ProblemError || error.validation !== undefined) return false;
  return OUTAGE_CODE.test(error.code ?? "") || OUTAGE_MESSAGE.test(error.message);
}

function toProblem(error: FastifyError & { validationContext?: string }): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error.validation !== undefined) {
    const errors = fieldErrors(
      error.validation as readonly Violation[],
      error.validationContext ?? "body",
    );
    const first = errors[0];
    return problem({
      status: 400,
      code: "validation-failed",
      title: "Validation failed",
      detail: `${errors.length === 1 ? "One field was" : "Some fields were"} refused, first ${first?.path}: ${first?.message}.`,
      errors,
    });
  }
  const known = FRAMEWORK_ERRORS[error.code];
  if (known !== undefined) return known;
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) {
    return problem({ status, code: "bad-request", title: "Bad request", detail: error.message });
  }
  return problem({
    status: 500,
    code: "internal-error",
    title: "Internal error",
    detail:
      "Something failed on our side; nothing was changed unless a later answer says so. Give the trace id to the operator.",
  });
}

function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0] ?? "/";
}

/** Every route as a pattern, to tell 405 from 404: the router itself does not. */
function knownRoutes(
  app: FastifyInstance,
): readonly { readonly method: string; readonly matches: RegExp }[] {
  const routes: { method: string; matches: RegExp }[] = [];
  app.addHook("onRoute", ({ method, url }) => {
    const pattern = url.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/:[^/]+/g, "[^/]+");
    for (const each of [method].flat())
      routes.push({ method: each, matches: new RegExp(`^${pattern}$`) });
  });
  return routes;
}
