/** What happens in Holdfast, as it is told to subscribers. Members may be added; none is renamed or removed. */
import { type Static, type TSchema, Type } from "typebox";

const Sku = Type.String();
const Units = Type.Integer({ minimum: 0 });
const Timestamp = Type.String({ format: "date-time" });

/** An event of one of these types. */
const Event = <Types extends readonly string[], Data extends TSchema>(
  aggregate: string,
  types: readonly [...Types],
  data: Data,
) =>
  Type.Object({
    id: Type.String({
      description: "`<aggregate>/<sequence>`, the same at every delivery: know a repeat by it.",
    }),
    aggregate: Type.String({ pattern: `^${aggregate}/` }),
    sequence: Type.Integer({
      minimum: 1,
      description:
        "Counts the aggregate's events without a gap. An item's is its version, so that of an old item may begin above 1.",
    }),
    type: Type.Enum(types),
    at: Timestamp,
    traceparent: Type.Union([Type.String(), Type.Null()], {
      description: "Of the request that made the change, in W3C Trace Context.",
    }),
    data,
  });

const StockChanged = Event(
  "stock",
  ["stock.changed"],
  Type.Object({
    sku: Sku,
    locations: Type.Array(Type.Object({ code: Type.String(), onHand: Units, reserved: Units }), {
      description: "Those that changed, as they are now.",
    }),
  }),
);
const StockMark = Event(
  "stock",
  ["stock.low", "stock.back-in-stock"],
  Type.Object({ sku: Sku, available: Units }),
);
const ReservationMoved = Event(
  "reservation",
  [
    ...["reservation.held", "reservation.confirmed", "reservation.released", "reservation.expired"],
    // Units came that were promised beyond the stock; units of what was sold were given back.
    ...["reservation.filled", "reservation.reduced"],
  ] as const,
  Type.Object({
    id: Type.String(),
    account: Type.String(),
    orderId: Type.Optional(Type.String()),
    buyerId: Type.Optional(Type.String()),
    items: Type.Array(
      Type.Object({
        sku: Sku,
        quantity: Type.Integer({ minimum: 0, description: "What is left of it." }),
        allocations: Type.Array(Type.Object({ location: Type.String(), quantity: Units }), {
          description: "Fewer units than `quantity` where some are promised beyond what is there.",
        }),
      }),
    ),
    expiresAt: Timestamp,
  }),
);
const ItemChanged = Event(
  "item",
  ["item.changed"],
  Type.Object({
    sku: Sku,
    category: Type.Union([Type.String(), Type.Null()]),
    attributes: Type.Record(
      Type.String(),
      Type.Union([Type.String(), Type.Number(), Type.Boolean()]),
    ),
    taxCategory: Type.String(),
    discontinued: Type.Boolean(),
  }),
);

/** What the inventory service tells. */
export const InventoryEvent = Type.Union([StockChanged, StockMark, ReservationMoved, ItemChanged]);

const PriceChanged = Event(
  "price",
  ["price.changed"],
  Type.Object({
    sku: Sku,
    version: Type.Integer({ description: "Of its price book." }),
    currencies: Type.Array(Type.String()),
  }),
);
const PromotionChanged = Event(
  "promotion",
  ["promotion.changed"],
  Type.Object({
    id: Type.String(),
    version: Type.Integer({ description: "Of this promotion. A deleted one answers 404." }),
    revision: Type.Integer({ description: "Of all promotions." }),
  }),
);

/** What the pricing service tells. */
const PricingEvent = Type.Union([PriceChanged, PromotionChanged]);

const Money = Type.Object({ amount: Type.Integer(), currency: Type.String() });
const OrderMoved = Event(
  "order",
  [
    ...["order.confirmed", "order.failed", "order.cancelled"],
    ...["order.lines-cancelled", "order.refunded", "order.returned"],
  ] as const,
  Type.Object({
    id: Type.String(),
    account: Type.String(),
    status: Type.Enum(["confirmed", "failed", "cancelled"]),
    total: Type.Optional(Money),
    refunded: Type.Optional(
      Type.Object(Money.properties, { description: "In all, this change included." }),
    ),
    items: Type.Array(Type.Object({ sku: Sku, quantity: Units }), {
      description: "Of the order; of a change those that it is about.",
    }),
    code: Type.Optional(Type.String({ description: "Of the problem that it failed with." })),
  }),
);
const ReportEnded = Event(
  "report",
  ["report.done", "report.failed"],
  Type.Object({
    id: Type.String(),
    account: Type.String(),
    type: Type.String(),
    format: Type.String(),
  }),
);

/** What the orders service tells. */
export const OrdersEvent = Type.Union([OrderMoved, ReportEnded]);

/** What a subscriber is sent. */
export const EventBatch = Type.Object({
  events: Type.Array(Type.Union([InventoryEvent, PricingEvent, OrdersEvent]), {
    minItems: 1,
    maxItems: 200,
    description: "In order. Those of one aggregate by their sequence.",
  }),
});
export type EventBatch = Static<typeof EventBatch>;
