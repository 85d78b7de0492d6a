/** Customers who change their minds, and the engine that does what was accepted: the service's own code for both. */
import type { Outbound } from "../../packages/outbound/src/outbound.ts";
import { changeCalls } from "../../services/orders/src/order-changes/order-changes.client.ts";
import { runChange } from "../../services/orders/src/order-changes/order-changes.workflow.ts";
import { requestChange } from "../../services/orders/src/order-changes/request-change.store.ts";
import { changesOf, type WantedChange } from "./changes-of-a-seed.ts";
import type { DurableEngine, Invocation } from "./durable-engine.ts";
import type { OrdersDatabase } from "./orders-database.ts";
import type { WantedOrder } from "./orders-of-a-seed.ts";
import type { Fleet, Process } from "./processes.ts";
import type { Random } from "./random.ts";
import type { Scheduler } from "./scheduler.ts";

/** As long as the service's sweep leaves it to who accepted a change to give it to the engine. */
const SUBMITTED_WITHIN_MS = 3_000;

type World = {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly fleet: Fleet;
  readonly engine: DurableEngine;
  readonly database: OrdersDatabase;
  readonly outboundOf: (process: Process) => Outbound;
  readonly depsOf: (process: Process) => Omit<Parameters<typeof runChange>[2], "calls" | "pause">;
};

/** The changes that were accepted, as the engine runs them; filled while the shop goes on. */
export function changingMinds(
  world: World,
  wanted: readonly WantedOrder[],
): ReadonlyMap<string, Invocation> {
  const { scheduler, random } = world;
  const begun = new Map<string, Invocation>();
  for (const order of wanted) {
    for (const change of changesOf(random, order)) {
      scheduler.after(change.atMs, () => ask(world, { order, change, begun }));
    }
  }
  return begun;
}

type Asking = {
  readonly order: WantedOrder;
  readonly change: WantedChange;
  readonly begun: Map<string, Invocation>;
};

function ask(world: World, asking: Asking): void {
  const { scheduler, fleet, random, depsOf } = world;
  const { origin, order } = asking.order.input;
  const { id, asked } = asking.change;
  const process = fleet.anyAlive();
  if (process === undefined) return; // nobody is there to take it: it was never accepted
  // Accepted without an answer, or by a process that dies then, it reaches the engine by the sweep.
  scheduler.after(random.between(20, SUBMITTED_WITHIN_MS), () => submit(world, asking));
  void requestChange(depsOf(process).db, {
    ...{ id, asked, orderId: order.id, caller: { account: order.account, scope: "shop" } },
    ...{ idempotencyKey: undefined, fingerprint: id, restock: true, location: undefined },
    ...{ reason: undefined, originOf: () => origin, nowMs: scheduler.nowMs() },
  }).then(
    (outcome) =>
      scheduler.note(`${id} (${asked.kind}): ${outcome.ok ? "accepted" : outcome.error.kind}`),
    (error: unknown) => {
      if (error instanceof TypeError) scheduler.violate(`${id} does not break: ${error.message}`);
    },
  );
}

function submit(world: World, { order, change, begun }: Asking): void {
  const { scheduler, engine, database, depsOf, outboundOf } = world;
  const { id } = change;
  if (!database.changes.has(id)) return;
  const { origin } = order.input;
  const input = { changeId: id, orderId: order.input.order.id, origin };
  const run = engine.invoke(id, async (durable, process) => {
    const calls = changeCalls(outboundOf(process));
    const pause = (durationMs: number) => process.awaits(scheduler.sleep(durationMs));
    await runChange(durable, input, { ...depsOf(process), calls, pause });
  });
  begun.set(id, run);
}
