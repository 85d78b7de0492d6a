import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createClient } from "./client.ts";
import type { Deprecation } from "./deprecation.ts";
import { type ClientError, isKnownCode, messageOf } from "./errors.ts";
import { clientOn } from "./operations-client.ts";
import { fakePlatform, json, refused } from "./testing/fake-platform.ts";

const SETTINGS = { baseUrl: "http://shop.example/", key: "hf_1", timeoutMs: 10_000, retries: 3 };
const LOST = new TypeError("fetch failed", {
  cause: Object.assign(new Error("closed"), { code: "ECONNRESET" }),
});
const ORDER = {
  items: [{ sku: "MUG", quantity: 1 }],
  currency: "EUR",
  region: "DE",
  customer: { email: "ada@example.com" },
  paymentMethod: { token: "tok_ok" },
};

function clientOf(...answers: Parameters<typeof fakePlatform>[0]) {
  const fake = fakePlatform(answers);
  return { ...fake, client: clientOn(SETTINGS, fake.platform) };
}

describe("a call", () => {
  it("sends path, query, key, trace and time, and gives the JSON and what is beside it", async () => {
    const headers = { "x-trace-id": "t-1", "x-correlation-id": "c-1" };
    const { client, sent } = clientOf(json({ sku: "A/B ü" }, { headers }));
    const answer = await client.getProduct({
      path: { sku: "A/B ü" },
      query: { currency: "EUR", quantity: 2 },
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      correlationId: "c-1",
    });
    assert.ok(answer.ok);
    assert.deepEqual(answer.value, { sku: "A/B ü" });
    const { status, traceId, correlationId, attempts } = answer.response;
    assert.deepEqual([status, traceId, correlationId, attempts], [200, "t-1", "c-1", 1]);
    assert.deepEqual(sent, [
      {
        method: "GET",
        url: "http://shop.example/api/v1/products/A%2FB%20%C3%BC?currency=EUR&quantity=2",
        headers: {
          authorization: "Bearer hf_1",
          "request-timeout-ms": "10000",
          traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          "x-correlation-id": "c-1",
        },
        body: undefined,
        atMs: 0,
      },
    ]);
  });

  it("is undefined where the contract has no body", async () => {
    const { client } = clientOf(new Response(null, { status: 204 }));
    const answer = await client.deleteItem({ path: { sku: "A" } });
    assert.deepEqual([answer.ok, answer.ok && answer.value], [true, undefined]);
  });

  it("gives a refusal as a value, with its code and what it carries", async () => {
    const shortages = [{ sku: "MUG", requested: 7, available: 3 }];
    const { client } = clientOf(refused(409, "insufficient-stock", { shortages }));
    const answer = await client.createReservation({
      body: { items: [{ sku: "MUG", quantity: 7 }] },
    });
    assert.ok(!answer.ok && answer.error.kind === "problem");
    assert.deepEqual([answer.error.code, answer.error.status], ["insufficient-stock", 409]);
    assert.deepEqual(answer.error.problem.shortages, shortages);
    assert.equal(messageOf(answer.error), "It is insufficient-stock. (409 insufficient-stock)");
  });

  it("gives a code of a newer server too", async () => {
    const { client } = clientOf(refused(418, "out-of-tea"));
    const answer = await client.getQuote({ path: { id: "q" } });
    assert.ok(!answer.ok && answer.error.kind === "problem");
    assert.deepEqual([answer.error.code, isKnownCode(answer.error.code)], ["out-of-tea", false]);
    assert.equal(isKnownCode("insufficient-stock"), true);
  });

  it("tells an answer that is not Holdfast's, and does not ask for it again", async () => {
    const { client } = clientOf(new Response("<html>log in first</html>"));
    const answer = await client.listOrders();
    assert.deepEqual(answer, {
      ok: false,
      error: {
        ...{ kind: "unexpected", status: 200, text: "<html>log in first</html>", attempts: 1 },
      },
    });
  });

  for (const sku of ["", ".", ".."]) {
    it(`refuses "${sku}" in a path: a URL would lead elsewhere`, async () => {
      const { client, sent } = clientOf();
      await assert.rejects(client.getProduct({ path: { sku } }), TypeError);
      assert.deepEqual(sent, []);
    });
  }
});

