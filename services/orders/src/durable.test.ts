/** Checkouts and imports on the real engine: an embedded Restate, and callees behind real HTTP. */
import assert from "node:assert/strict";
import { randomBytes, randomUUIDv7 } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { endProcess, identify } from "@holdfast/embedded/process";
import { launch } from "@holdfast/embedded/program";
import { restateProgram } from "@holdfast/embedded/restate";
import { createLogger } from "@holdfast/log";
import { createOutbound, loadResilience } from "@holdfast/outbound";
import { openOutbox } from "@holdfast/outbox";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { startTelemetry } from "@holdfast/telemetry";
import type { CheckoutInput } from "./checkout/checkout.workflow.ts";
import { compose, composeDurable } from "./compose.ts";
import type { ImportInput } from "./import-file/import-file.workflow.ts";
import type { ChangeInput } from "./order-changes/order-changes.store.ts";
import { restateEndpoint } from "./restate-endpoint.ts";
import { submissions } from "./restate-ingress.ts";
import { registerDeployment } from "./restate-registration.ts";
import { someReports } from "./testing/fake-reports.ts";
import { problemAnswer, startFakeServices } from "./testing/fake-services.ts";
import { MIGRATIONS, schedule } from "./testing/running-orders.ts";
import { someWebhooks } from "./testing/some-webhooks.ts";

const log = createLogger({ service: "orders", level: "silent" });
const NOTHING = { reservations: [], charges: [] };
const SOLD = { reservations: ["confirmed"], charges: ["captured"] };

type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
};

