import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { after, before, beforeEach, describe, it } from "node:test";
import { problem } from "@holdfast/problem";
import { fail, ok } from "@holdfast/result";
import type { CheckoutCalls, CheckoutRefusal } from "./checkout/checkout.ts";
import { sweep } from "./sweep.ts";
import { fakeCallees, priceOf } from "./testing/fake-callees.ts";
import { type Asked, NOW_MS, startOrders } from "./testing/running-orders.ts";

const ITEMS = [{ sku: "mug", quantity: 2 }];
const BODY = {
  items: ITEMS,
  currency: "EUR",
  region: "DE",
  customer: { email: "ada@example.com" },
  paymentMethod: { token: "tok_ok" },
};
const DECLINED = problem({
  status: 402,
  code: "payment-declined",
  title: "Payment declined",
  detail: "Declined.",
});
const SHORT = problem({
  status: 409,
  code: "insufficient-stock",
  title: "Insufficient stock",
  detail: "mug: 2 asked, 1 available.",
  shortages: [{ sku: "mug", requested: 2, available: 1 }],
});

describe("orders over HTTP", () => {
  let orders: Awaited<ReturnType<typeof startOrders>>;
  let world: ReturnType<typeof fakeCallees>;
  let overrides: Partial<CheckoutCalls>;
  before(async () => {
    const named = <Name extends keyof CheckoutCalls>(name: Name): CheckoutCalls[Name] =>
      ((...args: never[]) =>
        ((overrides[name] ?? world.calls[name]) as (...all: never[]) => unknown)(
          ...args,
        )) as CheckoutCalls[Name];
    orders = await startOrders({
      checkout: {
        openQuote: named("openQuote"),
        priceNow: named("priceNow"),
        redeem: named("redeem"),
        restore: named("restore"),
        readReservation: named("readReservation"),
        hold: named("hold"),
        confirmHold: named("confirmHold"),
        authorise: named("authorise"),
        capture: named("capture"),
        isCaptured: named("isCaptured"),
        cancelHold: named("cancelHold"),
        reverseCharges: named("reverseCharges"),
      },
      imports: { importItems: unused, importPrices: unused },
    });
  });
  beforeEach(() => {
    world = fakeCallees();
    overrides = {};
    orders.engine.away = false;
    orders.clock.nowMs = NOW_MS;
  });
  after(() => orders.stop());

  const place = (asked: Asked & { readonly change?: object } = {}) =>
    orders.call("POST", "/v1/orders", {
      key: randomUUIDv7(),
      body: { ...BODY, ...asked.change },
      ...asked,
    });
  const view = (id: string, asked: Asked = {}) => orders.call("GET", `/v1/orders/${id}`, asked);
  const refuseWith = (call: keyof CheckoutCalls, refusal: CheckoutRefusal) => {
    overrides = { [call]: async () => fail(refusal) };
  };

  it("confirms an order and shows it with its timeline", async () => {
    const order = await place();
    assert.equal(order.status, 201, JSON.stringify(order.body));
    assert.equal(order.body.status, "confirmed");
    assert.deepEqual(order.body.total, { amount: 2000, currency: "EUR" });
    assert.equal(order.body.lines[0].sku, "mug");
    assert.equal(order.body.paymentId, "charge-1");
    assert.equal(order.headers.location, `/v1/orders/${order.body.id}`);
    assert.equal(order.headers["preference-applied"], undefined);
    const shown = await view(order.body.id);
    assert.equal(shown.status, 200);
    assert.equal(shown.body.traceId, order.headers["x-trace-id"]);
    assert.deepEqual(shown.body.customer, { email: "ada@example.com" });
    assert.deepEqual(
      shown.body.timeline.map(({ step, status }: { step: string; status: string }) => [
        step,
        status,
      ]),
      ["quote", "hold", "authorise", "confirm-hold", "capture"].map((step) => [step, "done"]),
    );
    assert.deepEqual(world.left(), {
      reservations: [`${order.body.reservationId} confirmed`],
      redemptions: [],
      charges: ["captured"],
    });
  });

  it("confirms an order that costs nothing, without a payment", async () => {
    const { lines, total } = priceOf(ITEMS);
    const free = { lines, total: { ...total, amountMinor: 0 } };
    overrides = { priceNow: async () => ok(free) };
    const order = await place();
    assert.equal(order.status, 201, JSON.stringify(order.body));
    assert.deepEqual(
      [order.body.status, order.body.paymentId, order.body.total.amount],
      ["confirmed", null, 0],
    );
    assert.deepEqual(world.left().charges, []);
    assert.equal("paymentId" in (await view(order.body.id)).body, false);
  });

  it("is the same order for the same key and body, and no other for another body", async () => {
    const key = randomUUIDv7();
    const first = await place({ key });
    const again = await place({ key: `"${key}"` });
    assert.equal(first.headers["idempotency-replayed"], undefined);
    assert.equal(again.headers["idempotency-replayed"], "true");
    assert.deepEqual([again.status, again.body], [201, first.body]);
    const other = await place({ key, change: { region: "FR" } });
    assert.deepEqual([other.status, other.body.code], [422, "idempotency-key-reused"]);
    assert.equal((await place({ key, account: "rival" })).status, 201);
  });

  it("gives a repeated refusal the same refusal", async () => {
    refuseWith("authorise", { kind: "callee-refused", problem: DECLINED });
    const key = randomUUIDv7();
    const first = await place({ key });
    overrides = {};
    const again = await place({ key });
    assert.deepEqual([first.status, again.status], [402, 402]);
    assert.equal(again.headers["idempotency-replayed"], "true");
    assert.equal(again.body.orderId, first.body.orderId);
    assert.deepEqual(world.left(), { reservations: [], redemptions: [], charges: [] });
  });

  type Told = { readonly status: number; readonly code: string; readonly more?: object };
  const REFUSALS: readonly (readonly [keyof CheckoutCalls, CheckoutRefusal, Told])[] = [
    [
      "authorise",
      { kind: "callee-refused", problem: DECLINED },
      { status: 402, code: "payment-declined" },
    ],
    [
      "hold",
      { kind: "callee-refused", problem: SHORT },
      { status: 409, code: "insufficient-stock", more: { shortages: SHORT.shortages } },
    ],
    ["capture", { kind: "payment-unavailable" }, { status: 503, code: "payment-unavailable" }],
    [
      "priceNow",
      { kind: "upstream-unavailable", upstream: "pricing" },
      { status: 503, code: "upstream-unavailable" },
    ],
    [
      "hold",
      { kind: "upstream-unavailable", upstream: "inventory" },
      { status: 503, code: "upstream-unavailable" },
    ],
    ["authorise", { kind: "checkout-stopped" }, { status: 409, code: "checkout-stopped" }],
  ];
  for (const [call, refusal, told] of REFUSALS) {
    it(`answers ${told.status} ${told.code} when ${call} ends in ${refusal.kind}, and leaves nothing`, async () => {
      refuseWith(call, refusal);
      const order = await place();
      assert.deepEqual([order.status, order.body.code], [told.status, told.code]);
      assert.equal(order.body.type, `/problems/${told.code}`);
      assert.equal(order.headers["content-type"], "application/problem+json");
      assert.deepEqual({ ...order.body, ...told.more }, order.body);
      assert.deepEqual(world.left(), { reservations: [], redemptions: [], charges: [] });
      const shown = await view(order.body.orderId);
      assert.equal(shown.body.status, "failed");
      assert.equal(shown.body.problem.code, told.code);
    });
  }

  describe("with a quote token", () => {
    const change = { items: undefined, quoteToken: "signed" };
    const quote = { ...priceOf(ITEMS), account: "acme", currency: "EUR", region: "DE" };

    it("charges what the quote froze", async () => {
      world.sign({ ...quote, total: { amountMinor: 1500, currency: "EUR" }, expired: false });
      const order = await place({ change });
      assert.deepEqual(order.body.total, { amount: 1500, currency: "EUR" });
    });

    it("answers 409 price-changed with the total of now when it has expired", async () => {
      world.sign({ ...quote, expired: true });
      const order = await place({ change });
      assert.deepEqual([order.status, order.body.code], [409, "price-changed"]);
      assert.deepEqual(order.body.newTotal, { amount: 2000, currency: "EUR" });
    });

    it("answers 422 quote-invalid for another account's", async () => {
      world.sign({ ...quote, account: "rival", expired: false });
      const order = await place({ change });
      assert.deepEqual([order.status, order.body.code], [422, "quote-invalid"]);
      assert.equal(order.body.errors[0].path, "/quoteToken");
    });
  });

  describe("with a reservation", () => {
    it("sells what it holds, once", async () => {
      const reservationId = randomUUIDv7();
      world.reserve(reservationId, ITEMS);
      const order = await place({ change: { reservationId } });
      assert.deepEqual([order.status, order.body.reservationId], [201, reservationId]);
      const other = await place({ change: { reservationId } });
      assert.deepEqual([other.status, other.body.code], [409, "invalid-state"]);
    });

    it("answers 422 reservation-mismatch when it holds other goods, and leaves it held", async () => {
      const reservationId = randomUUIDv7();
      world.reserve(reservationId, [{ sku: "mug", quantity: 1 }]);
      const order = await place({ change: { reservationId } });
      assert.deepEqual([order.status, order.body.code], [422, "reservation-mismatch"]);
      assert.equal(order.body.errors[0].path, "/reservationId");
      assert.deepEqual(world.left().reservations, [`${reservationId} held`]);
    });

    for (const [call, left] of [
      ["priceNow", "held"],
      ["readReservation", "held"],
      ["authorise", "released"],
      ["capture", "released"],
    ] as const) {
      it(`leaves it ${left} when ${call} is refused`, async () => {
        const reservationId = randomUUIDv7();
        world.reserve(reservationId, ITEMS);
        refuseWith(call, { kind: "upstream-unavailable", upstream: "pricing" });
        assert.equal((await place({ change: { reservationId } })).status, 503);
        const held = left === "held" ? [`${reservationId} held`] : [];
        assert.deepEqual(world.left(), { reservations: held, redemptions: [], charges: [] });
      });
    }

    it("answers 409 invalid-state when it is released", async () => {
      const reservationId = randomUUIDv7();
      world.reserve(reservationId, ITEMS, "released");
      const order = await place({ change: { reservationId } });
      assert.deepEqual([order.status, order.body.code], [409, "invalid-state"]);
    });
  });

  describe("to a client that does not wait", () => {
    it("answers 202 with a location, 202 again, and the outcome once there is one", async () => {
      const gate = Promise.withResolvers<void>();
      overrides = {
        authorise: async (...args) => {
          await gate.promise;
          return world.calls.authorise(...args);
        },
      };
      const key = randomUUIDv7();
      const headers = { prefer: "respond-async" };
      const first = await place({ key, headers });
      assert.deepEqual([first.status, first.body.status], [202, "processing"]);
      assert.equal(first.headers.location, `/v1/orders/${first.body.id}`);
      assert.equal(first.headers["preference-applied"], "respond-async");
      assert.equal((await view(first.body.id)).body.status, "processing");
      const again = await place({ key });
      assert.deepEqual([again.status, again.body], [202, first.body]);
      assert.equal(again.headers["idempotency-replayed"], "true");
      gate.resolve();
      await orders.checkouts.settled();
      const last = await place({ key });
      assert.deepEqual([last.status, last.body.id], [201, first.body.id]);
    });

    it("says of a wait that it applied", async () => {
      const order = await place({ headers: { prefer: "wait=7" } });
      assert.deepEqual([order.status, order.headers["preference-applied"]], [201, "wait=7"]);
    });
  });

  describe("whose engine is away", () => {
    it("answers 202: the order stands, and the next sweep submits it", async () => {
      orders.engine.away = true;
      const order = await place();
      assert.equal(order.status, 202);
      orders.engine.away = false;
      await sweep(orders);
      assert.equal((await view(order.body.id)).body.status, "processing", "it is too fresh");
      orders.clock.nowMs += 3_001;
      await sweep(orders);
      await orders.checkouts.settled();
      assert.equal((await view(order.body.id)).body.status, "confirmed");
      await sweep(orders);
      assert.equal(world.left().charges.length, 1);
    });

    it("fails its readiness", async () => {
      assert.equal((await orders.call("GET", "/readyz")).status, 200);
      orders.engine.away = true;
      const answer = await orders.call("GET", "/readyz");
      assert.deepEqual([answer.status, answer.body.code], [503, "not-ready"]);
    });
  });

  describe("repeated before the first was answered", () => {
    const unanswered = async (key: string) => {
      orders.engine.away = true;
      const placed = await place({ key });
      await orders.db.query({
        name: "forget-that-it-was-answered",
        text: "update orders set accepted_at = null where id = $1",
        values: [placed.body.id],
      });
      orders.engine.away = false;
      return placed.body.id as string;
    };

    it("answers 409 idempotency-key-in-flight while the first request still waits", async () => {
      const key = randomUUIDv7();
      await unanswered(key);
      const again = await place({ key });
      assert.deepEqual([again.status, again.body.code], [409, "idempotency-key-in-flight"]);
    });

    it("waits in its stead when the first request's process died", async () => {
      const key = randomUUIDv7();
      const id = await unanswered(key);
      orders.clock.nowMs += 13_000;
      await sweep(orders);
      const again = await place({ key });
      assert.deepEqual([again.status, again.body.id], [201, id]);
      assert.equal(again.headers["idempotency-replayed"], "true");
    });
  });

  describe("of another account", () => {
    it("is not there", async () => {
      const { body } = await place();
      const rival = await view(body.id, { account: "rival" });
      assert.deepEqual([rival.status, rival.body.code], [404, "order-not-found"]);
    });

    it("is seen by an administrator", async () => {
      const { body } = await place();
      const seen = await view(body.id, { account: "boss", scope: "admin" });
      assert.equal(seen.body.id, body.id);
    });
  });

  const INVALID: readonly (readonly [string, object, string])[] = [
    ["neither items nor a quote token", { items: undefined }, "/items"],
    ["both items and a quote token", { quoteToken: "t" }, "/quoteToken"],
    ["no items", { items: [] }, "/items"],
    ["101 lines", { items: Array(101).fill(ITEMS[0]) }, "/items"],
    ["a quantity of zero", { items: [{ sku: "mug", quantity: 0 }] }, "/items/0/quantity"],
    ["a fractional quantity", { items: [{ sku: "mug", quantity: 1.5 }] }, "/items/0/quantity"],
    ["a quantity as text", { items: [{ sku: "mug", quantity: "1" }] }, "/items/0/quantity"],
    ["a huge quantity", { items: [{ sku: "mug", quantity: 1e9 }] }, "/items/0/quantity"],
    ["a SKU with a slash", { items: [{ sku: "a/b", quantity: 1 }] }, "/items/0/sku"],
    ["an unknown field in a line", { items: [{ ...ITEMS[0], price: 1 }] }, "/items/0/price"],
    ["a currency that is none", { currency: "XXX" }, "/currency"],
    ["a currency in small letters", { currency: "eur" }, "/currency"],
    ["a region that is none", { region: "Germany" }, "/region"],
    ["no mail address", { customer: { email: "ada" } }, "/customer/email"],
    ["no customer", { customer: undefined }, "/customer"],
    ["no payment token", { paymentMethod: {} }, "/paymentMethod/token"],
    ["a payment token with a space", { paymentMethod: { token: "a b" } }, "/paymentMethod/token"],
    ["a reservation id that is none", { reservationId: "1" }, "/reservationId"],
    ["a policy that is none", { shortfallPolicy: "hope" }, "/shortfallPolicy"],
    ["an unknown field", { discount: 1 }, "/discount"],
  ];
  for (const [what, change, path] of INVALID) {
    it(`refuses ${what} with 400, naming ${path}, and writes no order`, async () => {
      const count = await ordersCount();
      const order = await place({ change });
      assert.deepEqual([order.status, order.body.code], [400, "validation-failed"]);
      const named = order.body.errors.map((error: { path: string }) => error.path);
      assert.ok(named.includes(path), JSON.stringify(named));
      assert.equal(await ordersCount(), count);
    });
  }

  for (const [what, asked, status, code] of [
    ["without a key", { key: "" }, 400, "idempotency-key-invalid"],
    ["with a key of 256 characters", { key: "k".repeat(256) }, 400, "idempotency-key-invalid"],
    ["that nobody placed", { account: null }, 401, "unauthenticated"],
  ] as const) {
    it(`refuses an order ${what}: ${status} ${code}`, async () => {
      const order = await place(asked);
      assert.deepEqual([order.status, order.body.code], [status, code]);
    });
  }

  it("refuses an order without the header of a key", async () => {
    const order = await orders.call("POST", "/v1/orders", { body: BODY });
    assert.deepEqual([order.status, order.body.code], [400, "idempotency-key-missing"]);
  });

  it("refuses an order id that is none, and one that nobody has", async () => {
    const malformed = await view("1");
    assert.deepEqual([malformed.status, malformed.body.errors[0].path], [400, "path/id"]);
    const unknown = await view(randomUUIDv7());
    assert.deepEqual([unknown.status, unknown.body.code], [404, "order-not-found"]);
  });

  async function ordersCount(): Promise<number> {
    const [row] = await orders.db.query<{ count: number }>({
      name: "count-orders",
      text: "select count(*) from orders",
    });
    return row?.count ?? -1;
  }
});

function unused(): never {
  throw new Error("no import is made here");
}
