import { randomUUIDv7 } from "node:crypto";
import type { Database } from "@holdfast/postgres";
import { settleOrder } from "../checkout/checkout.store.ts";
import type { OrderLine } from "../checkout/checkout.ts";
import { insertOrder } from "../place-order/place-order.store.ts";
import { NOW_MS } from "./running-orders.ts";

const EUR = (amount: number) => ({ amount, currency: "EUR" });

/** Writes an order of acme's that its checkout has still to begin; returns its id. */
export async function writeOrder(db: Database): Promise<string> {
  const id = randomUUIDv7();
  await insertOrder(db, {
    input: {
      order: {
        ...{ id, account: "acme", currency: "EUR", region: "DE", paymentToken: "tok_ok" },
        basket: { kind: "items", items: [{ sku: "mug", quantity: 3 }] },
        reservation: { id: randomUUIDv7(), adopted: false },
      },
      origin: {
        ...{ account: "acme", correlationId: "c-1" },
        trace: { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
      },
    },
    ...{ idempotencyKey: randomUUIDv7(), fingerprint: "f", customerEmail: "ada@example.com" },
    ...{ createdAtMs: NOW_MS, answerDueAtMs: NOW_MS + 12_000 },
  });
  return id;
}

/** Ends its checkout: 3 mugs for 10.00 EUR and a pot for 5.00 are sold. */
export async function sellOrder(db: Database, id: string): Promise<void> {
  const line = (sku: string, quantity: number, total: number): OrderLine => ({
    ...{ sku, quantity, unit: EUR(total), subtotal: EUR(total), discounts: [], tax: EUR(0) },
    total: EUR(total),
  });
  const lines = [line("mug", 3, 1000), line("pot", 1, 500)];
  await settleOrder(db, {
    ...{ orderId: id, status: "confirmed", problem: undefined, items: undefined, nowMs: NOW_MS },
    state: {
      priced: { lines, total: { amountMinor: 1500, currency: "EUR" } },
      shipments: [
        { status: "ready", lines: lines.map(({ sku, quantity }) => ({ sku, quantity })) },
      ],
      chargeId: "charge-1",
    },
    traceparent: undefined,
  });
}
