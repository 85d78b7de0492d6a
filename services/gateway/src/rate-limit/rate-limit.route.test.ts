import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startTelemetry } from "@holdfast/telemetry";
import { startRedis, withoutRedis } from "../testing/redis.ts";
import { startGateway } from "../testing/running-service.ts";

type Gateway = Awaited<ReturnType<typeof startGateway>>;
const HOUR_SECONDS = 3600;
const telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "1", env: {} });
after(() => telemetry.shutdown());

const read = (gateway: Gateway, key = "hf_dev_shop") =>
  fetch(`${gateway.origin}/api/v1/reservations/0197e0a0-0000-7000-8000-000000000000`, {
    headers: { authorization: `Bearer ${key}` },
  });

describe("the rate limit of a key", () => {
  let gateway: Gateway;
  before(async () => {
    gateway = await startGateway({
      rateLimits: { perKey: { quota: 2, windowSeconds: HOUR_SECONDS } },
    });
  });
  after(() => gateway.close());

  it("is told on every answer, and ends in 429 that says when to come back", async () => {
    const answers = [await read(gateway), await read(gateway), await read(gateway)];
    assert.deepEqual(
      answers.map(({ status, headers }) => [status === 429, headers.get("ratelimit-policy")]),
      [false, false, true].map((refused) => [refused, '"default";q=2;w=3600']),
    );
    const left = answers.map(({ headers }) => headers.get("ratelimit") ?? "");
    for (const [at, remaining] of [1, 0, 0].entries()) {
      assert.match(left[at] ?? "", new RegExp(`^"default";r=${remaining};t=[1-9]\\d{0,3}$`));
    }
    const [, , refused] = answers;
    assert.ok(refused);
    const problem = (await refused.json()) as { code: string; type: string };
    assert.equal(problem.code, "rate-limited");
    assert.equal(problem.type, "/problems/rate-limited");
    assert.match(refused.headers.get("retry-after") ?? "", /^[1-9]\d{0,3}$/);
  });

  it("leaves other keys theirs", async () => {
    assert.notEqual((await read(gateway, "hf_dev_admin")).status, 429);
  });
});

describe("the rate limit of an address", () => {
  it("refuses it sooner for wrong keys, whoever is behind a proxy that is trusted on their own", async () => {
    const gateway = await startGateway({
      rateLimits: { perAddress: { quota: 250, windowSeconds: HOUR_SECONDS } },
      edge: { trustedProxies: ["127.0.0.1"] },
    });
    const from = (address: string, key: string) =>
      fetch(`${gateway.origin}/api/v1/orders`, {
        headers: { authorization: `Bearer ${key}`, "x-forwarded-for": address },
      }).then(({ status }) => status);
    const guesses: number[] = [];
    for (let i = 0; i < 5; i += 1) guesses.push(await from("203.0.113.7", `guess-${i}`));
    assert.deepEqual(guesses, [401, 401, 401, 429, 429]);
    assert.equal(await from("203.0.113.7", "hf_dev_shop"), 429);
    assert.equal(await from("203.0.113.8", "hf_dev_shop"), 200);
    await gateway.close();
  });

  it("is told in a refusal as that of a key is", async () => {
    const perAddress = { quota: 150, windowSeconds: HOUR_SECONDS };
    const gateway = await startGateway({ rateLimits: { perAddress } });
    assert.equal((await read(gateway, "guess-1")).status, 401);
    assert.equal((await read(gateway, "guess-2")).status, 401);
    const { status, headers } = await read(gateway);
    assert.equal(status, 429);
    assert.equal(headers.get("ratelimit-policy"), '"default";q=150;w=3600');
    assert.match(headers.get("ratelimit") ?? "", /^"default";r=0;t=[1-9]\d{0,3}$/);
    assert.match(headers.get("retry-after") ?? "", /^[1-9]\d{0,3}$/);
    for (const name of ["x-trace-id", "x-correlation-id", "content-security-policy"]) {
      assert.ok(headers.get(name), name);
    }
    await gateway.close();
  });

  it("is charged for a missing key as for a wrong one, and not for what may not be done", async () => {
    const perAddress = { quota: 150, windowSeconds: HOUR_SECONDS };
    const gateway = await startGateway({ rateLimits: { perAddress } });
    const path = `${gateway.origin}/api/v1/admin/breakers`;
    const shop = { authorization: "Bearer hf_dev_shop" };
    for (let times = 0; times < 20; times += 1) {
      assert.equal((await fetch(path, { headers: shop })).status, 403);
    }
    const statuses: number[] = [];
    for (let times = 0; times < 3; times += 1) statuses.push((await fetch(path)).status);
    assert.deepEqual(statuses, [401, 401, 429]);
    await gateway.close();
  });

  it("takes no client's word for its address", async () => {
    const gateway = await startGateway({
      rateLimits: { perAddress: { quota: 2, windowSeconds: HOUR_SECONDS } },
    });
    const statuses: number[] = [];
    for (const address of ["203.0.113.1", "203.0.113.2", "203.0.113.3"]) {
      const headers = { authorization: "Bearer hf_dev_shop", "x-forwarded-for": address };
      statuses.push((await fetch(`${gateway.origin}/api/v1/orders`, { headers })).status);
    }
    assert.deepEqual(statuses, [200, 200, 429]);
    await gateway.close();
  });
});

