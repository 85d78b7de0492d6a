/**
 * Hands the events of an outbox to subscribers: each event at least once, an aggregate's in the order of their sequence,
 * to each subscriber for itself. Any number of processes may run it: per subscriber one at a time delivers, under a lease.
 *
 * Nothing is locked while a subscriber is asked. The position moves after it took a batch, and only while the lease is
 * still this process's: one that lost it, because it stood still for longer, changes nothing and delivers a batch twice
 * at worst.
 */
import type { Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { listen } from "@holdfast/postgres/listen";
import type { Result } from "@holdfast/result";
import { unrecorded } from "@holdfast/telemetry";
import type { Registry } from "prom-client";
import { batchesOf } from "./batches.ts";
import type { WireEvent } from "./event.ts";
import { CHANNEL } from "./events.store.ts";
import { eventsInOrder } from "./in-order.ts";
import { keepDoing, type Schedule } from "./loop.ts";
import { type RelayMetrics, relayMetrics } from "./metrics.ts";
import { type Outbox, POLL_MS } from "./outbox.ts";
import { tidy } from "./retention.ts";
import { retryPauseMs } from "./retry-pause.ts";
import {
  type Claim,
  claimSubscription,
  declareSubscriptions,
  type Holder,
  moveSubscription,
  pauseSubscription,
} from "./subscriptions.store.ts";

export const NAME_PATTERN = "^[a-z0-9][a-z0-9-]{0,62}$";
/** Who takes events. `deliver` says what went wrong; it must end within the 15 s of a lease, and not throw. */
export type Subscriber = {
  /** Of `NAME_PATTERN`. */
  readonly name: string;
  readonly deliver: (events: readonly WireEvent[]) => Promise<Result<null, string>>;
};

export type RelayParts = {
  readonly db: Database;
  /** Of the same database, for the connection that listens. */
  readonly url: string;
  readonly applicationName: string;
  readonly outbox: Pick<Outbox, "signal">;
  readonly subscribers: readonly Subscriber[];
  /** Names this process among all that run the relay. */
  readonly holder: string;
  /** How long events are kept. */
  readonly retentionMs: number;
  readonly log: Logger;
  readonly registry: Registry;
  readonly nowMs: () => number;
  /** 0 ≤ random < 1. */
  readonly random: () => number;
  readonly schedule: Schedule;
};

export type Relay = {
  /** Begins no further delivery; resolves when none is under way, at the latest after `withinMs`: it is left behind then. */
  readonly stop: (withinMs: number) => Promise<void>;
};

/** Read at a time, and handed over at a time: half of what a service of ours takes as a body, at most. */
const BATCH = { eventsMax: 200, bytesMax: 512 * 1024 };
/** A process that died is followed by another after it. Above the 10 s that a subscriber is waited for. */
const LEASE_MS = 15_000;
const TIDY_EVERY_MS = 60_000;
const ERROR_LENGTH_MAX = 500;

type Course = RelayParts & { readonly metrics: RelayMetrics; readonly isStopping: () => boolean };

/** @throws Error when the database cannot be reached. */
export async function startRelay(parts: RelayParts): Promise<Relay> {
  const { db, outbox, subscribers, log, nowMs, schedule } = parts;
  let stopping = false;
  const course = { ...parts, metrics: relayMetrics(parts), isStopping: () => stopping };
  const names = subscribers.map(({ name }) => name);
  await declareSubscriptions(db, { names, nowMs: nowMs() });
  const tidying = keepDoing(
    () => unrecorded(() => tidy({ ...parts, names, isStopping: () => stopping })),
    { everyMs: TIDY_EVERY_MS, schedule },
  );
  const loops = subscribers.map((subscriber) =>
    keepDoing(() => unrecorded(() => deliverAll(course, subscriber)), {
      everyMs: POLL_MS,
      schedule,
    }),
  );
  const ignoreSignal = outbox.signal.onRaise(() => {
    for (const { poke } of loops) poke();
  });
  const listening = listen({
    url: parts.url,
    applicationName: parts.applicationName,
    channel: CHANNEL,
    onNotify: outbox.signal.raise,
    onLost: (error) => log.warn({ err: error }, "lost the connection that listens for events"),
    schedule,
  });
  return {
    stop: async (withinMs) => {
      stopping = true;
      ignoreSignal();
      const late = Promise.withResolvers<void>();
      const cancel = schedule(late.resolve, withinMs);
      const ended = [listening.close(), ...[tidying, ...loops].map((loop) => loop.stop())];
      await Promise.race([Promise.all(ended), late.promise]);
      cancel();
    },
  };
}

/** Delivers until the subscriber has everything, or fails, or another process delivers to it. Does not throw. */
async function deliverAll(course: Course, subscriber: Subscriber): Promise<void> {
  const { db, holder, log, isStopping } = course;
  const mine = { name: subscriber.name, holder };
  try {
    let wentWell = true;
    while (wentWell && !isStopping()) {
      const claim = await claimSubscription(db, mine, LEASE_MS);
      if (claim === undefined) return;
      wentWell = await deliverPage(course, subscriber, claim);
    }
  } catch (error) {
    log.warn({ err: error, subscription: mine.name }, "relay failed"); // the next run takes its own lease again
  }
}

/** One page of the stream, in as many batches as it takes, and gives the lease up after it. False when it ended early. */
async function deliverPage(course: Course, subscriber: Subscriber, claim: Claim): Promise<boolean> {
  const { db, holder, isStopping } = course;
  const mine = { name: subscriber.name, holder };
  const page = eventsInOrder(db, { after: claim.after, limit: BATCH.eventsMax });
  let { failures } = claim;
  for await (const batch of batchesOf(page, claim.after, BATCH)) {
    const { events, reached, isLast } = batch;
    if (!(await deliverBatch(course, subscriber, { events, failures }))) return false;
    failures = 0;
    const leaseMs = isLast || isStopping() ? 0 : LEASE_MS;
    const moved = await moveSubscription(db, mine, { reached, leaseMs });
    if (!moved || leaseMs === 0) return moved && isLast;
  }
  return true;
}

async function deliverBatch(
  { db, holder, log, random, metrics }: Course,
  { name, deliver }: Subscriber,
  { events, failures }: { readonly events: readonly WireEvent[]; readonly failures: number },
): Promise<boolean> {
  if (events.length === 0) return true;
  const taken = await deliver(events);
  if (taken.ok) {
    metrics.delivered(name, events.length);
    return true;
  }
  metrics.failed(name);
  const mine: Holder = { name, holder };
  // A subscriber may answer anything, also a character that PostgreSQL takes in no text.
  const message = taken.error.replaceAll("\u0000", "").slice(0, ERROR_LENGTH_MAX);
  const pauseMs = retryPauseMs(failures + 1, random());
  log.warn(
    { subscription: name, reason: message, pauseMs },
    "a subscriber did not take its events",
  );
  await pauseSubscription(db, mine, { message, pauseMs });
  return false;
}
