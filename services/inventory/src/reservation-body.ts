import { type Static, Type } from "typebox";
import { type Reservation, statusAt } from "./reservation.ts";
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
  const allocationsBySku = Map.groupBy(reservation.allocations, ({ sku }) => sku);
  return {
    id: reservation.id,
    status: statusAt(reservation, nowMs),
    items: [...allocationsBySku].map(([sku, allocations]) => ({
      sku,
      quantity: allocations.reduce((sum, { units }) => sum + units, 0),
      allocations: allocations.map(({ location, units }) => ({ location, quantity: units })),
    })),
    ...(reservation.orderId === undefined ? {} : { orderId: reservation.orderId }),
    createdAt: new Date(reservation.createdAtMs).toISOString(),
    expiresAt: new Date(reservation.expiresAtMs).toISOString(),
  };
}
