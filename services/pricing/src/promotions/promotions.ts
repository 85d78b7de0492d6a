import { isCurrency } from "@holdfast/money";
import type { FieldError } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import type { Amount, AppliesTo } from "../promotion.ts";
import type { PromotionBody } from "../promotion-document.ts";
import { promotionErrors } from "../promotion-rules/promotion-errors.ts";
import { readInstant, writeInstant } from "../wire.ts";
import { benefitErrors, readBenefit, writeBenefit } from "./benefit-json.ts";
import type { PromotionJson, PromotionPatch } from "./promotion-json.ts";

/** In upper case, as codes are stored; they are taken in any case. */
const COUPON_CODE = /^[A-Z0-9][A-Z0-9-]{2,39}$/;
export const COUPON_CODE_RULE =
  "has to be 3 to 40 letters, digits and hyphens, and begin with a letter or digit";

/** A coupon code as it is stored; undefined for text that is none. */
export function readCouponCode(text: string): string | undefined {
  const code = text.toUpperCase();
  return COUPON_CODE.test(code) ? code : undefined;
}

type Refused = {
  readonly kind: "promotion-invalid" | "unknown-currency";
  readonly errors: readonly FieldError[];
};

/**
 * The promotion of a request. Refuses, naming every field, what is no promotion: with `unknown-currency` when that is all
 * that is wrong, else with `promotion-invalid`.
 */
export function readPromotion(json: PromotionJson): Result<PromotionBody, Refused> {
  const shape = [
    ...benefitErrors(json),
    ...couponErrors(json),
    ...instantErrors(json),
    ...appliesToErrors(json),
  ];
  const body = toBody(json);
  const errors = shape.length > 0 ? shape : promotionErrors(body);
  if (errors.length === 0) return ok(body);
  const isCurrencyAlone =
    errors.every(({ path }) => path.endsWith("/currency")) &&
    currenciesOf(json).some((currency) => !isCurrency(currency));
  return fail({ kind: isCurrencyAlone ? "unknown-currency" : "promotion-invalid", errors });
}

function toBody(json: PromotionJson): PromotionBody {
  const { budget = {} } = json;
  const couponCode =
    json.couponCode === undefined ? null : (readCouponCode(json.couponCode) ?? null);
  return {
    label: json.label,
    benefit: readBenefit(json),
    appliesTo: readAppliesTo(json.appliesTo),
    condition: json.condition ?? null,
    minBasket: readMoney(json.minBasket),
    couponCode,
    needsCoupon: json.needsCoupon ?? couponCode !== null,
    budget: {
      maxUses: budget.maxUses ?? null,
      maxUsesPerCustomer: budget.maxUsesPerCustomer ?? null,
      maxDiscount: readMoney(budget.maxDiscount),
    },
    priority: json.priority ?? 0,
    stacking: json.stacking ?? "stackable",
    stackingGroup: json.stackingGroup ?? null,
    discountBase: json.discountBase ?? "current",
    validFromMs: json.validFrom === undefined ? null : (readInstant(json.validFrom) ?? null),
    validToMs: json.validTo === undefined ? null : (readInstant(json.validTo) ?? null),
  };
}

/** The promotion as JSON; reading it gives the same promotion. */
export function writePromotion(body: PromotionBody): PromotionJson {
  const { budget, condition } = body;
  const limits = {
    ...present("maxUses", budget.maxUses),
    ...present("maxUsesPerCustomer", budget.maxUsesPerCustomer),
    ...present("maxDiscount", writeMoney(budget.maxDiscount)),
  };
  return {
    label: body.label,
    ...writeBenefit(body.benefit),
    ...present("appliesTo", writeAppliesTo(body.appliesTo)),
    ...present("minBasket", writeMoney(body.minBasket)),
    ...present("condition", condition),
    ...present("couponCode", body.couponCode),
    needsCoupon: body.needsCoupon,
    ...(Object.keys(limits).length === 0 ? {} : { budget: limits }),
    priority: body.priority,
    stacking: body.stacking,
    ...present("stackingGroup", body.stackingGroup),
    discountBase: body.discountBase,
    ...present("validFrom", body.validFromMs === null ? null : writeInstant(body.validFromMs)),
    ...present("validTo", body.validToMs === null ? null : writeInstant(body.validToMs)),
  };
}