describe("a repeated call", () => {
  it("keeps its idempotency key, made once, and says how often it was sent", async () => {
    const { client, sent } = clientOf(
      LOST,
      refused(503, "upstream-unavailable"),
      json({ id: "o" }),
    );
    const answer = await client.createOrder({ body: ORDER });
    assert.ok(answer.ok);
    assert.deepEqual([answer.response.attempts, answer.response.idempotencyKey], [3, "key-1"]);
    assert.deepEqual(
      sent.map(({ headers, body, atMs }) => [headers["idempotency-key"], body, atMs]),
      [0, 50, 150].map((atMs) => ["key-1", JSON.stringify(ORDER), atMs]),
    );
    assert.deepEqual(
      sent.map(({ headers }) => headers["request-timeout-ms"]),
      ["10000", "9950", "9850"],
    );
  });

  it("is sent under the caller's key where there is one", async () => {
    const { client, sent } = clientOf(json({}), json({}));
    await client.createOrder({ body: ORDER, headers: { "idempotency-key": "mine" } });
    await client.createQuote({ body: { items: ORDER.items, currency: "EUR", region: "DE" } });
    assert.deepEqual(
      sent.map(({ headers }) => headers["idempotency-key"]),
      ["mine", "key-1"],
    );
  });

  it("waits for its own first try, whose answer was lost", async () => {
    const { client, sent } = clientOf(LOST, refused(409, "idempotency-key-in-flight"), json({}));
    assert.equal((await client.createOrder({ body: ORDER })).ok, true);
    assert.equal(sent.length, 3);
  });

  it("comes no earlier than Retry-After", async () => {
    const { client, sent } = clientOf(
      refused(429, "rate-limited", {}, { "retry-after": "2" }),
      json({}),
    );
    assert.equal((await client.getQuote({ path: { id: "q" } })).ok, true);
    assert.equal(sent[1]?.atMs, 2_050);
  });

  it("gives the refusal at once where Retry-After is later than the call may take", async () => {
    const { client, sent } = clientOf(refused(429, "rate-limited", {}, { "retry-after": "60" }));
    const answer = await client.getQuote({ path: { id: "q" } });
    assert.ok(!answer.ok && answer.error.kind === "problem");
    assert.deepEqual([answer.error.retryAfterMs, sent.length], [60_000, 1]);
  });

  it("ends after the retries, with the last failure", async () => {
    const { client, left } = clientOf(LOST, LOST, LOST, LOST, json({}));
    const answer = await client.getQuote({ path: { id: "q" } });
    assert.ok(!answer.ok && answer.error.kind === "network");
    assert.deepEqual([answer.error.attempts, answer.error.message, left()], [4, "ECONNRESET", 1]);
  });

  it("is not made where it could act twice", async () => {
    const body = { ttlSeconds: 60 };
    for (const failure of [LOST, refused(503, "outcome-unknown")]) {
      const { client, sent } = clientOf(failure, json({}));
      assert.equal((await client.extendReservation({ path: { id: "r" }, body })).ok, false);
      assert.equal(sent.length, 1);
    }
    const { client, sent } = clientOf(refused(503, "overloaded"), json({}));
    assert.equal((await client.extendReservation({ path: { id: "r" }, body })).ok, true);
    assert.equal(sent.length, 2);
  });

  it("is not made of a conditional write: it may have met its own first effect", async () => {
    const headers = { "if-match": '"1"' };
    const { client, sent } = clientOf(LOST, json({}));
    const answer = await client.putItem({ path: { sku: "A" }, headers, body: { name: "A" } });
    assert.deepEqual([answer.ok, sent.length], [false, 1]);
    const plain = clientOf(LOST, json({}));
    assert.equal(
      (await plain.client.putItem({ path: { sku: "A" }, body: { name: "A" } })).ok,
      true,
    );
  });

  it("is not made of a stream: it is gone", async () => {
    const { client, sent } = clientOf(refused(503, "overloaded"), json({}));
    const body = new Blob(["sku,name\n"]).stream();
    assert.equal((await client.createImport({ query: { kind: "items" }, body })).ok, false);
    assert.equal(sent.length, 1);
    assert.equal(sent[0]?.headers["content-type"], "text/csv");
  });

  it("is not made of a stream of known length, which is sent with it", async () => {
    const { client, sent } = clientOf(refused(503, "overloaded"), json({}));
    const stream = new Blob(["sku,name\n"]).stream();
    const body = { stream, bytes: 9 };
    assert.equal((await client.createImport({ query: { kind: "items" }, body })).ok, false);
    assert.equal(sent.length, 1);
    assert.equal(sent[0]?.headers["content-length"], "9");
    assert.equal(sent[0]?.body, stream);
    const blob = new Blob(["sku\n"]);
    const again = clientOf(refused(503, "overloaded"), json({}));
    assert.ok((await again.client.createImport({ query: { kind: "items" }, body: blob })).ok);
    assert.deepEqual(
      again.sent.map(({ body: sentBody }) => sentBody),
      [blob, blob],
    );
  });
});

