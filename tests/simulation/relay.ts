/**
 * Hands an outbox to a subscriber: the real order and batches of `packages/outbox`, between claims, deliveries and moves of
 * the position at each of which the process may die, and under a lease that another process may take over.
 */
import { batchesOf } from "../../packages/outbox/src/batches.ts";
import { type Position, START, type WireEvent } from "../../packages/outbox/src/event.ts";
import { eventsInOrder } from "../../packages/outbox/src/in-order.ts";
import { retryPauseMs } from "../../packages/outbox/src/retry-pause.ts";
import { answered, type Network } from "./network.ts";
import type { Outbox } from "./outbox.ts";
import type { Fleet, Process } from "./processes.ts";
import type { Random } from "./random.ts";
import type { Scheduler } from "./scheduler.ts";

const LEASE_MS = 15_000;
const DELIVERY_TIMEOUT_MS = 10_000;
/** Small, so that a few events are several batches. */
const BATCH = { eventsMax: 5, bytesMax: 512 * 1_024 };

type Subscription = {
  after: Position;
  holder: string | undefined;
  leasedUntilMs: number;
  failures: number;
  retryAtMs: number;
};
type World = {
  readonly name: string;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly network: Network;
  readonly fleet: Fleet;
  readonly outbox: Outbox;
  /** The subscriber: takes a batch in one transaction. */
  readonly take: (events: readonly WireEvent[]) => void;
};

export function relay(world: World): void {
  const { fleet, outbox } = world;
  const subscription: Subscription = {
    ...{ after: START, holder: undefined, leasedUntilMs: 0, failures: 0, retryAtMs: 0 },
  };
  const pokes = new Set<() => void>();
  outbox.onChange(() => {
    for (const poke of pokes) poke();
  });
  fleet.onStart((process) => {
    const poke = loopOf(() => deliverAll(world, subscription, { process, pokeAt }));
    const pokeAt = (atMs: number) => world.scheduler.after(atMs - world.scheduler.nowMs(), poke);
    pokes.add(poke);
    process.onDeath(() => pokes.delete(poke));
    poke();
  });
}

/** Runs at once, or once more when it is running. */
function loopOf(work: () => Promise<void>): () => void {
  let isRunning = false;
  let isPoked = false;
  const poke = () => {
    isPoked = true;
    if (isRunning) return;
    isRunning = true;
    isPoked = false;
    void work().then(() => {
      isRunning = false;
      if (isPoked) poke();
    });
  };
  return poke;
}

type Turn = { readonly process: Process; readonly pokeAt: (atMs: number) => void };

async function deliverAll(world: World, subscription: Subscription, turn: Turn): Promise<void> {
  while (await claimed(world, subscription, turn)) {
    if (!(await deliverPage(world, subscription, turn))) return;
  }
}

async function claimed(
  { scheduler, outbox }: World,
  subscription: Subscription,
  { process, pokeAt }: Turn,
): Promise<boolean> {
  await process.awaits(scheduler.sleep(2));
  const { holder, leasedUntilMs, retryAtMs, after } = subscription;
  if (!outbox.isBehind(after)) return false;
  const nowMs = scheduler.nowMs();
  const isTaken = holder !== undefined && holder !== process.name && leasedUntilMs > nowMs;
  if (isTaken || retryAtMs > nowMs) {
    pokeAt(Math.max(isTaken ? leasedUntilMs : 0, retryAtMs) + 1);
    return false;
  }
  subscription.holder = process.name;
  subscription.leasedUntilMs = nowMs + LEASE_MS;
  return true;
}

/** False when it ended early. */
async function deliverPage(world: World, subscription: Subscription, turn: Turn): Promise<boolean> {
  const { scheduler, random, outbox } = world;
  const { process, pokeAt } = turn;
  const { after } = subscription;
  const page = eventsInOrder(outbox.db, { after, limit: 2 * BATCH.eventsMax });
  for await (const { events, reached, isLast } of batchesOf(page, after, BATCH)) {
    const isTaken = await deliver(world, process, events);
    await process.awaits(scheduler.sleep(2));
    if (subscription.holder !== process.name) return false; // somebody else has it by now
    if (!isTaken) {
      subscription.failures += 1;
      const pauseMs = retryPauseMs(subscription.failures, random.fraction());
      subscription.retryAtMs = scheduler.nowMs() + pauseMs;
      subscription.holder = undefined;
      pokeAt(subscription.retryAtMs + 1);
      return false;
    }
    subscription.after = reached;
    subscription.failures = 0;
    if (isLast) subscription.holder = undefined;
    else subscription.leasedUntilMs = scheduler.nowMs() + LEASE_MS;
  }
  return true;
}

async function deliver(
  { name, network, take }: World,
  process: Process,
  events: readonly WireEvent[],
): Promise<boolean> {
  if (events.length === 0) return true;
  const effect = () => {
    take(events);
    return answered(null);
  };
  const label = `${name} takes ${events.map(({ id }) => id).join(", ")}`;
  const sent = network.send(label, { timeoutMs: DELIVERY_TIMEOUT_MS, effect });
  return (await process.awaits(sent)).ok;
}
