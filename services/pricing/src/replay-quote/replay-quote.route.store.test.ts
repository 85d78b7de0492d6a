import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { packRecord, type QuoteRecord, unpackRecord } from "../quote-basket/quote-record.store.ts";
import { QUOTE_TTL_MS, type RunningService, runService } from "../testing/running-service.ts";

const ADMIN = { "holdfast-account": "ops", "holdfast-scope": "admin" };

describe("the replay of a quote", () => {
  let service: RunningService;
  before(async () => {
    service = await runService();
    await setShop({ price: 1999, tax: "19", percent: "15", usd: "1.0832" });
  });
  after(() => service.stop());

  const send = async (method: string, path: string, body: unknown) => {
    const answer = await service.call(path, { method, body, headers: ADMIN });
    assert.ok(answer.status < 300, `${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const setShop = async (to: {
    readonly price: number;
    readonly tax: string;
    readonly percent: string;
    readonly usd: string;
  }) => {
    await send("PUT", "/v1/admin/prices/mug", {
      prices: [
        { currency: "EUR", amount: to.price },
        { currency: "EUR", amount: to.price - 300, minQuantity: 10, customerGroup: "vip" },
      ],
    });
    await send("PUT", "/v1/admin/prices/pen", { prices: [{ currency: "EUR", amount: 150 }] });
    await send("PUT", "/v1/admin/tax-rates/DE", {
      pricesIncludeTax: true,
      rates: [{ category: "standard", ratePercent: to.tax }],
    });
    await send("PUT", "/v1/admin/fx-rates", {
      ...{ base: "EUR", asOf: "2026-11-01", rates: { USD: to.usd } },
    });
    await send("POST", "/v1/admin/promotions", {
      ...{ label: `Mugs ${to.percent}`, kind: "percentage", value: { percent: to.percent } },
      appliesTo: { skus: ["mug"] },
    });
    await send("POST", "/v1/admin/promotions", {
      ...{ label: "Coupon", kind: "amount", value: { amount: 500, currency: "EUR" } },
      ...{ couponCode: `SAVE${to.percent}`, budget: { maxUses: 3 } },
    });
  };
  const BASKETS = [
    { items: [{ sku: "mug", quantity: 3 }], currency: "EUR", region: "DE" },
    {
      items: [
        { sku: "pen", quantity: 7 },
        { sku: "mug", quantity: 11 },
        { sku: "mug", quantity: 1 },
      ],
      ...{ currency: "EUR", region: "DE", customerGroup: "vip", channel: "web" },
      ...{ couponCodes: ["save15", "nonsense"], customerId: "c-1", postcode: "10115" },
    },
    { items: [{ sku: "mug", quantity: 2 }], currency: "USD", region: "DE", taxId: "FR123456789" },
  ];
  const quote = async (body: unknown) => {
    const made = await service.call("/v1/quotes", { method: "POST", body });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    return made.body;
  };
  /** As somebody would who can write in the database. */
  const tamper = async (id: string, change: (record: QuoteRecord) => Partial<QuoteRecord>) => {
    const [found] = await service.db.query<{ readonly record: Uint8Array }>({
      name: "find-record",
      text: "select record from quote where id = $1",
      values: [id],
    });
    assert.ok(found);
    const record = unpackRecord(found.record);
    const changed = { ...record, ...change(record) };
    assert.notDeepEqual(changed, record);
    await service.db.query({
      name: "other-record",
      text: "update quote set record = $2 where id = $1",
      values: [id, packRecord(changed)],
    });
  };
  const replay = (id: string) => service.call(`/v1/admin/quotes/${id}/replay`, { headers: ADMIN });

  it("gives the same bytes, whatever was changed since and long after it expired", async () => {
    const made = [];
    for (const basket of BASKETS) made.push(await quote(basket));
    await setShop({ price: 2499, tax: "7", percent: "25", usd: "1.2" });
    service.clock.nowMs += 30 * QUOTE_TTL_MS;
    for (const [index, { id, totals }] of made.entries()) {
      assert.deepEqual((await replay(id)).body, { id, identical: true, differences: [] });
      // It is not that nothing changed.
      assert.notDeepEqual((await quote(BASKETS[index])).totals, totals);
    }
  });

  it("gives the same bytes of a quote that was stored before there were records", async () => {
    const { id } = await quote(BASKETS[0]);
    const [found] = await service.db.query<{ readonly record: Uint8Array }>({
      name: "find-record",
      text: "select record from quote where id = $1",
      values: [id],
    });
    assert.ok(found);
    const { request, versions, facts, answer } = unpackRecord(found.record);
    await service.db.query({
      name: "old-columns",
      text: `update quote set request = $2, versions = $3, facts = $4, answer = $5, record = null where id = $1`,
      values: [id, request, versions, facts, answer],
    });
    assert.deepEqual((await replay(id)).body, { id, identical: true, differences: [] });
  });

  it("says where a stored answer is not what was computed", async () => {
    const { id, totals } = await quote(BASKETS[0]);
    await tamper(id, ({ answer }) => ({
      answer: answer.replaceAll(`"amount":${totals.total.amount},`, '"amount":1,'),
    }));
    const replayed = (await replay(id)).body;
    assert.equal(replayed.identical, false);
    assert.deepEqual(
      replayed.differences.find(({ path }: { path: string }) => path === "/totals/total/amount"),
      { path: "/totals/total/amount", stored: 1, computed: totals.total.amount },
    );
  });

  it("says what another version of a price would have made, in the answer and in the token", async () => {
    const { id } = await quote(BASKETS[0]);
    await tamper(id, ({ versions }) => ({
      versions: versions.replace(/"mug":\[\d+,/, '"mug":[1,'),
    }));
    const { identical, differences } = (await replay(id)).body;
    assert.equal(identical, false);
    const paths = differences.map(({ path }: { path: string }) => path);
    assert.ok(paths.includes("/lines/0/unit/amount"));
    assert.ok(paths.includes("/token/quote/packed/lines/0/2"));
  });

  it("says of answers that mean the same that their bytes differ", async () => {
    const { id } = await quote(BASKETS[0]);
    await tamper(id, ({ answer }) => ({ answer: answer.replace(',"lines"', ', "lines"') }));
    const { identical, differences } = (await replay(id)).body;
    assert.deepEqual([identical, differences.length, differences[0].path], [false, 1, ""]);
  });

  it("is refused for a quote that does not exist, and for one of before versions were recorded", async () => {
    const unknown = await replay("01890000-0000-7000-8000-000000000000");
    assert.deepEqual([unknown.status, unknown.body.code], [404, "quote-not-found"]);
    assert.equal((await replay("nonsense")).status, 400);
    const { id } = await quote(BASKETS[0]);
    await tamper(id, () => ({ versions: '{"prices":{"mug":1},"taxRule":1}' }));
    const old = await replay(id);
    assert.deepEqual([old.status, old.body.code], [409, "invalid-state"]);
  });
});
