/** Buyers over HTTP, as a shop's server sends their orders: one request each, over connections that stay open. */
import { randomInt, randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { CURRENCY, REGION, skuOf } from "../pricing/shop.ts";
import { SKUS } from "./system.ts";

const LINES = 3;
const KEY = "hf_dev_shop";

type Answer = {
  readonly status: number;
  /** An order, or a problem. */
  readonly body: { readonly id?: string; readonly status?: string; readonly code?: string };
};
export type Buyers = {
  /** Places one order of three lines. Rejects when there is no answer. */
  readonly order: (headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly close: () => void;
};

export function openBuyers(gatewayUrl: string, connections: number): Buyers {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    order: (headers = {}) => {
      const body = JSON.stringify(basket());
      const options = {
        ...{ agent, method: "POST" },
        headers: {
          ...{ authorization: `Bearer ${KEY}`, "content-type": "application/json" },
          ...{ "content-length": Buffer.byteLength(body), "idempotency-key": randomUUID() },
          ...headers,
        },
      };
      return send(`${gatewayUrl}/api/v1/orders`, options, body);
    },
    close: () => agent.destroy(),
  };
}

function basket(): object {
  const skus = new Set<string>();
  while (skus.size < LINES) skus.add(skuOf(randomInt(SKUS)));
  return {
    items: [...skus].map((sku) => ({ sku, quantity: 1 })),
    ...{ currency: CURRENCY, region: REGION },
    customer: { email: `buyer-${randomInt(1_000_000)}@example.com` },
    paymentMethod: { token: "tok_ok" },
  };
}

function send(url: string, options: Parameters<typeof request>[1], body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: answer.statusCode ?? 0, body: text === "" ? {} : JSON.parse(text) });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
