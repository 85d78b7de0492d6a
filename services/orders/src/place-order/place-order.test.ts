import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { basketOf, decideReplay, type Placed, waitingOf } from "./place-order.ts";

const NOW_MS = 1_000_000;
const wait = (prefer: string | undefined, leftMs?: number) =>
  waitingOf(prefer, {
    nowMs: NOW_MS,
    deadlineAtMs: leftMs === undefined ? undefined : NOW_MS + leftMs,
  });

describe("how long an order is waited for", () => {
  const TABLE: readonly (readonly [string | undefined, number, string | undefined])[] = [
    [undefined, 10_000, undefined],
    ["wait=5", 5_000, "wait=5"],
    ["wait=0", 0, "wait=0"],
    ["Wait = 5", 5_000, "wait=5"],
    ['wait="5"', 5_000, "wait=5"],
    ["wait=600", 20_000, "wait=20"],
    ["return=minimal, wait=3", 3_000, "wait=3"],
    ["respond-async", 0, "respond-async"],
    ["respond-async, wait=4", 4_000, "wait=4"],
    ["wait=4, wait=9", 4_000, "wait=4"],
    ["wait=-1", 10_000, undefined],
    ["wait=1.5", 10_000, undefined],
    ["wait=soon", 10_000, undefined],
    ["", 10_000, undefined],
  ];
  for (const [prefer, waitMs, applied] of TABLE) {
    it(`is ${waitMs} ms for Prefer: ${prefer}`, () => {
      assert.deepEqual(wait(prefer), { waitMs, applied });
    });
  }

  it("leaves half a second of the client's deadline for the answer", () => {
    assert.equal(wait(undefined, 3_000).waitMs, 2_500);
    assert.deepEqual(wait("wait=9", 3_000), { waitMs: 2_500, applied: "wait=2" });
  });

  it("is nothing when the deadline is over", () => {
    assert.equal(wait(undefined, 100).waitMs, 0);
    assert.equal(wait("wait=9", -5).waitMs, 0);
  });
});

describe("a repeated idempotency key", () => {
  const first: Placed = {
    fingerprint: "f",
    status: "processing",
    answerDueAtMs: NOW_MS + 1,
    accepted: false,
  };
  const replay = (change: Partial<Placed>, fingerprint = "f", nowMs = NOW_MS) =>
    decideReplay({ ...first, ...change }, fingerprint, nowMs);

  it("is in flight while whoever sent it first still waits", () => {
    assert.equal(replay({}), "idempotency-key-in-flight");
  });

  it("is taken over when whoever sent it first was never answered", () => {
    assert.equal(replay({}, "f", NOW_MS + 1), "take-over");
  });

  it("gets 202 again after a 202", () => {
    assert.equal(replay({ accepted: true }), "accepted");
  });

  for (const status of ["confirmed", "failed"] as const) {
    it(`gets the outcome once the order is ${status}, whatever it was told before`, () => {
      assert.equal(replay({ status }), "outcome");
      assert.equal(replay({ status, accepted: true }), "outcome");
    });
  }

  it("is refused for another request, in every state", () => {
    for (const change of [{}, { accepted: true }, { status: "failed" } as const]) {
      assert.equal(replay(change, "g"), "idempotency-key-reused");
    }
  });
});

describe("the basket of an order", () => {
  const items = [{ sku: "a", quantity: 1 }];
  it("is either items or a quote token", () => {
    assert.deepEqual(basketOf({ items }), { ok: true, value: { kind: "items", items } });
    assert.deepEqual(basketOf({ quoteToken: "t" }), {
      ok: true,
      value: { kind: "quote-token", token: "t" },
    });
  });

  it("is refused when it is both, or neither", () => {
    for (const body of [{}, { items, quoteToken: "t" }]) {
      assert.deepEqual(basketOf(body), { ok: false, error: { kind: "basket-ambiguous" } });
    }
  });
});
