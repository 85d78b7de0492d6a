import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { addDynamicRuleRoutes } from "../dynamic-rules/dynamic-rules.route.ts";
import { judgeSignals } from "../keep-judging.ts";
import { addPriceLimitRoutes } from "../price-limits/price-limits.route.ts";
import { takeFacts } from "../take-events/take-events.store.ts";
import { START_MS, serveRoutes } from "../testing/some-routes.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOTHING = { products: [], stock: [], demand: [] };

describe("the judge of signals", () => {
  let service: Awaited<ReturnType<typeof serveRoutes>>;
  let judge: () => Promise<void>;
  before(async () => {
    service = await serveRoutes((app, deps) => {
      addDynamicRuleRoutes(app, deps);
      addPriceLimitRoutes(app, deps);
      judge = judgeSignals({ ...deps, isOn: () => true });
    });
  });
  after(() => service.stop());
  beforeEach(() => {
    service.clock.nowMs = START_MS;
  });

  let told = 0;
  const tellStock = async (sku: string, units: number) => {
    told += 1;
    const stock = [{ sku, sequence: told, units: { BER: units } }];
    await service.db.inTransaction((tx) =>
      takeFacts(tx, { ...NOTHING, stock }, service.clock.nowMs),
    );
  };
  const tellBought = async (sku: string, units: number) => {
    told += 1;
    const hourMs = Math.floor(service.clock.nowMs / HOUR_MS) * HOUR_MS;
    const demand = [{ eventId: `reservation/${told}/2`, sku, hourMs, units }];
    await service.db.inTransaction((tx) =>
      takeFacts(tx, { ...NOTHING, demand }, service.clock.nowMs),
    );
  };
  const tellCategory = (sku: string, version: number, category: string) =>
    service.db.inTransaction((tx) => {
      const fact = { sku, version, category, attributes: {}, taxCategory: "standard" };
      return takeFacts(tx, { ...NOTHING, products: [fact] }, service.clock.nowMs);
    });
  const putRule = async (key: string, body: Readonly<Record<string, unknown>>) => {
    const put = await service.call("PUT", `/v1/admin/dynamic-rules/${key}`, {
      body: { label: key, percent: "20", ...body },
    });
    assert.ok(put.status < 300, JSON.stringify(put.body));
  };
  const later = async (ms: number) => {
    service.clock.nowMs += ms;
    await judge();
  };
  const history = async (sku: string) => {
    const rows = await service.db.query<{ body: Readonly<Record<string, unknown>> }>({
      name: "adjustments-of",
      text: "select body from adjustment_history where sku = $1 order by version",
      values: [sku],
    });
    return rows.map(({ body }) => body);
  };
  const rulesOf = async (sku: string) => (await history(sku)).map(({ rules }) => rules);

  it("keeps which rules hold, as a version of each change and of nothing else", async () => {
    await putRule("few-mugs", { appliesTo: { skus: ["mug"] }, when: { stockBelow: 10 } });
    await tellStock("mug", 50);
    await judge();
    assert.deepEqual(await history("mug"), []);
    await tellStock("mug", 9);
    await judge();
    await tellStock("mug", 8);
    await later(HOUR_MS);
    assert.deepEqual(await rulesOf("mug"), [["few-mugs"]]);
    await tellStock("mug", 50);
    await judge();
    assert.deepEqual(await rulesOf("mug"), [["few-mugs"], []]);
  });

  it("does not flap: a change waits until a quarter of an hour after the last one", async () => {
    await putRule("few-cups", { appliesTo: { skus: ["cup"] }, when: { stockBelow: 10 } });
    await tellStock("cup", 9);
    await judge();
    for (let minute = 1; minute < 15; minute += 1) {
      await tellStock("cup", minute % 2 === 1 ? 10 : 9);
      await later(MINUTE_MS);
    }
    await tellStock("cup", 10);
    await judge();
    assert.deepEqual(await rulesOf("cup"), [["few-cups"]]);
    await later(MINUTE_MS); // nothing more is told
    assert.deepEqual(await rulesOf("cup"), [["few-cups"], []]);
  });

  it("lets demand end by itself", async () => {
    await putRule("sought", {
      appliesTo: { skus: ["pot"] },
      when: { demandAtLeast: { units: 5, hours: 1 } },
    });
    await tellBought("pot", 3);
    await judge();
    await tellBought("pot", 2);
    await judge();
    assert.deepEqual(await rulesOf("pot"), [["sought"]]);
    await later(HOUR_MS - 1);
    assert.equal((await history("pot")).length, 1);
    await later(1);
    assert.deepEqual(await rulesOf("pot"), [["sought"], []]);
  });

  it("judges every SKU again when a rule comes, changes or goes", async () => {
    await tellStock("lid", 5);
    await judge();
    await putRule("few-lids", { appliesTo: { skus: ["lid"] }, when: { stockBelow: 10 } });
    await judge();
    await putRule("few-lids", { appliesTo: { skus: ["lid"] }, when: { stockBelow: 5 } });
    await later(HOUR_MS);
    await putRule("few-lids", { appliesTo: { skus: ["lid"] }, when: { stockBelow: 6 } });
    await later(HOUR_MS);
    await service.call("DELETE", "/v1/admin/dynamic-rules/few-lids");
    await later(HOUR_MS);
    assert.deepEqual(await rulesOf("lid"), [["few-lids"], [], ["few-lids"], []]);
  });

  it("follows a product into another category", async () => {
    await putRule("few-in-attic", {
      appliesTo: { categories: ["attic"] },
      when: { stockBelow: 10 },
    });
    await tellStock("box", 5);
    await judge();
    await tellCategory("box", 1, "attic");
    await judge();
    assert.deepEqual(await rulesOf("box"), [["few-in-attic"]]);
  });

  it("tells what stood in the last day where the change of a day is limited, until a new price is reached", async () => {
    await service.call("PUT", "/v1/admin/price-limits/jug", {
      body: { maxChangePercentPerDay: "10" },
    });
    await putRule("few-jugs", {
      appliesTo: { skus: ["jug"] },
      when: { stockBelow: 10 },
      percent: "30",
    });
    await tellStock("jug", 5);
    await judge();
    for (let hour = 0; hour < 80; hour += 1) await later(HOUR_MS);
    const days = (await history("jug")).map(
      ({ dayLowPercent, dayHighPercent, standingPercent }) => [
        ...[dayLowPercent, dayHighPercent, standingPercent],
      ],
    );
    assert.deepEqual(days, [
      ["0", "10", "10"], // 1.1
      ["10", "21", "21"], // 1.1 × 1.1
      ["21", "30", "30"], // 1.331 would be too much
      ["30", "30", "30"],
    ]);
  });

  it("judges nothing that is not due, and each SKU once where several judge at a time", async () => {
    await putRule("few-tins", { appliesTo: { categories: ["tin"] }, when: { stockBelow: 10 } });
    await judge();
    const skus = Array.from({ length: 40 }, (_, index) => `tin-${index}`);
    for (const sku of skus) {
      await tellStock(sku, 5);
      await tellCategory(sku, 1, "tin");
    }
    await Promise.all([judge(), judge(), judge()]);
    await judge();
    for (const sku of skus) assert.deepEqual(await rulesOf(sku), [["few-tins"]]);
  });

  it("forgets what counts no more, and nothing else", async () => {
    await tellBought("old", 1);
    await later(7 * 24 * HOUR_MS);
    await tellBought("new", 1);
    await later(24 * HOUR_MS + HOUR_MS);
    const rows = await service.db.query<{ sku: string }>({
      name: "remembered",
      text: `select sku from demand where sku in ('old', 'new')`,
    });
    assert.deepEqual(rows, [{ sku: "new" }]);
    const [ids] = await service.db.query<{ count: number }>({
      name: "ids",
      text: "select count(*) from inbox",
    });
    assert.equal(ids?.count, 1);
  });
});
