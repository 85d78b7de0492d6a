import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { type Stack, startStack } from "../stack.ts";
import { type Checked, contractClient } from "./contract-client.ts";
import { eventually } from "./shop.ts";

const SKU = "CONTRACT-1";
const EUR = (amount: number) => ({ amount, currency: "EUR" });
const LINES = { items: [{ sku: SKU, quantity: 2 }] };
const PURCHASE = { ...LINES, currency: "EUR", region: "DE" };
const BUYER = { customer: { email: "ada@example.com" }, paymentMethod: { token: "tok_ok" } };
const MISSING_ID = "019a0000-0000-7000-8000-000000000000";
/** The drill asks 20 times and more; breakers that it opened close 5 s later. */
const FAILURE_MODES = ["none", "inventory", "pricing", "orders", "timeout", "random"];
const PROMOTIONS = [
  { kind: "percentage", value: { percent: "20" } },
  { kind: "amount", value: EUR(500) },
  { kind: "fixed-price", value: EUR(900) },
  { kind: "buy-x-get-y", value: { buy: 2, get: 1 } },
  { kind: "basket-threshold", value: { percent: "5" }, minBasket: EUR(9000), appliesTo: undefined },
];
/** Of the tables Shop and Admin, and of keys: each was answered with success at the end. */
const OPERATIONS = [
  ...["listProducts", "getProduct", "bulkCheckProducts", "createQuote", "getQuote", "replayDraft"],
  ...["createReservation", "getReservation", "releaseReservation", "extendReservation"],
  ...["createOrder", "listOrders", "getOrder", "watchOrder", "cancelOrder"],
  ...["createReport", "getReport", "getReportResult", "cancelReport", "drillCascade"],
  ...["putItem", "getItem", "deleteItem", "putLocation", "getLocation"],
  ...["postMovement", "listMovements", "getStock", "putPrices", "getPrices"],
  ...["createPromotion", "listPromotions", "getPromotion", "patchPromotion", "deletePromotion"],
  ...["putTaxRate", "getTaxRate", "putFxRates", "getFxRates", "createImport", "getImport"],
  ...["createWebhook", "listWebhooks", "getWebhook", "deleteWebhook", "listWebhookDeliveries"],
  ...["replayWebhookDelivery", "listBreakers", "listFlags", "putFlag"],
  ...["createApiKey", "listApiKeys", "getApiKey", "rotateApiKey", "revokeApiKey", "listAdminAudit"],
];

