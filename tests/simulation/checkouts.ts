/** Customers who order, and the engine that checks them out: the service's own saga, steps and clients. */

import type { Outbound } from "../../packages/outbound/src/outbound.ts";
import { fail, ok } from "../../packages/result/src/result.ts";
import { checkoutCalls } from "../../services/orders/src/checkout/checkout.client.ts";
import type { CheckoutCalls, OpenedQuote } from "../../services/orders/src/checkout/checkout.ts";
import type { runCheckout } from "../../services/orders/src/checkout/checkout.workflow.ts";
import { type Engine, insist } from "../../services/orders/src/saga.ts";
import type { DurableEngine, Invocation } from "./durable-engine.ts";
import type { Faults } from "./faults.ts";
import type { Inventory } from "./inventory.ts";
import type { OrdersDatabase } from "./orders-database.ts";
import type { WantedOrder } from "./orders-of-a-seed.ts";
import type { Process } from "./processes.ts";
import type { Random } from "./random.ts";
import type { Scheduler } from "./scheduler.ts";

export type Checkout = typeof runCheckout;

/** As in the service: how long after an end with an unknown payment the provider is asked once more. */
const LATE_CHARGE_MS = 120_000;
const NOT_BEGUN: Invocation = { hasEnded: () => false };

type World = {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: () => Faults;
  readonly engine: DurableEngine;
  readonly database: OrdersDatabase;
  readonly inventory: Inventory;
  readonly checkout: Checkout;
  readonly outboundOf: (process: Process) => Outbound;
  readonly depsOf: (process: Process) => Omit<Parameters<Checkout>[2], "calls">;
};
type Checkouts = {
  /** By order. */
  readonly sagas: Map<string, Invocation>;
  /** Those that look for late charges. */
  readonly late: Map<string, Invocation>;
};

/** Filled while the shop goes on. */
export function checkingOut(world: World, wanted: readonly WantedOrder[]): Checkouts {
  const checkouts: Checkouts = { sagas: new Map(), late: new Map() };
  for (const order of wanted) {
    const { heldForSeconds: ttlSeconds, goods: items, input } = order;
    const { buyerId = "", reservation } = input.order;
    world.scheduler.after(order.beginsAtMs, () => {
      if (ttlSeconds !== undefined) {
        world.inventory.hold(reservation.id, { items, ttlSeconds, buyerId });
      }
      place(world, checkouts, order);
    });
  }
  return checkouts;
}

function place(world: World, checkouts: Checkouts, order: WantedOrder): void {
  const { database, engine, checkout, depsOf } = world;
  const { input, stopsAtStep } = order;
  const { id } = input.order;
  database.place(id);
  const body = async (durable: Engine, process: Process) => {
    const deps = { ...depsOf(process), calls: callsOf(world, process, order) };
    const { paymentUnknown } = await checkout(durable, input, deps);
    if (paymentUnknown) reverseLater(world, checkouts, order);
  };
  checkouts.sagas.set(id, engine.invoke(`checkout of ${id}`, body, { stopsAtStep }));
}

/** Once, however often the end of the checkout is replayed. */
function reverseLater(world: World, { late }: Checkouts, order: WantedOrder): void {
  const { scheduler, engine } = world;
  const { id: orderId } = order.input.order;
  if (late.has(orderId)) return;
  late.set(orderId, NOT_BEGUN);
  scheduler.after(LATE_CHARGE_MS, () => {
    scheduler.note(`late charges of ${orderId} are looked for`);
    const body = async (durable: Engine, process: Process) => {
      const { reverseCharges } = callsOf(world, process, order);
      await insist(durable, "reverse", async () => {
        await reverseCharges(`${orderId}:undo-late`, { orderId });
        return null;
      });
    };
    late.set(orderId, engine.invoke(`late charges of ${orderId}`, body));
  });
}

/** The service's own client. Only the signature of a quote is not looked at: the one thing that no seed could decide. */
function callsOf(world: World, process: Process, { quote }: WantedOrder): CheckoutCalls {
  const { scheduler, random, faults, outboundOf } = world;
  const openQuote = async (): ReturnType<CheckoutCalls["openQuote"]> => {
    await process.awaits(scheduler.sleep(1));
    if (random.chance(faults().refuse)) {
      return fail({ kind: "upstream-unavailable", upstream: "pricing" });
    }
    return ok(quote as OpenedQuote); // only asked for by an order that has one
  };
  return { ...checkoutCalls(outboundOf(process), scheduler.nowMs), openQuote };
}
