/** What stood on the shelves when orders were sold, as far as the ledger says it. */
import type { Client, ClientError } from "@holdfast/client";
import { fail, ok, type Result } from "@holdfast/result";
import type { Moved, Shelf, SoldOrder, StockDraft } from "./replay-stock.ts";
import { given } from "./words.ts";

const PAGE = 500;
const MOVEMENTS_MAX = 50_000; // of a SKU: a hundred calls

/** The shelves of the SKUs that were sold and that the draft would keep some units back of. */
export async function readShelves(
  client: Client,
  orders: readonly SoldOrder[],
  draft: StockDraft,
): Promise<Result<ReadonlyMap<string, Shelf>, ClientError>> {
  const sold = new Set(orders.flatMap(({ lines = [] }) => lines.map(({ sku }) => sku)));
  const shelves = new Map<string, Shelf>();
  for (const [sku, { safetyStock = 0 }] of draft) {
    if (safetyStock === 0 || !sold.has(sku)) continue;
    const item = await client.getItem({ path: { sku } });
    if (!item.ok) return fail(item.error);
    const ledger = await readLedger(client, sku);
    if (!ledger.ok) return ledger;
    const { backorderLimit = 0, preorderLimit = 0 } = item.value;
    const owableUnits = Math.max(backorderLimit, preorderLimit);
    shelves.set(sku, { ledger: ledger.value, owableUnits });
  }
  return ok(shelves);
}

/** The oldest first; undefined when there is too much of it. */
async function readLedger(
  client: Client,
  sku: string,
): Promise<Result<readonly Moved[] | undefined, ClientError>> {
  const movements: Moved[] = [];
  let cursor: string | undefined;
  while (movements.length < MOVEMENTS_MAX) {
    const page = await client.listMovements({ query: given({ sku, limit: PAGE, cursor }) });
    if (!page.ok) return fail(page.error);
    const { data, nextCursor } = page.value;
    movements.push(...data);
    if (nextCursor === null) return ok(movements.reverse());
    cursor = nextCursor;
  }
  return ok(undefined);
}
