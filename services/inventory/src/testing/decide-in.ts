import type { Queryable } from "@holdfast/postgres";
import type { Command, Outcome } from "../engine/command.ts";
import { decideBatch } from "../engine/engine.ts";
import { loadStatements, skusOfReservations, wantedBy } from "../engine/world.store.ts";
import { worldOf } from "../engine/world-rows.store.ts";
import { writeStatements } from "../engine/write.store.ts";

/** Decides and writes one command in a transaction of the caller's, as a batch of one: for races whose order is set. */
export async function decideIn<C extends Command>(
  tx: Queryable,
  command: C,
  nowMs: number,
): Promise<Outcome<C["kind"]>> {
  const wanted = wantedBy([command], await skusOf(tx, command));
  const results: (readonly unknown[])[] = [];
  for (const statement of loadStatements(wanted, nowMs)) results.push(await tx.query(statement));
  const { verdicts, draft } = decideBatch(worldOf(wanted, results), [command], nowMs);
  for (const statement of writeStatements(draft)) await tx.query(statement);
  const [verdict] = verdicts;
  if (verdict === undefined || "error" in verdict) throw verdict?.error;
  return verdict.outcome as Outcome<C["kind"]>;
}

async function skusOf(tx: Queryable, command: Command): Promise<readonly string[]> {
  if (command.kind === "hold") return [...new Set(command.lines.map(({ sku }) => sku))];
  if ("sku" in command) return [command.sku];
  const rows = await tx.query<{ sku: string }>(skusOfReservations([command.id]));
  return rows.map(({ sku }) => sku);
}
