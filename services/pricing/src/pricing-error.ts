import type { FieldError } from "@holdfast/problem";
import type { QuoteError } from "./quote-basket/quote-basket.ts";

/** Every way in which the service says no. */
export type PricingError =
  | QuoteError
  | { readonly kind: "fields-invalid"; readonly errors: readonly FieldError[] }
  | { readonly kind: "precondition-failed"; readonly version: number | undefined }
  | { readonly kind: "price-not-found"; readonly sku: string }
  | { readonly kind: "tax-rule-not-found"; readonly region: string }
  | { readonly kind: "quote-not-found"; readonly id: string }
  | { readonly kind: "quote-expired"; readonly expiresAtMs: number };
