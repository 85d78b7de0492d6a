/** A new version of the checkout, deployed on a real engine while checkouts of the old one run. */
import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { endProcess, identify } from "@holdfast/embedded/process";
import { launch } from "@holdfast/embedded/program";
import { restateIsHealthy, restateProgram } from "@holdfast/embedded/restate";
import { createLogger } from "@holdfast/log";
import { createOutbound, loadResilience, type Resilience } from "@holdfast/outbound";
import { openOutbox } from "@holdfast/outbox";
import { testDatabase } from "@holdfast/postgres/testing";
import { startTelemetry } from "@holdfast/telemetry";
import { type WorkflowContext, workflow } from "@restatedev/restate-sdk";
import { checkoutCalls } from "./checkout/checkout.client.ts";
import { beginCheckout, settleOrder } from "./checkout/checkout.store.ts";
import { type CheckoutRefusal, type CheckoutState, checkoutSteps } from "./checkout/checkout.ts";
import type { CheckoutInput } from "./checkout/checkout.workflow.ts";
import { composeDurable, type DurableDeps } from "./compose.ts";
import { onBehalfOf } from "./origin.ts";
import { type DurableServices, restateEndpoint } from "./restate-endpoint.ts";
import { engineOf, WORKFLOW_OPTIONS } from "./restate-engine.ts";
import { submissions } from "./restate-ingress.ts";
import { insist, runSaga } from "./saga.ts";
import { findUnsubmittedOrders } from "./sweep.store.ts";
import { someReports } from "./testing/fake-reports.ts";
import { startFakeServices } from "./testing/fake-services.ts";
import { MIGRATIONS, NOW_MS, schedule } from "./testing/running-orders.ts";
import { writeOrder } from "./testing/sold-order.ts";
import { someWebhooks } from "./testing/some-webhooks.ts";

const log = createLogger({ service: "orders", level: "silent" });
const BOUNDED = { timeout: 120_000 };
/** Where a checkout of the old version is when the new one comes: at every call. */
const ROUTES = [
  "POST /v1/quotes",
  "PUT /internal/reservations/{id}",
  "POST /charges",
  "POST /internal/reservations/{id}/confirm",
  "POST /charges/{id}/capture",
] as const;

