import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { addPriceLimitRoutes } from "../price-limits/price-limits.route.ts";
import { serveRoutes } from "../testing/some-routes.ts";
import { addDynamicRuleRoutes } from "./dynamic-rules.route.ts";

type Service = Awaited<ReturnType<typeof serveRoutes>>;
const RULE = { label: "Few left", when: { stockBelow: 10 }, percent: "12.5" };
const WINDOW = { from: "18:00", to: "20:00", timeZone: "Europe/Berlin" };

let service: Service;
before(async () => {
  service = await serveRoutes((app, deps) => {
    addDynamicRuleRoutes(app, deps);
    addPriceLimitRoutes(app, deps);
  });
});
after(() => service.stop());

const rulePath = (key: string) => `/v1/admin/dynamic-rules/${key}`;
const limitsPath = (sku: string) => `/v1/admin/price-limits/${sku}`;
const paths = (body: { readonly errors?: readonly { readonly path: string }[] }) =>
  body.errors?.map(({ path }) => path);

describe("rules of dynamic prices", () => {
  it("are created, read, replaced under If-Match, listed and deleted", async () => {
    const created = await service.call("PUT", rulePath("few"), { body: RULE });
    assert.deepEqual([created.status, created.headers.etag], [201, '"1"']);
    assert.deepEqual(created.body, { key: "few", version: 1, ...RULE, appliesTo: {}, priority: 0 });
    const same = await service.call("PUT", rulePath("few"), { body: RULE });
    assert.deepEqual([same.status, same.headers.etag], [200, '"1"']);
    const body = {
      ...RULE,
      appliesTo: { skus: ["MUG"], categories: ["kitchen"] },
      when: {
        stockAtLeast: 2,
        demandAtLeast: { units: 5, hours: 24 },
        window: { ...WINDOW, days: [1, 7] },
      },
      ...{
        priority: 3,
        validFrom: "2026-11-01T00:00:00.000Z",
        validTo: "2026-12-01T00:00:00.000Z",
      },
    };
    const ifMatch = (tag: string) => ({ body, headers: { "if-match": tag } });
    const late = await service.call("PUT", rulePath("few"), ifMatch('"7"'));
    assert.deepEqual([late.status, late.body.code], [412, "precondition-failed"]);
    const replaced = await service.call("PUT", rulePath("few"), ifMatch('"1"'));
    assert.deepEqual([replaced.status, replaced.headers.etag], [200, '"2"']);
    const read = await service.call("GET", rulePath("few"));
    assert.deepEqual(read.body, { key: "few", version: 2, ...body });
    const list = await service.call("GET", "/v1/admin/dynamic-rules");
    assert.deepEqual(list.body, { data: [read.body] });
    assert.equal((await service.call("DELETE", rulePath("few"))).status, 204);
    const gone = await service.call("GET", rulePath("few"));
    assert.deepEqual([gone.status, gone.body.code], [404, "dynamic-rule-not-found"]);
    assert.equal((await service.call("DELETE", rulePath("few"))).status, 404);
    assert.deepEqual((await service.call("GET", "/v1/admin/dynamic-rules")).body, { data: [] });
  });

  it("are refused by name where they could never hold, and nothing is stored", async () => {
    for (const [body, path] of [
      [{ ...RULE, when: {} }, "/when"],
      [{ ...RULE, when: { stockBelow: 5, stockAtLeast: 5 } }, "/when/stockAtLeast"],
      [
        { ...RULE, when: { window: { ...WINDOW, timeZone: "Mars/Olympus" } } },
        "/when/window/timeZone",
      ],
      [{ ...RULE, when: { window: { ...WINDOW, timeZone: "+01:00" } } }, "/when/window/timeZone"],
      [{ ...RULE, when: { window: { ...WINDOW, to: "18:00" } } }, "/when/window/to"],
      [{ ...RULE, validFrom: "2026-11-02T00:00:00Z", validTo: "2026-11-01T00:00:00Z" }, "/validTo"],
    ] as const) {
      const refused = await service.call("PUT", rulePath("bad"), { body });
      assert.deepEqual([refused.status, refused.body.code], [422, "dynamic-rule-invalid"], path);
      assert.deepEqual(paths(refused.body), [path]);
    }
    assert.equal((await service.call("GET", rulePath("bad"))).status, 404);
  });

  it("are refused where they are no rules at all", async () => {
    for (const body of [
      {},
      { ...RULE, percent: "-91" },
      { ...RULE, percent: 5 },
      { ...RULE, percent: "301" },
      { ...RULE, when: { stockBelow: -1 } },
      { ...RULE, when: { demandAtLeast: { units: 1, hours: 169 } } },
      { ...RULE, when: { window: { ...WINDOW, from: "24:00" } } },
      { ...RULE, when: { window: { ...WINDOW, days: [0] } } },
      { ...RULE, when: { rain: true } },
      { ...RULE, appliesTo: { skus: [] } },
    ]) {
      const refused = await service.call("PUT", rulePath("bad"), { body });
      assert.deepEqual([refused.status, refused.body.code], [400, "validation-failed"]);
    }
    assert.equal(
      (await service.call("PUT", "/v1/admin/dynamic-rules/a%20b", { body: RULE })).status,
      400,
    );
  });
});

