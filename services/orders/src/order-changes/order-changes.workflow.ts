import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "@holdfast/log";
import type { Outbox } from "@holdfast/outbox";
import type { Database } from "@holdfast/postgres";
import type { Problem } from "@holdfast/problem";
import type { Result } from "@holdfast/result";
import { activeTraceparent, withSpan } from "@holdfast/telemetry";
import { type WorkflowContext, workflow } from "@restatedev/restate-sdk";
import { recordStep } from "../checkout/checkout.store.ts";
import { type OrderEventType, tellOrder } from "../order-events.store.ts";
import { onBehalfOf } from "../origin.ts";
import { engineOf, WORKFLOW_OPTIONS } from "../restate-engine.ts";
import { type Engine, insist } from "../saga.ts";
import {
  type Change,
  type ChangeCalls,
  type ChangeState,
  changeSteps,
  type OrderNow,
  stateOf,
} from "./change-steps.ts";
import {
  beginChange,
  type ChangeInput,
  endChange,
  findChange,
  findOrderToChange,
  listChanges,
} from "./order-changes.store.ts";
import { type ChangeKind, stepName } from "./order-changes.ts";

export type ChangeDeps = {
  readonly db: Database;
  /** Woken when events were written. */
  readonly outbox: Pick<Outbox, "wake">;
  readonly calls: ChangeCalls;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** How long one step may take in all; from resilience.yaml. */
  readonly stepDeadlineMs: number;
  readonly pause: (durationMs: number) => Promise<unknown>;
};

/** One attempt of waiting for a checkout looks so often, 2 s in all. The engine tries again, as long as it takes. */
const LOOKS_MAX = 40;
const LOOK_EVERY_MS = 50;

/** Changes of orders as the durable engine runs them: one workflow a change, its key the change's id. */
export function orderChangeWorkflow(
  deps: Omit<ChangeDeps, "pause"> & { readonly draining: AbortSignal },
) {
  return workflow({
    name: "order-change",
    handlers: {
      run: async (restate: WorkflowContext, input: ChangeInput) =>
        runChange(engineOf(restate, deps.draining), input, { ...deps, pause }),
    },
    options: WORKFLOW_OPTIONS,
  });
}

/**
 * Does one change to its end, whatever process or callee dies meanwhile, and writes the end into the order. Nobody stops
 * it. A change that has ended is left alone.
 */
export async function runChange(
  engine: Engine,
  input: ChangeInput,
  deps: ChangeDeps,
): Promise<"done" | "failed" | "nothing-to-do"> {
  const begun = await insist(engine, "begin", () =>
    asChange(input, deps, () => begin(input, deps)),
  );
  if (begun === null) return "nothing-to-do";
  const { change } = begun;
  const steps = changeSteps(change, deps.calls, () => endedOrder(input, deps));
  let state = stateOf(change, begun.order);
  let seq = 1_000 * change.number;
  let problem: Problem | undefined;
  for (const step of steps) {
    if (step.skip(state)) continue;
    seq += 1;
    const mark = { seq, step: stepName(change.kind, step.name) };
    const before = state;
    const outcome = await insist(engine, step.name, () =>
      observed(mark, input, deps, () => step.run(before)),
    );
    if (!outcome.ok) {
      problem = outcome.error;
      break;
    }
    state = { ...state, ...outcome.value };
  }
  await insist(engine, "settle", () =>
    asChange(input, deps, () => settle(input, { change, state, problem }, deps)),
  );
  return problem === undefined ? "done" : "failed";
}

type Begun = { readonly change: Change; readonly order: OrderNow };

/** Null: there is nothing to do any more. */
async function begin({ changeId, orderId }: ChangeInput, { db, nowMs }: ChangeDeps) {
  await beginChange(db, changeId, nowMs());
  const change = await findChange(db, changeId);
  const order = await orderNow(db, orderId);
  if (change === undefined || order === undefined || change.status !== "processing") return null;
  const { id, number, kind, items, amountMinor, restock, location } = change;
  const begun: Begun = {
    order,
    change: {
      ...{ id, number, kind, items, restock },
      ...(amountMinor === undefined ? {} : { amountMinor }),
      ...(location === undefined ? {} : { location }),
    },
  };
  return begun;
}

