import type { Queryable } from "@holdfast/postgres";
import type { Movement } from "../engine/command.ts";
import { type MovementRow, movementOf } from "../engine/world-rows.store.ts";

/** A movement with its place in the ledger. */
export type LedgerLine = { readonly place: number; readonly movement: Movement };

/** The ledger, newest first, before `beforePlace`. */
export async function listMovements(
  db: Queryable,
  page: {
    readonly sku: string | undefined;
    readonly beforePlace: number | undefined;
    readonly limit: number;
  },
): Promise<readonly LedgerLine[]> {
  const rows = await db.query<MovementRow & { readonly place: number }>({
    name: page.sku === undefined ? "list-movements" : "list-movements-of-sku",
    text: `select id as place, movement_id as id, at, sku, location, kind, quantity as units, reason, reference,
                  other_location as "otherLocation", actor, trace_id as "traceId"
             from movement
            where id < coalesce($1, 9223372036854775807) ${page.sku === undefined ? "" : "and sku = $3"}
            order by movement.id desc limit $2`,
    values: [page.beforePlace ?? null, page.limit, ...(page.sku === undefined ? [] : [page.sku])],
  });
  return rows.map(({ place, ...row }) => ({ place, movement: movementOf(row) }));
}
