import { sendProblem } from "@holdfast/http-service/errors";
import type { Problem } from "@holdfast/problem";
import type { FastifyReply } from "fastify";

const RETRY_AFTER_SECONDS: ReadonlyMap<string, number> = new Map([
  // As long as a breaker stays open (`openMs` of resilience.yaml): before that, a callee that was down is not asked.
  ["upstream-unavailable", 5],
  // What waits is gone within about as long, answered or not.
  ["overloaded", 1],
]);

/** Answers with a problem; for a callee that is down or has too much to do it says when to come back, unless the callee has said so. */
export function refuse(reply: FastifyReply, problem: Problem): FastifyReply {
  const seconds = RETRY_AFTER_SECONDS.get(problem.code);
  if (seconds !== undefined && !reply.hasHeader("retry-after")) {
    reply.header("retry-after", seconds);
  }
  return sendProblem(reply, problem);
}
