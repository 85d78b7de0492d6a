/** Stands in until the service's openapi.ts exists; `npm run contracts` replaces it. */
export interface operations {
  [operationId: string]: {
    parameters: { path?: Record<string, string>; query?: Record<string, unknown> };
    requestBody?: { content: { "application/json": any } };
    responses: Record<200 | 201 | 202 | 204, { content: { "application/json": any } }>;
  };
}
