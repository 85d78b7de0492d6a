import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, describe, it } from "node:test";
import { startRedis, withoutRedis } from "../testing/redis.ts";
import { Allowance } from "./allowance.ts";
import { openRedis, type RedisLink } from "./redis-link.client.ts";
import { shareQuotas } from "./shared-quota.store.ts";

const HOUR_SECONDS = 3600;
/** Wide: on a busy machine an answer may be seen late, and nothing here is about that. */
const PATIENT_MS = 10_000;

function schedule(work: () => void, delayMs: number): () => void {
  const timer = setTimeout(work, delayMs);
  return () => clearTimeout(timer);
}

describe("gateways that count through Redis", {
  skip: withoutRedis(process.env.CI === "true"),
}, () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  const links: RedisLink[] = [];
  before(async () => {
    redis = await startRedis();
  });
  after(async () => {
    for (const link of links) link.close();
    await redis.stop();
  });

  /** One gateway, connected. */
  async function gateway(timeoutMs = PATIENT_MS) {
    const failed: string[] = [];
    const link = openRedis({
      url: redis.url,
      timeoutMs,
      onFailure: (reason) => failed.push(reason),
      schedule,
    });
    links.push(link);
    await until(link.isUp);
    const parts = { shared: shareQuotas(link), nowMs: Date.now, schedule };
    const of = (key: string, quota: number) =>
      new Allowance(key, { quota, windowSeconds: HOUR_SECONDS }, parts);
    return { link, of, failed };
  }

  const one = (allowance: Allowance): Promise<boolean> =>
    new Promise((resolve) => {
      const isAllowed = allowance.take(Date.now());
      if (isAllowed === undefined) allowance.ask(resolve);
      else resolve(isAllowed);
    });

  for (const { quota, counts } of [
    { quota: 10, counts: [15, 15] },
    { quota: 100, counts: [300, 7] },
    { quota: 2_000, counts: [1_500, 1_500] },
    { quota: 20_000, counts: [30_000, 5_000] },
  ]) {
    it(`let exactly ${quota} of ${counts.join(" + ")} requests pass that come at once`, async () => {
      const gateways = await Promise.all(counts.map(() => gateway()));
      const all = gateways.flatMap(({ of }, at) => {
        const allowance = of(`burst-${quota}`, quota);
        return Array.from({ length: counts[at] ?? 0 }, () => one(allowance));
      });
      const passed = (await Promise.all(all)).filter(Boolean).length;
      assert.equal(passed, quota);
    });
  }

  it("reach the quota exactly when requests come one after the other, though some is lent meanwhile", async () => {
    const [left, right] = [await gateway(), await gateway()];
    const quota = 3_000;
    const allowances = [left.of("stream", quota), right.of("stream", quota)];
    let passed = 0;
    const client = async (at: number): Promise<void> => {
      const allowance = allowances[at % 2];
      assert.ok(allowance);
      for (let i = 0; i < 250; i += 1) if (await one(allowance)) passed += 1;
    };
    await Promise.all(Array.from({ length: 16 }, (_, at) => client(at)));
    assert.equal(passed, quota);
  });

  it("do not wait for a Redis that hangs, and count together again when it answers", async () => {
    const { link, of, failed } = await gateway(50);
    const allowance = of("hang", 100);
    assert.equal(await one(allowance), true);
    redis.hang();
    assert.equal(await one(allowance), true, "decided here");
    assert.deepEqual(failed, ["timeout"]);
    assert.equal(link.isUp(), false);
    assert.equal(allowance.take(Date.now()), true, "without asking");
    redis.goOn();
    await until(link.isUp);
    const other = await gateway();
    assert.equal(await one(allowance), true);
    const seen = other.of("hang", 100);
    assert.equal(await one(seen), true);
    // One that Redis granted, two that it was told of later, one, one; and what it read too late to be used.
    assert.ok(seen.remaining() <= 95, String(seen.remaining()));
  });

  async function until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await once(AbortSignal.timeout(5), "abort");
  }
});
