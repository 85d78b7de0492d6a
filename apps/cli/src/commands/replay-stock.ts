/**
 * The part of a draft about how a SKU is sold: pure. What an order asked for is known, and what stood on the shelves, from the
 * ledger; what others held at that moment is not. So some orders would be refused for certain, and others cannot be decided.
 */
import { fail, ok, type Result } from "@holdfast/result";
import { isRecord } from "../json.ts";
import type { Reason } from "./replay-report.ts";

type Rules = { readonly maxPerOrder: number | undefined; readonly safetyStock: number | undefined };
export type StockDraft = ReadonlyMap<string, Rules>;

export type SoldOrder = {
  readonly id: string;
  readonly reservationId: string;
  readonly createdAt: string;
  readonly shortfallPolicy: string;
  readonly lines?: readonly { readonly sku: string; readonly quantity: number }[];
};
/** A movement of the ledger, as far as it counts here. */
export type Moved = {
  readonly at: string;
  readonly location: string;
  readonly kind: string;
  readonly quantity: number;
  readonly reference: string | null;
};
export type Shelf = {
  /** From the first movement on, the oldest first; undefined: too long to be read. */
  readonly ledger: readonly Moved[] | undefined;
  /** Units that may be promised beyond the stock at most, as the item has it now. */
  readonly owableUnits: number;
};

const NAMES = ["maxPerOrder", "safetyStock"] as const;
const LEAST = { maxPerOrder: 1, safetyStock: 0 } as const;
const OTHERS =
  "cannot be replayed, maxPerOrder and safetyStock can: what was promised, and who had bought what, is not recorded";

/** Reads `stock` of a draft; fails with what is wrong, and where. */
export function readStockDraft(json: unknown): Result<StockDraft, string> {
  if (!Array.isArray(json)) return fail('"stock" has to be a list');
  const draft = new Map<string, Rules>();
  for (const [index, row] of json.entries()) {
    const path = `/stock/${index}`;
    if (!isRecord(row)) return fail(`${path} has to be an object`);
    const { sku, maxPerOrder, safetyStock, ...others } = row;
    const [other] = Object.keys(others);
    if (other !== undefined) return fail(`${path}/${other} ${OTHERS}`);
    if (typeof sku !== "string" || sku === "") return fail(`${path}/sku has to be a SKU`);
    if (draft.has(sku)) return fail(`${path}/sku stands above already`);
    const wrong = NAMES.find((name) => !isUnits(row[name], LEAST[name]));
    if (wrong !== undefined) return fail(`${path}/${wrong} has to be ${LEAST[wrong]} or more`);
    draft.set(sku, { maxPerOrder, safetyStock } as Rules);
  }
  return ok(draft);
}

const isUnits = (value: unknown, least: number): boolean =>
  value === undefined || (typeof value === "number" && Number.isInteger(value) && value >= least);

/** Why inventory would not hold these lines, whatever was on the shelves. */
export function overMaxPerOrder(order: SoldOrder, draft: StockDraft): readonly Reason[] {
  return [...unitsOf(order)].flatMap(([sku, units]) => {
    const maxPerOrder = draft.get(sku)?.maxPerOrder ?? Number.POSITIVE_INFINITY;
    if (units <= maxPerOrder) return [];
    const detail = `${units} asked, ${maxPerOrder} may be in an order`;
    return [{ code: "quota-exceeded", subject: sku, detail }];
  });
}

export type ShelfVerdict = {
  readonly refused: readonly Reason[];
  readonly open: readonly Reason[];
};

/**
 * By order what its safety stocks make of it; `refusedAlready` says of which something else does. `orders` are the oldest first:
 * what a refused one would have left on the shelf is there for those after it.
 */
export function judgeShelves(
  orders: readonly SoldOrder[],
  { draft, shelves }: { readonly draft: StockDraft; readonly shelves: ReadonlyMap<string, Shelf> },
  refusedAlready: (id: string) => boolean,
): ReadonlyMap<string, ShelfVerdict> {
  const left = new Map<string, number>();
  const verdicts = new Map<string, ShelfVerdict>();
  for (const order of orders) {
    const wanted = unitsOf(order);
    const refused: Reason[] = [];
    const open: Reason[] = [];
    for (const [sku, units] of wanted) {
      const safetyStock = draft.get(sku)?.safetyStock ?? 0;
      if (safetyStock === 0) continue; // it was sold with no less kept back
      const most = mostSellable(order, { shelf: shelves.get(sku), safetyStock });
      const total = most === undefined ? undefined : most + (left.get(sku) ?? 0);
      if (total !== undefined && units > total && order.shortfallPolicy !== "refund") {
        const detail = `${units} asked, ${total} at most above a safety stock of ${safetyStock}`;
        refused.push({ code: "insufficient-stock", subject: sku, detail });
      } else open.push({ code: STOCK_OPEN, subject: sku, detail: WHY_OPEN });
    }
    verdicts.set(order.id, { refused, open });
    if (refused.length === 0 && !refusedAlready(order.id)) continue;
    for (const [sku, units] of wanted) left.set(sku, (left.get(sku) ?? 0) + units);
  }
  return verdicts;
}

export const STOCK_OPEN = "stock-not-recorded";
const WHY_OPEN = "what others held of it at that moment is not recorded";

/** Between the clocks of two services. */
const SKEW_MS = 5_000;

/**
 * No more than this could be held at any moment from when the order's reservation began to when its units left the shelf, even
 * if nobody else held any; undefined where the ledger does not tell.
 */
function mostSellable(
  { reservationId, createdAt }: SoldOrder,
  { shelf, safetyStock }: { readonly shelf: Shelf | undefined; readonly safetyStock: number },
): number | undefined {
  if (shelf?.ledger === undefined) return undefined;
  const fromMs = Math.min(Date.parse(createdAt), bornAtMs(reservationId)) - SKEW_MS;
  const onHand = new Map<string, number>();
  const sellable = () =>
    [...onHand.values()].reduce((sum, units) => sum + Math.max(0, units - safetyStock), 0);
  let most: number | undefined;
  for (const { at, location, kind, quantity, reference } of shelf.ledger) {
    const isWithin = Date.parse(at) >= fromMs;
    if (isWithin) most = Math.max(most ?? 0, sellable());
    if (kind === "sale" && reference === reservationId) {
      return Math.max(most ?? 0, sellable()) + shelf.owableUnits;
    }
    onHand.set(location, (onHand.get(location) ?? 0) + quantity);
  }
  return undefined; // its units never left a shelf: they were owed
}

/** A reservation may be older than its order; its id (UUID version 7) begins with the time it was made at. */
function bornAtMs(id: string): number {
  const isTimed = /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(id);
  return isTimed ? Number.parseInt(id.replace("-", "").slice(0, 12), 16) : Number.POSITIVE_INFINITY;
}

function unitsOf({ lines = [] }: SoldOrder): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return units;
}
