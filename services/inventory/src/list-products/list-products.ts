import { fail, ok, type Result } from "@holdfast/result";

/**
 * Where a product stands in a list. With words to look for: first what has all of them in its SKU or name, then what
 * has some of them only in its category or description; by SKU within each. So a product's place depends on nothing but
 * itself, and a list goes on behind a place whatever was added or removed meanwhile.
 */
export const RANKS = ["name", "text"] as const;
export type Rank = (typeof RANKS)[number];
export type Place = { readonly rank: Rank; readonly sku: string };

/** Before every place. */
export const BEGINNING: Place = { rank: RANKS[0], sku: "" };

/** `list` tells this list from others: which products, in which order. */
export function cursorOf({ rank, sku }: Place, list: string): string {
  return Buffer.from(`${list}.${RANKS.indexOf(rank)}.${sku}`).toString("base64url");
}

/** The place that a cursor of this list names; refused is one of another list, and what is no cursor at all. */
export function placeIn(
  cursor: string,
  list: string,
): Result<Place, "no-cursor" | "cursor-of-another-list"> {
  const text = Buffer.from(cursor, "base64url").toString();
  const [, of, rank, sku] = /^([0-9a-f]{16})\.(\d)\.([A-Za-z0-9._~-]{1,64})$/.exec(text) ?? [];
  const known = RANKS[Number(rank)];
  if (of === undefined || known === undefined || sku === undefined) return fail("no-cursor");
  return of === list ? ok({ rank: known, sku }) : fail("cursor-of-another-list");
}

/** Does a product belong into a list of what is, or is not, in stock? */
export function belongs(
  { available }: { readonly available: number },
  inStock: boolean | undefined,
): boolean {
  return inStock === undefined || available > 0 === inStock;
}
