import { formatDecimal } from "@holdfast/money";
import type { Price, PriceBook } from "../price.ts";
import { writeInstant } from "../wire.ts";

export const PRICE_HEADER = csvLine([
  ...["sku", "currency", "amount", "minQuantity", "customerGroup", "channel", "region"],
  ...["validFrom", "validTo", "compareAt", "floor", "priority"],
]);

/**
 * The lines of a book, amounts as decimals. Importing them changes nothing; where the SKU has no prices yet, they make the
 * same book: prices from 1 unit stand before the tiers that need them.
 */
export function bookLines({ sku, prices }: Pick<PriceBook, "sku" | "prices">): string {
  const inOrder = prices.toSorted((a, b) => Number(a.minQuantity > 1) - Number(b.minQuantity > 1));
  return inOrder.map((price) => priceLine(sku, price)).join("");
}

function priceLine(sku: string, price: Price): string {
  const { currency, priority, validFromMs, validToMs } = price;
  const decimal = (amountMinor: number | null) =>
    amountMinor === null ? null : formatDecimal({ amountMinor, currency });
  const instant = (atMs: number | null) => (atMs === null ? null : writeInstant(atMs));
  return csvLine([
    ...[sku, currency, decimal(price.amountMinor)],
    ...[price.minQuantity, price.customerGroup, price.channel, price.region],
    ...[instant(validFromMs), instant(validToMs)],
    ...[decimal(price.compareAtMinor), decimal(price.floorMinor), priority],
  ]);
}

/** One line of RFC 4180. No cell of a price has a character that needs quotes: codes, numbers and times. */
function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.join()}\n`;
}
