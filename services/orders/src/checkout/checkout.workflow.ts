import type { Logger } from "@holdfast/log";
import type { Outbox } from "@holdfast/outbox";
import type { Database } from "@holdfast/postgres";
import type { Problem } from "@holdfast/problem";
import { fail, ok } from "@holdfast/result";
import { activeTraceparent, withSpan } from "@holdfast/telemetry";
import {
  type Context,
  rpc,
  service,
  type WorkflowContext,
  workflow,
} from "@restatedev/restate-sdk";
import { type Origin, onBehalfOf } from "../origin.ts";
import { toProblem } from "../problems.ts";
import { engineOf, SERVICE_OPTIONS, WORKFLOW_OPTIONS } from "../restate-engine.ts";
import { type Ending, type Engine, insist, type Mark, type Observe, runSaga } from "../saga.ts";
import { beginCheckout, recordStep, type Settlement, settleOrder } from "./checkout.store.ts";
import {
  type CheckoutCalls,
  type CheckoutOrder,
  type CheckoutRefusal,
  type CheckoutState,
  checkoutSteps,
} from "./checkout.ts";

/** What the engine keeps of an order: what to do, and on whose behalf. */
export type CheckoutInput = { readonly order: CheckoutOrder; readonly origin: Origin };

export type CheckoutDeps = {
  readonly db: Database;
  /** Woken when a checkout has ended. */
  readonly outbox: Pick<Outbox, "wake">;
  readonly calls: CheckoutCalls;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** How long one step may take in all; from resilience.yaml. */
  readonly stepDeadlineMs: number;
  /** Aborted when this process is to stop. */
  readonly draining: AbortSignal;
  /** How long a provider may take to finish, or give up on, what nobody waits for any more. */
  readonly lateChargeMs: number;
};

type RunDeps = Omit<CheckoutDeps, "lateChargeMs" | "draining">;

export type CheckoutEnding = Settlement["status"] | "nothing-to-do";

/** In the timeline behind every step and undo of a checkout, and before what becomes of a confirmed order. */
const LATE_SEQ = 999;

/** The checkout as the durable engine runs it: one workflow an order, its key the order's id. */
export function checkoutServices(deps: CheckoutDeps) {
  const lateCharges = service({
    name: "late-charges",
    handlers: {
      reverse: async (restate: Context, input: CheckoutInput) => {
        const orderId = input.order.id;
        const undo = async () => {
          await deps.calls.reverseCharges(`${orderId}:undo-late`, { orderId });
          return ok(null);
        };
        const mark = { seq: LATE_SEQ, step: "authorise", undo: true, canStop: false };
        await insist(engineOf(restate, deps.draining), "reverse", () =>
          observer(input, deps)(mark, undo),
        );
      },
    },
    options: SERVICE_OPTIONS,
  });
  const checkout = workflow({
    name: "checkout",
    handlers: {
      run: async (restate: WorkflowContext, input: CheckoutInput) => {
        const { ending, paymentUnknown } = await runCheckout(
          engineOf(restate, deps.draining),
          input,
          deps,
        );
        // The provider may authorise after we asked it what it had done: it is asked once more when it must be through.
        if (paymentUnknown) {
          const later = rpc.sendOpts<CheckoutInput>({ delay: deps.lateChargeMs });
          restate.serviceSendClient(lateCharges).reverse(withoutToken(input), later);
        }
        return ending;
      },
    },
    options: WORKFLOW_OPTIONS,
  });
  return { checkout, lateCharges };
}

function withoutToken(input: CheckoutInput): CheckoutInput {
  return { ...input, order: { ...input.order, paymentToken: "" } };
}

/**
 * Runs one order's checkout to its end, whatever process or callee dies meanwhile, and writes the end into the order.
 * An order that is finished already is left alone.
 */
