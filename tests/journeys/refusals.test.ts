import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { type Stack, startStack } from "../stack.ts";
import { createDatabases, type Databases } from "./databases.ts";
import { type Answer, shopOf } from "./shop.ts";

const SKU = "REFUSE-1";
const ORDER = {
  items: [{ sku: SKU, quantity: 1 }],
  currency: "EUR",
  region: "DE",
  customer: { email: "ada@example.com" },
  paymentMethod: { token: "tok_ok" },
};
const QUOTE = { items: [{ sku: SKU, quantity: 1 }], currency: "EUR", region: "DE" };
const HOLD = { items: [{ sku: SKU, quantity: 1 }] };
const MOVEMENT = { sku: SKU, location: "BER", kind: "receive", quantity: 1, reason: "x" };

/** What is sent, what must come back, and which field the problem must name. */
type Refusal = {
  readonly name: string;
  readonly send: (shop: ReturnType<typeof shopOf>) => Promise<Answer>;
  readonly status: number;
  readonly code: string;
  readonly path?: string;
};

const post =
  (
    path: string,
    body: unknown,
    headers: Record<string, string> = { "idempotency-key": randomUUID() },
  ) =>
  (shop: ReturnType<typeof shopOf>) =>
    shop.call("POST", `/api/v1${path}`, { key: "hf_dev_admin", body, headers });
const put =
  (path: string, body: unknown, headers: Record<string, string> = {}) =>
  (shop: ReturnType<typeof shopOf>) =>
    shop.admin("PUT", path, { body, headers });
const get =
  (path: string, key = "hf_dev_shop") =>
  (shop: ReturnType<typeof shopOf>) =>
    shop.call("GET", path, { key });
const invalid = (name: string, send: Refusal["send"], path: string): Refusal => ({
  name,
  send,
  status: 400,
  code: "validation-failed",
  path,
});

