/** The product view beside the limit of Node and beside peers, pair by pair. */
import { columnsOf } from "../shared/figures.ts";
import { atLeast, atMost, type Floor } from "../shared/floor.ts";
import { freePort } from "../shared/free-port.ts";
import { median, rounded } from "../shared/statistics.ts";
import {
  bareDispatch,
  bareRequest,
  type Contestant,
  express,
  HOP_PATH,
  httpProxy,
  type Load,
  nest,
  nginx,
  open,
  ours,
  type Running,
  stock,
  type Turn,
  turn,
} from "./contestant.ts";
import type { Part } from "./part.ts";
import type { Stand } from "./stand.ts";

type Turns = ReadonlyMap<string, readonly Turn[]>;

/** Until then V8 still compiles, which costs the more the more code a contestant has: ours is at its pace after ten. */
const WARM_SECONDS_MIN = 15;

/** A crowd that comes from nothing is refused for a moment by a gateway that bounds what it takes on; more is a fault. */
const REFUSED_SHARE_MAX = 0.05;

/**
 * `rounds` turns of each, in turn, so that a busy machine slows all of them; the first round warms and does not count.
 * Every other round goes backwards: who comes after the heaviest would pay for what that left behind.
 */
async function tournament(
  stand: Stand,
  contestants: readonly { readonly contestant: Contestant; readonly port?: number }[],
  { rounds, ...load }: Load & { readonly rounds: number },
): Promise<Turns> {
  const running: Running[] = [];
  const turns = new Map<string, Turn[]>();
  try {
    for (const { contestant, ...asked } of contestants)
      running.push(await open(contestant, stand, asked));
    for (let round = 0; round <= rounds; round += 1) {
      for (const each of round % 2 === 0 ? running : running.toReversed()) {
        const isWarming = round === 0;
        const seconds = isWarming ? Math.max(WARM_SECONDS_MIN, load.seconds) : load.seconds;
        const told = await turn(each, { ...load, seconds });
        if (!isWarming && told.refusedShare > REFUSED_SHARE_MAX)
          throw new Error(`${each.contestant.name} refused ${told.refused}`);
        if (!isWarming)
          turns.set(each.contestant.name, [...(turns.get(each.contestant.name) ?? []), told]);
      }
    }
    return turns;
  } finally {
    await Promise.all(running.map((each) => each.close()));
  }
}

/** Each ratio within its round. */
function ratio(turns: Turns, over: string, under: string, figure: (turn: Turn) => number): number {
  const below = turns.get(under) ?? [];
  return median(
    (turns.get(over) ?? []).map((each, round) => figure(each) / figure(below[round] ?? each)),
  );
}
const speed = ({ perSecond }: Turn) => perSecond;
const cpu = ({ cpuMicrosARequest }: Turn) => cpuMicrosARequest;

function rowsOf(turns: Turns, connections: number, base: string) {
  return [...turns].map(([contestant, each]) => ({
    contestant,
    connections,
    ...columnsOf({
      perSecond: median(each.map(speed)),
      p50Ms: median(each.map(({ p50Ms }) => p50Ms)),
      p99Ms: median(each.map(({ p99Ms }) => p99Ms)),
    }),
    cpuMicrosARequest: rounded(median(each.map(cpu)), 1),
    refusedPercent: rounded(100 * median(each.map(({ refusedShare }) => refusedShare)), 2),
    [`speedTo ${base}`]: rounded(ratio(turns, contestant, base, speed), 2),
    [`cpuTo ${base}`]: rounded(ratio(turns, contestant, base, cpu), 2),
  }));
}

export const fanOutPart =
  (connections: number): Part =>
  async (stand, { seconds, rounds }) => {
    const theirs = stock(stand.otlpUrl);
    const all = [
      ours(stand.otlpUrl),
      ours(undefined),
      bareDispatch(),
      bareRequest(),
      nest(),
      express(),
      theirs,
    ];
    const entries = all.map((contestant) => ({ contestant }));
    const turns = await tournament(stand, entries, { connections, seconds, rounds });
    const rows = rowsOf(turns, connections, bareRequest().name);
    return { rows, floors: floorsOf(turns, connections, stand.otlpUrl) };
  };

/** By the CPU time of the gateway alone: how many a second is the machine's, whose cores wrk and the upstreams share. */
function floorsOf(turns: Turns, connections: number, otlp: string): readonly Floor[] {
  const own = ours(otlp).name;
  const at = `at ${connections} connections`;
  const worth = (other: string) => ratio(turns, other, own, cpu);
  const tail = median((turns.get(own) ?? []).map(({ p99Ms, p50Ms }) => p99Ms / p50Ms));
  return [
    atLeast(
      `views a CPU second, all on, to the fastest bare fan-out ${at}`,
      worth(bareDispatch().name),
      0.5,
    ),
    atLeast(`the same to a bare undici.request fan-out ${at}`, worth(bareRequest().name), 1),
    atLeast(`the same to NestJS doing less ${at}`, worth(nest().name), 1.3),
    atLeast(`the same to as much of stock libraries ${at}`, worth(stock(otlp).name), 4),
    ...(connections === 64 ? [atMost(`p99 in p50s ${at}`, tail, 4)] : []),
  ];
}

/** How V8 compiles a process, and where its memory lies, makes a tenth by itself: so many processes of each are asked. */
const TRACED_PAIRS = 3;

/** Tracing costs less than the noise of a few turns: the two of ours by themselves, in many short ones. */
export const tracingPart =
  (connections: number): Part =>
  async (stand, { seconds, rounds }) => {
    const [traced, untraced] = [ours(stand.otlpUrl), ours(undefined)];
    const load = { connections, seconds: Math.ceil(seconds / 2), rounds };
    const turns = new Map<string, Turn[]>([traced, untraced].map(({ name }) => [name, []]));
    for (let pair = 0; pair < TRACED_PAIRS; pair += 1) {
      const entries = [{ contestant: traced }, { contestant: untraced }];
      for (const [name, each] of await tournament(stand, entries, load))
        turns.get(name)?.push(...each);
    }
    const floor = atMost(
      `CPU a view with tracing, to without at ${connections} connections`,
      ratio(turns, traced.name, untraced.name, cpu),
      1.2,
    );
    return { rows: rowsOf(turns, connections, untraced.name), floors: [floor] };
  };

/** An operation that passes through to one service, beside proxies. */
export const hopPart: Part = async (stand, timing) => {
  const full = { ...ours(stand.otlpUrl), path: HOP_PATH };
  const port = await freePort();
  const contestants = [
    { contestant: full },
    { contestant: httpProxy() },
    { contestant: nginx(stand, port), port },
  ];
  const load = { connections: 64, seconds: timing.seconds, rounds: timing.rounds };
  const turns = await tournament(stand, contestants, load);
  return { rows: rowsOf(turns, 64, httpProxy().name), floors: [] };
};
