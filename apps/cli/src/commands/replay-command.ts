/** `holdfast plan replay`: what orders of before would have cost under a draft of prices, promotions and stock rules. */
import { readFileSync } from "node:fs";
import type { AnswerOf, Client, ClientError, InputOf } from "@holdfast/client";
import { fail, ok, type Result } from "@holdfast/result";
import type { Command } from "commander";
import { EXIT } from "../exit.ts";
import { findFile } from "../file-commands.ts";
import { isRecord } from "../json.ts";
import { complain, print, toJson } from "../output.ts";
import type { Environment } from "../settings.ts";
import type { Exit } from "../surroundings.ts";
import { clientOf, complainOf } from "./api-command.ts";
import { type ReplayedOrder, type ReplayReport, reportOf, reportText } from "./replay-report.ts";
import { readShelves } from "./replay-shelves.ts";
import {
  judgeShelves,
  overMaxPerOrder,
  readStockDraft,
  type ShelfVerdict,
  type StockDraft,
} from "./replay-stock.ts";
import { screenOf } from "./text-table.ts";
import { given, wholeOf } from "./words.ts";

type Flags = Readonly<
  Record<"orders" | "draft" | "since" | "until" | "url" | "key", string | undefined>
> & { readonly json?: true };
type Order = AnswerOf<"listOrders">["data"][number];
type PriceDraft = InputOf<"replayDraft">["body"]["draft"];
type Used = NonNullable<InputOf<"replayDraft">["body"]["used"]>;
type Draft = { readonly priced: PriceDraft; readonly stock: StockDraft };
type Asked = { readonly orders: number; readonly sinceMs: number; readonly untilMs: number };

const ORDERS_DEFAULT = 1_000;
const ORDERS_MAX = 10_000; // some minutes
const PAGE = 200;
const READ_MAX = 200_000; // orders come newest first: what lies further back is not found in an hour
const QUOTES_MAX = 100;
const TIMEOUT_MS = 30_000; // a hundred quotes take a second or some
/** As the planner's other commands have it. */
const UNKNOWN = 3;

export function addReplayCommand(plan: Command, env: Environment, exit: Exit): void {
  plan
    .command("replay")
    .helpOption("--help", "display help for command")
    .description(
      "what recorded orders would have cost under draft prices, promotions and stock rules",
    )
    .requiredOption("--draft <file>", "JSON: { prices, promotions, stock }")
    .option("--orders <n>", `the newest that were sold, ${ORDERS_MAX} at most (${ORDERS_DEFAULT})`)
    .option("--since <time>", "none before it, such as 2026-11-22T00:00:00Z")
    .option("--until <time>", "none from it on")
    .option("--json", "print the report as JSON, with every order that is not as it was")
    .option("--url <url>", "the gateway; HOLDFAST_URL, else the one that runs here")
    .option("--key <key>", "a key with scope admin; HOLDFAST_KEY, else the development key")
    .addHelpText("after", AFTER)
    .action(async (flags: Flags) => exit(await runReplay(flags, env)));
}

const AFTER = `
The draft, each part as the API takes it, all of them optional:
  prices      [{ "sku": "MUG", "prices": [{ "currency": "EUR", "amount": 2499 }] }]: all prices of a SKU; [] takes it off sale
  promotions  a new one; { "id": "…", …fields } changes one; { "id": "…", "delete": true } ends it
  stock       [{ "sku": "MUG", "maxPerOrder": 3, "safetyStock": 10 }]
Nothing is written anywhere. docs/pricing.md#drafts says what is computed, and what cannot be known.

Exit code 0: every total stays. 1: totals change, or orders would be refused. 2: wrong words, a refused draft, or nothing
answers. 3: nothing changes as far as is known, but some orders could not be decided.

Examples:
  $ npx holdfast plan replay --draft raise.json --orders 500
  $ npx holdfast plan replay --draft raise.json --since 2026-11-22T00:00:00Z --until 2026-11-23T00:00:00Z --json
`;

async function runReplay(flags: Flags, env: Environment): Promise<number> {
  const asked = askedIn(flags);
  if (!asked.ok) return complain(asked.error, EXIT.unasked);
  const draft = readDraft(flags.draft ?? "", env);
  if (!draft.ok) return complain(draft.error, EXIT.unasked);
  const client = clientOf(flags, env);
  if (!client.ok) return complain(client.error, EXIT.unasked);
  const orders = await soldOrders(client.value, asked.value);
  if (!orders.ok) return unasked(orders.error);
  const replayed = await replay(client.value, orders.value, draft.value);
  if (!replayed.ok) return unasked(replayed.error);
  const report = reportOf(replayed.value);
  print(flags.json ? toJson(report) : reportText(report, screenOf(process.stdout)));
  return exitOf(report);
}

/** That it could not be asked is no finding about the draft. */
function unasked(error: ClientError | string): number {
  if (typeof error === "string") complain(error, EXIT.unasked);
  else complainOf(error);
  return EXIT.unasked;
}

function exitOf({ counts }: ReplayReport): number {
  if (counts.changed > 0 || counts.refused > 0) return EXIT.no;
  return counts.undecided + counts.stockUndecided > 0 ? UNKNOWN : EXIT.done;
}

function askedIn(flags: Flags): Result<Asked, string> {
  const orders = wholeOf(flags.orders, "--orders");
  if (!orders.ok) return orders;
  const { value: count = ORDERS_DEFAULT } = orders;
  if (count < 1 || count > ORDERS_MAX) return fail(`--orders is 1 to ${ORDERS_MAX}`);
  const sinceMs = flags.since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(flags.since);
  const untilMs = flags.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(flags.until);
  for (const [name, atMs] of Object.entries({ since: sinceMs, until: untilMs })) {
    if (Number.isNaN(atMs)) return fail(`--${name} is a time such as 2026-11-22T00:00:00Z`);
  }
  return sinceMs < untilMs
    ? ok({ orders: count, sinceMs, untilMs })
    : fail("--since has to be before --until");
}

