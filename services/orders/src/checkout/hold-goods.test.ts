import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fail } from "@holdfast/result";
import fc from "fast-check";
import { runSaga } from "../saga.ts";
import { fakeCallees, priceOf, SHORT } from "../testing/fake-callees.ts";
import { fakeEngine } from "../testing/fake-engine.ts";
import { type CheckoutOrder, checkoutSteps, type Item, type ShortfallPolicy } from "./checkout.ts";

const MUGS = (quantity: number): Item => ({ sku: "mug", quantity });
const PENS = (quantity: number): Item => ({ sku: "pen", quantity });
const POLICIES: readonly ShortfallPolicy[] = ["refuse", "refund", "backorder", "split"];

const orderOf = (shortfallPolicy: ShortfallPolicy, items: readonly Item[]): CheckoutOrder => ({
  ...{ id: "order-1", account: "acme", currency: "EUR", region: "DE", paymentToken: "tok_ok" },
  basket: { kind: "items", items },
  shortfallPolicy,
  reservation: { id: "hold-1", adopted: false },
});

async function checkOut(
  order: CheckoutOrder,
  world: ReturnType<typeof fakeCallees>,
  faults: Parameters<typeof fakeEngine>[0] = [],
) {
  const charged: number[] = [];
  const authorise: typeof world.calls.authorise = async (key, charge) => {
    charged.push(charge.amount.amountMinor);
    return world.calls.authorise(key, charge);
  };
  const ending = await fakeEngine(faults).complete((engine) =>
    runSaga(engine, checkoutSteps(order, { ...world.calls, authorise }), {
      start: {},
      stopped: { kind: "checkout-stopped" },
      observe: async (_mark, work) => work(),
    }),
  );
  return { ending, charged };
}

describe("an order of more than there is", () => {
  for (const policy of ["refuse", "backorder", "split"] as const) {
    it(`is refused under ${policy}, with what inventory says`, async () => {
      const world = fakeCallees();
      world.stock("mug", { there: 1, owable: 0 });
      const { ending } = await checkOut(orderOf(policy, [MUGS(2)]), world);
      assert.deepEqual(ending.kind === "undone" && ending.refusal, {
        kind: "callee-refused",
        problem: SHORT,
      });
      assert.deepEqual(world.left().charges, []);
    });
  }

  it("is sold as far as it is there under refund, and only that is charged", async () => {
    const world = fakeCallees();
    world.stock("mug", { there: 1, owable: 0 });
    const { ending, charged } = await checkOut(orderOf("refund", [MUGS(3), PENS(2)]), world);
    assert.equal(ending.kind, "done");
    const { priced, shipments } = ending.state;
    assert.deepEqual(
      priced?.lines.map(({ sku, quantity, shortQuantity }) => [sku, quantity, shortQuantity]),
      [
        ["mug", 3, 2],
        ["pen", 2, undefined],
      ],
    );
    assert.equal(priced?.total.amountMinor, 3000);
    assert.deepEqual(charged, [3000]);
    assert.deepEqual(shipments, [{ status: "ready", lines: [MUGS(1), PENS(2)] }]);
    assert.deepEqual(world.left().reservations, ["hold-1 confirmed"]);
  });

  it("is short in the last of several lines of one SKU", async () => {
    const world = fakeCallees();
    world.stock("mug", { there: 3, owable: 0 });
    const { ending } = await checkOut(orderOf("refund", [MUGS(2), MUGS(2), MUGS(1)]), world);
    assert.deepEqual(
      ending.state.priced?.lines.map(({ shortQuantity }) => shortQuantity),
      [undefined, 1, 1],
    );
    assert.deepEqual(ending.state.shipments, [{ status: "ready", lines: [MUGS(3)] }]);
  });

  it("is refused under refund when nothing of it is there", async () => {
    const world = fakeCallees();
    world.stock("mug", { there: 0, owable: 0 });
    const { ending } = await checkOut(orderOf("refund", [MUGS(2)]), world);
    assert.equal(ending.kind === "undone" && ending.refusal.kind, "callee-refused");
  });

  it("is not charged for a line that is missing altogether", async () => {
    const world = fakeCallees();
    world.stock("mug", { there: 0, owable: 0 });
    const { charged } = await checkOut(orderOf("refund", [MUGS(2), PENS(1)]), world);
    assert.deepEqual(charged, [1000]);
  });

  it("holds what is left when others were faster, and gives up after three times", async () => {
    for (const [there, outcome] of [
      [[4, 3], "done"],
      [[4, 3, 2, 1], "undone"],
    ] as const) {
      const world = fakeCallees();
      const stocks: number[] = [...there];
      const keys: string[] = [];
      const hold: typeof world.calls.hold = async (key, asked) => {
        keys.push(key);
        world.stock("mug", { there: stocks.shift() ?? 3, owable: 0 });
        return world.calls.hold(key, asked);
      };
      const { ending } = await checkOut(orderOf("refund", [MUGS(5)]), {
        ...world,
        calls: { ...world.calls, hold },
      });
      assert.equal(ending.kind, outcome);
      assert.deepEqual(keys, ["order-1:hold", "order-1:hold-2", "order-1:hold-3"]);
    }
  });

  it("keeps what it holds when the process died after it held less than was ordered", async () => {
    const world = fakeCallees();
    world.stock("mug", { there: 1, owable: 0 });
    const order = orderOf("refund", [MUGS(3), PENS(1)]);
    const { ending, charged } = await checkOut(order, world, [
      { run: "hold", kind: "crash-after" },
    ]);
    assert.equal(ending.kind, "done");
    assert.deepEqual(charged, [2000]);
    assert.deepEqual(ending.state.shipments, [{ status: "ready", lines: [MUGS(1), PENS(1)] }]);
  });

  it("is refused under refund for any other reason as it is", async () => {
    const world = fakeCallees();
    const refusal = { kind: "upstream-unavailable", upstream: "inventory" } as const;
    const calls = { ...world.calls, hold: async () => fail(refusal) };
    const { ending } = await checkOut(orderOf("refund", [MUGS(1)]), { ...world, calls });
    assert.deepEqual(ending.kind === "undone" && ending.refusal, refusal);
  });

  it("is charged for the units that it gets, whatever is there of what", async () => {
    const line = fc.record({
      sku: fc.constantFrom("a", "b", "c"),
      quantity: fc.integer({ min: 1, max: 9 }),
    });
    const basket = fc.array(line, { minLength: 1, maxLength: 6 });
    const shelves = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.nat(12));
    await fc.assert(
      fc.asyncProperty(basket, shelves, async (items, stock) => {
        const world = fakeCallees();
        for (const [sku, there] of Object.entries(stock)) world.stock(sku, { there, owable: 0 });
        const { ending, charged } = await checkOut(orderOf("refund", items), world);
        if (ending.kind === "undone") return assert.deepEqual(charged, []);
        const sent = (ending.state.shipments ?? []).flatMap(({ lines }) => lines);
        const units = sent.reduce((sum, { quantity }) => sum + quantity, 0);
        assert.ok(units > 0);
        assert.deepEqual(charged, [1000 * units]);
        for (const { sku, quantity } of sent) assert.ok(quantity <= (stock[sku] ?? quantity));
      }),
    );
  });
});

