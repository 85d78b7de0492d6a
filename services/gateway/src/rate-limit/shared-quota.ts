import type { RateLimit } from "../authenticate/authenticate.ts";

export type Ask = {
  /** Requests that wait for an answer. */
  readonly need: number;
  /** Wished for beyond that, for those that come next. */
  readonly extra: number;
  /** Used without having asked; below 0: taken and not used. Of `window` alone. */
  readonly settle: number;
  /** That `settle` belongs to. */
  readonly window: number;
};

export type Grant = {
  /** Of `need` and `extra`. */
  readonly granted: number;
  /** Of the quota, after that. */
  readonly rest: number;
  /** Until the window ends. */
  readonly resetMs: number;
  readonly window: number;
  /** So long others may still give back what they took beyond their need; 0: nobody holds any. */
  readonly heldMs: number;
};

export type SharedQuota = {
  readonly isUp: () => boolean;
  /** undefined: Redis was not asked, failed or was late. Never rejects. */
  readonly take: (key: string, limit: RateLimit, ask: Ask) => Promise<Grant | undefined>;
};

/** How long a gateway may use what it took beyond its need: of a request that is refused, so long it waits at most. */
export const LEASE_MS = 20;
