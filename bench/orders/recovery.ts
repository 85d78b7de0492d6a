/** Orders killed in the middle of 100 orders a second: how long until each that it had taken is finished, and paid once. */
import { setTimeout as sleep } from "node:timers/promises";
import { atMost } from "../shared/floor.ts";
import { onDatabase } from "../shared/server.ts";
import { rounded } from "../shared/statistics.ts";
import { type Buyers, openBuyers } from "./buyer.ts";
import type { Part } from "./part.ts";
import { type System, startSystem } from "./system.ts";

const ORDERS_A_SECOND = 100;
/** Of the load before the kill: code is compiled, and the pace is reached. */
const BEFORE_MS = 10_000;
/** Of the load after it: the shop goes on selling while it recovers. */
const AFTER_MS = 5_000;
const FINISHED_WITHIN_MS = 180_000; // more than a machine needs that cannot keep the pace
const RECOVERED_MS_MAX = 5_000;
const CONNECTIONS = 256;

export const recoveryPart: Part = async (server, timing) => {
  const system = await startSystem(server);
  const buyers = openBuyers(system.gatewayUrl, CONNECTIONS);
  try {
    const rows = [];
    for (let kill = 1; kill <= timing.kills; kill += 1) rows.push(await killOnce(system, buyers));
    const slowest = Math.max(...rows.map(({ recoveredMs }) => recoveredMs));
    const faults = rows.reduce((sum, row) => sum + row.lost + row.chargedTwice, 0);
    return {
      rows: rows.map((row, index) => ({ kill: index + 1, ordersASecond: ORDERS_A_SECOND, ...row })),
      floors: [
        atMost("ms from SIGKILL of orders to the last stuck order", slowest, RECOVERED_MS_MAX),
        atMost("orders lost or charged twice", faults, 0),
      ],
    };
  } finally {
    buyers.close();
    await system.stop();
  }
};

async function killOnce(system: System, buyers: Buyers) {
  const load = openLoad(buyers);
  const killed = await killUnderLoad(system).catch(async (error: unknown) => {
    await load.stop();
    throw error;
  });
  const { accepted, refused } = await load.stop();
  await untilFinished(system, new Date());
  const orders = { accepted: accepted.length, refused };
  return { ...killed, ...orders, ...(await faultsOf(system, accepted)) };
}

async function killUnderLoad(system: System) {
  await sleep(BEFORE_MS);
  const pid = system.pidOf("orders");
  if (pid === undefined) throw new Error("orders does not run");
  const killedAt = new Date();
  process.kill(pid, "SIGKILL");
  const stuck = await processing(system, killedAt);
  const lastFinished = untilFinished(system, killedAt);
  await sleep(AFTER_MS);
  return { stuck, recoveredMs: rounded(await lastFinished) };
}

/** An order every 10 ms, whether the ones before are answered or not. What is no 202 counts as refused. */
function openLoad(buyers: Buyers) {
  const accepted: string[] = [];
  const asked: Promise<void>[] = [];
  let refused = 0;
  const startedMs = performance.now();
  const order = async () => {
    const answer = await buyers.order({ prefer: "respond-async" }).catch(() => undefined);
    if (answer?.body.id !== undefined && answer.status < 300) accepted.push(answer.body.id);
    else refused += 1;
  };
  const timer = setInterval(() => {
    const due = ((performance.now() - startedMs) / 1000) * ORDERS_A_SECOND;
    while (asked.length < due) asked.push(order());
  }, 1000 / ORDERS_A_SECOND);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(asked);
      return { accepted, refused };
    },
  };
}

/** How many orders of until then are not finished. */
async function processing({ ordersDatabaseUrl }: System, until: Date): Promise<number> {
  const { rows } = await onDatabase(ordersDatabaseUrl, (db) =>
    db.query<{ orders: string }>(
      "select count(*) as orders from orders where status = 'processing' and created_at <= $1",
      [until],
    ),
  );
  return Number(rows[0]?.orders);
}

/** ms from `until` to the end of the last order of until then. */
async function untilFinished(system: System, until: Date): Promise<number> {
  const giveUpAtMs = Date.now() + FINISHED_WITHIN_MS;
  while ((await processing(system, until)) > 0) {
    if (Date.now() > giveUpAtMs) throw new Error("orders are not finished within three minutes");
    await sleep(50);
  }
  const { rows } = await onDatabase(system.ordersDatabaseUrl, (db) =>
    db.query<{ ms: string | null }>(
      `select extract(epoch from max(finished_at) - $1::timestamptz) * 1000 as ms from orders where created_at <= $1`,
      [until],
    ),
  );
  return Math.max(0, Number(rows[0]?.ms ?? 0));
}

/** Accepted orders that are not confirmed, and those that the payment provider captured more than once. */
async function faultsOf(system: System, accepted: readonly string[]) {
  const { rows } = await onDatabase(system.ordersDatabaseUrl, (db) =>
    db.query<{ lost: string }>(
      `select count(*) as lost from unnest($1::uuid[]) as told
         left join orders on orders.id = told where orders.status is distinct from 'confirmed'`,
      [accepted],
    ),
  );
  let chargedTwice = 0;
  for (const orderId of accepted) {
    const answer = await fetch(`${system.sandboxUrl}/charges?orderId=${orderId}`);
    const { data } = (await answer.json()) as {
      readonly data: readonly { readonly status: string }[];
    };
    if (data.filter(({ status }) => status === "captured").length !== 1) chargedTwice += 1;
  }
  return { lost: Number(rows[0]?.lost), chargedTwice };
}
