import { sendProblem } from "@holdfast/http-service/errors";
import type { Problem } from "@holdfast/problem";
import type { FastifyReply } from "fastify";

/** As long as a breaker stays open (`openMs` of resilience.yaml): before that, a callee that was down is not asked. */
const RETRY_AFTER_SECONDS = 5;

/** Answers with a problem; for a callee that is down it says when to come back, unless the callee has said so. */
export function refuse(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.code === "upstream-unavailable" && !reply.hasHeader("retry-after")) {
    reply.header("retry-after", RETRY_AFTER_SECONDS);
  }
  return sendProblem(reply, problem);
}
