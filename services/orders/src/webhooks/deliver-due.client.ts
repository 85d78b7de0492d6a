import type { Logger } from "@holdfast/log";
import type { Strangers } from "@holdfast/outbound/stranger";
import type { Database } from "@holdfast/postgres";
import { activeTraceparent, inTraceOf, withSpan } from "@holdfast/telemetry";
import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { Vault } from "../secret-vault.ts";
import type { WebhookMetrics } from "../webhook-metrics.ts";
import {
  type DeliveryResult,
  type DueDelivery,
  type DueWork,
  recordBatch,
  takeDue,
} from "./delivery-queue.store.ts";
import { signatureHeaders } from "./signing.client.ts";
import { ANSWER_WITHIN_MS, type Attempt, type Verdict, verdictOf } from "./webhooks.ts";

export type DeliverDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly strangers: Pick<Strangers, "post">;
  readonly vault: Vault;
  readonly metrics: Pick<WebhookMetrics, "attempted">;
  readonly nowMs: () => number;
  /** 0 ≤ random < 1. */
  readonly random: () => number;
  /** Aborted when this process is to stop: what is under way is finished and recorded, nothing follows it. */
  readonly draining: AbortSignal;
};
export type Delivered =
  /** There is nothing to do until somebody wakes the endpoint. */
  | { readonly kind: "rest" }
  /** There is more to do after a while; 0: at once. */
  | { readonly kind: "again"; readonly afterMs: number };

/** Some 100 KiB of events. A process that dies sends that many again at worst. */
const BATCH_MAX = 100;
/** Then the endpoint's turn ends, so that a process that is to stop waits for no long one. */
const TURN_MS = 5_000;

/**
 * Delivers to one endpoint what is due, one event after the other in their order, until nothing is left, it fails, or its
 * turn is over. At least once: whoever dies between an answer and its record sends again, with the same `webhook-id`.
 */
export async function deliverDue(deps: DeliverDeps, endpointId: string): Promise<Delivered> {
  const { db, nowMs } = deps;
  const untilMs = nowMs() + TURN_MS;
  for (;;) {
    const work = await takeDue(db, { endpointId, limit: BATCH_MAX, nowMs: nowMs() });
    if (work === undefined) return { kind: "rest" };
    const batch = await sendBatch(deps, work, { endpointId, untilMs });
    const { verdict, failures, results } = batch;
    const retryAtMs = verdict?.kind === "retry" ? nowMs() + verdict.afterMs : null;
    const lastError = failures === 0 ? null : (results.at(-1)?.attempt.error ?? null);
    const state = { endpointId, failures, lastError, retryAtMs, isGone: verdict?.kind === "gone" };
    const goesOn = await recordBatch(db, state, results, nowMs());
    if (verdict?.kind === "retry") return { kind: "again", afterMs: verdict.afterMs };
    if (!goesOn) return { kind: "rest" };
    if (nowMs() >= untilMs || deps.draining.aborted) return { kind: "again", afterMs: 0 };
  }
}

type Batch = {
  readonly results: readonly DeliveryResult[];
  readonly failures: number;
  /** Why it ended early; undefined when it did not. */
  readonly verdict: Verdict | undefined;
};

async function sendBatch(
  deps: DeliverDeps,
  work: DueWork,
  { endpointId, untilMs }: { readonly endpointId: string; readonly untilMs: number },
): Promise<Batch> {
  const { nowMs, random, draining, metrics, log, vault } = deps;
  const secrets = work.secrets.map(vault.open);
  const results: DeliveryResult[] = [];
  let { failures } = work;
  for (const delivery of work.deliveries) {
    if (results.length > 0 && (nowMs() >= untilMs || draining.aborted)) break;
    const attempt = await send(deps, { url: work.url, secrets, delivery });
    const ageMs = nowMs() - delivery.createdAt.getTime();
    const verdict = verdictOf(attempt.statusCode, {
      ...{ failures: failures + 1, ageMs, random: random() },
    });
    metrics.attempted(verdict.kind);
    failures = verdict.kind === "delivered" ? 0 : failures + 1;
    results.push({ id: delivery.id, status: statusOf(verdict), attempt });
    if (verdict.kind !== "delivered") {
      const { error, statusCode } = attempt;
      const line = { endpointId, event: delivery.eventId, statusCode, reason: error };
      log.warn({ ...line, verdict: verdict.kind }, "a webhook did not take its event");
    }
    if (verdict.kind === "retry" || verdict.kind === "gone") return { results, failures, verdict };
  }
  return { results, failures, verdict: undefined };
}

/** What waits for an endpoint that is gone stays: it goes out should somebody enable it again. */
function statusOf(verdict: Verdict): DeliveryResult["status"] {
  switch (verdict.kind) {
    case "delivered":
    case "failed":
      return verdict.kind;
    case "gone":
    case "retry":
      return "pending";
    default:
      return verdict satisfies never;
  }
}

type Sent = {
  readonly url: string;
  readonly secrets: readonly string[];
  readonly delivery: Pick<DueDelivery, "eventId" | "body" | "traceparent">;
};

/** One try, in the trace of the request that the event is of: the consumer's spans become part of it. Does not throw. */
export function send(
  { strangers, nowMs }: Pick<DeliverDeps, "strangers" | "nowMs">,
  { url, secrets, delivery }: Sent,
): Promise<Attempt> {
  const { eventId, body } = delivery;
  const options = { kind: SpanKind.CLIENT, attributes: { "messaging.message.id": eventId } };
  return inTraceOf(delivery.traceparent ?? undefined, () =>
    withSpan("deliver webhook", options, async (span) => {
      const startedAtMs = nowMs();
      const answer = await strangers.post({
        url,
        headers: headersOf({ eventId, body, secrets, nowMs: startedAtMs }),
        body,
        timeoutMs: ANSWER_WITHIN_MS,
      });
      const at = new Date(startedAtMs).toISOString();
      const base = { at, durationMs: Math.max(0, Math.round(nowMs() - startedAtMs)) };
      if (!answer.ok) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        return { ...base, statusCode: null, error: answer.error.message };
      }
      const { status } = answer.value;
      span.setAttribute("http.response.status_code", status);
      const isTaken = status >= 200 && status < 300;
      if (!isTaken) span.setStatus({ code: SpanStatusCode.ERROR });
      return { ...base, statusCode: status, error: isTaken ? null : `answered ${status}` };
    }),
  );
}

/** All that is sent besides the body. */
export function headersOf(
  signed: Parameters<typeof signatureHeaders>[0],
): Readonly<Record<string, string>> {
  const traceparent = activeTraceparent();
  return {
    "content-type": "application/json",
    "user-agent": "Holdfast-Webhooks/1",
    ...signatureHeaders(signed),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}
