/**
 * Inventory and pricing as a bench needs them, in one process: answers of the contract's form, made once but for their
 * time, at next to no cost, so that what is measured is the gateway. A message from the parent makes them slow or takes one away.
 */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Sent by the parent. `slots`: so many are answered at once, of both, each after `latencyMs`; more wait. */
export type UpstreamOrder =
  | { readonly kind: "down" | "up" }
  | { readonly kind: "slow"; readonly slots: number; readonly latencyMs: number }
  | { readonly kind: "count" };
/** Sent to the parent: at the start, and as the answer to each order. */
export type UpstreamPorts = {
  readonly inventory: number;
  readonly pricing: number;
  readonly asked: { readonly inventory: number; readonly pricing: number };
};

const ASKED = { inventory: 0, pricing: 0 };
const AS_OF = new Date(0).toISOString();
const eur = (amount: number) => ({ amount, currency: "EUR" });

const itemText = (sku: string) =>
  JSON.stringify({
    sku,
    name: `Mug ${sku}`,
    description: "A mug of stoneware, fired twice, for coffee, tea and pens; dishwasher-safe.",
    category: "kitchen/mugs",
    attributes: { colour: "blue", volumeMl: 350, dishwasherSafe: true },
    taxCategory: "standard",
    availability: {
      status: "in-stock",
      available: 412,
      locations: [
        { code: "berlin", available: 240 },
        { code: "lyon", available: 172 },
      ],
      asOf: AS_OF,
    },
  });
const PRICE = Buffer.from(
  JSON.stringify({
    unit: eur(1499),
    total: eur(1499),
    compareAt: eur(1899),
    lowest30Days: eur(1499),
    adjustments: [{ label: "Autumn sale", amount: eur(-400) }],
    asOf: AS_OF,
  }),
);

const AS_OF_KEY = '"asOf":"';
let time = { atMs: 0, text: AS_OF };

function timeNow(): string {
  const atMs = Date.now();
  if (atMs !== time.atMs) time = { atMs, text: new Date(atMs).toISOString() };
  return time.text;
}

let slots = Number.POSITIVE_INFINITY;
let latencyMs = 0;
let busy = 0;
const waiting: (() => void)[] = [];

/** Answers now, or when a slot is free and its time has passed. */
function inTurn(answer: () => void): void {
  if (latencyMs === 0) {
    answer();
    return;
  }
  if (busy >= slots) {
    waiting.push(() => inTurn(answer));
    return;
  }
  busy += 1;
  setTimeout(() => {
    busy -= 1;
    answer();
    waiting.shift()?.();
  }, latencyMs);
}

/** Each of several takes its own turn: a service does not do more because it is asked in one call. */
function inTurnOfEach(count: number, answer: () => void): void {
  let left = count;
  for (let item = 0; item < count; item += 1)
    inTurn(() => {
      left -= 1;
      if (left === 0) answer();
    });
}

/** Each is as of its own time. */
function dated(body: Buffer): Buffer {
  body.write(timeNow(), body.indexOf(AS_OF_KEY) + AS_OF_KEY.length);
  return body;
}

/** A line each, as our services answer a read of several. */
function batchOf(skus: readonly string[], bodyOf: (path: string) => Buffer): Buffer {
  const lines = skus.map((sku) => dated(bodyOf(`/${sku}`)).toString());
  return Buffer.from(`[\n${lines.join(",\n")}\n]`);
}

const SKUS = /[?&]skus=([^&]*)/;

function listener(name: keyof typeof ASKED, bodyOf: (path: string) => Buffer): RequestListener {
  return (request, response) => {
    const path = request.url ?? "/";
    if (path === "/readyz") return void response.end("{}");
    ASKED[name] += 1;
    const [, asked] = path.match(SKUS) ?? [];
    const skus = asked === undefined ? undefined : decodeURIComponent(asked).split(",");
    inTurnOfEach(skus?.length ?? 1, () => {
      const body = skus === undefined ? dated(bodyOf(path)) : batchOf(skus, bodyOf);
      response.writeHead(200, {
        "content-type": "application/json; charset=utf-8", // as our services have it
        "content-length": body.length,
      });
      response.end(body);
    });
  };
}

const items = new Map<string, Buffer>();
function itemBody(path: string): Buffer {
  const sku = path.slice(path.lastIndexOf("/") + 1);
  const known = items.get(sku) ?? Buffer.from(itemText(sku));
  items.set(sku, known);
  return known;
}

const listen = (server: Server, port: number) =>
  new Promise<number>((resolve) =>
    server.listen(port, "127.0.0.1", 4096, () => resolve((server.address() as AddressInfo).port)),
  );

const newInventory = () =>
  createServer({ keepAliveTimeout: 60_000 }, listener("inventory", itemBody));
let inventory = newInventory();
const pricing = createServer(
  { keepAliveTimeout: 60_000 },
  listener("pricing", () => PRICE),
);
const ports = { inventory: await listen(inventory, 0), pricing: await listen(pricing, 0) };

process.on("message", async (order: UpstreamOrder) => {
  if (order.kind === "down") {
    inventory.close();
    inventory.closeAllConnections();
  }
  if (order.kind === "up" && !inventory.listening) {
    inventory = newInventory();
    await listen(inventory, ports.inventory);
  }
  if (order.kind === "slow") ({ slots, latencyMs } = order);
  process.send?.({ ...ports, asked: ASKED });
});
process.on("disconnect", () => process.exit());
process.send?.({ ...ports, asked: ASKED });
