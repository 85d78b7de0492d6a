import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { appendDocument, lockDocument } from "./documents.store.ts";
import { openGate } from "./testing/gate.ts";
import {
  MIGRATIONS,
  NOW_MS,
  openSource,
  putPrices,
  until,
  writePrices,
} from "./testing/price-source.ts";

describe("prices of two processes on one database", () => {
  let test: TestDatabase;
  let one: Awaited<ReturnType<typeof openSource>>;
  let two: typeof one;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    one = await openSource(test.url);
    two = await openSource(test.url);
  });
  after(async () => {
    await one.close();
    await two.close();
    await test.drop();
  });

  it("are the new ones at once where they were changed, and soon in the other", async () => {
    await putPrices(one.db, { mug: 100, pen: 5 });
    assert.deepEqual(
      [await one.amounts("mug", "pen"), await two.amounts("mug", "pen")],
      [
        [100, 5],
        [100, 5],
      ],
    );
    for (let amount = 101; amount < 121; amount += 1) {
      await putPrices(one.db, { mug: amount });
      assert.deepEqual(await one.amounts("mug"), [amount]);
      await until(async () => (await two.amounts("mug"))[0] === amount, "the other heard");
    }
    assert.deepEqual(await two.amounts("pen"), [5]);
  });

  it("are there as soon as a SKU has some, though it was asked for before", async () => {
    assert.deepEqual(await one.amounts("new"), [undefined]);
    await putPrices(one.db, { new: 7 });
    assert.deepEqual(await one.amounts("new"), [7]);
  });

  it("are the new ones of 6,000 SKUs changed at once, which no notification names", async () => {
    const skus = Array.from({ length: 6_000 }, (_, index) => `many-${index}`);
    await two.amounts("many-0", "many-5999");
    await putPrices(one.db, Object.fromEntries(skus.map((sku) => [sku, 1])));
    assert.deepEqual(await one.amounts("many-0", "many-5999"), [1, 1]);
    await until(async () => (await two.amounts("many-5999"))[0] === 1, "the other heard");
  });

  it("are read by one statement, however many ask at once", async () => {
    const skus = Array.from({ length: 10 }, (_, index) => `cold-${index}`);
    await putPrices(one.db, Object.fromEntries(skus.map((sku, index) => [sku, index + 1])));
    const askedBefore = two.asked.get("load-skus") ?? 0;
    const answers = await Promise.all(Array.from({ length: 64 }, () => two.amounts(...skus)));
    for (const answer of answers) assert.deepEqual(answer, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert.equal(two.asked.get("load-skus"), askedBefore + 1);
  });

  it("are not those that a change took back", async () => {
    await putPrices(one.db, { kept: 1 });
    await one.amounts("kept");
    const refusal = one.db.inTransaction(async (tx) => {
      await writePrices(tx, { kept: 2 });
      throw new Error("changed my mind");
    });
    await assert.rejects(refusal, /changed my mind/);
    assert.deepEqual([await one.amounts("kept"), await two.amounts("kept")], [[1], [1]]);
  });

  it("are compared when the connection that hears of changes was lost meanwhile", async () => {
    await putPrices(one.db, { lost: 1 });
    await two.amounts("lost");
    const placesBefore = two.asked.get("find-place") ?? 0;
    await test.db.query({
      name: "break",
      text: `select pg_terminate_backend(pid) from pg_stat_activity
              where application_name = $1 and query ~* '^(listen|select$)'`,
      values: [two.name],
    });
    await putPrices(one.db, { lost: 2 });
    await until(async () => (await two.amounts("lost"))[0] === 2, "it compared");
    await until(() => (two.asked.get("find-place") ?? 0) > placesBefore, "it listens again");
    assert.deepEqual(await two.amounts("lost"), [2]);
    const askedBefore = two.asked.get("load-skus");
    assert.deepEqual(await two.amounts("lost"), [2]);
    assert.equal(two.asked.get("load-skus"), askedBefore);
  });

  it("follow every change of documents and tax rules", async () => {
    const body = { name: "Friends", taxTreatment: "exempt" };
    await one.source.shop();
    await two.source.shop();
    await one.db.inTransaction(async (tx) => {
      await lockDocument(tx, "customer-group", "friends");
      await appendDocument(tx, { kind: "customer-group", key: "friends", body }, NOW_MS);
    });
    assert.deepEqual((await one.source.shop()).shop.groups.groups.get("friends"), body);
    await until(
      async () => (await two.source.shop()).shop.groups.groups.has("friends"),
      "the other heard",
    );
    const { shop } = await one.source.shop();
    assert.equal((await one.source.shop()).shop, shop);
    assert.equal((await one.source.tax("ES-CN")).tax, undefined);
    await one.db.inTransaction(async (tx) => {
      await tx.query({ name: "open", text: "insert into tax_rule values ('ES', 1)" });
      await tx.query({
        name: "rule",
        text: `insert into tax_rule_history values ('ES', 1, '{"rates": [], "pricesIncludeTax": true}', now())`,
      });
    });
    assert.deepEqual((await one.source.tax("ES-CN")).tax?.region, "ES");
    assert.equal((await one.source.shop()).shop.promotions, shop.promotions); // what did not change is not compiled again
  });
});

describe("prices while PostgreSQL is away", () => {
  let test: TestDatabase;
  let gate: Awaited<ReturnType<typeof openGate>>;
  let source: Awaited<ReturnType<typeof openSource>>;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    await putPrices(test.db, { mug: 100, pen: 5 });
    gate = await openGate(test.url);
    source = await openSource(gate.url);
    await source.amounts("mug");
    await source.source.shop();
  });
  afterEach(async () => {
    gate.open();
    source.clock.nowMs += 31_000;
    await until(
      () =>
        source.source.skus(["mug"]).then(
          ({ freshness }) => !freshness.isStale,
          () => false,
        ),
      "it is back",
    );
    await until(
      () =>
        source.source.shop().then(
          ({ freshness }) => !freshness.isStale,
          () => false,
        ),
      "it is back",
    );
  });
  after(async () => {
    await source.close();
    gate.close();
    await test.drop();
  });

  for (const [name, leave] of [
    ["refuses", () => gate.shut()],
    ["hangs", () => gate.hang()],
  ] as const) {
    it(`are the last known ones, and say so, when it ${name}`, async () => {
      const asOfMs = source.clock.nowMs;
      await source.amounts("mug");
      const staleBefore = await source.metric("price_cache_stale_total");
      leave();
      source.clock.nowMs += 60_000;
      const { bySku, freshness } = await source.source.skus(["mug"]);
      assert.equal(bySku.get("mug")?.book.prices[0]?.amountMinor, 100);
      assert.equal(freshness.isStale, true);
      assert.ok(freshness.asOfMs >= asOfMs - 31_000 && freshness.asOfMs <= asOfMs + 60_000);
      assert.equal((await source.source.shop()).freshness.isStale, true);
      assert.equal(await source.metric("price_cache_stale_total"), staleBefore + 1);
    });
  }

  it("are refused where nothing is known, where it is too old, and to whoever promises something", async () => {
    gate.shut();
    source.clock.nowMs += 60_000;
    await assert.rejects(source.source.skus(["mug", "pen"]));
    await assert.rejects(source.source.certain.skus(["mug"]));
    await assert.rejects(source.source.certain.shop());
    assert.equal((await source.source.skus(["mug"])).freshness.isStale, true);
    source.clock.nowMs += 900_001;
    await assert.rejects(source.source.skus(["mug"]));
    await assert.rejects(source.source.shop());
  });
});
