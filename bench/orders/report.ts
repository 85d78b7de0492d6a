/**
 * A report over a large ledger, through the gateway of a whole system: rows a second, and the most memory that orders and
 * inventory had. `node bench/orders/report.ts [rows] [formats]`, 10,000,000 and `csv,json` unless
 * said otherwise.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Stack, startStack } from "../../tests/stack.ts";

const ROWS = Number(process.argv[2] ?? 10_000_000);
const ROWS_PER_INSERT = 500_000;
const REPORT_MS_MAX = 5 * 60_000;
const RSS_MIB_MAX = 300;
const AUTHORIZATION = { authorization: "Bearer hf_dev_admin" };

const stack = await startStack();
try {
  const insertedMs = await timed(() => fillLedger(stack));
  process.stdout.write(`${ROWS} movements written in ${seconds(insertedMs)} s\n`);
  for (const format of process.argv[3]?.split(",") ?? ["csv", "json"]) await measure(format);
} finally {
  await stack.stop();
}

async function measure(format: string): Promise<void> {
  const reports = `${stack.url("gateway")}/api/v1/reports`;
  const asked = await fetch(reports, {
    method: "POST",
    headers: { ...AUTHORIZATION, "content-type": "application/json" },
    body: JSON.stringify({
      ...{ type: "stock-movements", format },
      ...{ from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" },
    }),
  });
  const { id } = (await asked.json()) as { readonly id: string };
  const before = { orders: cpuMs("orders"), inventory: cpuMs("inventory") };
  const madeMs = await timed(() => untilDone(`${reports}/${id}`));
  const cpu = {
    orders: cpuMs("orders") - before.orders,
    inventory: cpuMs("inventory") - before.inventory,
  };
  let bytes = 0;
  const readMs = await timed(async () => {
    const result = await fetch(`${reports}/${id}/result`, { headers: AUTHORIZATION });
    for await (const chunk of result.body ?? []) bytes += chunk.length;
  });
  const peaks = { orders: peakMiB("orders"), inventory: peakMiB("inventory") };
  const rate = Math.round((ROWS / madeMs) * 1000);
  process.stdout.write(
    `${format}: ${seconds(madeMs)} s, ${rate} rows/s, ${Math.round(bytes / 1e6)} MB, read back in ${seconds(readMs)} s; ` +
      `CPU of orders ${seconds(cpu.orders)} s, of inventory ${seconds(cpu.inventory)} s; peak RSS orders ${peaks.orders} MiB, inventory ${peaks.inventory} MiB\n`,
  );
  if (Math.max(peaks.orders, peaks.inventory) > RSS_MIB_MAX) {
    process.stdout.write(`NOT KEPT: ${RSS_MIB_MAX} MiB\n`);
    process.exitCode = 1;
  }
}

async function untilDone(url: string): Promise<void> {
  const giveUpAtMs = Date.now() + REPORT_MS_MAX;
  for (;;) {
    const answer = await fetch(url, { headers: AUTHORIZATION });
    const report = (await answer.json()) as { readonly status: string; readonly rows: number };
    if (report.status === "done") return;
    if (report.status === "failed" || Date.now() > giveUpAtMs)
      throw new Error(`the report ended badly: ${JSON.stringify(report)}`);
    await sleep(100);
  }
}

/** The most memory that the process has had since its start. */
function peakMiB(name: "orders" | "inventory"): number {
  const status = readFileSync(`/proc/${stack.pids()[name]}/status`, "utf8");
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024);
}

/** Of the process since its start, in ticks of 10 ms. */
function cpuMs(name: "orders" | "inventory"): number {
  const stat = readFileSync(`/proc/${stack.pids()[name]}/stat`, "utf8");
  const [user = 0, system = 0] = stat.split(") ")[1]?.split(" ").slice(11, 13).map(Number) ?? [];
  return (user + system) * 10;
}

async function fillLedger(system: Stack): Promise<void> {
  const { port } = new URL(system.url("postgres"));
  const password = readFileSync(join(system.home, "postgres.password"), "utf8").trim();
  const client = new pg.Client(`postgresql://holdfast:${password}@127.0.0.1:${port}/inventory`);
  await client.connect();
  // Each row refers to a shelf that was just read: not looking it up again saves most of the time.
  await client.query("set synchronous_commit = off; set session_replication_role = replica");
  for (let first = 0; first < ROWS; first += ROWS_PER_INSERT) {
    await client.query(
      `insert into movement (at, sku, location, kind, quantity, reason, reference, actor)
       select timestamptz '2026-02-01' + ($1 + s) * interval '1 second', shelf.sku, shelf.location, 'sale', -1,
              'sold', gen_random_uuid()::text, 'acme'
         from generate_series(1, $2::int) s
         join (select sku, location, row_number() over () - 1 as place, count(*) over () as shelves from stock) shelf
           on shelf.place = s % shelf.shelves`,
      [first, Math.min(ROWS_PER_INSERT, ROWS - first)],
    );
  }
  await client.query("vacuum analyze movement");
  await client.end();
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
