/**
 * The whole system in one process: the orders service's own checkout over simulated callees, database and durable engine,
 * and the events of inventory and orders on their way to subscribers. Everything in it follows from the seed.
 */
import { createLogger } from "../../packages/log/src/log.ts";
import { fail, ok } from "../../packages/result/src/result.ts";
import { checkoutCalls } from "../../services/orders/src/checkout/checkout.client.ts";
import type { CheckoutCalls, OpenedQuote } from "../../services/orders/src/checkout/checkout.ts";
import { runCheckout } from "../../services/orders/src/checkout/checkout.workflow.ts";
import { type Engine, insist } from "../../services/orders/src/saga.ts";
import { type Callee, outboundOf, type Send, sendTo } from "./callees.ts";
import { durableEngine, type Invocation } from "./durable-engine.ts";
import { FAULTS_END_AFTER_MS, type Faults, faultsOf, NO_FAULTS } from "./faults.ts";
import { type Inventory, inventoryOf } from "./inventory.ts";
import { networkOf } from "./network.ts";
import { ordersDatabase } from "./orders-database.ts";
import { itemsOf, ordersOf, type WantedOrder } from "./orders-of-a-seed.ts";
import { outboxOf } from "./outbox.ts";
import { paymentOf } from "./payment.ts";
import { pricingOf } from "./pricing.ts";
import { fleetOf, type Process } from "./processes.ts";
import { type Random, randomFrom } from "./random.ts";
import { relay } from "./relay.ts";
import { type Scheduler, schedulerOf } from "./scheduler.ts";
import { demandCounter, type Inbox, inboxOf, letterWriter } from "./subscribers.ts";

/** Parts that a test replaces by broken ones, to prove that the simulation finds out. */
export type Parts = {
  readonly checkout: typeof runCheckout;
  readonly inboxOf: () => Inbox;
  readonly sending: (send: Send) => Send;
  readonly inventory: (inventory: Inventory) => Callee;
};
export const OUR_PARTS: Parts = {
  checkout: runCheckout,
  ...{ inboxOf, sending: (send) => send, inventory: (inventory) => inventory },
};

export type Shop = ReturnType<typeof openShop>;

/** As in the service: how long after an end with an unknown payment the provider is asked once more. */
const LATE_CHARGE_MS = 120_000;
const STEP_DEADLINE_MS = 60_000;
const PROCESSES = 2;
const SILENT = createLogger({ service: "orders", level: "silent" });

export function openShop(seed: number, parts: Parts, { isTraced }: { readonly isTraced: boolean }) {
  const random = randomFrom(seed);
  const scheduler = schedulerOf(random, { isTraced });
  let faults: Faults = faultsOf(random);
  scheduler.note(`faults: ${JSON.stringify(faults, (_, value) => rounded(value))}`);
  scheduler.after(FAULTS_END_AFTER_MS, () => {
    scheduler.note("no more faults");
    faults = NO_FAULTS;
  });
  const basics = { scheduler, random, faults: () => faults };
  const network = networkOf(basics);
  const fleet = fleetOf({ name: "orders", size: PROCESSES }, basics);
  const stockEvents = outboxOf(basics);
  const orderEvents = outboxOf(basics);
  const items = itemsOf(random);
  const wanted = ordersOf(random);
  const inventory = inventoryOf(items, { scheduler, outbox: stockEvents });
  const pricing = pricingOf({ usesMax: random.between(0, 3) });
  const payment = paymentOf(basics);
  const database = ordersDatabase({ ...basics, outbox: orderEvents });
  const callees = { inventory: parts.inventory(inventory), pricing, payment };
  const send = parts.sending(sendTo(callees, network));
  const quotes = new Map(wanted.map(({ input, quote }) => [`quote of ${input.order.id}`, quote]));
  const depsOf = (process: Process) => ({
    db: database.openedBy(process),
    outbox: { wake: () => undefined }, // what is written wakes the relays by itself
    calls: callsOf({ ...basics, process, send, quotes }),
    log: SILENT,
    nowMs: scheduler.nowMs,
    stepDeadlineMs: STEP_DEADLINE_MS,
  });
  const engine = durableEngine({ ...basics, network, fleet });
  const sagas = new Map<string, Invocation>();
  const late = new Map<string, Invocation>();
  const reverseLater = ({ input }: WantedOrder) => {
    const { id: orderId } = input.order;
    if (late.has(orderId)) return;
    late.set(orderId, NOT_BEGUN);
    scheduler.after(LATE_CHARGE_MS, () => {
      scheduler.note(`late charges of ${orderId} are looked for`);
      const reverse = engine.invoke(`late charges of ${orderId}`, async (durable, process) => {
        const { calls } = depsOf(process);
        const key = `${orderId}:undo-late`;
        await insist(durable, "reverse", async () => {
          await calls.reverseCharges(key, { orderId });
          return null;
        });
      });
      late.set(orderId, reverse);
    });
  };
  const place = (order: WantedOrder) => {
    const { id } = order.input.order;
    database.place(id);
    const { stopsAtStep } = order;
    const checkout = async (durable: Engine, process: Process) => {
      const deps = depsOf(process);
      const { paymentUnknown } = await parts.checkout(durable, order.input, deps);
      if (paymentUnknown) reverseLater(order);
    };
    sagas.set(id, engine.invoke(`checkout of ${id}`, checkout, { stopsAtStep }));
  };
  for (const order of wanted) {
    const { input, heldForSeconds: ttlSeconds, goods } = order;
    const { id, buyerId = "", reservation } = input.order;
    scheduler.after(order.beginsAtMs, () => {
      if (ttlSeconds !== undefined)
        inventory.hold(reservation.id, { items: goods, ttlSeconds, buyerId });
      place(order);
    });
    if (order.cancelsAtMs !== undefined) {
      scheduler.after(order.cancelsAtMs, () => database.requestCancel(id));
    }
  }
  const demand = demandCounter(scheduler, parts.inboxOf());
  const letters = letterWriter(scheduler, parts.inboxOf());
  const stockFleet = fleetOf({ name: "inventory", size: PROCESSES }, basics);
  relay({
    ...basics,
    network,
    fleet: stockFleet,
    outbox: stockEvents,
    name: "demand",
    take: demand.take,
  });
  relay({ ...basics, network, fleet, outbox: orderEvents, name: "letters", take: letters.take });
  return {
    ...{ scheduler, items, wanted, inventory, pricing, payment, sagas, late },
    ...{ orders: database.orders, stockEvents, orderEvents },
    ...{ demand: demand.state, letters: letters.state },
  };
}

const NOT_BEGUN: Invocation = { hasEnded: () => false };

const rounded = (value: unknown) =>
  typeof value === "number" ? Math.round(value * 1_000) / 1_000 : value;

/** The service's own client. Only the signature of a quote is not looked at: the one thing that no seed could decide. */
function callsOf(world: {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: () => Faults;
  readonly process: Process;
  readonly send: Send;
  readonly quotes: ReadonlyMap<string, OpenedQuote | undefined>;
}): CheckoutCalls {
  const { scheduler, random, faults, process, quotes } = world;
  return {
    ...checkoutCalls(outboundOf(process, world), scheduler.nowMs),
    openQuote: async (token) => {
      await process.awaits(scheduler.sleep(1));
      if (random.chance(faults().refuse)) {
        return fail({ kind: "upstream-unavailable", upstream: "pricing" });
      }
      const quote = quotes.get(token);
      return quote === undefined ? fail({ kind: "quote-invalid", reason: "unknown" }) : ok(quote);
    },
  };
}
