import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { Type } from "typebox";
import { createService } from "./http-service.ts";

/** A service at the edge, with a route of each kind; clients may take 50 ms for a body, and stop for 300 in an upload. */
function edgeService() {
  const app = createService({
    title: "Edge",
    version: "1.0.0",
    description: "For tests.",
    log: createLogger({ service: "edge", level: "silent" }),
    checks: {},
    edge: { trustedProxies: ["127.0.0.1"], hstsMaxAgeSeconds: 60 },
    bodyPatience: { baseMs: 50, bytesPerSecond: 1e9, idleMs: 300 },
  });
  app.register(async (routes) => {
    routes.get("/things/:id", { schema: { operationId: "getThing" } }, async (request, reply) => {
      reply.header("cache-control", "private");
      return { id: (request.params as { id: string }).id, ip: request.ip };
    });
    const body = Type.Object({ a: Type.Unknown() });
    routes.post("/things", { schema: { operationId: "postThing", body } }, async () => ({}));
  });
  app.register(async (uploads) => {
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser("text/csv", (_request, payload, done) => done(null, payload));
    uploads.post("/uploads", { config: { isUpload: true } }, async (request) => {
      let bytes = 0;
      for await (const chunk of request.raw) bytes += (chunk as Buffer).length;
      return { bytes };
    });
  });
  return app;
}

