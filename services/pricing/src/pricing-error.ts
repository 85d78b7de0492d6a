import type { FieldError } from "@holdfast/problem";
import type { QuoteError } from "./quote-basket/quote-basket.ts";
import type { RedemptionError } from "./redeem/redeem.ts";

/** Every way in which the service says no. */
export type PricingError =
  | QuoteError
  | { readonly kind: "fields-invalid"; readonly errors: readonly FieldError[] }
  | {
      /** Well-formed, and yet nothing that can be stored or computed with; each error names its field. */
      readonly kind:
        | "price-invalid"
        | "promotion-invalid"
        | "dynamic-rule-invalid"
        | "price-limits-invalid"
        | "unknown-currency"
        | "unknown-region"
        | "unknown-customer-group";
      readonly errors: readonly FieldError[];
    }
  | { readonly kind: "precondition-failed"; readonly version: number | undefined }
  | { readonly kind: "price-not-found"; readonly sku: string }
  | { readonly kind: "group-not-found"; readonly code: string }
  | { readonly kind: "dynamic-rule-not-found"; readonly key: string }
  | { readonly kind: "price-limits-not-found"; readonly sku: string }
  | { readonly kind: "promotion-not-found"; readonly id: string }
  | { readonly kind: "coupon-not-found"; readonly code: string }
  | { readonly kind: "coupon-taken"; readonly code: string }
  | { readonly kind: "promotion-state"; readonly why: string }
  | RedemptionError
  | { readonly kind: "tax-rule-not-found"; readonly region: string }
  | { readonly kind: "fx-rates-not-found" }
  | { readonly kind: "currency-not-found"; readonly currency: string }
  | { readonly kind: "quote-not-found"; readonly id: string }
  | { readonly kind: "quote-not-replayable"; readonly id: string }
  | { readonly kind: "quote-expired"; readonly expiresAtMs: number };
