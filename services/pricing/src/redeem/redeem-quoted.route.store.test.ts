import assert from "node:assert/strict";
import { after, before as beforeAll, describe, it } from "node:test";
import { type RunningService, runService } from "../testing/running-service.ts";

describe("an order with a quote", () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await runService();
  });
  after(() => service.stop());

  it("takes what a quote says that it has to, and quotes without it once it is used up", async () => {
    await service.call("/v1/admin/prices/mug", {
      method: "PUT",
      body: { prices: [{ currency: "EUR", amount: 1000 }] },
    });
    await service.call("/v1/admin/tax-rates/DE", {
      method: "PUT",
      body: { pricesIncludeTax: true, rates: [{ category: "standard", ratePercent: "19" }] },
    });
    const made = await service.call("/v1/admin/promotions", {
      method: "POST",
      body: {
        ...{ label: "x", kind: "percentage", value: { percent: "10" } },
        ...{ couponCode: "QUOTED-1", budget: { maxUses: 1 } },
      },
    });
    const { id } = made.body;
    const quote = async () => {
      const items = [{ sku: "mug", quantity: 2 }];
      const body = { items, currency: "EUR", region: "DE", couponCodes: ["quoted-1"] };
      const quoted = await service.call("/v1/quotes", { method: "POST", body });
      assert.equal(quoted.status, 201, JSON.stringify(quoted.body));
      const [, claims = ""] = quoted.body.token.split(".");
      const { redeem: claimed } = JSON.parse(Buffer.from(claims, "base64url").toString()).quote;
      return { ...quoted.body, claimed };
    };
    const before = await quote();
    assert.equal(before.totals.total.amount, 1800);
    assert.deepEqual(before.claimed, [
      { promotionId: id, couponCode: "QUOTED-1", discountMinor: 200 },
    ]);
    const orderId = "019a0000-0000-7000-9000-000000000001";
    const redeemed = await service.call("/internal/redemptions", {
      method: "POST",
      body: { orderId, customerId: "ann", currency: "EUR", promotions: before.claimed },
    });
    assert.equal(redeemed.status, 200);
    const later = await quote();
    assert.deepEqual([later.totals.total.amount, later.claimed], [2000, undefined]);
    assert.deepEqual(later.rejectedCoupons, [{ code: "quoted-1", reason: "budget-exhausted" }]);
    await service.call(`/internal/redemptions/${orderId}`, { method: "DELETE" });
    assert.equal((await quote()).totals.total.amount, 1800);
  });
});
