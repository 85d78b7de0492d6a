import type { Price } from "../price.ts";
import type { StoredSku } from "./stored-sku.ts";

/** What an entry takes in memory by itself, its place in the cache included; a price row; a version in the history. */
const ENTRY_BYTES = 560;
const PRICE_BYTES = 200;
const VERSION_BYTES = 130;

/** What the entry takes in memory, rather more than less: about a third more than was measured. */
export function bytesOf({ inputs }: StoredSku): number {
  const { sku, book, facts, adjustment, history } = inputs;
  let bytes = ENTRY_BYTES + 4 * sku.length + pricesBytes(book.prices);
  for (const { prices } of history) {
    bytes += VERSION_BYTES + (prices === book.prices ? 0 : pricesBytes(prices));
  }
  // Text of JSON, as objects: some 4 bytes a character.
  if (facts.version > 0) bytes += 100 + 4 * JSON.stringify(facts.attributes).length;
  if (adjustment.version > 0) bytes += 200 + 4 * JSON.stringify(adjustment).length;
  return bytes;
}

function pricesBytes(prices: readonly Price[]): number {
  let bytes = 16 + prices.length * PRICE_BYTES;
  for (const { customerGroup, channel, region } of prices) {
    bytes += 2 * ((customerGroup?.length ?? 0) + (channel?.length ?? 0) + (region?.length ?? 0));
  }
  return bytes;
}
