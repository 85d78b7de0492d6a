/** Events to customers' webhooks on the whole system: deliveries a second, each signed and noted, and CPU a delivery. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Row } from "../run.ts";
import { atLeast } from "../shared/floor.ts";
import { median, rounded } from "../shared/statistics.ts";
import type { Part } from "./part.ts";
import { type System, startSystem } from "./system.ts";

const WEBHOOKS = 50;
const UNWANTED = 20_000;
const BATCH = 200; // the relays'
const DELIVERED_WITHIN_MS = 120_000;
const PER_SECOND_MIN = 1_000;
const HEADERS = { authorization: "Bearer hf_dev_admin", "content-type": "application/json" };

export const webhooksPart: Part = async (server, timing) => {
  const system = await startSystem(server, { WEBHOOK_ALLOW_PRIVATE: "on" });
  const receiver = await openReceiver();
  try {
    const unwantedMicros = await unwanted(system);
    for (let number = 0; number < WEBHOOKS; number += 1)
      await addWebhook(system, `${receiver.url}/${number}`);
    const rounds: Row[] = [];
    let first = UNWANTED;
    for (let round = 0; round <= timing.rounds; round += 1) {
      const events = { first, count: timing.webhookEvents };
      const told = await deliver(system, receiver.seen, events);
      first += timing.webhookEvents;
      if (round > 0) rounds.push(told); // code is compiled in the first
    }
    const perSecond = median(rounds.map((row) => Number(row.perSecond)));
    return {
      rows: rounds.map((row, index) => ({ round: index + 1, ...row, unwantedMicros })),
      floors: [atLeast("webhook deliveries a second", perSecond, PER_SECOND_MIN)],
    };
  } finally {
    await system.stop();
    receiver.close();
  }
};

/** Answers all that it gets, and counts how often it saw each event at each webhook. */
async function openReceiver() {
  const seen = new Map<string, number>();
  const receiver = createServer((request, response) => {
    request.resume();
    const key = `${request.url} ${request.headers["webhook-id"]}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
    response.end();
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const { port } = receiver.address() as AddressInfo;
  return {
    ...{ seen, url: `http://127.0.0.1:${port}` },
    close: () => {
      receiver.closeAllConnections();
      receiver.close();
    },
  };
}

/** µs of CPU that an event costs orders which no webhook wants. */
async function unwanted(system: System): Promise<number> {
  await tell(system, { first: 0, count: 2_000 }); // code is compiled
  const before = ordersMs(system);
  await tell(system, { first: 0, count: UNWANTED });
  return rounded(((ordersMs(system) - before) / UNWANTED) * 1000);
}

const ordersMs = (system: System): number => system.cpuMs().get("orders") ?? 0;

type Events = { readonly first: number; readonly count: number };

async function deliver(system: System, seen: Map<string, number>, events: Events): Promise<Row> {
  seen.clear();
  const due = events.count * WEBHOOKS;
  const before = system.cpuMs();
  const startedMs = performance.now();
  await tell(system, events);
  while (seen.size < due) {
    if (performance.now() - startedMs > DELIVERED_WITHIN_MS)
      throw new Error(`${seen.size} of ${due} deliveries were made`);
    await sleep(10);
  }
  const perSecond = rounded((due / (performance.now() - startedMs)) * 1000);
  const after = system.cpuMs();
  const used = (name: string) => ((after.get(name) ?? 0) - (before.get(name) ?? 0)) / due;
  const cpu = ["orders", "restate", "postgres"].map((name) => [name, rounded(used(name), 2)]);
  const twice = [...seen.values()].reduce((sum, times) => sum + times - 1, 0);
  return { webhooks: WEBHOOKS, deliveries: due, perSecond, twice, ...Object.fromEntries(cpu) };
}

async function addWebhook(system: System, url: string): Promise<void> {
  const answer = await fetch(`${system.gatewayUrl}/api/v1/admin/webhooks`, {
    method: "POST",
    headers: HEADERS,
    body: JSON.stringify({ url, eventTypes: ["stock.changed"] }),
  });
  if (answer.status !== 201) throw new Error(`no webhook: ${await answer.text()}`);
}

/** As inventory's relay does. */
async function tell(system: System, { first, count }: Events): Promise<void> {
  for (let at = first; at < first + count; at += BATCH) {
    const events = Array.from({ length: Math.min(BATCH, first + count - at) }, (_, index) =>
      event(at + index),
    );
    const answer = await fetch(`${system.ordersUrl}/internal/events`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ events }),
    });
    if (answer.status !== 204) throw new Error(`not taken: ${await answer.text()}`);
  }
}

function event(number: number) {
  const aggregate = `stock/BENCH-${number}`;
  return {
    ...{ id: `${aggregate}/1`, aggregate, sequence: 1, type: "stock.changed" },
    ...{ at: "2026-11-22T12:00:00.000Z", traceparent: null },
    data: { sku: `BENCH-${number}`, locations: [{ code: "BER", onHand: 9, reserved: 2 }] },
  };
}
