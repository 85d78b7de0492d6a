/** Ours over HTTP: the service in a process of its own, asked by wrk. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Pace, Turn } from "../shared/drive.ts";
import type { Server } from "../shared/server.ts";
import { startService } from "../shared/service.ts";
import { wrk } from "../shared/wrk.ts";
import type { Contestant } from "./contestant.ts";
import { reservedUnits } from "./inventory-database.ts";
import type { LoadName } from "./loads.ts";

const SCRIPT = join(import.meta.dirname, "reserve.lua");
const SETTLES_MS = 500; // requests under way when wrk hangs up are answered and written by then

export async function openOverHttp(
  server: Server,
  database: string,
  load: LoadName,
): Promise<Contestant> {
  const databaseUrl = server.url(database);
  const service = await startService({
    name: "inventory",
    env: { INVENTORY_DATABASE_URL: databaseUrl },
    logFile: join(server.home, "inventory.log"),
  });
  return {
    name: "ours over HTTP",
    note: "1 process, wrk -t1",
    turn: (pace) => turn({ serviceUrl: service.url, databaseUrl, load }, pace),
    close: service.close,
  };
}

/** What counts is both answered and in the database. wrk's own start is its warm-up. */
async function turn(
  it: { readonly serviceUrl: string; readonly databaseUrl: string; readonly load: LoadName },
  { clients, measureMs }: Pace,
): Promise<Turn> {
  const before = await reservedUnits(it.databaseUrl);
  const told = await wrk({
    url: it.serviceUrl,
    script: SCRIPT,
    args: [it.load, randomUUID()],
    connections: clients,
    seconds: Math.ceil(measureMs / 1000),
  });
  if (told.refused + told.broken > 0)
    throw new Error(
      `${told.refused} answers were no 201, ${told.broken} requests were not answered`,
    );
  await sleep(SETTLES_MS);
  const durable = (await reservedUnits(it.databaseUrl)) - before;
  return {
    perSecond: Math.min(durable, told.answers) / (told.durationMs / 1000),
    p50Ms: told.p50Ms,
    p99Ms: told.p99Ms,
  };
}
