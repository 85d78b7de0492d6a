import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CallError, Outbound } from "@holdfast/outbound";
import { problem } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { checkoutCalls } from "./checkout.client.ts";

type Call = {
  readonly operation: string;
  readonly key: string | undefined;
  readonly routingKey: string | undefined;
};
type Answer = Result<{ readonly body: unknown }, CallError>;

/** The calls over callees that answer each operation as given. */
function callsOver(answers: Readonly<Record<string, Answer>>) {
  const seen: Call[] = [];
  const call = async (
    operation: string,
    request: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly routingKey?: string;
    } = {},
  ) => {
    const { headers, routingKey } = request;
    seen.push({ operation, key: headers?.["idempotency-key"], routingKey });
    return answers[operation] ?? fail({ kind: "unreachable", message: "no such callee" });
  };
  const outbound = { client: () => ({ call }) } as unknown as Outbound;
  return { calls: checkoutCalls(outbound, () => 0), seen };
}

const CHARGE = {
  orderId: "order-1",
  amount: { amountMinor: 100, currency: "EUR" },
  token: "tok_ok",
};
const HOLD = { reservationId: "r1", orderId: "order-1", items: [] };
const money = { amount: 2000, currency: "EUR" };
const listed = (status: string): Answer =>
  ok({ body: { data: [{ id: "c1", status, amount: money, refunded: money }] } });
const refusedWith = (status: number, more: object): Answer => {
  const refusal = problem({
    ...{ status, code: "payment-declined", title: "Declined", detail: "The card was declined." },
    ...more,
  });
  return fail({ kind: "problem", status, problem: refusal, headers: {} });
};

describe("a hold", () => {
  it("is made, confirmed and cancelled at the process of its smallest SKU in code-unit order", async () => {
    const done = ok({ body: { items: [] } });
    const { calls, seen } = callsOver({
      holdStock: done,
      confirmReservation: done,
      cancelReservation: done,
    });
    const items = ["mug", "Tee", "cap"].map((sku) => ({ sku, quantity: 1 }));
    const hold = { reservationId: "r1", orderId: "order-1", items };
    await calls.hold("k1", hold);
    await calls.confirmHold("k2", hold);
    await calls.cancelHold("k3", hold);
    assert.deepEqual(
      seen.map(({ operation, routingKey }) => [operation, routingKey]),
      [
        ["holdStock", "Tee"],
        ["confirmReservation", "Tee"],
        ["cancelReservation", "Tee"],
      ],
    );
  });
});

describe("the price of now", () => {
  it("is asked for with all that a quote was made for", async () => {
    const bodies: unknown[] = [];
    const call = async (_operation: string, { body }: { readonly body: unknown }) => {
      bodies.push(body);
      return fail({ kind: "unreachable", message: "no such callee" });
    };
    const calls = checkoutCalls({ client: () => ({ call }) } as unknown as Outbound, () => 0);
    const basket = { items: [{ sku: "mug", quantity: 1 }], currency: "EUR", region: "ES-CN" };
    const buyer = {
      ...{ channel: "app", customerGroup: "trade", customerId: "ann" },
      ...{ postcode: "35001", taxId: "ESB12345678", couponCodes: ["TEN"] },
    };
    await calls.priceNow("order-1:requote", { ...basket, ...buyer });
    await calls.priceNow("order-1:quote", basket);
    assert.deepEqual(bodies, [{ ...basket, ...buyer }, basket]);
  });
});

describe("a price", () => {
  it("names the quote that made it", async () => {
    const token = `e30.${Buffer.from('{"quote":{}}').toString("base64url")}.`;
    const body = { id: "q-1", lines: [], totals: { total: money }, token };
    const { calls } = callsOver({ createQuote: ok({ body }) });
    const basket = { items: [], currency: "EUR", region: "DE" };
    const total = { amountMinor: 2000, currency: "EUR" };
    assert.deepEqual(await calls.priceNow("k", basket), ok({ quoteId: "q-1", lines: [], total }));
  });
});

describe("taking charges back", () => {
  it("has a key of its own for each move of each charge, the same in each repeat", async () => {
    const answers: Record<string, Answer> = {
      listCharges: listed("authorised"),
      voidCharge: ok({ body: {} }),
      refundCharge: ok({ body: {} }),
    };
    const { calls, seen } = callsOver(answers);
    await calls.reverseCharges("order-1:undo", { orderId: "order-1" });
    await calls.reverseCharges("order-1:undo", { orderId: "order-1" });
    answers.listCharges = listed("captured"); // the capture was still under way
    await calls.reverseCharges("order-1:undo", { orderId: "order-1" });
    assert.deepEqual(
      seen.flatMap(({ key }) => key ?? []),
      ["order-1:undo:c1:void", "order-1:undo:c1:void", "order-1:undo:c1:refund"],
    );
  });
});

