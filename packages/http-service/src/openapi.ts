import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import type { ServiceOptions } from "./http-service.ts";

export type OpenApiMembers = {
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
  { title, version, description, openapi = {} }: ServiceOptions,
): void {
  app.register(swagger, {
    openapi: {
      ...openapi,
      openapi: "3.1.0",
      info: {
        title,
        version,
        description,
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
    },
  });
  app.get("/openapi.json", { schema: { hide: true } }, async () => app.swagger());
}
