/** A point of the stream: rows are read in the order of the transactions that wrote them, then of their ids. */
export type Position = { readonly transactionId: number; readonly id: number };

/** Before every event. */
export const START: Position = { transactionId: 0, id: 0 };

/** A change, as the transaction that made it wrote it into the table `outbox`. */
export type StoredEvent = {
  readonly position: Position;
  /** What changed: `stock/MUG-BLUE`. Its events follow one another without a gap. */
  readonly aggregate: string;
  /** From 1, within the aggregate. */
  readonly sequence: number;
  readonly type: string;
  readonly at: Date;
  /** Of the request that made the change. */
  readonly traceparent: string | null;
  readonly data: unknown;
};

/** An event as subscribers get it. */
export type WireEvent = {
  /** `<aggregate>/<sequence>`: the same at every delivery, so that a repeat is known by it. */
  readonly id: string;
  readonly aggregate: string;
  readonly sequence: number;
  readonly type: string;
  /** RFC 3339. */
  readonly at: string;
  readonly traceparent: string | null;
  readonly data: unknown;
};

export function toWire({ position: _, at, ...event }: StoredEvent): WireEvent {
  return { id: `${event.aggregate}/${event.sequence}`, ...event, at: at.toISOString() };
}

/** Fifteen digits: all that a transaction id or an event id will reach, and exact as a number. */
const CURSOR = /^[0-9]{1,15}-[0-9]{1,15}$/;

/** A position as text. Clients keep it and hand it back; what it says is ours. */
export const toCursor = ({ transactionId, id }: Position): string => `${transactionId}-${id}`;

/** Undefined for text that is no cursor. */
export function parseCursor(text: string): Position | undefined {
  if (!CURSOR.test(text)) return undefined;
  const [transactionId, id] = text.split("-").map(Number);
  return { transactionId: transactionId ?? 0, id: id ?? 0 };
}

export const isBefore = (a: Position, b: Position): boolean =>
  a.transactionId < b.transactionId || (a.transactionId === b.transactionId && a.id < b.id);
