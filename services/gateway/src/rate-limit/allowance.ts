import type { RateLimit } from "../authenticate/authenticate.ts";
import { policyHeader } from "./rate-limit.ts";
import { type Grant, LEASE_MS, type SharedQuota } from "./shared-quota.ts";

export type AllowanceParts = {
  /** The counts of all gateways; undefined: this one counts for itself. */
  readonly shared: SharedQuota | undefined;
  readonly nowMs: () => number;
  readonly schedule: (work: () => void, delayMs: number) => () => void;
};

export type Decided = (isAllowed: boolean) => void;

/** Taken beyond the need at a time: some ms of what one process can serve at all. */
const EXTRA_MAX = 500;
/** Requests of one key that wait for Redis; beyond that they are refused, since as many are on their way already. */
const WAITING_MAX = 20_000;
/** What others hold is given back in one lease; who was then told to wait once more is refused. */
const TRIES_MAX = 2;

/**
 * What one key or address may still do in the current window.
 *
 * Alone, that is a counter. With others it is exact: no request passes that Redis has not counted. It is asked for all that wait at once,
 * one question at a time, and, while much of the quota is left, for some more, which pass without waiting. What was taken so and is not
 * used within 20 ms is given back, and who would be refused meanwhile waits for that. While Redis is away each
 * gateway lets the whole quota pass, counting what it has let pass before; Redis hears of it later.
 */
export class Allowance {
  readonly limit: RateLimit;
  /** What `RateLimit-Policy` says of it. */
  readonly policy: string;
  readonly #key: string;
  readonly #parts: AllowanceParts;
  /** Passed here in this window, in whatever way. */
  #passed = 0;
  /** Taken and not used yet. */
  #tokens = 0;
  #tokensUntilMs = 0;
  /** Below it more are taken before these are used up. */
  #lowTokens = 0;
  /** Of the whole quota, as far as is known. */
  #rest: number;
  #windowEndsAtMs = 0;
  /** The number of the window that is counted now: Redis's, as soon as it was asked. */
  #window = -1;
  /** Passed in this window without Redis having been told. */
  #untold = 0;
  #isExhausted = false;
  #isAsking = false;
  #passedAtLastAsk = 0;
  #askedAtMs = 0;
  #waiting: Decided[] = [];

  constructor(key: string, limit: RateLimit, parts: AllowanceParts) {
    this.limit = limit;
    this.policy = policyHeader(limit);
    this.#key = key;
    this.#parts = parts;
    this.#rest = limit.quota;
  }

