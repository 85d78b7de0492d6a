import { type Static, Type } from "typebox";
import { isoTime } from "./iso-time.ts";
import { type Allocation, type Reservation, statusAt } from "./reservation.ts";
import { LocationCode, Quantity, Sku, Timestamp } from "./schemas.ts";

/** A reservation as clients see it. */
export const ReservationBody = Type.Object({
  id: Type.String({ format: "uuid" }),
  status: Type.Enum(["held", "confirmed", "released", "expired"]),
  items: Type.Array(
    Type.Object({
      sku: Sku,
      quantity: Quantity,
      allocations: Type.Array(Type.Object({ location: LocationCode, quantity: Quantity })),
      backordered: Type.Optional(
        Type.Integer({
          minimum: 1,
          description: "Units promised beyond the stock, still to come.",
        }),
      ),
    }),
    { description: "One entry per SKU, in the order asked; lines of one SKU are summed." },
  ),
  orderId: Type.Optional(Type.String()),
  createdAt: Timestamp,
  expiresAt: Timestamp,
});

export function toReservationBody(
  reservation: Reservation,
  nowMs: number,
): Static<typeof ReservationBody> {
  const left = reservation.allocations.filter(({ units }) => units > 0);
  const allocationsBySku = Map.groupBy(left, ({ sku }) => sku);
  return {
    id: reservation.id,
    status: statusAt(reservation, nowMs),
    items: [...allocationsBySku].map(([sku, allocations]) => ({
      sku,
      quantity: allocations.reduce((sum, { units }) => sum + units, 0),
      allocations: allocations.flatMap(({ location, units }) =>
        location === undefined ? [] : [{ location, quantity: units }],
      ),
      ...backordered(allocations),
    })),
    ...(reservation.orderId === undefined ? {} : { orderId: reservation.orderId }),
    createdAt: isoTime(reservation.createdAtMs),
    expiresAt: isoTime(reservation.expiresAtMs),
  };
}

function backordered(allocations: readonly Allocation[]): { readonly backordered?: number } {
  const owed = allocations.find(({ location }) => location === undefined);
  return owed === undefined ? {} : { backordered: owed.units };
}
