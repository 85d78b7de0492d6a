import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { Logger } from "@holdfast/log";
import Fastify, { type FastifyInstance } from "fastify";
import { Registry } from "prom-client";
import type { EdgeOptions } from "./edge.ts";
import {
  answerErrors,
  answerOtherProtocols,
  clientErrorAnswer,
  frameworkErrorAnswer,
} from "./errors.ts";
import { addHealthRoutes, type Check } from "./health.ts";
import { parseJsonStrictly } from "./json-body.ts";
import { observeRequests, requestObserver } from "./lifecycle.ts";
import { addOpenApi, type OpenApiMembers } from "./openapi.ts";
import { originForm } from "./request-target.ts";
import { type BodyPatience, cutSlowBodies } from "./slow-bodies.ts";
import { strictValidatorCompiler } from "./validation.ts";

declare module "fastify" {
  interface FastifyInstance {
    /** Where the service's metrics are registered; served at /metrics. */
    registry: Registry;
  }
}

export type ServiceOptions = {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly log: Logger;
  /** What must work before the service takes traffic, by the dependency's public name. */
  readonly checks: Readonly<Record<string, Check>>;
  readonly nowMs?: () => number;
  /** Default and cap of a request's deadline, by operationId; undefined leaves it to the caller. */
  readonly deadlineMsOf?: (operationId: string) => number | undefined;
  /** What the contract says beyond its routes: its servers, how callers authenticate. */
  readonly openapi?: OpenApiMembers;
  /** Of a service that strangers reach. It also answers HEAD wherever GET is. */
  readonly edge?: EdgeOptions;
  readonly bodyPatience?: BodyPatience;
};

/** JSON bodies above this are refused with 413: the largest of the contract (500 imported items) is about 0.6 MiB. */
const BODY_BYTES_MAX = 1024 * 1024;
/** Above Node's 16 KiB, so that an over-long URL reaches us and is answered 414 rather than 431. */
const HEADER_BYTES_MAX = 32 * 1024;
const HEADERS_MS_MAX = 15_000;

export type Service = ReturnType<typeof createService>;

/**
 * The frame of every service: spans, correlation id and deadline of each request, strict validation, problem+json for
 * every error, /livez /readyz /metrics /openapi.json. Add routes, then `serve`.
 */
export function createService(options: ServiceOptions) {
  const registry = new Registry();
  const begin = requestObserver(options, registry);
  const { trustedProxies = [] } = options.edge ?? {};
  const app = Fastify({
    logger: false, // one access line of our own, with the trace ids of the request
    bodyLimit: BODY_BYTES_MAX,
    routerOptions: { maxParamLength: 256, ignoreTrailingSlash: false },
    requestTimeout: 300_000, // a slow upload of a large import; headers have 15 s
    keepAliveTimeout: 65_000, // longer than the 60 s idle time of common load balancers, which would reuse a closed one
    return503OnClosing: false, // a request that was accepted is finished
    exposeHeadRoutes: options.edge !== undefined,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false, // with none, no header is read for the address
    rewriteUrl: originForm,
    http: {
      maxHeaderSize: HEADER_BYTES_MAX,
      headersTimeout: HEADERS_MS_MAX,
      connectionsCheckingInterval: HEADERS_MS_MAX / 3, // who is late is looked for so often, by default every 30 s
      optimizeEmptyRequests: true, // no stream's events for a body that does not come, as of nearly every request
      requireHostHeader: false, // a missing Host is refused by us, as a problem; Node would send an empty 400
    },
    frameworkErrors: (error, request, reply) => {
      begin(request, reply); // the router refused it before any hook ran
      frameworkErrorAnswer(error, request, reply);
    },
    clientErrorHandler: clientErrorAnswer,
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.decorate("registry", registry);
  app.setValidatorCompiler(strictValidatorCompiler());
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, parseJsonStrictly(app));
  observeRequests(app, begin);
  cutSlowBodies(app, options.bodyPatience);
  answerOtherProtocols(app.server);
  closeConnectionsWhileStopping(app);
  answerErrors(app, options.log);
  addOpenApi(app, options);
  addHealthRoutes(app, options);
  return app;
}

/** A connection that is kept alive after its last answer would hold the stop up until it is cut. */
function closeConnectionsWhileStopping(app: FastifyInstance): void {
  let stopping = false;
  app.addHook("preClose", async () => {
    stopping = true;
  });
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (stopping) reply.header("connection", "close");
    done(); // not async: a promise for every answer
  });
}
