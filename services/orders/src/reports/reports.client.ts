import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { InventoryOperations, PricingOperations } from "@holdfast/contracts";
import { type MoneyWire, toWire } from "@holdfast/money";
import type { CallError, Client, Outbound } from "@holdfast/outbound";
import type { Result } from "@holdfast/result";
import { type ReportQuery, type ReportSource, Unreadable } from "./report-source.ts";
import type { ReportRow } from "./report-text.ts";
import type { ReportType } from "./reports.ts";

type Inventory = Client<InventoryOperations>;
/** Those of its operations that are called here: worked out for all of them, the types are too many. */
type PricesOfReports = Pick<
  PricingOperations,
  "countPriceVersions" | "listPricesAt" | "streamPriceHistory"
>;
type Pricing = Client<PricesOfReports>;

/** Rows of one call: what a call that breaks off costs, and how long a cancelled report goes on. */
const MOVEMENTS_PER_CALL = 25_000;
const VERSIONS_PER_CALL = 2_000;
/** As many SKUs as pricing takes in one call. */
const SHELVES_PER_CALL = 500;

/** What other services tell reports. Call them within a request (`onBehalfOf`). */
export function calledSources(
  outbound: Pick<Outbound, "client">,
  currency: string,
): Readonly<Record<Exclude<ReportType, "sales">, ReportSource>> {
  const inventory = outbound.client<InventoryOperations>("inventory");
  const pricing = outbound.client<PricesOfReports>("pricing");
  return {
    "stock-movements": movements(inventory),
    "stock-valuation": valuation({ inventory, pricing, currency }),
    "price-history": priceHistory(pricing),
  };
}

function movements(inventory: Inventory): ReportSource {
  return {
    extent: async (query) => {
      const { after, through, movements } = await findExtent(inventory, query);
      return { after: String(after), through, expectedRows: movements };
    },
    read: async (query, { extent, after }, take) => {
      const { through } = extent;
      const asked = { after: Number(after), through, limit: MOVEMENTS_PER_CALL };
      const { body } = answerOf(
        await inventory.call("streamMovements", { query: { ...period(query), ...asked } }),
      );
      return readLines(body, take);
    },
  };
}

/** Units as the ledger adds up to, at the price that one of them cost then. */
function valuation(deps: {
  readonly inventory: Inventory;
  readonly pricing: Pricing;
  readonly currency: string;
}): ReportSource {
  type Shelf = { readonly sku: string; readonly location: string; readonly onHand: number } & {
    readonly reserved: number | null;
  };
  const { inventory, pricing, currency } = deps;
  return {
    extent: async (query) => {
      // Of the whole ledger up to the end: what the shelves have comes from there.
      const { through, shelves } = await findExtent(inventory, { ...query, fromMs: 0 });
      return { after: "", through, expectedRows: shelves };
    },
    read: async (query, { extent, after }, take) => {
      const { to } = period(query);
      const asked = { to, after, through: extent.through, limit: SHELVES_PER_CALL };
      const { body } = answerOf(await inventory.call("streamStock", { query: asked }));
      const shelves: Shelf[] = [];
      const next = await readLines(body, (row) => shelves.push(row as unknown as Shelf));
      const skus = [...new Set(shelves.map(({ sku }) => sku))];
      const units = await unitsAt(pricing, { skus, at: to, currency });
      for (const { sku, location, onHand, reserved } of shelves) {
        const unit = units.get(sku) ?? null;
        const value =
          unit === null ? null : toWire({ amountMinor: unit.amount * onHand, currency });
        take({ sku, location, onHand, reserved, unit, value, currency });
      }
      return next;
    },
  };
}

async function unitsAt(
  pricing: Pricing,
  body: { readonly skus: string[]; readonly at: string; readonly currency: string },
): Promise<ReadonlyMap<string, MoneyWire | null>> {
  if (body.skus.length === 0) return new Map();
  const answer = answerOf(await pricing.call("listPricesAt", { body }));
  return new Map(answer.body.data.map(({ sku, unit }) => [sku, unit]));
}

function priceHistory(pricing: Pricing): ReportSource {
  return {
    extent: async (query) => {
      const { body } = answerOf(await pricing.call("countPriceVersions", { query: period(query) }));
      return { after: "", through: 0, expectedRows: body.versions };
    },
    read: async (query, { after }, take) => {
      const asked = { ...period(query), after, limit: VERSIONS_PER_CALL };
      const { body } = answerOf(await pricing.call("streamPriceHistory", { query: asked }));
      return readLines(body, take);
    },
  };
}

async function findExtent(inventory: Inventory, query: ReportQuery) {
  const { body } = answerOf(await inventory.call("getLedgerExtent", { query: period(query) }));
  return body;
}

const period = ({ fromMs, toMs }: Pick<ReportQuery, "fromMs" | "toMs">) => ({
  from: new Date(fromMs).toISOString(),
  to: new Date(toMs).toISOString(),
});

/** What says no to everybody at times: another try may find it better. */
const PASSING: ReadonlySet<number> = new Set([408, 409, 423, 425, 429]);

function answerOf<T>(result: Result<T, CallError>): T {
  if (result.ok) return result.value;
  const { error } = result;
  if (error.kind !== "problem") throw new Error(`a source did not answer: ${error.kind}`);
  const { status, problem } = error;
  if (status < 500 && !PASSING.has(status)) throw new Unreadable(problem.detail);
  throw new Error(`a source answered ${status} ${problem.code}`);
}

/**
 * Reads JSON lines as they come: rows, then the line that says where to go on. Throws when they break off, also where HTTP
 * takes them for whole.
 */
async function readLines(body: Readable, take: (row: ReportRow) => void): Promise<string | null> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let held: string | undefined; // the line that may be the last
  for await (const chunk of body) {
    const lines = (rest + decoder.write(chunk as Buffer)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (held !== undefined) take(JSON.parse(held) as ReportRow);
      held = line;
    }
  }
  const end: unknown = held === undefined || rest !== "" ? undefined : JSON.parse(held);
  if (typeof end !== "object" || end === null || !("after" in end)) {
    throw new Error("a source broke off");
  }
  return end.after as string | null;
}
