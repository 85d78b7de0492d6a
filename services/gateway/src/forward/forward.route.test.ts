import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import { Readable } from "node:stream";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { contractDocument } from "@holdfast/contracts";
import { problem } from "@holdfast/problem";
import { startTelemetry, type Telemetry } from "@holdfast/telemetry";
import { type Seen, startGateway } from "../testing/running-service.ts";
import { FORWARDED } from "./forward.ts";

type Gateway = Awaited<ReturnType<typeof startGateway>>;
type Answer = { status: number; headers: Headers; body: Record<string, unknown> };

const ID = "019aaaaa-0000-7000-8000-000000000001";
const HOLD = { items: [{ sku: "mug", quantity: 2 }] };
const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

let telemetry: Telemetry;
let gateway: Gateway;
before(() => {
  telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "0", env: {} });
});
after(() => telemetry.shutdown());
// A gateway for each test: breakers and retry budgets of one must not be felt by another.
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

type Sent = { key?: string; body?: unknown; headers?: Record<string, string> };

async function call(method: string, path: string, sent: Sent = {}): Promise<Answer> {
  const { key = "hf_dev_shop", body, headers = {} } = sent;
  const answer = await fetch(gateway.origin + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: text === "" ? {} : JSON.parse(text),
  };
}

const statusAndCode = ({ status, body }: Answer) => [status, body.code];
const hold = (sent: Sent = {}) =>
  call("POST", "/api/v1/reservations", {
    body: HOLD,
    ...sent,
    headers: { "idempotency-key": "k1", ...sent.headers },
  });

describe("a forwarded request", () => {
  it("reaches its service with its path, body and the headers that matter", async () => {
    await hold({ headers: { prefer: "wait=2", "x-correlation-id": "cart-7" } });
    const [seen] = gateway.inventory.seen;
    assert.equal(seen?.method, "POST");
    assert.equal(seen?.url, "/v1/reservations");
    assert.deepEqual(JSON.parse(seen?.body ?? ""), { ...HOLD, ttlSeconds: 900 });
    assert.equal(seen?.headers["idempotency-key"], "k1");
    assert.equal(seen?.headers.prefer, "wait=2");
    assert.equal(seen?.headers["x-correlation-id"], "cart-7");
  });

  it("keeps path and query as they are, whatever they hold", async () => {
    await call("GET", "/api/v1/admin/stock/movements?sku=a.b~c&limit=7", { key: "hf_dev_admin" });
    assert.equal(gateway.inventory.seen[0]?.url, "/v1/admin/stock/movements?sku=a.b%7Ec&limit=7");
  });

  it("is answered with the service's status, body and headers, its place as the client reaches it", async () => {
    const made = { id: ID, status: "held", unknownToTheContract: [1, { a: null }] };
    gateway.inventory.answer = (_request, reply) =>
      reply
        .code(201)
        .headers({
          location: `/v1/reservations/${ID}`,
          etag: '"1"',
          "idempotency-replayed": "true",
          "preference-applied": "wait=2",
          server: "inventory-7.internal",
        })
        .send(made);
    const answer = await hold();
    assert.deepEqual([answer.status, answer.body], [201, made]);
    assert.equal(answer.headers.get("location"), `/api/v1/reservations/${ID}`);
    assert.equal(answer.headers.get("etag"), '"1"');
    assert.equal(answer.headers.get("idempotency-replayed"), "true");
    assert.equal(answer.headers.get("preference-applied"), "wait=2");
    assert.equal(answer.headers.get("server"), null);
  });

  it("is answered 304 where the service has nothing new", async () => {
    gateway.inventory.answer = (_request, reply) => reply.code(304).header("etag", '"3"').send();
    const answer = await call("GET", "/api/v1/admin/items/mug", {
      key: "hf_dev_admin",
      headers: { "if-none-match": '"3"' },
    });
    assert.equal(answer.status, 304);
    assert.equal(answer.headers.get("etag"), '"3"');
    assert.equal(gateway.inventory.seen[0]?.headers["if-none-match"], '"3"');
  });

  it("is answered 204 and nothing else where the service has nothing to say", async () => {
    gateway.inventory.answer = (_request, reply) => reply.code(204).send();
    const answer = await call("DELETE", "/api/v1/admin/items/mug", {
      key: "hf_dev_admin",
      headers: { "if-match": '"3"' },
    });
    assert.deepEqual([answer.status, answer.body], [204, {}]);
    const [seen] = gateway.inventory.seen;
    assert.deepEqual([seen?.method, seen?.url], ["DELETE", "/v1/admin/items/mug"]);
    assert.equal(seen?.headers["if-match"], '"3"');
  });

  it("hears the service's refusal, under the public path and the trace of the request", async () => {
    const refusal = problem({
      status: 409,
      code: "insufficient-stock",
      title: "Not enough stock",
      detail: "mug: 1 free, 2 wanted.",
      shortages: [{ sku: "mug", requested: 2, available: 1 }],
    });
    gateway.inventory.answer = (_request, reply) =>
      reply
        .code(409)
        .type("application/problem+json")
        .send(JSON.stringify({ ...refusal, instance: "/v1/reservations", traceId: "other" }));
    const answer = await hold({ headers: { traceparent: `00-${TRACE_ID}-b7ad6b7169203331-01` } });
    assert.deepEqual(answer.body, {
      ...refusal,
      instance: "/api/v1/reservations",
      traceId: TRACE_ID,
    });
    assert.equal(answer.headers.get("content-type"), "application/problem+json");
    assert.equal(answer.headers.get("x-trace-id"), TRACE_ID);
  });
});

