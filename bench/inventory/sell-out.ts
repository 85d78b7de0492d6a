/** More buyers than units: how many units are sold that are not there. Medusa with each of its locks, and ours. */

import type { Row } from "../run.ts";
import type { Server } from "../shared/server.ts";
import { rounded } from "../shared/statistics.ts";
import { type Audit, auditOurs } from "./books.ts";
import { seedInventory } from "./inventory-database.ts";
import { skuOf } from "./loads.ts";
import {
  createMedusa,
  type Lock,
  promisedByMedusa,
  type SellOut,
  type SellOutOrder,
  seedMedusa,
  startMedusa,
} from "./medusa.ts";
import { openOurs } from "./ours.ts";
import type { Part } from "./part.ts";
import type { Timing } from "./timing.ts";

type Way = { readonly name: string; readonly lock: Lock; readonly processes: number };

const CLIENTS = 64;
const MEDUSA = "medusa_sell_out";
const OURS = "sell_out";
const WAYS: readonly Way[] = [
  { name: "Medusa, the module alone", lock: "none", processes: 1 },
  { name: "Medusa, default lock", lock: "memory", processes: 1 },
  { name: "Medusa, default lock", lock: "memory", processes: 2 },
  { name: "Medusa, PostgreSQL lock", lock: "postgres", processes: 2 },
];

export const sellOutPart: Part = async (server, timing) => {
  const rows: Row[] = [];
  await createMedusa(server, MEDUSA);
  for (const way of WAYS) rows.push(await sellOutMedusa(server, way, timing));
  await server.drop(MEDUSA);
  const { row, audit } = await sellOutOurs(server, timing);
  return { rows: [...rows, row], floors: [], audits: [audit] };
};

async function sellOutMedusa(server: Server, way: Way, timing: Timing): Promise<Row> {
  const { lock, processes } = way;
  await seedMedusa(server.url(MEDUSA), timing.unitsForSale);
  const clients = CLIENTS / processes;
  // With its PostgreSQL lock a buyer holds one connection and needs another: with the default of 10 all wait for ever.
  const connections = lock === "postgres" ? 2 * clients : 0;
  const start = () => startMedusa(server, { database: MEDUSA, lock, connections });
  const peers = await Promise.all(Array.from({ length: processes }, start));
  try {
    const sell = (order: SellOutOrder) => Promise.all(peers.map((peer) => peer.sellOut(order)));
    const { told, tookMs } = await timed(() =>
      sell({ clients, buyers: timing.buyers / processes }),
    );
    const promised = await promisedByMedusa(server.url(MEDUSA));
    return rowOf(way, timing, { ...sumOf(told), tookMs, promised });
  } finally {
    await Promise.all(peers.map((peer) => peer.close()));
  }
}

/** Two engines on one database, as two processes would be. */
async function sellOutOurs(
  server: Server,
  timing: Timing,
): Promise<{ readonly row: Row; readonly audit: Audit }> {
  const url = server.url(OURS);
  await server.create(OURS, "inventory");
  await seedInventory(url, { skus: 1, onHandUnits: timing.unitsForSale, past: 0 });
  const engines = [openOurs(url), openOurs(url)];
  let [sold, asked] = [0, 0];
  const client = async (_: unknown, index: number) => {
    const engine = engines[index % engines.length];
    while (asked < timing.buyers) {
      asked += 1;
      if (await engine?.reserve(skuOf(0))) sold += 1;
    }
  };
  const closeAll = () => Promise.all(engines.map(({ close }) => close()));
  const buying = timed(() => Promise.all(Array.from({ length: CLIENTS }, client)));
  const { tookMs } = await buying.finally(closeAll);
  const books = { part: "sell-out", books: "ours", acknowledgedUnits: sold };
  const audit = await auditOurs(books, url);
  await server.drop(OURS);
  const told = { sold, refused: timing.buyers - sold, failed: 0 };
  const way = { name: "ours", processes: engines.length };
  return { row: rowOf(way, timing, { ...told, tookMs, promised: audit.reservedUnits }), audit };
}

async function timed<T>(work: () => Promise<T>) {
  const beganAtMs = performance.now();
  return { told: await work(), tookMs: performance.now() - beganAtMs };
}

function sumOf(told: readonly SellOut[]): SellOut {
  const sum = (figure: (it: SellOut) => number) => told.reduce((so, it) => so + figure(it), 0);
  return {
    sold: sum((it) => it.sold),
    refused: sum((it) => it.refused),
    failed: sum((it) => it.failed),
  };
}

function rowOf(
  { name, processes }: Pick<Way, "name" | "processes">,
  { buyers, unitsForSale }: Timing,
  it: SellOut & { readonly tookMs: number; readonly promised: number },
): Row {
  return {
    ...{ contestant: name, processes, buyers, unitsForSale },
    ...{ soldUnits: it.sold, promisedInDatabaseUnits: it.promised },
    oversoldUnits: Math.max(0, it.promised - unitsForSale),
    ...{
      refused: it.refused,
      failed: it.failed,
      soldPerSecond: rounded(it.sold / (it.tookMs / 1000)),
    },
  };
}
