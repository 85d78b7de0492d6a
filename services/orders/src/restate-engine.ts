import type { Logger } from "@holdfast/log";
import {
  type Context,
  type LoggerTransport,
  type RunOptions,
  type ServiceOptions,
  TerminalError,
  type WorkflowOptions,
} from "@restatedev/restate-sdk";
import { type Engine, SagaStopped } from "./saga.ts";

/**
 * A run that throws is tried again for ever: naming the intervals takes it out of the invocation's own policy, which
 * would pause it. 10 s: a callee that comes back is asked soon, one that stays away is not worn out.
 */
const RUN_OPTIONS: RunOptions<unknown> = {
  initialRetryInterval: 100,
  retryIntervalFactor: 2,
  maxRetryInterval: 10_000,
};

/**
 * When our process dies, the server tries the invocation again until another one takes it: at most 1 s after it is
 * there. The default gives up after 70 attempts and waits for an operator; ours would only after a month.
 */
const RETRY_POLICY: NonNullable<ServiceOptions["retryPolicy"]> = {
  initialInterval: 50,
  exponentiationFactor: 2,
  maxInterval: 1_000,
  maxAttempts: 2_592_000,
  onMaxAttempts: "pause",
};

/**
 * The result is kept for a day, so that a workflow given twice runs once. The journal, which holds the payment token, is
 * dropped when the workflow ends; the timeline in our database stays.
 */
export const WORKFLOW_OPTIONS: WorkflowOptions = {
  workflowRetention: { days: 1 },
  journalRetention: 0,
  retryPolicy: RETRY_POLICY,
};
export const SERVICE_OPTIONS: ServiceOptions = { journalRetention: 0, retryPolicy: RETRY_POLICY };

/**
 * Restate as the engine of a saga. A cancelled invocation is a stopped saga. Once `draining` is aborted no run begins any
 * more: the server gives the invocation to another process, where it goes on.
 */
export function engineOf(restate: Context, draining: AbortSignal): Engine {
  return {
    run: async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const unlessDraining = async () => {
        if (draining.aborted) throw new Error("this process is being stopped");
        return work();
      };
      try {
        return await restate.run(name, unlessDraining, RUN_OPTIONS as RunOptions<T>);
      } catch (error) {
        if (!(error instanceof TerminalError)) throw error; // how the SDK suspends or repeats an invocation
        throw new SagaStopped(error.message, { cause: error });
      }
    },
  };
}

/**
 * The SDK's lines in our log. Its `info` is a line per invocation and attempt, its `warn` repeats what our own run threw
 * and logged, SYSTEM says once a start that requests are not signed (the endpoint is on loopback or a private network):
 * all that only at `debug`. What it repeats while replaying was logged before.
 */
export function restateLogger(log: Logger): LoggerTransport {
  return ({ level, replaying, context }, ...parts) => {
    if (replaying) return;
    const error = parts.find((part): part is Error => part instanceof Error);
    const line = { invocation: context?.invocationId, key: context?.key, err: error };
    const message = parts.filter((part) => typeof part === "string").join(" ");
    if (level === "error") log.error(line, `restate: ${message}`);
    else log.debug(line, `restate: ${message}`);
  };
}
