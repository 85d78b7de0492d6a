import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { createLogger } from "@holdfast/log";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { settleOrder } from "../checkout/checkout.store.ts";
import { findOrder } from "../order.store.ts";
import { type ChangeFault, fakeChangeCallees } from "../testing/fake-changes.ts";
import { type EngineFault, fakeEngine } from "../testing/fake-engine.ts";
import { MIGRATIONS, NOW_MS } from "../testing/running-orders.ts";
import { sellOrder, writeOrder } from "../testing/sold-order.ts";
import { findTimeline } from "../view-order/view-order.store.ts";
import type { ChangeCalls } from "./change-steps.ts";
import { type ChangeInput, findChange } from "./order-changes.store.ts";
import type { AskedChange } from "./order-changes.ts";
import { runChange } from "./order-changes.workflow.ts";
import { type ChangeRequest, requestChange } from "./request-change.store.ts";

const MUGS = [{ sku: "mug", quantity: 2 }];
type How = Partial<Pick<ChangeRequest, "restock" | "location">>;

describe("the workflow of a change", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
  });
  after(() => test.drop());

  const accept = async (orderId: string, asked: AskedChange, how: How = {}) => {
    const id = randomUUIDv7();
    const requested = await requestChange(test.db, {
      ...{ id, orderId, asked, fingerprint: "f", nowMs: NOW_MS, ...how },
      caller: { account: "acme", scope: "admin" },
      ...{ idempotencyKey: undefined, location: how.location, reason: undefined },
      restock: how.restock ?? true,
      originOf: (account) => ({ account, correlationId: "c-2", trace: {} }),
    });
    assert.ok(requested.ok, JSON.stringify(requested));
    const origin = { account: "acme", correlationId: "c-2", trace: {} };
    return { changeId: id, orderId, origin } satisfies ChangeInput;
  };
  const woken = { count: 0 };
  const run = (input: ChangeInput, calls: ChangeCalls, faults: readonly EngineFault[] = []) =>
    fakeEngine(faults).complete((engine) =>
      runChange(engine, input, {
        ...{ db: test.db, calls, nowMs: () => NOW_MS, stepDeadlineMs: 60_000, pause },
        log: createLogger({ service: "orders", level: "silent" }),
        outbox: {
          wake: () => {
            woken.count += 1;
          },
        },
      }),
    );
  /** A sold order of 15.00 EUR, with the callees that took the money. */
  const sold = async () => {
    const orderId = await writeOrder(test.db);
    await sellOrder(test.db, orderId);
    const callees = fakeChangeCallees();
    callees.capture(orderId, 1500);
    return { orderId, ...callees };
  };
  const events = async (orderId: string) => {
    const rows = await test.db.query<{ sequence: number; type: string; payload: object }>({
      name: "events-of-order",
      text: "select sequence, type, payload from outbox where aggregate = $1 order by sequence",
      values: [`order/${orderId}`],
    });
    return rows.slice(1); // the first tells that it was confirmed
  };
  const steps = async (orderId: string) =>
    (await findTimeline(test.db, orderId)).map(({ step, status }) => `${step} ${status}`);

  type Case = {
    readonly asked: AskedChange;
    readonly how?: How;
    readonly runs: readonly string[];
    readonly effects: readonly string[];
    readonly event: string;
    readonly status: string;
    readonly refundedMinor: number;
  };
  const CASES: readonly Case[] = [
    {
      asked: { kind: "cancel" },
      runs: ["refund", "restock", "promotions"],
      effects: ["refund 1500", "restock all", "restore promotions"],
      ...{ event: "order.cancelled", status: "cancelled", refundedMinor: 1500 },
    },
    {
      asked: { kind: "cancel-lines", items: MUGS },
      runs: ["look-up-refunds", "refund", "restock"],
      effects: ["refund 667", "cancelled 2 mug to where it was"],
      ...{ event: "order.lines-cancelled", status: "confirmed", refundedMinor: 667 },
    },
    {
      asked: { kind: "refund", amountMinor: 100, currency: "EUR" },
      runs: ["look-up-refunds", "refund"],
      effects: ["refund 100"],
      ...{ event: "order.refunded", status: "confirmed", refundedMinor: 100 },
    },
    {
      asked: { kind: "return", items: MUGS },
      how: { location: "HAM" },
      runs: ["find-location", "look-up-refunds", "refund", "restock"],
      effects: ["refund 667", "returned 2 mug to HAM"],
      ...{ event: "order.returned", status: "confirmed", refundedMinor: 667 },
    },
    {
      asked: { kind: "return", items: MUGS },
      how: { restock: false },
      runs: ["look-up-refunds", "refund", "restock"],
      effects: ["refund 667", "returned 2 mug to nowhere"],
      ...{ event: "order.returned", status: "confirmed", refundedMinor: 667 },
    },
  ];
  const assertDone = async (
    input: ChangeInput,
    callees: Awaited<ReturnType<typeof sold>>,
    expected: Case,
  ) => {
    const { orderId } = input;
    assert.deepEqual(callees.effects, expected.effects);
    assert.equal(callees.refundedMinor(orderId), expected.refundedMinor);
    const order = await findOrder(test.db, orderId);
    assert.equal(order?.status, expected.status);
    assert.equal(order?.refunded.amountMinor, expected.refundedMinor);
    const change = await findChange(test.db, input.changeId);
    assert.deepEqual([change?.status, change?.amountMinor], ["done", expected.refundedMinor]);
    const told = await events(orderId);
    assert.deepEqual(
      told.map(({ sequence, type }) => [sequence, type]),
      [[2, expected.event]],
    );
  };

  for (const expected of CASES) {
    const { asked, how, runs } = expected;
    const name = `${asked.kind}${how === undefined ? "" : ` ${JSON.stringify(how)}`}`;

    it(`${name}: does each step once, tells it, and shows it in the timeline`, async () => {
      const callees = await sold();
      const input = await accept(callees.orderId, asked, how);
      assert.equal(await run(input, callees.calls), "done");
      await assertDone(input, callees, expected);
      assert.deepEqual(
        await steps(callees.orderId),
        runs.map((step) => (step === asked.kind ? `${step} done` : `${asked.kind}-${step} done`)),
      );
      assert.equal(await run(input, callees.calls), "nothing-to-do");
      await assertDone(input, callees, expected);
    });

    for (const step of ["begin", ...runs, "settle"]) {
      for (const kind of ["crash-before", "crash-after", "stop-before", "stop-after"] as const) {
        it(`${name}: happens once although the process has a ${kind} at ${step}`, async () => {
          const callees = await sold();
          const input = await accept(callees.orderId, asked, how);
          const ended = await run(input, callees.calls, [{ run: step, kind }]);
          // A change that was begun, or settled, and stopped unheard finds itself as it is.
          assert.ok(ended === "done" || ended === "nothing-to-do");
          await assertDone(input, callees, expected);
        });
      }
    }

    for (const call of ["refund", "reduceReservation", "cancelReservation"] as const) {
      for (const faults of [
        ["timeout-before", "timeout-before"],
        ["timeout-after", "timeout-before", "timeout-after"],
      ] satisfies readonly ChangeFault[][]) {
        it(`${name}: happens once although ${call} has ${faults.join(", ")}`, async () => {
          const callees = await sold();
          callees.plan(call, ...faults);
          const input = await accept(callees.orderId, asked, how);
          assert.equal(await run(input, callees.calls), "done");
          await assertDone(input, callees, expected);
        });
      }
    }
  }

  it("fails with the provider's refusal, and changes nothing", async () => {
    const callees = await sold();
    callees.plan("refund", "refused");
    const input = await accept(callees.orderId, { kind: "cancel" });
    assert.equal(await run(input, callees.calls), "failed");
    assert.deepEqual(callees.effects, []);
    const change = await findChange(test.db, input.changeId);
    assert.deepEqual([change?.status, change?.problem?.code], ["failed", "charge-disputed"]);
    const order = await findOrder(test.db, callees.orderId);
    assert.deepEqual([order?.status, order?.refunded.amountMinor], ["confirmed", 0]);
    assert.deepEqual(await events(callees.orderId), []);
    assert.deepEqual(await steps(callees.orderId), ["cancel-refund failed"]);
    const again = await accept(callees.orderId, { kind: "cancel" });
    assert.equal(await run(again, callees.calls), "done");
  });

  describe("of an order that money was given back for at the provider itself", () => {
    const givenByHand = async (minor: number) => {
      const callees = await sold();
      callees.refundElsewhere(callees.orderId, minor);
      return callees;
    };
    const afterwards = async (callees: Awaited<ReturnType<typeof sold>>) => [
      callees.refundedMinor(callees.orderId),
      (await findOrder(test.db, callees.orderId))?.refunded.amountMinor,
    ];

    it("pays its amount on top, and a later one knows both", async () => {
      const callees = await givenByHand(300);
      for (const amountMinor of [200, 50]) {
        const asked = { kind: "refund", amountMinor, currency: "EUR" } as const;
        assert.equal(await run(await accept(callees.orderId, asked), callees.calls), "done");
      }
      assert.deepEqual(callees.effects, ["refund 200", "refund 50"]);
      assert.deepEqual(await afterwards(callees), [550, 250]);
    });

    it("is refused an amount that is not left there, and changes nothing", async () => {
      const callees = await givenByHand(1_400);
      const asked = { kind: "refund", amountMinor: 200, currency: "EUR" } as const;
      const input = await accept(callees.orderId, asked);
      assert.equal(await run(input, callees.calls), "failed");
      const change = await findChange(test.db, input.changeId);
      assert.equal(change?.problem?.code, "amount-over-limit");
      assert.deepEqual(await afterwards(callees), [1_400, 0]);
    });

    it("takes units back for what is left", async () => {
      const callees = await givenByHand(1_400);
      const input = await accept(callees.orderId, { kind: "cancel-lines", items: MUGS });
      assert.equal(await run(input, callees.calls), "done");
      assert.deepEqual(callees.effects, ["refund 100", "cancelled 2 mug to where it was"]);
    });

    it("is cancelled for what is left", async () => {
      const callees = await givenByHand(300);
      const input = await accept(callees.orderId, { kind: "cancel" });
      assert.equal(await run(input, callees.calls), "done");
      assert.deepEqual(await afterwards(callees), [1_500, 1_500]);
    });
  });

  it("returns nothing to a place that is not there", async () => {
    const callees = await sold();
    const asked = { kind: "return", items: MUGS } as const;
    const input = await accept(callees.orderId, asked, { location: "NIX" });
    assert.equal(await run(input, callees.calls), "failed");
    assert.deepEqual(callees.effects, []);
    const change = await findChange(test.db, input.changeId);
    assert.equal(change?.problem?.code, "location-not-found");
  });

  it("refunds from several charges, and goes on when one is refused after another was refunded", async () => {
    const orderId = await writeOrder(test.db);
    await sellOrder(test.db, orderId);
    const callees = fakeChangeCallees();
    callees.capture(orderId, 1000);
    callees.capture(orderId, 500);
    const { refund } = callees.calls;
    let calls = 0;
    const input = await accept(orderId, { kind: "cancel" });
    const flaky: ChangeCalls = {
      ...callees.calls,
      refund: (...args) => {
        calls += 1;
        if (calls === 2) callees.plan("refund", "refused");
        return refund(...args);
      },
    };
    assert.equal(await run(input, flaky), "done");
    assert.deepEqual(callees.effects.slice(0, 2), ["refund 1000", "refund 500"]);
  });

  it("counts a refund that the provider made by itself, and gives nothing twice", async () => {
    const callees = await sold();
    const amount = { amountMinor: 1400, currency: "EUR" };
    await callees.calls.refund("by hand", { chargeId: "charge-1", amount });
    const input = await accept(callees.orderId, { kind: "cancel" });
    assert.equal(await run(input, callees.calls), "done");
    assert.equal(callees.refundedMinor(callees.orderId), 1500);
  });

  describe("that cancels a running checkout", () => {
    const endings = [
      ["confirmed", "cancelled", ["refund 1500", "restock all", "restore promotions"]],
      ["failed", "failed", []],
      ["cancelled", "cancelled", []],
    ] as const;
    for (const [ending, status, effects] of endings) {
      it(`waits for its end, which is ${ending}`, async () => {
        const orderId = await writeOrder(test.db);
        const callees = fakeChangeCallees();
        callees.capture(orderId, 1500);
        const input = await accept(orderId, { kind: "cancel" });
        const running = run(input, callees.calls);
        if (ending === "confirmed") await sellOrder(test.db, orderId);
        else await endUnsold(orderId, ending);
        assert.equal(await running, "done");
        assert.deepEqual(callees.effects, effects);
        assert.equal((await findOrder(test.db, orderId))?.status, status);
        assert.equal((await findChange(test.db, input.changeId))?.status, "done");
      });
    }

    const endUnsold = (orderId: string, status: "failed" | "cancelled") =>
      settleOrder(test.db, {
        ...{ orderId, status, state: {}, items: undefined, traceparent: undefined },
        problem: { type: "/problems/x", title: "x", status: 409, detail: "x", code: "x" },
        nowMs: NOW_MS,
      });
  });
});
