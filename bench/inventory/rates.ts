/** Durable reservations a second, one load and number of clients at a time: everybody has a turn in every round. */

import type { Pace, Turn } from "../shared/drive.ts";
import type { Server } from "../shared/server.ts";
import { BASELINES, type Stocked, seedBaseline } from "./baseline.ts";
import { type Audit, auditOurs, auditTheirs } from "./books.ts";
import { type Contestant, type ContestantName, inProcess } from "./contestant.ts";
import { checkpoint, seedInventory } from "./inventory-database.ts";
import { type LoadName, loadOf } from "./loads.ts";
import { openMedusa } from "./medusa-contestant.ts";
import { bestPool, openOneStatement } from "./one-statement.ts";
import { openOurs } from "./ours.ts";
import { openOverHttp } from "./over-http.ts";
import { openPlain } from "./plain.ts";
import type { Timing } from "./timing.ts";

/** The turns of one contestant, one a round. */
export type Rate = {
  readonly load: LoadName;
  readonly clients: number;
  readonly contestant: ContestantName;
  readonly note: string;
  readonly turns: readonly Turn[];
};
export type Rates = { readonly rates: readonly Rate[]; readonly audits: readonly Audit[] };

export type Cell = { readonly load: LoadName; readonly clients: number };

const ON_HAND_UNITS = 100_000_000; // never sold out
const PAST_ORDERS = 100_000;

/** Medusa takes part where it is asked for: it reserves some hundred units a second of one item. */
export async function measureRates(server: Server, cell: Cell, timing: Timing): Promise<Rates> {
  const load = loadOf(cell.load);
  const database = `${cell.load}_${cell.clients}`;
  const [url, httpUrl] = [server.url(database), server.url(`${database}_http`)];
  await seed(server, database, { skus: load.skus, onHandUnits: ON_HAND_UNITS, past: PAST_ORDERS });
  const pace = { clients: cell.clients, warmMs: timing.warmMs, measureMs: timing.measureMs };
  const connections = await bestPool(url, load.pick, { ...pace, measureMs: timing.trialMs });
  const [plain, oneStatement, ours] = [
    inProcess({ name: "plain transaction", note: "32 connections" }, openPlain(url), load.pick),
    inProcess(
      { name: "one statement", note: `${connections} connections` },
      openOneStatement(url, connections),
      load.pick,
    ),
    inProcess({ name: "ours", note: "1 connection" }, openOurs(url), load.pick),
  ];
  const contestants: Contestant[] = [plain, oneStatement, ours];
  try {
    contestants.push(await openOverHttp(server, `${database}_http`, cell.load));
    if (cell.load === "hot" && cell.clients === 64)
      contestants.push(await openMedusa(server, ON_HAND_UNITS, timing));
    const turns = await playRounds(server, contestants, { pace, timing });
    const rates = contestants.map(({ name, note }, index) => ({
      ...{ ...cell, contestant: name, note },
      turns: turns.map((round) => round[index] ?? NO_TURN),
    }));
    const books = { part: `${cell.load}, ${cell.clients} clients`, acknowledgedUnits: undefined };
    const audits = [
      await auditOurs(
        { ...books, books: "ours", acknowledgedUnits: ours.acknowledgedUnits() },
        url,
      ),
      await auditOurs({ ...books, books: "ours over HTTP" }, httpUrl),
      ...(await Promise.all(BASELINES.map((it) => auditTheirs(books, url, it)))),
    ];
    return { rates, audits };
  } finally {
    await Promise.all(contestants.map(({ close }) => close()));
    await Promise.all([server.drop(database), server.drop(`${database}_http`)]);
  }
}

const NO_TURN: Turn = { perSecond: Number.NaN, p50Ms: Number.NaN, p99Ms: Number.NaN };

async function seed(server: Server, database: string, stocked: Stocked): Promise<void> {
  for (const name of [database, `${database}_http`]) {
    await server.create(name, "inventory");
    await seedInventory(server.url(name), stocked);
  }
  for (const baseline of BASELINES) await seedBaseline(server.url(database), baseline, stocked);
}

/** By round, then by contestant. A first round warms everybody up and does not count. */
async function playRounds(
  server: Server,
  contestants: readonly Contestant[],
  { pace, timing }: { readonly pace: Pace; readonly timing: Timing },
): Promise<readonly (readonly Turn[])[]> {
  const played: Turn[][] = [];
  await checkpoint(server.url("postgres"));
  for (let round = 0; round <= timing.rounds; round += 1) {
    const turns: Turn[] = [];
    for (const { turn } of contestants) {
      turns.push(await turn(round === 0 ? { ...pace, measureMs: timing.firstMs } : pace));
    }
    if (round > 0) played.push(turns);
  }
  return played;
}
