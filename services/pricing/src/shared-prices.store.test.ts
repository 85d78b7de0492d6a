import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { MIGRATIONS, openSource, putPrices, until } from "./testing/price-source.ts";
import { startRedis, withoutRedis } from "./testing/redis.ts";

describe("prices that processes share through Redis", {
  skip: withoutRedis(process.env.CI === "true"),
}, () => {
  let test: TestDatabase;
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let one: Awaited<ReturnType<typeof openSource>>;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    redis = await startRedis();
    one = await openSource(test.url, { redisUrl: redis.url });
  });
  after(async () => {
    await one.close();
    await redis.stop();
    await test.drop();
  });
  beforeEach(() => redis.client.flushAll());

  const second = () => openSource(test.url, { redisUrl: redis.url });
  const keyOf = async (sku: string): Promise<string | undefined> => {
    const [key] = await redis.client.keys(`*:${sku}`);
    return key !== undefined && (await redis.client.strLen(key)) > 100 ? key : undefined;
  };
  /**
   * Changes the SKU until its copy is in Redis, and nowhere else than in the memory of `one`. A transaction of any database of
   * this server that is older and goes on may keep it out.
   */
  const shared = async (sku: string, amount: number): Promise<string> => {
    let key: string | undefined;
    await until(async () => {
      await putPrices(one.db, { [sku]: amount });
      await one.amounts(sku);
      await redis.client.ping(); // behind what was not waited for
      await redis.client.ping();
      key = await keyOf(sku);
      return key !== undefined;
    }, `the copy of ${sku} is there`);
    return key ?? "";
  };

  it("are read from the database once for all of them", async () => {
    const two = await second();
    const hits = `price_cache_hits_total{level="redis"}`;
    let sku = 0;
    await until(async () => {
      sku += 1;
      await shared(`once-${sku}`, 100);
      const loadsBefore = two.asked.get("load-skus");
      assert.deepEqual(await two.amounts(`once-${sku}`), [100]);
      return (await two.metric(hits)) > 0 && two.asked.get("load-skus") === loadsBefore;
    }, "one was not read again");
    await two.close();
  });

  it("are compared by a process that began to listen later", async () => {
    await shared("later", 100);
    await putPrices(one.db, { unlike: 1 }); // so that there is something between
    const two = await second();
    assert.deepEqual(await two.amounts("later"), [100]);
    assert.equal(two.asked.get("load-skus"), 1);
    assert.equal(await two.metric("price_cache_checked_total"), 1);
    await two.close();
  });

  it("are withdrawn by a change", async () => {
    const key = await shared("changed", 100);
    await putPrices(one.db, { changed: 200 });
    await until(async () => (await redis.client.strLen(key)) < 100, "it is withdrawn");
    assert.deepEqual(await one.amounts("changed"), [200]);
    assert.match((await redis.client.get(await shared("changed", 300))) ?? "", /"amountMinor":300/);
  });

  it("are never older ones that came back, authentic as they are", async () => {
    const two = await second();
    const key = await shared("back", 100);
    const old = (await redis.client.get(key)) ?? "";
    await putPrices(one.db, { back: 200 });
    await until(async () => (await redis.client.strLen(key)) < 100, "it is withdrawn");
    await redis.client.set(key, old);
    assert.deepEqual(await one.amounts("back"), [200]);
    await redis.client.set(key, old);
    assert.deepEqual(await two.amounts("back"), [200]);
    await redis.client.set(key, old);
    const three = await second();
    assert.deepEqual(await three.amounts("back"), [200]);
    await two.close();
    await three.close();
  });

  for (const [name, damage] of [
    ["garbage", (_text: string, _other: string) => "\u0000{{{"],
    ["nothing at all", () => ""],
    ["another SKU's copy", (_text: string, other: string) => other],
    ["a changed amount", (text: string) => text.replace(/"amountMinor":100/g, '"amountMinor":1')],
    ["a newer version by its numbers", (text: string) => text.replace(/^\d+/, "999999999999999")],
    ["half a copy", (text: string) => text.slice(0, text.length / 2)],
  ] as const) {
    it(`are right when Redis has ${name}`, async () => {
      const two = await second();
      const other = (await redis.client.get(await shared("other", 5))) ?? "";
      const key = await shared("hurt", 100);
      const text = (await redis.client.get(key)) ?? "";
      await redis.client.set(key, damage(text, other));
      assert.deepEqual(await two.amounts("hurt"), [100]);
      assert.equal(two.asked.get("load-skus"), 1);
      await two.close();
    });
  }

  it("are right when Redis has something that is no text", async () => {
    const two = await second();
    const key = await shared("list", 100);
    await redis.client.del(key);
    await redis.client.lPush(key, "x");
    assert.deepEqual(await two.amounts("list"), [100]);
    await two.close();
  });

  it("are right and go on being shared when Redis forgets everything", async () => {
    const two = await second();
    await shared("flushed", 100);
    await redis.client.sendCommand(["SCRIPT", "FLUSH"]);
    await redis.client.flushAll();
    assert.deepEqual([await one.amounts("flushed"), await two.amounts("flushed")], [[100], [100]]);
    await until(async () => (await keyOf("flushed")) !== undefined, "it is shared again");
    await two.close();
  });

  it("cost one timeout when Redis hangs, not one a request, and are right", async () => {
    const two = await openSource(test.url, { redisUrl: redis.url, redisTimeoutMs: 20 });
    await putPrices(one.db, { hung: 1, hung2: 2, hung3: 3 });
    redis.hang();
    try {
      assert.deepEqual(await two.amounts("hung"), [1]);
      assert.equal(two.source.isRedisUp?.(), false);
      const reason = `price_cache_redis_errors_total{reason="timeout"}`;
      const timeouts = await two.metric(reason);
      assert.ok(timeouts >= 1);
      assert.deepEqual(await two.amounts("hung2", "hung3"), [2, 3]);
      await putPrices(two.db, { hung: 11 });
      assert.deepEqual(await two.amounts("hung"), [11]);
      assert.equal(two.source.isRedisUp?.(), false);
    } finally {
      redis.goOn();
    }
    await until(() => two.source.isRedisUp?.() === true, "Redis answers again");
    await two.close();
  });

  it("are not put there by a load that began before a change and ended after it", async () => {
    const key = await shared("raced", 100);
    const old = (await redis.client.get(key)) ?? "";
    await putPrices(one.db, { raced: 200 });
    await until(async () => (await redis.client.strLen(key)) < 100, "it is withdrawn");
    const { shareCopies } = await import("./cache/shared-copies.store.ts");
    const { stored, checkedAtMs } = JSON.parse(old.slice(old.indexOf("{")));
    const [place] = await test.db.query<{ secret: string; lineage: string }>({
      name: "place",
      text: `select secret, (select system_identifier from pg_control_system()) || '-' ||
               (select timeline_id from pg_control_checkpoint()) as lineage from cache_secret`,
    });
    const puts: Promise<unknown>[] = [];
    const late = shareCopies({
      link: {
        run: (work) => {
          const done = work(redis.client as never);
          puts.push(done);
          return done;
        },
        tell: () => {},
        isUp: () => true,
        close: () => {},
      },
      seal: () => place,
      metrics: { redisFailed: () => {} },
    });
    late.write([{ stored, checkedAtMs }]);
    assert.deepEqual(await Promise.all(puts), [0]);
    assert.ok((await redis.client.strLen(key)) < 100);
  });
});
