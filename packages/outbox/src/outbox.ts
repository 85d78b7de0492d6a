/**
 * Reads what a service wrote into its table `outbox`, in an order in which nothing that commits late is passed over.
 * `relay.ts` hands it to subscribers, `events.route.ts` to whoever asks.
 */
import type { Database } from "@holdfast/postgres";
import { fail, ok, type Result } from "@holdfast/result";
import { unrecorded } from "@holdfast/telemetry";
import { type FeedError, type FeedPage, type FeedQuery, readFeed } from "./feed.ts";
import type { Schedule } from "./loop.ts";
import { positionOf } from "./replay.ts";
import { createNotifier, createSignal, type Signal } from "./signal.ts";
import { listSubscriptions, replaySubscription, type Subscription } from "./subscriptions.store.ts";

export type OutboxParts = { readonly db: Database; readonly schedule: Schedule };
export type Patience = {
  readonly waitMs: number;
  /** Aborted when nobody waits any more. */
  readonly left: AbortSignal;
};
export type ReplayError = FeedError | { readonly kind: "subscription-not-found" };

export type Outbox = {
  /** Call it after each commit that wrote events: relays look at once, in this process and in others. Never throws. */
  readonly wake: () => void;
  /** Raised when there may be new events. */
  readonly signal: Signal;
  /** The events after a cursor. When there is none, it waits for one. */
  readonly read: (query: FeedQuery, patience: Patience) => Promise<Result<FeedPage, FeedError>>;
  /** Events behind are counted up to `WAITING_COUNTED_MAX` + 1. */
  readonly subscriptions: () => Promise<readonly Subscription[]>;
  /** Moves a subscription to a cursor or an RFC 3339 time, back or forth; it goes on from there at once. */
  readonly replay: (name: string, from: string) => Promise<Result<null, ReplayError>>;
  /** Answers everybody who waits for events, now and from now on. */
  readonly stopWaiting: () => void;
};

/** Of a subscription that is further behind, it is only said that it is. */
export const WAITING_COUNTED_MAX = 10_000;
/** A notification can be lost, and a transaction that holds events back ends without one: they wait this long. */
export const POLL_MS = 1_000;

export function openOutbox(parts: OutboxParts): Outbox {
  const { db, schedule } = parts;
  const signal = createSignal();
  const { wake } = createNotifier(db, { signal, schedule });
  const stopping = new AbortController();
  return {
    wake,
    signal,
    read: async (query, { waitMs, left }) => {
      if (waitMs === 0) return readFeed(db, query);
      const ended = AbortSignal.any([left, stopping.signal]);
      return readOrWait({ db, schedule, signal }, query, { waitMs, left: ended });
    },
    subscriptions: () => listSubscriptions(db, WAITING_COUNTED_MAX + 1),
    replay: async (name, from) => {
      const position = await positionOf(db, from);
      if (!position.ok) return position;
      const moved = await replaySubscription(db, name, position.value);
      if (!moved) return fail({ kind: "subscription-not-found" });
      wake();
      return ok(null);
    },
    stopWaiting: () => stopping.abort(),
  };
}

async function readOrWait(
  { db, schedule, signal }: OutboxParts & { readonly signal: Signal },
  query: FeedQuery,
  { waitMs, left }: Patience,
): Promise<Result<FeedPage, FeedError>> {
  let look = Promise.withResolvers<void>();
  const lookAgain = () => look.resolve();
  let isOver = false;
  const end = () => {
    isOver = true;
    lookAgain();
  };
  const cancelEnd = schedule(end, waitMs);
  const ignoreSignal = signal.onRaise(lookAgain);
  left.addEventListener("abort", end);
  let asked = query;
  let page = await readFeed(db, asked);
  while (page.ok && page.value.data.length === 0 && !isOver && !left.aborted) {
    // A cursor that moved looked through events of other types: there may be more behind them.
    if (page.value.nextCursor === asked.after) {
      const cancelPoll = schedule(lookAgain, POLL_MS);
      await look.promise;
      cancelPoll();
    }
    look = Promise.withResolvers(); // what is raised from here on may not be in what is read
    asked = { ...asked, after: page.value.nextCursor };
    page = await unrecorded(() => readFeed(db, asked));
  }
  left.removeEventListener("abort", end);
  ignoreSignal();
  cancelEnd();
  return page;
}