  /** Takes one: allowed or not; undefined: only Redis can tell, `ask` it. */
  take(nowMs: number): boolean | undefined {
    if (nowMs >= this.#windowEndsAtMs) this.#begin(nowMs);
    const { shared } = this.#parts;
    if (shared === undefined) return this.#takeAlone();
    if (this.#tokens > 0 && nowMs < this.#tokensUntilMs) {
      this.#tokens -= 1;
      this.#passed += 1;
      if (this.#tokens < this.#lowTokens && !this.#isAsking && shared.isUp()) this.#ask(shared, 1);
      return true;
    }
    if (this.#isExhausted) return false;
    return shared.isUp() ? undefined : this.#takeAlone();
  }

  /** Takes one, after `take` could not tell. `decided` is called once, within the time that a call to Redis may take. */
  ask(decided: Decided): void {
    const { shared } = this.#parts;
    if (shared === undefined || this.#waiting.length >= WAITING_MAX) {
      decided(false);
      return;
    }
    this.#waiting.push(decided);
    if (!this.#isAsking) this.#ask(shared, 1);
  }

  /** Takes more for something that was done already. */
  charge(count: number): void {
    const taken = Math.min(count, this.#tokens);
    this.#tokens -= taken;
    this.#untold += count - taken;
    this.#passed += count;
    this.#rest = Math.max(0, this.#rest - (count - taken));
  }

  remaining(): number {
    return this.#isExhausted ? 0 : this.#rest + this.#tokens;
  }

  /** Whole seconds until the quota is full again, at least 1. */
  resetSeconds(nowMs: number): number {
    return Math.max(1, Math.ceil((this.#windowEndsAtMs - nowMs) / 1000));
  }

  #begin(nowMs: number): void {
    const windowMs = this.limit.windowSeconds * 1000;
    this.#window = Math.floor(nowMs / windowMs);
    this.#windowEndsAtMs = (this.#window + 1) * windowMs;
    this.#passed = 0;
    this.#passedAtLastAsk = 0;
    this.#tokens = 0;
    this.#untold = 0;
    this.#isExhausted = false;
    this.#rest = this.limit.quota;
  }

  #takeAlone(): boolean {
    const { quota } = this.limit;
    if (this.#passed >= quota) {
      this.#rest = 0;
      return false;
    }
    this.#passed += 1;
    this.#untold += 1;
    this.#rest = Math.min(Math.max(0, this.#rest - 1), quota - this.#passed);
    return true;
  }

  #ask(shared: SharedQuota, attempt: number, extraMax = EXTRA_MAX): void {
    const { nowMs } = this.#parts;
    const askedAtMs = nowMs();
    const need = this.#waiting.length;
    const extra = Math.min(extraMax, this.#wantedExtra(askedAtMs, need));
    const settle = this.#untold - this.#expiredTokens(askedAtMs);
    this.#untold = 0;
    this.#isAsking = true;
    const question = { need, extra, settle, window: this.#window };
    void shared.take(this.#key, this.limit, question).then((grant) => {
      this.#isAsking = false;
      if (grant === undefined) this.#decideAlone(nowMs(), settle);
      else this.#granted(grant, { need, askedAtMs, attempt });
    });
  }

  /** About as many as pass in the time that they may be kept. */
  #wantedExtra(nowMs: number, need: number): number {
    const elapsedMs = Math.max(1, nowMs - this.#askedAtMs);
    const rate = (this.#passed - this.#passedAtLastAsk + need) / elapsedMs;
    this.#askedAtMs = nowMs;
    this.#passedAtLastAsk = this.#passed;
    return Math.floor(rate * LEASE_MS);
  }

  /** Those that may not be used any more: they are given back. */
  #expiredTokens(nowMs: number): number {
    if (nowMs < this.#tokensUntilMs) return 0;
    const expired = this.#tokens;
    this.#tokens = 0;
    return expired;
  }

  #granted(
    grant: Grant,
    asked: { readonly need: number; readonly askedAtMs: number; readonly attempt: number },
  ) {
    const { schedule, shared } = this.#parts;
    const { need, askedAtMs, attempt } = asked;
    if (grant.window !== this.#window) {
      this.#begin(askedAtMs);
      this.#window = grant.window;
    }
    this.#windowEndsAtMs = askedAtMs + grant.resetMs; // not later than Redis has it
    this.#rest = grant.rest;
    this.#tokens += grant.granted;
    const extra = Math.max(0, grant.granted - need);
    if (extra > 0) this.#keep(extra, askedAtMs);
    this.#serve();
    if (this.#waiting.length === 0 || shared === undefined) return;
    if (grant.granted >= need) return this.#ask(shared, 1); // who waits came meanwhile
    if (grant.heldMs > 0 && attempt < TRIES_MAX) {
      this.#isAsking = true; // until then all who come wait, too
      schedule(() => this.#ask(shared, attempt + 1), grant.heldMs);
      return;
    }
    this.#isExhausted = true;
    this.#refuseWaiting();
  }

  #keep(extra: number, askedAtMs: number): void {
    this.#lowTokens = extra >> 2;
    this.#tokensUntilMs = askedAtMs + LEASE_MS;
    this.#parts.schedule(() => this.#giveBack(), LEASE_MS);
  }

  #giveBack(): void {
    const { shared, nowMs } = this.#parts;
    if (this.#tokens === 0 || this.#isAsking || shared === undefined) return; // a question that is under way keeps them on, or settles them
    if (nowMs() < this.#tokensUntilMs) return; // taken later: they have a timer of their own
    this.#ask(shared, 1, 0);
  }

  /** Those who wait, as far as tokens go. */
  #serve(): void {
    const served = this.#waiting.splice(0, this.#tokens);
    for (const decided of served) {
      this.#tokens -= 1;
      this.#passed += 1;
      decided(true);
    }
  }

  #refuseWaiting(): void {
    const refused = this.#waiting;
    this.#waiting = [];
    for (const decided of refused) decided(false);
  }

  /** Redis did not answer. Whether it has counted them nobody knows: rather twice than not at all. */
  #decideAlone(nowMs: number, unsettled: number): void {
    if (nowMs >= this.#windowEndsAtMs) this.#begin(nowMs);
    else this.#untold += Math.max(0, unsettled);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const decided of waiting) decided(this.#takeAlone());
  }
}
