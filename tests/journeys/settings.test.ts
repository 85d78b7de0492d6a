import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { type Stack, startStack } from "../stack.ts";
import { eventually, shopOf } from "./shop.ts";

/** What an administrator sets, and reads again; each also stands as an example in the public contract. */
describe("the settings of a shop", () => {
  let stack: Stack;
  let shop: ReturnType<typeof shopOf>;
  let receiver: Server;

  before(async () => {
    // Refuses everything: what is delivered to it waits, and may be skipped.
    receiver = createServer((_request, response) => response.writeHead(500).end());
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    stack = await startStack({ env: { WEBHOOK_ALLOW_PRIVATE: "on" } });
    shop = shopOf(stack);
  });
  after(async () => {
    await stack?.stop();
    receiver.close();
  });

  const SETTINGS = [
    ["how prices of a currency end", "/currencies/CHF", { cashIncrement: 5, priceEnding: "95" }],
    ["a customer group", "/customer-groups/trade", { name: "Trade", taxTreatment: "exempt" }],
    [
      "a rule of dynamic prices",
      "/dynamic-rules/clear-shelves",
      { label: "Clear shelves", percent: "-5", when: { stockAtLeast: 100 } },
    ],
    [
      "the limits of a price",
      "/price-limits/SETTINGS-1",
      { bounds: [{ currency: "EUR", floor: 1500, ceiling: 2500 }], maxChangePercentPerDay: "10" },
    ],
  ] as const;
  for (const [what, path, body] of SETTINGS) {
    it(`keep ${what}`, async () => {
      const put = await shop.admin("PUT", path, { body });
      assert.ok(put.status === 200 || put.status === 201, JSON.stringify(put.body));
      const { status, body: kept } = await shop.admin("GET", path);
      assert.equal(status, 200);
      for (const [name, value] of Object.entries(body)) {
        if (typeof value !== "object") assert.deepEqual(kept[name], value);
      }
    });
  }

  it("list the rules of dynamic prices", async () => {
    const { body } = await shop.admin("GET", "/dynamic-rules");
    assert.deepEqual(
      body.data.map(({ key }: { key: string }) => key),
      ["clear-shelves"],
    );
  });

  it("announce a delivery, and take tax rates from a file", async () => {
    const sku = await shop.stocked("SETTINGS-2", 1);
    const incoming = { location: "BER", quantity: 40 };
    const put = await shop.admin("PUT", `/stock/${sku}/incoming`, { body: incoming });
    assert.equal(put.status, 200, JSON.stringify(put.body));
    const luxembourg = [{ effective_from: "2024-01-01", rates: { standard: 17, reduced: 8 } }];
    const rates = await shop.admin("POST", "/tax-rates/import", {
      body: { details: "as published", version: 1, items: { LU: luxembourg } },
    });
    assert.equal(rates.status, 200, JSON.stringify(rates.body));
  });

  it("rotate the key that signs quotes; an old quote still replays", async () => {
    const sku = await shop.stocked("SETTINGS-3", 1);
    const quote = await shop.call("POST", "/api/v1/quotes", {
      body: { items: [{ sku, quantity: 1 }], currency: "EUR", region: "DE" },
    });
    assert.equal((await shop.admin("POST", "/signing-keys/rotate")).status, 201);
    const replay = await shop.admin("GET", `/quotes/${quote.body.id}/replay`);
    assert.deepEqual([replay.status, replay.body.identical], [200, true]);
  });

  it("take the codes of a promotion from a file", async () => {
    const promotion = await shop.admin("POST", "/promotions", {
      body: {
        label: "Friends",
        kind: "percentage",
        value: { percent: "10" },
        couponCode: "FRIENDS",
      },
    });
    const taken = await shop.admin("POST", `/promotions/${promotion.body.id}/coupons/import`, {
      body: "code\nFRIEND-1\nFRIEND-2\n",
      headers: { "content-type": "text/csv" },
    });
    assert.equal(taken.status, 200, JSON.stringify(taken.body));
    const coupons = `/promotions/${promotion.body.id}/coupons`;
    const gone = await shop.admin("DELETE", `${coupons}/FRIEND-1`);
    assert.equal(gone.status, 204, JSON.stringify(gone.body));
    const file = await fetch(`${stack.url("gateway")}/api/v1/admin${coupons}/export`, {
      headers: { authorization: "Bearer hf_dev_admin" },
    });
    const [, ...lines] = (await file.text()).trim().split("\n");
    assert.deepEqual(
      lines.map((line) => line.split(",")[0]),
      ["FRIEND-2", "FRIENDS"],
    );
  });

  it("change a key's quota", async () => {
    const made = await shop.admin("POST", "/keys", {
      body: { account: "kiosk", scope: "shop", label: "Kiosk" },
    });
    const patched = await shop.admin("PATCH", `/keys/${made.body.id}`, {
      headers: { "if-match": made.headers.get("etag") ?? "" },
      body: { rateLimit: { quota: 50, windowSeconds: 1 } },
    });
    assert.equal(patched.status, 200, JSON.stringify(patched.body));
    assert.deepEqual(patched.body.rateLimit, { quota: 50, windowSeconds: 1 });
  });

  it("try a webhook, skip what it refuses, change it and rotate its secret", async () => {
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    const made = await shop.admin("POST", "/webhooks", {
      body: { url, eventTypes: ["stock.changed"] },
    });
    const at = `/webhooks/${made.body.id}`;
    const dry = await shop.admin("POST", `${at}/test`, { body: { dryRun: true } });
    assert.ok(dry.status < 300, JSON.stringify(dry.body));
    await shop.stocked("SETTINGS-4", 1);
    const waiting = await eventually("a delivery that is refused", async () => {
      const { body } = await shop.admin("GET", `${at}/deliveries`);
      return body.data.find(({ attempts }: { attempts: unknown }) => attempts !== 0);
    });
    const read = await shop.admin("GET", `${at}/deliveries/${waiting.id}`);
    assert.equal(read.status, 200, JSON.stringify(read.body));
    const skipped = await shop.admin("POST", `${at}/deliveries/${waiting.id}/skip`);
    assert.ok(skipped.status < 300, JSON.stringify(skipped.body));
    const patched = await shop.admin("PATCH", at, { body: { description: "The warehouse" } });
    assert.deepEqual([patched.status, patched.body.description], [200, "The warehouse"]);
    const rotated = await shop.admin("POST", `${at}/rotate-secret`);
    assert.ok(rotated.status < 300, JSON.stringify(rotated.body));
  });

  it("cancel an order, and list reports", async () => {
    const sku = await shop.stocked("SETTINGS-5", 2);
    const order = await shop.order(sku, 1);
    const cancelled = await shop.call("POST", `/api/v1/orders/${order.body.id}/cancel`, {
      headers: shop.once(),
      body: { reason: "ordered twice" },
    });
    assert.ok([200, 202].includes(cancelled.status), JSON.stringify(cancelled.body));
    const period = { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" };
    await shop.call("POST", "/api/v1/reports", {
      body: { type: "sales", ...period, format: "csv" },
    });
    const { body } = await shop.call("GET", "/api/v1/reports");
    assert.equal(body.data.length, 1);
  });

  for (const [what, path] of SETTINGS) {
    it(`forget ${what}`, async () => {
      const { status, body } = await shop.admin("DELETE", path);
      assert.equal(status, 204, JSON.stringify(body));
      assert.equal((await shop.admin("GET", path)).status, 404);
      assert.equal((await shop.admin("DELETE", path)).status, 404);
    });
  }
});
