import type { Queryable } from "@holdfast/postgres";
import type { ReportQuery, ReportSource } from "./report-source.ts";
import { countSales, findSales, PAGE_ORDERS, type SalesQuery } from "./sales.store.ts";
import { salesRows } from "./sales-rows.ts";

/** Sales, from our own orders: those of the account, or of all for an administrator. */
export function salesSource(db: Queryable): ReportSource {
  return {
    extent: async (query) => ({
      ...{ after: "", through: 0, expectedRows: await countSales(db, salesQuery(query)) },
    }),
    read: async (query, { after }, take) => {
      const [at = "", id = ""] = after.split("|");
      const place = after === "" ? undefined : { at, id };
      const orders = await findSales(db, salesQuery(query), place);
      for (const order of orders) for (const row of salesRows(order)) take(row);
      const last = orders.length === PAGE_ORDERS ? orders.at(-1) : undefined;
      return last === undefined ? null : `${last.place}|${last.id}`;
    },
  };
}

const salesQuery = ({ account, everyAccount, fromMs, toMs }: ReportQuery): SalesQuery => ({
  account: everyAccount ? undefined : account,
  from: new Date(fromMs),
  to: new Date(toMs),
});