describe("who asks", () => {
  it("is what the key says, whatever the client says of itself", async () => {
    const spoofed = {
      "holdfast-account": "victim",
      "holdfast-scope": "admin",
      "Holdfast-Account": "victim",
    };
    await call("GET", `/api/v1/reservations/${ID}`, { headers: spoofed });
    await call("GET", `/api/v1/reservations/${ID}`, { headers: spoofed, key: "hf_dev_admin" });
    assert.deepEqual(
      gateway.inventory.seen.map(({ headers }) => [
        headers["holdfast-account"],
        headers["holdfast-scope"],
        headers.authorization,
      ]),
      [
        ["dev-shop", "shop", undefined],
        ["dev-admin", "admin", undefined],
      ],
    );
  });

  it("must be known: 401 that says how, and no service is asked", async () => {
    for (const [authorization, challenge] of [
      ["", 'Bearer realm="holdfast"'],
      ["Basic aGY6eA==", 'Bearer realm="holdfast"'],
      ["Bearer hf_live_nobody", 'Bearer realm="holdfast", error="invalid_token"'],
    ] as const) {
      const answer = await call("GET", `/api/v1/orders/${ID}`, { headers: { authorization } });
      assert.deepEqual(statusAndCode(answer), [401, "unauthenticated"]);
      assert.equal(answer.headers.get("www-authenticate"), challenge);
    }
    assert.deepEqual(gateway.orders.seen, []);
  });

  it("must be an administrator on every admin route: 403, and no service is asked", async () => {
    const admin = publicOperations().filter(({ path }) => path.startsWith("/v1/admin/"));
    assert.ok(admin.length >= 10, "the contracts have no admin operations: nothing was checked");
    for (const { method, path } of admin) {
      const answer = await call(method, `/api${path.replaceAll(/\{[^}]+\}/g, "x")}`);
      assert.deepEqual(statusAndCode(answer), [403, "forbidden"], `${method} ${path}`);
    }
    const { inventory, pricing, orders } = gateway;
    assert.deepEqual([...inventory.seen, ...pricing.seen, ...orders.seen], []);
  });

  it("is asked before the body is read: a stranger's 10 MB do not cost a parse", async () => {
    const answer = await hold({ key: "nobody", body: "x".repeat(10_000_000) }).catch(
      () => undefined,
    );
    // The connection may be cut while the client still sends; what must not happen is an answer about the body.
    if (answer) assert.deepEqual(statusAndCode(answer), [401, "unauthenticated"]);
  });
});