describe("an order of units that the inventory owes", () => {
  const owing = () => {
    const world = fakeCallees();
    world.stock("mug", { there: 2, owable: 5 });
    return world;
  };

  for (const policy of POLICIES) {
    it(`is sold under ${policy}, ${policy === "split" ? "in two shipments" : "and waits as a whole"}`, async () => {
      const { ending, charged } = await checkOut(orderOf(policy, [MUGS(3), PENS(1)]), owing());
      assert.equal(ending.kind, "done");
      assert.deepEqual(charged, [4000]);
      assert.deepEqual(
        ending.state.shipments,
        policy === "split"
          ? [
              { status: "ready", lines: [MUGS(2), PENS(1)] },
              { status: "backordered", lines: [MUGS(1)] },
            ]
          : [{ status: "backordered", lines: [MUGS(3), PENS(1)] }],
      );
    });
  }

  it("has one shipment under split when nothing of it is there, and when all is", async () => {
    const world = fakeCallees();
    world.stock("mug", { there: 0, owable: 5 });
    const waiting = await checkOut(orderOf("split", [MUGS(3)]), world);
    assert.deepEqual(waiting.ending.state.shipments, [{ status: "backordered", lines: [MUGS(3)] }]);
    const ready = await checkOut(orderOf("split", [MUGS(2)]), owing());
    assert.deepEqual(ready.ending.state.shipments, [{ status: "ready", lines: [MUGS(2)] }]);
  });

  it("takes an adopted reservation as it is, whatever the policy says", async () => {
    for (const policy of POLICIES) {
      const world = owing();
      world.reserve("hold-1", [MUGS(3)]);
      const order = orderOf(policy, [MUGS(3)]);
      const adopting = { ...order, reservation: { id: "hold-1", adopted: true } };
      const { ending } = await checkOut(adopting, world);
      assert.deepEqual(ending.state.shipments, [{ status: "backordered", lines: [MUGS(3)] }]);
    }
  });
});

describe("the total of an order with missing units", () => {
  it("is without their share of what the line costs, not of its list price", async () => {
    const world = fakeCallees();
    world.stock("mug", { there: 2, owable: 0 });
    const { lines, total } = priceOf([MUGS(3)]);
    const priced = {
      lines: lines.map((line) => ({ ...line, total: { amount: 1000, currency: "EUR" } })),
      total: { ...total, amountMinor: 1000 },
    };
    const calls = {
      ...world.calls,
      priceNow: async () => ({ ok: true, value: priced }) as const,
    };
    const { charged } = await checkOut(orderOf("refund", [MUGS(3)]), { ...world, calls });
    assert.deepEqual(charged, [667]);
  });
});
