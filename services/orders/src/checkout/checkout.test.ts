import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ok } from "@holdfast/result";
import fc from "fast-check";
import { type Engine, type Mark, runSaga } from "../saga.ts";
import {
  type CallFault,
  type CallName,
  COUPON,
  fakeCallees,
  priceOf,
  reducedPriceOf,
} from "../testing/fake-callees.ts";
import { type EngineFault, fakeEngine } from "../testing/fake-engine.ts";
import { type CheckoutOrder, checkoutSteps } from "./checkout.ts";

const ITEMS = [{ sku: "mug", quantity: 2 }];
const ORDER: CheckoutOrder = {
  id: "order-1",
  account: "acme",
  basket: { kind: "items", items: ITEMS },
  currency: "EUR",
  region: "DE",
  paymentToken: "tok_ok",
  reservation: { id: "hold-1", adopted: false },
};
const COUPONS: CheckoutOrder = {
  ...ORDER,
  basket: { kind: "items", items: ITEMS, couponCodes: [COUPON] },
  buyerId: "buyer-1",
};
const ADOPTING: CheckoutOrder = { ...ORDER, reservation: { id: "hold-1", adopted: true } };
const TOKEN: CheckoutOrder = { ...ORDER, basket: { kind: "quote-token", token: "signed" } };
const QUOTE = {
  ...priceOf(ITEMS),
  account: "acme",
  currency: "EUR",
  region: "DE",
  expired: false,
};

async function checkOut(
  order: CheckoutOrder,
  world: ReturnType<typeof fakeCallees>,
  faults: readonly EngineFault[] = [],
) {
  const marks: string[] = [];
  const observe = async <T>({ step, undo }: Mark, work: () => Promise<T>): Promise<T> => {
    const outcome = await work();
    marks.push(undo ? `undo ${step}` : step);
    return outcome;
  };
  const ending = await fakeEngine(faults).complete((engine) =>
    runSaga(engine, checkoutSteps(order, world.calls), {
      start: {},
      stopped: { kind: "checkout-stopped" },
      observe,
    }),
  );
  return { ending, marks };
}

const CONFIRMED = { reservations: ["hold-1 confirmed"], redemptions: [], charges: ["captured"] };
const REDEEMED = { ...CONFIRMED, redemptions: ["order-1"] };
const NOTHING = { reservations: [], redemptions: [], charges: [] };
const STEPS: readonly { readonly step: string; readonly call: CallName }[] = [
  { step: "quote", call: "priceNow" },
  { step: "redeem", call: "redeem" },
  { step: "hold", call: "hold" },
  { step: "authorise", call: "authorise" },
  { step: "confirm-hold", call: "confirmHold" },
  { step: "capture", call: "capture" },
];
const REFUSED_AS = { refused: "callee-refused" } as const;