describe("time", () => {
  const remaining = ({ headers }: Seen) => Number(headers["request-timeout-ms"]);

  it("is the client's, spent down attempt by attempt", async () => {
    const busy = problem({ status: 503, code: "overloaded", title: "Busy", detail: "Again." });
    gateway.pricing.answer = async (_request, reply) => {
      if (gateway.pricing.seen.length > 1) return reply.send({});
      await new Promise((resolve) => setTimeout(resolve, 30));
      return reply.code(503).type("application/problem+json").send(JSON.stringify(busy));
    };
    const path = `/api/v1/quotes/${ID}`;
    const answer = await call("GET", path, { headers: { "request-timeout-ms": "1000" } });
    assert.equal(answer.status, 200);
    const [first = 0, second = 0] = gateway.pricing.seen.map(remaining);
    assert.ok(first <= 1000 && second > 0 && second <= first - 29, `${first}, then ${second} ms`);
  });

  it("is at most an attempt's of resilience.yaml, which is also what a client gets who names none", async () => {
    await call("GET", `/api/v1/quotes/${ID}`, { headers: { "request-timeout-ms": "999999999" } });
    await call("GET", `/api/v1/quotes/${ID}`);
    assert.deepEqual(gateway.pricing.seen.map(remaining), [1_500, 1_500]);
  });

  it("that is over is answered 504", async () => {
    gateway.pricing.answer = () => new Promise(() => {});
    const answer = await call("GET", `/api/v1/quotes/${ID}`, {
      headers: { "request-timeout-ms": "150" },
    });
    assert.deepEqual(statusAndCode(answer), [504, "deadline-exceeded"]);
    assert.match(String(answer.body.detail), /pricing/);
  });

  for (const text of ["0", "-1", "1.5", "soon", "1e3", "", "9999999999999999"]) {
    it(`that is none is refused: ${JSON.stringify(text)}`, async () => {
      const answer = await call("GET", `/api/v1/quotes/${ID}`, {
        headers: { "request-timeout-ms": text },
      });
      assert.deepEqual(statusAndCode(answer), [400, "validation-failed"]);
      assert.match(JSON.stringify(answer.body.errors), /header\/request-timeout-ms/);
    });
  }
});

describe("a service that is down", () => {
  it("is answered 503 with a time to come back, and its address is not told", async () => {
    const { origin } = gateway.pricing;
    await gateway.pricing.close();
    const answer = await call("GET", `/api/v1/quotes/${ID}`);
    assert.deepEqual(statusAndCode(answer), [503, "upstream-unavailable"]);
    assert.equal(answer.headers.get("retry-after"), "5");
    assert.match(String(answer.body.detail), /pricing/);
    const told = JSON.stringify([answer.body, [...answer.headers]]);
    assert.doesNotMatch(
      told.replaceAll(gateway.origin, ""),
      new RegExp(`127\\.0\\.0\\.1|${new URL(origin).port}`),
    );
  });

  it("does not take the others with it", async () => {
    await gateway.pricing.close();
    assert.equal((await call("GET", `/api/v1/reservations/${ID}`)).status, 200);
  });

  it("that answers something that is no problem of ours is answered 503, nothing of it told", async () => {
    gateway.orders.answer = (_request, reply) =>
      reply.code(502).type("text/html").send("<h1>nginx at 10.0.0.7</h1>");
    const answer = await call("GET", `/api/v1/orders/${ID}`);
    assert.deepEqual(statusAndCode(answer), [503, "upstream-unavailable"]);
    assert.doesNotMatch(JSON.stringify(answer.body), /nginx|10\.0/);
  });

  it("that says itself when to come back is believed", async () => {
    const busy = problem({ status: 503, code: "overloaded", title: "Busy", detail: "Come back." });
    gateway.orders.answer = (_request, reply) =>
      reply
        .code(503)
        .headers({ "retry-after": "17" })
        .type("application/problem+json")
        .send(JSON.stringify(busy));
    const answer = await call("GET", `/api/v1/orders/${ID}`);
    assert.deepEqual(statusAndCode(answer), [503, "overloaded"]);
    assert.equal(answer.headers.get("retry-after"), "17");
  });
});

describe("an inventory of two processes", () => {
  beforeEach(async () => {
    await gateway.close();
    gateway = await startGateway({ inventories: 2 });
  });
  const loads = () => gateway.inventories.map(({ seen }) => seen.length).toSorted((a, b) => a - b);
  const holdOf = (...skus: string[]) =>
    hold({ body: { items: skus.map((sku) => ({ sku, quantity: 1 })) } });

  it("gets all holds of a SKU at one of them, so that they can be decided together", async () => {
    for (const skus of [["mug"], ["mug"], ["tee", "mug"], ["mug", "pen", "tee"]]) {
      assert.equal((await holdOf(...skus)).status, 200);
    }
    assert.deepEqual(loads(), [0, 4]);
  });

  it("gets the holds of many SKUs at both", async () => {
    await Promise.all(Array.from({ length: 50 }, (_, i) => holdOf(`sku-${i}`)));
    const [less = 0, more] = loads();
    assert.ok(less > 0 && more === 50 - less, `${loads()}`);
  });

  it("gets what names no SKU at each in turn", async () => {
    for (let i = 0; i < 4; i += 1) await call("GET", `/api/v1/reservations/${ID}`);
    await call("DELETE", `/api/v1/reservations/${ID}`);
    await call("DELETE", `/api/v1/reservations/${ID}`);
    assert.deepEqual(loads(), [3, 3]);
  });

  it("serves every SKU while one of them is away", async () => {
    await gateway.inventory.close();
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => holdOf(`sku-${i}`)));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    const [, other] = gateway.inventories;
    assert.equal(other?.seen.length, 8);
  });
});

