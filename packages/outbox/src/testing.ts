/** What the tests of this package share. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Queryable } from "@holdfast/postgres";
import type { StoredEvent, WireEvent } from "./event.ts";
import type { Piece } from "./in-order.ts";
import type { Schedule } from "./loop.ts";

export const MIGRATIONS = `${import.meta.dirname}/fixtures/migrations`;
export const NOW_MS = Date.UTC(2026, 10, 1, 12);

export type Told = {
  readonly aggregate: string;
  readonly sequence: number;
  readonly type?: string;
  readonly atMs?: number;
  readonly traceparent?: string | null;
  readonly data?: unknown;
  /** Instead of the running transaction's. */
  readonly transactionId?: number;
};

/** Writes events as a service does, in the order given. */
export async function tell(db: Queryable, events: readonly Told[]): Promise<void> {
  const column = <T>(of: (event: Told) => T): readonly T[] => events.map(of);
  await db.query({
    name: "tell-events",
    text: `insert into outbox (aggregate, sequence, type, at, traceparent, payload, transaction_id)
           select aggregate, sequence, type, at, traceparent, payload,
                  coalesce(transaction_id::text::xid8, pg_current_xact_id())
             from unnest($1::text[], $2::bigint[], $3::text[], $4::timestamptz[], $5::text[], $6::jsonb[], $7::bigint[])
               as told (aggregate, sequence, type, at, traceparent, payload, transaction_id)`,
    values: [
      column(({ aggregate }) => aggregate),
      column(({ sequence }) => sequence),
      column(({ type = "stock.changed" }) => type),
      column(({ atMs = NOW_MS }) => new Date(atMs)),
      column(({ traceparent = null }) => traceparent),
      column(({ data = {} }) => JSON.stringify(data)),
      column(({ transactionId = null }) => transactionId),
    ],
  });
}

/** Writes events of one type and time into one row. */
export async function tellTogether(db: Queryable, events: readonly Told[]): Promise<void> {
  const [first, ...others] = events;
  if (first === undefined) return;
  await tell(db, [first]);
  if (others.length === 0) return;
  const aggregates = events.map(({ aggregate }) => aggregate).sort();
  await db.query({
    name: "bundle-events",
    text: `update outbox set events = $3, more = $4, members = aggregate_range($5, $6, '[]')
            where aggregate = $1 and sequence = $2`,
    values: [
      first.aggregate,
      first.sequence,
      events.length,
      JSON.stringify(others),
      aggregates.at(0),
      aggregates.at(-1),
    ],
  });
}

/** Events 1 to `count` of one aggregate. */
export const series = (aggregate: string, count: number, first = 1): readonly Told[] =>
  Array.from({ length: count }, (_, index) => ({ aggregate, sequence: first + index }));

/** `a/1` for each event. */
export const names = (
  events: readonly Pick<StoredEvent, "aggregate" | "sequence">[],
): readonly string[] => events.map(({ aggregate, sequence }) => `${aggregate}/${sequence}`);

export async function allOf(pieces: AsyncIterable<Piece>): Promise<readonly Piece[]> {
  const all: Piece[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}

/** Timers that go off only when they are told to. */
export function fakeTimers() {
  type Timer = { readonly work: () => void; readonly delayMs: number };
  const timers = new Set<Timer>();
  const schedule: Schedule = (work, delayMs) => {
    const timer = { work, delayMs };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  return {
    schedule,
    delays: () => [...timers].map(({ delayMs }) => delayMs),
    /** Lets those of `delayMs` go off; says how many there were. */
    fire: (delayMs: number): number => {
      const due = [...timers].filter((timer) => timer.delayMs === delayMs);
      for (const timer of due) {
        timers.delete(timer);
        timer.work();
      }
      return due.length;
    },
  };
}

/**
 * Waits until all that is written may be read. The horizon is that of the whole server, and other test files write to
 * other databases of it.
 */
export const settled = (db: Queryable): Promise<void> =>
  until(async () => {
    const held = await db.query({
      name: "find-held-back",
      text: `select from outbox where transaction_id >= pg_snapshot_xmin(pg_current_snapshot()) limit 1`,
    });
    return held.length === 0;
  }, "no transaction holds the events back");

const GIVE_UP_MS = 30_000; // far above what a loaded machine takes: only what never comes gets there

/** Waits for a condition that the code under test brings about. @throws Error when it does not. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
): Promise<void> {
  const startedAtMs = performance.now();
  while (!(await condition())) {
    if (performance.now() - startedAtMs > GIVE_UP_MS)
      throw new Error(`waited in vain until ${what}`);
    await nextTurn();
  }
}

type Received = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly events: readonly WireEvent[];
};
/** What a receiver answers, after as long as it likes. */
export type Reaction = (received: Received) => ReceiverAnswer | Promise<ReceiverAnswer>;
type ReceiverAnswer = { readonly status: number; readonly type?: string; readonly body?: string };

/** A subscriber as others write it: takes batches over HTTP, at `port` or any. */
export async function startReceiver(react: Reaction = () => ({ status: 204 }), port = 0) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as { readonly events: readonly WireEvent[] };
    const batch = { path: request.url ?? "", headers: request.headers, events: body.events };
    received.push(batch);
    const { status, type = "text/plain", body: answer = "" } = await react(batch);
    response.writeHead(status, { "content-type": type }).end(answer);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}/hooks/holdfast`,
    port: address.port,
    received,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
