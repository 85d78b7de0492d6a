import type { FieldError } from "@holdfast/problem";
import type { ReservationStatus } from "./reservation.ts";

/** A field of the request that names something refused: `/items/0/sku`, `path/sku`. */
type Named = { readonly path: string; readonly value: string };
export type Shortage = {
  readonly sku: string;
  readonly requested: number;
  readonly available: number;
};
type OverLimit = {
  readonly path: string;
  readonly sku: string;
  readonly requested: number;
  readonly limit: number;
};
export type OverQuota = OverLimit & {
  readonly per: "order" | "buyer";
  /** What the buyer holds or has bought. */
  readonly already: number;
};

/** Every refusal of the service. */
export type InventoryError =
  /** What a schema cannot tell of a request. */
  | { readonly kind: "fields-invalid"; readonly errors: readonly FieldError[] }
  | { readonly kind: "item-not-found"; readonly items: readonly Named[] }
  | { readonly kind: "item-discontinued"; readonly item: Named; readonly discontinuedAt: string }
  | { readonly kind: "location-not-found"; readonly location: Named }
  | { readonly kind: "product-not-found"; readonly sku: string }
  | { readonly kind: "insufficient-stock"; readonly shortages: readonly Shortage[] }
  | { readonly kind: "quantity-over-limit"; readonly over: readonly OverLimit[] }
  | { readonly kind: "quota-exceeded"; readonly over: readonly OverQuota[] }
  | {
      readonly kind: "stock-below-reserved";
      readonly sku: string;
      readonly location: string;
      readonly onHandUnits: number;
      readonly reservedUnits: number;
    }
  | { readonly kind: "reservation-not-found"; readonly id: string }
  | { readonly kind: "invalid-state"; readonly id: string; readonly status: ReservationStatus }
  | { readonly kind: "reservation-differs"; readonly id: string }
  | { readonly kind: "extension-over-limit"; readonly limitSeconds: number }
  | { readonly kind: "idempotency-key-reused" }
  | { readonly kind: "precondition-failed" }
  /** The engine's queue is full. Nothing was done. */
  | { readonly kind: "overloaded" }
  /** The caller's time was over before the command's turn came. Nothing was done. */
  | { readonly kind: "deadline-exceeded" }
  /** No database. Nothing was done. */
  | { readonly kind: "stock-unavailable" }
  /** The database went away during the commit: nobody knows. A repeat with the same key or id tells. */
  | { readonly kind: "outcome-unknown" };
