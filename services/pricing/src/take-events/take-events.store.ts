import type { Queryable } from "@holdfast/postgres";
import type { DemandFact, Facts, StockFact } from "./take-events.ts";

/**
 * Takes what a batch of events says. Repeats change nothing: states by their sequence, demand by the event's id. Run it in a
 * transaction.
 */
export async function takeFacts(tx: Queryable, facts: Facts, nowMs: number): Promise<void> {
  if (facts.products.length > 0) await takeProducts(tx, facts.products, nowMs);
  const isNew = await takeOnce(tx, facts.demand, nowMs);
  const demand = facts.demand.filter(({ eventId }) => isNew.has(eventId));
  if (demand.length > 0) await addDemand(tx, demand);
  const changed = signalsOf(facts, demand);
  if (changed.length > 0) await takeSignals(tx, changed, nowMs);
}

async function takeProducts(
  tx: Queryable,
  products: Facts["products"],
  nowMs: number,
): Promise<void> {
  await tx.query({
    name: "take-products",
    text: `with told as (
             select * from jsonb_to_recordset($1::jsonb) as row
               (sku text, version bigint, category text, attributes jsonb, "taxCategory" text)),
           taken as (
             insert into product (sku, version) select sku, version from told order by sku
             on conflict (sku) do update set version = excluded.version where product.version < excluded.version
             returning sku)
           insert into product_history (sku, version, category, attributes, tax_category, recorded_at)
           select sku, version, category, attributes, "taxCategory", $2 from told join taken using (sku)`,
    values: [JSON.stringify(products), new Date(nowMs)],
  });
}

/** The ids that were not taken before. */
async function takeOnce(
  tx: Queryable,
  demand: readonly DemandFact[],
  nowMs: number,
): Promise<ReadonlySet<string>> {
  if (demand.length === 0) return new Set();
  const rows = await tx.query<{ readonly eventId: string }>({
    name: "take-events-once",
    text: `insert into inbox (event_id, taken_at) select distinct id, $2::timestamptz from unnest($1::text[]) as id order by id
           on conflict do nothing returning event_id as "eventId"`,
    values: [demand.map(({ eventId }) => eventId), new Date(nowMs)],
  });
  return new Set(rows.map(({ eventId }) => eventId));
}

async function addDemand(tx: Queryable, demand: readonly DemandFact[]): Promise<void> {
  await tx.query({
    name: "add-demand",
    text: `insert into demand (sku, hour, units)
           select sku, hour, sum(units) from unnest($1::text[], $2::timestamptz[], $3::bigint[]) as bought (sku, hour, units)
            group by sku, hour order by sku, hour
           on conflict (sku, hour) do update set units = demand.units + excluded.units`,
    values: [
      demand.map(({ sku }) => sku),
      demand.map(({ hourMs }) => new Date(hourMs)),
      demand.map(({ units }) => units),
    ],
  });
}

type Signal = {
  readonly sku: string;
  /** null: nothing of its stock was told. */
  readonly sequence: number | null;
  readonly units: StockFact["units"];
  /** Only its category may have changed: nothing is to be judged where no stock and no demand was ever told. */
  readonly isProductOnly: boolean;
};

/** All that changed, each SKU once and in order: several statements could wait for one another in a circle. */
function signalsOf({ products, stock }: Facts, demand: readonly DemandFact[]): readonly Signal[] {
  const untold = { sequence: null, units: {} };
  const signals = [
    ...products.map(({ sku }) => ({ sku, ...untold, isProductOnly: true })),
    ...demand.map(({ sku }) => ({ sku, ...untold, isProductOnly: false })),
    ...stock.map((fact) => ({ ...fact, isProductOnly: false })),
  ];
  const bySku = new Map(signals.map((signal) => [signal.sku, signal]));
  return [...bySku.values()].sort((a, b) => (a.sku < b.sku ? -1 : 1));
}

async function takeSignals(
  tx: Queryable,
  signals: readonly Signal[],
  nowMs: number,
): Promise<void> {
  await tx.query({
    name: "take-signals",
    text: `insert into signal (sku, stock_sequence, locations, available_units, changed_at, due_at)
           select sku, coalesce(sequence, 0), units, ${unitsIn("units")}, $2, $2
             from jsonb_to_recordset($1::jsonb) as told (sku text, sequence bigint, units jsonb, "isProductOnly" boolean)
            where not "isProductOnly" or exists (select from signal known where known.sku = told.sku)
            order by sku
           on conflict (sku) do update set
             locations = case when excluded.stock_sequence > signal.stock_sequence
               then signal.locations || excluded.locations else signal.locations end,
             available_units = case when excluded.stock_sequence > signal.stock_sequence
               then ${unitsIn("signal.locations || excluded.locations")} else signal.available_units end,
             stock_sequence = greatest(signal.stock_sequence, excluded.stock_sequence),
             changed_at = excluded.changed_at, due_at = least(signal.due_at, excluded.due_at)`,
    values: [JSON.stringify(signals), new Date(nowMs)],
  });
}

/** null where no location was ever told of. */
const unitsIn = (locations: string) =>
  `(select sum(value::bigint)::bigint from jsonb_each_text(${locations}))`;
