import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { Webhook } from "standardwebhooks";
import { openBookFile } from "../charges/book.store.ts";
import { compose } from "../compose.ts";

const SECRET = `whsec_${Buffer.from("a secret of tests").toString("base64")}`;
const AMOUNT = { amount: 1999, currency: "EUR" };

type Taken = { readonly body: string; readonly headers: Record<string, string> };

/** Answers with the statuses it is given, then with 204; keeps what it took. */
async function startReceiver() {
  const refusals: number[] = [];
  const taken: Taken[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const refusal = refusals.shift();
    if (refusal === 0) return; // never answered
    if (refusal === undefined) {
      taken.push({ body, headers: request.headers as Record<string, string> });
      server.emit("taken");
    } else server.emit("refused");
    response.writeHead(refusal ?? 204).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const takes = async (count: number) => {
    while (taken.length < count) await once(server, "taken");
    return taken.map(({ body }) => JSON.parse(body));
  };
  return {
    ...{ server, refusals, taken, takes },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

describe("the sandbox's webhook", () => {
  let directory: string;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let count = 0;
  let stop: (() => Promise<void>)[] = [];
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "holdfast-sandbox-"));
  });
  after(() => rm(directory, { recursive: true }));
  beforeEach(async () => {
    receiver = await startReceiver();
    stop = [];
    count = 0;
  });
  afterEach(async () => {
    for (const end of stop) await end();
    await receiver.close();
  });

  const start = async (book: string, backoffMs = 1) => {
    const app = compose({
      log: createLogger({ service: "payment-sandbox", level: "silent" }),
      version: "0.0.0",
      bookFile: await openBookFile(join(directory, book)),
      nowMs: Date.now,
      newId: () => `019aaaaa-0000-7000-8000-00000000000${++count}`,
      slowMs: 1,
      webhook: { url: receiver.url, secret: SECRET, send: fetch, backoffMs },
    });
    await app.ready();
    const close = () => app.close();
    stop.push(close);
    const post = async (url: string, key: string, body?: object) =>
      (
        await app.inject({
          ...{ method: "POST", url, headers: { "idempotency-key": key } },
          ...(body === undefined ? {} : { payload: body }),
        })
      ).json();
    return { post, close };
  };
  const ORDER = { orderId: "o1", amount: AMOUNT, token: "tok_ok" };

  it("tells what became of a charge, signed so that whoever has the secret can verify it", async () => {
    const sandbox = await start("told.jsonl");
    const { id } = await sandbox.post("/charges", "a", ORDER);
    await receiver.takes(1);
    await sandbox.post(`/charges/${id}/capture`, "b");
    await receiver.takes(2);
    await sandbox.post(`/charges/${id}/refund`, "c", { amount: { amount: 99, currency: "EUR" } });
    const events = await receiver.takes(3);
    assert.deepEqual(
      events.map(({ id: eventId, type }) => [eventId, type]),
      [
        [`evt_${id}_1`, "charge.authorised"],
        [`evt_${id}_2`, "charge.captured"],
        [`evt_${id}_3`, "charge.refunded"],
      ],
    );
    assert.deepEqual(events[2].data.charge, {
      ...{ id, orderId: "o1", status: "captured", amount: AMOUNT },
      refunded: { amount: 99, currency: "EUR" },
    });
    for (const { body, headers } of receiver.taken) {
      assert.deepEqual(new Webhook(SECRET).verify(body, headers), JSON.parse(body));
      assert.equal(headers["webhook-id"], JSON.parse(body).id);
    }
  });

  it("tells nothing of what is refused, repeated or changes nothing", async () => {
    const sandbox = await start("quiet.jsonl");
    await sandbox.post("/charges", "a", { ...ORDER, token: "tok_declined" });
    const { id } = await sandbox.post("/charges", "b", ORDER);
    await sandbox.post("/charges", "b", ORDER);
    await sandbox.post(`/charges/${id}/void`, "c");
    await sandbox.post(`/charges/${id}/void`, "d");
    const last = await sandbox.post("/charges", "e", { ...ORDER, orderId: "o2" });
    const events = await receiver.takes(3);
    assert.deepEqual(events.map(({ id: eventId }) => eventId).sort(), [
      `evt_${id}_1`,
      `evt_${id}_2`,
      `evt_${last.id}_1`,
    ]);
  });

  it("sends again what was not taken, the same event with the same id", async () => {
    receiver.refusals.push(500, 503);
    const sandbox = await start("again.jsonl");
    const { id } = await sandbox.post("/charges", "a", ORDER);
    const events = await receiver.takes(1);
    assert.deepEqual([events.length, events[0].id], [1, `evt_${id}_1`]);
  });

  it("answers the charge while the receiver does not answer", async () => {
    receiver.refusals.push(0);
    const sandbox = await start("silent.jsonl");
    assert.equal((await sandbox.post("/charges", "a", ORDER)).status, "authorised");
  });

  it("knows after a restart what was not taken, and sends only that", async () => {
    const first = await start("restart.jsonl", 60_000);
    const { id } = await first.post("/charges", "a", ORDER);
    await receiver.takes(1);
    receiver.refusals.push(500);
    const refused = once(receiver.server, "refused");
    await first.post(`/charges/${id}/capture`, "b");
    await refused;
    await first.close();
    await start("restart.jsonl");
    const events = await receiver.takes(2);
    assert.deepEqual([events.length, events[1].id], [2, `evt_${id}_2`]);
  });
});