describe("limits of dynamic prices", () => {
  const LIMITS = {
    bounds: [
      { currency: "EUR", floor: 900, ceiling: 1_100 },
      { currency: "JPY", floor: 100 },
    ],
    maxChangePercentPerDay: "10",
  };

  it("are created, read, replaced and deleted", async () => {
    const created = await service.call("PUT", limitsPath("MUG"), { body: LIMITS });
    assert.deepEqual([created.status, created.headers.etag], [201, '"1"']);
    assert.deepEqual(created.body, { sku: "MUG", version: 1, ...LIMITS });
    const body = { maxChangePercentPerDay: "0" };
    assert.equal((await service.call("PUT", limitsPath("MUG"), { body })).status, 200);
    const read = await service.call("GET", limitsPath("MUG"));
    assert.deepEqual(read.body, { sku: "MUG", version: 2, bounds: [], ...body });
    assert.equal((await service.call("DELETE", limitsPath("MUG"))).status, 204);
    const gone = await service.call("GET", limitsPath("MUG"));
    assert.deepEqual([gone.status, gone.body.code], [404, "price-limits-not-found"]);
  });

  it("are refused by name, and nothing is stored", async () => {
    const bound = { currency: "EUR", floor: 1 };
    for (const [body, code, path] of [
      [{ bounds: [{ currency: "XXQ", floor: 1 }] }, "unknown-currency", "/bounds/0/currency"],
      [{ bounds: [bound, bound] }, "price-limits-invalid", "/bounds/1/currency"],
      [{ bounds: [{ currency: "EUR" }] }, "price-limits-invalid", "/bounds/0"],
      [{ bounds: [{ ...bound, floor: 2, ceiling: 1 }] }, "price-limits-invalid", "/bounds/0/floor"],
      [{}, "price-limits-invalid", ""],
    ] as const) {
      const refused = await service.call("PUT", limitsPath("BAD"), { body });
      assert.deepEqual([refused.status, refused.body.code], [422, code]);
      assert.deepEqual(paths(refused.body), [path]);
    }
    for (const body of [
      { maxChangePercentPerDay: "101" },
      { maxChangePercentPerDay: "-1" },
      { bounds: [{ currency: "EUR", floor: -1 }] },
      { bounds: [{ currency: "EUR", floor: 0.5 }] },
    ]) {
      assert.equal((await service.call("PUT", limitsPath("BAD"), { body })).status, 400);
    }
    assert.equal((await service.call("GET", limitsPath("BAD"))).status, 404);
  });
});