describe("checkout", () => {
  it("ends with the goods sold and the money captured once", async () => {
    const world = fakeCallees();
    const { ending, marks } = await checkOut(ORDER, world);
    assert.equal(ending.kind, "done");
    assert.deepEqual(world.left(), CONFIRMED);
    assert.deepEqual(marks, ["quote", "hold", "authorise", "confirm-hold", "capture"]);
  });

  it("asks for no money where there is nothing to pay", async () => {
    const world = fakeCallees();
    const { lines, total } = priceOf(ITEMS);
    const free = { lines, total: { ...total, amountMinor: 0 } };
    const calls = { ...world.calls, priceNow: async () => ok(free) };
    const { ending, marks } = await checkOut(ORDER, { ...world, calls });
    assert.equal(ending.kind, "done");
    assert.deepEqual(world.left(), { ...CONFIRMED, charges: [] });
    assert.deepEqual(marks, ["quote", "hold", "confirm-hold"]);
  });

  for (const { step, call } of STEPS) {
    for (const fault of ["refused", "timeout-before", "timeout-after"] as const) {
      if (step === "capture" && fault === "timeout-after") continue; // it took effect: see below
      it(`leaves nothing behind when ${step} is ${fault}`, async () => {
        const world = fakeCallees({ [call]: [fault] });
        const { ending } = await checkOut(COUPONS, world);
        assert.equal(ending.kind, "undone");
        const kind = ending.kind === "undone" ? ending.refusal.kind : undefined;
        if (fault === "refused") assert.equal(kind, REFUSED_AS.refused);
        else assert.match(String(kind), /-unavailable$/);
        assert.deepEqual(world.left(), NOTHING);
      });
    }

    for (const kind of ["crash-before", "crash-after"] as const) {
      it(`is confirmed with one capture although the process dies: ${kind} ${step}`, async () => {
        const world = fakeCallees();
        const { ending } = await checkOut(COUPONS, world, [{ run: step, kind }]);
        assert.equal(ending.kind, "done");
        assert.deepEqual(world.left(), REDEEMED);
      });
    }

    for (const kind of ["stop-before", "stop-after"] as const) {
      if (step === "capture") continue; // it only goes forward: see below
      it(`leaves nothing behind when an operator stops it: ${kind} ${step}`, async () => {
        const world = fakeCallees();
        const { ending } = await checkOut(COUPONS, world, [{ run: step, kind }]);
        assert.deepEqual(ending.kind === "undone" && ending.refusal, { kind: "checkout-stopped" });
        assert.deepEqual(world.left(), NOTHING);
      });
    }
  }

  it("is confirmed when its capture took effect and only the answer was lost", async () => {
    const world = fakeCallees({ capture: ["timeout-after"] });
    const { ending, marks } = await checkOut(COUPONS, world);
    assert.equal(ending.kind, "done");
    assert.equal(marks.at(-1), "capture");
    assert.deepEqual(world.left(), REDEEMED);
  });

  it("gives the money back when nobody can say whether it was captured", async () => {
    const world = fakeCallees({ capture: ["timeout-after"], isCaptured: ["timeout-before"] });
    const { ending } = await checkOut(COUPONS, world);
    assert.equal(ending.kind === "undone" && ending.refusal.kind, "payment-unavailable");
    assert.deepEqual(world.left(), NOTHING);
  });

  for (const kind of ["stop-before", "stop-after"] as const) {
    it(`is not stopped any more once it captures: ${kind} capture`, async () => {
      const world = fakeCallees();
      const { ending } = await checkOut(COUPONS, world, [{ run: "capture", kind }]);
      assert.equal(ending.kind, "done");
      assert.deepEqual(world.left(), REDEEMED);
    });
  }

  for (const call of ["restore", "cancelHold", "reverseCharges"] as const) {
    for (const fault of ["timeout-before", "timeout-after"] as const) {
      it(`insists on an undo: ${call} fails twice, ${fault}`, async () => {
        const world = fakeCallees({
          ...{ capture: ["timeout-after"], isCaptured: ["timeout-before"] },
          [call]: [fault, fault],
        });
        await checkOut(COUPONS, world);
        assert.deepEqual(world.left(), NOTHING);
      });
    }
  }

  for (const kind of ["crash-before", "crash-after", "stop-before", "stop-after"] as const) {
    it(`finishes its undos whatever happens meanwhile: ${kind} undo authorise`, async () => {
      const world = fakeCallees({ capture: ["refused"] });
      await checkOut(ORDER, world, [{ run: "undo authorise", kind }]);
      assert.deepEqual(world.left(), NOTHING);
    });
  }

  it("gives the goods back although the payment provider is away, and the money once it is back", async () => {
    const away = ["timeout-before", "timeout-before", "timeout-before"] as const;
    const world = fakeCallees({ authorise: ["timeout-after"], reverseCharges: away });
    const released: number[] = [];
    const calls = {
      ...world.calls,
      cancelHold: async (...hold: Parameters<typeof world.calls.cancelHold>) => {
        released.push(world.left().charges.length);
        await world.calls.cancelHold(...hold);
      },
    };
    await checkOut(ORDER, { ...world, calls });
    assert.deepEqual(released, [1], "released once, while the charge still stood");
    assert.deepEqual(world.left(), NOTHING);
  });

  it("undoes in reverse, starting with the step that failed", async () => {
    const world = fakeCallees({ authorise: ["timeout-after"] });
    const { marks } = await checkOut(ORDER, world);
    assert.deepEqual(marks, ["quote", "hold", "authorise", "undo authorise", "undo hold"]);
  });

  it("gives every call a key of the order and the step", async () => {
    const world = fakeCallees({ capture: ["refused"] });
    await checkOut(ORDER, world);
    assert.deepEqual(world.keys, [
      "order-1:hold",
      "order-1:authorise",
      "order-1:confirm-hold",
      "order-1:capture",
      "order-1:undo-authorise",
      "order-1:undo-hold",
    ]);
  });

  it("finishes what older code began, whose hold said nothing of shipments", async () => {
    const world = fakeCallees();
    world.reserve("hold-1", ITEMS);
    const engine: Engine = {
      run: async <T>(name: string, work: () => Promise<T>) =>
        name === "hold" ? ({ ok: true, value: {} } as T) : work(),
    };
    const ending = await runSaga(engine, checkoutSteps(ORDER, world.calls), {
      start: {},
      stopped: { kind: "checkout-stopped" },
      observe: async (_mark, work) => work(),
    });
    assert.equal(ending.kind, "done");
    assert.equal(ending.state.priced?.total.amountMinor, 2000);
    assert.equal(ending.state.shipments, undefined);
    assert.deepEqual(world.left(), CONFIRMED);
  });

  it("ends sold and paid, or with nothing left, under any mix of faults", async () => {
    const callFault = fc.constantFrom<CallFault>("refused", "timeout-before", "timeout-after");
    const plan = fc.array(callFault, { maxLength: 2 });
    const undoPlan = fc.array(fc.constantFrom<CallFault>("timeout-before", "timeout-after"), {
      maxLength: 3,
    });
    const runs = [
      ...STEPS.map(({ step }) => step),
      "undo authorise",
      "undo hold",
      "undo redeem",
      "insist on undo authorise",
    ];
    const engineFault = fc.record({
      run: fc.constantFrom(...runs),
      kind: fc.constantFrom<EngineFault["kind"]>(
        "crash-before",
        "crash-after",
        "stop-before",
        "stop-after",
      ),
    });
    const faults = fc.record({
      redeem: plan,
      restore: undoPlan,
      hold: plan,
      authorise: plan,
      confirmHold: plan,
      capture: plan,
      isCaptured: plan,
      cancelHold: undoPlan,
      reverseCharges: undoPlan,
    });
    await fc.assert(
      fc.asyncProperty(faults, fc.array(engineFault, { maxLength: 4 }), async (calls, engine) => {
        const world = fakeCallees(calls);
        const { ending } = await checkOut(COUPONS, world, engine);
        assert.deepEqual(world.left(), ending.kind === "done" ? REDEEMED : NOTHING);
      }),
      { numRuns: 500 },
    );
  });
});

