import { fail, ok, type Result } from "@holdfast/result";
import { convertPrice, type FxError, type FxProvenance } from "./currency.ts";
import { adjustPrice, type DynamicPrice } from "./dynamic-price.ts";
import { type Price, selectPrice } from "./price.ts";
import type { ShopInputs, SkuInputs } from "./price-inputs.ts";

/** Who buys how many of one SKU. */
export type UnitPurchase = {
  readonly currency: string;
  /** Of the SKU over all lines of a basket: its tier follows from it. */
  readonly quantity: number;
  readonly region: string | null;
  readonly channel: string | null;
  readonly customerGroup: string | null;
};

/** What one unit costs and why. Amounts in the minor unit of the purchase's currency, safe integers ≥ 0. */
export type UnitPrice = {
  readonly unitMinor: number;
  /** Nothing may bring the unit below it; never above `unitMinor`. */
  readonly floorMinor: number;
  readonly compareAtMinor: number | null;
  /** Before rules of dynamic prices. */
  readonly baseMinor: number;
  /** The row that it follows from, in its own currency. */
  readonly row: Price;
  /** null: the row is in the currency asked. */
  readonly conversion: (FxProvenance & { readonly isStale: boolean }) | null;
  readonly dynamic: DynamicPrice;
};
export type UnitPriceError = { readonly kind: "price-not-found"; readonly sku: string } | FxError;

/**
 * The price of a unit at `nowMs`: the explicit price in the currency asked, else one converted by the stored rates; then what
 * the rules of dynamic prices make of it where `isDynamic`, within their limits and the row's floor.
 */
export function unitPrice(
  inputs: SkuInputs,
  context: { readonly shop: ShopInputs; readonly isDynamic: boolean },
  purchase: UnitPurchase,
  nowMs: number,
): Result<UnitPrice, UnitPriceError> {
  const found = basePrice(inputs, context.shop, purchase, nowMs);
  if (!found.ok) return found;
  const { baseMinor, compareAtMinor, row, conversion } = found.value;
  const floorMinor = Math.min(found.value.floorMinor, baseMinor);
  const moved = dynamicPrice(inputs, context, { purchase, baseMinor }, nowMs);
  const dynamic = aboveFloor(moved, floorMinor);
  const { unitMinor } = dynamic;
  return ok({ unitMinor, floorMinor, compareAtMinor, baseMinor, row, conversion, dynamic });
}

type BasePrice = Omit<UnitPrice, "unitMinor" | "dynamic">;

function basePrice(
  { sku, book }: SkuInputs,
  shop: ShopInputs,
  purchase: UnitPurchase,
  nowMs: number,
): Result<BasePrice, UnitPriceError> {
  const row = selectPrice(book.prices, purchase, nowMs);
  if (row !== undefined) {
    const { amountMinor: baseMinor, floorMinor, compareAtMinor } = row;
    return ok({ baseMinor, floorMinor: floorMinor ?? 0, compareAtMinor, row, conversion: null });
  }
  let refusal: UnitPriceError = { kind: "price-not-found", sku };
  for (const currency of sourceCurrencies(book.prices, shop)) {
    const source = selectPrice(book.prices, { ...purchase, currency }, nowMs);
    if (source === undefined) continue;
    const converted = convertRow(source, shop, purchase.currency, nowMs);
    if (converted.ok) return converted;
    if (refusal.kind === "price-not-found") refusal = converted.error;
  }
  return fail(refusal);
}

/** The currencies that the book has prices in, the base of the rates first; none where there are no rates. */
function sourceCurrencies(prices: readonly Price[], { fx }: ShopInputs): readonly string[] {
  if (fx.rates.size === 0) return [];
  const currencies = new Set(prices.map(({ currency }) => currency));
  const rank = (currency: string) => (currency === fx.base ? "" : currency);
  return [...currencies].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** The price with the currency's ending, but where that would be below its floor, which has none; the comparison with it. */
function convertRow(
  row: Price,
  { fx, currencies }: ShopInputs,
  to: string,
  nowMs: number,
): Result<BasePrice, FxError> {
  const rule = currencies.rules.get(to);
  const convert = (amountMinor: number | null, ending: typeof rule) =>
    amountMinor === null
      ? ok(null)
      : convertPrice({ amountMinor, from: row.currency, to }, { fx, rule: ending }, nowMs);
  const base = convert(row.amountMinor, rule);
  const floor = convert(row.floorMinor, undefined);
  const compareAt = convert(row.compareAtMinor, rule);
  if (!base.ok) return base;
  if (!floor.ok) return floor;
  if (!compareAt.ok) return compareAt;
  if (base.value === null) throw new Error("A row has an amount");
  const floorMinor = floor.value?.amountMinor ?? 0;
  return ok({
    baseMinor: Math.max(base.value.amountMinor, floorMinor),
    floorMinor,
    compareAtMinor: compareAt.value?.amountMinor ?? null,
    row,
    conversion: { ...base.value.provenance, isStale: base.value.isStale },
  });
}

function dynamicPrice(
  { sku, facts, adjustment }: SkuInputs,
  { shop, isDynamic }: { readonly shop: ShopInputs; readonly isDynamic: boolean },
  price: { readonly purchase: UnitPurchase; readonly baseMinor: number },
  nowMs: number,
): DynamicPrice {
  const { currency } = price.purchase;
  const { dynamicRules: rules, limits } = shop;
  return adjustPrice(
    { sku, category: facts.category, currency, unitMinor: price.baseMinor },
    { isOn: isDynamic, adjustment, rules, limits: limits.bySku.get(sku) },
    nowMs,
  );
}

/** The limits of dynamic prices are one thing, the floor of the price another: the higher one holds. */
function aboveFloor(dynamic: DynamicPrice, floorMinor: number): DynamicPrice {
  const { unitMinor, applied } = dynamic;
  if (unitMinor >= floorMinor || applied === null) return dynamic;
  const amountMinor = applied.amountMinor + floorMinor - unitMinor;
  return {
    ...dynamic,
    unitMinor: floorMinor,
    applied: { ...applied, amountMinor, boundedBy: "floor" },
  };
}

/** What to tell of a price that could not be converted. */
export function fxMessage(error: FxError): string {
  switch (error.kind) {
    case "fx-rate-missing":
      return `there is no rate from ${error.from} to ${error.to}`;
    case "fx-rate-stale":
      return `the rates of ${error.asOf} are older than ${error.maxAgeHours} hours`;
    case "converted-too-large":
      return "makes an amount above 2^53 − 1 minor units";
    default:
      return error satisfies never;
  }
}
