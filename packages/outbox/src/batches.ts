import { type Position, toWire, type WireEvent } from "./event.ts";
import type { Piece } from "./in-order.ts";

export type Batch = {
  readonly events: readonly WireEvent[];
  /** The position once these were taken. */
  readonly reached: Position;
  readonly isLast: boolean;
};

/**
 * Packs pieces into batches of at most `eventsMax` events and `bytesMax` bytes of JSON; a larger event has one to itself.
 * There is always a last batch; it may be empty.
 */
export async function* batchesOf(
  pieces: AsyncIterable<Piece>,
  after: Position,
  { eventsMax, bytesMax }: { readonly eventsMax: number; readonly bytesMax: number },
): AsyncGenerator<Batch, void> {
  let events: WireEvent[] = [];
  let bytes = 0;
  let reached = after;
  for await (const piece of pieces) {
    for (const event of piece.events.map(toWire)) {
      const size = Buffer.byteLength(JSON.stringify(event));
      if (events.length === eventsMax || (events.length > 0 && bytes + size > bytesMax)) {
        yield { events, reached, isLast: false };
        events = [];
        bytes = 0;
      }
      events.push(event);
      bytes += size;
    }
    reached = piece.reached;
  }
  yield { events, reached, isLast: true };
}
