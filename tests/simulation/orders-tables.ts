/** The tables of the orders service, and what its statements do to them: each by its name, with the values it is given. */
import type { Sql } from "../../packages/postgres/src/postgres.ts";
import type { OrderLine } from "../../services/orders/src/checkout/checkout.ts";
import type {
  ChangedUnits,
  ChangeKind,
} from "../../services/orders/src/order-changes/order-changes.ts";
import { ACCOUNT } from "./inventory.ts";
import type { NewEvent } from "./outbox.ts";

export type OrderRow = {
  readonly id: string;
  readonly account: string;
  readonly status: string;
  readonly currency: string;
  readonly reservationId: string;
  readonly cancelRequested: boolean;
  readonly problemCode: string | undefined;
  readonly totalMinor: number | null;
  readonly lines: readonly OrderLine[];
  readonly paymentId: string | null;
  readonly refundedMinor: number;
  readonly eventSequence: number;
};
export type ChangeRow = {
  readonly id: string;
  readonly orderId: string;
  readonly number: number;
  readonly kind: ChangeKind;
  readonly status: "processing" | "done" | "failed";
  readonly items: readonly ChangedUnits[];
  readonly amountMinor: number | null;
  readonly restock: boolean;
  readonly location: string | null;
  readonly problem: unknown;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};
export type Tables = {
  readonly orders: Map<string, OrderRow>;
  readonly changes: Map<string, ChangeRow>;
  /** Written by the transaction. */
  readonly told: NewEvent[];
};
type Values = readonly unknown[];

export function placeOrder({ orders }: Pick<Tables, "orders">, id: string): void {
  orders.set(id, {
    ...{ id, account: ACCOUNT, status: "processing", currency: "EUR", lines: [] },
    ...{ reservationId: `hold of ${id}`, cancelRequested: false, problemCode: undefined },
    ...{ totalMinor: null, paymentId: null, refundedMinor: 0, eventSequence: 0 },
  });
}

/** The rows that the statement answers. Throws for one that it does not know: it is to be taught here. */
export function execute(tables: Tables, { name, values = [] }: Sql): readonly unknown[] {
  const statement = STATEMENTS[name];
  if (statement === undefined) throw new TypeError(`the simulated database cannot ${name}`);
  return statement(tables, values);
}

const STATEMENTS: Readonly<Record<string, (tables: Tables, values: Values) => readonly unknown[]>> =
  {
    "begin-checkout": ({ orders }, [id]) => {
      const row = orders.get(String(id));
      if (row === undefined) return [];
      const isCancelled = row.status === "processing" && row.cancelRequested;
      return [{ status: isCancelled ? "cancel-requested" : row.status }];
    },
    "record-step": ({ orders }, [id]) => [
      { cancelRequested: orders.get(String(id))?.cancelRequested ?? false },
    ],
    "settle-order": settleOrder,
    "find-order-to-change": findOrder,
    "lock-order-to-change": findOrder,
    "list-order-changes": ({ changes }, [orderId]) =>
      [...changes.values()].filter((it) => it.orderId === orderId).map(shownChange),
    "find-order-change": ({ changes }, [id]) =>
      [...changes.values()].filter((it) => it.id === id).map(shownChange),
    "insert-order-change": insertChange,
    "begin-order-change": () => [],
    "end-order-change": endChange,
    "tell-order": ({ orders, told }, [type, , , , id]) => {
      const row = orders.get(String(id));
      return row === undefined ? [] : [tell({ orders, told }, row, String(type))];
    },
  };

function findOrder({ orders }: Tables, [id]: Values): readonly unknown[] {
  const row = orders.get(String(id));
  return row === undefined ? [] : [{ ...row, lines: row.totalMinor === null ? null : row.lines }];
}

const shownChange = (row: ChangeRow) => ({ ...row, currency: "EUR", reason: null });

function tell(
  { orders, told }: Pick<Tables, "orders" | "told">,
  row: OrderRow,
  type: string,
): { readonly sequence: number } {
  const { id, status } = row;
  const sequence = row.eventSequence + 1;
  orders.set(id, { ...row, eventSequence: sequence });
  told.push({ aggregate: `order/${id}`, sequence, type, data: { id, status } });
  return { sequence };
}

type Settled = [
  ...[type: string, at: Date, traceparent: unknown, items: unknown, id: string, status: string],
  ...[problem: string | null, total: number | null, lines: string | null, payment: string | null],
];

function settleOrder(tables: Tables, values: Values): readonly unknown[] {
  const [type, , , , id, status, problem, totalMinor, lines, paymentId] = values as Settled;
  const row = tables.orders.get(id);
  if (row?.status !== "processing") return [];
  const problemCode = problem === null ? undefined : String(JSON.parse(problem).code);
  const priced = lines === null ? [] : (JSON.parse(lines) as OrderLine[]);
  tell(tables, { ...row, status, problemCode, totalMinor, lines: priced, paymentId }, type);
  return [];
}

type Inserted = [
  ...[id: string, orderId: string, number: number, kind: ChangeKind, account: string],
  ...[key: string | null, fingerprint: string, items: string, amountMinor: number | null],
  ...[restock: boolean, location: string | null],
];

function insertChange({ orders, changes }: Tables, values: Values): readonly unknown[] {
  const [id, orderId, number, kind, , , , items, amountMinor, restock, location] =
    values as Inserted;
  const others = [...changes.values()].filter((it) => it.orderId === orderId);
  if (others.some(({ status }) => status === "processing")) {
    throw new TypeError(`two changes of ${orderId} run at once`);
  }
  changes.set(id, {
    ...{ id, orderId, number, kind, status: "processing", items: JSON.parse(items) },
    ...{ amountMinor, restock, location, problem: null },
    ...{ createdAt: new Date(0), finishedAt: null },
  });
  const row = orders.get(orderId);
  if (kind === "cancel" && row?.status === "processing") {
    orders.set(orderId, { ...row, cancelRequested: true });
  }
  return [{ id }];
}

type Ended = [
  ...[id: string, status: "done" | "failed", problem: string | null, items: string],
  ...[amountMinor: number, finishedAt: Date, cancels: boolean],
];

function endChange({ orders, changes }: Tables, values: Values): readonly unknown[] {
  const [id, status, problem, items, amountMinor, finishedAt, cancels] = values as Ended;
  const change = changes.get(id);
  const row = orders.get(change?.orderId ?? "");
  if (change?.status !== "processing" || row === undefined) return [];
  changes.set(id, {
    ...change,
    status,
    problem,
    items: JSON.parse(items),
    amountMinor,
    finishedAt,
  });
  const isDone = status === "done";
  orders.set(row.id, {
    ...row,
    refundedMinor: row.refundedMinor + (isDone ? amountMinor : 0),
    status: cancels && isDone ? "cancelled" : row.status,
  });
  return [{ id: row.id }];
}
