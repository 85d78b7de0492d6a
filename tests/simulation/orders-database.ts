/** The database of the orders service: what commits is there whole, what does not is not; not everybody hears which. */
import type { Database, Queryable, Sql } from "../../packages/postgres/src/postgres.ts";
import type { Faults } from "./faults.ts";
import { type ChangeRow, execute, type OrderRow, placeOrder } from "./orders-tables.ts";
import type { Outbox } from "./outbox.ts";
import type { Process } from "./processes.ts";
import type { Random } from "./random.ts";
import type { Scheduler } from "./scheduler.ts";

export type OrdersDatabase = {
  readonly orders: ReadonlyMap<string, OrderRow>;
  readonly changes: ReadonlyMap<string, ChangeRow>;
  readonly place: (id: string) => void;
  readonly openedBy: (process: Process) => Database;
};
type World = {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: () => Faults;
  readonly outbox: Outbox;
};

export function ordersDatabase(world: World): OrdersDatabase {
  const { scheduler, random, faults, outbox } = world;
  const orders = new Map<string, OrderRow>();
  const changes = new Map<string, ChangeRow>();
  const transaction = async <T>(work: (tx: Queryable) => Promise<T>): Promise<T> => {
    const before = { orders: [...orders], changes: [...changes] };
    const tables = { orders, changes, told: [] };
    try {
      // Nothing in it takes time, so no other transaction comes in between.
      const value = await work({
        query: async <Row>(sql: Sql) => execute(tables, sql) as readonly Row[],
      });
      outbox.append(tables.told);
      for (const { aggregate, type } of tables.told as readonly {
        aggregate: string;
        type: string;
      }[]) {
        scheduler.note(`${aggregate} tells ${type}`);
      }
      return value;
    } catch (error) {
      restore(orders, before.orders);
      restore(changes, before.changes);
      throw error;
    }
  };
  const asked = async <T>(process: Process, work: (tx: Queryable) => Promise<T>): Promise<T> => {
    await process.awaits(scheduler.sleep(random.between(1, 5)));
    if (random.chance(faults().noDatabase)) throw new Error("the database is away");
    const value = await transaction(work);
    await process.awaits(scheduler.sleep(1));
    if (random.chance(faults().lostCommit))
      throw new Error("the connection broke after the commit");
    return value;
  };
  return {
    ...{ orders, changes },
    place: (id) => placeOrder({ orders }, id),
    openedBy: (process) => {
      const query = <Row>(sql: Sql) => asked(process, (tx) => tx.query<Row>(sql));
      const inTransaction = <T>(work: (tx: Queryable) => Promise<T>) => asked(process, work);
      return { query, inTransaction } as unknown as Database;
    },
  };
}

function restore<Row>(table: Map<string, Row>, rows: readonly (readonly [string, Row])[]): void {
  table.clear();
  for (const [id, row] of rows) table.set(id, row);
}
