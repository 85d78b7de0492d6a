import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { type RunningService, runService } from "../testing/running-service.ts";

const PATH = "/v1/admin/promotions";
const UNKNOWN = "019a0000-0000-7000-8000-000000000000";

type Taken = { promotionId: string; couponCode?: string; discountMinor: number };

describe("redeeming promotions", () => {
  let service: RunningService;
  before(async () => {
    service = await runService();
  });
  after(() => service.stop());

  let orders = 0;
  const orderId = () => `019a0000-0000-7000-9000-${(orders++).toString(16).padStart(12, "0")}`;
  async function promotion(budget = {}, fields = {}): Promise<string> {
    const body = { label: "x", kind: "percentage", value: { percent: "10" }, budget, ...fields };
    const made = await service.call(PATH, { method: "POST", body });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    return made.body.id;
  }
  const redeem = (
    order: string,
    promotions: readonly Taken[],
    { customerId, currency = "EUR" }: { customerId?: string; currency?: string } = {},
  ) =>
    service.call("/internal/redemptions", {
      method: "POST",
      body: {
        ...{ orderId: order, currency, promotions },
        ...(customerId === undefined ? {} : { customerId }),
      },
    });
  const restore = (order: string) =>
    service.call(`/internal/redemptions/${order}`, { method: "DELETE" });
  const one = (promotionId: string, more: Partial<Taken> = {}): Taken[] => [
    { promotionId, discountMinor: 100, ...more },
  ];
  async function usesOf(id: string): Promise<number> {
    const [row] = await service.db.query<{ uses: number }>({
      name: "uses-of",
      text: "select uses from promotion_use where promotion_id = $1",
      values: [id],
    });
    return row?.uses ?? 0;
  }
  const reasons = ({ body }: { body: { promotions: { reason: string }[] } }) =>
    body.promotions.map(({ reason }) => reason);
  const statuses = (answers: readonly { status: number }[]) => {
    const counts: Record<number, number> = {};
    for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  };

  it("takes one use an order, however often it is asked", async () => {
    const id = await promotion({ maxUses: 5 });
    const order = orderId();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => redeem(order, one(id), { customerId: "ann" })),
    );
    assert.deepEqual(statuses(answers), { 200: 5 });
    assert.deepEqual(answers[0]?.body, { orderId: order });
    assert.equal(await usesOf(id), 1);
  });

  it("refuses other promotions of the same order, and takes nothing", async () => {
    const [a, b] = [await promotion({ maxUses: 5 }), await promotion({ maxUses: 5 })];
    const order = orderId();
    await redeem(order, [...one(a), ...one(b)], { customerId: "ann" });
    const inOtherOrder = await redeem(order, [...one(b), ...one(a)], { customerId: "ann" });
    assert.equal(inOtherOrder.status, 200);
    for (const answer of [
      await redeem(order, one(a), { customerId: "ann" }),
      await redeem(order, [...one(a), ...one(b, { discountMinor: 99 })], { customerId: "ann" }),
      await redeem(order, [...one(a), ...one(b)], { customerId: "bob" }),
      await redeem(order, [...one(a), ...one(b)], { customerId: "ann", currency: "USD" }),
    ]) {
      assert.deepEqual([answer.status, answer.body.code], [409, "invalid-state"]);
    }
    assert.deepEqual([await usesOf(a), await usesOf(b)], [1, 1]);
  });

  it("lets exactly as many of a hundred at once have it as its budget says", async () => {
    const id = await promotion({ maxUses: 7 });
    const asked = Array.from({ length: 100 }, orderId);
    const answers = await Promise.all(asked.map((order) => redeem(order, one(id))));
    assert.deepEqual(statuses(answers), { 200: 7, 409: 93 });
    const refused = answers.find(({ status }) => status === 409);
    assert.equal(refused?.body.code, "promotion-exhausted");
    assert.deepEqual(refused?.body.promotions, [{ promotionId: id, reason: "budget-exhausted" }]);
    assert.equal(await usesOf(id), 7);
  });

  it("lets each customer have it as often as its budget says, at once", async () => {
    const id = await promotion({ maxUsesPerCustomer: 2 });
    const asked = Array.from({ length: 30 }, (_, index) => `customer-${index % 3}`);
    const answers = await Promise.all(
      asked.map((customerId) => redeem(orderId(), one(id), { customerId })),
    );
    assert.deepEqual(statuses(answers), { 200: 6, 409: 24 });
    const refused = await redeem(orderId(), one(id), { customerId: "customer-1" });
    assert.deepEqual(reasons(refused), ["customer-limit-reached"]);
    const nobody = await redeem(orderId(), one(id));
    assert.deepEqual(reasons(nobody), ["customer-unknown"]);
    assert.equal((await redeem(orderId(), one(id), { customerId: "customer-3" })).status, 200);
  });

  it("never gives more than its budget in all, at once", async () => {
    const id = await promotion({ maxDiscount: { amount: 1000, currency: "EUR" } });
    const amounts = Array.from({ length: 40 }, (_, index) => 70 + index);
    const answers = await Promise.all(
      amounts.map((discountMinor) => redeem(orderId(), one(id, { discountMinor }))),
    );
    const given = answers.reduce(
      (sum, { status }, index) => sum + (status === 200 ? (amounts[index] ?? 0) : 0),
      0,
    );
    assert.ok(given <= 1000 && given > 1000 - 110, `${given}`);
    const left = await redeem(orderId(), one(id, { discountMinor: 1000 - given }));
    assert.equal(left.status, 200, "what is left can be had");
    assert.deepEqual(reasons(await redeem(orderId(), one(id, { discountMinor: 1 }))), [
      "budget-exhausted",
    ]);
  });

  it("lets a coupon be used as often as it says, at once, in any case of its letters", async () => {
    const id = await promotion({}, { needsCoupon: true });
    const codes = await service.call(`${PATH}/${id}/coupons`, {
      method: "POST",
      body: { count: 1, maxUses: 3 },
    });
    const couponCode: string = codes.body.codes[0].toLowerCase();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => redeem(orderId(), one(id, { couponCode }))),
    );
    assert.deepEqual(statuses(answers), { 200: 3, 409: 17 });
    const refused = await redeem(orderId(), one(id, { couponCode }));
    assert.deepEqual(refused.body.promotions, [
      { promotionId: id, couponCode: couponCode.toUpperCase(), reason: "coupon-used-up" },
    ]);
  });

  it("takes all or nothing", async () => {
    const [plenty, used] = [await promotion(), await promotion({ maxUses: 1 })];
    await redeem(orderId(), one(used));
    const rows = await service.countRows();
    const order = orderId();
    const refused = await redeem(order, [...one(plenty), ...one(used), ...one(UNKNOWN)]);
    assert.deepEqual(refused.body.promotions, [
      { promotionId: used, reason: "budget-exhausted" },
      { promotionId: UNKNOWN, reason: "unknown-promotion" },
    ]);
    assert.deepEqual(await service.countRows(), rows);
    assert.equal(await usesOf(plenty), 0);
    assert.equal((await redeem(order, one(plenty))).status, 200, "the order may redeem others");
  });

  it("does not wait for itself when orders name the same promotions and coupons in any order", async () => {
    const ids = await Promise.all(
      Array.from({ length: 5 }, (_, index) => promotion({}, { couponCode: `LOCK-${index}` })),
    );
    const lines = ids.map((promotionId, index) => ({
      ...{ promotionId, couponCode: `LOCK-${index}`, discountMinor: 1 },
    }));
    const asked = Array.from({ length: 60 }, (_, index) => ({
      order: orderId(),
      lines: index % 2 === 0 ? lines : lines.toReversed().slice(index % 3),
    }));
    const answers = await Promise.all(
      asked.map(async ({ order, lines: named }) => {
        const answer = await redeem(order, named, { customerId: "ann" });
        await restore(order);
        return answer;
      }),
    );
    assert.deepEqual(statuses(answers), { 200: 60 });
    for (const id of ids) assert.equal(await usesOf(id), 0);
  });

  it("gives back once: the use counts again, and the order cannot redeem any more", async () => {
    const budget = {
      maxUses: 1,
      maxUsesPerCustomer: 1,
      maxDiscount: { amount: 100, currency: "EUR" },
    };
    const id = await promotion(budget, { couponCode: "BACK-1" });
    const [first, second, third] = [orderId(), orderId(), orderId()];
    const by = { customerId: "ann" };
    const lines = one(id, { couponCode: "BACK-1" });
    assert.equal((await redeem(first, lines, by)).status, 200);
    assert.equal((await redeem(second, lines, by)).status, 409);
    const restored = await Promise.all([1, 2, 3].map(() => restore(first)));
    assert.deepEqual(statuses(restored), { 204: 3 });
    const again = await redeem(first, lines, by);
    assert.deepEqual([again.status, again.body.code], [409, "invalid-state"]);
    assert.equal((await redeem(third, lines, by)).status, 200);
    assert.equal((await redeem(orderId(), lines, by)).status, 409);
    assert.equal(await usesOf(id), 1);
  });

  it("refuses a redemption that comes after its order has given up", async () => {
    const id = await promotion();
    const order = orderId();
    assert.deepEqual(statuses([await restore(order), await restore(order)]), { 204: 2 });
    const late = await redeem(order, one(id));
    assert.deepEqual([late.status, late.body.code], [409, "invalid-state"]);
    assert.equal(await usesOf(id), 0);
  });

  it("leaves nothing taken when the order gives up while it redeems", async () => {
    const id = await promotion();
    for (let round = 0; round < 10; round += 1) {
      const order = orderId();
      await Promise.all([redeem(order, one(id)), restore(order)]);
      await restore(order);
      assert.equal(await usesOf(id), 0);
    }
  });

  it("redeems what a quote froze although the promotion has ended or was deleted; its budget still decides", async () => {
    const ended = await promotion({}, { validTo: "2026-01-01T00:00:00Z" });
    assert.equal((await redeem(orderId(), one(ended))).status, 200);
    const deleted = await promotion({ maxUses: 1 }, { couponCode: "LATE-1" });
    await service.call(`${PATH}/${deleted}`, { method: "DELETE" });
    const lines = one(deleted, { couponCode: "LATE-1" });
    assert.equal((await redeem(orderId(), lines)).status, 200);
    assert.deepEqual(reasons(await redeem(orderId(), lines)), ["budget-exhausted"]);
  });

  it("goes by the limits in force, and by what was used before there were any", async () => {
    const id = await promotion();
    for (const discountMinor of [300, 200]) await redeem(orderId(), one(id, { discountMinor }));
    await redeem(orderId(), one(id, { discountMinor: 9_999 }), { currency: "USD" });
    const limit = (budget: unknown) =>
      service.call(`${PATH}/${id}`, { method: "PATCH", body: { budget } });
    await limit({ maxUses: 3 });
    assert.deepEqual(reasons(await redeem(orderId(), one(id))), ["budget-exhausted"]);
    await limit({ maxDiscount: { amount: 600, currency: "EUR" } });
    const tooMuch = await redeem(orderId(), one(id, { discountMinor: 101 }));
    assert.deepEqual(reasons(tooMuch), ["budget-exhausted"]);
    assert.equal((await redeem(orderId(), one(id, { discountMinor: 100 }))).status, 200);
    const foreign = await redeem(orderId(), one(id), { currency: "USD" });
    assert.deepEqual(reasons(foreign), ["budget-in-other-currency"]);
  });

  it("refuses a coupon of another promotion, and one that was taken away", async () => {
    const [id, other] = [
      await promotion({}, { couponCode: "MINE-1" }),
      await promotion({}, { couponCode: "YOURS-1" }),
    ];
    const stolen = await redeem(orderId(), one(id, { couponCode: "YOURS-1" }));
    assert.deepEqual(reasons(stolen), ["unknown-coupon"]);
    await service.call(`${PATH}/${other}`, { method: "PATCH", body: { couponCode: "OURS-1" } });
    const gone = await redeem(orderId(), one(other, { couponCode: "YOURS-1" }));
    assert.deepEqual(reasons(gone), ["unknown-coupon"]);
  });

  it("agrees with a naive model after any redemptions and givings-back", async () => {
    const step = fc.record({
      order: fc.nat({ max: 7 }),
      action: fc.constantFrom("redeem", "restore"),
      customer: fc.constantFrom("ann", "bob"),
      which: fc.subarray([0, 1, 2], { minLength: 1 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const limits = [
          { maxUses: 2 },
          { maxUsesPerCustomer: 1 },
          { maxDiscount: { amount: 250, currency: "EUR" } },
        ];
        const ids = await Promise.all(limits.map((budget) => promotion(budget)));
        const ordersOf = Array.from({ length: 8 }, orderId);
        const model = new Map<number, { customer: string; which: number[]; on: boolean }>();
        const using = (index: number, customer?: string) =>
          [...model.values()].filter(
            (taken) =>
              taken.on &&
              taken.which.includes(index) &&
              (customer === undefined || taken.customer === customer),
          ).length;
        for (const { order, action, customer, which } of steps) {
          const id = ordersOf[order] ?? "";
          const before = model.get(order);
          if (action === "restore") {
            assert.equal((await restore(id)).status, 204);
            model.set(order, { ...(before ?? { customer, which: [] }), on: false });
            continue;
          }
          const fits =
            (!which.includes(0) || using(0) < 2) &&
            (!which.includes(1) || using(1, customer) < 1) &&
            (!which.includes(2) || using(2) * 100 + 100 <= 250);
          const isRepeat =
            before?.on === true &&
            before.customer === customer &&
            before.which.join() === which.join();
          const expected = before === undefined ? fits : isRepeat;
          const lines = which.flatMap((index) => one(ids[index] ?? ""));
          const { status } = await redeem(id, lines, { customerId: customer });
          assert.equal(status, expected ? 200 : 409);
          if (before === undefined && fits) model.set(order, { customer, which, on: true });
        }
        for (const [index, id] of ids.entries()) assert.equal(await usesOf(id), using(index));
      }),
      { numRuns: 15 },
    );
  });

  for (const [what, body, path] of [
    ["nothing to redeem", { promotions: [] }, "/promotions"],
    [
      "a promotion twice",
      { promotions: [...one(UNKNOWN), ...one(UNKNOWN)] },
      "/promotions/1/promotionId",
    ],
    [
      "a negative discount",
      { promotions: one(UNKNOWN, { discountMinor: -1 }) },
      "/promotions/0/discountMinor",
    ],
    ["an order that is none", { orderId: "order-1" }, "/orderId"],
    ["no currency", { currency: undefined }, "/currency"],
    ["an endless customer", { customerId: "x".repeat(129) }, "/customerId"],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const rows = await service.countRows();
      const whole = { orderId: orderId(), currency: "EUR", promotions: one(UNKNOWN), ...body };
      const answer = await service.call("/internal/redemptions", { method: "POST", body: whole });
      assert.deepEqual([answer.status, answer.body.code], [400, "validation-failed"]);
      assert.equal(answer.body.errors[0].path, path);
      assert.deepEqual(await service.countRows(), rows);
    });
  }
});
