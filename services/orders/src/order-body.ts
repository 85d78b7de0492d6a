import { toWire } from "@holdfast/money";
import { ProblemSchema } from "@holdfast/problem";
import { type Static, Type } from "typebox";
import type { OrderLine, Shipment } from "./checkout/checkout.ts";
import type { Order } from "./order.ts";
import { shipmentsLeft } from "./shipments-left.ts";

export const Amount = Type.Object({
  amount: Type.Integer({ minimum: 0, description: "In the currency's minor unit." }),
  currency: Type.String({ description: "ISO 4217" }),
});
const Line = Type.Object({
  sku: Type.String(),
  quantity: Type.Integer(),
  unit: Amount,
  subtotal: Amount,
  discounts: Type.Array(Type.Unknown()),
  tax: Amount,
  total: Amount,
  shortQuantity: Type.Optional(
    Type.Integer({
      minimum: 1,
      description:
        "Units of `quantity` that were not there and are not charged: the line's amounts are of all units, the order's total is without them.",
    }),
  ),
});
const ShipmentBody = Type.Object({
  status: Type.Enum(["ready", "backordered"], {
    description:
      "As it was at the checkout; units that were cancelled since are gone. `backordered`: waits for units that are not there yet.",
  }),
  lines: Type.Array(Type.Object({ sku: Type.String(), quantity: Type.Integer({ minimum: 1 }) })),
});
const Policy = Type.Enum(["refuse", "refund", "backorder", "split"]);
export const OrderId = Type.String({ format: "uuid" });

/** A confirmed order as it is answered to the request that placed it, and to every repeat of that. */
export const ConfirmedOrderBody = Type.Object({
  id: OrderId,
  status: Type.Literal("confirmed"),
  total: Amount,
  lines: Type.Array(Line),
  shortfallPolicy: Policy,
  shipments: Type.Array(ShipmentBody),
  currency: Type.String(),
  region: Type.String(),
  reservationId: Type.String(),
  paymentId: Type.Union([Type.String(), Type.Null()], {
    description: "null when there was nothing to pay.",
  }),
  createdAt: Type.String({ format: "date-time" }),
  traceId: Type.String(),
});

export const AcceptedOrderBody = Type.Object({ id: OrderId, status: Type.Literal("processing") });

const TimelineEntry = Type.Object({
  step: Type.String(),
  status: Type.Enum(["done", "failed", "compensated", "retrying"], {
    description: "`compensated`: this step was undone. `retrying`: another attempt follows.",
  }),
  attempt: Type.Integer({ minimum: 1 }),
  startedAt: Type.String({ format: "date-time", description: "Of the first attempt." }),
  durationMs: Type.Integer({ minimum: 0 }),
});

export const OrderStatusSchema = Type.Enum(["processing", "confirmed", "failed", "cancelled"]);

/** An order without what it went through. */
export const OrderSummary = Type.Object({
  id: OrderId,
  status: OrderStatusSchema,
  total: Type.Optional(Amount),
  lines: Type.Optional(Type.Array(Line)),
  shortfallPolicy: Policy,
  shipments: Type.Optional(Type.Array(ShipmentBody)),
  currency: Type.String(),
  region: Type.String(),
  customer: Type.Object({ email: Type.String() }),
  reservationId: Type.String(),
  paymentId: Type.Optional(Type.String()),
  quoteId: Type.Optional(
    Type.String({ description: "The quote that it was priced by. Absent: it was not priced." }),
  ),
  refunded: Type.Optional(
    Type.Object(Amount.properties, { description: "In all. Absent: nothing." }),
  ),
  createdAt: Type.String({ format: "date-time" }),
  traceId: Type.String({ description: "The trace of the request that placed the order." }),
  problem: Type.Optional(ProblemSchema),
});
export const OrderBody = Type.Object({
  ...OrderSummary.properties,
  timeline: Type.Array(TimelineEntry),
});

export function toConfirmedBody(order: Order): Static<typeof ConfirmedOrderBody> {
  return {
    id: order.id,
    status: "confirmed",
    total: toWire(known(order.total)),
    lines: known(order.lines).map(toLine),
    shortfallPolicy: order.shortfallPolicy,
    shipments: (order.shipments ?? []).map(toShipment),
    currency: order.currency,
    region: order.region,
    reservationId: order.reservationId,
    paymentId: order.paymentId ?? null,
    createdAt: new Date(order.createdAtMs).toISOString(),
    traceId: order.traceId,
  };
}

export function toOrderSummary(order: Order): Static<typeof OrderSummary> {
  const { total, lines, shipments, paymentId, quoteId, problem } = order;
  return {
    id: order.id,
    status: order.status,
    ...(total === undefined ? {} : { total: toWire(total) }),
    ...(lines === undefined ? {} : { lines: lines.map(toLine) }),
    shortfallPolicy: order.shortfallPolicy,
    ...(shipments === undefined
      ? {}
      : { shipments: shipmentsLeft(shipments, order.cancelledItems).map(toShipment) }),
    currency: order.currency,
    region: order.region,
    customer: { email: order.customerEmail },
    reservationId: order.reservationId,
    ...(paymentId === undefined ? {} : { paymentId }),
    ...(quoteId === undefined ? {} : { quoteId }),
    ...(order.refunded.amountMinor === 0 ? {} : { refunded: toWire(order.refunded) }),
    createdAt: new Date(order.createdAtMs).toISOString(),
    traceId: order.traceId,
    ...(problem === undefined ? {} : { problem: problem as Static<typeof ProblemSchema> }),
  };
}

/** A row of the timeline as it is shown. */
export function toTimelineEntry<Row extends { readonly startedAt: Date }>({
  startedAt,
  ...step
}: Row): Omit<Row, "startedAt"> & { readonly startedAt: string } {
  return { ...step, startedAt: startedAt.toISOString() };
}

const toLine = (line: OrderLine): Static<typeof Line> => ({
  ...line,
  discounts: [...line.discounts],
});

const toShipment = ({ status, lines }: Shipment): Static<typeof ShipmentBody> => ({
  status,
  lines: [...lines],
});

/** The table's constraint says that a confirmed order has all of them. */
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("a confirmed order without its outcome");
  return value;
}