describe("checkout with the customer's own reservation", () => {
  it("sells what it holds", async () => {
    const world = fakeCallees();
    world.reserve("hold-1", ITEMS);
    assert.equal((await checkOut(ADOPTING, world)).ending.kind, "done");
    assert.deepEqual(world.left(), CONFIRMED);
  });

  it("releases it when the payment fails afterwards", async () => {
    const world = fakeCallees({ authorise: ["refused"] });
    world.reserve("hold-1", ITEMS);
    await checkOut(ADOPTING, world);
    assert.deepEqual(world.left(), NOTHING);
  });

  it("refuses other goods, and leaves the reservation alone", async () => {
    const world = fakeCallees();
    world.reserve("hold-1", [{ sku: "mug", quantity: 3 }]);
    const { ending } = await checkOut(ADOPTING, world);
    assert.deepEqual(ending.kind === "undone" && ending.refusal, {
      kind: "reservation-mismatch",
      id: "hold-1",
    });
    assert.deepEqual(world.left(), { ...NOTHING, reservations: ["hold-1 held"] });
  });

  it("takes the same goods in other lines", async () => {
    const world = fakeCallees();
    world.reserve("hold-1", [
      { sku: "mug", quantity: 1 },
      { sku: "mug", quantity: 1 },
    ]);
    assert.equal((await checkOut(ADOPTING, world)).ending.kind, "done");
  });

  it("refuses one that another order has sold, and does not put its units back", async () => {
    const world = fakeCallees();
    world.reserve("hold-1", ITEMS, "confirmed");
    const { ending } = await checkOut(ADOPTING, world);
    assert.equal(ending.kind === "undone" && ending.refusal.kind, "reservation-not-held");
    assert.deepEqual(world.left(), { ...NOTHING, reservations: ["hold-1 confirmed"] });
  });
});

