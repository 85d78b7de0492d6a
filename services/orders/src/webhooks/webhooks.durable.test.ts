/** Webhooks on the real engine: an embedded Restate, and a receiver behind real HTTP. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { endProcess, identify } from "@holdfast/embedded/process";
import { launch } from "@holdfast/embedded/program";
import { restateProgram } from "@holdfast/embedded/restate";
import { createLogger } from "@holdfast/log";
import { testDatabase } from "@holdfast/postgres/testing";
import { startTelemetry } from "@holdfast/telemetry";
import { restateEndpoint } from "../restate-endpoint.ts";
import { objectWakes } from "../restate-ingress.ts";
import { registerDeployment } from "../restate-registration.ts";
import { ownEvents } from "../take-events/take-events.route.ts";
import { startReceiver } from "../testing/receiver.ts";
import { MIGRATIONS } from "../testing/running-orders.ts";
import { someWebhooks } from "../testing/some-webhooks.ts";
import { createEndpoint } from "./webhooks.store.ts";
import { WEBHOOK_OBJECT, webhookObject } from "./webhooks.workflow.ts";

const log = createLogger({ service: "orders", level: "silent" });

describe("webhooks on a real engine", () => {
  let world: Awaited<ReturnType<typeof startWorld>>;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.stop());

  it("get what they want in order, and all of it, though the process dies in the middle", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    world.receiver.replies.push({ status: 200 }, { status: 200, after: promise });
    await world.tell(1, 5);
    await until(() => world.receiver.received.length >= 2);
    await world.killEndpoint(); // in its second delivery
    resolve();
    await world.startEndpoint();
    await until(async () => (await world.pending()) === 0);
    const events = world.receiver.events();
    // What was under way may come again, with all that was not recorded; nothing is missing, nothing is out of order.
    assert.deepEqual(
      [...new Set(events)],
      [1, 2, 3, 4, 5].map((number) => `order/1/${number}`),
    );
  });

  it("are tried again when they did not take an event, by the engine's own clock", async () => {
    world.receiver.received.length = 0;
    world.receiver.replies.push({ status: 500 });
    await world.tell(6, 7);
    await until(() => world.receiver.received.length === 1);
    world.clock.skipMs += 5_000; // the pause: the database's side of it is over, the engine's is waited for
    await until(async () => (await world.pending()) === 0);
    assert.deepEqual(world.receiver.events(), ["order/1/6", "order/1/6", "order/1/7"]);
  });
});

async function startWorld() {
  const home = mkdtempSync(join(tmpdir(), "holdfast-webhooks-"));
  const [ingress = 0, admin = 0, node = 0, port = 0] = await freePorts(4);
  const program = restateProgram({
    dataDirectory: join(home, "restate"),
    logFile: join(home, "restate.log"),
    ports: { ingress, admin, node },
  });
  const server = identify((await launch(program)).pid, program.marker);
  const telemetry = startTelemetry({ serviceName: "orders", serviceVersion: "0", env: {} });
  const test = await testDatabase(MIGRATIONS);
  const receiver = await startReceiver();
  const clock = { skipMs: 0 };
  const parts = { db: test.db, log, nowMs: () => Date.now() + clock.skipMs };
  const wake = objectWakes(`http://127.0.0.1:${ingress}`, WEBHOOK_OBJECT);
  const webhooks = someWebhooks({ ...parts, wake });
  const open = async () => {
    const { signal } = new AbortController();
    const endpoint = restateEndpoint({ v1: [webhookObject(webhooks.delivering(signal))] }, log);
    await endpoint.listen({ host: "127.0.0.1", port });
    return endpoint;
  };
  let endpoint = await open();
  const registration = registerDeployment({
    ...{ adminUrl: `http://127.0.0.1:${admin}`, service: WEBHOOK_OBJECT, force: true },
    ...{ deploymentUrl: `http://127.0.0.1:${port}/v1`, log, send: fetch, wait },
  });
  await until(async () => (await registration.check()).status === "ok");
  await test.db.inTransaction((tx) =>
    createEndpoint(
      tx,
      {
        ...{ id: "018f0000-0000-7000-8000-000000000001", url: receiver.url, description: null },
        ...{ eventTypes: null, enabled: true, sealedSecret: webhooks.vault.seal("whsec_c2VjcmV0") },
      },
      parts.nowMs(),
    ),
  );
  const relay = ownEvents({ ...parts, wakeEndpoints: webhooks.wakeEndpoints });
  return {
    receiver,
    clock,
    tell: async (first: number, last: number) => {
      const events = Array.from({ length: last - first + 1 }, (_, index) => first + index);
      const taken = await relay.deliver(
        events.map((sequence) => ({
          ...{ id: `order/1/${sequence}`, aggregate: "order/1", sequence, type: "order.refunded" },
          ...{ at: "2026-11-22T12:00:00.000Z", traceparent: null, data: {} },
        })),
      );
      assert.equal(taken.ok, true);
    },
    pending: async () => {
      const rows = await test.db.query<{ pending: number }>({
        name: "count-pending",
        text: "select count(*)::int as pending from webhook_delivery where status = 'pending'",
      });
      return rows[0]?.pending;
    },
    killEndpoint: () => endpoint.close(0),
    startEndpoint: async () => {
      endpoint = await open();
    },
    stop: async () => {
      registration.stop();
      await endpoint.close(0);
      await endProcess(server, { signals: ["SIGKILL"], patienceMs: 10_000 });
      await receiver.close();
      await webhooks.close();
      await test.drop();
      await telemetry.shutdown();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(10); // the test's own timeout ends it
}

/** Ports that are free now: the server's come from its configuration, so they cannot be 0. */
async function freePorts(count: number): Promise<readonly number[]> {
  const probes = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  return Promise.all(
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
}
