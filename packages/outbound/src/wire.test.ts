import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { addContext, addExternalContext, callerHeaders, pathOf, wireBody } from "./wire.ts";

describe("request path", () => {
  it("fills the template with encoded values, so that no value can reach another route", () => {
    const path = { id: "a/b?c=d#e %", line: 7 };
    assert.equal(
      pathOf("/things/{id}/lines/{line}")({ path }),
      "/things/a%2Fb%3Fc%3Dd%23e%20%25/lines/7",
    );
  });

  it("appends the query, leaves undefined values out and repeats arrays", () => {
    const query = { limit: 5, cursor: undefined, sku: ["a b", "c&d"], deep: false };
    assert.equal(pathOf("/things")({ query }), "/things?limit=5&sku=a+b&sku=c%26d&deep=false");
  });

  it("throws when a parameter is missing or empty", () => {
    assert.throws(() => pathOf("/things/{id}")({}), /\/things\/\{id\} needs path\.id/);
    assert.throws(() => pathOf("/things/{id}")({ path: { id: "" } }), /needs path\.id/);
  });
});

describe("request headers and body", () => {
  it("sends JSON as JSON", () => {
    assert.deepEqual(callerHeaders({ body: { a: 1 } }), [
      ...["accept", "application/json"],
      ...["content-type", "application/json"],
    ]);
    assert.equal(wireBody({ a: 1 }), '{"a":1}');
  });

  it("sends no content type without a body, and a stream with the caller's", () => {
    const body = Readable.from(["a"]);
    assert.deepEqual(callerHeaders({}), ["accept", "application/json"]);
    assert.equal(wireBody(undefined), null);
    const headers = callerHeaders({
      body,
      headers: { "Content-Type": "text/csv", etag: undefined },
    });
    assert.deepEqual(headers, ["accept", "application/json", "content-type", "text/csv"]);
    assert.equal(wireBody(body), body);
  });

  it("says for which request, whose account and how many whole ms are left", () => {
    const context = {
      correlationId: "c",
      operationId: "o",
      account: "acme",
      scope: "shop",
    } as const;
    const headers: string[] = [];
    addContext(headers, context, 1234.9);
    assert.deepEqual(headers, [
      ...["x-correlation-id", "c", "request-timeout-ms", "1234"],
      ...["holdfast-account", "acme", "holdfast-scope", "shop"],
    ]);
    const anonymous: string[] = [];
    addContext(anonymous, { correlationId: "c", operationId: "o" }, 1);
    assert.deepEqual(anonymous, ["x-correlation-id", "c", "request-timeout-ms", "1"]);
    const external: string[] = [];
    addExternalContext(external, context);
    assert.deepEqual(external, ["x-correlation-id", "c"]);
  });

  it("lets the caller replace what it accepts, each header once, and none of those that say who asks", () => {
    const headers = {
      ...{ Accept: "text/csv", "X-Trace": 1, "x-trace": 2 },
      ...{ "Holdfast-Account": "other", traceparent: "00-1-1-01", Baggage: "a=b" },
    };
    assert.deepEqual(callerHeaders({ headers }), ["accept", "text/csv", "x-trace", "2"]);
  });
});
