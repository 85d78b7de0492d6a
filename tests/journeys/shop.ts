import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Stack } from "../stack.ts";
import { recordExample } from "./record-example.ts";

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what a client sees is JSON; each test asserts on what it needs of it
  readonly body: any;
};

type Request = {
  readonly key?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A client of the gateway as a shop would write one: HTTP, JSON, an API key. */
export function shopOf(stack: Stack) {
  const gateway = stack.url("gateway");
  const call = async (method: string, path: string, request: Request = {}): Promise<Answer> => {
    const { key = "hf_dev_shop", body, headers = {} } = request;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const answer = await fetch(gateway + path, {
      method,
      headers: {
        ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: text }),
    });
    const received = await answer.text();
    const told = received === "" ? undefined : JSON.parse(received);
    recordExample({ method, path, request: body, status: answer.status, answer: told });
    return { status: answer.status, headers: answer.headers, body: told };
  };
  const admin = (method: string, path: string, request: Request = {}) =>
    call(method, `/api/v1/admin${path}`, { key: "hf_dev_admin", ...request });
  const once = () => ({ "idempotency-key": randomUUID() });

  /** An item in both services with `quantity` units at BER and a price in EUR, prices including tax. */
  const stocked = async (sku: string, quantity: number, amount = 1999): Promise<string> => {
    const item = await admin("PUT", `/items/${sku}`, {
      body: { name: `Item ${sku}`, maxPerOrder: 1000 },
    });
    assert.equal(item.status, 201, JSON.stringify(item.body));
    const price = await admin("PUT", `/prices/${sku}`, {
      body: { prices: [{ currency: "EUR", amount }] },
    });
    assert.ok(price.status === 201 || price.status === 200, JSON.stringify(price.body));
    const movement = { sku, location: "BER", kind: "receive", quantity, reason: "journey" };
    if (quantity > 0) {
      const received = await admin("POST", "/stock/movements", { body: movement });
      assert.equal(received.status, 201, JSON.stringify(received.body));
    }
    return sku;
  };

  const order = (sku: string, quantity: number, token = "tok_ok", request: Request = {}) =>
    call("POST", "/api/v1/orders", {
      headers: once(),
      ...request,
      body: {
        items: [{ sku, quantity }],
        currency: "EUR",
        region: "DE",
        customer: { email: "ada@example.com" },
        paymentMethod: { token },
        ...(typeof request.body === "object" ? request.body : {}),
      },
    });

  /** On-hand and reserved units of a SKU over all locations. */
  const stockOf = async (sku: string) => {
    const { body } = await admin("GET", `/stock/${sku}`);
    const sum = (field: string) =>
      body.locations.reduce(
        (total: number, row: Record<string, number>) => total + (row[field] ?? 0),
        0,
      );
    return { onHand: sum("onHand"), reserved: sum("reserved"), available: sum("available") };
  };

  const charges = async (orderId: string) => {
    const answer = await fetch(`${stack.url("payment-sandbox")}/charges?orderId=${orderId}`);
    const { data } = (await answer.json()) as {
      data: { status: string; amount: { amount: number }; events: { kind: string }[] }[];
    };
    return data;
  };

  const audit = async () => {
    const answer = await fetch(`${stack.url("inventory")}/internal/audit`);
    return (await answer.json()) as { readonly ok: boolean };
  };

  return { call, admin, once, stocked, order, stockOf, charges, audit };
}

/** Waits until `probe` gives a value; throws after `timeoutMs` with what it was waiting for. */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | undefined>,
  timeoutMs = 30_000,
): Promise<T> {
  const untilMs = performance.now() + timeoutMs;
  while (performance.now() < untilMs) {
    const value = await probe().catch(() => undefined);
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`timed out waiting for ${what}`);
}
