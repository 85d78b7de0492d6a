import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contractDocument, operationTable } from "./contracts.ts";
import { type OpenApiDocument, operationsIn } from "./operations.ts";

const document = (paths: OpenApiDocument["paths"]): OpenApiDocument => ({
  openapi: "3.1.0",
  info: { title: "Things", version: "1" },
  paths,
});

describe("operations of a document", () => {
  it("have method, path, and whether a repeat is harmless", () => {
    const table = operationsIn(
      document({
        "/things/{id}": { get: { operationId: "getThing" }, delete: { operationId: "dropThing" } },
        "/things": {
          post: {
            operationId: "createThing",
            parameters: [{ name: "Idempotency-Key", in: "header" }],
          },
        },
        "/things/{id}/confirm": {
          post: {
            operationId: "confirmThing",
            parameters: [{ name: "idempotency-key", in: "query" }],
          },
        },
      }),
    );
    const thing = { path: "/things/{id}", idempotent: true, takesIdempotencyKey: false };
    assert.deepEqual(Object.fromEntries(table), {
      getThing: { ...thing, method: "GET" },
      dropThing: { ...thing, method: "DELETE" },
      createThing: {
        method: "POST",
        path: "/things",
        idempotent: false,
        takesIdempotencyKey: true,
      },
      confirmThing: {
        method: "POST",
        path: "/things/{id}/confirm",
        idempotent: false,
        takesIdempotencyKey: false,
      },
    });
  });

  it("say whether an answer has anything to read", () => {
    const answering = (responses: Readonly<Record<string, { content?: unknown }>>) =>
      operationsIn(document({ "/a": { post: { operationId: "a", responses } } })).get("a");
    const problem = { content: { "application/problem+json": {} } };
    assert.equal(answering({ "2XX": {}, 400: problem })?.isBodiless, true);
    assert.equal(answering({ 200: { content: {} }, 204: {} })?.isBodiless, undefined);
    assert.equal(answering({})?.isBodiless, undefined);
  });

  it("say whether an answer is read as it comes", () => {
    const answering = (content: Readonly<Record<string, unknown>>) =>
      operationsIn(
        document({ "/a": { get: { operationId: "a", responses: { 200: { content }, 404: {} } } } }),
      ).get("a");
    assert.equal(answering({ "text/csv": {} })?.isStreamed, true);
    assert.equal(answering({ "application/json": {}, "text/csv": {} })?.isStreamed, undefined);
    assert.equal(answering({ "application/problem+json": {} })?.isStreamed, undefined);
    assert.equal(answering({})?.isStreamed, undefined);
  });

  it("must each have an operationId of their own", () => {
    assert.throws(
      () => operationsIn(document({ "/a": { get: {} } })),
      /GET \/a of Things has no operationId/,
    );
    assert.throws(
      () =>
        operationsIn(document({ "/a": { get: { operationId: "x" }, put: { operationId: "x" } } })),
      /PUT \/a of Things repeats operationId x/,
    );
  });
});

describe("committed contracts", () => {
  it("are read once", () => {
    assert.equal(contractDocument("payment"), contractDocument("payment"));
    assert.equal(operationTable("payment"), operationTable("payment"));
  });

  it("say how an operation is called", () => {
    assert.deepEqual(operationTable("payment").get("createCharge"), {
      method: "POST",
      path: "/charges",
      idempotent: false,
      takesIdempotencyKey: true,
    });
  });

  it("are missed by name", () => {
    assert.throws(() => contractDocument("shipping"), /no readable contract "shipping"/);
  });
});
