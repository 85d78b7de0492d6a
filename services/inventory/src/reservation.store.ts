import type { Queryable } from "@holdfast/postgres";
import { type ReservationRow, reservationsOf } from "./engine/world-rows.store.ts";
import type { Reservation } from "./reservation.ts";

/** The reservation with its allocations, unlocked; undefined for an unknown id. */
export async function findReservation(db: Queryable, id: string): Promise<Reservation | undefined> {
  const rows = await db.query<ReservationRow>({
    name: "find-reservation",
    text: `select reservation.id, account, status, order_id as "orderId", buyer_id as "buyerId",
                  created_at as "createdAt", expires_at as "expiresAt", ttl_seconds as "ttlSeconds",
                  idempotency_key as key, fingerprint, line.sku, line.location, line.quantity as units
             from reservation
             left join reservation_line line on line.reservation_id = reservation.id
            where reservation.id = $1
            order by line.position`,
    values: [id],
  });
  return reservationsOf(rows).get(id);
}
