import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Stack, startStack } from "../stack.ts";
import { eventually, shopOf } from "./shop.ts";

describe("a shop's journey through the gateway", () => {
  let stack: Stack;
  let shop: ReturnType<typeof shopOf>;
  before(async () => {
    stack = await startStack();
    shop = shopOf(stack);
  });
  after(() => stack.stop());

  it("goes from a product file to a confirmed order, and stock goes down by exactly what was bought", async () => {
    const csv = await readFile(join(import.meta.dirname, "fixtures/shopify-export.csv"), "utf8");
    const imported = await importProducts(csv);
    assert.deepEqual([imported.rows, imported.accepted, imported.rejected], [6, 4, 2]);
    assert.deepEqual(
      imported.errors.map(({ line, column }: { line: number; column: string }) => [line, column]),
      [
        [8, "Variant Price"],
        [9, "Variant Inventory Qty"],
      ],
    );
    const sku = "harbour-jacket-m-navy";

    const view = await shop.call(
      "GET",
      `/api/v1/products/${sku}?currency=EUR&region=DE&quantity=2`,
    );
    assert.equal(view.status, 200, JSON.stringify(view.body));
    assert.equal(view.body.name, "Harbour Jacket");
    assert.equal(view.body.description, "Waxed cotton, two pockets. Made to last.");
    assert.equal(view.body.availability.available, 60);
    assert.deepEqual(view.body.price.unit, { amount: 12990, currency: "EUR" });
    assert.deepEqual(view.body.price.total, { amount: 25980, currency: "EUR" });
    assert.deepEqual(view.body.price.compareAt, { amount: 14990, currency: "EUR" });
    assert.deepEqual(view.body.degraded, []);

    const quote = await shop.call("POST", "/api/v1/quotes", {
      body: { items: [{ sku, quantity: 2 }], currency: "EUR", region: "DE" },
    });
    assert.equal(quote.status, 201, JSON.stringify(quote.body));
    assert.deepEqual(quote.body.totals, {
      subtotal: { amount: 25980, currency: "EUR" },
      discount: { amount: 0, currency: "EUR" },
      tax: { amount: 4148, currency: "EUR" }, // 25980 × 19/119, half up
      total: { amount: 25980, currency: "EUR" },
    });

    const hold = await shop.call("POST", "/api/v1/reservations", {
      headers: shop.once(),
      body: { items: [{ sku, quantity: 2 }] },
    });
    assert.equal(hold.status, 201, JSON.stringify(hold.body));
    assert.equal((await shop.stockOf(sku)).available, 58);

    const order = await shop.call("POST", "/api/v1/orders", {
      headers: shop.once(),
      body: {
        quoteToken: quote.body.token,
        reservationId: hold.body.id,
        currency: "EUR",
        region: "DE",
        customer: { email: "ada@example.com" },
        paymentMethod: { token: "tok_ok" },
      },
    });
    assert.equal(order.status, 201, JSON.stringify(order.body));
    assert.equal(order.body.status, "confirmed");
    assert.equal(order.body.reservationId, hold.body.id);
    assert.deepEqual(order.body.total, { amount: 25980, currency: "EUR" });
    assert.deepEqual(await shop.stockOf(sku), { onHand: 58, reserved: 0, available: 58 });
    assert.deepEqual(
      (await shop.charges(order.body.id)).map(({ status }) => status),
      ["captured"],
    );

    const again = await importProducts(csv);
    assert.deepEqual([again.accepted, again.rejected], [4, 2]);
    assert.deepEqual(await shop.stockOf(sku), { onHand: 58, reserved: 0, available: 58 });
    assert.equal((await shop.audit()).ok, true);
  });

  it("tells the order's story in its timeline, with the trace of the request that made it", async () => {
    const sku = await shop.stocked("TIMELINE-1", 5);
    const made = await shop.order(sku, 1);
    const order = await shop.call("GET", `/api/v1/orders/${made.body.id}`);
    assert.deepEqual(
      order.body.timeline.map(
        ({ step, status, attempt }: { step: string; status: string; attempt: number }) => [
          step,
          status,
          attempt,
        ],
      ),
      [
        ["quote", "done", 1],
        ["hold", "done", 1],
        ["authorise", "done", 1],
        ["confirm-hold", "done", 1],
        ["capture", "done", 1],
      ],
    );
    assert.equal(order.body.traceId, made.headers.get("x-trace-id"));
  });

  it("gives a repeated order the first answer, and charges once", async () => {
    const sku = await shop.stocked("REPEAT-1", 5);
    const headers = shop.once();
    const first = await shop.order(sku, 2, "tok_ok", { headers });
    const second = await shop.order(sku, 2, "tok_ok", { headers });
    assert.equal(second.status, 201);
    assert.equal(second.headers.get("idempotency-replayed"), "true");
    assert.deepEqual(second.body, first.body);
    assert.equal((await shop.charges(first.body.id)).length, 1);
    assert.equal((await shop.stockOf(sku)).onHand, 3);
    const other = await shop.order(sku, 1, "tok_ok", { headers });
    assert.equal(other.status, 422);
    assert.equal(other.body.code, "idempotency-key-reused");
  });

  for (const [token, status, code] of [
    ["tok_declined", 402, "payment-declined"],
    ["tok_insufficient_funds", 402, "payment-declined"],
    ["tok_capture_fails", 503, "payment-unavailable"],
    ["tok_timeout", 503, "payment-unavailable"],
  ] as const) {
    it(`leaves nothing held, authorised or captured after ${token}`, async () => {
      const sku = await shop.stocked(`FAIL-${token.replaceAll("_", "-")}`, 5);
      const order = await shop.order(sku, 2, token);
      assert.equal(order.status, status, JSON.stringify(order.body));
      assert.equal(order.body.code, code);
      assert.deepEqual(await shop.stockOf(sku), { onHand: 5, reserved: 0, available: 5 });
      const left = (await shop.charges(order.body.orderId)).map((charge) => charge.status);
      assert.deepEqual(
        left.filter((each) => each === "authorised" || each === "captured"),
        [],
      );
      const seen = await shop.call("GET", `/api/v1/orders/${order.body.orderId}`);
      assert.equal(seen.body.status, "failed");
      assert.equal(seen.body.problem.code, code);
    });
  }

  it("confirms an order whose payment needs retries, charged once", async () => {
    const sku = await shop.stocked("FLAKY-1", 5);
    const order = await shop.order(sku, 1, "tok_flaky");
    assert.equal(order.status, 201, JSON.stringify(order.body));
    const [charge, ...others] = await shop.charges(order.body.id);
    assert.deepEqual(others, []);
    assert.deepEqual(
      charge?.events.map(({ kind }) => kind),
      ["authorised", "captured"],
    );
  });

  it("refuses what is not there, with the shortage by SKU, and charges nothing", async () => {
    const sku = await shop.stocked("SHORT-1", 3);
    const order = await shop.order(sku, 4);
    assert.equal(order.status, 409);
    assert.equal(order.body.code, "insufficient-stock");
    assert.deepEqual(order.body.shortages, [{ sku, requested: 4, available: 3 }]);
    assert.deepEqual(await shop.charges(order.body.orderId), []);
    assert.deepEqual(await shop.stockOf(sku), { onHand: 3, reserved: 0, available: 3 });
  });

  it("sells what is there where the order asks for that, and charges no more", async () => {
    const sku = await shop.stocked("SHORT-2", 2, 999);
    const body = { shortfallPolicy: "refund" };
    const order = await shop.order(sku, 5, "tok_ok", { body });
    assert.equal(order.status, 201, JSON.stringify(order.body));
    assert.equal(order.body.lines[0].shortQuantity, 3);
    assert.deepEqual(order.body.shipments, [{ status: "ready", lines: [{ sku, quantity: 2 }] }]);
    const whole = order.body.lines[0].total.amount;
    assert.equal(order.body.total.amount, Math.round((whole * 2) / 5));
    const [charge] = await shop.charges(order.body.id);
    assert.equal(charge?.amount.amount, order.body.total.amount);
    assert.deepEqual(await shop.stockOf(sku), { onHand: 0, reserved: 0, available: 0 });
    const none = await shop.order(sku, 1, "tok_ok", { body });
    assert.deepEqual([none.status, none.body.code], [409, "insufficient-stock"]);
  });

  it("sends what is in stock ahead of what is owed where the order asks for that", async () => {
    const sku = await shop.stocked("OWED-1", 2);
    const item = { name: "Owed", maxPerOrder: 1000, backorderLimit: 5 };
    assert.equal((await shop.admin("PUT", `/items/${sku}`, { body: item })).status, 200);
    const order = await shop.order(sku, 3, "tok_ok", { body: { shortfallPolicy: "split" } });
    assert.equal(order.status, 201, JSON.stringify(order.body));
    assert.deepEqual(order.body.shipments, [
      { status: "ready", lines: [{ sku, quantity: 2 }] },
      { status: "backordered", lines: [{ sku, quantity: 1 }] },
    ]);
    assert.equal((await shop.audit()).ok, true);
  });

  it("lists no compensation that is overdue, and to administrators only", async () => {
    const path = "/overdue-compensations";
    assert.deepEqual((await shop.admin("GET", path)).body, { total: 0, data: [] });
    const asked = await shop.call("GET", `/api/v1/admin${path}`);
    assert.deepEqual([asked.status, asked.body.code], [403, "forbidden"]);
  });

  it("sells exactly what there is when more buyers come at once than units", async () => {
    const sku = await shop.stocked("RACE-1", 5);
    const orders = await Promise.all(Array.from({ length: 12 }, () => shop.order(sku, 1)));
    assert.deepEqual(orders.map(({ status }) => status).sort(), [
      ...Array(5).fill(201),
      ...Array(7).fill(409),
    ]);
    assert.deepEqual(await shop.stockOf(sku), { onHand: 0, reserved: 0, available: 0 });
    assert.equal((await shop.audit()).ok, true);
  });

  it("answers 202 when the client does not want to wait, and the order finishes", async () => {
    const sku = await shop.stocked("SLOW-1", 5);
    const order = await shop.order(sku, 1, "tok_slow", {
      headers: { ...shop.once(), prefer: "wait=1" },
    });
    assert.equal(order.status, 202, JSON.stringify(order.body));
    assert.equal(order.body.status, "processing");
    assert.equal(order.headers.get("location"), `/api/v1/orders/${order.body.id}`);
    const done = await eventually("the order to be confirmed", async () => {
      const { body } = await shop.call("GET", order.headers.get("location") ?? "");
      return body.status === "confirmed" ? body : undefined;
    });
    assert.equal(
      done.paymentId,
      (await shop.call("GET", `/api/v1/orders/${done.id}`)).body.paymentId,
    );
  });

  it("finishes an order whose orders process is killed between authorise and capture, capturing once", async () => {
    const sku = await shop.stocked("KILL-1", 5);
    const order = await shop.order(sku, 1, "tok_slow", {
      headers: { ...shop.once(), prefer: "wait=1" },
    });
    const path = `/api/v1/orders/${order.body.id}`;
    await eventually("the payment to be authorised", async () => {
      const charges = await shop.charges(order.body.id);
      return charges.some(({ status }) => status === "authorised") ? true : undefined;
    });
    await stack.kill("orders", "SIGKILL");
    const done = await eventually("the order to be confirmed", async () => {
      const { body } = await shop.call("GET", path);
      return body.status === "confirmed" ? body : undefined;
    });
    const [charge, ...others] = await shop.charges(done.id);
    assert.deepEqual(others, []);
    assert.deepEqual(
      charge?.events.map(({ kind }) => kind),
      ["authorised", "captured"],
    );
    assert.deepEqual(await shop.stockOf(sku), { onHand: 4, reserved: 0, available: 4 });
    assert.equal((await shop.audit()).ok, true);
  });

  it("shows a product with the price it last knew while pricing is away, and whole again afterwards", async () => {
    const sku = await shop.stocked("DEGRADED-1", 5);
    const path = `/api/v1/products/${sku}`;
    const whole = await shop.call("GET", path);
    await stack.kill("pricing", "SIGSTOP");
    const degraded = await shop.call("GET", path);
    const unseen = await shop.call("GET", `${path}?quantity=3`);
    await stack.kill("pricing", "SIGCONT");
    assert.equal(degraded.status, 200, JSON.stringify(degraded.body));
    assert.deepEqual(degraded.body.degraded, ["pricing"]);
    assert.equal(degraded.body.availability.available, 5);
    assert.deepEqual(degraded.body.price, { ...whole.body.price, stale: true });
    assert.equal(unseen.body.price, null);
    await eventually("the product view to be whole", async () => {
      const { body } = await shop.call("GET", path);
      return body.degraded.length === 0 ? body : undefined;
    });
  });

  async function importProducts(csv: string) {
    const job = await shop.admin("POST", "/imports?kind=products&currency=EUR&location=BER", {
      body: csv,
      headers: { "content-type": "text/csv" },
    });
    assert.equal(job.status, 202, JSON.stringify(job.body));
    return eventually("the import to be done", async () => {
      const { body } = await shop.call("GET", job.headers.get("location") ?? "", {
        key: "hf_dev_admin",
      });
      return body.status === "done" ? body : undefined;
    });
  }
});