export async function runCheckout(
  engine: Engine,
  input: CheckoutInput,
  deps: RunDeps,
): Promise<{ readonly ending: CheckoutEnding; readonly paymentUnknown: boolean }> {
  const { order } = input;
  const behalf = <T>(work: () => Promise<T>) => asCheckout(input, deps, work);
  const status = await insist(engine, "begin", () =>
    behalf(async () => (await beginCheckout(deps.db, order.id)) ?? "missing"),
  );
  if (status !== "processing" && status !== "cancel-requested") {
    return { ending: "nothing-to-do", paymentUnknown: false };
  }
  const ending: Ending<CheckoutState, CheckoutRefusal> =
    status === "cancel-requested"
      ? { kind: "undone", state: {}, refusal: { kind: "order-cancelled" } }
      : await runSaga<CheckoutState, CheckoutRefusal>(engine, checkoutSteps(order, deps.calls), {
          start: {},
          stopped: { kind: "checkout-stopped" },
          observe: observer(input, deps),
        });
  await insist(engine, "settle", () => behalf(() => settle(input, ending, deps)));
  const refused = ending.kind === "done" ? undefined : ending.refusal.kind;
  return {
    ending: statusOf(ending),
    paymentUnknown: refused === "payment-unavailable" || refused === "checkout-stopped",
  };
}

function statusOf(ending: Ending<CheckoutState, CheckoutRefusal>): Settlement["status"] {
  if (ending.kind === "done") return "confirmed";
  return ending.refusal.kind === "order-cancelled" ? "cancelled" : "failed";
}

function settle(
  { order }: CheckoutInput,
  ending: Ending<CheckoutState, CheckoutRefusal>,
  { db, outbox, log, nowMs }: RunDeps,
): Promise<null> {
  return withSpan("checkout settle", {}, async () => {
    const problem = ending.kind === "done" ? undefined : problemOf(ending.refusal, order.id);
    await settleOrder(db, {
      ...{ orderId: order.id, status: statusOf(ending), state: ending.state, problem },
      items: order.basket.kind === "items" ? order.basket.items : undefined,
      traceparent: activeTraceparent(),
      nowMs: nowMs(),
    });
    outbox.wake();
    log.info({ orderId: order.id, refusal: problem?.code }, "checkout ended");
    return null;
  });
}

/** The refusal as the customer is told it, with the order that it is the end of. */
function problemOf(refusal: CheckoutRefusal, orderId: string): Problem {
  return { ...toProblem(refusal), orderId };
}

/**
 * Gives every attempt its span under the request that placed the order, and its row in the timeline. Of an order that
 * is to be cancelled, the step that was running is the last one.
 */
function observer(input: CheckoutInput, deps: RunDeps): Observe<CheckoutRefusal> {
  const { db, nowMs } = deps;
  const orderId = input.order.id;
  return (mark, work) => {
    const { seq, step, undo } = mark;
    const name = `checkout ${undo ? "undo " : ""}${step}`;
    const attributes = { "holdfast.order.id": orderId, "holdfast.saga.step": step };
    return asCheckout(input, deps, () =>
      withSpan(name, { attributes }, async (span) => {
        const startedAtMs = nowMs();
        const record = (status: StepStatus) =>
          recordStep(db, { orderId, seq, step, undo, status, startedAtMs, endedAtMs: nowMs() });
        const outcome = await work().catch(async (error: unknown) => {
          // The timeline is for people: that it cannot be written must not hide why the step failed.
          await record("retrying").catch((err: unknown) =>
            deps.log.warn({ err, orderId, step }, "attempt is not in the timeline"),
          );
          throw error;
        });
        span.setAttribute("holdfast.saga.outcome", outcome.ok ? "done" : "failed");
        const { cancelRequested } = await record(stepStatus(mark, outcome.ok));
        const isStopped = cancelRequested && mark.canStop && outcome.ok;
        return isStopped ? fail<CheckoutRefusal>({ kind: "order-cancelled" }) : outcome;
      }),
    );
  };
}

type StepStatus = "done" | "failed" | "compensated" | "retrying";

function stepStatus({ undo }: Mark, done: boolean): StepStatus {
  if (undo) return done ? "compensated" : "retrying";
  return done ? "done" : "failed";
}

/** Runs `work` for the request that placed the order, with a step's deadline. What throws is tried again. */
function asCheckout<T>(
  { order, origin }: CheckoutInput,
  { log, nowMs, stepDeadlineMs }: RunDeps,
  work: () => Promise<T>,
): Promise<T> {
  const deadlineAtMs = nowMs() + stepDeadlineMs;
  return onBehalfOf(origin, { operationId: "checkout", deadlineAtMs }, () =>
    work().catch((error: unknown) => {
      log.warn({ err: error, orderId: order.id }, "checkout is held up, it tries again");
      throw error;
    }),
  );
}
