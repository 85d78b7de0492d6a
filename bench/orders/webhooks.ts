/**
 * Events to customers' webhooks on a whole system: deliveries a second and CPU a delivery, and what an event costs orders that
 * no webhook wants. `node bench/orders/webhooks.ts [events] [webhooks]`, 400 and 50 unless said otherwise.
 */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Stack, type StackProcess, startStack } from "../../tests/stack.ts";

const EVENTS = Number(process.argv[2] ?? 400);
const WEBHOOKS = Number(process.argv[3] ?? 50);
const UNWANTED = 20_000;
const BATCH = 200; // the relays'
const DELIVERED_WITHIN_MS = 10 * 60_000;
const PER_SECOND_MIN = 1_000;
const HEADERS = { authorization: "Bearer hf_dev_admin", "content-type": "application/json" };

const seen = new Map<string, number>();
const receiver = createServer((request, response) => {
  request.resume();
  const key = `${request.url} ${request.headers["webhook-id"]}`;
  seen.set(key, (seen.get(key) ?? 0) + 1);
  response.end();
}).listen(0, "127.0.0.1");
await once(receiver, "listening");
const { port } = receiver.address() as AddressInfo;

const stack = await startStack({ env: { WEBHOOK_ALLOW_PRIVATE: "on" } });
try {
  await unwanted(stack);
  for (let number = 0; number < WEBHOOKS; number += 1) await addWebhook(stack, number);
  await delivered(stack);
} finally {
  await stack.stop();
  receiver.closeAllConnections();
  receiver.close();
}

async function unwanted(system: Stack): Promise<void> {
  await tell(system, { first: 0, count: 2_000 }); // warm
  const before = cpuMs(system, "orders");
  await tell(system, { first: 0, count: UNWANTED });
  const usedUs = ((cpuMs(system, "orders") - before) / UNWANTED) * 1000;
  process.stdout.write(`an event that no webhook wants: ${usedUs.toFixed(0)} µs CPU of orders\n`);
}

async function delivered(system: Stack): Promise<void> {
  const due = EVENTS * WEBHOOKS;
  const names = ["orders", "restate"] as const;
  const before = names.map((name) => cpuMs(system, name));
  const startedMs = performance.now();
  await tell(system, { first: UNWANTED, count: EVENTS });
  while (seen.size < due) {
    if (performance.now() - startedMs > DELIVERED_WITHIN_MS)
      throw new Error(`${seen.size} of ${due} deliveries were made`);
    await sleep(10);
  }
  const perSecond = Math.round((due / (performance.now() - startedMs)) * 1000);
  const used = names.map((name, index) => {
    const ms = (cpuMs(system, name) - (before[index] ?? 0)) / due;
    return `${ms.toFixed(2)} ms of ${name}`;
  });
  const repeats = [...seen.values()].reduce((sum, times) => sum + times - 1, 0);
  process.stdout.write(
    `${due} deliveries to ${WEBHOOKS} webhooks: ${perSecond}/s; CPU a delivery ${used.join(", ")}; ${repeats} made twice\n`,
  );
  if (perSecond >= PER_SECOND_MIN) return;
  process.stdout.write(`NOT KEPT: ${PER_SECOND_MIN} deliveries/s\n`);
  process.exitCode = 1;
}

async function addWebhook(system: Stack, number: number): Promise<void> {
  const answer = await fetch(`${system.url("gateway")}/api/v1/admin/webhooks`, {
    method: "POST",
    headers: HEADERS,
    body: JSON.stringify({
      url: `http://127.0.0.1:${port}/${number}`,
      eventTypes: ["stock.changed"],
    }),
  });
  if (answer.status !== 201) throw new Error(`no webhook: ${await answer.text()}`);
}

/** As inventory's relay does. */
async function tell(
  system: Stack,
  { first, count }: { readonly first: number; readonly count: number },
): Promise<void> {
  for (let at = first; at < first + count; at += BATCH) {
    const answer = await fetch(`${system.url("orders")}/internal/events`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        events: Array.from({ length: BATCH }, (_, index) => event(at + index)),
      }),
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

/** Of the process since its start, in ticks of 10 ms. */
function cpuMs(system: Stack, name: StackProcess): number {
  const stat = readFileSync(`/proc/${system.pids()[name]}/stat`, "utf8");
  const [user = 0, kernel = 0] = stat.split(") ")[1]?.split(" ").slice(11, 13).map(Number) ?? [];
  return (user + kernel) * 10;
}
