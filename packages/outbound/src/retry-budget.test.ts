import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  depositFirstAttempt,
  newRetryBudget,
  type RetryBudget,
  withdrawRetry,
} from "./retry-budget.ts";

const NOW_MS = 1_000_000;

/** Withdraws until refused. */
function drain(budget: RetryBudget, nowMs: number): { budget: RetryBudget; retries: number } {
  let retries = 0;
  for (let left: RetryBudget | undefined = budget; ; retries += 1) {
    left = withdrawRetry(budget, nowMs);
    if (left === undefined) return { budget, retries };
    budget = left;
  }
}

function deposit(budget: RetryBudget, times: number, percent: number): RetryBudget {
  let filled = budget;
  for (let i = 0; i < times; i += 1) filled = depositFirstAttempt(filled, percent, NOW_MS);
  return filled;
}

describe("retry budget", () => {
  const empty = drain(newRetryBudget(NOW_MS), NOW_MS).budget;

  it("lets a caller that just started retry ten times", () => {
    assert.equal(drain(newRetryBudget(NOW_MS), NOW_MS).retries, 10);
  });

  it("grants one retry for every five first attempts at 20 %", () => {
    assert.equal(drain(deposit(empty, 4, 20), NOW_MS).retries, 0);
    assert.equal(drain(deposit(empty, 100, 20), NOW_MS).retries, 20);
  });

  it("refills its reserve at one retry a second, so that rare calls can be retried", () => {
    assert.equal(drain(empty, NOW_MS + 999).retries, 0);
    assert.equal(drain(empty, NOW_MS + 3_000).retries, 3);
    assert.equal(drain(empty, NOW_MS + 3_600_000).retries, 10);
  });

  it("keeps what traffic has earned while time passes", () => {
    const earned = deposit(empty, 250, 20);
    assert.equal(drain(earned, NOW_MS + 60_000).retries, 50);
  });

  it("saves up no more than a hundred retries", () => {
    assert.equal(drain(deposit(empty, 10_000, 20), NOW_MS).retries, 100);
  });

  it("loses and gains nothing when the clock steps back", () => {
    assert.equal(drain(newRetryBudget(NOW_MS), NOW_MS - 60_000).retries, 10);
  });
});