describe("a new version of the checkout", BOUNDED, () => {
  let world: Awaited<ReturnType<typeof startWorld>>;
  let ports: Record<"old" | "new", number>;
  const processes: ReturnType<typeof restateEndpoint>[] = [];
  before(async () => {
    world = await startWorld();
  }, BOUNDED);
  beforeEach(async () => {
    world.services.forget();
    world.ranOnV2.clear();
    const [old, fresh] = await freePorts(2);
    ports = { old: old ?? 0, new: fresh ?? 0 };
  });
  after(async () => {
    await Promise.all(processes.map((process) => process.close(0)));
    await world?.stop();
  });

  const startEndpoint = async (port: number, versions: Record<string, DurableServices>) => {
    const endpoint = restateEndpoint(versions, log);
    await endpoint.listen({ host: "127.0.0.1", port });
    processes.push(endpoint);
    return endpoint;
  };
  /** One checkout for each route, each held there; they go on when told to. */
  const beginAtEveryCall = async () => {
    const gate = Promise.withResolvers<void>();
    const ids = await Promise.all(ROUTES.map((route) => world.begin(route, gate.promise)));
    return { ids, letGo: gate.resolve };
  };
  const proveSold = async (ids: readonly string[]) => {
    for (const id of ids) assert.equal(await world.ended(id), "confirmed");
    const charges = world.services.charges.filter(({ orderId }) => ids.includes(orderId));
    assert.deepEqual(
      charges.map(({ status, captures }) => [status, captures]),
      ids.map(() => ["captured", 1]),
    );
  };

  it("gets new orders; what runs goes on where it began, in the old process, which is then done", async () => {
    await startEndpoint(ports.old, { v1: world.v1() });
    const oldId = await world.register(`http://127.0.0.1:${ports.old}/v1`);
    const old = await beginAtEveryCall();

    await startEndpoint(ports.new, { v1: world.v1(), v2: world.v2() });
    await world.register(`http://127.0.0.1:${ports.new}/v2`);
    const young = await world.begin();
    assert.equal(await world.ended(young), "confirmed");
    assert.equal(await world.runningOn(oldId), ROUTES.length, "the old process is still needed");

    old.letGo();
    await proveSold(old.ids);
    assert.deepEqual(world.ranOnV2, new Set([young]));
    await until("the old process to be done", async () =>
      (await world.runningOn(oldId)) === 0 ? true : undefined,
    );
  });

  it("stands beside the old one in the process that replaces the old process", async () => {
    const process = await startEndpoint(ports.old, { v1: world.v1() });
    await world.register(`http://127.0.0.1:${ports.old}/v1`);
    const old = await beginAtEveryCall();

    await process.close(0); // killed: the calls under way are lost
    world.services.faults.clear();
    old.letGo();
    await startEndpoint(ports.old, { v1: world.v1(), v2: world.v2() });
    await world.register(`http://127.0.0.1:${ports.old}/v2`);
    const young = await world.begin();
    await proveSold([...old.ids, young]);
    assert.deepEqual(world.ranOnV2, new Set([young]));
  });

  it("that was put in the old one's place does nothing to what runs; the old code, put back, ends it", async () => {
    const url = `http://127.0.0.1:${ports.old}/v1`;
    const right = await startEndpoint(ports.old, { v1: world.v1() });
    const known = await world.register(url);
    const old = await beginAtEveryCall();
    await right.close(0);
    world.services.faults.clear();
    old.letGo();

    const wrong = await startEndpoint(ports.old, { v1: world.v2() });
    assert.equal(await world.register(url), known, "nothing of it is looked at");
    await world.register(url, { force: true }); // what the embedded mode does at every start
    await until("the engine to find that the code is another one", async () =>
      (await world.mismatches(old.ids)) === ROUTES.length ? true : undefined,
    );
    await wrong.close(0);

    await startEndpoint(ports.old, { v1: world.v1() });
    await world.register(url, { force: true });
    const young = await world.begin();
    await proveSold([...old.ids, young]);
    assert.deepEqual(world.ranOnV2, new Set());
  });
});

