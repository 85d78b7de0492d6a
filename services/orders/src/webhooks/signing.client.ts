import { createHash } from "node:crypto";
import { Webhook } from "standardwebhooks";

export type Signed = {
  readonly eventId: string;
  readonly body: string;
  /** Each signs: after a rotation the old one does for a day. */
  readonly secrets: readonly string[];
  readonly nowMs: number;
};

/**
 * What identifies an event to its consumers: the same at every try, at every endpoint and at every replay. A digest,
 * because ids of events may hold a `.`, which Standard Webhooks keeps for itself.
 */
export const webhookIdOf = (eventId: string): string =>
  `evt_${createHash("sha256").update(eventId).digest("hex").slice(0, 32)}`;

/** The headers of Standard Webhooks. */
export function signatureHeaders({ eventId, body, secrets, nowMs }: Signed) {
  const id = webhookIdOf(eventId);
  const at = new Date(nowMs);
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, at, body));
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(nowMs / 1000)),
    "webhook-signature": signatures.join(" "),
  };
}
