import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "@holdfast/log";
import { Webhook } from "standardwebhooks";
import type { ChargeEvent } from "./charge-event.ts";

export type DeliveriesDeps = {
  readonly url: string;
  /** As Standard Webhooks has it: base64, with or without `whsec_` before it. In no log. */
  readonly secret: string;
  readonly send: typeof fetch;
  readonly nowMs: () => number;
  readonly log: Logger;
  /** Called when the receiver has taken the event. */
  readonly noteDelivered: (eventId: string) => void;
  /** Before the second attempt; doubled before each further one. */
  readonly backoffMs?: number;
};

type Deliveries = {
  /** Sends the event some time after this returns, again and again until it is taken. */
  readonly tell: (event: ChargeEvent) => void;
  /** Gives up what is under way. What was not taken is known from the book after a restart. */
  readonly stop: () => Promise<void>;
};

const ATTEMPT_MS = 5_000;
/** 14 attempts, up to a minute apart, are about seven minutes; after that a restart tries again. */
const ATTEMPTS_MAX = 14;
const BACKOFF_MS = 250;
const BACKOFF_MS_MAX = 60_000;
/** A receiver that was away gets what it missed a few at a time. */
const AT_ONCE_MAX = 4;

/** Tells a receiver of events, signed as Standard Webhooks. Events may arrive twice, and out of order. */
export function startDeliveries(deps: DeliveriesDeps): Deliveries {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const inTurn = turns(AT_ONCE_MAX);
  return {
    tell: (event) => {
      const work = deliver(deps, event, { signal: stopping.signal, inTurn });
      running.add(work);
      void work.finally(() => running.delete(work));
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

type Run = {
  readonly signal: AbortSignal;
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
};

/** Sends one event until it is taken, given up or stopped. Waiting for its next attempt it takes nobody's turn. */
async function deliver(deps: DeliveriesDeps, event: ChargeEvent, run: Run): Promise<void> {
  const { log, noteDelivered, backoffMs = BACKOFF_MS } = deps;
  const { signal, inTurn } = run;
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const refusal = await inTurn(async () =>
      signal.aborted ? "stopped" : attemptOnce(deps, event, signal),
    );
    if (refusal === undefined) return noteDelivered(event.id);
    if (signal.aborted) return;
    log.warn({ eventId: event.id, attempt, refusal }, "webhook not taken");
    const pauseMs = Math.min(BACKOFF_MS_MAX, backoffMs * 2 ** (attempt - 1));
    await wait(pauseMs, undefined, { signal, ref: false }).catch(() => {});
  }
  log.error({ eventId: event.id }, "webhook given up until the next start");
}

/** Runs no more than `max` at once; the others wait in the order they came. */
function turns(max: number): Run["inTurn"] {
  const waiting: (() => void)[] = [];
  let free = max;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** Why the receiver did not take it; undefined when it did. */
async function attemptOnce(
  { url, secret, send, nowMs }: DeliveriesDeps,
  event: ChargeEvent,
  signal: AbortSignal,
): Promise<string | undefined> {
  const at = new Date(nowMs());
  const body = JSON.stringify(event);
  try {
    const answer = await send(url, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "webhook-id": event.id,
        "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
        "webhook-signature": new Webhook(secret).sign(event.id, at, body),
      },
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_MS)]),
    });
    await answer.body?.cancel();
    return answer.ok ? undefined : `status ${answer.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