describe("at the edge", () => {
  const app = edgeService();
  let port = 0;
  before(async () => {
    port = Number(new URL(await app.listen({ host: "127.0.0.1", port: 0 })).port);
  });
  after(() => app.close());

  /** Everything that comes back for these bytes until the connection is closed. */
  async function sent(text: string): Promise<string> {
    const socket = connect(port, "127.0.0.1").setEncoding("latin1");
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", () => undefined); // of what we still wrote when it was closed
    socket.write(text, "latin1");
    await once(socket, "close");
    return answer;
  }
  const GET = (target: string, ...headers: readonly string[]) =>
    ["GET", target].join(" ") +
    [" HTTP/1.1", "host: h", "connection: close", ...headers, "", ""].join("\r\n");
  const post = (headers: readonly string[], body = "", path = "/things") =>
    `POST ${path} HTTP/1.1\r\nhost: h\r\n${headers.join("\r\n")}\r\n\r\n${body}`;
  const JSON_TYPE = "content-type: application/json";

  for (const [name, text, status, code] of [
    ["two Host headers", GET("/things/1", "host: h"), 400, "malformed-request"],
    [
      "no Host header",
      "GET /things/1 HTTP/1.1\r\nconnection: close\r\n\r\n",
      400,
      "malformed-request",
    ],
    ["a header line with NUL", GET("/things/1", "x: a\0b"), 400, "malformed-request"],
    [
      "a header that is folded",
      GET("/things/1", "x: a\r\n b: c", "y z: 1"),
      400,
      "malformed-request",
    ],
    ["a URL of 9,000 characters", GET(`/things/${"x".repeat(9000)}`), 414, "uri-too-long"],
    ["headers of 40 KiB", GET("/things/1", `x: ${"x".repeat(40_000)}`), 431, "headers-too-large"],
    ["an escaped NUL in the path", GET("/things/a%00b"), 400, "malformed-url"],
    ["an escaped NUL in the query", GET("/things/1?a=%00"), 400, "malformed-url"],
    ["an overlong slash", GET("/things/%c0%af"), 400, "malformed-url"],
    ["half a surrogate pair in the query", GET("/things/1?a=%ed%a0%80"), 400, "malformed-url"],
    ["an escape that is cut short", GET("/things/1?a=%c3"), 400, "malformed-url"],
    ["bytes that are not escaped", GET("/things/caf\xe9"), 400, "malformed-request"],
    ["a prototype as parameter", GET("/things/1?__proto__=1"), 400, "validation-failed"],
    ["an escaped one", GET("/things/1?%5f_proto__[x]=1"), 400, "validation-failed"],
    ["a nested one", GET("/things/1?a=1&constructor[prototype]=1"), 400, "validation-failed"],
    ["CONNECT", "CONNECT db:5432 HTTP/1.1\r\nhost: db\r\n\r\n", 405, "method-not-allowed"],
    [
      "TRACE",
      "TRACE /things/1 HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n",
      405,
      "method-not-allowed",
    ],
    [
      "OPTIONS",
      "OPTIONS /things/1 HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n",
      405,
      "method-not-allowed",
    ],
    [
      "OPTIONS of everything",
      "OPTIONS * HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n",
      404,
      "route-not-found",
    ],
    [
      "a method that nobody knows",
      "HOLD /things/1 HTTP/1.1\r\nhost: h\r\n\r\n",
      400,
      "malformed-request",
    ],
    ["TLS", "\x16\x03\x01\x02\x00\x01\x00", 400, "malformed-request"],
    ["HTTP/2 without being asked", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "malformed-request"],
    [
      "an expectation that nobody knows",
      GET("/things/1", "expect: tea"),
      417,
      "expectation-failed",
    ],
    [
      "two lengths of one body",
      post(["content-length: 5", "content-length: 6", JSON_TYPE], "{}"),
      400,
      "malformed-request",
    ],
    [
      "a length beside chunks",
      post(["content-length: 5", "transfer-encoding: chunked", JSON_TYPE], "0\r\n\r\nGET /x"),
      400,
      "malformed-request",
    ],
    [
      "an encoding that hides chunks",
      post(["transfer-encoding: chunked, identity", JSON_TYPE], "0\r\n\r\n"),
      400,
      "malformed-request",
    ],
    [
      "a body nested 65 levels deep",
      post(
        [JSON_TYPE, "connection: close", "content-length: 137"],
        `{"a":${"[".repeat(64)}""${"]".repeat(64)}} `,
      ),
      400,
      "json-too-deep",
    ],
    [
      "a body that does not come",
      post([JSON_TYPE, "content-length: 9"], "{"),
      408,
      "request-timeout",
    ],
    [
      "a body in chunks that do not come",
      post([JSON_TYPE, "transfer-encoding: chunked"], "1\r\n{\r\n"),
      408,
      "request-timeout",
    ],
    [
      "an upload that stops",
      post(["content-type: text/csv", "content-length: 9"], "a,b", "/uploads"),
      408,
      "request-timeout",
    ],
  ] as const) {
    it(`answers ${name} with ${status} ${code}, as a problem`, async () => {
      const answer = await sent(text);
      const [head = "", body = ""] = answer.split("\r\n\r\n");
      assert.match(head, new RegExp(`^HTTP/1.1 ${status} `), answer);
      assert.equal(JSON.parse(body).code, code);
      assert.match(head, /^content-type: application\/problem\+json\r?$/m);
      assert.match(head, /^x-content-type-options: nosniff\r?$/m);
      assert.match(head, /^cache-control: no-store\r?$/m);
      assert.match(head, /^x-trace-id: [0-9a-f]{32}\r?$/m);
      assert.doesNotMatch(head, /^(server|x-powered-by):/im);
    });
  }

  it("takes a body of 64 levels, brackets in texts not counted", async () => {
    const text = '"[{[{\\"[{[{"';
    const body = `{"a":${"[".repeat(63)}${text}${"]".repeat(63)}}`;
    const answer = await sent(
      post([JSON_TYPE, "connection: close", `content-length: ${body.length}`], body),
    );
    assert.match(answer, /^HTTP\/1.1 200 /);
  });

  it("takes an upload for as long as something comes", async () => {
    const socket = connect(port, "127.0.0.1").setEncoding("latin1");
    const answer = once(socket, "data");
    socket.write(
      post(["content-type: text/csv", "content-length: 6", "connection: close"], "", "/uploads"),
    );
    for (let i = 0; i < 6; i += 1) {
      socket.write("x");
      await once(AbortSignal.timeout(100), "abort"); // 600 ms in all, of an idle time of 300
    }
    assert.match(String(await answer), /^HTTP\/1.1 200 .*\{"bytes":6\}$/s);
  });

  it("answers HEAD as GET, without the body", async () => {
    const request = (method: string) =>
      fetch(`http://127.0.0.1:${port}/things/1`, { method }).then(async (answer) => ({
        status: answer.status,
        length: answer.headers.get("content-length"),
        type: answer.headers.get("content-type"),
        body: (await answer.text()).length,
      }));
    const got = await request("GET");
    assert.deepEqual(await request("HEAD"), { ...got, body: 0 });
    assert.equal((await request("DELETE")).status, 405);
  });

  it("takes a target as proxies are sent it", async () => {
    assert.match(await sent(GET("http://shop.example/things/7")), /"id":"7"/);
  });

  it("answers a caller of HTTP/1.0, who need not name a host", async () => {
    assert.match(await sent("GET /things/7 HTTP/1.0\r\n\r\n"), /^HTTP\/1.1 200 .*"id":"7"/s);
  });

  it("goes on in HTTP/1.1 where another protocol is offered", async () => {
    const answer = await sent(GET("/things/7", "connection: upgrade, close", "upgrade: websocket"));
    assert.match(answer, /^HTTP\/1.1 200 /);
  });

  it("believes a proxy that it trusts, and of its list only what that proxy wrote", async () => {
    const answer = await sent(GET("/things/7", "x-forwarded-for: 10.0.0.1, 203.0.113.9"));
    assert.match(answer, /"ip":"203.0.113.9"/);
  });

  it("says on every answer what browsers may do with it, unless a route says otherwise", async () => {
    const { headers } = await fetch(`http://127.0.0.1:${port}/things/1`);
    assert.equal(
      headers.get("content-security-policy"),
      "default-src 'none'; frame-ancestors 'none'",
    );
    assert.equal(headers.get("referrer-policy"), "no-referrer");
    assert.equal(headers.get("strict-transport-security"), "max-age=60");
    assert.equal(headers.get("cache-control"), "private");
  });
});
