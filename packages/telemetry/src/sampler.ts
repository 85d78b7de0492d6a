import type { SpanContext } from "@opentelemetry/api";
import { FLAG_SAMPLED } from "./traceparent.ts";

/** Whether a span is recorded: decided by its trace's id and its parent, so that all services decide alike. */
export type Sampler = (traceId: string, parent: SpanContext | undefined) => boolean;

export const alwaysOn: Sampler = () => true;
export const alwaysOff: Sampler = () => false;

/**
 * Keeps the given share (0..1) of traces by the random right-most bytes of their id: a trace kept at a small share is
 * also kept at every larger one. 52 of those 56 bits are used, which a double holds exactly.
 */
export function traceIdRatio(share: number): Sampler {
  const keptFrom = 1 - share;
  return (traceId) => Number.parseInt(traceId.slice(18, 31), 16) / 2 ** 52 >= keptFrom;
}

/** Does what the caller did; a trace that begins here is `root`'s to decide. */
export function parentBased(root: Sampler): Sampler {
  return (traceId, parent) =>
    parent === undefined ? root(traceId, parent) : (parent.traceFlags & FLAG_SAMPLED) !== 0;
}