async function startWorld() {
  const home = mkdtempSync(join(tmpdir(), "holdfast-versions-"));
  const [ingress = 0, admin = 0, node = 0] = await freePorts(3);
  const program = restateProgram({
    dataDirectory: join(home, "restate"),
    logFile: join(home, "restate.log"),
    ports: { ingress, admin, node },
  });
  const server = identify((await launch(program)).pid, program.marker);
  const telemetry = startTelemetry({ serviceName: "orders", serviceVersion: "0", env: {} });
  const test = await testDatabase(MIGRATIONS);
  const services = await startFakeServices();
  const resilience = patient(loadResilience(join(import.meta.dirname, "../../../resilience.yaml")));
  const { origin } = services;
  const outbound = createOutbound({
    ...{ caller: "orders", during: ["checkout"], resilience, log },
    origins: { inventory: origin, pricing: origin, payment: origin },
  });
  const base = { db: test.db, log, nowMs: Date.now };
  const webhooks = someWebhooks(base);
  const deps: DurableDeps = {
    ...{ ...base, outbound, resilience, newId: randomUUIDv7, lateChargeMs: 300 },
    outbox: openOutbox({ db: test.db, schedule }),
    ...{ webhooks, reports: someReports() },
    draining: new AbortController().signal,
  };
  const ask = async (path: string, body: object) => {
    const answer = await fetch(`http://127.0.0.1:${admin}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, text);
    return JSON.parse(text);
  };
  const count = async (where: string): Promise<number> => {
    const query = `select count(*) as n from sys_invocation where ${where}`;
    return (await ask("/query", { query })).rows[0].n;
  };
  await until("the engine", async () =>
    (await restateIsHealthy({ ingress, admin })) ? true : undefined,
  );
  const checkouts = submissions<CheckoutInput>(`http://127.0.0.1:${ingress}`, "checkout", {
    ...{ log, draining: deps.draining },
  });
  const ranOnV2 = new Set<string>();
  return {
    services,
    ranOnV2,
    v1: () => composeDurable(deps),
    v2: () => secondVersion(deps, ranOnV2),
    register: async (uri: string, { force = false } = {}): Promise<string> =>
      (await ask("/deployments", { uri, force })).id,
    runningOn: (deploymentId: string) =>
      count(`pinned_deployment_id = '${deploymentId}' and status <> 'completed'`),
    mismatches: (orderIds: readonly string[]) =>
      count(
        `target_service_key in (${orderIds.map((id) => `'${id}'`).join(",")}) and last_failure_error_code = 'RT0016'`,
      ),
    /** Submits an order; with a route: resolves when it is there, where it stays until `gate` resolves. */
    begin: async (route?: string, gate?: Promise<void>) => {
      const id = await writeOrder(test.db);
      const submitted = await findUnsubmittedOrders(test.db, { beforeMs: NOW_MS + 1, limit: 100 });
      const input = submitted.find(({ order }) => order.id === id);
      assert.ok(input !== undefined);
      const reached = Promise.withResolvers<void>();
      if (route === undefined) reached.resolve();
      else {
        services.faults.set(route, async ({ headers }) => {
          if (!String(headers["idempotency-key"]).startsWith(id)) return undefined;
          reached.resolve();
          await gate;
          return undefined;
        });
      }
      await checkouts.submit(id, input);
      await reached.promise;
      return id;
    },
    ended: (id: string) =>
      until(`order ${id} to end`, async () => {
        const [row] = await test.db.query<{ status: string }>({
          name: "test-status",
          text: "select status from orders where id = $1 and status <> 'processing'",
          values: [id],
        });
        return row?.status;
      }),
    stop: async () => {
      await endProcess(server, { signals: ["SIGTERM"], patienceMs: 10_000 });
      await outbound.close();
      await telemetry.shutdown();
      await webhooks.close();
      await services.close();
      await test.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A call that is held is not given up. */
function patient(resilience: Resilience): Resilience {
  const changed = structuredClone(resilience);
  for (const call of changed.services.orders?.operations.checkout?.calls ?? []) {
    Object.assign(call, { timeoutMs: 60_000, deadlineMs: 60_000 });
  }
  return changed;
}

/** The checkout as nobody wrote it yet: another first step, and the payment before the goods. */
function secondVersion(deps: DurableDeps, ran: Set<string>): DurableServices {
  const { db, outbound, nowMs, draining } = deps;
  const calls = checkoutCalls(outbound, nowMs);
  const run = async (restate: WorkflowContext, input: CheckoutInput) => {
    const { order, origin } = input;
    const engine = engineOf(restate, draining);
    await insist(engine, "begin the second", async () => {
      await beginCheckout(db, order.id);
      ran.add(order.id);
      return null;
    });
    const [quote, redeem, hold, authorise, ...rest] = checkoutSteps(order, calls);
    assert.ok(quote && redeem && hold && authorise);
    const { state } = await runSaga<CheckoutState, CheckoutRefusal>(
      engine,
      [quote, redeem, authorise, hold, ...rest],
      {
        start: {},
        stopped: { kind: "checkout-stopped" },
        observe: (_mark, work) =>
          onBehalfOf(origin, { operationId: "checkout", deadlineAtMs: nowMs() + 60_000 }, work),
      },
    );
    await insist(engine, "settle", async () => {
      const told = { problem: undefined, items: undefined, traceparent: undefined };
      await settleOrder(db, {
        ...{ orderId: order.id, status: "confirmed", state, nowMs: nowMs(), ...told },
      });
      return null;
    });
  };
  return [workflow({ name: "checkout", handlers: { run }, options: WORKFLOW_OPTIONS })];
}

async function freePorts(count: number): Promise<readonly number[]> {
  const probes = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(probes.map((probe) => once(probe, "listening")));
  const ports = probes.map((probe) => {
    const address = probe.address();
    return typeof address === "object" ? (address?.port ?? 0) : 0;
  });
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  return ports;
}

/** Asks until there is a value; bounded. */
async function until<T>(what: string, probe: () => Promise<T | undefined>): Promise<T> {
  const giveUpAtMs = performance.now() + 30_000;
  while (performance.now() < giveUpAtMs) {
    const value = await probe();
    if (value !== undefined) return value;
    await wait(20);
  }
  throw new Error(`timed out waiting for ${what}`);
}
