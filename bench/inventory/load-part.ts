/** One load, with 64 and with 256 clients: the table, and what the engine promises as ratios on the machine at hand. */
import type { Row } from "../run.ts";
import { columnsOf, figuresOf, ratioOf } from "../shared/figures.ts";
import { atLeast, atMost, type Floor } from "../shared/floor.ts";
import { rounded } from "../shared/statistics.ts";
import type { Audit } from "./books.ts";
import type { ContestantName } from "./contestant.ts";
import type { LoadName } from "./loads.ts";
import type { Part } from "./part.ts";
import { measureRates, type Rate } from "./rates.ts";

const CLIENTS = [64, 256];

type Promised = {
  readonly load: LoadName;
  readonly clients: number;
  readonly over: ContestantName;
  readonly under: ContestantName;
  readonly ratio: number;
};
const PROMISES: readonly Promised[] = [
  { load: "hot", clients: 64, over: "ours", under: "plain transaction", ratio: 12 },
  { load: "hot", clients: 256, over: "ours", under: "plain transaction", ratio: 12 },
  { load: "hot", clients: 64, over: "ours", under: "one statement", ratio: 5 },
  { load: "hot", clients: 256, over: "ours", under: "one statement", ratio: 8 },
  { load: "hot", clients: 64, over: "ours", under: "Medusa", ratio: 100 },
  { load: "hot", clients: 64, over: "ours over HTTP", under: "plain transaction", ratio: 6 },
  { load: "hot", clients: 64, over: "ours over HTTP", under: "one statement", ratio: 2.5 },
  { load: "uniform", clients: 64, over: "ours", under: "one statement", ratio: 2.5 },
  { load: "uniform", clients: 256, over: "ours", under: "one statement", ratio: 2.5 },
];
const HTTP_P99_MS_MAX = 25; // hot SKU, 64 clients

export function loadPart(load: LoadName): Part {
  return async (server, timing) => {
    const [rows, floors, audits]: [Row[], Floor[], Audit[]] = [[], [], []];
    for (const clients of CLIENTS) {
      const cell = await measureRates(server, { load, clients }, timing);
      rows.push(...cell.rates.map((rate) => rowOf(rate, cell.rates)));
      floors.push(...floorsOf(cell.rates));
      audits.push(...cell.audits);
    }
    return { rows, floors, audits };
  };
}

function rowOf({ load, clients, contestant, note, turns }: Rate, all: readonly Rate[]): Row {
  const to = (other: ContestantName) => rounded(ratioOf(turns, turnsOf(all, other)), 2);
  return {
    ...{ load, clients, contestant },
    ...columnsOf(figuresOf(turns)),
    toPlainTransaction: to("plain transaction"),
    toOneStatement: to("one statement"),
    rounds: turns.length,
    note,
  };
}

const turnsOf = (rates: readonly Rate[], name: ContestantName) =>
  rates.find(({ contestant }) => contestant === name)?.turns ?? [];

/** `rates` are of one load and one number of clients. */
function floorsOf(rates: readonly Rate[]): readonly Floor[] {
  const [first] = rates;
  const promised = PROMISES.filter(
    ({ load, clients }) => load === first?.load && clients === first.clients,
  );
  const floors = promised.map(({ load, clients, over, under, ratio }) =>
    atLeast(
      `${load}, ${clients} clients: ${over} to ${under}`,
      ratioOf(turnsOf(rates, over), turnsOf(rates, under)),
      ratio,
    ),
  );
  if (first?.load !== "hot" || first.clients !== 64) return floors;
  const { p99Ms } = figuresOf(turnsOf(rates, "ours over HTTP"));
  return [...floors, atMost("hot, 64 clients: p99Ms of ours over HTTP", p99Ms, HTTP_P99_MS_MAX)];
}