/** The parts that the gateway is to judge are not looked into here. */
function readDraft(file: string, env: Environment): Result<Draft, string> {
  const path = findFile(file, env);
  if (!path.ok) return path;
  const parsed = jsonIn(path.value);
  if (!isRecord(parsed)) return fail(`${file} is no JSON object`);
  const { prices, promotions, stock, ...others } = parsed;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    return fail(`${file} has "${unknown}"; a draft has prices, promotions and stock`);
  }
  const policies = readStockDraft(stock ?? []);
  if (!policies.ok) return fail(`${file}: ${policies.error}`);
  return ok({ priced: given({ prices, promotions }) as PriceDraft, stock: policies.value });
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The newest orders of that time that were sold, also those that were cancelled later; the oldest first. */
async function soldOrders(
  client: Client,
  { orders, sinceMs, untilMs }: Asked,
): Promise<Result<readonly Order[], ClientError | string>> {
  const sold: Order[] = [];
  let cursor: string | undefined;
  for (let read = 0; read < READ_MAX; read += PAGE) {
    const page = await client.listOrders({ query: given({ limit: PAGE, cursor }) });
    if (!page.ok) return fail(page.error);
    const { data, nextCursor } = page.value;
    for (const order of data) {
      const atMs = Date.parse(order.createdAt);
      if (sold.length === orders || atMs < sinceMs) return ok(sold.reverse());
      if (wasSold(order) && atMs < untilMs) sold.push(order);
    }
    if (nextCursor === null) return ok(sold.reverse());
    cursor = nextCursor;
  }
  return fail(`the newest ${READ_MAX} orders do not reach back that far: choose a later --until`);
}

/** One that was cancelled before it was sold has a problem that says so. */
const wasSold = ({ status, problem, total }: Order): boolean =>
  (status === "confirmed" || status === "cancelled") &&
  problem === undefined &&
  total !== undefined;

async function replay(
  client: Client,
  orders: readonly Order[],
  { priced, stock }: Draft,
): Promise<Result<readonly ReplayedOrder[], ClientError>> {
  const decided = new Map<string, ReplayedOrder>();
  const quoted: Quoted[] = [];
  for (const order of orders) {
    const { quoteId } = order;
    const reasons = overMaxPerOrder(order, stock);
    if (reasons.length > 0) decided.set(order.id, rowOf(order, { status: "refused", reasons }));
    else if (quoteId !== undefined) quoted.push({ order, quoteId });
    else decided.set(order.id, rowOf(order, { status: "undecided", reasons: [NO_QUOTE] }));
  }
  const repriced = await reprice(client, quoted, priced);
  if (!repriced.ok) return repriced;
  for (const row of repriced.value) decided.set(row.orderId, row);
  const shelves = await readShelves(client, orders, stock);
  if (!shelves.ok) return shelves;
  const isRefused = (id: string) => decided.get(id)?.status === "refused";
  const verdicts = judgeShelves(orders, { draft: stock, shelves: shelves.value }, isRefused);
  return ok(
    orders.flatMap(({ id }) => {
      const row = decided.get(id);
      return row === undefined ? [] : withShelves(row, verdicts.get(id));
    }),
  );
}

/** What is short is told before what it would have cost. */
function withShelves(row: ReplayedOrder, verdict: ShelfVerdict | undefined): ReplayedOrder {
  const { refused = [], open = [] } = verdict ?? {};
  if (refused.length === 0) return { ...row, reasons: [...row.reasons, ...open] };
  const told = row.status === "refused" ? row.reasons : [];
  return { ...row, status: "refused", after: null, reasons: [...refused, ...told] };
}

type Quoted = { readonly order: Order; readonly quoteId: string };

/** Asks also where there is nothing to price: whether the draft could be put in force is worth knowing. */
async function reprice(
  client: Client,
  quoted: readonly Quoted[],
  draft: PriceDraft,
): Promise<Result<readonly ReplayedOrder[], ClientError>> {
  const rows: ReplayedOrder[] = [];
  let used: Used = []; // of budgets: the next batch goes on from there
  for (let at = 0; at === 0 || at < quoted.length; at += QUOTES_MAX) {
    const batch = quoted.slice(at, at + QUOTES_MAX);
    const body = { quoteIds: batch.map(({ quoteId }) => quoteId), draft, used };
    const answer = await client.replayDraft({ body, timeoutMs: TIMEOUT_MS });
    if (!answer.ok) return fail(answer.error);
    const { data } = answer.value;
    rows.push(
      ...batch.flatMap(({ order }, index) => (data[index] ? rowOf(order, data[index]) : [])),
    );
    used = answer.value.used;
  }
  return ok(rows);
}

const NO_QUOTE = {
  code: "quote-not-recorded",
  subject: "",
  detail: "It is of before orders named the quote that priced them.",
};

type Decided = Pick<ReplayedOrder, "status" | "reasons"> &
  Partial<Pick<ReplayedOrder, "before" | "after">>;

function rowOf(
  { id: orderId, quoteId, createdAt, total }: Order,
  { status, reasons, before, after = null }: Decided,
): ReplayedOrder {
  const told = before ?? total ?? null;
  return { orderId, quoteId: quoteId ?? null, createdAt, status, before: told, after, reasons };
}
