import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Reservation, ReservationStatus } from "../reservation.ts";
import { decideSettlement, type Move } from "./settle-reservation.ts";

const NOW_MS = 1_000_000;

/** `due`: stored as held, past its time, not swept yet. */
const reservation = (status: ReservationStatus | "due"): Reservation => ({
  id: "r1",
  account: "acme",
  status: status === "due" ? "held" : status,
  orderId: undefined,
  createdAtMs: NOW_MS - 60_000,
  expiresAtMs: status === "due" ? NOW_MS : NOW_MS + 1,
  allocations: [{ sku: "mug", location: "BER", units: 2 }],
});

const MATRIX: readonly (readonly [Move, ReservationStatus | "due", string])[] = [
  ["confirm", "held", "confirmed by sell"],
  ["confirm", "confirmed", "confirmed by none"],
  ["confirm", "released", "refused: released"],
  ["confirm", "expired", "refused: expired"],
  ["confirm", "due", "refused: expired"],
  ["release", "held", "released by give-back"],
  ["release", "released", "released by none"],
  ["release", "confirmed", "refused: confirmed"],
  ["release", "expired", "refused: expired"],
  ["release", "due", "refused: expired"],
  ["cancel", "held", "released by give-back"],
  ["cancel", "confirmed", "released by undo-sale"],
  ["cancel", "released", "released by none"],
  ["cancel", "expired", "expired by none"],
  ["cancel", "due", "expired by give-back"],
];

describe("settle reservation", () => {
  for (const [move, status, expected] of MATRIX) {
    it(`${move} of a ${status} reservation: ${expected}`, () => {
      const decision = decideSettlement(reservation(status), move, NOW_MS);
      const told = decision.ok
        ? `${decision.value.status} by ${decision.value.effect}`
        : `refused: ${decision.error.kind === "invalid-state" && decision.error.status}`;
      assert.equal(told, expected);
    });
  }

  it("reaches the same status when a move that was allowed is repeated", () => {
    for (const [move, status] of MATRIX) {
      const first = decideSettlement(reservation(status), move, NOW_MS);
      if (!first.ok) continue;
      const after = { ...reservation(status), status: first.value.status };
      assert.deepEqual(decideSettlement(after, move, NOW_MS), {
        ok: true,
        value: { status: first.value.status, effect: "none" },
      });
    }
  });
});