describe("what the edge refuses", () => {
  const items = (line: unknown) => ({ items: [line] });
  const cases: readonly [what: string, body: unknown, code: string, path: string][] = [
    ["malformed JSON", '{"items": [', "malformed-json", "/"],
    ["no body", "", "malformed-json", "/"],
    ["a list", [], "validation-failed", "/"],
    ["no items", {}, "validation-failed", "/items"],
    ["too few items", { items: [] }, "validation-failed", "/items"],
    ["an unknown field", { ...HOLD, note: 1 }, "validation-failed", "/note"],
    [
      "an unknown field in a line",
      items({ sku: "a", quantity: 1, x: 1 }),
      "validation-failed",
      "/items/0/x",
    ],
    [
      "a quantity in a string",
      items({ sku: "a", quantity: "1" }),
      "validation-failed",
      "/items/0/quantity",
    ],
    [
      "a negative quantity",
      items({ sku: "a", quantity: -1 }),
      "validation-failed",
      "/items/0/quantity",
    ],
    [
      "a fractional quantity",
      items({ sku: "a", quantity: 1.5 }),
      "validation-failed",
      "/items/0/quantity",
    ],
    [
      "a huge quantity",
      items({ sku: "a", quantity: 1e15 }),
      "validation-failed",
      "/items/0/quantity",
    ],
    ["1e400", '{"items":[{"sku":"a","quantity":1e400}]}', "validation-failed", "/items/0/quantity"],
    ["a SKU with a slash", items({ sku: "a/b", quantity: 1 }), "validation-failed", "/items/0/sku"],
    ["__proto__", '{"items":[],"__proto__":{"x":1}}', "malformed-json", "/"],
  ];
  for (const [what, body, code, path] of cases) {
    it(`${what}: 400 ${code} at ${path}`, async () => {
      const answer = await hold({ body });
      assert.deepEqual(statusAndCode(answer), [400, code]);
      const errors = answer.body.errors as { path: string }[];
      assert.ok(
        errors.some((error) => error.path === path),
        JSON.stringify(errors),
      );
      assert.deepEqual(gateway.inventory.seen, [], "the service was asked");
    });
  }

  it("a body of 10 MB: 413", async () => {
    const answer = await hold({ body: JSON.stringify({ ...HOLD, note: "x".repeat(10_000_000) }) });
    assert.deepEqual(statusAndCode(answer), [413, "payload-too-large"]);
  });

  it("a compressed body: 415, which nobody is asked with", async () => {
    const answer = await hold({ headers: { "content-encoding": "gzip" } });
    assert.deepEqual(statusAndCode(answer), [415, "unsupported-media-type"]);
    assert.equal(gateway.inventory.seen.length, 0);
  });

  it("another media type: 415", async () => {
    const answer = await hold({ body: "<hold/>", headers: { "content-type": "application/xml" } });
    assert.deepEqual(statusAndCode(answer), [415, "unsupported-media-type"]);
  });

  for (const [method, path, sent] of [
    ["POST", "/api/v1/reservations", { body: HOLD }],
    ["POST", "/api/v1/orders", { body: {} }],
  ] as const) {
    it(`${method} ${path} without its Idempotency-Key, before anything else is looked at`, async () => {
      const answer = await call(method, path, sent);
      assert.deepEqual(statusAndCode(answer), [400, "idempotency-key-missing"]);
    });
  }

  it("an Idempotency-Key that is none, where it is optional too", async () => {
    const key = { "idempotency-key": "two words" };
    assert.deepEqual(statusAndCode(await hold({ headers: key })), [400, "idempotency-key-invalid"]);
    const quote = await call("POST", "/api/v1/quotes", { body: {}, headers: key });
    assert.deepEqual(statusAndCode(quote), [400, "idempotency-key-invalid"]);
  });

  it("a query parameter that the contract does not name, and an id that is none", async () => {
    const query = await call("GET", `/api/v1/reservations/${ID}?expand=all`);
    assert.deepEqual(statusAndCode(query), [400, "validation-failed"]);
    assert.match(JSON.stringify(query.body.errors), /query\/expand/);
    const id = await call("GET", "/api/v1/reservations/1");
    assert.match(JSON.stringify(id.body.errors), /path\/id/);
  });

  for (const [method, path, status, code] of [
    ["GET", "/api/v1/nothing", 404, "route-not-found"],
    ["GET", "/internal/audit", 404, "route-not-found"],
    ["POST", "/api/internal/import-items", 404, "route-not-found"],
    ["GET", "/v1/orders/1", 404, "route-not-found"],
    ["PATCH", `/api/v1/orders/${ID}`, 405, "method-not-allowed"],
  ] as const) {
    it(`${method} ${path}, which is not public: ${status}`, async () => {
      assert.deepEqual(statusAndCode(await call(method, path)), [status, code]);
    });
  }
});

