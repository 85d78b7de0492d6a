export type Death = { readonly atMs: number; readonly wasReady: boolean };
export type Verdict =
  | { readonly kind: "restart"; readonly afterMs: number }
  | { readonly kind: "give-up"; readonly attempts: number };

const WINDOW_MS = 60_000;
const STILLBORN_MAX = 5; // a wrong setting does not heal by itself: five tries leave time for a slow neighbour, no more
const BACKOFF_BASE_MS = 100; // the first restart is at once for a human and for a saga that waits
const BACKOFF_MAX_MS = 5_000;

/** What to do after the latest of `deaths` (oldest first, Unix ms). */
export function afterDeath(deaths: readonly Death[]): Verdict {
  const nowMs = deaths.at(-1)?.atMs ?? 0;
  const recent = deaths.filter(({ atMs }) => atMs > nowMs - WINDOW_MS);
  const lastReady = recent.findLastIndex(({ wasReady }) => wasReady);
  const stillborn = recent.length - 1 - lastReady;
  if (stillborn >= STILLBORN_MAX) return { kind: "give-up", attempts: stillborn };
  const afterMs = Math.min(BACKOFF_BASE_MS * 2 ** (recent.length - 1), BACKOFF_MAX_MS);
  return { kind: "restart", afterMs };
}

/** The deaths that can still matter: a process that dies for days must not fill the memory. */
export function remember(deaths: readonly Death[], death: Death): readonly Death[] {
  return [...deaths, death].filter(({ atMs }) => atMs > death.atMs - WINDOW_MS);
}
