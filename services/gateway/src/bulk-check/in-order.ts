import { CHUNK_SKUS, nextChunkSize } from "./bulk-check.ts";

/** So many chunks at a time: what a stalled reader makes us hold at most, and a share of pricing's 32 connections. */
const CHUNKS_AT_ONCE = 4;

export type InOrderParts<Outcome> = {
  /** Asks for one chunk. A failure that is no bug is an outcome. */
  readonly ask: (skus: readonly string[]) => Promise<Outcome>;
  readonly hasFailed: (outcome: Outcome) => boolean;
  readonly nowMs: () => number;
};

/**
 * The outcomes of all SKUs, chunk by chunk, in the order asked. Chunks are asked for some at a time, and no more while nobody
 * takes the outcomes or when nobody wants them any more; their size follows how long they take.
 */
export async function* inOrder<Outcome>(
  skus: readonly string[],
  { ask, hasFailed, nowMs }: InOrderParts<Outcome>,
): AsyncGenerator<Outcome, void, void> {
  const underWay: Promise<Outcome>[] = [];
  let size = CHUNK_SKUS.first;
  const measured = async (chunk: readonly string[]): Promise<Outcome> => {
    const beganAtMs = nowMs();
    const outcome = await ask(chunk);
    const tookMs = nowMs() - beganAtMs;
    size = nextChunkSize(size, { skus: chunk.length, tookMs, failed: hasFailed(outcome) });
    return outcome;
  };
  for (let at = 0; at < skus.length || underWay.length > 0; ) {
    while (at < skus.length && underWay.length < CHUNKS_AT_ONCE) {
      const chunk = skus.slice(at, at + size);
      at += chunk.length;
      const outcome = measured(chunk);
      outcome.catch(() => {}); // thrown where it is waited for, which may be later than it fails, or never
      underWay.push(outcome);
    }
    const first = underWay.shift();
    if (first !== undefined) yield await first;
  }
}
