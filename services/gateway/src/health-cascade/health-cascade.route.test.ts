import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { startTelemetry, type Telemetry } from "@holdfast/telemetry";
import { startGateway } from "../testing/running-service.ts";

type Part = {
  readonly name: string;
  readonly breaker: { readonly before: string; readonly after: string; readonly path: string[] };
  readonly fault: unknown;
  readonly calls: number;
  readonly attempts: number;
  readonly retries: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly fallback: string | null;
  readonly fallbackUsed: boolean;
  readonly elapsedMs: number;
};
type Drilled = {
  readonly code?: string;
  readonly sku: string;
  readonly seed: number | null;
  readonly productView: unknown;
  readonly elapsedMs: number;
  readonly dependencies: readonly Part[];
};
type Gateway = Awaited<ReturnType<typeof startGateway>>;

async function drill(gateway: Gateway, query = "") {
  const answer = await fetch(`${gateway.origin}/api/v1/health/cascade${query}`, {
    headers: { authorization: "Bearer hf_dev_shop" },
  });
  const body = (await answer.json()) as Drilled;
  const part = (name: string): Part => {
    const found = body.dependencies.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no ${name} in the report`);
    return found;
  };
  return { status: answer.status, body, part };
}

describe("GET /api/v1/health/cascade", () => {
  let telemetry: Telemetry;
  let gateway: Gateway;
  const lines: { readonly msg: string; readonly drill?: boolean }[] = [];
  before(async () => {
    telemetry = startTelemetry({ serviceName: "test", serviceVersion: "1", env: {} });
    const destination = { write: (line: string) => lines.push(JSON.parse(line)) };
    const log = createLogger({ service: "gateway", level: "warn", destination });
    gateway = await startGateway({ isFaultInjectionOn: true, log });
    gateway.inventory.answer = ({ url }, reply) =>
      reply.send(url.startsWith("/internal/products?") ? { data: [], nextCursor: null } : {});
  });
  after(async () => {
    await gateway.close();
    await telemetry.shutdown();
  });

  it("finds nothing wrong without a fault", async () => {
    const { status, body, part } = await drill(gateway);
    assert.equal(status, 200);
    assert.deepEqual(body.productView, { status: 200, degraded: [] });
    for (const { breaker, retries, fallbackUsed, outcomes, calls } of body.dependencies) {
      assert.deepEqual(breaker.path, ["closed"]);
      assert.deepEqual([retries, fallbackUsed, outcomes.ok], [0, false, calls]);
    }
    assert.equal(part("orders").fault, null);
  });

  it("opens the breaker of a dependency that refuses connections, degrades the view, and closes it again", async () => {
    const { body, part } = await drill(gateway, "?failure_mode=inventory&sku=ESP-1");
    assert.equal(body.sku, "ESP-1");
    const inventory = part("inventory");
    assert.deepEqual(inventory.breaker, {
      before: "closed",
      after: "open",
      path: ["closed", "open", "half-open", "closed"],
    });
    assert.equal(inventory.attempts, 19); // and the call before the fault: 20 are enough to judge
    assert.ok(inventory.retries > 0);
    assert.ok(Number(inventory.outcomes["circuit-open"]) >= 1);
    assert.match(inventory.fallback ?? "", /last known availability/);
    assert.equal(inventory.fallbackUsed, true);
    assert.deepEqual(body.productView, { status: 200, degraded: ["inventory"] });
    assert.deepEqual(part("pricing").breaker.path, ["closed"]);
  });

  it("leaves the breakers of live traffic alone", async () => {
    await drill(gateway, "?failure_mode=orders");
    const answer = await fetch(`${gateway.origin}/api/v1/admin/breakers`, {
      headers: { authorization: "Bearer hf_dev_admin" },
    });
    const { data } = (await answer.json()) as { data: { state: string; calls: number }[] };
    assert.deepEqual(
      data.map(({ state, calls }) => [state, calls]),
      [
        ["closed", 0],
        ["closed", 0],
        ["closed", 0],
      ],
    );
  });

  it("says in the log that its breakers are those of a drill", async () => {
    lines.length = 0;
    await drill(gateway, "?failure_mode=orders");
    const changes = lines.filter(({ msg }) => msg === "circuit breaker changed its state");
    assert.ok(changes.length > 0);
    assert.ok(changes.every((line) => line.drill === true));
  });

  it("names no fallback where there is none", async () => {
    const { part, body } = await drill(gateway, "?failure_mode=orders");
    assert.deepEqual([part("orders").fallback, part("orders").fallbackUsed], [null, false]);
    assert.deepEqual(body.productView, { status: 200, degraded: [] });
  });

  it("refuses a second drill beside a first one, which ends when nobody answers", async () => {
    const first = drill(gateway, "?failure_mode=timeout");
    const second = await drill(gateway);
    assert.deepEqual([second.status, second.body.code], [409, "drill-in-progress"]);
    const { body } = await first;
    assert.deepEqual(
      body.dependencies.map(({ breaker }) => breaker.path),
      [0, 1, 2].map(() => ["closed", "open", "half-open", "closed"]),
    );
    assert.deepEqual(body.productView, { status: 503, degraded: [] });
  });

  it("repeats random faults by their seed", async () => {
    const { body } = await drill(gateway, "?failure_mode=random&seed=0");
    const again = await drill(gateway, "?failure_mode=random&seed=0");
    assert.equal(body.seed, 0);
    assert.deepEqual(
      again.body.dependencies.map(({ fault }) => fault),
      body.dependencies.map(({ fault }) => fault),
    );
  });

  it("refuses what is no failure mode", async () => {
    assert.equal((await drill(gateway, "?failure_mode=flood")).status, 400);
    assert.equal((await drill(gateway, "?seed=-1")).status, 400);
  });
});

describe("GET /api/v1/health/cascade, where fault injection is off", () => {
  it("is refused", async () => {
    const telemetry = startTelemetry({ serviceName: "test", serviceVersion: "1", env: {} });
    const gateway = await startGateway();
    const { status, body } = await drill(gateway, "?failure_mode=none");
    assert.deepEqual([status, body.code], [403, "fault-injection-disabled"]);
    await gateway.close();
    await telemetry.shutdown();
  });
});
