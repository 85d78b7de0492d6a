const PAUSE_BASE_MS = 1_000;
/** A subscriber that comes back waits no longer than this for what it missed. */
const PAUSE_MAX_MS = 60_000;

/**
 * How long to leave a subscriber alone after its `failures`th failure in a row: 1 s, doubled each time up to 60 s, of which
 * a random half is taken off, so that subscribers that failed together are not asked together.
 * @param random 0 ≤ random < 1.
 */
export function retryPauseMs(failures: number, random: number): number {
  const fullMs = Math.min(PAUSE_MAX_MS, PAUSE_BASE_MS * 2 ** Math.min(failures - 1, 30));
  return Math.round(fullMs * (1 - random / 2));
}
