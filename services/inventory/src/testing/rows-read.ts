import assert from "node:assert/strict";
import type { Database, Queryable, Sql } from "@holdfast/postgres";

/** As EXPLAIN (ANALYZE, FORMAT JSON) tells it, what we read of it. */
type PlanNode = {
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Index Searches"?: number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly Plans?: readonly PlanNode[];
};

/**
 * Rows that the statements of `work` read, used or thrown away, and searches of indexes: with the plan made for these values or with the one
 * for any, whichever reads more. PostgreSQL takes the latter after some runs, and then for good.
 */
export async function rowsReadBy(
  db: Database,
  work: (on: Queryable) => Promise<unknown>,
): Promise<number> {
  const statements: Sql[] = [];
  await work({
    query: (sql) => {
      statements.push(sql);
      return db.query(sql);
    },
  });
  const read = { force_custom_plan: 0, force_generic_plan: 0 };
  for (const mode of ["force_custom_plan", "force_generic_plan"] as const) {
    for (const sql of statements) {
      const plan = await db.inTransaction((tx) => explain(tx, sql, mode));
      read[mode] += rowsRead(plan);
    }
  }
  return Math.max(read.force_custom_plan, read.force_generic_plan);
}

let explained = 0; // a statement of any text needs a name of its own

async function explain(tx: Queryable, { text, values = [] }: Sql, mode: string): Promise<PlanNode> {
  explained += 1;
  const run = <Row>(step: string, sql: string) =>
    tx.query<Row>({ name: `${step}-${explained}`, text: sql });
  await run("mode", `set local plan_cache_mode = ${mode}`);
  await run("prepare", `prepare explained_${explained} as ${text}`);
  const [answer] = await run<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(
    "explain",
    `explain (analyze, format json) execute explained_${explained}(${values.map(literal).join(", ")})`,
  );
  assert.ok(answer);
  return answer["QUERY PLAN"][0].Plan;
}

function literal(value: unknown): string {
  if (value === null) return "null";
  const text = Array.isArray(value) ? `{${value.join(",")}}` : value;
  return `'${text instanceof Date ? text.toISOString() : text}'`;
}

function rowsRead(node: PlanNode): number {
  const below = (node.Plans ?? []).reduce((sum, plan) => sum + rowsRead(plan), 0);
  if (node["Relation Name"] === undefined && node["Index Name"] === undefined) return below;
  const dropped =
    (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
  const searches = node["Index Searches"] ?? 0; // of all loops, also those that find nothing
  return below + searches + (node["Actual Rows"] + dropped) * node["Actual Loops"];
}
