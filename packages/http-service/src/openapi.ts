import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import type { ServiceOptions } from "./http-service.ts";

/** Serves the service's OpenAPI 3.1 document, made from the very schemas that validate, at /openapi.json. */
export function addOpenApi(
  app: FastifyInstance,
  { title, version, description }: ServiceOptions,
): void {
  app.register(swagger, {
    openapi: {
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
