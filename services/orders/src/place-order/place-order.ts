import { fail, ok, type Result } from "@holdfast/result";
import type { Basket, Item } from "../checkout/checkout.ts";
import type { OrderStatus } from "../order.ts";

/** What most clients and load balancers wait for without being told to. */
const WAIT_MS_DEFAULT = 10_000;
/** Below the 25 s that the gateway waits for one attempt. */
const WAIT_MS_MAX = 20_000;
/** Left of the caller's deadline for reading the order and sending the answer. */
const ANSWER_MS = 500;
/** Past the wait, the request that placed the order has answered, or its process is gone. */
const GRACE_MS = 2_000;

export type Waiting = {
  readonly waitMs: number;
  /** Set when the client stated a preference: how it was honoured, for `Preference-Applied`. */
  readonly applied: string | undefined;
};

/**
 * How long the client waits for the outcome: `Prefer: wait=N` in seconds or `respond-async` (RFC 7240; what is malformed
 * is ignored, of repeated ones the first counts), else 10 s; never longer than 20 s or its deadline allows.
 */
export function waitingOf(
  prefer: string | undefined,
  time: { readonly nowMs: number; readonly deadlineAtMs: number | undefined },
): Waiting {
  const leftMs = (time.deadlineAtMs ?? Number.POSITIVE_INFINITY) - time.nowMs - ANSWER_MS;
  const capMs = Math.max(0, Math.min(WAIT_MS_MAX, leftMs));
  const preferences = (prefer ?? "").split(",").map((each) => each.trim().toLowerCase());
  const wait = preferences
    .map((each) => /^wait\s*=\s*"?(\d{1,9})"?$/.exec(each)?.[1])
    .find(Boolean);
  if (wait !== undefined) {
    const waitMs = Math.min(Number(wait) * 1000, capMs);
    return { waitMs, applied: `wait=${Math.floor(waitMs / 1000)}` };
  }
  if (preferences.includes("respond-async")) return { waitMs: 0, applied: "respond-async" };
  return { waitMs: Math.min(WAIT_MS_DEFAULT, capMs), applied: undefined };
}

/** When the request that places an order has answered at the latest, Unix ms. */
export function answerDueAtMs(nowMs: number, waitMs: number): number {
  return nowMs + waitMs + GRACE_MS;
}

/** What is known of an order when its key is sent again. */
export type Placed = {
  readonly fingerprint: string;
  readonly status: OrderStatus;
  readonly answerDueAtMs: number;
  /** The client was told 202. */
  readonly accepted: boolean;
};

export type ReplayDecision =
  | "outcome" // it is finished: the first answer again
  | "accepted" // 202 again
  | "take-over" // whoever placed it never answered: wait in their stead
  | "idempotency-key-reused"
  | "idempotency-key-in-flight"; // whoever placed it still waits

export function decideReplay(placed: Placed, fingerprint: string, nowMs: number): ReplayDecision {
  if (placed.fingerprint !== fingerprint) return "idempotency-key-reused";
  if (placed.status !== "processing") return "outcome";
  if (placed.accepted) return "accepted";
  return nowMs < placed.answerDueAtMs ? "idempotency-key-in-flight" : "take-over";
}

/** Exactly one of items and quoteToken; coupons only with items, as a quote has its own. */
export function basketOf(body: {
  readonly items?: readonly Item[];
  readonly quoteToken?: string;
  readonly couponCodes?: readonly string[];
}): Result<Basket, { readonly kind: "basket-ambiguous" | "coupons-in-quote" }> {
  const { items, quoteToken, couponCodes } = body;
  if (items !== undefined && quoteToken === undefined) {
    return ok({ kind: "items", items, ...(couponCodes === undefined ? {} : { couponCodes }) });
  }
  if (quoteToken !== undefined && items === undefined) {
    if (couponCodes !== undefined) return fail({ kind: "coupons-in-quote" });
    return ok({ kind: "quote-token", token: quoteToken });
  }
  return fail({ kind: "basket-ambiguous" });
}
