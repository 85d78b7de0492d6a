/** Who takes events. Each knows a repeat by its id, and notes the id in the transaction of the effect: its inbox. */
import type { WireEvent } from "../../packages/outbox/src/event.ts";
import { factsOf, type ToldEvent } from "../../services/pricing/src/take-events/take-events.ts";
import type { Scheduler } from "./scheduler.ts";

/** True once for each id. */
export type Inbox = (eventId: string) => boolean;
export type Subscriber<State> = {
  readonly take: (events: readonly WireEvent[]) => void;
  readonly state: State;
};

export function inboxOf(): Inbox {
  const known = new Set<string>();
  return (eventId) => {
    const isNew = !known.has(eventId);
    known.add(eventId);
    return isNew;
  };
}

/** Of inventory's events, as pricing does, what is bought and what is in stock; the facts are found by pricing's own code. */
export function demandCounter(scheduler: Scheduler, inbox: Inbox) {
  const demand = new Map<string, number>();
  const stock = new Map<string, { sequence: number; units: number }>();
  const order = orderGuard(scheduler);
  const take = (events: readonly WireEvent[]) => {
    order(events);
    const facts = factsOf(events as readonly ToldEvent[], { demandSinceMs: 0 });
    const isNew = new Map(facts.demand.map(({ eventId }) => [eventId, false]));
    for (const eventId of isNew.keys()) isNew.set(eventId, inbox(eventId));
    for (const { eventId, sku, units } of facts.demand) {
      if (isNew.get(eventId)) demand.set(sku, (demand.get(sku) ?? 0) + units);
    }
    for (const { sku, sequence, units } of facts.stock) {
      if (sequence <= (stock.get(sku)?.sequence ?? 0)) continue;
      const all = Object.values(units).reduce((sum, each) => sum + each, 0);
      stock.set(sku, { sequence, units: all });
    }
  };
  return { take, state: { demand, stock } } satisfies Subscriber<unknown>;
}

/** Writes one letter for each event of an order: what happens twice, everybody sees. */
export function letterWriter(scheduler: Scheduler, inbox: Inbox) {
  const letters = new Map<string, number>();
  const order = orderGuard(scheduler);
  const take = (events: readonly WireEvent[]) => {
    order(events);
    for (const { id } of events) {
      if (inbox(id)) letters.set(id, (letters.get(id) ?? 0) + 1);
    }
  };
  return { take, state: { letters } } satisfies Subscriber<unknown>;
}

/** An event may come again, but none before the one with the next lower sequence of its aggregate. */
function orderGuard(scheduler: Scheduler): (events: readonly WireEvent[]) => void {
  const reached = new Map<string, number>();
  return (events) => {
    for (const { aggregate, sequence } of events) {
      const last = reached.get(aggregate) ?? 0;
      if (sequence > last + 1) scheduler.violate(`${aggregate}/${sequence} comes after ${last}`);
      reached.set(aggregate, Math.max(last, sequence));
    }
  };
}
