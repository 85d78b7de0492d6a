import { type Money, toWire } from "@holdfast/money";
import type { Price, PriceBook } from "../price.ts";
import { selectPrice } from "../price.ts";
import { writeInstant } from "../wire.ts";

/** A version of a book and when it came into force. */
export type RecordedBook = PriceBook & { readonly recordedAtMs: number };

/** A line of JSON for each price of the version; one without a price for a version that took them all away. */
export function versionLines({ sku, version, recordedAtMs, prices }: RecordedBook): string {
  const head = { sku, version, recordedAt: writeInstant(recordedAtMs) };
  const rows = prices.length === 0 ? [NO_PRICE] : prices.map(priceFields);
  return rows.map((row) => `${JSON.stringify({ ...head, ...row })}\n`).join("");
}

function priceFields(price: Price) {
  const { currency } = price;
  const money = (amountMinor: number | null) =>
    amountMinor === null ? null : toWire({ amountMinor, currency });
  const instant = (atMs: number | null) => (atMs === null ? null : writeInstant(atMs));
  return {
    ...{ currency, amount: money(price.amountMinor), minQuantity: price.minQuantity },
    ...{ customerGroup: price.customerGroup, channel: price.channel, region: price.region },
    ...{ validFrom: instant(price.validFromMs), validTo: instant(price.validToMs) },
    ...{ compareAt: money(price.compareAtMinor), floor: money(price.floorMinor) },
    priority: price.priority,
  };
}

const NO_PRICE = Object.fromEntries(
  [
    ...["currency", "amount", "minQuantity", "customerGroup", "channel", "region"],
    ...["validFrom", "validTo", "compareAt", "floor", "priority"],
  ].map((name) => [name, null]),
);

/** What one unit costs somebody of no group, in no particular region or channel; undefined when no price applies. */
export function plainPrice(
  prices: readonly Price[],
  currency: string,
  atMs: number,
): Money | undefined {
  const purchase = { currency, quantity: 1, region: null, customerGroup: null, channel: null };
  const price = selectPrice(prices, purchase, atMs);
  return price === undefined ? undefined : { amountMinor: price.amountMinor, currency };
}