const REFUSALS: readonly Refusal[] = [
  { name: "no key", send: get("/api/v1/products/x", ""), status: 401, code: "unauthenticated" },
  {
    name: "an unknown key",
    send: get("/api/v1/products/x", "hf_live_nobody"),
    status: 401,
    code: "unauthenticated",
  },
  {
    name: "a shop key on an admin route",
    send: get(`/api/v1/admin/items/${SKU}`),
    status: 403,
    code: "forbidden",
  },
  {
    name: "an unknown product",
    send: get("/api/v1/products/NOBODY"),
    status: 404,
    code: "product-not-found",
  },
  {
    name: "an unknown item",
    send: get("/api/v1/admin/items/NOBODY", "hf_dev_admin"),
    status: 404,
    code: "item-not-found",
  },
  {
    name: "an unknown reservation",
    send: get(`/api/v1/reservations/${randomUUID()}`),
    status: 404,
    code: "reservation-not-found",
  },
  {
    name: "an unknown quote",
    send: get(`/api/v1/quotes/${randomUUID()}`),
    status: 404,
    code: "quote-not-found",
  },
  {
    name: "an unknown order",
    send: get(`/api/v1/orders/${randomUUID()}`),
    status: 404,
    code: "order-not-found",
  },
  {
    name: "an unknown import",
    send: get(`/api/v1/admin/imports/${randomUUID()}`, "hf_dev_admin"),
    status: 404,
    code: "import-not-found",
  },
  { name: "an unknown route", send: get("/api/v1/nothing"), status: 404, code: "route-not-found" },
  {
    name: "a method the route has not",
    send: (shop) => shop.call("DELETE", "/api/v1/quotes"),
    status: 405,
    code: "method-not-allowed",
  },
  {
    name: "a URL of 9,000 characters",
    send: get(`/api/v1/products/x?currency=${"E".repeat(9000)}`),
    status: 414,
    code: "uri-too-long",
  },
  {
    name: "a reservation without key",
    send: post("/reservations", HOLD, {}),
    status: 400,
    code: "idempotency-key-missing",
    path: "header/idempotency-key",
  },
  {
    name: "an order without key",
    send: post("/orders", ORDER, {}),
    status: 400,
    code: "idempotency-key-missing",
    path: "header/idempotency-key",
  },
  {
    name: "a key with a space",
    send: post("/reservations", HOLD, { "idempotency-key": "a b" }),
    status: 400,
    code: "idempotency-key-invalid",
    path: "header/idempotency-key",
  },
  {
    name: "more than there is",
    send: post("/reservations", { items: [{ sku: SKU, quantity: 999 }] }),
    status: 409,
    code: "insufficient-stock",
  },
  {
    name: "a hold of an unknown SKU",
    send: post("/reservations", { items: [{ sku: "NOBODY", quantity: 1 }] }),
    status: 404,
    code: "item-not-found",
    path: "/items/0/sku",
  },
  {
    name: "a quote of an unknown SKU",
    send: post("/quotes", { ...QUOTE, items: [{ sku: "NOBODY", quantity: 1 }] }),
    status: 422,
    code: "price-not-found",
    path: "/items/0/sku",
  },
  {
    name: "a quote in a currency without price",
    send: post("/quotes", { ...QUOTE, currency: "JPY" }),
    status: 422,
    code: "price-not-found",
    path: "/items/0/sku",
  },
  {
    name: "a quote for a region without tax rate",
    send: post("/quotes", { ...QUOTE, region: "IS" }),
    status: 422,
    code: "tax-rate-missing",
  },
  {
    name: "a quote for a region that is none",
    send: post("/quotes", { ...QUOTE, region: "ZZ" }),
    status: 422,
    code: "unknown-region",
    path: "/region",
  },
  {
    name: "a quote in a currency that is none",
    send: post("/quotes", { ...QUOTE, currency: "XXX" }),
    status: 422,
    code: "unknown-currency",
    path: "/currency",
  },
  {
    name: "a quote for a customer group that nothing names",
    send: post("/quotes", { ...QUOTE, customerGroup: "nobody" }),
    status: 422,
    code: "unknown-customer-group",
    path: "/customerGroup",
  },
  {
    name: "a forged quote token",
    send: post("/orders", { ...ORDER, items: undefined, quoteToken: "e30.e30.e30" }),
    status: 422,
    code: "quote-invalid",
  },
  {
    name: "a movement at an unknown location",
    send: post("/admin/stock/movements", { ...MOVEMENT, location: "NOWHERE" }),
    status: 404,
    code: "location-not-found",
  },
  {
    name: "a movement of an unknown item",
    send: post("/admin/stock/movements", { ...MOVEMENT, sku: "NOBODY" }),
    status: 404,
    code: "item-not-found",
  },
  {
    name: "an item against a stale version",
    send: put(`/items/${SKU}`, { name: "x" }, { "if-match": '"999"' }),
    status: 412,
    code: "precondition-failed",
  },
  {
    name: "an item that must be new",
    send: put(`/items/${SKU}`, { name: "x" }, { "if-none-match": "*" }),
    status: 412,
    code: "precondition-failed",
  },
  {
    name: "prices against a stale version",
    send: put(`/prices/${SKU}`, { prices: [] }, { "if-match": '"999"' }),
    status: 412,
    code: "precondition-failed",
  },
  {
    name: "malformed JSON",
    send: post("/quotes", '{"items": ['),
    status: 400,
    code: "malformed-json",
  },
  {
    name: "a body of 10 MB",
    send: post("/quotes", JSON.stringify({ ...QUOTE, region: "x".repeat(10_000_000) })),
    status: 413,
    code: "payload-too-large",
  },
  {
    name: "XML",
    send: post("/quotes", "<quote/>", { "content-type": "application/xml" }),
    status: 415,
    code: "unsupported-media-type",
  },
  invalid(
    "a negative quantity",
    post("/quotes", { ...QUOTE, items: [{ sku: SKU, quantity: -1 }] }),
    "/items/0/quantity",
  ),
  invalid(
    "a fractional quantity",
    post("/reservations", { items: [{ sku: SKU, quantity: 1.5 }] }),
    "/items/0/quantity",
  ),
  invalid(
    "a huge quantity",
    post("/orders", { ...ORDER, items: [{ sku: SKU, quantity: 1e15 }] }),
    "/items/0/quantity",
  ),
  invalid(
    "a quantity of 1e400",
    post(
      "/orders",
      '{"items":[{"sku":"REFUSE-1","quantity":1e400}],"currency":"EUR","region":"DE","customer":{"email":"a@example.com"},"paymentMethod":{"token":"tok_ok"}}',
    ),
    "/items/0/quantity",
  ),
  invalid(
    "a quantity of 1e400 in a movement",
    post(
      "/admin/stock/movements",
      '{"sku":"REFUSE-1","location":"BER","kind":"receive","quantity":1e400,"reason":"x"}',
    ),
    "/quantity",
  ),
  invalid(
    "a quantity as text",
    post("/quotes", { ...QUOTE, items: [{ sku: SKU, quantity: "1" }] }),
    "/items/0/quantity",
  ),
  invalid("no items", post("/quotes", { ...QUOTE, items: [] }), "/items"),
  invalid("an unknown field", post("/orders", { ...ORDER, discount: 100 }), "/discount"),
  invalid("no customer", post("/orders", { ...ORDER, customer: undefined }), "/customer"),
  invalid(
    "no mail address",
    post("/orders", { ...ORDER, customer: { email: "ada" } }),
    "/customer/email",
  ),
  invalid(
    "a currency in small letters",
    post("/quotes", { ...QUOTE, currency: "eur" }),
    "/currency",
  ),
  invalid(
    "a SKU with a slash",
    post("/quotes", { ...QUOTE, items: [{ sku: "a/b", quantity: 1 }] }),
    "/items/0/sku",
  ),
  invalid("a NUL character", put(`/items/${SKU}`, '{"name":"a\\u0000b"}'), "/name"),
  invalid(
    "a TTL above an hour",
    post("/reservations", { ...HOLD, ttlSeconds: 3601 }),
    "/ttlSeconds",
  ),
  invalid(
    "a price below zero",
    put(`/prices/${SKU}`, { prices: [{ currency: "EUR", amount: -1 }] }),
    "/prices/0/amount",
  ),
  invalid(
    "a price as a float",
    put(`/prices/${SKU}`, { prices: [{ currency: "EUR", amount: 19.99 }] }),
    "/prices/0/amount",
  ),
  invalid(
    "a negative receipt",
    post("/admin/stock/movements", { ...MOVEMENT, quantity: -5 }),
    "/quantity",
  ),
  invalid(
    "a kind that is none",
    post("/admin/stock/movements", { ...MOVEMENT, kind: "steal" }),
    "/kind",
  ),
  invalid(
    "a kind of import that is none",
    post("/admin/imports?kind=customers", "a,b\n", { "content-type": "text/csv" }),
    "query/kind",
  ),
  invalid(
    "an unknown query parameter",
    get(`/api/v1/products/${SKU}?curency=EUR`),
    "query/curency",
  ),
  invalid(
    "a quantity of zero in a query",
    get(`/api/v1/products/${SKU}?quantity=0`),
    "query/quantity",
  ),
  invalid("an order id that is none", get("/api/v1/orders/1"), "path/id"),
  invalid(
    "a deadline that is no number",
    (shop) =>
      shop.call("GET", `/api/v1/products/${SKU}`, { headers: { "request-timeout-ms": "soon" } }),
    "header/request-timeout-ms",
  ),
];

