/** Quotes of 10 lines over HTTP: priced, explained, signed, stored durably, by one process of the service. */
import { join } from "node:path";
import type { Turn } from "../shared/drive.ts";
import { columnsOf, figuresOf } from "../shared/figures.ts";
import { atMost } from "../shared/floor.ts";
import { onDatabase, type Server } from "../shared/server.ts";
import { startService } from "../shared/service.ts";
import { wrk } from "../shared/wrk.ts";
import type { Part } from "./part.ts";
import { promotionsOf, seedPricing } from "./shop.ts";

const DATABASE = "pricing_quotes";
const SCRIPT = join(import.meta.dirname, "quote.lua");
const SKUS = 1_000;
const CLIENTS = [1, 16, 64];
const P99_MS_MAX = 15;

export const quotesPart: Part = async (server, timing) => {
  await server.create(DATABASE, "pricing");
  const databaseUrl = server.url(DATABASE);
  await seedPricing(databaseUrl, { skus: SKUS, promotions: promotionsOf(20) });
  const service = await startService({
    name: "pricing",
    env: { PRICING_DATABASE_URL: databaseUrl },
    logFile: join(server.home, "pricing.log"),
  });
  try {
    const turns = CLIENTS.map((): Turn[] => []);
    for (let round = 0; round <= timing.rounds; round += 1) {
      for (const [index, clients] of CLIENTS.entries()) {
        const measureMs = round === 0 ? timing.firstMs : timing.measureMs;
        const told = await ask(server, { url: service.url, clients, measureMs });
        if (round > 0) turns[index]?.push(told);
      }
    }
    const rows = CLIENTS.map((clients, index) => ({
      ...{ clients, lines: 10, contestant: "1 process, wrk -t1" },
      ...columnsOf(figuresOf(turns[index] ?? [])),
      rounds: timing.rounds,
    }));
    const { p99Ms } = figuresOf(turns.at(-1) ?? []);
    return { rows, floors: [atMost("p99Ms of quotes, 64 clients", p99Ms, P99_MS_MAX)] };
  } finally {
    await service.close();
    await server.drop(DATABASE);
  }
};

/** What counts is both answered and stored. */
async function ask(
  server: Server,
  it: { readonly url: string; readonly clients: number; readonly measureMs: number },
): Promise<Turn> {
  const before = await countQuotes(server);
  const told = await wrk({
    ...{ url: it.url, script: SCRIPT, args: [String(SKUS)], connections: it.clients },
    seconds: Math.ceil(it.measureMs / 1000),
  });
  if (told.refused + told.broken > 0)
    throw new Error(
      `${told.refused} answers were no 201, ${told.broken} requests were not answered`,
    );
  const stored = (await countQuotes(server)) - before;
  if (stored < told.answers) throw new Error(`${told.answers} quotes answered, ${stored} stored`);
  const { p50Ms, p99Ms } = told;
  return { perSecond: told.answers / (told.durationMs / 1000), p50Ms, p99Ms };
}

async function countQuotes(server: Server): Promise<number> {
  const { rows } = await onDatabase(server.url(DATABASE), (db) =>
    db.query<{ quotes: string }>("select count(*) as quotes from quote"),
  );
  return Number(rows[0]?.quotes);
}
