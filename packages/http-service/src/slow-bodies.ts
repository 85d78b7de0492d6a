import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyReply } from "fastify";
import { sendProblem } from "./errors.ts";
import { REQUEST_TIMEOUT } from "./problems.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Its body flows through, so it may be large and take as long as something comes. */
    readonly isUpload?: boolean;
  }
}

/** How long a client may take to send a body. */
export type BodyPatience = {
  /** Of any body, to begin with. */
  readonly baseMs: number;
  /** Beyond that a body comes at least so fast, on average. */
  readonly bytesPerSecond: number;
  /** Of an upload: between two pieces of it, while we wait for one. */
  readonly idleMs: number;
};

const PATIENCE: BodyPatience = { baseMs: 10_000, bytesPerSecond: 16 * 1024, idleMs: 30_000 };
/** What a body without Content-Length may be as large as, in time: a client that streams knows what it sends. */
const UNKNOWN_BYTES = 256 * 1024;

/**
 * Answers 408 to clients that send their body too slowly, and closes: else a few connections that trickle would hold
 * memory for minutes.
 */
export function cutSlowBodies(app: FastifyInstance, patience: BodyPatience = PATIENCE): void {
  app.addHook("onRequest", (request, reply, done) => {
    const { "content-length": length, "transfer-encoding": encoding } = request.headers;
    if (encoding === undefined && (length === undefined || length === "0")) return done();
    if (request.routeOptions.config.isUpload) cutWhenIdle(request.raw, reply, patience.idleMs);
    else {
      const bytes = Number(length ?? UNKNOWN_BYTES);
      const allowedMs = patience.baseMs + (bytes / patience.bytesPerSecond) * 1000;
      cutAfter(request.raw, reply, Math.min(allowedMs, TIMER_MS_MAX));
    }
    done();
  });
}

/** A body as long as that is refused for its length. */
const TIMER_MS_MAX = 300_000;

function cutAfter(raw: IncomingMessage, reply: FastifyReply, allowedMs: number): void {
  const timer = setTimeout(() => cut(raw, reply), allowedMs).unref();
  raw.once("close", () => clearTimeout(timer));
}

function cutWhenIdle(raw: IncomingMessage, reply: FastifyReply, idleMs: number): void {
  let bytesRead = raw.socket.bytesRead;
  const timer = setInterval(() => {
    // What lies here unread has come: then it is the service behind us that is slow.
    const isIdle = raw.socket.bytesRead === bytesRead && raw.readableLength === 0;
    bytesRead = raw.socket.bytesRead;
    if (isIdle) cut(raw, reply);
  }, idleMs).unref();
  raw.once("close", () => clearInterval(timer));
}

function cut(raw: IncomingMessage, reply: FastifyReply): void {
  if (raw.complete || reply.sent) return;
  sendProblem(reply.header("connection", "close"), REQUEST_TIMEOUT);
}
