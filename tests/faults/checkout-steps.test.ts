/**
 * A checkout whose every step, and every undo, is refused, lost on its way there, lost on its way back, or running when its
 * process is killed. Each case is an order of its own, all at once, on real processes, a real engine and real databases.
 */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Fault, faultPlan, startFaultProxy } from "./fault-proxy.ts";
import { eventually, type RestateProcess, startRestate } from "./service-process.ts";
import { patient, type Shop, startShop } from "./shop-processes.ts";

const STEPS = {
  quote: "POST /v1/quotes",
  redeem: "POST /internal/redemptions",
  hold: "PUT /internal/reservations/{id}",
  authorise: "POST /charges",
  "confirm-hold": "POST /internal/reservations/{id}/confirm",
  capture: "POST /charges/{id}/capture",
} as const;
const UNDOS = {
  "the promotions": "DELETE /internal/redemptions/{id}",
  "the hold": "POST /internal/reservations/{id}/cancel",
  "what was charged, to know it": "GET /charges",
  "the authorisation": "POST /charges/{id}/void",
} as const;

type Case = {
  readonly name: string;
  readonly faults: readonly Fault[];
  readonly ends: "confirmed" | "failed";
  /** Of the sandbox: with it the order fails at its last step, and everything is undone. */
  readonly token?: string;
};

const ALWAYS = Number.POSITIVE_INFINITY;
const LOST = ["lost-before", "lost-after"] as const;
const HOW = { "lost-before": "before its effect", "lost-after": "after its effect" } as const;

const ofSteps = (make: (step: string, route: string) => Case): readonly Case[] =>
  Object.entries(STEPS).map(([step, route]) => make(step, route));
const ofUndos = (make: (undo: string, route: string) => Omit<Case, "ends">): readonly Case[] =>
  Object.entries(UNDOS).map(([undo, route]) => ({
    ...make(undo, route),
    ...{ ends: "failed", token: "tok_capture_fails" },
  }));

const KILLED: readonly Case[] = LOST.flatMap((kind) => [
  ...ofSteps((step, route) => ({
    name: `killed in ${step}, ${HOW[kind]}`,
    faults: [{ route, kind, times: ALWAYS }],
    ends: "confirmed",
  })),
  ...ofUndos((undo, route) => ({
    name: `killed while it gave back ${undo}, ${HOW[kind]}`,
    faults: [{ route, kind, times: ALWAYS }],
  })),
]);
const REFUSED: readonly Case[] = [
  ...ofSteps((step, route) => ({
    name: `refused at ${step}`,
    faults: [{ route, kind: "refused", times: ALWAYS }],
    ends: "failed",
  })),
  ...ofUndos((undo, route) => ({
    name: `refused when it gives back ${undo}`,
    faults: [{ route, kind: "refused", times: 3 }],
  })),
];
const TIMED_OUT: readonly Case[] = LOST.flatMap((kind) => [
  ...ofSteps((step, route) => ({
    name: `without an answer at ${step}, ${HOW[kind]}`,
    faults: [{ route, kind, times: ALWAYS }],
    // A capture without an answer is asked for: what is captured is sold.
    ends: step === "capture" && kind === "lost-after" ? "confirmed" : "failed",
  })),
  ...ofSteps((step, route) => ({
    name: `without an answer to the first call at ${step}, ${HOW[kind]}`,
    faults: [{ route, kind, times: 1 }],
    ends: "confirmed",
  })),
  ...ofUndos((undo, route) => ({
    name: `without an answer while it gives back ${undo}, ${HOW[kind]}`,
    faults: [{ route, kind, times: 3 }],
  })),
  {
    name: `captured without knowing it, and without an answer to the refund, ${HOW[kind]}`,
    faults: [
      { route: STEPS.capture, kind: "lost-after", times: ALWAYS },
      { route: "GET /charges", kind: "refused", times: 1 }, // whether it is captured cannot be known
      { route: "POST /charges/{id}/refund", kind, times: 3 },
    ],
    ends: "failed",
  },
]);
const CASES = [...KILLED, ...REFUSED, ...TIMED_OUT];

const BOUNDED = { timeout: 180_000 };

describe("a checkout", BOUNDED, () => {
  const plan = faultPlan();
  const proxies: { close(): void }[] = [];
  const orderIds = new Map<string, string>();
  let restate: RestateProcess;
  let shop: Shop;
  let coupon: string;
  let books: Awaited<ReturnType<Shop["booksOf"]>>;

  const placeAll = (cases: readonly Case[]) =>
    Promise.all(
      cases.map(async ({ faults, token = "tok_ok", name }) => {
        const correlationId = `case-${CASES.findIndex((each) => each.name === name)}`;
        plan.set(correlationId, faults);
        const couponCodes = [coupon];
        const placed = await shop.place({ sku: "mug", token, couponCodes, correlationId });
        assert.equal(placed.status, 202, JSON.stringify(placed.body));
        orderIds.set(name, placed.body.id);
      }),
    );

  before(async () => {
    restate = await startRestate();
    shop = await startShop({
      engine: [restate],
      between: async (_callee, url) => {
        const proxy = await startFaultProxy(url, plan);
        proxies.push(proxy);
        return proxy.url;
      },
    });
    await Promise.all([shop.stock("mug", 1_000), shop.price("mug")]);
    coupon = await shop.coupon("mug");
    await shop.startOrders((policies) =>
      patient(policies, { timeoutMs: 60_000, deadlineMs: 60_000 }),
    );
    await placeAll(KILLED);
    await eventually("every order to be where it is killed", async () =>
      plan.unmet.size === 0 ? true : undefined,
    );
    await shop.orders().kill();
    plan.clear();
    await shop.startOrders((policies) =>
      patient(policies, { timeoutMs: 2_000, deadlineMs: 5_000 }),
    );
    await placeAll([...REFUSED, ...TIMED_OUT]);
    await Promise.all([...orderIds.values()].map(shop.ended));
    books = await shop.booksOf([...orderIds.values()]);
  }, BOUNDED);
  after(async () => {
    for (const { close } of proxies) close();
    await shop?.stop();
    await restate?.remove();
  });

  for (const { name, ends } of CASES) {
    it(`${name}: it is ${ends}, and nothing is left of it but that`, async () => {
      const correlationId = `case-${CASES.findIndex((each) => each.name === name)}`;
      assert.ok(!plan.unmet.has(correlationId), "the fault was met");
      const id = orderIds.get(name) ?? "";
      const { status } = await shop.ended(id);
      assert.equal(status, ends);
      const charges = await shop.chargesOf(id);
      const money = charges.map(({ events }) => events.map(({ kind }) => kind).join(" "));
      const isSold = ends === "confirmed";
      assert.equal(books.reservations.get(id), isSold ? "confirmed" : undefined);
      assert.equal(books.redeemed.has(id), isSold);
      if (isSold) assert.deepEqual(money, ["authorised captured"]);
      else
        assert.ok(
          money.every((moves) => /(voided|refunded)$/.test(moves)),
          String(money),
        );
    });
  }

  it("keeps all books together", async () => {
    const sold = CASES.filter(({ ends }) => ends === "confirmed").length;
    assert.deepEqual(await shop.stockOf("mug"), { onHand: 1_000 - sold, reserved: 0 });
    assert.equal(books.uses, sold);
    assert.equal(await shop.audit(), true);
  });
});
