/** Does a reservation cost the same in a large shop? Ours, with more SKUs in the tables, and with a longer past. */
import type { Row } from "../run.ts";
import type { Turn } from "../shared/drive.ts";
import { columnsOf, figuresOf, ratioOf } from "../shared/figures.ts";
import type { Server } from "../shared/server.ts";
import { rounded } from "../shared/statistics.ts";
import { type Audit, auditOurs } from "./books.ts";
import { type Counted, inProcess } from "./contestant.ts";
import { checkpoint, seedInventory } from "./inventory-database.ts";
import { uniformPicker } from "./loads.ts";
import { openOurs } from "./ours.ts";
import type { Part, PartResult } from "./part.ts";
import type { Timing } from "./timing.ts";

/** A shop. Each order of its past left 2 lines of the ledger, 2 events, a reservation and its line. */
type Size = { readonly skus: number; readonly pastOrders: number };

const SKU_COUNTS: readonly Size[] = [1_000, 10_000, 100_000, 1_000_000].map((skus) => ({
  skus,
  pastOrders: 100_000,
}));
/** Up to 10 million lines of the ledger. */
const PASTS: readonly Size[] = [0, 50_000, 500_000, 5_000_000].map((pastOrders) => ({
  skus: 10_000,
  pastOrders,
}));

const CLIENTS = 64;
const SKUS_ASKED_MAX = 10_000;
const ON_HAND_UNITS = 1_000_000; // never sold out

export const skusPart: Part = (server, timing) => measure(server, SKU_COUNTS, timing);
export const pastPart: Part = (server, timing) => measure(server, PASTS, timing);

/** A database for each size; all of them have a turn in every round. */
async function measure(
  server: Server,
  sizes: readonly Size[],
  timing: Timing,
): Promise<PartResult> {
  const shops: Shop[] = [];
  try {
    for (const size of sizes.slice(0, timing.sizesMax)) shops.push(await openShop(server, size));
    await checkpoint(server.url("postgres"));
    const pace = { ...timing, clients: CLIENTS };
    for (const { ours } of shops) await ours.turn({ ...pace, measureMs: timing.firstMs });
    for (let round = 0; round < timing.rounds; round += 1) {
      for (const { ours, turns } of shops) turns.push(await ours.turn(pace));
    }
    const audits: Audit[] = [];
    for (const shop of shops) audits.push(await auditShop(server, shop));
    return { rows: shops.map((shop) => rowOf(shop, shops[0] ?? shop)), floors: [], audits };
  } finally {
    await Promise.all(shops.map(({ ours }) => ours.close()));
    for (const { database } of shops) await server.drop(database);
  }
}

type Shop = {
  readonly size: Size;
  readonly database: string;
  readonly skusAsked: number;
  readonly ours: Counted;
  readonly turns: Turn[];
};

async function openShop(server: Server, size: Size): Promise<Shop> {
  const { skus, pastOrders } = size;
  const database = `shop_${skus}_${pastOrders}`;
  await server.create(database, "inventory");
  const url = server.url(database);
  await seedInventory(url, { skus, onHandUnits: ON_HAND_UNITS, past: pastOrders });
  const skusAsked = Math.min(skus, SKUS_ASKED_MAX);
  const pick = uniformPicker(skusAsked, skus / skusAsked);
  const ours = inProcess({ name: "ours", note: "1 connection" }, openOurs(url), pick);
  return { size, database, skusAsked, ours, turns: [] };
}

function rowOf({ size, skusAsked, turns }: Shop, smallest: Shop): Row {
  const { skus, pastOrders } = size;
  return {
    ...{
      skus,
      skusAsked,
      pastOrders,
      ledgerRows: 2 * pastOrders + skus,
      outboxRows: 2 * pastOrders,
    },
    ...columnsOf(figuresOf(turns)),
    toSmallest: rounded(ratioOf(turns, smallest.turns), 2),
    rounds: turns.length,
  };
}

function auditShop(server: Server, { size, database, ours }: Shop): Promise<Audit> {
  const part = `${size.skus} SKUs, ${size.pastOrders} past orders`;
  const acknowledgedUnits = ours.acknowledgedUnits();
  return auditOurs({ part, books: "ours", acknowledgedUnits }, server.url(database));
}
