import type { Queryable } from "@holdfast/postgres";
import type { Reservation, ReservationStatus } from "./reservation.ts";

type Row = {
  readonly id: string;
  readonly account: string;
  readonly status: ReservationStatus;
  readonly orderId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly sku: string | null;
  readonly location: string | null;
  readonly units: number | null;
};

/** The reservation with its allocations, unlocked; undefined for an unknown id. */
export async function findReservation(db: Queryable, id: string): Promise<Reservation | undefined> {
  const rows = await db.query<Row>({
    name: "find-reservation",
    text: `select reservation.id, account, status, order_id as "orderId", created_at as "createdAt",
                  expires_at as "expiresAt", line.sku, line.location, line.quantity as units
             from reservation
             left join reservation_line line on line.reservation_id = reservation.id
            where reservation.id = $1
            order by line.position`,
    values: [id],
  });
  const [first] = rows;
  if (first === undefined) return undefined;
  return {
    id: first.id,
    account: first.account,
    status: first.status,
    orderId: first.orderId ?? undefined,
    createdAtMs: first.createdAt.getTime(),
    expiresAtMs: first.expiresAt.getTime(),
    allocations: rows.flatMap(({ sku, location, units }) =>
      sku === null || location === null || units === null ? [] : [{ sku, location, units }],
    ),
  };
}