describe("an import", () => {
  const PATH = "/api/v1/admin/imports?kind=products&currency=EUR&location=BER";
  const upload = (path = PATH, key = "hf_dev_admin") =>
    httpRequest(gateway.origin + path, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "text/csv" },
    });

  it("flows through while it is still being sent, more of it than a JSON body may have", async () => {
    const chunk = randomBytes(512 * 1024);
    const arrived = Promise.withResolvers<void>();
    let receivedBytes = 0;
    gateway.orders.stream = async (body, reply) => {
      for await (const part of body) {
        receivedBytes += part.length;
        if (receivedBytes >= 8 * chunk.length) arrived.resolve();
      }
      return reply.code(202).header("location", `/v1/admin/imports/${ID}`).send({ id: ID });
    };
    const request = upload();
    const answered = new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
      request.on("error", reject);
      request.on("response", (response) => {
        response.resume();
        resolve([response.statusCode, response.headers.location]);
      });
    });
    for (let sent = 0; sent < 8; sent++) request.write(chunk);
    await arrived.promise;
    assert.equal(request.writableEnded, false, "the upload has not ended, and the service has it");
    request.end(chunk);
    assert.deepEqual(await answered, [202, `/api/v1/admin/imports/${ID}`]);
    assert.equal(receivedBytes, 9 * chunk.length);
  });

  it("is slowed down by a slow service, not collected in memory", async () => {
    const release = Promise.withResolvers<void>();
    gateway.orders.stream = async (body, reply) => {
      await release.promise;
      for await (const _part of body);
      return reply.code(202).send({ id: ID });
    };
    const request = upload();
    const answered = new Promise((resolve) => request.on("response", resolve));
    const chunk = randomBytes(1024 * 1024);
    let accepted = 0;
    // Writes until a chunk is not taken for 300 ms: sockets and streams are full then.
    while (accepted < 200 && (await Promise.race([written(request, chunk), stalled()]))) accepted++;
    assert.ok(accepted < 64, `${accepted} MiB were taken in although the service reads nothing`);
    release.resolve();
    request.end();
    await answered;
  });

  for (const [what, path, key, status] of [
    ["the service, at its beginning", PATH, "hf_dev_admin", 409],
    ["its query", "/api/v1/admin/imports?kind=customers", "hf_dev_admin", 400],
    ["its key", PATH, "hf_dev_shop", 403],
  ] as const) {
    it(`that is refused for ${what} is read to its end, so that its client comes to the answer`, async () => {
      const refusal = problem({
        status: 409,
        code: "import-running",
        title: "No",
        detail: "Wait.",
      });
      gateway.orders.stream = (_body, reply) =>
        reply.code(409).type("application/problem+json").send(JSON.stringify(refusal));
      const request = upload(path, key);
      const answered = new Promise((resolve) =>
        request.on("response", (response) => resolve(response.resume().statusCode)),
      );
      const chunk = randomBytes(1024 * 1024);
      for (let sent = 0; sent < 20; sent++) await written(request, chunk);
      request.end();
      assert.equal(await answered, status);
    });
  }

  it("whose client leaves in the middle is not taken for a whole one", async () => {
    const outcome = Promise.withResolvers<string>();
    gateway.orders.stream = async (body, reply) => {
      try {
        for await (const _part of body);
        outcome.resolve("whole");
      } catch {
        outcome.resolve("broken");
      }
      return reply.code(202).send({ id: ID });
    };
    const request = upload();
    request.on("error", () => {});
    await written(request, randomBytes(1024 * 1024));
    request.destroy();
    assert.equal(await outcome.promise, "broken");
  });

  it("must be of the type that the contract names", async () => {
    const answer = await call("POST", PATH, { key: "hf_dev_admin", body: {} });
    assert.deepEqual(statusAndCode(answer), [415, "unsupported-media-type"]);
  });

  const written = (request: ReturnType<typeof upload>, chunk: Buffer) =>
    new Promise<boolean>((resolve) => request.write(chunk, () => resolve(true)));
  const stalled = () => new Promise<boolean>((resolve) => setTimeout(resolve, 300, false));
});

