import assert from "node:assert/strict";
import { createServer as createHttpServer } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import { after, before, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import type { CheckoutInput } from "./checkout/checkout.workflow.ts";
import { submissions } from "./restate-ingress.ts";
import { fakeCallees } from "./testing/fake-callees.ts";
import { startOrders } from "./testing/running-orders.ts";

const log = createLogger({ service: "orders", level: "silent" });
const CALLEES = {
  checkout: fakeCallees().calls,
  imports: { importItems: unused, importPrices: unused },
};
const BODY = {
  items: [{ sku: "mug", quantity: 2 }],
  currency: "EUR",
  region: "DE",
  customer: { email: "ada@example.com" },
  paymentMethod: { token: "tok_ok" },
};
const ORDER = { key: "order-1", body: BODY, headers: { prefer: "wait=1" } };

describe("an engine that takes connections and never answers", () => {
  const sockets = new Set<Socket>();
  let server: Server;
  let url: string;
  before(async () => {
    server = createServer((socket) => sockets.add(socket.on("error", () => undefined)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  });
  after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  const client = (draining = new AbortController().signal) =>
    submissions<CheckoutInput>(url, "checkout", { log, draining });

  it("is given up within two seconds", async () => {
    const beganMs = performance.now();
    await assert.rejects(client().submit("order-1", {} as CheckoutInput));
    assert.ok(performance.now() - beganMs < 2_000);
  });

  it("holds nobody up who stops", async () => {
    const stopping = new AbortController();
    const beganMs = performance.now();
    const ended = client(stopping.signal).ended("order-1", 60_000);
    stopping.abort();
    assert.equal(await ended, false);
    assert.ok(performance.now() - beganMs < 1_000);
  });

  it("lets an order be answered 202 in time: it stands, and is swept later", async () => {
    const orders = await startOrders(CALLEES, { checkouts: client(), nowMs: Date.now });
    try {
      const beganMs = performance.now();
      const order = await orders.call("POST", "/v1/orders", ORDER);
      assert.deepEqual([order.status, order.body.status], [202, "processing"]);
      assert.ok(performance.now() - beganMs < 3_000, "within the wait and 2 s");
    } finally {
      await orders.stop();
    }
  });
});

describe("an engine of several servers", () => {
  it("takes an order as long as one of them answers, and the next one there at once", async () => {
    const down = await freedUrl();
    const asked: string[] = [];
    const urls = await Promise.all([503, 202].map((status) => startServer(status, asked)));
    const [failing, taking] = urls;
    const client = submissions<CheckoutInput>(
      [down, failing?.url, taking?.url].join(","),
      "checkout",
      { log, draining: new AbortController().signal },
    );
    try {
      await client.submit("order-1", {} as CheckoutInput);
      await client.submit("order-2", {} as CheckoutInput);
      assert.deepEqual(asked, [
        "503 /checkout/order-1/run/send",
        "202 /checkout/order-1/run/send",
        "202 /checkout/order-2/run/send",
      ]);
    } finally {
      for (const { close } of urls) close();
    }
  });
});

describe("an engine that is slow to take an order", () => {
  it("uses up the wait: the client waits for what is left of it", async () => {
    const waitsMs: number[] = [];
    const clock = { nowMs: 0 };
    const checkouts = {
      submit: async () => {
        clock.nowMs += 700;
      },
      ended: async (_key: string, waitMs: number) => {
        waitsMs.push(waitMs);
        return false;
      },
    };
    const orders = await startOrders(CALLEES, { checkouts, nowMs: () => clock.nowMs });
    try {
      assert.equal((await orders.call("POST", "/v1/orders", ORDER)).status, 202);
      assert.deepEqual(waitsMs, [300]);
    } finally {
      await orders.stop();
    }
  });
});

/** Of a server that has just gone. */
async function freedUrl(): Promise<string> {
  const { url, close } = await startServer(200, []);
  await close();
  return url;
}

async function startServer(status: number, asked: string[]) {
  const server = createHttpServer((request, response) => {
    asked.push(`${status} ${request.url}`);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ invocationId: "inv_1", status: "Accepted" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`, close };
}

function unused(): never {
  throw new Error("no import is made here");
}