describe("on a real engine", () => {
  let world: Awaited<ReturnType<typeof startWorld>>;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(() => world.services.forget());
  after(() => world?.stop());

  const place = (headers: Readonly<Record<string, string>> = {}) =>
    world.app
      .inject({
        method: "POST",
        url: "/v1/orders",
        headers: {
          "content-type": "application/json",
          "idempotency-key": randomUUIDv7(),
          "holdfast-account": "acme",
          "holdfast-scope": "shop",
          ...headers,
        },
        payload: JSON.stringify({
          items: [{ sku: "mug", quantity: 2 }],
          currency: "EUR",
          region: "DE",
          customer: { email: "ada@example.com" },
          paymentMethod: { token: "tok_of_the_test" },
        }),
      })
      .then((answer) => ({
        status: answer.statusCode,
        body: answer.json(),
        headers: answer.headers,
      }));
  const view = async (id: string) => {
    const headers = { "holdfast-account": "acme" };
    const answer = await world.app.inject({ method: "GET", url: `/v1/orders/${id}`, headers });
    return answer.json();
  };
  const ended = (id: string) =>
    until(`order ${id} to end`, async () => {
      const order = await view(id);
      return order.status === "processing" ? undefined : order;
    });
  /** Holds a callee's route until the test lets it go, and tells when it was reached. */
  const hold = (route: string) => {
    const reached = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    world.services.faults.set(route, async () => {
      reached.resolve();
      await gate.promise;
      return undefined;
    });
    return { reached: reached.promise, letGo: gate.resolve };
  };

  it("confirms an order, every call carrying its key, account and correlation id", async () => {
    const order = await place({ "x-correlation-id": "test-1" });
    assert.equal(order.status, 201, JSON.stringify(order.body));
    assert.deepEqual(world.services.left(), SOLD);
    const { id } = order.body;
    assert.deepEqual(
      world.services.seen.map(({ route, headers }) => [route, headers["idempotency-key"]]),
      [
        ["POST /v1/quotes", `${id}:quote`],
        ["PUT /internal/reservations/{id}", `${id}:hold`],
        ["POST /charges", `${id}:authorise`],
        ["POST /internal/reservations/{id}/confirm", `${id}:confirm-hold`],
        ["POST /charges/{id}/capture", `${id}:capture`],
      ],
    );
    for (const { route, headers } of world.services.seen) {
      assert.deepEqual(
        [headers["x-correlation-id"], headers["holdfast-account"], headers["holdfast-scope"]],
        route.includes("/charges") ? ["test-1", undefined, undefined] : ["test-1", "acme", "shop"],
        route,
      );
    }
  });

  it("undoes everything when the card is declined", async () => {
    world.services.faults.set("POST /charges", async () => problemAnswer(402, "payment-declined"));
    const order = await place();
    assert.deepEqual([order.status, order.body.code], [402, "payment-declined"]);
    assert.deepEqual(world.services.left(), NOTHING);
    const { timeline } = await view(order.body.orderId);
    assert.deepEqual(
      timeline.map(({ step, status }: { step: string; status: string }) => `${step} ${status}`),
      ["quote done", "hold done", "authorise failed", "authorise compensated", "hold compensated"],
    );
  });

  it("undoes everything when the capture fails, and says so within the client's wait", async () => {
    world.services.faults.set("POST /charges/{id}/capture", async () =>
      problemAnswer(500, "internal-error"),
    );
    const order = await place();
    assert.deepEqual([order.status, order.body.code], [503, "payment-unavailable"]);
    assert.deepEqual(world.services.left(), NOTHING);
  });

  it("asks again for as long as an undo fails, and gives the goods back meanwhile", async () => {
    let failures = 11; // more than two runs of the undo can meet, whatever number of attempts each has
    let orderId: unknown;
    world.services.faults.set("POST /charges", async ({ body }) => {
      orderId = body.orderId;
      return problemAnswer(402, "payment-declined");
    });
    world.services.faults.set("GET /charges", async ({ query }) => {
      if (query.get("orderId") !== orderId) return undefined; // the late look at an earlier test's order
      failures -= 1;
      return failures >= 0 ? problemAnswer(503, "overloaded") : undefined;
    });
    const order = await place();
    assert.equal(order.status, 402, JSON.stringify(order.body));
    const { timeline } = await view(order.body.orderId);
    const undo = timeline.find(
      ({ step, status }: { step: string; status: string }) =>
        step === "authorise" && status === "compensated",
    );
    assert.ok(undo.attempt >= 3, JSON.stringify(timeline));
    const undos = world.services.seen.map(({ route }) => route);
    assert.ok(
      undos.indexOf("POST /internal/reservations/{id}/cancel") < undos.lastIndexOf("GET /charges"),
    );
    assert.deepEqual(world.services.left(), NOTHING);
  });

  for (const [step, route] of [
    ["authorise", "POST /charges"],
    ["capture", "POST /charges/{id}/capture"],
  ] as const) {
    it(`goes on where it was when its process dies in ${step}, and charges once`, async () => {
      const traceId = randomUUIDv7().replaceAll("-", "");
      const held = hold(route);
      const order = await place({
        prefer: "respond-async",
        traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      });
      assert.equal(order.status, 202);
      await held.reached;
      await world.killEndpoint();
      world.services.faults.clear();
      held.letGo();
      await world.startEndpoint();
      const { status } = await ended(order.body.id);
      assert.equal(status, "confirmed");
      assert.deepEqual(world.services.left(), SOLD);
      assert.deepEqual(
        world.services.charges.map(({ captures }) => captures),
        [1],
      );
      const spans = await world.spansOf(traceId, "checkout settle");
      assertOneTree(spans, "b7ad6b7169203331");
    });
  }

  it("finishes its step when it is told to stop, and the next process goes on", async () => {
    const held = hold("POST /charges");
    const order = await place({ prefer: "respond-async" });
    await held.reached;
    const drained = world.drainEndpoint();
    held.letGo();
    await drained;
    const { status, timeline } = await view(order.body.id);
    assert.equal(status, "processing");
    assert.deepEqual(timeline.at(-1)?.step, "authorise");
    world.services.faults.clear();
    await world.startEndpoint();
    assert.equal((await ended(order.body.id)).status, "confirmed");
    const authorised = world.services.seen.filter(({ route }) => route === "POST /charges");
    assert.equal(authorised.length, 1, "what was done before the stop is not done again");
  });

  it("takes everything back when an operator cancels it in the middle", async () => {
    const held = hold("POST /charges");
    const order = await place({ prefer: "respond-async" });
    await held.reached;
    const [invocation] = await world.query(
      `select id from sys_invocation where target_service_key = '${order.body.id}'`,
    );
    await world.admin("PATCH", `/invocations/${invocation?.id}/cancel`);
    held.letGo();
    const { status, problem } = await ended(order.body.id);
    assert.deepEqual([status, problem.code], ["failed", "checkout-stopped"]);
    await until("the charge to be voided", async () =>
      world.services.left().charges.length === 0 ? true : undefined,
    );
    assert.deepEqual(world.services.left(), NOTHING);
  });

  it("is not stopped once it captures: an operator who cancels it then gets a confirmed order", async () => {
    const held = hold("POST /charges/{id}/capture");
    const order = await place({ prefer: "respond-async" });
    await held.reached;
    const [invocation] = await world.query(
      `select id from sys_invocation where target_service_key = '${order.body.id}'`,
    );
    await world.admin("PATCH", `/invocations/${invocation?.id}/cancel`);
    held.letGo();
    assert.equal((await ended(order.body.id)).status, "confirmed");
    assert.deepEqual(world.services.left(), SOLD);
    assert.deepEqual(
      world.services.charges.map(({ captures }) => captures),
      [1],
    );
  });

  it("ends cancelled, with nothing left, when the order is to be cancelled while a step runs", async () => {
    const held = hold("POST /charges");
    const order = await place({ prefer: "respond-async" });
    await held.reached;
    await world.cancelOrder(order.body.id);
    held.letGo();
    const { status, problem } = await ended(order.body.id);
    assert.deepEqual([status, problem.code], ["cancelled", "order-cancelled"]);
    assert.deepEqual(world.services.left(), NOTHING);
  });

  it("is confirmed when the capture took effect and every answer to it is lost", async () => {
    world.services.faults.set("POST /charges/{id}/capture", async ({ id }) => {
      const charge = world.services.charges.find((each) => each.id === id);
      if (charge !== undefined) charge.status = "captured";
      return problemAnswer(500, "internal-error");
    });
    const order = await place();
    assert.equal(order.status, 201, JSON.stringify(order.body));
    assert.deepEqual(world.services.left(), SOLD);
  });

  it("voids a charge that the provider makes after it was asked for all of them", async () => {
    world.services.faults.set("POST /charges", async () => problemAnswer(503, "overloaded"));
    const order = await place();
    assert.deepEqual([order.status, order.body.code], [503, "payment-unavailable"]);
    const orderId = order.body.orderId;
    const late = { id: randomUUIDv7(), orderId, status: "authorised", key: "late", captures: 0 };
    world.services.charges.push(late);
    await until("the late charge to be voided", async () =>
      late.status === "voided" ? true : undefined,
    );
    assert.deepEqual(world.services.left(), NOTHING);
    const last = await until("the late look to be in the timeline", async () => {
      const { step, status } = (await view(orderId)).timeline.at(-1);
      return status === "compensated" && step === "authorise" ? step : undefined;
    });
    assert.equal(last, "authorise");
  });

  it("keeps no payment token once the order has ended", async () => {
    const order = await place();
    assert.equal(order.status, 201);
    const rows = await until("the journal to be dropped", async () => {
      const all = await world.query(
        `select j.index from sys_journal j join sys_invocation i on i.id = j.id
          where i.target_service_key = '${order.body.id}'`,
      );
      return all.length === 0 ? all : undefined;
    });
    assert.deepEqual(rows, []);
  });

  it("runs an order once, however often it is submitted", async () => {
    const order = await place();
    const input = { order: { id: order.body.id }, origin: {} } as unknown as CheckoutInput;
    const calls = () =>
      world.services.seen.filter((request) => JSON.stringify(request).includes(order.body.id));
    const before = calls();
    assert.ok(before.length > 0);
    await world.checkouts.submit(order.body.id, input);
    assert.equal(await world.checkouts.ended(order.body.id, 5_000), true);
    assert.deepEqual(calls(), before);
  });

  it("does not wait for an order that it was never given", async () => {
    assert.equal(await world.checkouts.ended(randomUUIDv7(), 5_000), false);
  });

  it("applies an import, going on after its process died", async () => {
    const held = hold("POST /internal/import-prices");
    const rows = Array.from({ length: 250 }, (_, index) => `sku-${index},Name,${index}\n`);
    const job = await world.app.inject({
      method: "POST",
      url: "/v1/admin/imports?kind=products",
      headers: {
        "content-type": "text/csv",
        "holdfast-account": "acme",
        "holdfast-scope": "admin",
      },
      payload: `sku,name,price_eur\n${rows.join("")}`,
    });
    assert.equal(job.statusCode, 202, job.body);
    await held.reached;
    await world.killEndpoint();
    world.services.faults.clear();
    held.letGo();
    await world.startEndpoint();
    const report = await until("the import to end", async () => {
      const url = `/v1/admin/imports/${job.json().id}`;
      const headers = { "holdfast-account": "acme", "holdfast-scope": "admin" };
      const body = (await world.app.inject({ method: "GET", url, headers })).json();
      return body.status === "done" ? body : undefined;
    });
    assert.deepEqual([report.rows, report.accepted, report.rejected], [250, 250, 0]);
  });
});

