/** `holdfast load`: asks a shop as many customers would, and says how soon it answered. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Client, ClientError, Outcome } from "@holdfast/client";
import { fail, ok, type Result } from "@holdfast/result";
import { Argument, type Command } from "commander";
import { EXIT } from "../exit.ts";
import { gatewayOf } from "../gateway.ts";
import { complain, print, toJson } from "../output.ts";
import type { Environment } from "../settings.ts";
import type { Surroundings } from "../surroundings.ts";
import { complainOf } from "./api-command.ts";
import {
  count,
  type Kind,
  kindOf,
  LOADS,
  type Load,
  type LoadReport,
  newTally,
  type Plan,
  planOf,
  reportOf,
  type Tally,
} from "./load.ts";
import { screenOf, tableText } from "./text-table.ts";

type Flags = Readonly<Record<"sku" | "url" | "key", string | undefined>> &
  Parameters<typeof planOf>[1] & { readonly json?: true };

const SHOW_EVERY_MS = 500;
const SKUS_MAX = 100; // enough that no single row is what is measured

export function addLoadCommand(program: Command, { env, exit }: Surroundings): void {
  program
    .command("load")
    .description("ask the shop as many customers would, and say how soon it answers")
    .addArgument(new Argument("[operation]", "what is asked").choices(LOADS).default("mix"))
    .option("--connections <n>", "requests at the same time, 512 at most (16)")
    .option("--duration <seconds>", "how long, 600 at most (10)")
    .option("--requests <n>", "how many, 1,000,000 at most")
    .option("--rate <n>", "a second at most; without it as many as the connections carry")
    .option("--max-errors <percent>", "exit code 1 above this share of failures (1)")
    .option("--sku <sku>", "of this product alone; else of those in stock")
    .option("--json", "print the report as JSON")
    .option("--url <url>", "the gateway; HOLDFAST_URL, else the one that runs here")
    .option("--key <key>", "the API key; HOLDFAST_KEY, else the development key")
    .addHelpText("after", AFTER)
    .action(async (load: Load, flags: Flags) => exit(await runLoad(load, flags, env)));
}

const AFTER = `
Orders are real: "load order" and "load mix" sell what is in stock, and pay with the sandbox's tok_ok. Holds last ten seconds.
Nothing is repeated, so a refusal counts as what it is.

Examples:
  $ npx holdfast load product --connections 64 --duration 30
  $ npx holdfast load mix --rate 200 --requests 10000 --json
`;

async function runLoad(load: Load, flags: Flags, env: Environment): Promise<number> {
  const plan = planOf(load, flags);
  if (!plan.ok) return complain(plan.error, EXIT.unasked);
  const gateway = gatewayOf(env, flags, { retries: 0 });
  if (!gateway.ok) return complain(gateway.error, EXIT.unasked);
  const { client } = gateway.value;
  const skus = flags.sku === undefined ? await skusInStock(client) : ok([flags.sku]);
  if (!skus.ok) return complainOf(skus.error);
  if (skus.value.length === 0)
    return complain("nothing is in stock: name a product with --sku", EXIT.no);
  const tally = newTally(performance.now());
  const drawing = drawn(tally, flags.json === true);
  await sendAll(client, plan.value, { skus: skus.value, tally });
  drawing.stop();
  const report = reportOf(tally, performance.now());
  print(flags.json ? toJson(report) : reportText(report));
  return report.errorShare > plan.value.errorShareMax ? EXIT.no : EXIT.done;
}

async function skusInStock(client: Client): Promise<Result<readonly string[], ClientError>> {
  const page = await client.listProducts({ query: { inStock: true, limit: SKUS_MAX } });
  return page.ok ? ok(page.value.data.map(({ sku }) => sku)) : fail(page.error);
}

type Run = { readonly skus: readonly string[]; readonly tally: Tally };

/** Each connection sends one request after the other; with a rate, each request has its time, kept also after a slow one. */
async function sendAll(client: Client, plan: Plan, { skus, tally }: Run): Promise<void> {
  let next = 0;
  const isOver = () =>
    next >= plan.requestsMax || performance.now() - tally.startedMs >= plan.durationMs;
  const connection = async (): Promise<void> => {
    while (!isOver()) {
      const number = next;
      next += 1;
      if (plan.rate !== undefined) {
        const dueMs = tally.startedMs + (1_000 * number) / plan.rate;
        if (dueMs - tally.startedMs >= plan.durationMs) return;
        await sleep(Math.max(0, dueMs - performance.now()));
      }
      const kind = kindOf(plan.load, number);
      const startedMs = performance.now();
      const answer = await send(client, kind, skus[number % skus.length] ?? "");
      const refusal = answer.ok ? undefined : refusalOf(answer.error);
      count(tally, { kind, tookMs: performance.now() - startedMs, refusal });
    }
  };
  await Promise.all(Array.from({ length: plan.connections }, connection));
}

const PLACE = { currency: "EUR", region: "DE" };
const HOLD_SECONDS = 10;

function send(client: Client, kind: Kind, sku: string): Promise<Outcome<unknown>> {
  const items = [{ sku, quantity: 1 }];
  switch (kind) {
    case "product":
      return client.getProduct({ path: { sku }, query: PLACE });
    case "quote":
      return client.createQuote({ body: { ...PLACE, items } });
    case "reserve":
      return client.createReservation({ body: { items, ttlSeconds: HOLD_SECONDS } });
    case "order": {
      const customer = { email: "load@example.com" };
      return client.createOrder({
        body: { ...PLACE, items, customer, paymentMethod: { token: "tok_ok" } },
      });
    }
    default:
      return kind satisfies never;
  }
}

const refusalOf = (error: ClientError): string =>
  error.kind === "problem" ? error.code : error.kind;

/** Drawn over itself on a terminal; nothing elsewhere. */
function drawn(tally: Tally, quiet: boolean): { stop(): void } {
  if (quiet || !process.stderr.isTTY) return { stop: () => undefined };
  const draw = (): void => {
    const { requests, perSecond, errors, latencyMs } = reportOf(tally, performance.now());
    process.stderr.write(
      `\r\x1b[K${requests} requests, ${perSecond}/s, p50 ${latencyMs.p50} ms, p99 ${latencyMs.p99} ms, ${errors} failed`,
    );
  };
  const timer = setInterval(draw, SHOW_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      process.stderr.write("\r\x1b[K");
    },
  };
}

function reportText(report: LoadReport): string {
  const { requests, errors, seconds, perSecond, latencyMs, operations, refusals } = report;
  const row = (name: string, sent: number, at: LoadReport["latencyMs"]) => [
    ...[name, sent, at.p50, at.p90, at.p99, at.p999, at.max],
  ];
  const head = ["OPERATION", "REQUESTS", "P50 MS", "P90 MS", "P99 MS", "P99.9 MS", "MAX MS"];
  const rows = Object.entries(operations).map(([name, own]) => row(name, own.requests, own));
  if (rows.length > 1) rows.push(row("all", requests, latencyMs));
  const reasons = Object.entries(refusals).map(([code, times]) => `  ${times} × ${code}\n`);
  return `${tableText({ head, rows }, screenOf(process.stdout))}
${requests} requests in ${seconds} s, ${perSecond}/s, ${errors} failed\n${reasons.join("")}`;
}
