import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Stack, startStack } from "../stack.ts";
import { eventually, shopOf } from "./shop.ts";

const EUR = (amount: number) => ({ amount, currency: "EUR" });
const ADMIN = "hf_dev_admin";

describe("an order after its checkout", () => {
  let stack: Stack;
  let shop: ReturnType<typeof shopOf>;
  before(async () => {
    stack = await startStack();
    shop = shopOf(stack);
    const hamburg = await shop.admin("PUT", "/locations/HAM", { body: { name: "Hamburg" } });
    assert.ok([200, 201].includes(hamburg.status), JSON.stringify(hamburg.body));
  });
  after(() => stack.stop());

  const change = (id: string, what: string, body?: unknown, key?: string) =>
    shop.call("POST", `/api/v1/orders/${id}/${what}`, {
      headers: shop.once(),
      ...(body === undefined ? {} : { body }),
      ...(key === undefined ? {} : { key }),
    });
  /** What the sandbox has of the order: what it took, and what it gave back, move by move. */
  const money = async (orderId: string) => {
    const answer = await fetch(`${stack.url("payment-sandbox")}/charges?orderId=${orderId}`);
    const { data } = (await answer.json()) as {
      data: { status: string; events: { kind: string; amount: { amount: number } }[] }[];
    };
    return data.map(({ status, events }) => [
      status,
      ...events.map(({ kind, amount }) => `${kind} ${amount.amount}`),
    ]);
  };
  const ledger = async (sku: string) => {
    const { body } = await shop.admin("GET", `/stock/movements?sku=${sku}`);
    return body.data
      .map(
        ({ kind, quantity, location }: { kind: string; quantity: number; location: string }) =>
          `${kind} ${quantity}@${location}`,
      )
      .reverse();
  };

  it("is cancelled and returned in parts, refunded, and cancelled: money, stock and ledger agree", async () => {
    const [cup, pot] = [
      await shop.stocked("AFTER-CUP", 10, 333),
      await shop.stocked("AFTER-POT", 5),
    ];
    const bought = await shop.order(cup, 3, "tok_ok", {
      body: {
        items: [
          { sku: cup, quantity: 3 },
          { sku: pot, quantity: 2 },
        ],
      },
    });
    assert.equal(bought.status, 201, JSON.stringify(bought.body));
    const { id } = bought.body;
    assert.deepEqual(bought.body.total, EUR(4997));

    const cancelled = await change(id, "cancel-lines", { items: [{ sku: pot, quantity: 1 }] });
    assert.equal(cancelled.status, 200, JSON.stringify(cancelled.body));
    assert.deepEqual([cancelled.body.status, cancelled.body.refunded], ["confirmed", EUR(1999)]);
    const back = { items: [{ sku: cup, quantity: 1 }], location: "HAM" };
    const returned = await change(id, "returns", back, ADMIN);
    assert.equal(returned.status, 201, JSON.stringify(returned.body));
    const refunded = await change(id, "refunds", { amount: EUR(100) }, ADMIN);
    assert.deepEqual([refunded.status, refunded.body.refunded], [201, EUR(1999 + 333 + 100)]);
    assert.deepEqual((await shop.stockOf(cup)).onHand, 8);

    const whole = await change(id, "cancel");
    assert.deepEqual(
      [whole.status, whole.body.status, whole.body.refunded],
      [200, "cancelled", EUR(4997)],
    );
    assert.deepEqual(await money(id), [
      [
        ...["refunded", "authorised 4997", "captured 4997"],
        ...["refunded 1999", "refunded 333", "refunded 100", "refunded 2565"],
      ],
    ]);
    assert.deepEqual(await shop.stockOf(cup), { onHand: 10, reserved: 0, available: 10 });
    assert.deepEqual(await shop.stockOf(pot), { onHand: 5, reserved: 0, available: 5 });
    assert.deepEqual(await ledger(cup), [
      ...["receive 10@BER", "sale -3@BER", "return 1@HAM", "sale-undone 2@BER"],
    ]);
    assert.equal((await shop.audit()).ok, true);

    const { body } = await shop.call("GET", `/api/v1/orders/${id}/changes`);
    assert.deepEqual(
      body.data.map(({ kind, status }: { kind: string; status: string }) => `${kind} ${status}`),
      ["cancel-lines done", "return done", "refund done", "cancel done"],
    );
    assert.equal((await change(id, "cancel")).body.change.id, whole.body.change.id);
  });

  it("is refused what is not left of it, and to those whose it is not", async () => {
    const bought = await shop.order(await shop.stocked("AFTER-JAR", 5), 2);
    const { id } = bought.body;
    const tooMany = await change(id, "cancel-lines", {
      items: [{ sku: "AFTER-JAR", quantity: 3 }],
    });
    assert.deepEqual([tooMany.status, tooMany.body.code], [422, "quantity-over-limit"]);
    const tooMuch = await change(id, "refunds", { amount: EUR(9999) }, ADMIN);
    assert.deepEqual([tooMuch.status, tooMuch.body.code], [422, "amount-over-limit"]);
    const noAdmin = await change(id, "refunds", { amount: EUR(1) });
    assert.deepEqual([noAdmin.status, noAdmin.body.code], [403, "forbidden"]);
    const items = [{ sku: "AFTER-JAR", quantity: 1 }];
    const nowhere = await change(id, "returns", { items, location: "NOWHERE" }, ADMIN);
    assert.deepEqual([nowhere.status, nowhere.body.code], [404, "location-not-found"]);
    assert.deepEqual((await money(id))[0]?.[0], "captured");
  });

  it("is stopped while its checkout runs, and leaves nothing", async () => {
    const sku = await shop.stocked("AFTER-SLOW", 5);
    const bought = await shop.order(sku, 2, "tok_slow", {
      headers: { ...shop.once(), prefer: "respond-async" },
    });
    assert.equal(bought.status, 202, JSON.stringify(bought.body));
    const { id } = bought.body;
    const cancelled = await change(id, "cancel");
    assert.deepEqual([cancelled.status, cancelled.body.status], [200, "cancelled"]);
    await eventually("its money to be back", async () => {
      const statuses = (await shop.charges(id)).map(({ status }) => status);
      return statuses.every((status) => ["voided", "refunded"].includes(status)) || undefined;
    });
    assert.deepEqual(await shop.stockOf(sku), { onHand: 5, reserved: 0, available: 5 });
    assert.equal((await shop.audit()).ok, true);
  });
});
