import type { FieldError } from "@holdfast/problem";
import type { Benefit, PercentOrAmount } from "../promotion.ts";
import type { PromotionJson } from "./promotion-json.ts";

type Kind = PromotionJson["kind"];
type Value = PromotionJson["value"];
type Off = Pick<Value, "percent" | "amount" | "currency">;

/** What the `value` of a kind consists of; where `off`, a percentage or an amount instead. */
const MEMBERS: Readonly<
  Record<
    Kind,
    {
      readonly required: readonly (keyof Value)[];
      readonly optional: readonly (keyof Value)[];
      readonly off?: true;
    }
  >
> = {
  percentage: { required: ["percent"], optional: [] },
  amount: { required: ["amount", "currency"], optional: ["per"] },
  "fixed-price": { required: ["amount", "currency"], optional: [] },
  "buy-x-get-y": { required: ["buy", "get"], optional: ["percent"] },
  "basket-threshold": { required: [], optional: ["percent", "amount", "currency"], off: true },
  "tiered-spend": { required: ["tiers"], optional: [] },
  "free-gift": { required: ["sku"], optional: ["quantity"] },
};

/** What is missing in the `value` of a promotion of its kind, and what does not belong there. */
export function benefitErrors({ kind, value }: PromotionJson): readonly FieldError[] {
  const { required, optional, off } = MEMBERS[kind];
  const named = Object.keys(value) as (keyof Value)[];
  const tiers = value.tiers ?? [];
  return [
    ...named
      .filter((name) => !required.includes(name) && !optional.includes(name))
      .map((name) => ({ path: `/value/${name}`, message: `is no part of a ${kind}` })),
    ...required
      .filter((name) => value[name] === undefined)
      .map((name) => ({ path: `/value/${name}`, message: `is required for a ${kind}` })),
    ...(off ? offErrors(value, "/value") : []),
    ...tiers.flatMap((tier, index) => offErrors(tier, `/value/tiers/${index}`)),
  ];
}

/** The benefit of a promotion that has no `benefitErrors`; whether it can be given is for `promotionErrors` to say. */
export function readBenefit({ kind, value, appliesTo }: PromotionJson): Benefit {
  const { percent = "100", amount = 0, currency = "", sku = "" } = value;
  const money = { amountMinor: amount, currency };
  switch (kind) {
    case "percentage":
      return { kind, percent };
    case "amount": {
      const isOnLines = Object.values(appliesTo ?? {}).some((of) => Object.keys(of).length > 0);
      const per = value.per ?? (isOnLines ? "unit" : "basket");
      return { kind, per, ...money };
    }
    case "fixed-price":
      return { kind, ...money };
    case "buy-x-get-y":
      return { kind, buy: value.buy ?? 1, get: value.get ?? 1, percent };
    case "basket-threshold":
      return { kind, off: readOff(value) };
    case "tiered-spend":
      return {
        kind,
        tiers: (value.tiers ?? []).map(({ minBasket, ...off }) => ({
          from: { amountMinor: minBasket.amount, currency: minBasket.currency },
          off: readOff(off),
        })),
      };
    case "free-gift":
      return { kind, sku, quantity: value.quantity ?? 1 };
    default:
      return kind satisfies never;
  }
}

export function writeBenefit(benefit: Benefit): Pick<PromotionJson, "kind" | "value"> {
  const { kind } = benefit;
  switch (kind) {
    case "percentage":
      return { kind, value: { percent: benefit.percent } };
    case "amount": {
      const { amountMinor, currency, per } = benefit;
      return { kind, value: { amount: amountMinor, currency, per } };
    }
    case "fixed-price":
      return { kind, value: { amount: benefit.amountMinor, currency: benefit.currency } };
    case "buy-x-get-y": {
      const { buy, get, percent } = benefit;
      return { kind, value: { buy, get, percent } };
    }
    case "basket-threshold":
      return { kind, value: writeOff(benefit.off) };
    case "tiered-spend": {
      const tiers = benefit.tiers.map(({ from, off }) => ({
        minBasket: { amount: from.amountMinor, currency: from.currency },
        ...writeOff(off),
      }));
      return { kind, value: { tiers } };
    }
    case "free-gift":
      return { kind, value: { sku: benefit.sku, quantity: benefit.quantity } };
    default:
      return kind satisfies never;
  }
}

function readOff({ percent, amount = 0, currency = "" }: Off): PercentOrAmount {
  return percent === undefined ? { amountMinor: amount, currency } : { percent };
}

function writeOff(off: PercentOrAmount): Off {
  return "percent" in off
    ? { percent: off.percent }
    : { amount: off.amountMinor, currency: off.currency };
}

/** Exactly one of a percentage and an amount with its currency. */
function offErrors({ percent, amount, currency }: Off, path: string): readonly FieldError[] {
  if (percent !== undefined) {
    const message = "must not stand beside a percentage";
    return [
      ...(amount === undefined ? [] : [{ path: `${path}/amount`, message }]),
      ...(currency === undefined ? [] : [{ path: `${path}/currency`, message }]),
    ];
  }
  if (amount === undefined && currency === undefined) {
    return [{ path: `${path}/percent`, message: "is required, or amount and currency" }];
  }
  return [
    ...(amount === undefined ? [{ path: `${path}/amount`, message: "is required" }] : []),
    ...(currency === undefined ? [{ path: `${path}/currency`, message: "is required" }] : []),
  ];
}
