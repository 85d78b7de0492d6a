/**
 * A clock, whole Unix ms, that never goes back: after a step back of the wall clock it goes on at half its pace until the
 * wall clock has caught up. So a hold that was over for one request is not held again for the next, and none lasts for ever.
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
    toldMs = Math.max(sources.wallMs(), toldMs + (atMs - toldAtMs) / 2);
    toldAtMs = atMs;
    return Math.floor(toldMs); // it keeps the fraction: asked a thousand times within a millisecond, it still goes on
  };
}
