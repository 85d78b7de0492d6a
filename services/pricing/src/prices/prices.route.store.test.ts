import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type RunningService, runService } from "../testing/running-service.ts";

describe("PUT and GET /v1/admin/prices/{sku}", () => {
  let service: RunningService;
  before(async () => {
    service = await runService();
  });
  after(() => service.stop());

  const put = (sku: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    service.call(`/v1/admin/prices/${sku}`, { method: "PUT", body, headers });
  const get = (sku: string) => service.call(`/v1/admin/prices/${sku}`);
  const eur = (amount: number) => ({ prices: [{ currency: "EUR", amount }] });

  it("creates, then replaces all of a SKU's prices, with the version as ETag", async () => {
    const full = {
      currency: "EUR",
      amount: 1234,
      minQuantity: 10,
      customerGroup: "vip",
      channel: "app",
      region: "ES-CN",
      validFrom: "2026-11-01T00:00:00+01:00",
      validTo: "2026-12-01T00:00:00Z",
      compareAt: 2000,
      floor: 1000,
      priority: -7,
    };
    const created = await put("mug", { prices: [{ currency: "EUR", amount: 1999 }, full] });
    assert.equal(created.status, 201);
    assert.equal(created.headers.get("etag"), '"1"');
    assert.deepEqual(created.body, {
      sku: "mug",
      version: 1,
      prices: [
        { currency: "EUR", amount: 1999, minQuantity: 1 },
        { ...full, validFrom: "2026-10-31T23:00:00.000Z", validTo: "2026-12-01T00:00:00.000Z" },
      ],
    });
    const replaced = await put("mug", { prices: [{ currency: "JPY", amount: 0 }] });
    assert.equal(replaced.status, 200);
    assert.equal(replaced.headers.get("etag"), '"2"');
    const read = await get("mug");
    assert.equal(read.status, 200);
    assert.equal(read.headers.get("etag"), '"2"');
    assert.deepEqual(read.body.prices, [{ currency: "JPY", amount: 0, minQuantity: 1 }]);
  });

  it("writes nothing when the prices are those in force, so that a repeat is no change", async () => {
    await put("repeat", eur(100));
    const before = await service.countRows();
    const again = await put("repeat", eur(100));
    assert.equal(again.status, 200);
    assert.equal(again.headers.get("etag"), '"1"');
    assert.deepEqual(await service.countRows(), before);
  });

  it("takes a SKU out of sale with an empty list", async () => {
    await put("retired", eur(100));
    assert.equal((await put("retired", { prices: [] })).status, 200);
    assert.deepEqual((await get("retired")).body.prices, []);
  });

  it("answers 404 price-not-found for a SKU that never had prices", async () => {
    const answer = await get("never");
    assert.equal(answer.status, 404);
    assert.equal(answer.body.code, "price-not-found");
  });

  it("replaces only the version that was read: 412 precondition-failed otherwise", async () => {
    await put("guarded", eur(100));
    assert.equal((await put("guarded", eur(101), { "if-match": '"1"' })).status, 200);
    const before = await service.countRows();
    for (const headers of [
      { "if-match": '"1"' },
      { "if-match": 'W/"2"' },
      { "if-none-match": "*" },
      { "if-match": '"1"', "if-none-match": "*" },
    ]) {
      const refused = await put("guarded", eur(999), headers);
      assert.equal(refused.status, 412, JSON.stringify(headers));
      assert.equal(refused.body.code, "precondition-failed");
    }
    const unreadable = await put("guarded", eur(999), { "if-none-match": '"2"' });
    assert.equal(unreadable.status, 400); // only `*` says something about a write
    assert.deepEqual(await service.countRows(), before);
  });

  it("creates with If-None-Match: *, and nothing with If-Match", async () => {
    const before = await service.countRows();
    assert.equal((await put("fresh", eur(1), { "if-match": "*" })).status, 412);
    assert.deepEqual(await service.countRows(), before);
    assert.equal((await put("fresh", eur(1), { "if-none-match": "*" })).status, 201);
  });

  it("lets exactly one of several win that replace the same version", async () => {
    await put("raced", eur(1));
    const answers = await Promise.all(
      [2, 3, 4, 5, 6, 7].map((amount) => put("raced", eur(amount), { "if-match": '"1"' })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [200, 412, 412, 412, 412, 412]);
  });

  it("lets exactly one of several win that create the same SKU", async () => {
    const answers = await Promise.all(
      [2, 3, 4, 5, 6, 7].map((amount) => put("born", eur(amount), { "if-none-match": "*" })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [201, 412, 412, 412, 412, 412]);
  });

  const row = (fields: Readonly<Record<string, unknown>>) => ({
    prices: [{ currency: "EUR", amount: 100, ...fields }],
  });
  for (const [name, body, code, path] of [
    ["malformed JSON", '{"prices":[', "malformed-json", "/"],
    ["no JSON at all", "", "malformed-json", "/"],
    ["a list", [], "validation-failed", "/"],
    ["no prices", {}, "validation-failed", "/prices"],
    ["an unknown field", { prices: [], price: 1 }, "validation-failed", "/price"],
    ["an unknown field of a price", row({ amonut: 1 }), "validation-failed", "/prices/0/amonut"],
    ["no currency", { prices: [{ amount: 1 }] }, "validation-failed", "/prices/0/currency"],
    ["no amount", { prices: [{ currency: "EUR" }] }, "validation-failed", "/prices/0/amount"],
    ["a negative amount", row({ amount: -1 }), "validation-failed", "/prices/0/amount"],
    ["a fractional amount", row({ amount: 19.99 }), "validation-failed", "/prices/0/amount"],
    ["an amount as text", row({ amount: "100" }), "validation-failed", "/prices/0/amount"],
    ["a huge amount", row({ amount: 10_000_000_000_001 }), "validation-failed", "/prices/0/amount"],
    [
      "1e400",
      '{"prices":[{"currency":"EUR","amount":1e400}]}',
      "validation-failed",
      "/prices/0/amount",
    ],
    ["null for an amount", row({ amount: null }), "validation-failed", "/prices/0/amount"],
    [
      "a currency of lower case",
      row({ currency: "eur" }),
      "validation-failed",
      "/prices/0/currency",
    ],
    ["a region that is none", row({ region: "Germany" }), "validation-failed", "/prices/0/region"],
    ["an empty channel", row({ channel: "" }), "validation-failed", "/prices/0/channel"],
    [
      "a region's part too long",
      row({ region: "ES-CNNN" }),
      "validation-failed",
      "/prices/0/region",
    ],
    ["a negative floor", row({ floor: -1 }), "validation-failed", "/prices/0/floor"],
    ["half a priority", row({ priority: 0.5 }), "validation-failed", "/prices/0/priority"],
    ["an empty group", row({ customerGroup: "" }), "validation-failed", "/prices/0/customerGroup"],
    ["a tier from 0", row({ minQuantity: 0 }), "validation-failed", "/prices/0/minQuantity"],
    ["a tier from 1.5", row({ minQuantity: 1.5 }), "validation-failed", "/prices/0/minQuantity"],
    [
      "a time without zone",
      row({ validFrom: "2026-11-01T00:00:00" }),
      "validation-failed",
      "/prices/0/validFrom",
    ],
    [
      "a 13th month",
      row({ validTo: "2026-13-01T00:00:00Z" }),
      "validation-failed",
      "/prices/0/validTo",
    ],
    [
      "a leap second",
      row({ validTo: "2016-12-31T23:59:60Z" }),
      "validation-failed",
      "/prices/0/validTo",
    ],
    [
      "a period that ends as it begins",
      row({ validFrom: "2026-11-01T00:00:00Z", validTo: "2026-11-01T01:00:00+01:00" }),
      "validation-failed",
      "/prices/0/validTo",
    ],
    ["a negative compare-at", row({ compareAt: -1 }), "validation-failed", "/prices/0/compareAt"],
    [
      "two prices that nothing tells apart",
      { prices: [...eur(1).prices, ...eur(2).prices] },
      "validation-failed",
      "/prices/1",
    ],
    [
      "501 prices",
      {
        prices: Array.from({ length: 501 }, (_, n) => ({
          currency: "EUR",
          amount: 1,
          minQuantity: n + 1,
        })),
      },
      "validation-failed",
      "/prices",
    ],
  ] as const) {
    it(`refuses ${name} and changes nothing`, async () => {
      const before = await service.countRows();
      const answer = await put("refused", body);
      assert.equal(answer.status, 400);
      assert.equal(answer.headers.get("content-type"), "application/problem+json");
      assert.equal(answer.body.code, code);
      assert.equal(answer.body.errors[0].path, path);
      assert.deepEqual(await service.countRows(), before);
    });
  }

  const tenUp = { currency: "EUR", amount: 100, minQuantity: 10 };
  for (const [name, body, code, path] of [
    ["a currency that is none", row({ currency: "ZZZ" }), "unknown-currency", "/prices/0/currency"],
    ["a region of no country", row({ region: "ZZ-1" }), "unknown-region", "/prices/0/region"],
    ["a floor above the amount", row({ floor: 101 }), "price-invalid", "/prices/0/floor"],
    [
      "a tier without a price below it",
      row({ minQuantity: 2 }),
      "price-invalid",
      "/prices/0/minQuantity",
    ],
    [
      "a tier with a price below it for others only",
      { prices: [{ currency: "EUR", amount: 1, customerGroup: "vip" }, tenUp] },
      "price-invalid",
      "/prices/1/minQuantity",
    ],
  ] as const) {
    it(`refuses ${name} by its name and changes nothing`, async () => {
      const before = await service.countRows();
      const answer = await put("refused", body);
      assert.equal(answer.status, 422);
      assert.equal(answer.body.code, code);
      assert.equal(answer.body.errors[0].path, path);
      assert.deepEqual(await service.countRows(), before);
    });
  }

  it("takes a compare-at below the amount: what was before is the seller's to say", async () => {
    assert.equal((await put("dearer", row({ compareAt: 90 }))).status, 201);
  });

  it("tells of each version once, in the trace of its request, and of no repeat", async () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    await put("told", eur(1), { traceparent });
    await put("told", eur(1));
    await put("told", { prices: [] });
    const events = await service.db.query<{ readonly traceparent: string }>({
      name: "events-of-told",
      text: "select sequence, payload, traceparent from outbox where aggregate = 'price/told' order by sequence",
    });
    assert.deepEqual(
      events.map(({ traceparent: _, ...event }) => event),
      [
        { sequence: 1, payload: { sku: "told", version: 1, currencies: ["EUR"] } },
        { sequence: 2, payload: { sku: "told", version: 2, currencies: [] } },
      ],
    );
    assert.match(events[0]?.traceparent ?? "", /^00-0af7651916cd43dd8448eb211c80319c-/);
  });

  it("shows what the prices were, newest first, page by page", async () => {
    await put("history", eur(1));
    await put("history", eur(2), { "holdfast-account": "finance" });
    await put("history", eur(3));
    const page = (query: string) => service.call(`/v1/admin/prices/history/history${query}`);
    const first = await page("?limit=2");
    assert.equal(first.status, 200);
    const recordedAt = "2026-11-01T12:00:00.000Z";
    const version = (number: number, recordedBy = "acme") => ({
      ...{ version: number, recordedAt, recordedBy },
      prices: [{ currency: "EUR", amount: number, minQuantity: 1 }],
    });
    assert.deepEqual(first.body, {
      data: [version(3), version(2, "finance")],
      nextCursor: "2",
    });
    const second = await page(`?limit=2&cursor=${first.body.nextCursor}`);
    assert.deepEqual(second.body, { data: [version(1)], nextCursor: null });
    assert.equal((await page("?limit=3")).body.nextCursor, null);
    assert.equal((await page("?limit=101")).status, 400);
    assert.equal((await page("?cursor=0")).status, 400);
    assert.equal(
      (await service.call("/v1/admin/prices/never/history")).body.code,
      "price-not-found",
    );
  });

  it("refuses a SKU that cannot be one", async () => {
    const answer = await put("%2e%2e%2fetc", eur(1));
    assert.equal(answer.status, 400);
    assert.equal(answer.body.errors[0].path, "path/sku");
  });
});
