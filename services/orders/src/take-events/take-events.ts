/** An event as relays tell it. Only what every event has: one of a type that came later is passed on like the others. */
export type ToldEvent = {
  readonly id: string;
  readonly aggregate: string;
  readonly sequence: number;
  readonly type: string;
  readonly at: string;
  readonly traceparent?: string | null | undefined;
  readonly data: unknown;
};

/** What some endpoint wants of a batch, in its order, each event once. `everyType` among the wanted types stands for all. */
export function wantedOf<Event extends Pick<ToldEvent, "id" | "type">>(
  events: readonly Event[],
  wanted: ReadonlySet<string>,
  everyType: string,
): readonly Event[] {
  if (wanted.size === 0) return [];
  const isWanted = (type: string) => wanted.has(everyType) || wanted.has(type);
  const first = new Map<string, Event>();
  for (const event of events) {
    if (isWanted(event.type) && !first.has(event.id)) first.set(event.id, event);
  }
  return [...first.values()];
}

/** An event as customers get it. */
export const bodyOf = ({ id, aggregate, sequence, type, at, traceparent, data }: ToldEvent) =>
  JSON.stringify({ id, aggregate, sequence, type, at, traceparent: traceparent ?? null, data });
