import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { clientTable } from "./client-table.ts";

const JSON_BODY = { "application/json": {} };
const DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "Shop", version: "1" },
  paths: {
    "/carts": {
      post: {
        operationId: "createCart",
        parameters: [{ name: "idempotency-key", in: "header" as const }],
        requestBody: { content: JSON_BODY },
        responses: {
          201: { content: JSON_BODY },
          400: { content: { "application/problem+json": {} } },
        },
      },
    },
    "/carts/{id}": {
      delete: { operationId: "deleteCart", responses: { 204: {} } },
      post: { operationId: "touchCart", responses: { 200: { content: JSON_BODY } } },
    },
    "/carts/{id}/news": {
      get: {
        operationId: "watchCart",
        responses: { 200: { content: { "text/event-stream": {} } } },
      },
    },
    "/carts.csv": {
      get: { operationId: "exportCarts", responses: { 200: { content: { "text/csv": {} } } } },
    },
    "/check": {
      post: {
        operationId: "bulkCheckProducts",
        responses: { 200: { content: { ...JSON_BODY, "application/x-ndjson": {} } } },
      },
    },
  },
};
const ERRORS = `# Errors

| \`not-a-code\` | 1 | before any section |

## On every operation
| code | status | when |
|---|---|---|
| \`bad-request\` | 4xx | the framework refuses |

## By operation
| code | status | operations |
|---|---|---|
| \`cart-not-found\` | 404 | \`deleteCart\`, \`other\` | no such cart |
| \`lane-full\` | 503 | \`internalOnly\` | not \`createCart\` |
`;

describe("what the client knows of the contract", () => {
  it("is how each operation is called, repeated and answered, by name", async () => {
    const text = clientTable(DOCUMENT, ERRORS);
    const { OPERATIONS, PROBLEM_CODES } = await import(
      `data:text/javascript,${encodeURIComponent(text.replaceAll(" as const", ""))}`
    );
    const row = (method: string, path: string, repeat: string, answers: string[]) => ({
      ...{ method, path, repeat, answers },
    });
    assert.deepEqual(OPERATIONS, {
      bulkCheckProducts: row("POST", "/check", "always", ["json", "lines"]),
      createCart: { ...row("POST", "/carts", "keyed", ["json"]), takes: "application/json" },
      deleteCart: row("DELETE", "/carts/{id}", "always", []),
      exportCarts: row("GET", "/carts.csv", "always", ["file"]),
      touchCart: row("POST", "/carts/{id}", "never", ["json"]),
      watchCart: row("GET", "/carts/{id}/news", "always", ["events"]),
    });
    assert.deepEqual(PROBLEM_CODES, ["bad-request", "cart-not-found"]);
  });
});
