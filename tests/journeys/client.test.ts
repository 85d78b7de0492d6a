import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Client, createClient, type Deprecation } from "@holdfast/client";
import { type Stack, startStack } from "../stack.ts";
import { shopOf } from "./shop.ts";

const ADA = { currency: "EUR", region: "DE", customer: { email: "ada@example.com" } };

describe("a shop that uses the client", () => {
  let stack: Stack;
  let shop: Client;
  let admin: Client;
  let prepare: ReturnType<typeof shopOf>;
  before(async () => {
    stack = await startStack();
    const baseUrl = stack.url("gateway");
    shop = createClient({ baseUrl, key: "hf_dev_shop" });
    admin = createClient({ baseUrl, key: "hf_dev_admin" });
    prepare = shopOf(stack);
  });
  after(() => stack.stop());

  it("reads, quotes, holds, buys, and watches the order until it is confirmed", async () => {
    const sku = await prepare.stocked("CLIENT-1", 5);
    const view = await shop.getProduct({ path: { sku }, query: { currency: "EUR", region: "DE" } });
    assert.ok(view.ok, JSON.stringify(view));
    assert.deepEqual([view.value.sku, view.value.availability.available], [sku, 5]);
    assert.match(view.response.traceId ?? "", /^[0-9a-f]{32}$/);

    const items = [{ sku, quantity: 2 }];
    const quote = await shop.createQuote({ body: { items, currency: "EUR", region: "DE" } });
    assert.ok(quote.ok, JSON.stringify(quote));
    const hold = await shop.createReservation({ body: { items } });
    assert.ok(hold.ok, JSON.stringify(hold));
    const order = await shop.createOrder({
      body: {
        ...ADA,
        quoteToken: quote.value.token,
        reservationId: hold.value.id,
        paymentMethod: { token: "tok_ok" },
      },
    });
    assert.ok(order.ok, JSON.stringify(order));
    assert.equal(order.value.status, "confirmed");

    const told: string[] = [];
    for await (const { event, data } of shop.events("watchOrder", {
      path: { id: order.value.id },
    })) {
      const { step, status } = data as { step?: string; status: string };
      told.push(`${step ?? event} ${status}`);
      if (event === "status" && status === "confirmed") break;
    }
    assert.deepEqual(told.slice(-2), ["capture done", "status confirmed"]);
  });

  it("acts once under one key, and learns of the first answer", async () => {
    const sku = await prepare.stocked("CLIENT-2", 5);
    const input = {
      body: { items: [{ sku, quantity: 1 }] },
      headers: { "idempotency-key": "once" },
    };
    const [first, again] = [
      await shop.createReservation(input),
      await shop.createReservation(input),
    ];
    assert.ok(first.ok && again.ok);
    assert.equal(again.value.id, first.value.id);
    assert.equal(again.response.headers.get("idempotency-replayed"), "true");
    assert.equal((await prepare.stockOf(sku)).reserved, 1);
  });

  it("gets refusals as values: what is short, what is not known, who may not", async () => {
    const sku = await prepare.stocked("CLIENT-3", 1);
    const short = await shop.createReservation({ body: { items: [{ sku, quantity: 2 }] } });
    assert.ok(!short.ok && short.error.kind === "problem");
    assert.equal(short.error.code, "insufficient-stock");
    assert.deepEqual(short.error.problem.shortages, [{ sku, requested: 2, available: 1 }]);
    const declined = await shop.createOrder({
      body: { ...ADA, items: [{ sku, quantity: 1 }], paymentMethod: { token: "tok_declined" } },
    });
    assert.ok(!declined.ok && declined.error.kind === "problem");
    assert.deepEqual(
      [declined.error.code, declined.error.problem.declineCode],
      ["payment-declined", "declined"],
    );
    const unknown = await shop.getProduct({ path: { sku: "NO-SUCH" } });
    assert.equal(!unknown.ok && unknown.error.kind === "problem" && unknown.error.status, 404);
    const forbidden = await shop.getStock({ path: { sku } });
    assert.equal(
      !forbidden.ok && forbidden.error.kind === "problem" && forbidden.error.code,
      "forbidden",
    );
  });

  it("is answered as on the date it was written for, and hears how long that goes on", async () => {
    const told: Deprecation[] = [];
    const dated = createClient({
      ...{ baseUrl: stack.url("gateway"), key: "hf_dev_shop", version: "2026-11-01" },
      onDeprecation: (deprecation) => told.push(deprecation),
    });
    const input = { path: { sku: "NO-SUCH" }, query: { currency: "XXX", region: "DE" } } as const;
    const codeOf = async (client: Client) => {
      const answer = await client.getProduct(input);
      return !answer.ok && answer.error.kind === "problem" && answer.error.code;
    };
    assert.deepEqual(
      [await codeOf(dated), await codeOf(dated), await codeOf(shop)],
      ["validation-failed", "validation-failed", "unknown-currency"],
    );
    assert.equal(told.length, 1);
    assert.equal(told[0]?.operation, "GET /api/v1/products/{sku}");
    assert.equal(told[0]?.deprecatedAt?.toISOString(), "2026-11-22T00:00:00.000Z");
    assert.equal(told[0]?.sunsetAt?.toISOString(), "2027-11-22T00:00:00.000Z");
    assert.match(told[0]?.link ?? "", /docs\/guides\/versioning\.md$/);
  });

  it("reads every page, and a file to its end", async () => {
    const skus = new Set<string>();
    let items = 0;
    for await (const { sku } of shop.pages("listProducts", { query: { limit: 5 } })) {
      skus.add(sku);
      items += 1;
    }
    assert.ok(items > 5);
    assert.equal(skus.size, items);
    const file = await admin.file("exportItems");
    assert.ok(file.ok);
    const text = await new Response(file.value.stream).text();
    assert.equal(text.trim().split("\n")[0]?.startsWith("sku,"), true);
  });

  it("checks many products, line by line in the order asked", async () => {
    const skus = ["CLIENT-2", "NO-SUCH", "CLIENT-3"];
    const lines: { sku?: string; found?: boolean; summary?: unknown }[] = [];
    for await (const line of shop.lines("bulkCheckProducts", { body: { skus } })) {
      lines.push(line as (typeof lines)[number]);
    }
    assert.deepEqual(
      lines.slice(0, -1).map(({ sku, found }) => [sku, found]),
      [
        ["CLIENT-2", true],
        ["NO-SUCH", false],
        ["CLIENT-3", true],
      ],
    );
    assert.ok(lines.at(-1)?.summary !== undefined);
    const whole = await shop.bulkCheckProducts({ body: { skus } });
    assert.equal(whole.ok && whole.value.data.length, 3);
  });

  it("tells a gateway that is not there from one that refuses", async () => {
    const nobody = createClient({ baseUrl: "http://127.0.0.1:9", key: "k", retries: 1 });
    const answer = await nobody.listOrders();
    assert.ok(!answer.ok && answer.error.kind === "network");
    assert.equal(answer.error.attempts, 2);
  });
});