async function orderNow(db: Database, orderId: string): Promise<OrderNow | undefined> {
  const [order, changes] = [await findOrderToChange(db, orderId), await listChanges(db, orderId)];
  return order === undefined ? undefined : { ...order, changes };
}

/** Throws while the checkout runs. */
async function endedOrder({ orderId }: ChangeInput, { db, pause }: ChangeDeps): Promise<OrderNow> {
  for (let looks = 1; looks <= LOOKS_MAX; looks += 1) {
    const order = await orderNow(db, orderId);
    if (order === undefined) throw new Error(`order ${orderId} is gone`);
    if (order.status !== "processing") return order;
    await pause(LOOK_EVERY_MS);
  }
  throw new Error("the checkout has not ended yet");
}

const EVENTS: Readonly<Record<ChangeKind, OrderEventType>> = {
  cancel: "order.cancelled",
  "cancel-lines": "order.lines-cancelled",
  refund: "order.refunded",
  return: "order.returned",
};

async function settle(
  { changeId, orderId }: ChangeInput,
  it: {
    readonly change: Change;
    readonly state: ChangeState;
    readonly problem: Problem | undefined;
  },
  { db, outbox, log, nowMs }: ChangeDeps,
): Promise<null> {
  const { change, state, problem } = it;
  const { items, amountMinor, order } = state;
  const atMs = nowMs();
  const isChanged = problem === undefined && order.status === "confirmed";
  await db.inTransaction(async (tx) => {
    const ended = await endChange(tx, {
      ...{ id: changeId, problem, items, amountMinor, nowMs: atMs },
      cancels: isChanged && change.kind === "cancel",
    });
    if (!ended || !isChanged) return;
    await tellOrder(tx, {
      ...{ orderId, type: EVENTS[change.kind], atMs, traceparent: activeTraceparent() },
      items: items.map(({ sku, quantity }) => ({ sku, quantity })),
    });
  });
  outbox.wake();
  log.info({ orderId, changeId, refusal: problem?.code }, "order change ended");
  return null;
}

/** Gives every attempt its span under the request that asked for the change, and its row in the order's timeline. */
function observed<T>(
  { seq, step }: { readonly seq: number; readonly step: string },
  input: ChangeInput,
  deps: ChangeDeps,
  work: () => Promise<Result<T, Problem>>,
): Promise<Result<T, Problem>> {
  const { orderId } = input;
  const { db, log, nowMs } = deps;
  const attributes = { "holdfast.order.id": orderId, "holdfast.saga.step": step };
  return asChange(input, deps, () =>
    withSpan(`order-change ${step}`, { attributes }, async () => {
      const startedAtMs = nowMs();
      const record = (status: "done" | "failed" | "retrying") =>
        recordStep(db, {
          ...{ orderId, seq, step, undo: true, status, startedAtMs },
          endedAtMs: nowMs(),
        });
      const outcome = await work().catch(async (error: unknown) => {
        // The timeline is for people: that it cannot be written must not hide why the step failed.
        await record("retrying").catch((err: unknown) =>
          log.warn({ err, orderId, step }, "attempt is not in the timeline"),
        );
        throw error;
      });
      await record(outcome.ok ? "done" : "failed");
      return outcome;
    }),
  );
}

/** Runs `work` for the request that asked for the change, with a step's deadline. What throws is tried again. */
function asChange<T>(
  { changeId, orderId, origin }: ChangeInput,
  { log, nowMs, stepDeadlineMs }: ChangeDeps,
  work: () => Promise<T>,
): Promise<T> {
  const deadlineAtMs = nowMs() + stepDeadlineMs;
  return onBehalfOf(origin, { operationId: "order-change", deadlineAtMs }, () =>
    work().catch((error: unknown) => {
      log.warn({ err: error, orderId, changeId }, "order change is held up, it tries again");
      throw error;
    }),
  );
}
