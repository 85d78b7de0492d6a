import swagger from "@fastify/swagger";
import { PROBLEM_CONTENT_TYPE, ProblemSchema } from "@holdfast/problem";
import type { FastifyInstance } from "fastify";
import type { ServiceOptions } from "./http-service.ts";

export type OpenApiMembers = {
  /** What /openapi.json answers, as JSON text, where that says more than the routes do; else the document printed from them. */
  readonly served?: () => string;
  readonly servers?: { readonly url: string; readonly description: string }[];
  readonly components?: {
    readonly securitySchemes: Readonly<
      Record<string, { type: "http"; scheme: "bearer"; description: string }>
    >;
  };
};

/** Serves the service's OpenAPI 3.1 document, made from the very schemas that validate, at /openapi.json. */
export function addOpenApi(
  app: FastifyInstance,
  { title, version, description, openapi: { served, ...members } = {} }: ServiceOptions,
): void {
  app.register(swagger, {
    openapi: {
      ...members,
      openapi: "3.1.0",
      info: {
        title,
        version,
        description,
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
    },
    transformObject: (document) =>
      "openapiObject" in document ? withOneProblem(document.openapiObject) : document.swaggerObject,
  });
  app.get("/openapi.json", { schema: { hide: true } }, async (_request, reply) =>
    reply.type("application/json").send(served?.() ?? JSON.stringify(app.swagger())),
  );
}

const PROBLEM_REF = { $ref: "#/components/schemas/Problem" };

/** Names the problem schema once: written out under every status of every operation it is three quarters of the document. */
function withOneProblem<Document extends { readonly components?: object | undefined }>(
  document: Document,
): Document {
  const text = JSON.stringify(document, (key, value) =>
    key === PROBLEM_CONTENT_TYPE ? { schema: PROBLEM_REF } : value,
  );
  const shared = JSON.parse(text) as Document & { readonly components?: { schemas?: object } };
  const schemas = { ...shared.components?.schemas, Problem: ProblemSchema };
  return { ...shared, components: { ...shared.components, schemas } };
}
