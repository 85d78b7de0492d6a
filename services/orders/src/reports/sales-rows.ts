import { type MoneyWire, toWire } from "@holdfast/money";
import type { OrderLine } from "../checkout/checkout.ts";
import type { OrderStatus } from "../order.ts";
import { shareOfUnits } from "../refund-share.ts";
import type { ReportRow } from "./report-text.ts";

export type SoldOrder = {
  readonly id: string;
  readonly account: string;
  readonly status: OrderStatus;
  readonly currency: string;
  readonly totalMinor: number;
  readonly refundedMinor: number;
  readonly lines: readonly OrderLine[];
  /** As the database keeps it, to the microsecond: where reading goes on. */
  readonly place: string;
  /** RFC 3339. */
  readonly confirmedAt: string;
};

/** A row for each line of which something was sold. What the order was refunded stands on each. */
export function salesRows(order: SoldOrder): readonly ReportRow[] {
  const { currency } = order;
  const money = (amountMinor: number) => toWire({ amountMinor, currency });
  return order.lines.flatMap((line): readonly ReportRow[] => {
    const short = line.shortQuantity ?? 0;
    const quantity = line.quantity - short;
    if (quantity === 0) return [];
    /** Less the share of the units that were not there, which nobody paid. */
    const sold = (totalMinor: number) =>
      money(totalMinor - shareOfUnits({ ...line, totalMinor }, { taken: 0, units: short }));
    return [
      {
        ...{ orderId: order.id, account: order.account, status: order.status },
        ...{ confirmedAt: order.confirmedAt, sku: line.sku, quantity },
        ...{ unit: line.unit, discount: sold(discountOf(line)) },
        ...{ tax: sold(line.tax.amount), total: sold(line.total.amount) },
        ...{ currency, orderTotal: money(order.totalMinor) },
        orderRefunded: money(order.refundedMinor),
      },
    ];
  });
}

/** Lines are kept as pricing made them, when the order was placed. */
function discountOf({ discounts }: OrderLine): number {
  const amounts = discounts as readonly { readonly amount?: MoneyWire }[];
  return amounts.reduce((sum, { amount }) => sum + (amount?.amount ?? 0), 0);
}
