import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Stack, startStack } from "../stack.ts";
import { eventually, shopOf } from "./shop.ts";

describe("prices, promotions and quotes through the gateway", () => {
  let stack: Stack;
  let shop: ReturnType<typeof shopOf>;
  before(async () => {
    stack = await startStack();
    shop = shopOf(stack);
  });
  after(() => stack?.stop());

  const eur = (amount: number) => ({ amount, currency: "EUR" });
  const quote = (sku: string, more: object = {}) =>
    shop.call("POST", "/api/v1/quotes", {
      body: { items: [{ sku, quantity: 1 }], currency: "EUR", region: "DE", ...more },
    });
  const orderBy = (quoteToken: string, { token = "tok_ok", region = "DE" } = {}) =>
    shop.call("POST", "/api/v1/orders", {
      headers: shop.once(),
      body: {
        ...{ quoteToken, currency: "EUR", region, customer: { email: "ada@example.com" } },
        paymentMethod: { token },
      },
    });
  const made = async (path: string, body: unknown) => {
    const answer = await shop.admin("POST", path, { body });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body;
  };
  const put = async (path: string, body: unknown) => {
    const answer = await shop.admin("PUT", path, { body });
    assert.ok(answer.status === 200 || answer.status === 201, JSON.stringify(answer.body));
  };
  /** Five EUR off a basket that has the SKU, by a coupon that is good for one use; other coupons stack with it. */
  const onceCoupon = async (sku: string) => {
    const { id } = await made("/promotions", {
      ...{ label: `Five off ${sku}`, kind: "amount", value: { ...eur(500), per: "basket" } },
      ...{ appliesTo: { skus: [sku] }, needsCoupon: true },
    });
    await made(`/promotions/${id}/coupons`, { count: 1, prefix: "JOURNEY-", maxUses: 1 });
    const found = async () => {
      const { body } = await shop.admin("GET", `/promotions/${id}/coupons`);
      assert.equal(body.data.length, 1);
      return body.data[0] as { readonly code: string; readonly uses: number };
    };
    const { code, uses } = await found();
    assert.equal(uses, 0);
    return { id: id as string, code, uses: async () => (await found()).uses };
  };

  it("sell by a category's promotion and a coupon of one use: the second order is shown the new total and takes nothing", async () => {
    const sku = await shop.stocked("TENT-1", 5, 10_000);
    await put(`/items/${sku}`, { name: "Tent", category: "journey-tents" });
    const tents = await made("/promotions", {
      ...{ label: "Tents", kind: "percentage", value: { percent: "10" }, priority: 9 },
      appliesTo: { categories: ["journey-tents"] },
    });
    const coupon = await onceCoupon(sku);
    const couponCodes = [coupon.code.toLowerCase()];
    const quoted = await eventually("pricing to know the tent's category", async () => {
      const answer = await quote(sku, { channel: "web", couponCodes });
      return answer.body.totals.discount.amount === 1500 ? answer : undefined;
    });
    assert.equal(quoted.status, 201);
    assert.deepEqual(quoted.body.totals.total, eur(8500)); // 100.00 − 10 % = 90.00, − 5.00
    assert.deepEqual([quoted.body.rejectedCoupons, quoted.body.channel], [[], "web"]);

    const order = await orderBy(quoted.body.token);
    assert.equal(order.status, 201, JSON.stringify(order.body));
    assert.deepEqual([order.body.status, order.body.total], ["confirmed", eur(8500)]);
    assert.deepEqual(order.body.lines[0].discounts, [
      { promotionId: tents.id, label: "Tents", amount: eur(1000) },
      { promotionId: coupon.id, label: `Five off ${sku}`, amount: eur(500) },
    ]);
    assert.equal(await coupon.uses(), 1);

    const late = await orderBy(quoted.body.token);
    assert.equal(late.status, 409, JSON.stringify(late.body));
    assert.deepEqual([late.body.code, late.body.newTotal], ["price-changed", eur(9000)]);
    assert.deepEqual(await shop.stockOf(sku), { onHand: 4, reserved: 0, available: 4 });
    assert.deepEqual(await shop.charges(late.body.orderId), []);
    assert.equal(await coupon.uses(), 1);
    const anew = await quote(sku, { couponCodes });
    assert.deepEqual(anew.body.totals.total, eur(9000));
    assert.deepEqual(
      anew.body.rejectedCoupons.map(({ reason }: { reason: string }) => reason),
      ["coupon-used-up"],
    );
  });

  it("give a coupon back when the payment is declined, and the next order has it", async () => {
    const sku = await shop.stocked("LAMP-1", 5, 2_000);
    const coupon = await onceCoupon(sku);
    const { token } = (await quote(sku, { couponCodes: [coupon.code] })).body;
    const declined = await orderBy(token, { token: "tok_declined" });
    assert.equal(declined.status, 402, JSON.stringify(declined.body));
    assert.equal(await coupon.uses(), 0);
    assert.deepEqual(await shop.stockOf(sku), { onHand: 5, reserved: 0, available: 5 });
    const order = await orderBy(token);
    assert.equal(order.status, 201, JSON.stringify(order.body));
    assert.deepEqual([order.body.total, await coupon.uses()], [eur(1500), 1]);
  });

  it("tell the total of now for the channel and the VAT id that a used-up quote was made for", async () => {
    const sku = await shop.stocked("ROPE-9", 5);
    await put("/tax-rates/FR", {
      ...{ pricesIncludeTax: true, reverseCharge: true },
      rates: [{ category: "standard", ratePercent: "20" }],
    });
    await put(`/prices/${sku}`, {
      prices: [
        { currency: "EUR", amount: 2400 },
        { currency: "EUR", amount: 1800, channel: "app" },
      ],
    });
    const coupon = await onceCoupon(sku);
    const more = { region: "FR", channel: "app", taxId: "DE123456789" };
    const { token, totals } = (await quote(sku, { ...more, couponCodes: [coupon.code] })).body;
    const { totals: without } = (await quote(sku, more)).body;
    assert.deepEqual(without.tax, eur(0)); // reverse charge: the total is net
    assert.notDeepEqual(totals.total, without.total);
    assert.equal((await orderBy(token, { region: "FR" })).status, 201);
    const late = await orderBy(token, { region: "FR" });
    assert.deepEqual([late.status, late.body.newTotal], [409, without.total]);
  });

  it("compute a quote again to the byte after prices, promotions and taxes have changed", async () => {
    const sku = await shop.stocked("REPLAY-1", 5, 3_000);
    const taxes = (ratePercent: string) => ({
      ...{ pricesIncludeTax: true, rates: [{ category: "standard", ratePercent }] },
    });
    await put("/tax-rates/IT", taxes("22"));
    const promotion = await made("/promotions", {
      ...{ label: "Replayed", kind: "percentage", value: { percent: "15" } },
      appliesTo: { skus: [sku] },
    });
    const before = (await quote(sku, { region: "IT" })).body;
    assert.deepEqual(before.totals.total, eur(2550));
    await put(`/prices/${sku}`, { prices: [{ currency: "EUR", amount: 9_900 }] });
    await put("/tax-rates/IT", taxes("4"));
    const patched = await shop.admin("PATCH", `/promotions/${promotion.id}`, {
      body: { value: { percent: "50" } },
    });
    assert.equal(patched.status, 200, JSON.stringify(patched.body));
    assert.deepEqual((await quote(sku, { region: "IT" })).body.totals.total, eur(4950));
    const { code, stdout, stderr } = await stack.holdfast("quote", "replay", before.id, "--json");
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), { id: before.id, identical: true, differences: [] });
  });

  it("are in the next product view as soon as they are put", async () => {
    const sku = await shop.stocked("FRESH-1", 5, 100);
    for (let amount = 101; amount <= 110; amount += 1) {
      await put(`/prices/${sku}`, { prices: [{ currency: "EUR", amount }] });
      const { body } = await shop.call("GET", `/api/v1/products/${sku}`);
      assert.deepEqual([body.price.unit, body.degraded], [eur(amount), []]);
    }
  });

  it("are shown for a customer group, a region and a channel, one by one and in a list", async () => {
    const sku = await shop.stocked("WHOM-1", 5, 1_000);
    await put(`/prices/${sku}`, {
      prices: [
        { currency: "EUR", amount: 1_000 },
        { currency: "EUR", amount: 900, channel: "app" },
        { currency: "EUR", amount: 800, region: "AT" },
        { currency: "EUR", amount: 700, customerGroup: "trade" },
        { currency: "EUR", amount: 600, customerGroup: "trade", channel: "app" },
      ],
    });
    for (const [query, amount] of [
      ["", 1_000],
      ["&channel=app", 900],
      ["&region=AT", 800],
      ["&customerGroup=trade", 700],
      ["&customerGroup=trade&channel=app", 600],
    ] as const) {
      const view = await shop.call("GET", `/api/v1/products/${sku}?currency=EUR${query}`);
      assert.deepEqual(view.body.price.unit, eur(amount), query);
      const list = await shop.call("GET", `/api/v1/products?query=WHOM-1${query}`);
      const listed = list.body.data.map(({ price }: { price: { unit: unknown } }) => price.unit);
      assert.deepEqual(listed, [eur(amount)], query);
    }
  });
});
