/** The gateway when something is wrong: inventory dead, three times too much to do, five minutes without a pause. */
import { setTimeout as sleep } from "node:timers/promises";
import { atLeast, atMost } from "../shared/floor.ts";
import type { PartResult } from "../shared/run-parts.ts";
import { median, rounded } from "../shared/statistics.ts";
import { type Load, open, ours, type Running, residentMiB, type Turn, turn } from "./contestant.ts";
import { offer } from "./open-loop.ts";
import type { Part } from "./part.ts";

/** Inventory is away: the view answers from what was last known, and retries add next to nothing. */
export const outagePart: Part = async (stand, timing) => {
  const gateway = await open(ours(stand.otlpUrl), stand);
  const load = { connections: 64, seconds: timing.seconds };
  try {
    await turn(gateway, load);
    const rounds: Outage[] = [];
    for (let round = 0; round < timing.rounds; round += 1) {
      const healthy = await turn(gateway, load);
      await stand.order({ kind: "down" });
      rounds.push({ healthy, ...(await withoutInventory(gateway, load)) });
      await stand.order({ kind: "up" });
      await sleep(6_000); // openMs of resilience.yaml, and a probe
      await turn(gateway, { ...load, seconds: 1 });
    }
    return outageResult(rounds);
  } finally {
    await stand.order({ kind: "up" });
    await gateway.close();
  }
};

type Outage = { readonly healthy: Turn; readonly degraded: Turn; readonly retriesAView: number };

async function withoutInventory(gateway: Running, load: Load): Promise<Omit<Outage, "healthy">> {
  await turn(gateway, { ...load, seconds: 2 }); // the breaker opens
  const before = await retries(gateway.url);
  const degraded = await turn(gateway, load);
  const views = degraded.perSecond * load.seconds;
  return { degraded, retriesAView: ((await retries(gateway.url)) - before) / views };
}

function outageResult(rounds: readonly Outage[]): PartResult {
  const of = (figure: (outage: Outage) => number) => median(rounds.map(figure));
  const retriesAView = Math.max(...rounds.map((each) => each.retriesAView));
  const refused = rounds.reduce((sum, { degraded }) => sum + degraded.refused, 0);
  const row = {
    healthyPerSecond: rounded(of(({ healthy }) => healthy.perSecond)),
    degradedPerSecond: rounded(of(({ degraded }) => degraded.perSecond)),
    healthyP99Ms: rounded(
      of(({ healthy }) => healthy.p99Ms),
      1,
    ),
    degradedP99Ms: rounded(
      of(({ degraded }) => degraded.p99Ms),
      1,
    ),
    retriesPercent: rounded(retriesAView * 100, 2),
    refused,
  };
  const speed = of(({ healthy, degraded }) => degraded.perSecond / healthy.perSecond);
  const tail = of(({ healthy, degraded }) => degraded.p99Ms / healthy.p99Ms);
  return {
    rows: [row],
    floors: [
      atLeast("views a second without inventory, to with it", speed, 0.8),
      atMost("p99 without inventory, to with it", tail, 1.5),
      atMost("calls that retries add, of views", retriesAView, 0.1),
      atMost("views refused without inventory", refused, 0),
    ],
  };
}

async function retries(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return [...text.matchAll(/^outbound_retries_total\{[^}]*\} (\d+)/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
}

/** Upstreams that can do so much and no more: what is answered in time when thrice as much is asked. */
export const overloadPart: Part = async (stand, timing) => {
  const gateway = await open(ours(stand.otlpUrl), stand);
  const seconds = Math.max(timing.seconds, 5);
  const order = { url: gateway.url, seconds };
  try {
    await turn(gateway, { connections: 64, seconds: timing.seconds });
    // 12 at once of 10 ms each: 600 answers of each side a second at most, which leaves the machine room to ask thrice.
    await stand.order({ kind: "slow", slots: 12, latencyMs: 10 });
    const rates = [300, 400, 500, 600];
    const steps = [];
    for (const perSecond of rates)
      steps.push({ offered: perSecond, ...(await offer({ ...order, perSecond })) });
    const peak = Math.max(...steps.map(({ good }) => good));
    const over = [];
    for (let round = 0; round < timing.rounds; round += 1) {
      over.push({ offered: peak * 3, ...(await offer({ ...order, perSecond: peak * 3 })) });
    }
    const goodput = median(over.map(({ good }) => good));
    return {
      rows: [...steps, ...over].map((step) => ({
        offeredPerSecond: rounded(step.offered),
        goodPerSecond: rounded(step.good),
        shedPerSecond: rounded(step.shed),
        latePerSecond: rounded(step.late),
        goodP99Ms: rounded(step.p99Ms),
      })),
      floors: [atLeast("goodput at three times the peak, to the peak", goodput / peak, 0.9)],
    };
  } finally {
    await stand.order({ kind: "slow", slots: Number.MAX_SAFE_INTEGER, latencyMs: 0 });
    await gateway.close();
  }
};

/** Resident memory over the time at full load; the first fifth warms. */
export const memoryPart: Part = async (stand, timing) => {
  const gateway = await open(ours(stand.otlpUrl), stand);
  const slices = 10;
  const seconds = Math.max(1, timing.soakSeconds / slices);
  const residents: number[] = [];
  try {
    for (let slice = 0; slice < slices; slice += 1) {
      await turn(gateway, { connections: 256, seconds });
      residents.push(residentMiB(gateway.pid));
    }
  } finally {
    await gateway.close();
  }
  const early = median(residents.slice(2, 5));
  const late = median(residents.slice(-3));
  return {
    rows: residents.map((resident, slice) => ({
      seconds: (slice + 1) * seconds,
      residentMiB: rounded(resident),
    })),
    floors: [atMost("resident memory at the end, to after a fifth of the time", late / early, 1.1)],
  };
};
