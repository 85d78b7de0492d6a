/** What a replay found, added up: pure. Amounts in minor units. */
import { STOCK_OPEN } from "./replay-stock.ts";
import { type Cell, type Screen, tableText } from "./text-table.ts";
import { moneyText } from "./words.ts";

type Money = { readonly amount: number; readonly currency: string };
export type Reason = {
  readonly code: string;
  readonly subject: string;
  readonly detail: string;
  readonly before?: Money;
  readonly after?: Money;
};
/** An order, and what the draft makes of the quote that priced it. */
export type ReplayedOrder = {
  readonly orderId: string;
  readonly quoteId: string | null;
  readonly createdAt: string;
  readonly status: "unchanged" | "changed" | "refused" | "undecided";
  readonly before: Money | null;
  readonly after: Money | null;
  readonly reasons: readonly Reason[];
};
type Sum = {
  readonly currency: string;
  /** That would still be sold, and of them those with another total. */
  readonly orders: number;
  readonly changed: number;
  readonly before: number;
  readonly after: number;
  readonly difference: number;
  /** What those that would be refused cost. */
  readonly refused: number;
};
export type ReplayReport = {
  readonly orders: number;
  /** Of the oldest and the newest order; null without any. */
  readonly from: string | null;
  readonly to: string | null;
  /** `stockUndecided`: of those that would be sold at that price, if enough had been free. */
  readonly counts: Readonly<Record<ReplayedOrder["status"] | "stockUndecided", number>>;
  readonly currencies: readonly Sum[];
  /** Those with another total, the largest difference first within each currency. */
  readonly changed: readonly ReplayedOrder[];
  readonly refused: readonly ReplayedOrder[];
  readonly undecided: readonly ReplayedOrder[];
};

/** `orders`, the oldest first. */
export function reportOf(orders: readonly ReplayedOrder[]): ReplayReport {
  const of = (status: ReplayedOrder["status"]) => orders.filter((one) => one.status === status);
  const currencies = new Set(orders.flatMap(({ before }) => before?.currency ?? []));
  const changed = of("changed").toSorted(
    (a, b) =>
      (a.before?.currency ?? "").localeCompare(b.before?.currency ?? "") ||
      Math.abs(differenceOf(b)) - Math.abs(differenceOf(a)),
  );
  const [refused, undecided] = [of("refused"), of("undecided")];
  return {
    orders: orders.length,
    from: orders[0]?.createdAt ?? null,
    to: orders.at(-1)?.createdAt ?? null,
    counts: {
      unchanged: of("unchanged").length,
      changed: changed.length,
      refused: refused.length,
      undecided: undecided.length,
      stockUndecided: orders.filter(isStockOpen).length,
    },
    currencies: [...currencies].sort().map((currency) => sumOf(orders, currency)),
    ...{ changed, refused, undecided },
  };
}

const isStockOpen = ({ status, reasons }: ReplayedOrder): boolean =>
  status !== "refused" && reasons.some(({ code }) => code === STOCK_OPEN);

const differenceOf = ({ before, after }: ReplayedOrder): number =>
  (after?.amount ?? 0) - (before?.amount ?? 0);

function sumOf(orders: readonly ReplayedOrder[], currency: string): Sum {
  const own = orders.filter(({ before }) => before?.currency === currency);
  const sold = own.filter(({ status }) => status === "unchanged" || status === "changed");
  const before = add(sold.map((order) => order.before?.amount ?? 0));
  const after = add(sold.map((order) => order.after?.amount ?? 0));
  return {
    currency,
    orders: sold.length,
    changed: sold.filter(({ status }) => status === "changed").length,
    ...{ before, after, difference: after - before },
    refused: add(own.map((one) => (one.status === "refused" ? (one.before?.amount ?? 0) : 0))),
  };
}

const add = (amounts: readonly number[]): number => amounts.reduce((sum, each) => sum + each, 0);

const SHOWN_MAX = 20; // a person reads that; --json has all

export function reportText(report: ReplayReport, screen: Screen): string {
  const { orders, from, to, counts } = report;
  if (orders === 0) return "no order was sold in that time\n";
  const { unchanged, changed, refused, undecided, stockUndecided } = counts;
  return [
    `${orders} orders, ${from} to ${to}, as if the draft had been in force; nothing was changed\n`,
    `unchanged ${unchanged}, changed ${changed}, refused ${refused}, not decided ${undecided}\n`,
    stockUndecided === 0
      ? ""
      : `of ${stockUndecided} the safety stock is not decided: what others held is not recorded\n`,
    sumsText(report.currencies, screen),
    section("changed, the largest differences first", report.changed, screen),
    section("would be refused", report.refused, screen),
    section("not decided", report.undecided, screen),
  ].join("");
}

function sumsText(currencies: readonly Sum[], screen: Screen): string {
  const head = ["CURRENCY", "SOLD", "CHANGED", "BEFORE", "AFTER", "DIFFERENCE", "REFUSED"];
  const rows = currencies.map(({ currency, orders, changed, ...sum }) => [
    ...[currency, orders, changed, ...[sum.before, sum.after].map((at) => text(at, currency))],
    ...[text(sum.difference, currency, "+"), text(sum.refused, currency)],
  ]);
  return rows.length === 0 ? "" : `\n${tableText({ head, rows }, screen)}`;
}

function section(title: string, orders: readonly ReplayedOrder[], screen: Screen): string {
  if (orders.length === 0) return "";
  const shown = orders.slice(0, SHOWN_MAX);
  const head = ["ORDER", "QUOTE", "BEFORE", "AFTER", "WHY"];
  const rows = shown.map((order): readonly Cell[] => [
    ...[order.orderId, order.quoteId, moneyText(order.before), moneyText(order.after)],
    // What is open of the stock is said once, above.
    order.reasons
      .filter(({ code }) => code !== STOCK_OPEN)
      .map(reasonText)
      .join("; "),
  ]);
  const more = orders.length - shown.length;
  const rest = more > 0 ? `and ${more} more: --json has them all\n` : "";
  return `\n${title}\n${tableText({ head, rows }, screen)}${rest}`;
}

function reasonText({ code, subject, detail, before, after }: Reason): string {
  if (before === undefined || after === undefined) {
    return `${subject === "" ? "" : `${subject}: `}${detail} (${code})`;
  }
  const name = code === "promotion" ? detail : subject;
  const sign = code === "promotion" ? "-" : "";
  const [was, is] = [before, after].map(({ amount, currency }) => text(amount, currency, sign));
  return `${name} ${was} → ${is}`;
}

/** `sign` is put before what is above 0. */
function text(amount: number, currency: string, sign = ""): string {
  return `${amount > 0 ? sign : ""}${moneyText({ amount, currency })}`;
}
