import type { Attempt } from "./webhooks/webhooks.ts";

/** What an administrator decides. */
export type EndpointFields = {
  readonly url: string;
  readonly description: string | null;
  /** null: all. */
  readonly eventTypes: readonly string[] | null;
  readonly enabled: boolean;
};
export type Endpoint = EndpointFields & {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly disabledReason: string | null;
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly lastError: string | null;
  readonly retryAt: Date | null;
};
export type WebhookError =
  | { readonly kind: "webhook-not-found"; readonly id: string }
  | { readonly kind: "delivery-not-found"; readonly id: string }
  | { readonly kind: "webhooks-over-limit"; readonly max: number }
  | { readonly kind: "webhook-url-refused"; readonly reason: string }
  | { readonly kind: "delivery-state"; readonly status: string; readonly id: string }
  | { readonly kind: "webhook-changed" };

export type DeliveryStatus = "pending" | "delivered" | "failed";
export type Delivery = {
  readonly id: string;
  /** Its place in the endpoint's queue. */
  readonly seq: number;
  readonly eventId: string;
  readonly eventType: string;
  readonly status: DeliveryStatus;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly attempts: readonly Attempt[];
};