describe("the public contract, row by row", { timeout: 240_000 }, () => {
  let stack: Stack;
  let gateway: string;
  let client: Awaited<ReturnType<typeof contractClient>>;
  before(async () => {
    // The answers must be the same with views from memory: who wrote reads what was written.
    stack = await startStack({ env: { VIEW_CACHE_MS: "60000", WEBHOOK_ALLOW_PRIVATE: "on" } });
    gateway = stack.url("gateway");
    client = await contractClient(gateway);
    await ok(admin("PUT", `/items/${SKU}`, { name: "Mug", maxPerOrder: 1000 }), 201);
    await ok(admin("PUT", `/prices/${SKU}`, { prices: [{ currency: "EUR", amount: 1999 }] }), 201);
    const movement = { sku: SKU, location: "BER", kind: "receive", quantity: 100, reason: "PO 1" };
    await ok(admin("POST", "/stock/movements", movement), 201);
  });
  after(() => stack?.stop());

  const shop = (method: string, path: string, body?: unknown, headers = {}) =>
    client.ask(method, `/api/v1${path}`, { body, headers });
  const admin = (method: string, path: string, body?: unknown, headers = {}) =>
    client.ask(method, `/api/v1/admin${path}`, { key: "hf_dev_admin", body, headers });
  const withKey = () => ({ "idempotency-key": randomUUID() });
  async function ok(asked: Promise<Checked>, status = 200): Promise<Checked> {
    const answer = await asked;
    assert.equal(answer.status, status, answer.text);
    return answer;
  }
  async function refused(asked: Promise<Checked>, status: number, code: string): Promise<Checked> {
    const answer = await asked;
    assert.deepEqual([answer.status, answer.body.code], [status, code], answer.text);
    return answer;
  }

  it("keeps the habits: keys, idempotency, preconditions, paging, traces, methods", async () => {
    await refused(client.ask("GET", "/api/v1/products", { key: "" }), 401, "unauthenticated");
    await refused(shop("GET", `/admin/items/${SKU}`), 403, "forbidden");
    await refused(shop("POST", "/reservations", LINES), 400, "idempotency-key-missing");
    const key = withKey();
    const first = await ok(shop("POST", "/reservations", LINES, key), 201);
    const quoted = { "idempotency-key": `"${key["idempotency-key"]}"` };
    const again = await ok(shop("POST", "/reservations", LINES, quoted), 201);
    assert.equal(first.headers.get("idempotency-replayed"), null);
    assert.deepEqual([again.headers.get("idempotency-replayed"), again.text], ["true", first.text]);
    const other = { items: [{ sku: SKU, quantity: 1 }] };
    await refused(shop("POST", "/reservations", other, key), 422, "idempotency-key-reused");
    const unknown = await refused(
      shop("POST", "/quotes", { ...PURCHASE, colour: "red" }),
      400,
      "validation-failed",
    );
    assert.equal(unknown.body.errors[0].path, "/colour");

    const parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const traced = await ok(shop("GET", `/products/${SKU}`, undefined, { traceparent: parent }));
    assert.equal(traced.headers.get("x-trace-id"), parent.slice(3, 35));
    const page = await ok(shop("GET", "/products?limit=2"));
    assert.equal(page.body.data.length, 2);
    const next = `/products?limit=2&cursor=${encodeURIComponent(page.body.nextCursor)}`;
    assert.notEqual((await ok(shop("GET", next))).body.data[0].sku, page.body.data[0].sku);

    const head = await ok(shop("HEAD", `/products/${SKU}`));
    assert.deepEqual([head.text, head.headers.get("etag") !== null], ["", true]);
    const wrong = await refused(shop("DELETE", "/quotes"), 405, "method-not-allowed");
    assert.match(wrong.headers.get("allow") ?? "", /POST/);
    await refused(shop("GET", "/nothing"), 404, "route-not-found");
    const endless = { "request-timeout-ms": "x" };
    await refused(shop("GET", `/products/${SKU}`, undefined, endless), 400, "validation-failed");
  });

  it("shows products, one, in pages, and many at once", async () => {
    const view = await ok(shop("GET", `/products/${SKU}?currency=EUR&region=DE&quantity=2`));
    assert.deepEqual(
      [view.body.price.unit, view.body.price.total, view.body.degraded],
      [EUR(1999), EUR(3998), []],
    );
    const same = { "if-none-match": view.headers.get("etag") ?? "" };
    await ok(
      shop("GET", `/products/${SKU}?currency=EUR&region=DE&quantity=2`, undefined, same),
      304,
    );
    await refused(shop("GET", "/products/NO-SUCH"), 404, "product-not-found");
    const found = await ok(shop("GET", "/products?query=Mug&inStock=true&limit=5"));
    assert.ok(found.body.data.length > 0);
    const skus = [SKU, "NO-SUCH", SKU];
    const json = await ok(shop("POST", "/products/bulk-check", { skus }));
    assert.deepEqual(
      json.body.data.map(({ sku, found: isFound }: { sku: string; found: boolean }) => [
        sku,
        isFound,
      ]),
      skus.map((sku) => [sku, sku === SKU]),
    );
    const accept = { accept: "application/x-ndjson" };
    const lines = (await ok(shop("POST", "/products/bulk-check", { skus }, accept))).text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.deepEqual(lines.slice(0, -1).map(undated), json.body.data.map(undated));
    assert.deepEqual(lines.at(-1), { summary: json.body.summary });
  });

  it("quotes, holds, sells, tells of it as it happens, and takes it back", async () => {
    const quote = (await ok(shop("POST", "/quotes", PURCHASE), 201)).body;
    assert.deepEqual((await ok(shop("GET", `/quotes/${quote.id}`))).body.totals, quote.totals);
    await refused(shop("GET", `/quotes/${MISSING_ID}`), 404, "quote-not-found");
    const replay = {
      quoteIds: [quote.id, MISSING_ID],
      draft: { prices: [{ sku: SKU, prices: [] }] },
    };
    const replayed = (await ok(admin("POST", "/quotes/replay-draft", replay))).body;
    assert.deepEqual(
      replayed.data.map(({ status }: { status: string }) => status),
      ["refused", "undecided"],
    );
    const hold = (await ok(shop("POST", "/reservations", LINES, withKey()), 201)).body;
    assert.equal((await ok(shop("GET", `/reservations/${hold.id}`))).body.status, "held");
    await ok(shop("POST", `/reservations/${hold.id}/extend`, { ttlSeconds: 60 }));
    assert.equal((await ok(shop("DELETE", `/reservations/${hold.id}`))).body.status, "released");
    await refused(
      shop("POST", `/reservations/${hold.id}/extend`, { ttlSeconds: 60 }),
      409,
      "invalid-state",
    );
    const greedy = { items: [{ sku: SKU, quantity: 900 }] };
    const short = await refused(
      shop("POST", "/reservations", greedy, withKey()),
      409,
      "insufficient-stock",
    );
    assert.deepEqual([short.body.shortages[0].sku, short.body.shortages[0].requested], [SKU, 900]);

    const declined = { ...BUYER, paymentMethod: { token: "tok_declined" } };
    const no = shop("POST", "/orders", { ...PURCHASE, ...declined }, withKey());
    await refused(no, 402, "payment-declined");
    const body = { ...PURCHASE, ...BUYER };
    const order = (await ok(shop("POST", "/orders", body, withKey()), 201)).body;
    assert.deepEqual([order.status, order.total], ["confirmed", quote.totals.total]);
    const later = { ...withKey(), prefer: "wait=0" };
    const slow = { ...body, paymentMethod: { token: "tok_slow" } };
    const taken = await ok(shop("POST", "/orders", slow, later), 202);
    assert.equal(taken.headers.get("location"), `/api/v1/orders/${taken.body.id}`);
    const known = (await ok(shop("GET", `/orders/${order.id}`))).body;
    assert.ok(known.timeline.length > 3 && /^[0-9a-f]{32}$/.test(known.traceId));
    const told = await ok(shop("GET", `/orders/${order.id}/events`));
    assert.match(told.text, /^id: /m);
    await refused(shop("GET", `/orders/${MISSING_ID}`), 404, "order-not-found");
    const cancelled = await ok(shop("POST", `/orders/${order.id}/cancel`, {}));
    assert.equal(cancelled.body.status, "cancelled");
    const listed = await ok(shop("GET", "/orders?status=cancelled&limit=1"));
    assert.equal(listed.body.data[0].id, order.id);
  });

  it("makes reports, and stops them", async () => {
    const period = { from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" };
    const asked = { type: "stock-movements", format: "csv", ...period };
    const report = await ok(shop("POST", "/reports", asked), 202);
    const at = `/reports/${report.body.id}`;
    assert.equal(report.headers.get("location"), `/api/v1${at}`);
    await eventually("the report", async () =>
      (await shop("GET", at)).body.status === "done" ? true : undefined,
    );
    assert.match((await ok(shop("GET", `${at}/result`))).text, /^[a-z_]+,/i);
    await ok(shop("DELETE", at), 204);
  });

  it("keeps items, places, stock and prices under their versions", async () => {
    const item = await ok(admin("GET", `/items/${SKU}`));
    const stale = { "if-match": '"999"' };
    const renamed = { name: "Blue mug" };
    await refused(admin("PUT", `/items/${SKU}`, renamed, stale), 412, "precondition-failed");
    const present = { "if-match": item.headers.get("etag") ?? "" };
    await ok(admin("PUT", `/items/${SKU}`, { ...renamed, maxPerOrder: 1000 }, present));
    assert.equal((await ok(shop("GET", `/products/${SKU}`))).body.name, "Blue mug");
    await ok(admin("PUT", "/items/CONTRACT-GONE", { name: "Gone" }), 201);
    await ok(admin("DELETE", "/items/CONTRACT-GONE"), 204);
    await ok(admin("PUT", "/locations/MUC", { name: "Munich", country: "DE" }), 201);
    assert.ok((await ok(admin("GET", "/locations/MUC"))).headers.get("etag"));
    assert.ok((await ok(admin("GET", `/stock/movements?sku=${SKU}`))).body.data.length > 0);
    assert.equal((await ok(admin("GET", `/stock/${SKU}`))).body.locations[0].location, "BER");
    const moved = { sku: SKU, location: "BER", quantity: 1, reason: "counted" };
    for (const kind of ["receive", "adjust", "return", "transfer", "write-off"]) {
      const to = kind === "transfer" ? { toLocation: "MUC" } : {};
      await ok(admin("POST", "/stock/movements", { ...moved, ...to, kind }), 201);
    }
    await ok(admin("PUT", `/prices/${SKU}`, { prices: [{ currency: "EUR", amount: 1799 }] }));
    assert.ok((await ok(admin("GET", `/prices/${SKU}`))).headers.get("etag"));
    assert.deepEqual((await ok(shop("GET", `/products/${SKU}`))).body.price.unit, EUR(1799));
  });

  it("keeps promotions, taxes and exchange rates", async () => {
    const about = { label: "Contract", appliesTo: { skus: ["CONTRACT-9"] } };
    for (const rule of PROMOTIONS) {
      const { id } = (await ok(admin("POST", "/promotions", { ...about, ...rule }), 201)).body;
      await ok(admin("DELETE", `/promotions/${id}`), 204);
    }
    const made = (await ok(admin("POST", "/promotions", { ...about, ...PROMOTIONS[0] }), 201)).body;
    assert.ok((await ok(admin("GET", "/promotions"))).body.data.length > 0);
    const { headers } = await ok(admin("GET", `/promotions/${made.id}`));
    const current = { "if-match": headers.get("etag") ?? "" };
    await ok(admin("PATCH", `/promotions/${made.id}`, { priority: 5 }, current));
    await ok(admin("DELETE", `/promotions/${made.id}`), 204);
    const rates = [{ category: "standard", ratePercent: "17" }];
    await ok(admin("PUT", "/tax-rates/LU", { pricesIncludeTax: true, rates }), 201);
    assert.equal((await ok(admin("GET", "/tax-rates/LU"))).body.rates[0].ratePercent, "17");
    const fx = { base: "EUR", asOf: "2026-11-01", rates: { USD: "1.0832" } };
    assert.ok((await admin("PUT", "/fx-rates", fx)).status < 300);
    assert.equal((await ok(admin("GET", "/fx-rates"))).body.rates.USD, "1.0832");
  });

  it("takes files, and says what is wrong with which line", async () => {
    const csv = { "content-type": "text/csv" };
    const file = "sku,name\nCONTRACT-2,Cup\nCONTRACT-3,\n";
    const job = (await ok(admin("POST", "/imports?kind=items", file, csv), 202)).body;
    const ended = await eventually("the import", async () => {
      const { body } = await admin("GET", `/imports/${job.id}`);
      return body.status === "done" ? body : undefined;
    });
    assert.deepEqual([ended.rows, ended.accepted, ended.rejected], [2, 1, 1]);
    assert.deepEqual([ended.errors[0].line, ended.errors[0].column], [3, "name"]);
  });

  it("keeps webhooks, flags and keys, and writes down who changed what", async () => {
    const receiver = createServer((_request, answer) => answer.writeHead(204).end()).listen(0);
    await once(receiver, "listening");
    const { port } = receiver.address() as AddressInfo;
    const hook = { url: `http://127.0.0.1:${port}/`, eventTypes: ["item.changed"] };
    const { id } = (await ok(admin("POST", "/webhooks", hook), 201)).body;
    await ok(admin("GET", `/webhooks/${id}`));
    assert.ok((await ok(admin("GET", "/webhooks"))).body.data.length > 0);
    await ok(admin("PUT", "/items/CONTRACT-4", { name: "Told of" }), 201);
    const delivery = await eventually("a delivery", async () => {
      const { body } = await ok(admin("GET", `/webhooks/${id}/deliveries`));
      return body.data.find(({ status }: { status: string }) => status === "delivered");
    });
    await ok(admin("POST", `/webhooks/${id}/deliveries/${delivery.id}/replay`), 202);
    await ok(admin("DELETE", `/webhooks/${id}`), 204);
    receiver.closeAllConnections();
    receiver.close();

    const breakers = (await ok(admin("GET", "/breakers"))).body;
    assert.match(JSON.stringify(breakers), /"inventory".*"closed"/);
    const called = (service: string) =>
      breakers.data
        .filter((row: { service: string }) => row.service === service)
        .map(({ target }: { target: string }) => target);
    assert.ok(["inventory", "pricing", "payment"].every((each) => called("orders").includes(each)));
    assert.deepEqual(breakers.unavailable, []);
    const [flag] = (await ok(admin("GET", "/flags"))).body.data;
    await ok(admin("PUT", `/flags/${flag.key}`, { enabled: true, rolloutPercent: 100 }));

    const key = { account: "contract", scope: "shop", label: "journey" };
    const made = (await ok(admin("POST", "/keys", key), 201)).body;
    const asKey = () => client.ask("GET", "/api/v1/orders", { key: made.key });
    await eventually("the key", async () => ((await asKey()).status === 200 ? true : undefined));
    await ok(admin("GET", `/keys/${made.id}`));
    assert.ok((await ok(admin("GET", "/keys?account=contract"))).body.data.length > 0);
    await ok(admin("POST", `/keys/${made.id}/rotate`, { overlapSeconds: 0 }));
    await ok(admin("DELETE", `/keys/${made.id}`), 204);
    const limits = { ...key, rateLimit: { quota: 2, windowSeconds: 60 } };
    const limited = (await ok(admin("POST", "/keys", limits), 201)).body;
    const used = await eventually("the limit", async () => {
      const answer = await client.ask("GET", "/api/v1/orders", { key: limited.key });
      return answer.status === 429 ? answer : undefined;
    });
    assert.equal(used.body.code, "rate-limited");
    assert.match(used.headers.get("ratelimit-policy") ?? "", /q=2;w=60/);
    const log = await ok(admin("GET", "/audit-log?operation=revokeApiKey&limit=1"));
    assert.equal(log.body.data.length, 1);
  });

  it("changes a view from memory when another than this gateway wrote", async () => {
    const inventory = stack.url("inventory");
    const available = async () =>
      (await ok(shop("GET", `/products/${SKU}`))).body.availability.available as number;
    const before = await available();
    const hits = async () => {
      const metrics = await (await fetch(`${gateway}/metrics`)).text();
      return Number(/view_cache_views_total\{outcome="hit"\} (\d+)/.exec(metrics)?.[1]);
    };
    await eventually("a view from memory", async () => {
      const were = await hits();
      await available();
      return (await hits()) > were ? true : undefined;
    });
    const held = await fetch(`${inventory}/v1/reservations`, {
      method: "POST",
      headers: { "content-type": "application/json", "holdfast-account": "journey", ...withKey() },
      body: JSON.stringify({ items: [{ sku: SKU, quantity: 5 }] }),
    });
    assert.equal(held.status, 201, await held.text());
    await eventually("the change", async () =>
      (await available()) === before - 5 ? true : undefined,
    );
  });

  it("drills its own clients in every mode", async () => {
    for (const mode of FAILURE_MODES) {
      const { body } = await ok(shop("GET", `/health/cascade?failure_mode=${mode}&sku=${SKU}`));
      for (const { breaker, attempts, retries, fallbackUsed, elapsedMs } of body.dependencies) {
        assert.ok(breaker.before && breaker.after, mode);
        for (const number of [attempts, retries, elapsedMs]) assert.equal(typeof number, "number");
        assert.equal(typeof fallbackUsed, "boolean");
      }
    }
  });

  it("serves health, metrics, its contract and a page to read it", async () => {
    const get = async (path: string, origin = gateway) => {
      const answer = await fetch(origin + path);
      const text = await answer.text();
      assert.equal(answer.status, 200, `${origin}${path} ${text.slice(0, 300)}`);
      return { text };
    };
    for (const service of ["gateway", "inventory", "pricing", "orders"] as const) {
      for (const path of ["/livez", "/readyz", "/metrics", "/openapi.json"]) {
        await get(path, stack.url(service));
      }
    }
    assert.match((await get("/metrics")).text, /^# TYPE /m);
    assert.match(JSON.parse((await get("/openapi.json")).text).openapi, /^3\.1/);
    assert.match((await get("/docs")).text, /<html/i);
  });

  it("has answered every operation of the tables", () => {
    assert.deepEqual(
      OPERATIONS.filter((operation) => !client.asked.has(operation)),
      [],
    );
  });
});

type Timed = { readonly price?: { readonly asOf: string } | null };
/** Times of reading are other ones at each reading. */
const undated = ({ price, ...entry }: Timed) => ({
  ...entry,
  price: price && { ...price, asOf: 0 },
});
