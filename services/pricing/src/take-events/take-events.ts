import type { ProductFacts } from "../price-inputs.ts";
import { readInstant } from "../wire.ts";

/** What is asked of inventory's events; see contracts/src/events.ts. */
export type ToldEvent = {
  readonly id: string;
  readonly type: unknown;
  readonly sequence: number;
  readonly at: string;
  readonly data: ItemTold | StockTold | ReservationTold | MarkTold;
};
type ItemTold = { readonly sku: string } & Omit<ProductFacts, "version">;
type StockTold = {
  readonly sku: string;
  readonly locations: readonly {
    readonly code: string;
    readonly onHand: number;
    readonly reserved: number;
  }[];
};
type ReservationTold = {
  readonly items: readonly { readonly sku: string; readonly quantity: number }[];
};
type MarkTold = { readonly sku: string; readonly available: number };

/** What a batch of events says, each thing once, in the order of SKUs: the order in which their rows are locked. */
export type Facts = {
  readonly products: readonly ({ readonly sku: string } & ProductFacts)[];
  /** The locations that changed, as the newest event has them, and its sequence. */
  readonly stock: readonly StockFact[];
  readonly demand: readonly DemandFact[];
};
export type StockFact = {
  readonly sku: string;
  readonly sequence: number;
  /** Units on the shelves that nobody holds, by location. */
  readonly units: Readonly<Record<string, number>>;
};
export type DemandFact = {
  readonly eventId: string;
  readonly sku: string;
  /** Unix ms of the hour's beginning. */
  readonly hourMs: number;
  readonly units: number;
};

const HOUR_MS = 3_600_000;

/**
 * Products and stock are states: of several the newest counts. Demand is what was bought, told by `reservation.confirmed`:
 * a hold is cheap, and must not move a price. What happened before `demandSinceMs` counts no more.
 */
export function factsOf(
  events: readonly ToldEvent[],
  { demandSinceMs }: { readonly demandSinceMs: number },
): Facts {
  const products = new Map<string, Facts["products"][number]>();
  const stock = new Map<string, StockFact>();
  const demand: DemandFact[] = [];
  const counted = new Set<string>();
  for (const { id, type, sequence, at, data } of events) {
    if ("taxCategory" in data) {
      const { sku, category, attributes, taxCategory } = data;
      if (sequence <= (products.get(sku)?.version ?? 0)) continue;
      products.set(sku, { sku, version: sequence, category, attributes, taxCategory });
    } else if ("locations" in data) {
      stock.set(data.sku, addStock(stock.get(data.sku), { sequence, ...data }));
    } else if ("items" in data && type === "reservation.confirmed") {
      const hourMs = Math.floor((readInstant(at) ?? 0) / HOUR_MS) * HOUR_MS;
      if (hourMs < demandSinceMs || counted.has(id)) continue;
      counted.add(id);
      for (const { sku, quantity } of data.items) {
        demand.push({ eventId: id, sku, hourMs, units: quantity });
      }
    }
  }
  const bySku = (a: { readonly sku: string }, b: { readonly sku: string }) =>
    a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0;
  return {
    products: [...products.values()].sort(bySku),
    stock: [...stock.values()].sort(bySku),
    demand: demand.sort(bySku),
  };
}

function addStock(
  known: StockFact | undefined,
  told: StockTold & { readonly sequence: number },
): StockFact {
  const { sku, sequence, locations } = told;
  const units = Object.fromEntries(
    locations.map(({ code, onHand, reserved }) => [code, Math.max(0, onHand - reserved)]),
  );
  if (known === undefined) return { sku, sequence, units };
  return sequence > known.sequence
    ? { sku, sequence, units: { ...known.units, ...units } }
    : { ...known, units: { ...units, ...known.units } };
}
