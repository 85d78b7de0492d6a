/** Whole checkouts: ours through the gateway, every step durable, paid over HTTP and traced; Medusa's in its own process. */
import type { Row } from "../run.ts";
import { drive, type Turn } from "../shared/drive.ts";
import { columnsOf, figuresOf, ratioOf } from "../shared/figures.ts";
import { atLeast } from "../shared/floor.ts";
import { onDatabase } from "../shared/server.ts";
import { median, rounded } from "../shared/statistics.ts";
import { type Buyers, openBuyers } from "./buyer.ts";
import { type CheckoutPeer, type MedusaTurn, openMedusaCheckout } from "./medusa.ts";
import type { Part } from "./part.ts";
import { type System, startSystem } from "./system.ts";
import type { Timing } from "./timing.ts";

const CLIENTS = 32;
const TO_MEDUSA_MIN = 5;

/** With the CPU ms that each process used for one order. */
type CpuTurn = Turn & { readonly cpuMs: ReadonlyMap<string, number> };

export const checkoutPart: Part = async (server, timing) => {
  const system = await startSystem(server);
  const buyers = openBuyers(system.gatewayUrl, CLIENTS);
  let peer: CheckoutPeer | undefined;
  try {
    peer = await openMedusaCheckout(server);
    const { ours, medusa } = await rounds({ system, buyers, peer }, timing);
    const toMedusa = ratioOf(ours, medusa);
    await auditOrders(system);
    return {
      rows: [
        { contestant: "Holdfast", ...ourColumns(ours), toMedusa: rounded(toMedusa, 2) },
        { contestant: "Medusa", ...medusaColumns(medusa), toMedusa: 1 },
      ],
      floors: [atLeast("confirmed orders a second to Medusa's", toMedusa, TO_MEDUSA_MIN)],
    };
  } finally {
    buyers.close();
    await peer?.close();
    await system.stop();
  }
};

type Contestants = {
  readonly system: System;
  readonly buyers: Buyers;
  readonly peer: CheckoutPeer;
};

/** Ours and Medusa's turn about. Its carts are prepared while nothing is measured. */
async function rounds({ system, buyers, peer }: Contestants, timing: Timing) {
  const { warmMs, measureMs, medusaCarts: carts } = timing;
  const ours: CpuTurn[] = [];
  const medusa: (MedusaTurn & { readonly postgresCpuMs: number })[] = [];
  for (let round = 0; round <= timing.rounds; round += 1) {
    const pace = { clients: CLIENTS, warmMs, measureMs: round === 0 ? timing.firstMs : measureMs };
    const turn = await checkoutTurn({ system, buyers }, pace);
    await peer.prepare(carts);
    const before = postgresMs(system);
    const theirs = await peer.turn(pace);
    const postgresCpuMs = (postgresMs(system) - before) / theirs.orders;
    if (round === 0) continue; // code is compiled, caches fill, pools open
    ours.push(turn);
    medusa.push({ ...theirs, postgresCpuMs });
  }
  return { ours, medusa };
}

const postgresMs = (system: System): number => system.cpuMs().get("postgres") ?? 0;

/** Throws when an order is not confirmed: the shop has enough of everything. */
async function checkoutTurn(
  { system, buyers }: { readonly system: System; readonly buyers: Buyers },
  pace: { readonly warmMs: number; readonly measureMs: number },
): Promise<CpuTurn> {
  let orders = 0;
  const order = async () => {
    const answer = await buyers.order();
    if (answer.status !== 201)
      throw new Error(`an order was answered ${answer.status} ${JSON.stringify(answer.body)}`);
    orders += 1;
    return true;
  };
  const [before, ownBefore] = [system.cpuMs(), process.cpuUsage()];
  const turn = await drive(order, { ...pace, clients: CLIENTS });
  const [after, own] = [system.cpuMs(), process.cpuUsage(ownBefore)];
  const used = [...after].map(
    ([name, ms]) => [name, (ms - (before.get(name) ?? 0)) / orders] as const,
  );
  const buyersMs = (own.user + own.system) / 1000 / orders;
  return { ...turn, cpuMs: new Map([...used, ["buyers", buyersMs]]) };
}

/** Medians over the rounds. `cpuMsAnOrder` is without the buyers, which are no part of the system. */
function cpuColumns(turns: readonly CpuTurn[]): Row {
  const names = [...(turns[0]?.cpuMs.keys() ?? [])];
  const ms = (turn: CpuTurn, name: string) => turn.cpuMs.get(name) ?? Number.NaN;
  const sums = turns.map((turn) =>
    names.filter((name) => name !== "buyers").reduce((sum, name) => sum + ms(turn, name), 0),
  );
  const each = names.map((name) => [name, rounded(median(turns.map((it) => ms(it, name))), 2)]);
  return { cpuMsAnOrder: rounded(median(sums), 2), ...Object.fromEntries(each) };
}

function ourColumns(turns: readonly CpuTurn[]): Row {
  const figures = { ...columnsOf(figuresOf(turns)), ...cpuColumns(turns), failed: 0 };
  return { ...figures, rounds: turns.length, note: "CPU ms an order in each process" };
}

function medusaColumns(turns: readonly (MedusaTurn & { readonly postgresCpuMs: number })[]): Row {
  const own = turns.map(({ cpuMs, orders }) => cpuMs / orders);
  const all = turns.map(({ postgresCpuMs }, round) => postgresCpuMs + (own[round] ?? 0));
  const failed = turns.reduce((sum, turn) => sum + turn.failed, 0);
  const reasons = new Set(turns.flatMap((turn) => Object.keys(turn.reasons)));
  return {
    ...columnsOf(figuresOf(turns)),
    cpuMsAnOrder: rounded(median(all), 2),
    postgres: rounded(median(turns.map(({ postgresCpuMs }) => postgresCpuMs)), 2),
    ...{ failed, rounds: turns.length },
    note: ["its own process, no HTTP, carts prepared", ...reasons].join("; "),
  };
}

/** Throws unless each order of the shop is confirmed, with a payment. */
async function auditOrders({ ordersDatabaseUrl }: System): Promise<void> {
  const { rows } = await onDatabase(ordersDatabaseUrl, (db) =>
    db.query<{ open: string }>(
      "select count(*) as open from orders where status <> 'confirmed' or payment_id is null",
    ),
  );
  const open = Number(rows[0]?.open);
  if (open > 0) throw new Error(`${open} orders are not confirmed or not paid`);
}
