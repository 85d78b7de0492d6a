/** The part of a draft about how a SKU is sold, and what follows for an order from its own lines: pure. */
import { fail, ok, type Result } from "@holdfast/result";
import { isRecord } from "../json.ts";
import type { Reason } from "./replay-report.ts";

/** By SKU: units that one order may have. */
export type StockDraft = ReadonlyMap<string, { readonly maxPerOrder: number }>;

type Line = { readonly sku: string; readonly quantity: number };

/** What an item has besides, that no record of the past can be held against. */
const UNDECIDABLE =
  "only maxPerOrder can be replayed: what was free on the shelves at the moment of an order, and who had bought what, is not recorded";

/** Reads `stock` of a draft; fails with what is wrong, and where. */
export function readStockDraft(json: unknown): Result<StockDraft, string> {
  if (!Array.isArray(json)) return fail('"stock" has to be a list');
  const draft = new Map<string, { readonly maxPerOrder: number }>();
  for (const [index, row] of json.entries()) {
    const path = `/stock/${index}`;
    if (!isRecord(row)) return fail(`${path} has to be an object`);
    const { sku, maxPerOrder, ...others } = row;
    const [other] = Object.keys(others);
    if (other !== undefined) return fail(`${path}/${other}: ${UNDECIDABLE}`);
    if (typeof sku !== "string" || sku === "") return fail(`${path}/sku has to be a SKU`);
    if (draft.has(sku)) return fail(`${path}/sku stands above already`);
    const isCount = typeof maxPerOrder === "number" && Number.isInteger(maxPerOrder);
    if (!isCount || maxPerOrder < 1) return fail(`${path}/maxPerOrder has to be 1 or more`);
    draft.set(sku, { maxPerOrder });
  }
  return ok(draft);
}

/** Why inventory would not hold these lines; nothing where it would, as far as their quantities say. */
export function refusedByStock(lines: readonly Line[], draft: StockDraft): readonly Reason[] {
  const asked = new Map<string, number>();
  for (const { sku, quantity } of lines) asked.set(sku, (asked.get(sku) ?? 0) + quantity);
  return [...asked].flatMap(([sku, quantity]) => {
    const { maxPerOrder } = draft.get(sku) ?? { maxPerOrder: Number.POSITIVE_INFINITY };
    if (quantity <= maxPerOrder) return [];
    const detail = `${quantity} asked, ${maxPerOrder} may be in an order`;
    return [{ code: "quota-exceeded", subject: sku, detail }];
  });
}
