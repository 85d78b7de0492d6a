import type { Logger } from "@holdfast/log";
import { withSpan } from "@holdfast/telemetry";
import { SpanKind } from "@opentelemetry/api";
import {
  type ConnectionOpts,
  connect,
  HttpCallError,
  Opts,
  SendOpts,
} from "@restatedev/restate-sdk-clients";

/** A workflow of ours as its clients see it: given an input once per key, then waited for. */
export type Submissions<Input> = {
  /**
   * Gives the engine the workflow `key`. Given again, nothing happens. Throws when the engine does not take it within
   * 1.5 s, whether it is away or does not answer.
   */
  readonly submit: (key: string, input: Input) => Promise<void>;
  /** True when the workflow ended within `waitMs`, and before this process stops; it goes on whether anybody waits or not. */
  readonly ended: (key: string, waitMs: number) => Promise<boolean>;
};

type WorkflowClient<Input> = {
  readonly workflowSubmit: (input: Input, options: SendOpts<Input>) => Promise<unknown>;
  readonly workflowAttach: (options: Opts<void, unknown>) => Promise<unknown>;
};

/**
 * All attempts together: the engine restarts in about a second, and whoever waits is to be answered within 2 s of their
 * wait. Past this the sweep of what was not submitted takes over.
 */
const SUBMIT_MS_MAX = 1_500;
const RETRY = {
  maxAttempts: 5,
  maxDuration: SUBMIT_MS_MAX,
  initialInterval: 100,
  maxInterval: 1_000,
};

/**
 * How to reach any of the servers of `ingressUrl`, comma separated. All are asked one: until it does not answer, or
 * answers 5xx; then the next one is, the retry of the same call first.
 */
function anyOf(ingressUrl: string): ConnectionOpts {
  const urls = ingressUrl.split(",");
  const [first = ingressUrl] = urls;
  let turn = 0;
  const ask: typeof globalThis.fetch = async (target, init) => {
    const asked = turn;
    const goOn = () => {
      if (asked === turn) turn += 1; // of many calls that failed together one goes on for all
    };
    const url = urls[asked % urls.length] ?? first;
    try {
      const answer = await globalThis.fetch(String(target).replace(first, url), init);
      if (answer.status >= 500) goOn();
      return answer;
    } catch (error) {
      goOn();
      throw error;
    }
  };
  return { url: first, retry: RETRY, fetch: ask };
}

/** Has the virtual object `object` run its handler `deliver` for a key, after what it already runs. Throws as `submit` does. */
export function objectWakes(ingressUrl: string, name: string): (key: string) => Promise<void> {
  const ingress = connect(anyOf(ingressUrl));
  type Deliver = { readonly deliver: (options: SendOpts<void>) => Promise<unknown> };
  return async (key) => {
    const signal = AbortSignal.timeout(SUBMIT_MS_MAX);
    const untyped = ingress.objectSendClient({ name }, key);
    await (untyped as unknown as Deliver).deliver(SendOpts.from<void>({ signal }));
  };
}

/**
 * Gives a handler of the service `service` an input, to be worked on durably; once a key, for as long as the engine keeps
 * keys (a day). Throws as `submit` does.
 */
export function serviceSends<Input>(
  ingressUrl: string,
  { service, handler }: { readonly service: string; readonly handler: string },
): (key: string, input: Input) => Promise<void> {
  const ingress = connect(anyOf(ingressUrl));
  type Send = (input: Input, options: SendOpts<Input>) => Promise<unknown>;
  return async (idempotencyKey, input) => {
    const signal = AbortSignal.timeout(SUBMIT_MS_MAX);
    const untyped = ingress.serviceSendClient({ name: service });
    const send = (untyped as unknown as Readonly<Record<string, Send>>)[handler];
    await send?.(input, SendOpts.from<Input>({ idempotencyKey, signal }));
  };
}

export type IngressOptions = {
  readonly log: Logger;
  /** Aborted when this process is to stop: nobody waits for a workflow any more. */
  readonly draining: AbortSignal;
};

/** A client of the Restate server at `ingressUrl` (of any of several, comma separated) for the workflows named `workflow`. */
export function submissions<Input>(
  ingressUrl: string,
  workflow: string,
  { log, draining }: IngressOptions,
): Submissions<Input> {
  const ingress = connect(anyOf(ingressUrl));
  const client = (key: string) => {
    const untyped = ingress.workflowClient({ name: workflow }, key);
    return untyped as unknown as WorkflowClient<Input>; // known by its name: its definition needs what only the workflow has
  };
  const inSpan = <T>(verb: string, work: () => Promise<T>) =>
    withSpan(`restate ${verb} ${workflow}`, { kind: SpanKind.CLIENT }, work);
  return {
    submit: (key, input) =>
      inSpan("submit", async () => {
        const signal = AbortSignal.timeout(SUBMIT_MS_MAX);
        await client(key).workflowSubmit(input, SendOpts.from<Input>({ signal }));
      }),
    ended: (key, waitMs) =>
      inSpan("attach", async () => {
        const signal = AbortSignal.any([AbortSignal.timeout(waitMs), draining]);
        try {
          await client(key).workflowAttach(Opts.from({ signal }));
          return true;
        } catch (error) {
          if (signal.aborted) return false;
          // 404: it is not submitted yet. 5xx of the workflow itself: it ended, in a way that no code of ours chose.
          if (!(error instanceof HttpCallError && error.status === 404))
            log.warn({ err: error, workflowKey: key }, "cannot wait for the workflow");
          return false;
        }
      }),
  };
}
