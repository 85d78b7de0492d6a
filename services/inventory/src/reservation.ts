export type ReservationStatus = "held" | "confirmed" | "released" | "expired";

/**
 * Units of one SKU taken from one location; without a location they are owed: promised beyond what is on the shelves.
 * Lines stand in the order of the answer.
 */
export type Allocation = {
  readonly sku: string;
  readonly location: string | undefined;
  readonly units: number;
};

export type Reservation = {
  readonly id: string;
  readonly account: string;
  /** As stored: a hold that is past its time stays `held` here until it is swept. Read `statusAt`. */
  readonly status: ReservationStatus;
  readonly orderId: string | undefined;
  readonly buyerId: string | undefined;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  /** As first asked; an extension leaves it as it is. */
  readonly ttlSeconds: number;
  readonly allocations: readonly Allocation[];
};

/** The status for every reader at `nowMs` (Unix ms): a hold ends at `expiresAtMs`, whether it was swept or not. */
export function statusAt(
  { status, expiresAtMs }: Pick<Reservation, "status" | "expiresAtMs">,
  nowMs: number,
): ReservationStatus {
  return status === "held" && nowMs >= expiresAtMs ? "expired" : status;
}

/** Another account's reservation does not exist for a caller; scope admin sees all. */
export function isVisibleTo(
  reservation: Pick<Reservation, "account">,
  caller: { readonly account: string; readonly scope: "shop" | "admin" },
): boolean {
  return caller.scope === "admin" || caller.account === reservation.account;
}

/** The units of each SKU, in the order of its first allocation. */
export function unitsBySku(
  lines: readonly { readonly sku: string; readonly units: number }[],
): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const line of lines) units.set(line.sku, (units.get(line.sku) ?? 0) + line.units);
  return units;
}
