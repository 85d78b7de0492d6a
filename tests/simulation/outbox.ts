/**
 * The table `outbox` of a service, as its statements read it. Transactions get their ids when they begin to write, not when
 * they commit: a later id may be there before an earlier one, also within an aggregate (ADR 0010).
 */
import type { Position, StoredEvent } from "../../packages/outbox/src/event.ts";
import { isBefore } from "../../packages/outbox/src/event.ts";
import type { Queryable, Sql } from "../../packages/postgres/src/postgres.ts";
import type { Random } from "./random.ts";
import type { Scheduler } from "./scheduler.ts";

export type NewEvent = Pick<StoredEvent, "aggregate" | "sequence" | "type" | "data">;
export type Outbox = {
  /** In one transaction. */
  readonly append: (events: readonly NewEvent[]) => void;
  /** For the statements of `packages/outbox`. */
  readonly db: Queryable;
  readonly events: readonly StoredEvent[];
  readonly isBehind: (position: Position) => boolean;
  /** There may be more to read than before. */
  readonly onChange: (work: () => void) => void;
};

export function outboxOf({
  scheduler,
  random,
}: {
  readonly scheduler: Scheduler;
  readonly random: Random;
}): Outbox {
  const rows: StoredEvent[] = [];
  const begun: number[] = []; // ids of transactions that have not committed yet
  const listeners: (() => void)[] = [];
  let nextTransactionId = 1;
  const tellAll = () => {
    for (const listener of listeners) listener();
  };
  const begin = () => {
    const id = nextTransactionId++;
    begun.push(id);
    scheduler.after(random.between(10, 2_000), () => {
      if (begun.includes(id)) commit(id); // it had nothing to tell
      tellAll();
    });
  };
  const commit = (id: number) => begun.splice(begun.indexOf(id), 1);
  const readable = () => {
    const oldest = Math.min(nextTransactionId, ...begun);
    return rows
      .filter(({ position }) => position.transactionId < oldest)
      .sort((a, b) => (isBefore(a.position, b.position) ? -1 : 1));
  };
  return {
    events: rows,
    append: (events) => {
      if (events.length === 0) return;
      if (random.chance(0.3)) begin();
      const [earlier] = begun;
      const isLate = earlier !== undefined && random.chance(0.5);
      const transactionId = isLate ? earlier : nextTransactionId++;
      if (isLate) commit(earlier);
      const at = new Date(scheduler.nowMs());
      for (const event of events) {
        const position = { transactionId, id: rows.length + 1 };
        rows.push({ ...event, at, traceparent: null, position });
      }
      tellAll();
    },
    isBehind: (position) => readable().some((row) => isBefore(position, row.position)),
    onChange: (work) => listeners.push(work),
    db: { query: async <Row>(sql: Sql) => answer(sql, readable(), rows) as readonly Row[] },
  };
}

/** What the statement of that name answers. */
function answer(
  { name, values = [] }: Sql,
  readable: readonly StoredEvent[],
  all: readonly StoredEvent[],
): readonly unknown[] {
  switch (name) {
    case "read-events": {
      const [transactionId, id, limit] = values as [number, number, number];
      const behind = readable.filter(({ position }) => isBefore({ transactionId, id }, position));
      return behind.slice(0, limit).map(rowOf);
    }
    case "read-events-of-aggregate": {
      const [aggregate, above, below, limit] = values as [string, number, number, number];
      return sequencesOf(all, aggregate)
        .filter(({ sequence }) => sequence > above && sequence < below)
        .slice(0, limit)
        .map(rowOf);
    }
    case "find-untold-sequences": {
      const [aggregates, below, ...at] = values as [string[], number[], number, number];
      const position = { transactionId: at[0], id: at[1] };
      return aggregates.flatMap((aggregate, index) => {
        const lower = sequencesOf(all, aggregate).filter((it) => it.sequence < (below[index] ?? 0));
        const told = lower.findLast((it) => !isBefore(position, it.position))?.sequence ?? 0;
        const untold = lower.find(({ sequence }) => sequence > told);
        return untold === undefined ? [] : [{ aggregate, sequence: untold.sequence }];
      });
    }
    default:
      throw new Error(`the simulated outbox does not know the statement ${name}`);
  }
}

const sequencesOf = (rows: readonly StoredEvent[], aggregate: string) =>
  rows.filter((row) => row.aggregate === aggregate).sort((a, b) => a.sequence - b.sequence);

const rowOf = ({ position, ...event }: StoredEvent) => ({ ...event, ...position, more: null });