describe("a call's time", () => {
  it("is over for all its repeats together", async () => {
    const { client, sent } = clientOf(LOST, "hangs");
    const answer = await client.getQuote({ path: { id: "q" }, timeoutMs: 1_000 });
    assert.deepEqual(answer, {
      ok: false,
      error: { kind: "timeout", timeoutMs: 1_000, attempts: 2 },
    });
    assert.equal(sent[1]?.headers["request-timeout-ms"], "950");
  });

  for (const [when, answers] of [
    ["before it is sent", [json({})]],
    ["while nothing answers", ["hangs"]],
    ["between two tries", [refused(429, "rate-limited", {}, { "retry-after": "1" })]],
  ] as const) {
    it(`ends when the caller aborts ${when}`, async () => {
      const { client } = clientOf(...answers);
      const controller = new AbortController();
      if (when === "before it is sent") controller.abort();
      const call = client.getQuote({ path: { id: "q" }, signal: controller.signal });
      setImmediate(() => controller.abort());
      const answer = await call;
      assert.equal(!answer.ok && (answer.error satisfies ClientError).kind, "aborted");
    });
  }
});

describe("a client of a date", () => {
  const OLD = {
    deprecation: "@1763769600",
    sunset: "Sun, 22 Nov 2026 00:00:00 GMT",
    link: '</elsewhere>; rel="next", <https://shop.example/changes>; type="text/html"; rel="deprecation"',
  };
  const datedClient = (...answers: Parameters<typeof fakePlatform>[0]) => {
    const told: Deprecation[] = [];
    const fake = fakePlatform(answers);
    const settings = { ...SETTINGS, version: "2026-11-01" };
    return { ...fake, told, client: clientOn(settings, fake.platform, (one) => told.push(one)) };
  };

  it("asks for it in every call, and tells of each operation once that its days are counted", async () => {
    const { client, sent, told } = datedClient(
      json({ sku: "A" }, { headers: OLD }),
      json({ sku: "B" }, { headers: OLD }),
      refused(404, "order-not-found", {}, { sunset: OLD.sunset }),
      json({ sku: "C" }),
    );
    for (const sku of ["A", "B"]) await client.getProduct({ path: { sku } });
    assert.equal((await client.getOrder({ path: { id: "o" } })).ok, false);
    await client.getStock({ path: { sku: "C" } });
    assert.deepEqual(
      sent.map(({ headers }) => headers["holdfast-version"]),
      ["2026-11-01", "2026-11-01", "2026-11-01", "2026-11-01"],
    );
    const sunsetAt = new Date("2026-11-22T00:00:00Z");
    assert.deepEqual(told, [
      {
        operation: "GET /api/v1/products/{sku}",
        deprecatedAt: new Date("2025-11-22T00:00:00Z"),
        sunsetAt,
        link: "https://shop.example/changes",
      },
      { operation: "GET /api/v1/orders/{id}", sunsetAt },
    ]);
  });

  it("leaves out what it cannot read", async () => {
    const headers = { deprecation: "true", sunset: "soon", link: "nowhere" };
    const { client, told } = datedClient(json({ sku: "A" }, { headers }));
    assert.ok((await client.getProduct({ path: { sku: "A" } })).ok);
    assert.deepEqual(told, [{ operation: "GET /api/v1/products/{sku}" }]);
  });
});

describe("createClient", () => {
  for (const [what, options] of [
    ["an address without a protocol", { baseUrl: "shop.example", key: "k" }],
    ["another protocol", { baseUrl: "ftp://shop.example", key: "k" }],
    ["no key", { baseUrl: "http://shop.example", key: "" }],
    ["a key that would break the header", { baseUrl: "http://shop.example", key: "a\nb" }],
    ["no time", { baseUrl: "http://shop.example", key: "k", timeoutMs: 0 }],
    ["time without end", { baseUrl: "http://shop.example", key: "k", timeoutMs: Infinity }],
    ["a version that is no date", { baseUrl: "http://shop.example", key: "k", version: "v2" }],
    ["half a retry", { baseUrl: "http://shop.example", key: "k", retries: 0.5 }],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => createClient(options), TypeError);
    });
  }

  it("takes another fetch, and makes keys of 128 bits", async () => {
    const keys: (string | null)[] = [];
    const fetch: typeof globalThis.fetch = async (_, init) => {
      keys.push(new Headers(init?.headers).get("idempotency-key"));
      return json({});
    };
    const client = createClient({ baseUrl: "http://shop.example", key: "k", fetch });
    for (let made = 0; made < 2; made += 1) await client.createOrder({ body: ORDER });
    assert.equal(new Set(keys).size, 2);
    for (const key of keys) assert.match(key ?? "", /^[0-9a-f]{32}$/);
  });
});
