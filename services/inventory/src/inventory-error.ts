import type { ReservationStatus } from "./reservation.ts";

/** A field of the request that names something refused: `/items/0/sku`, `path/sku`. */
type Named = { readonly path: string; readonly value: string };
export type Shortage = {
  readonly sku: string;
  readonly requested: number;
  readonly available: number;
};
export type OverLimit = {
  readonly path: string;
  readonly sku: string;
  readonly requested: number;
  readonly limit: number;
};

/** Every refusal of the service. */
export type InventoryError =
  | { readonly kind: "item-not-found"; readonly items: readonly Named[] }
  | { readonly kind: "location-not-found"; readonly location: Named }
  | { readonly kind: "product-not-found"; readonly sku: string }
  | { readonly kind: "insufficient-stock"; readonly shortages: readonly Shortage[] }
  | { readonly kind: "quantity-over-limit"; readonly over: readonly OverLimit[] }
  | { readonly kind: "reservation-not-found"; readonly id: string }
  | { readonly kind: "invalid-state"; readonly id: string; readonly status: ReservationStatus }
  | { readonly kind: "reservation-differs"; readonly id: string }
  | { readonly kind: "precondition-failed" };
