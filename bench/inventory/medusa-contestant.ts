import type { Server } from "../shared/server.ts";
import type { Contestant } from "./contestant.ts";
import { createMedusa, type Peer, seedMedusa, startMedusa } from "./medusa.ts";
import type { Timing } from "./timing.ts";

const DATABASE = "medusa";
const CLIENTS = 64;
const POOLS_TRIED = [0, 64]; // its default of 10 connections, and one for every client
const WARM_MS = 1_000; // beside what `warmMs` says: it is slow to get going

/** Medusa with its default lock, at the better one of two pools. */
export async function openMedusa(
  server: Server,
  units: number,
  { trialMs }: Timing,
): Promise<Contestant> {
  await createMedusa(server, DATABASE);
  await seedMedusa(server.url(DATABASE), units);
  let best: { peer: Peer; connections: number; perSecond: number } | undefined;
  for (const connections of POOLS_TRIED) {
    const peer = await startMedusa(server, { database: DATABASE, lock: "memory", connections });
    const pace = { clients: CLIENTS, warmMs: WARM_MS, measureMs: trialMs };
    const { perSecond } = await peer.measure(pace);
    const loser = best !== undefined && best.perSecond >= perSecond ? peer : best?.peer;
    await loser?.close();
    if (loser !== peer) best = { peer, connections, perSecond };
  }
  if (best === undefined) throw new Error("no pool was tried");
  const { peer, connections } = best;
  return {
    name: "Medusa",
    note: `${connections === 0 ? "default" : connections} connections, default lock`,
    turn: (pace) => peer.measure({ ...pace, warmMs: pace.warmMs + WARM_MS }),
    close: async () => {
      await peer.close();
      await server.drop(DATABASE);
    },
  };
}
