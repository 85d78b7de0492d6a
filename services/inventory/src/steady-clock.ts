/**
 * A clock, Unix ms, that never goes back: after a step back of the wall clock it goes on at its own pace until the wall
 * clock has caught up. So a hold that was over for one request is not held again for the next.
 */
export function steadyClock(sources: {
  /** Unix ms; may jump. */
  readonly wallMs: () => number;
  /** Since any moment; never jumps. */
  readonly monotonicMs: () => number;
}): () => number {
  let toldMs = Number.NEGATIVE_INFINITY;
  let toldAtMs = 0;
  return () => {
    const atMs = sources.monotonicMs();
    const wallMs = sources.wallMs();
    toldMs = Math.max(wallMs, Math.floor(toldMs + (atMs - toldAtMs)));
    toldAtMs = atMs;
    return toldMs;
  };
}