async function startWorld() {
  const home = mkdtempSync(join(tmpdir(), "holdfast-orders-"));
  const [ingress, adminPort, node, endpointPort] = await freePorts(4);
  const ports = { ingress, admin: adminPort, node };
  const program = restateProgram({
    dataDirectory: join(home, "restate"),
    logFile: join(home, "restate.log"),
    ports,
  });
  const server = identify((await launch(program)).pid, program.marker);
  const collector = await startCollector();
  const telemetry = startTelemetry({
    serviceName: "orders",
    serviceVersion: "0",
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_BSP_SCHEDULE_DELAY: "50",
    },
  });
  const test = await testDatabase(MIGRATIONS);
  const services = await startFakeServices();
  const { endpoint, parts } = await durableSide(test, services.origin, endpointPort);
  const adminUrl = `http://127.0.0.1:${adminPort}`;
  const registration = registerDeployment({
    adminUrl,
    service: "checkout",
    deploymentUrl: `http://127.0.0.1:${endpointPort}/v1`,
    force: true,
    log,
    send: fetch,
    wait,
  });
  const ingressUrl = `http://127.0.0.1:${ingress}`;
  const waiting = { log, draining: new AbortController().signal };
  const checkouts = submissions<CheckoutInput>(ingressUrl, "checkout", waiting);
  const imports = submissions<ImportInput>(ingressUrl, "import-file", waiting);
  const app = compose({
    ...parts,
    version: "0.1.0",
    checkouts,
    imports,
    changes: submissions<ChangeInput>(ingressUrl, "order-change", waiting),
    paymentEvents: { verifier: undefined, reverse: async () => {} },
    restateCheck: registration.check,
    randomBytes,
    schedule,
    breakers: () => [],
    defaultLocation: "BER",
  });
  await until("the engine to be ready", async () => {
    const ready = await app.inject({ method: "GET", url: "/readyz" });
    return ready.statusCode === 200 ? true : undefined;
  });
  const admin = async (method: string, path: string, body?: object) => {
    const answer = await fetch(adminUrl + path, {
      method,
      headers: { "content-type": "application/json", accept: "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return text === "" ? {} : (JSON.parse(text) as { rows?: Record<string, string>[] });
  };
  return {
    app,
    services,
    checkouts,
    admin,
    query: async (query: string) => (await admin("POST", "/query", { query })).rows ?? [],
    cancelOrder: (id: string) =>
      test.db.query({
        name: "test-cancel-order",
        text: "update orders set cancel_requested_at = now() where id = $1",
        values: [id],
      }),
    killEndpoint: () => endpoint.current.close(0),
    drainEndpoint: () => {
      endpoint.current.drain();
      return endpoint.current.close(30_000);
    },
    startEndpoint: endpoint.start,
    /** The spans of a trace, once one of that name has ended and nothing more comes. */
    spansOf: async (traceId: string, name: string) => {
      const find = () => collector.spans.filter((span) => span.traceId === traceId);
      await until(`span ${name}`, async () =>
        find().some((span) => span.name === name) ? true : undefined,
      );
      await telemetry.flush();
      return find();
    },
    stop: async () => {
      registration.stop();
      await app.close();
      await endpoint.current.close(0);
      await services.close();
      await test.drop();
      await telemetry.shutdown();
      collector.server.close();
      await endProcess(server, { signals: ["SIGTERM"], patienceMs: 10_000 });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The endpoint that the engine calls, which can be closed and opened again like a process that died. */
async function durableSide(test: TestDatabase, callees: string, port: number) {
  const resilience = loadResilience(join(import.meta.dirname, "../../../resilience.yaml"));
  const outbox = openOutbox({ db: test.db, schedule });
  const base = { db: test.db, log, nowMs: Date.now };
  const webhooks = someWebhooks(base);
  const parts = { ...base, outbox, webhooks, reports: someReports(), newId: randomUUIDv7 };
  const outbound = createOutbound({
    caller: "orders",
    during: ["checkout", "order-change", "import-file", "report"],
    resilience,
    origins: { inventory: callees, pricing: callees, payment: callees },
    log,
  });
  const open = async () => {
    const draining = new AbortController();
    const v1 = composeDurable({
      ...{ ...parts, outbound, resilience, lateChargeMs: 300 },
      draining: draining.signal,
    });
    const endpoint = restateEndpoint({ v1 }, log);
    await endpoint.listen({ host: "127.0.0.1", port });
    return { ...endpoint, drain: () => draining.abort() };
  };
  const endpoint = {
    current: await open(),
    start: async () => {
      endpoint.current = await open();
    },
  };
  return { endpoint, parts };
}

/** Every span's parent is another span of the trace, or the caller's. */
function assertOneTree(spans: readonly Span[], caller: string): void {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const orphans = spans.filter(
    ({ parentSpanId }) => parentSpanId !== caller && !ids.has(parentSpanId ?? ""),
  );
  assert.deepEqual(
    orphans.map(({ name }) => name),
    [],
  );
  const roots = spans.filter(({ parentSpanId }) => parentSpanId === caller);
  assert.deepEqual(
    roots.map(({ name }) => name),
    ["POST /v1/orders"],
  );
  for (const step of ["quote", "hold", "authorise", "confirm-hold", "capture"]) {
    assert.ok(
      spans.some(({ name }) => name === `checkout ${step}`),
      `no span of ${step}`,
    );
  }
}

async function startCollector(): Promise<{ server: Server; spans: Span[]; url: string }> {
  const spans: Span[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    for (const { scopeSpans } of JSON.parse(text).resourceSpans) {
      for (const scope of scopeSpans) spans.push(...scope.spans);
    }
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { server, spans, url: `http://127.0.0.1:${port}` };
}

/** Ports that are free now: the server's come from its configuration, so they cannot be 0. */
async function freePorts(count: 4): Promise<readonly [number, number, number, number]> {
  const probes = Array.from({ length: count }, () => createTcpServer().listen(0, "127.0.0.1"));
  const ports = await Promise.all(
    probes.map(
      (probe) =>
        new Promise<number>((resolve) =>
          probe.once("listening", () => {
            const address = probe.address();
            probe.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
          }),
        ),
    ),
  );
  return ports as unknown as readonly [number, number, number, number];
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