describe("every refusal", () => {
  let stack: Stack;
  let databases: Databases;
  let shop: ReturnType<typeof shopOf>;
  before(async () => {
    databases = await createDatabases();
    stack = await startStack({ env: databases.env });
    shop = shopOf(stack);
    await shop.stocked(SKU, 5);
    await databases.told();
  });
  after(async () => {
    await stack?.stop();
    await databases?.drop();
  });

  for (const { name, send, status, code, path } of REFUSALS) {
    it(`answers ${name} with ${status} ${code}${path === undefined ? "" : ` naming ${path}`}, and changes nothing`, async () => {
      const earlier = await effects(databases);
      const answer = await send(shop);
      assert.equal(answer.status, status, JSON.stringify(answer.body));
      assert.equal(answer.body.code, code);
      assert.equal(answer.headers.get("content-type"), "application/problem+json");
      assert.equal(answer.body.type, `/problems/${code}`);
      assert.equal(answer.body.status, status);
      assert.equal(answer.body.traceId, answer.headers.get("x-trace-id"));
      assert.ok(
        answer.body.detail.length > 10 && answer.body.instance.startsWith("/api/"),
        JSON.stringify(answer.body),
      );
      if (path !== undefined) {
        const named = answer.body.errors.map((error: { path: string }) => error.path);
        assert.ok(named.includes(path), `${path} is not among ${JSON.stringify(named)}`);
      }
      assert.deepEqual(await effects(databases), earlier);
    });
  }

  it("answers another account's objects as if they were not there", async () => {
    const made = await shop.call("POST", "/api/v1/reservations", {
      key: "hf_dev_admin",
      headers: shop.once(),
      body: { items: [{ sku: SKU, quantity: 1 }] },
    });
    assert.equal(made.status, 201);
    const seen = await shop.call("GET", `/api/v1/reservations/${made.body.id}`);
    const released = await shop.call("DELETE", `/api/v1/reservations/${made.body.id}`);
    assert.deepEqual([seen.status, seen.body.code], [404, "reservation-not-found"]);
    assert.deepEqual([released.status, released.body.code], [404, "reservation-not-found"]);
  });

  it("refuses to release what was confirmed", async () => {
    const order = await shop.order(SKU, 1);
    assert.equal(order.status, 201, JSON.stringify(order.body));
    const released = await shop.call("DELETE", `/api/v1/reservations/${order.body.reservationId}`);
    assert.deepEqual([released.status, released.body.code], [409, "invalid-state"]);
  });

  it("answers 504 in time when the client's deadline is shorter than the work", async () => {
    await stack.kill("inventory", "SIGSTOP");
    const answer = await shop.call("GET", `/api/v1/admin/stock/${SKU}`, {
      key: "hf_dev_admin",
      headers: { "request-timeout-ms": "300" },
    });
    await stack.kill("inventory", "SIGCONT");
    assert.deepEqual([answer.status, answer.body.code], [504, "deadline-exceeded"]);
  });
});

/**
 * Everything stored except answers kept for idempotency keys and refused orders with what is told of them, which are
 * records of the refusal itself.
 */
async function effects(databases: Databases): Promise<Readonly<Record<string, string>>> {
  const all = await databases.snapshot();
  return Object.fromEntries(
    Object.entries(all).filter(
      ([table]) =>
        !/\.(idempotency_key|orders|order_step|order_submission)$|orders_\w+\.outbox(_subscription)?$/.test(
          table,
        ),
    ),
  );
}