describe("checkout with a quote token", () => {
  it("charges what the token froze, without asking for a price", async () => {
    const world = fakeCallees({ priceNow: ["refused"] });
    world.sign({ ...QUOTE, total: { amountMinor: 1500, currency: "EUR" } });
    const { ending } = await checkOut(TOKEN, world);
    assert.equal(ending.kind, "done");
    assert.equal(ending.state.priced?.total.amountMinor, 1500);
  });

  it("refuses an expired one with the total of now, before anything is held", async () => {
    const world = fakeCallees();
    world.sign({ ...QUOTE, expired: true, total: { amountMinor: 1500, currency: "EUR" } });
    const { ending, marks } = await checkOut(TOKEN, world);
    assert.deepEqual(ending.kind === "undone" && ending.refusal, {
      kind: "price-changed",
      newTotal: { amountMinor: 2000, currency: "EUR" },
    });
    assert.deepEqual(marks, ["quote"]);
  });

  for (const [what, change] of [
    ["another account's", { account: "rival" }],
    ["one in another currency", { currency: "USD" }],
    ["one for another region", { region: "FR" }],
  ] as const) {
    it(`refuses ${what}, expired or not`, async () => {
      for (const expired of [false, true]) {
        const world = fakeCallees();
        world.sign({ ...QUOTE, ...change, expired });
        const { ending } = await checkOut(TOKEN, world);
        assert.equal(ending.kind === "undone" && ending.refusal.kind, "quote-invalid");
      }
    });
  }
});

describe("checkout with a promotion that has a budget", () => {
  const REDUCED = { ...QUOTE, ...reducedPriceOf(ITEMS) };

  it("takes one use for the buyer, before anything is held, and charges the reduced price", async () => {
    const world = fakeCallees();
    const { ending, marks } = await checkOut(COUPONS, world);
    assert.deepEqual(marks, ["quote", "redeem", "hold", "authorise", "confirm-hold", "capture"]);
    assert.equal(ending.state.priced?.total.amountMinor, 1900);
    assert.deepEqual([world.left(), world.customers()], [REDEEMED, ["buyer-1"]]);
  });

  it("takes the use that a quote token froze, for the customer whom the quote was for", async () => {
    for (const [customerId, counted] of [
      [undefined, "buyer-1"],
      ["ann", "ann"],
    ] as const) {
      const world = fakeCallees({ priceNow: ["refused"] });
      world.sign({ ...REDUCED, ...(customerId === undefined ? {} : { customerId }) });
      const { ending } = await checkOut({ ...TOKEN, buyerId: "buyer-1" }, world);
      assert.equal(ending.kind, "done");
      assert.deepEqual([world.left(), world.customers()], [REDEEMED, [counted]]);
    }
  });

  it("refuses with the total of now when others have used it up since, and holds nothing", async () => {
    for (const order of [COUPONS, TOKEN]) {
      const world = fakeCallees();
      world.sign(REDUCED);
      const priceNow = world.calls.priceNow;
      let asked = 0;
      const calls = {
        ...world.calls,
        priceNow: async (...basket: Parameters<typeof priceNow>) => {
          asked += 1;
          assert.deepEqual(basket[1].couponCodes, [COUPON]);
          const priced = await priceNow(...basket);
          world.useUp();
          return priced;
        },
      };
      if (order === TOKEN) world.useUp();
      const { ending, marks } = await checkOut(order, { ...world, calls });
      assert.deepEqual(ending.kind === "undone" && ending.refusal, {
        kind: "price-changed",
        newTotal: { amountMinor: 2000, currency: "EUR" },
      });
      assert.deepEqual(marks, ["quote", "redeem", "undo redeem"]);
      assert.deepEqual(world.left(), NOTHING);
      assert.equal(asked, order === TOKEN ? 1 : 2);
    }
  });

  it("asks for the price of now of what the quote was for: this channel, group, customer, postcode, VAT id", async () => {
    const buyer = {
      ...{ channel: "app", customerGroup: "trade", customerId: "ann" },
      ...{ postcode: "35001", taxId: "ESB12345678" },
    };
    for (const ending of ["expired", "used up"]) {
      const world = fakeCallees();
      world.sign({ ...REDUCED, ...buyer, expired: ending === "expired" });
      world.useUp();
      const asked: object[] = [];
      const priceNow: typeof world.calls.priceNow = async (key, basket) => {
        asked.push(basket);
        return world.calls.priceNow(key, basket);
      };
      await checkOut(TOKEN, { ...world, calls: { ...world.calls, priceNow } });
      const couponCodes = (REDUCED.redeem ?? []).flatMap(({ couponCode }) => couponCode ?? []);
      const { currency, region } = QUOTE;
      assert.deepEqual(asked, [{ items: ITEMS, currency, region, couponCodes, ...buyer }], ending);
    }
  });

  it("asks for the price of an expired quote with the coupons that it had", async () => {
    const world = fakeCallees();
    world.sign({ ...REDUCED, expired: true });
    const { ending } = await checkOut(TOKEN, world);
    assert.deepEqual(ending.kind === "undone" && ending.refusal, {
      kind: "price-changed",
      newTotal: { amountMinor: 1900, currency: "EUR" },
    });
  });
});