describe("a refusal of the payment provider", () => {
  it("reaches the shopper with the members we know and no others", async () => {
    const declined = refusedWith(402, {
      instance: "/charges",
      traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
      declineCode: "insufficient-funds",
      riskScore: 97,
      merchant: { account: "acct_1" },
      errors: [{ path: "/token", message: "has no funds", gateway: "eu-3" }],
    });
    const { calls } = callsOver({ createCharge: declined });
    const authorised = await calls.authorise("key", CHARGE);
    assert.deepEqual(!authorised.ok && authorised.error, {
      kind: "callee-refused",
      problem: {
        type: "/problems/payment-declined",
        title: "Declined",
        status: 402,
        detail: "The card was declined.",
        code: "payment-declined",
        errors: [{ path: "/paymentMethod/token", message: "has no funds" }],
        declineCode: "insufficient-funds",
      },
    });
  });

  it("at the capture is cut down alike", async () => {
    const { calls } = callsOver({ captureCharge: refusedWith(409, { riskScore: 97 }) });
    const captured = await calls.capture("key", { orderId: "order-1", chargeId: "c1" });
    assert.ok(!captured.ok && captured.error.kind === "callee-refused");
    assert.equal("riskScore" in captured.error.problem, false);
  });

  it("of our own services keeps its extensions", async () => {
    const shortages = [{ sku: "mug", requested: 2, available: 1 }];
    const { calls } = callsOver({ holdStock: refusedWith(409, { shortages }) });
    const held = await calls.hold("key", HOLD);
    assert.ok(!held.ok && held.error.kind === "callee-refused");
    assert.deepEqual(held.error.problem.shortages, shortages);
  });
});

describe("the answer to a hold", () => {
  const short = (members: object) => refusedWith(409, { code: "insufficient-stock", ...members });

  it("says how much there is of what is short", async () => {
    const shortages = [{ sku: "mug", requested: 2, available: 1 }];
    const { calls } = callsOver({ holdStock: short({ shortages }) });
    const held = await calls.hold("key", HOLD);
    assert.ok(held.ok && held.value.kind === "short");
    assert.deepEqual(held.value.available, [{ sku: "mug", quantity: 1 }]);
    assert.deepEqual(held.value.problem.shortages, shortages);
  });

  it("is an ordinary refusal when it does not say what is short", async () => {
    for (const shortages of [
      undefined,
      "many",
      [{ sku: "mug" }],
      [{ sku: "mug", available: -1 }],
    ]) {
      const { calls } = callsOver({ holdStock: short({ shortages }) });
      const held = await calls.hold("key", HOLD);
      assert.ok(!held.ok && held.error.kind === "callee-refused");
    }
  });

  it("tells a reservation with other goods from one that is not held any more", async () => {
    for (const [code, kind] of [
      ["reservation-differs", "differs"],
      ["invalid-state", undefined],
    ]) {
      const { calls } = callsOver({ holdStock: refusedWith(409, { code }) });
      const held = await calls.hold("key", HOLD);
      assert.equal(held.ok ? held.value.kind : undefined, kind);
    }
  });

  it("names the units that are still to come, as the reservation does", async () => {
    const items = [
      { sku: "mug", quantity: 3, allocations: [], backordered: 2 },
      { sku: "pen", quantity: 1, allocations: [] },
    ];
    const body = { ...{ id: "r1", status: "held", items }, createdAt: "", expiresAt: "" };
    const answer = ok({ body });
    const { calls } = callsOver({ holdStock: answer, getReservation: answer });
    const owed = [{ sku: "mug", quantity: 2 }];
    assert.deepEqual(await calls.hold("key", HOLD), ok({ kind: "held", owed }));
    const found = await calls.readReservation("r1");
    assert.deepEqual(found.ok && found.value.owed, owed);
  });
});

describe("a call whose first attempt the callee is still at", () => {
  it("is neither done nor refused: it throws, so that it is asked again", async () => {
    const running = refusedWith(409, { code: "idempotency-key-in-flight" });
    const { calls } = callsOver({
      ...{ createQuote: running, holdStock: running, confirmReservation: running },
      ...{ createCharge: running, captureCharge: running },
    });
    const charge = { orderId: "order-1", token: "t", amount: { amountMinor: 1, currency: "EUR" } };
    const basket = { items: HOLD.items, currency: "EUR", region: "DE" };
    for (const call of [
      () => calls.priceNow("key", basket),
      () => calls.hold("key", HOLD),
      () => calls.confirmHold("key", HOLD),
      () => calls.authorise("key", charge),
      () => calls.capture("key", { orderId: "order-1", chargeId: "c1" }),
    ]) {
      await assert.rejects(call, /still at the first attempt/);
    }
  });
});

describe("whether a charge is captured", () => {
  it("is what the provider says of this charge now", async () => {
    for (const [status, captured] of [
      ["captured", true],
      ["authorised", false],
      ["refunded", false],
    ] as const) {
      const { calls } = callsOver({ listCharges: listed(status) });
      const charge = { orderId: "order-1", chargeId: "c1" };
      assert.deepEqual(await calls.isCaptured(charge), ok(captured), status);
      assert.deepEqual(await calls.isCaptured({ ...charge, chargeId: "c2" }), ok(false));
    }
  });

  it("is not known while it does not answer", async () => {
    const { calls } = callsOver({ listCharges: refusedWith(503, {}) });
    const asked = await calls.isCaptured({ orderId: "order-1", chargeId: "c1" });
    assert.deepEqual(asked, fail({ kind: "payment-unavailable" }));
  });
});
