import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { edgeSchema, type Operation, streamedTypes } from "./edge-schema.ts";
import { answerHeaders, FORWARDED, requestHeaders, routingKey } from "./forward.ts";

describe("headers on their way through", () => {
  it("to the service: those that change what it does, none that says who asks", () => {
    assert.deepEqual(
      requestHeaders({
        "idempotency-key": "k1",
        prefer: "wait=5",
        "if-match": '"1"',
        "if-none-match": "*",
        authorization: "Bearer secret",
        cookie: "a=b",
        host: "shop.example",
        "x-forwarded-for": "10.0.0.1",
        "holdfast-account": "victim",
        "holdfast-scope": "admin",
        "request-timeout-ms": "99999",
      }),
      { "idempotency-key": "k1", prefer: "wait=5", "if-match": '"1"', "if-none-match": "*" },
    );
  });

  it("to the client: those of the contract, none of the service's own", () => {
    assert.deepEqual(
      answerHeaders({
        etag: '"3"',
        "idempotency-replayed": "true",
        "retry-after": "2",
        "preference-applied": "wait=5",
        "x-trace-id": "other",
        server: "internal",
        "set-cookie": ["a=b"],
      }),
      {
        etag: '"3"',
        "idempotency-replayed": "true",
        "retry-after": "2",
        "preference-applied": "wait=5",
      },
    );
  });

  it("a place is told as the client reaches it, and not at all when it cannot", () => {
    assert.deepEqual(answerHeaders({ location: "/v1/orders/1" }), {
      location: "/api/v1/orders/1",
    });
    for (const location of ["http://10.0.0.7:8003/v1/orders/1", "/internal/x", "//evil.example"]) {
      assert.deepEqual(answerHeaders({ location }), {});
    }
  });
});

describe("the process that a request is brought to", () => {
  const basket = (...skus: string[]) => ({ items: skus.map((sku) => ({ sku, quantity: 1 })) });

  it("is chosen by the SKU of a hold, of several by the smallest in code-unit order", () => {
    const key = (...skus: string[]) => routingKey("createReservation", basket(...skus));
    assert.equal(key("mug"), "mug");
    assert.equal(key("tee", "mug", "tee"), "mug");
    assert.equal(key("mug", "tee"), "mug");
    assert.equal(
      key("a", "Z", "10", "9"),
      "10",
      "neither by number nor by the rules of a language",
    );
  });

  it("is any for what names no SKU to lock", () => {
    const others = Object.values(FORWARDED)
      .flat()
      .filter((operationId) => operationId !== "createReservation");
    assert.ok(others.includes("createOrder") && others.includes("releaseReservation"));
    for (const operationId of others) {
      assert.equal(routingKey(operationId, basket("mug")), undefined, operationId);
      assert.equal(routingKey(operationId, undefined), undefined, operationId);
    }
  });
});

describe("the schema of a public route", () => {
  const PROBLEM = { type: "object", title: "problem" };
  const body = { type: "object", properties: { quantity: { type: "integer" } } };
  const operation: Operation = {
    operationId: "listThings",
    summary: "List things",
    parameters: [
      { name: "id", in: "path", required: true, schema: { type: "string" } },
      { name: "limit", in: "query", required: false, schema: { type: "integer", maximum: 9 } },
      { name: "if-match", in: "header", required: true, schema: { type: "string" } },
    ],
    requestBody: { required: true, content: { "application/json": { schema: body } } },
    responses: {
      "200": {
        description: "Things",
        headers: { etag: { type: "string" } },
        content: { "application/json": { schema: { type: "array" } } },
      },
      "204": { description: "Nothing" },
      "404": { description: "x", content: { "application/json": { schema: {} } } },
    },
  };

  it("has the rules of the service's contract, each in its place", () => {
    const { response: _, ...schema } = edgeSchema(operation, PROBLEM);
    assert.deepEqual(schema, {
      operationId: "listThings",
      summary: "List things",
      security: [{ apiKey: [] }],
      params: { type: "object", properties: { id: { type: "string" } }, required: ["id"] },
      querystring: {
        type: "object",
        properties: { limit: { type: "integer", maximum: 9 } },
        required: [],
        additionalProperties: false,
      },
      headers: {
        type: "object",
        properties: { "if-match": { type: "string" } },
        required: ["if-match"],
      },
      body,
    });
  });

  it("refuses every query parameter where the contract has none", () => {
    const { querystring } = edgeSchema({ operationId: "x" }, PROBLEM);
    assert.deepEqual(querystring, {
      type: "object",
      properties: {},
      required: [],
      additionalProperties: false,
    });
  });

  it("says that an Idempotency-Key is required where the edge refuses to go without", () => {
    const parameters = [{ name: "idempotency-key", in: "header", schema: {} }] as const;
    const headers = ["createOrder", "createQuote"].map(
      (operationId) => edgeSchema({ operationId, parameters }, PROBLEM).headers,
    );
    assert.deepEqual(
      headers.map((schema) => (schema as { required: string[] }).required),
      [["idempotency-key"], []],
    );
  });

  it("answers as the service does, and with the gateway's own refusals, each a problem", () => {
    const response = edgeSchema(operation, PROBLEM).response as Record<string, object>;
    assert.deepEqual(
      Object.keys(response).sort(),
      "200 204 400 401 403 404 429 503 504".split(" "),
    );
    assert.deepEqual(response[200], {
      description: "Things",
      headers: { etag: { type: "string" } },
      content: { "application/json": { schema: { type: "array" } } },
    });
    assert.deepEqual(response[204], { type: "null", description: "Nothing" });
    assert.deepEqual(response[404], response[503]);
    assert.match(JSON.stringify(response[503]), /problem\+json.*"title":"problem"/);
  });

  it("knows a body that is a stream by its type not being JSON", () => {
    const csv = { content: { "text/csv": { schema: { type: "string" } } } };
    assert.deepEqual(streamedTypes(operation), []);
    assert.deepEqual(streamedTypes({ operationId: "x" }), []);
    assert.deepEqual(streamedTypes({ operationId: "x", requestBody: csv }), ["text/csv"]);
  });
});
