import { Readable } from "node:stream";
import { contractDocument } from "@holdfast/contracts";
import type { Service } from "@holdfast/http-service";
import {
  idempotencyProblem,
  readIdempotencyKey,
  requireIdempotencyKey,
} from "@holdfast/idempotency";
import type { AnyOperations, Client, Outbound } from "@holdfast/outbound";
import { ProblemError, ProblemSchema } from "@holdfast/problem";
import type { FastifyReply, FastifyRequest } from "fastify";
import { callProblem } from "../problems.ts";
import { refuse } from "../refuse.ts";
import { edgeSchema, type Operation, streamedTypes } from "./edge-schema.ts";
import {
  answerHeaders,
  FORWARDED,
  needsIdempotencyKey,
  requestHeaders,
  routingKey,
} from "./forward.ts";

type Answer = Awaited<ReturnType<Client<AnyOperations>["call"]>>;
type Route = {
  readonly target: string;
  readonly operationId: string;
  readonly method: string;
  /** The service's path, as its contract writes it. */
  readonly path: string;
  readonly operation: Operation;
};

/** Serves every operation of the table at `/api` + its path, checked by the rules of its service's contract. */
export function addForwardRoutes(api: Service, outbound: Pick<Outbound, "client">): void {
  // Answers pass as the service made them; a serializer made from a schema would drop what it does not know.
  api.setSerializerCompiler(() => JSON.stringify);
  for (const route of forwardedRoutes()) {
    const streamed = streamedTypes(route.operation);
    if (streamed.length === 0) addRoute(api, route, outbound);
    else api.register(async (uploads: Service) => addUpload(uploads, route, outbound));
  }
}

/** @throws Error when a contract lacks an operation of the table. */
function forwardedRoutes(): readonly Route[] {
  return Object.entries(FORWARDED).flatMap(([target, operationIds]) => {
    const known = new Map<string, Route>();
    for (const [path, item] of Object.entries(contractDocument(target).paths)) {
      for (const [method, operation] of Object.entries(item)) {
        const { operationId = "" } = operation;
        known.set(operationId, { target, operationId, method, path, operation });
      }
    }
    return operationIds.map((operationId) => {
      const route = known.get(operationId);
      if (!route?.path.startsWith("/v1/")) {
        throw new Error(`the contract of ${target} has no public operation ${operationId}`);
      }
      return route;
    });
  });
}

/** A route whose body is not read here but flows through, as fast as the service takes it in. */
function addUpload(uploads: Service, route: Route, outbound: Pick<Outbound, "client">): void {
  const byRule = uploads.validatorCompiler;
  uploads.removeAllContentTypeParsers();
  uploads.addContentTypeParser([...streamedTypes(route.operation)], (_request, body, done) =>
    done(null, body),
  );
  uploads.setValidatorCompiler((part) =>
    part.httpPart === "body" || !byRule ? () => true : byRule(part),
  );
  addRoute(uploads, route, outbound);
}

function addRoute(api: Service, route: Route, outbound: Pick<Outbound, "client">): void {
  const { target, operationId, method, path, operation } = route;
  const client = outbound.client(target);
  const streamed = streamedTypes(operation).length > 0;
  api.route({
    method: method.toUpperCase(),
    url: `/api${path.replaceAll(/\{([^{}]+)\}/g, ":$1")}`,
    schema: edgeSchema(operation, ProblemSchema),
    config: { isUpload: streamed },
    exposeHeadRoute: !isStreamedAnswer(operation), // it would be made to be thrown away
    preValidation: (request, _reply, done) => done(keyRefusal(operationId, request)),
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const type = streamed ? request.headers["content-type"] : undefined;
      const answer = await client.call(operationId, {
        path: request.params as Record<string, string>,
        query: request.query as Record<string, unknown>,
        headers: { ...requestHeaders(request.headers), "content-type": type },
        body: request.body ?? undefined,
        routingKey: routingKey(operationId, request.body),
      });
      // What is left of an upload that was answered early: its client reads the answer only when all is sent.
      // Not `resume`, which does nothing while the call's iterator is still about to let go of the stream.
      if (streamed) request.raw.on("data", () => {});
      return pass(reply, answer, target);
    },
  });
}

/** Files, and streams that may have no end. */
function isStreamedAnswer({ responses = {} }: Operation): boolean {
  return Object.keys(responses["200"]?.content ?? {}).some((type) => type !== "application/json");
}

/** Answers as the service did; when it did not answer, with what that means for the client. */
function pass(reply: FastifyReply, answer: Answer, target: string): FastifyReply {
  if (answer.ok) {
    const { status, headers, body } = answer.value;
    // A file: its name for what it is, and its bytes as fast as the client takes them.
    if (body instanceof Readable) reply.type(String(headers["content-type"]));
    return reply.headers(answerHeaders(headers)).code(status).send(body);
  }
  if (answer.error.kind === "problem") reply.headers(answerHeaders(answer.error.headers));
  return refuse(reply, callProblem(answer.error, target));
}

/** Keys are read at the edge: a request that may not be repeated safely does not get further. */
function keyRefusal(operationId: string, request: FastifyRequest): ProblemError | undefined {
  const header = request.headers["idempotency-key"];
  const read = needsIdempotencyKey(operationId) ? requireIdempotencyKey : readIdempotencyKey;
  const key = read(header);
  return key.ok ? undefined : new ProblemError(idempotencyProblem(key.error));
}
