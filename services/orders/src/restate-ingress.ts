import type { Logger } from "@holdfast/log";
import { withSpan } from "@holdfast/telemetry";
import { SpanKind } from "@opentelemetry/api";
import { connect, HttpCallError, Opts } from "@restatedev/restate-sdk-clients";

/** A workflow of ours as its clients see it: given an input once per key, then waited for. */
export type Submissions<Input> = {
  /** Gives the engine the workflow `key`. Given again, nothing happens. Throws when the engine cannot be reached. */
  readonly submit: (key: string, input: Input) => Promise<void>;
  /** True when the workflow ended within `waitMs`; it goes on whether anybody waits or not. */
  readonly ended: (key: string, waitMs: number) => Promise<boolean>;
};

type WorkflowClient<Input> = {
  readonly workflowSubmit: (input: Input) => Promise<unknown>;
  readonly workflowAttach: (options: Opts<void, unknown>) => Promise<unknown>;
};

/** The engine restarts in about a second; past this the sweep of what was not submitted takes over. */
const RETRY = { maxAttempts: 5, maxDuration: 2_000, initialInterval: 100, maxInterval: 1_000 };

/** A client of the Restate server at `ingressUrl` for the workflows named `workflow`. */
export function submissions<Input>(
  ingressUrl: string,
  workflow: string,
  log: Logger,
): Submissions<Input> {
  const ingress = connect({ url: ingressUrl, retry: RETRY });
  const client = (key: string) => {
    const untyped = ingress.workflowClient({ name: workflow }, key);
    return untyped as unknown as WorkflowClient<Input>; // known by its name: its definition needs what only the workflow has
  };
  const inSpan = <T>(verb: string, work: () => Promise<T>) =>
    withSpan(`restate ${verb} ${workflow}`, { kind: SpanKind.CLIENT }, work);
  return {
    submit: (key, input) =>
      inSpan("submit", async () => {
        await client(key).workflowSubmit(input);
      }),
    ended: (key, waitMs) =>
      inSpan("attach", async () => {
        const signal = AbortSignal.timeout(waitMs);
        try {
          await client(key).workflowAttach(Opts.from({ signal }));
          return true;
        } catch (error) {
          if (signal.aborted) return false;
          // 404: it is not submitted yet. 5xx of the workflow itself: it ended, in a way that no code of ours chose.
          if (!(error instanceof HttpCallError && error.status === 404))
            log.warn({ err: error, key }, "cannot wait for the workflow");
          return false;
        }
      }),
  };
}
