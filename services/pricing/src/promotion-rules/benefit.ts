import { compareProducts, mulDiv } from "../exact.ts";
import type { Benefit, NotAppliedReason, PercentOrAmount, Promotion } from "../promotion.ts";
import { spreadWithin } from "../spread.ts";
import type { SkuLot } from "./sku-lots.ts";

/** What a basket costs at some moment, by the index of its lots. */
export type Costs = {
  readonly currency: string;
  readonly byLotMinor: readonly number[];
  /** What minima and tiers compare with: the basket after line promotions. */
  readonly basketMinor: number;
};
/** What a promotion takes off the lots that it is for, each at most down to its floor. */
export type TakeOff = (lots: readonly SkuLot[], costs: Costs) => Taken | NotAppliedReason;
export type Taken = {
  readonly totalMinor: number;
  /** Of each lot, in their order. Worked out when asked, by the costs as they are then: most offers are only compared. */
  readonly offMinor: () => readonly number[];
};

/** Percentages round half up, once per SKU, or once for the whole where the promotion is one amount. */
export function takeOffOf(promotion: Promotion, isOnAllLines: boolean): TakeOff {
  const { benefit, discountBase } = promotion;
  switch (benefit.kind) {
    case "percentage":
      if (isOnAllLines) return offWhole(benefit, discountBase);
      return offEachLot(percentOf(benefit.percent, discountBase));
    case "amount":
      if (benefit.per === "basket") return offWhole(benefit, discountBase);
      return offEachLot((lot) => Math.min(benefit.amountMinor, lot.unitMinor) * lot.quantity);
    case "fixed-price":
      return offEachLot((lot, costMinor) => costMinor - benefit.amountMinor * lot.quantity);
    case "buy-x-get-y":
      return buyXGetY(benefit, discountBase);
    case "basket-threshold":
      return offWhole(benefit.off, discountBase);
    case "tiered-spend":
      return tieredSpend(benefit, discountBase);
    case "free-gift":
      return freeGift(benefit);
    default:
      return benefit satisfies never;
  }
}

/** How far a lot that costs this much may still fall. */
function roomMinor(lot: SkuLot, costMinor: number): number {
  return Math.max(0, costMinor - lot.floorTotalMinor);
}

function costOf(lot: SkuLot, { byLotMinor }: Costs): number {
  return byLotMinor[lot.index] ?? 0;
}

function baseOf(lot: SkuLot, costMinor: number, base: Promotion["discountBase"]): number {
  return base === "original" ? lot.originalMinor : costMinor;
}

function offEachLot(wanted: (lot: SkuLot, costMinor: number) => number): TakeOff {
  return (lots, costs) =>
    taken(
      lots.map((lot) => {
        const costMinor = costOf(lot, costs);
        return Math.max(0, Math.min(wanted(lot, costMinor), roomMinor(lot, costMinor)));
      }),
    );
}

function taken(offMinor: readonly number[]): Taken {
  return { totalMinor: sumOf(offMinor), offMinor: () => offMinor };
}

function percentOf(percent: string, base: Promotion["discountBase"]) {
  const rate = rateOf(percent);
  return (lot: SkuLot, costMinor: number) => mulDiv(baseOf(lot, costMinor, base), rate, "half-up");
}

/** One amount for all lots, spread over them in proportion to what they cost. */
function offWhole(off: PercentOrAmount, base: Promotion["discountBase"]): TakeOff {
  const rate = "percent" in off ? rateOf(off.percent) : undefined;
  const amountMinor = "percent" in off ? 0 : off.amountMinor;
  return (lots, costs) => {
    let [room, basis] = [0, 0];
    for (const lot of lots) {
      const costMinor = costOf(lot, costs);
      room += roomMinor(lot, costMinor);
      basis += baseOf(lot, costMinor, base);
    }
    const wanted = rate === undefined ? amountMinor : mulDiv(basis, rate, "half-up");
    const totalMinor = Math.min(wanted, room);
    const offMinor = () => {
      const now = lots.map((lot) => costOf(lot, costs));
      const rooms = lots.map((lot, index) => roomMinor(lot, now[index] ?? 0));
      return spreadWithin(totalMinor, now, rooms);
    };
    return { totalMinor, offMinor };
  };
}

