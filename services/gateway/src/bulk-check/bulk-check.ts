import type { ProductView } from "../product-view.ts";
import type { Side } from "../side.ts";
import type { Part } from "../view-json.ts";

/** What a chunk may hold. The first is small, so that the first lines come soon. No more than pricing takes at once. */
export const CHUNK_SKUS = { min: 25, first: 100, max: 500 };
/** What a chunk should take: long enough for the work to outweigh the call, short enough for lines to flow. */
const CHUNK_MS = 100;

/**
 * How many SKUs the next chunk gets after one of `skus` SKUs took `tookMs` while `size` was the size: half where that was
 * slow or failed, twice where it was quick. By the measured chunk, not by `size`: of several under way at once none counts twice.
 */
export function nextChunkSize(
  size: number,
  measured: { readonly skus: number; readonly tookMs: number; readonly failed: boolean },
): number {
  const { skus, tookMs, failed } = measured;
  if (failed || tookMs > 2 * CHUNK_MS) {
    return Math.max(CHUNK_SKUS.min, Math.min(size, Math.floor(skus / 2)));
  }
  if (tookMs < CHUNK_MS / 2) return Math.min(CHUNK_SKUS.max, Math.max(size, skus * 2));
  return size;
}

type StockLine = { readonly found: boolean; readonly available: number };
/** What both sides said of the SKUs of a chunk, each in their order. `unable`: pricing has a price and cannot say it. */
export type Chunk = {
  readonly skus: readonly string[];
  readonly inventory: Side<readonly StockLine[]>;
  readonly pricing: Side<readonly (Part | null | "unable")[]>;
};

export type Summary = {
  readonly asked: number;
  readonly found: number;
  readonly notFound: number;
  /** Inventory could not be asked. */
  readonly unknown: number;
  readonly inStock: number;
  readonly priced: number;
  readonly degraded: ProductView["degraded"];
};
export const NOTHING_ASKED: Summary = {
  ...{ asked: 0, found: 0, notFound: 0, unknown: 0, inStock: 0, priced: 0 },
  degraded: [],
};

type Checked = {
  /** JSON text. */
  readonly line: string;
  readonly found: boolean | null;
  readonly available: number | null;
  readonly isPriced: boolean;
  readonly degraded: ProductView["degraded"];
};

/** The lines of a chunk, in its order, and the summary so far with them. A side that failed fails its own fields only. */
export function checkChunk(
  chunk: Chunk,
  before: Summary,
): { readonly lines: readonly string[]; readonly summary: Summary } {
  const checked = chunk.skus.map((_, index) => checkOne(chunk, index));
  return { lines: checked.map(({ line }) => line), summary: checked.reduce(withLine, before) };
}

function checkOne({ skus, inventory, pricing }: Chunk, index: number): Checked {
  const stock = inventory.kind === "fresh" ? inventory.value[index] : undefined;
  const priced = pricing.kind === "fresh" ? pricing.value[index] : undefined;
  const { found = null, available = null } = stock ?? {};
  // What is not sold has no price, whatever pricing still has.
  const price = priced === undefined || priced === "unable" || found === false ? null : priced;
  const isUnpriced = found !== false && (priced === undefined || priced === "unable");
  const degraded: ProductView["degraded"] = [
    ...(stock === undefined ? (["inventory"] as const) : []),
    ...(isUnpriced || price?.isStale ? (["pricing"] as const) : []),
  ];
  const failed = [
    ...(stock === undefined ? [inventory] : []),
    ...(isUnpriced && priced === undefined ? [pricing] : []),
  ];
  const json = price === null ? "null" : price.json;
  // A SKU needs no escapes: it is made of letters, digits and ._~-
  const head = `{"sku":"${skus[index]}","found":${found},"available":${available},"price":${json}`;
  const line = `${head},"degraded":${JSON.stringify(degraded)}${errorOf(failed)}}`;
  return { line, found, available, isPriced: price !== null, degraded };
}

/** Of the first side that could not be asked; none where pricing answered that it cannot say. */
function errorOf([failed]: readonly Side<unknown>[]): string {
  if (failed === undefined) return "";
  const code = failed.kind === "late" ? "deadline-exceeded" : "upstream-unavailable";
  return `,"error":{"code":"${code}"}`;
}

function withLine(sum: Summary, { found, available, isPriced, degraded }: Checked): Summary {
  return {
    asked: sum.asked + 1,
    found: sum.found + Number(found === true),
    notFound: sum.notFound + Number(found === false),
    unknown: sum.unknown + Number(found === null),
    inStock: sum.inStock + Number(available !== null && available > 0),
    priced: sum.priced + Number(isPriced),
    degraded: degraded.every((side) => sum.degraded.includes(side))
      ? sum.degraded
      : [...new Set([...sum.degraded, ...degraded])].sort(),
  };
}
