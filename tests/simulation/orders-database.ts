/** The tables `orders` and `outbox` of the orders service, as the statements of the checkout use them. */
import type { Database, Sql } from "../../packages/postgres/src/postgres.ts";
import type { OrderLine } from "../../services/orders/src/checkout/checkout.ts";
import type { Faults } from "./faults.ts";
import type { Outbox } from "./outbox.ts";
import type { Process } from "./processes.ts";
import type { Random } from "./random.ts";
import type { Scheduler } from "./scheduler.ts";

export type OrderRow = {
  readonly id: string;
  readonly status: string;
  readonly cancelRequested: boolean;
  readonly problemCode: string | undefined;
  readonly totalMinor: number | null;
  readonly lines: readonly OrderLine[];
  readonly paymentId: string | null;
  readonly eventSequence: number;
  /** How often each step was done, by its name; of undos, `undo <name>`. */
  readonly steps: ReadonlyMap<string, string>;
};
export type OrdersDatabase = {
  readonly orders: Map<string, OrderRow>;
  readonly place: (id: string) => void;
  readonly requestCancel: (id: string) => void;
  readonly openedBy: (process: Process) => Database;
};

export function ordersDatabase(world: {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: () => Faults;
  readonly outbox: Outbox;
}): OrdersDatabase {
  const { scheduler, random, faults, outbox } = world;
  const orders = new Map<string, OrderRow>();
  const change = (id: string, changes: Partial<OrderRow>) => {
    const row = orders.get(id);
    if (row !== undefined) orders.set(id, { ...row, ...changes });
  };
  const settle = (values: readonly unknown[]) => {
    const [type, , , , id, status, problem, totalMinor, lines, paymentId] = values as Settled;
    const row = orders.get(id);
    if (row?.status !== "processing") return [];
    const sequence = row.eventSequence + 1;
    const problemCode = problem === null ? undefined : String(JSON.parse(problem).code);
    const priced = lines === null ? [] : (JSON.parse(lines) as OrderLine[]);
    change(id, {
      status,
      problemCode,
      totalMinor,
      lines: priced,
      paymentId,
      eventSequence: sequence,
    });
    outbox.append([{ aggregate: `order/${id}`, sequence, type, data: { id, status } }]);
    scheduler.note(`${id} is ${status}${problemCode === undefined ? "" : `: ${problemCode}`}`);
    return [];
  };
  const execute = ({ name, values = [] }: Sql): readonly unknown[] => {
    if (name === "settle-order") return settle(values);
    if (name === "begin-checkout") {
      const row = orders.get(String(values[0]));
      if (row === undefined) return [];
      const isCancelled = row.status === "processing" && row.cancelRequested;
      return [{ status: isCancelled ? "cancel-requested" : row.status }];
    }
    if (name !== "record-step") throw new Error(`the simulated database cannot ${name}`);
    const [id, , step, status, , , , undo] = values as Recorded;
    const row = orders.get(id);
    const steps = new Map(row?.steps).set(undo ? `undo ${step}` : step, status);
    change(id, { steps });
    return [{ cancelRequested: row?.cancelRequested ?? false }];
  };
  const query = async (process: Process, sql: Sql) => {
    await process.awaits(scheduler.sleep(random.between(1, 5)));
    if (random.chance(faults().noDatabase)) throw new Error("the database is away");
    const rows = execute(sql);
    await process.awaits(scheduler.sleep(1));
    if (random.chance(faults().lostCommit))
      throw new Error("the connection broke after the commit");
    return rows;
  };
  return {
    orders,
    place: (id) => orders.set(id, { ...PLACED, id }),
    requestCancel: (id) => {
      scheduler.note(`${id} is to be cancelled`);
      change(id, { cancelRequested: true });
    },
    openedBy: (process) => ({ query: (sql: Sql) => query(process, sql) }) as unknown as Database,
  };
}

type Settled = [
  ...[type: string, at: Date, traceparent: unknown, items: unknown, id: string, status: string],
  ...[problem: string | null, total: number | null, lines: string | null, payment: string | null],
];
type Recorded = [
  ...[id: string, seq: number, step: string, status: string],
  ...[startedAt: Date, durationMs: number, endedAt: Date, undo: boolean],
];

const PLACED: Omit<OrderRow, "id"> = {
  ...{ status: "processing", cancelRequested: false, problemCode: undefined, totalMinor: null },
  ...{ lines: [], paymentId: null, eventSequence: 0, steps: new Map() },
};
