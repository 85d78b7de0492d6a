/**
 * The whole system in one process: the orders service's own code over simulated callees, database and durable engine, and
 * the events of inventory and orders on their way to subscribers. Everything in it follows from the seed.
 */
import { createLogger } from "../../packages/log/src/log.ts";
import { runCheckout } from "../../services/orders/src/checkout/checkout.workflow.ts";
import { type Callee, outboundOf, type Send, sendTo } from "./callees.ts";
import { type Checkout, checkingOut } from "./checkouts.ts";
import { durableEngine } from "./durable-engine.ts";
import { FAULTS_END_AFTER_MS, type Faults, faultsOf, NO_FAULTS } from "./faults.ts";
import { type Inventory, inventoryOf } from "./inventory.ts";
import { networkOf } from "./network.ts";
import { changingMinds } from "./order-changes.ts";
import { ordersDatabase } from "./orders-database.ts";
import { itemsOf, ordersOf } from "./orders-of-a-seed.ts";
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
  readonly checkout: Checkout;
  readonly inboxOf: () => Inbox;
  readonly sending: (send: Send) => Send;
  readonly inventory: (inventory: Inventory) => Callee;
};
export const OUR_PARTS: Parts = {
  checkout: runCheckout,
  ...{ inboxOf, sending: (send) => send, inventory: (inventory) => inventory },
};

export type Shop = ReturnType<typeof openShop>;

const STEP_DEADLINE_MS = 60_000;
const PROCESSES = 2;
const USES_MAX = 3;
const SILENT = createLogger({ service: "orders", level: "silent" });

export function openShop(seed: number, parts: Parts, { isTraced }: { readonly isTraced: boolean }) {
  const random = randomFrom(seed);
  const scheduler = schedulerOf(random, { isTraced });
  const basics = { scheduler, random, faults: faultsFor(random, scheduler) };
  const network = networkOf(basics);
  const fleet = fleetOf({ name: "orders", size: PROCESSES }, basics);
  const engine = durableEngine({ ...basics, network, fleet });
  const [stockEvents, orderEvents] = [outboxOf(basics), outboxOf(basics)];
  const items = itemsOf(random);
  const wanted = ordersOf(random);
  const inventory = inventoryOf(items, { scheduler, outbox: stockEvents });
  const pricing = pricingOf({ usesMax: random.between(0, USES_MAX) });
  const payment = paymentOf(basics);
  const database = ordersDatabase({ ...basics, outbox: orderEvents });
  const callees = { inventory: parts.inventory(inventory), pricing, payment };
  const send = parts.sending(sendTo(callees, network));
  const service = {
    ...{ ...basics, fleet, engine, database, inventory, checkout: parts.checkout },
    outboundOf: (process: Process) => outboundOf(process, { ...basics, send }),
    depsOf: (process: Process) => ({
      db: database.openedBy(process),
      outbox: { wake: () => undefined }, // what is written wakes the relays by itself
      log: SILENT,
      nowMs: scheduler.nowMs,
      stepDeadlineMs: STEP_DEADLINE_MS,
    }),
  };
  const { sagas, late } = checkingOut(service, wanted);
  const begunChanges = changingMinds(service, wanted);
  const demand = demandCounter(scheduler, parts.inboxOf());
  const letters = letterWriter(scheduler, parts.inboxOf());
  const inventoryFleet = fleetOf({ name: "inventory", size: PROCESSES }, basics);
  const toDemand = { outbox: stockEvents, fleet: inventoryFleet, name: "demand" };
  relay({ ...basics, network, ...toDemand, take: demand.take });
  relay({ ...basics, network, outbox: orderEvents, fleet, name: "letters", take: letters.take });
  return {
    ...{ scheduler, items, wanted, inventory, pricing, payment, sagas, late, begunChanges },
    ...{ orders: database.orders, changes: database.changes, stockEvents, orderEvents },
    ...{ demand: demand.state, letters: letters.state },
  };
}

/** The seed's faults while they last. */
function faultsFor(random: Random, scheduler: Scheduler): () => Faults {
  let faults: Faults = faultsOf(random);
  const rounded = (_: string, value: unknown) =>
    typeof value === "number" ? Math.round(value * 1_000) / 1_000 : value;
  scheduler.note(`faults: ${JSON.stringify(faults, rounded)}`);
  scheduler.after(FAULTS_END_AFTER_MS, () => {
    scheduler.note("no more faults");
    faults = NO_FAULTS;
  });
  return () => faults;
}