/** The highest tier that the basket reaches, of those in its currency. */
function tieredSpend(
  { tiers }: Extract<Benefit, { readonly kind: "tiered-spend" }>,
  base: Promotion["discountBase"],
): TakeOff {
  const offs = tiers.map(({ from, off }) => ({ from, take: offWhole(off, base) }));
  const highestFirst = offs.sort((a, b) => b.from.amountMinor - a.from.amountMinor);
  return (lots, costs) => {
    const ours = highestFirst.filter(({ from }) => from.currency === costs.currency);
    if (ours.length === 0) return "other-currency";
    const tier = ours.find(({ from }) => from.amountMinor <= costs.basketMinor);
    return tier === undefined ? "below-minimum" : tier.take(lots, costs);
  };
}

/** Of every `buy + get` units the `get` cheapest, by what the discount base says that they cost; equal ones by SKU. */
function buyXGetY(
  { buy, get, percent }: Extract<Benefit, { readonly kind: "buy-x-get-y" }>,
  base: Promotion["discountBase"],
): TakeOff {
  const rate = rateOf(percent);
  return (lots, costs) => {
    const units = lots.reduce((sum, { quantity }) => sum + quantity, 0);
    const discounted = Math.floor(units / (buy + get)) * get;
    if (discounted === 0) return "too-few-units";
    const bases = lots.map((lot) => baseOf(lot, costOf(lot, costs), base));
    const cheapestFirst = lots.map((lot, place) => ({ lot, place, baseMinor: bases[place] ?? 0 }));
    cheapestFirst.sort(
      (a, b) =>
        compareProducts([a.baseMinor, b.lot.quantity], [b.baseMinor, a.lot.quantity]) ||
        a.place - b.place,
    );
    const off = lots.map(() => 0);
    let left = discounted;
    for (const { lot, place, baseMinor } of cheapestFirst) {
      const count = Math.min(left, lot.quantity);
      off[place] = offUnits(lot, costs, { count, baseMinor, rate });
      left -= count;
      if (left === 0) break;
    }
    return taken(off);
  };
}

function freeGift({ quantity }: Extract<Benefit, { readonly kind: "free-gift" }>): TakeOff {
  const rate = rateOf("100");
  return (gifts, costs) => {
    if (gifts.length === 0) return "gift-not-in-basket";
    let left = quantity;
    const off = gifts.map((lot) => {
      const count = Math.min(left, lot.quantity);
      left -= count;
      return offUnits(lot, costs, { count, baseMinor: costOf(lot, costs), rate });
    });
    return taken(off);
  };
}

/** The rate of what `count` units of a lot cost, none below its floor. `baseMinor` is what all of them cost. */
function offUnits(
  lot: SkuLot,
  costs: Costs,
  {
    count,
    baseMinor,
    rate,
  }: { readonly count: number; readonly baseMinor: number; readonly rate: Rate },
): number {
  const share = {
    numerator: rate.numerator * count,
    denominator: rate.denominator * lot.quantity,
  };
  const unitRoomMinor = Math.max(0, lot.unitMinor - lot.floorMinor);
  return Math.min(
    mulDiv(baseMinor, share, "half-up"),
    unitRoomMinor * count,
    roomMinor(lot, costOf(lot, costs)),
  );
}

type Rate = { readonly numerator: number; readonly denominator: number };

/** "12.5" as 125,000 of 1,000,000. The text has at most 4 fraction digits. */
function rateOf(percent: string): Rate {
  const [whole = "0", fraction = ""] = percent.split(".");
  return { numerator: Number(whole + fraction.padEnd(4, "0")), denominator: 1_000_000 };
}

export function sumOf(amounts: readonly number[]): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}
