import type { Queryable } from "@holdfast/postgres";
import { unrecorded } from "@holdfast/telemetry";
import type { Pages } from "../paged-answer.ts";
import {
  type ExportedItem,
  type ExportedShelf,
  ITEM_HEADER,
  itemLine,
  STOCK_HEADER,
  stockLine,
} from "./export-stock.ts";

/** At the very most, with descriptions and attributes of full length, some 30 MB. */
const PAGE_ROWS = 500;

// A file comes page by page, by SKU; the first page has the header. Each page is one statement of its own, so that nobody
// waits for an export however slowly it is read: within a page everything is of one moment, and a later page is of a
// later one. A row that is there from beginning to end is told once.

/** The items that are sold. */
export async function* itemPages(db: Queryable): Pages {
  let header = ITEM_HEADER;
  let items: readonly ExportedItem[] = [];
  do {
    items = await findItems(db, items.at(-1)?.sku ?? "");
    const page = header + items.map(itemLine).join("");
    if (page !== "") yield page;
    header = "";
  } while (items.length === PAGE_ROWS);
}

/** Every shelf, of discontinued items too: their units are still there. */
export async function* stockPages(db: Queryable, nowMs: () => number): Pages {
  let header = STOCK_HEADER;
  let shelves: readonly ExportedShelf[] = [];
  do {
    const { sku = "", location = "" } = shelves.at(-1) ?? {};
    shelves = await findShelves(db, { sku, location }, nowMs());
    const page = header + shelves.map(stockLine).join("");
    if (page !== "") yield page;
    header = "";
  } while (shelves.length === PAGE_ROWS);
}

// The number of rows stands in the text: the planner takes an unknown limit for a tenth of the table, and would sort it.
// A span a page would say no more than the request's own, two thousand times.

function findItems(db: Queryable, after: string): Promise<readonly ExportedItem[]> {
  return unrecorded(() =>
    db.query<ExportedItem>({
      name: "export-items",
      text: `select sku, name, description, category, tax_category as "taxCategory", attributes::text as attributes,
                    safety_stock as "safetyStock", backorder_limit as "backorderLimit", preorder_limit as "preorderLimit",
                    to_char(available_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "availableFrom",
                    max_per_order as "maxPerOrder", max_per_buyer as "maxPerBuyer"
               from item where sku > $1 and discontinued_at is null order by sku limit ${PAGE_ROWS}`,
      values: [after],
    }),
  );
}

/** Holds that are due at `nowMs` do not count, swept or not. */
function findShelves(
  db: Queryable,
  after: { readonly sku: string; readonly location: string },
  nowMs: number,
): Promise<readonly ExportedShelf[]> {
  return unrecorded(() =>
    db.query<ExportedShelf>({
      name: "export-stock",
      text: `with page as materialized (
               select sku, location, on_hand, reserved, incoming, imported_units from stock
                where (sku, location) > ($1, $2) order by sku, location limit ${PAGE_ROWS})
             select sku, location, on_hand as "onHandUnits", incoming as "incomingUnits",
                    imported_units as "importedUnits",
                    reserved - coalesce((
                      select sum(line.quantity)::int from reservation_line line
                       where line.sku = page.sku and line.location = page.location
                         and line.held_until <= $3), 0) as "reservedUnits"
               from page order by sku, location`,
      values: [after.sku, after.location, new Date(nowMs)],
    }),
  );
}
