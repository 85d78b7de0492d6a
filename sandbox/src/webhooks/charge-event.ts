import { toWire } from "@holdfast/money";
import type { Book } from "../charges/book.ts";
import type { Charge } from "../charges/charge.ts";

/** What became of a charge, as its webhook is told. */
export type ChargeEvent = {
  readonly id: string;
  readonly type: `charge.${Charge["status"]}`;
  readonly at: string;
  readonly data: { readonly charge: object };
};

/** The last event of a charge. */
export function lastEventOf(charge: Charge): ChargeEvent {
  return eventOf(charge, charge.events.length - 1);
}

/** Every event of the book that is not delivered, oldest charge first. Of each the charge is as it is now. */
export function undelivered(book: Book, delivered: ReadonlySet<string>): readonly ChargeEvent[] {
  return [...book.charges.values()]
    .flatMap((charge) => charge.events.map((_, index) => eventOf(charge, index)))
    .filter(({ id }) => !delivered.has(id));
}

/** The id comes from the charge and the event's place in it: the same at every try, after a restart too. */
function eventOf(charge: Charge, index: number): ChargeEvent {
  const event = charge.events[index];
  if (event === undefined) throw new Error("a charge has no such event");
  const { id, orderId, status, amount, refunded } = charge;
  return {
    id: `evt_${id}_${index + 1}`,
    type: `charge.${event.kind}`,
    at: new Date(event.atMs).toISOString(),
    data: { charge: { id, orderId, status, amount: toWire(amount), refunded: toWire(refunded) } },
  };
}