/**
 * The promotion with each field that the patch names in place of what it had; null takes a field away. A promotion that needs a
 * coupon goes on needing one until the patch says otherwise: taking its code away must not give it to everybody.
 */
export function patchPromotion(current: PromotionBody, patch: PromotionPatch): PromotionJson {
  const { needsCoupon = current.needsCoupon || typeof patch.couponCode === "string", ...fields } =
    patch;
  const merged = { ...writePromotion(current), ...fields, needsCoupon: needsCoupon ?? undefined };
  return Object.fromEntries(
    Object.entries(merged).filter(([, value]) => value !== null && value !== undefined),
  ) as PromotionJson; // the patch's schema lets no field be null that has to be there
}

/** True when both say the same, so that storing the one over the other would change nothing. */
export function samePromotion(a: PromotionBody, b: PromotionBody): boolean {
  return JSON.stringify(writePromotion(a)) === JSON.stringify(writePromotion(b));
}

function currenciesOf({ value, minBasket, budget }: PromotionJson): readonly string[] {
  const amounts = [
    value,
    minBasket,
    budget?.maxDiscount,
    ...(value.tiers ?? []).flatMap((tier) => [tier, tier.minBasket]),
  ];
  return amounts.flatMap((amount) => amount?.currency ?? []);
}

function couponErrors({ couponCode, needsCoupon }: PromotionJson): readonly FieldError[] {
  if (couponCode === undefined) return [];
  const message = "must not be false while there is a couponCode: its code would give nothing more";
  return [
    ...(readCouponCode(couponCode) === undefined
      ? [{ path: "/couponCode", message: COUPON_CODE_RULE }]
      : []),
    ...(needsCoupon === false ? [{ path: "/needsCoupon", message }] : []),
  ];
}

function instantErrors({ validFrom, validTo }: PromotionJson): readonly FieldError[] {
  return Object.entries({ validFrom, validTo }).flatMap(([name, text]) =>
    text === undefined || readInstant(text) !== undefined
      ? []
      : [{ path: `/${name}`, message: "is no time that a clock shows" }],
  );
}

type MoneyJson = { readonly amount: number; readonly currency: string };

function readMoney(json: MoneyJson | undefined): Amount | null {
  return json === undefined ? null : { amountMinor: json.amount, currency: json.currency };
}

function writeMoney(amount: Amount | null): MoneyJson | null {
  return amount === null ? null : { amount: amount.amountMinor, currency: amount.currency };
}

/** Lists that are all empty: a promotion on nothing, that would be on everything if they counted as left out. */
function appliesToErrors({ appliesTo = {} }: PromotionJson): readonly FieldError[] {
  if (Object.keys(appliesTo).length === 0 || readAppliesTo(appliesTo) !== null) return [];
  const message = "names nothing: name something, or leave it out for the whole basket";
  return [{ path: "/appliesTo", message }];
}

/** null where nothing is named: on the basket. An empty list beside others does not limit. */
function readAppliesTo(json: PromotionJson["appliesTo"]): AppliesTo | null {
  const { skus = [], categories = [], attributes = {} } = json ?? {};
  const appliesTo = {
    skus: skus.length === 0 ? null : skus,
    categories: categories.length === 0 ? null : categories,
    attributes: Object.keys(attributes).length === 0 ? null : attributes,
  };
  return Object.values(appliesTo).every((names) => names === null) ? null : appliesTo;
}

function writeAppliesTo(appliesTo: AppliesTo | null): PromotionJson["appliesTo"] | null {
  if (appliesTo === null) return null;
  const { skus, categories, attributes } = appliesTo;
  return {
    ...(skus === null ? {} : { skus: [...skus] }),
    ...(categories === null ? {} : { categories: [...categories] }),
    ...(attributes === null
      ? {}
      : {
          attributes: Object.fromEntries(
            Object.entries(attributes).map(([name, values]) => [name, [...values]]),
          ),
        }),
  };
}

function present<Name extends string, Value>(name: Name, value: Value | null | undefined) {
  return (value === null || value === undefined ? {} : { [name]: value }) as {
    [N in Name]?: Value;
  };
}