describe("two gateways with one Redis", { skip: withoutRedis(process.env.CI === "true") }, () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let gateways: readonly Gateway[];
  before(async () => {
    redis = await startRedis();
    const rateLimits = {
      perKey: { quota: 40, windowSeconds: HOUR_SECONDS },
      redis: { url: redis.url, timeoutMs: 5_000 },
    };
    gateways = await Promise.all([startGateway({ rateLimits }), startGateway({ rateLimits })]);
    for (const gateway of gateways) while ((await limits(gateway)).status !== "ok");
  });
  after(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()));
    await redis.stop();
  });

  async function limits({ origin }: Gateway) {
    const ready = (await (await fetch(`${origin}/readyz`)).json()) as {
      checks: Record<string, { status: string; message?: string }>;
    };
    return ready.checks["rate limits"] ?? { status: "missing" };
  }

  it("count one by one, too, whichever is asked", async () => {
    const policies: (string | null)[] = [];
    for (let times = 0; times < 44; times += 1) {
      const gateway = gateways[times % 2];
      assert.ok(gateway);
      const { status, headers } = await read(gateway, "hf_dev_admin");
      policies.push(headers.get("ratelimit"));
      assert.equal(status === 429, times >= 40, `${times}: ${status}, ${policies}`);
    }
  });

  it("let exactly the quota pass when more comes to both at once", async () => {
    const asked = [45, 15].flatMap((count, at) => {
      const gateway = gateways[at];
      assert.ok(gateway);
      return Array.from({ length: count }, () => read(gateway));
    });
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    assert.equal(statuses.filter((status) => status !== 429).length, 40);
  });

  it("answer all that is under way when Redis dies, let no more than their own quotas pass, and say so", async () => {
    const perKey = { quota: 30, windowSeconds: HOUR_SECONDS };
    const mortal = await startRedis();
    const rateLimits = { perKey, redis: { url: mortal.url, timeoutMs: 100 } };
    const both = await Promise.all([startGateway({ rateLimits }), startGateway({ rateLimits })]);
    for (const gateway of both) while ((await limits(gateway)).status !== "ok");
    const ask = () => both.flatMap((gateway) => Array.from({ length: 25 }, () => read(gateway)));
    const before = ask();
    await Promise.race(before);
    const after = mortal.stop().then(() => Promise.all(ask()));
    const answers = await Promise.all([Promise.all([...before, ...ask()]), after]);
    const statuses = answers.flat().map(({ status }) => status);
    assert.ok(statuses.every((status) => status === 404 || status === 200 || status === 429));
    const passed = statuses.filter((status) => status !== 429).length;
    assert.ok(passed >= 30 && passed <= 60, `${passed} of ${statuses.length}`);
    const [gateway] = both;
    assert.ok(gateway);
    let check = await limits(gateway);
    while (check.status === "ok") check = await limits(gateway);
    assert.deepEqual(check, {
      status: "warn",
      message: "Redis is away; rate limits hold for each gateway alone",
    });
    assert.notEqual((await read(gateway, "hf_dev_admin")).status, 429);
    await Promise.all(both.map((each) => each.close()));
  });
});