describe("a file", () => {
  const PATH = "/api/v1/admin/exports/items";
  const open = (key = "hf_dev_admin") =>
    fetch(gateway.origin + PATH, { headers: { authorization: `Bearer ${key}` } });
  const LINE = `${"x".repeat(1023)}\n`;

  it("flows through with its name and type, however large it is", async () => {
    const lines = 20_000; // 20 MB
    gateway.inventory.answer = (_request, reply) =>
      reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="items.csv"')
        .send(Readable.from(Array.from({ length: lines }, () => LINE)));
    const answer = await open();
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("content-type"), "text/csv; charset=utf-8");
    assert.equal(answer.headers.get("content-disposition"), 'attachment; filename="items.csv"');
    let bytes = 0;
    for await (const chunk of answer.body ?? []) bytes += chunk.length;
    assert.equal(bytes, lines * LINE.length);
  });

  it("that breaks off at the service does not look whole to the client", async () => {
    gateway.inventory.answer = (_request, reply) => {
      async function* broken() {
        yield LINE;
        yield LINE;
        throw new Error("the database is away");
      }
      return reply.type("text/csv").send(Readable.from(broken()));
    };
    const answer = await open();
    assert.equal(answer.status, 200);
    await assert.rejects(answer.text());
  });

  it("that its client no longer wants is no longer made", async () => {
    const ended = Promise.withResolvers<void>();
    gateway.inventory.answer = (_request, reply) => {
      const endless = new Readable({ read: () => void endless.push(LINE) });
      endless.once("close", () => ended.resolve());
      return reply.type("text/csv").send(endless);
    };
    const answer = await open();
    const reader = answer.body?.getReader();
    assert.ok((await reader?.read())?.value);
    await reader?.cancel();
    await ended.promise;
  });

  it("is refused like anything else", async () => {
    assert.equal((await open("hf_dev_shop")).status, 403);
    gateway.inventory.answer = (_request, reply) =>
      reply
        .code(503)
        .type("application/problem+json")
        .send(
          JSON.stringify(
            problem({ status: 503, code: "not-ready", title: "Not ready", detail: "Soon." }),
          ),
        );
    const answer = await open();
    assert.equal(answer.status, 503);
    assert.match(await answer.text(), /"code":"not-ready"/);
  });
});

describe("the public contract", () => {
  it("has every forwarded operation and the gateway's own, with who may call it", async () => {
    const answer = await fetch(`${gateway.origin}/openapi.json`);
    const document = (await answer.json()) as ReturnType<typeof contractDocument>;
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.values(item).map(({ operationId, security }) => ({ path, operationId, security })),
    );
    assert.deepEqual(
      operations.map(({ operationId }) => operationId).sort(),
      [...Object.values(FORWARDED).flat(), ...OWN].sort(),
    );
    for (const { path, operationId, security } of operations) {
      assert.match(path, /^\/api\/v1\//);
      // The payment provider has no key: it signs what it tells.
      const keys = operationId === "receivePaymentEvent" ? [] : [{ apiKey: [] }];
      assert.deepEqual(security, keys, path);
    }
  });
});

/** What the gateway answers itself. */
const OWN = [
  ...["getProduct", "listProducts", "bulkCheckProducts"],
  ...["createApiKey", "getApiKey", "listApiKeys", "patchApiKey", "revokeApiKey", "rotateApiKey"],
  ...["listFlags", "putFlag", "listAdminAudit", "listBreakers", "drillCascade"],
];

/** Every operation of the services' contracts that is forwarded. */
function publicOperations(): readonly { readonly method: string; readonly path: string }[] {
  return Object.entries(FORWARDED).flatMap(([target, ids]) =>
    Object.entries(contractDocument(target).paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, { operationId = "" }]) =>
        (ids as readonly string[]).includes(operationId)
          ? [{ method: method.toUpperCase(), path }]
          : [],
      ),
    ),
  );
}
