import type { Attributes } from "@opentelemetry/api";
import pg from "pg";
import { inSpan, spanAttributes } from "./query-span.ts";
import { type Gate, openGate } from "./slow-growth.ts";
import { getTypeParser } from "./type-parser.ts";

/** One statement. `name` says what it does (`lock-stock`): it names the span and the prepared statement. */
export type Sql = {
  readonly name: string;
  readonly text: string;
  readonly values?: readonly unknown[];
  /**
   * Planned anew each time (some 0.3 ms) and by the size that its tables have by then. For statements on a table that
   * begins empty and grows fast: a plan that is kept was made when reading all of it was cheapest.
   */
  readonly isPlannedAnew?: true;
};

export type Queryable = { query<Row>(sql: Sql): Promise<readonly Row[]> };

export type Database = Queryable & {
  /**
   * Runs `work` in one READ COMMITTED transaction: committed when it resolves, rolled back when it throws. A failed
   * commit throws too. Never make a network call inside: the row locks would wait for it.
   */
  inTransaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** Resolves when the server answers; throws otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  readonly url: string;
  readonly applicationName: string;
  /** Default 8: on a hot row more connections only add waiters. */
  readonly connectionsMax?: number;
  /** Default 10 s: no statement of ours may run longer; a stuck one must not hold its locks for ever. */
  readonly statementTimeoutMs?: number;
  /** How long a statement is waited for here; without it a server that vanished is noticed when the network gives it up. */
  readonly answerTimeoutMs?: number;
};

/** A pool on one database. Connects on first use, so composing a service needs no server. */
export function openDatabase(options: DatabaseOptions): Database {
  const connectionsMax = options.connectionsMax ?? 8;
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: connectionsMax,
    connectionTimeoutMillis: 5_000, // a caller's deadline is shorter; this only frees the queue when the server is gone
    statement_timeout: options.statementTimeoutMs ?? 10_000,
    ...(options.answerTimeoutMs === undefined ? {} : { query_timeout: options.answerTimeoutMs }),
    idle_in_transaction_session_timeout: 15_000, // a process that hangs inside a transaction loses its locks
    types: { getTypeParser },
  });
  pool.on("error", () => undefined); // an idle connection broke: the next query opens another, or reports its own error
  const gate = openGate(connectionsMax);
  pool.on("remove", () => gate.shrinkTo(pool.totalCount));
  const attributes = spanAttributes(options.url);
  return {
    query: (sql) => inSpan(sql.name, attributes, () => inTurn(gate, () => run(pool, sql))),
    inTransaction: (work) => inTurn(gate, () => inTransaction(pool, attributes, work)),
    ping: async () => {
      await inTurn(gate, () => pool.query("select 1"));
    },
    close: () => pool.end(),
  };
}

/** True when a unique index refused the write (SQLSTATE 23505), on `constraint` when it is given. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof pg.DatabaseError) || error.code !== "23505") return false;
  return constraint === undefined || error.constraint === constraint;
}

async function inTurn<T>(gate: Gate, work: () => Promise<T>): Promise<T> {
  const turn = gate.enter();
  if (turn !== undefined) await turn;
  try {
    return await work();
  } finally {
    gate.leave();
  }
}

async function inTransaction<T>(
  pool: pg.Pool,
  attributes: Attributes,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> {
  const connection = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  connection.on("error", onError);
  try {
    await connection.query("begin");
    const value = await work({
      query: (sql) => inSpan(sql.name, attributes, () => run(connection, sql)),
    });
    await inSpan("commit", attributes, () => connection.query("commit"));
    return value;
  } catch (error) {
    await connection.query("rollback").catch((failure: Error) => {
      broken = failure; // the connection is in an unknown state: close it, which rolls back on the server
    });
    throw error;
  } finally {
    connection.off("error", onError);
    connection.release(broken);
  }
}

async function run<Row>(on: pg.Pool | pg.PoolClient, sql: Sql): Promise<readonly Row[]> {
  const values = sql.values === undefined ? [] : [...sql.values];
  const { name, text, isPlannedAnew } = sql;
  const kept = isPlannedAnew === true ? {} : { name };
  const result = await on.query({ ...kept, text, values });
  return result.rows as readonly Row[];
}
