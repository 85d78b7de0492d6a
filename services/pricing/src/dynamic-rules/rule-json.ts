import type { FieldError } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import type { DynamicRule, TimeWindow } from "../dynamic-rules.ts";
import type { PricingError } from "../pricing-error.ts";
import { readInstant, writeInstant } from "../wire.ts";

/** A rule as it stands in JSON. What is left out does not limit it. */
export type RuleJson = {
  label: string;
  appliesTo?: { skus?: string[]; categories?: string[] };
  when: {
    stockBelow?: number;
    stockAtLeast?: number;
    demandAtLeast?: { units: number; hours: number };
    window?: WindowJson;
  };
  percent: string;
  priority?: number;
  validFrom?: string;
  validTo?: string;
};
type WindowJson = { days?: number[]; from: string; to: string; timeZone: string };

/** Refuses, naming every field, what could never hold and what no clock or calendar knows. */
export function readRule(key: string, json: RuleJson): Result<DynamicRule, PricingError> {
  const errors = [...conditionErrors(json.when), ...periodErrors(json)];
  if (errors.length > 0) return fail({ kind: "dynamic-rule-invalid", errors });
  const { stockBelow = null, stockAtLeast = null, demandAtLeast = null, window } = json.when;
  return ok({
    key,
    label: json.label,
    appliesTo: {
      skus: json.appliesTo?.skus ?? null,
      categories: json.appliesTo?.categories ?? null,
    },
    when: {
      ...{ stockBelow, stockAtLeast, demandAtLeast },
      window: window === undefined ? null : { ...window, days: window.days ?? null },
    },
    percent: json.percent,
    priority: json.priority ?? 0,
    validFromMs: json.validFrom === undefined ? null : (readInstant(json.validFrom) ?? null),
    validToMs: json.validTo === undefined ? null : (readInstant(json.validTo) ?? null),
  });
}

export function writeRule(rule: DynamicRule): RuleJson {
  const { skus, categories } = rule.appliesTo;
  const { stockBelow, stockAtLeast, demandAtLeast, window } = rule.when;
  return {
    label: rule.label,
    appliesTo: {
      ...(skus === null ? {} : { skus: [...skus] }),
      ...(categories === null ? {} : { categories: [...categories] }),
    },
    when: {
      ...(stockBelow === null ? {} : { stockBelow }),
      ...(stockAtLeast === null ? {} : { stockAtLeast }),
      ...(demandAtLeast === null ? {} : { demandAtLeast }),
      ...(window === null ? {} : { window: writeWindow(window) }),
    },
    percent: rule.percent,
    priority: rule.priority,
    ...(rule.validFromMs === null ? {} : { validFrom: writeInstant(rule.validFromMs) }),
    ...(rule.validToMs === null ? {} : { validTo: writeInstant(rule.validToMs) }),
  };
}

function writeWindow({ days, ...window }: TimeWindow): WindowJson {
  return days === null ? window : { ...window, days: [...days] };
}

function conditionErrors({ stockBelow, stockAtLeast, demandAtLeast, window }: RuleJson["when"]) {
  const errors: FieldError[] = [];
  const given = [stockBelow, stockAtLeast, demandAtLeast, window];
  if (given.every((condition) => condition === undefined)) {
    errors.push({
      path: "/when",
      message: "needs a condition: a price that always holds is a price",
    });
  }
  if (stockBelow !== undefined && stockAtLeast !== undefined && stockAtLeast >= stockBelow) {
    const message = "must be less than stockBelow: no stock is both";
    errors.push({ path: "/when/stockAtLeast", message });
  }
  if (window === undefined) return errors;
  if (window.from === window.to) {
    errors.push({ path: "/when/window/to", message: "must differ from `from`" });
  }
  if (!isTimeZone(window.timeZone)) {
    const message = `${window.timeZone} is no time zone of the IANA database`;
    errors.push({ path: "/when/window/timeZone", message });
  }
  return errors;
}

function periodErrors({ validFrom, validTo }: RuleJson): readonly FieldError[] {
  const errors: FieldError[] = [];
  const from = validFrom === undefined ? Number.NEGATIVE_INFINITY : readInstant(validFrom);
  const to = validTo === undefined ? Number.POSITIVE_INFINITY : readInstant(validTo);
  const message = "is no time that a clock shows";
  if (from === undefined) errors.push({ path: "/validFrom", message });
  if (to === undefined) errors.push({ path: "/validTo", message });
  if (from !== undefined && to !== undefined && to <= from) {
    errors.push({ path: "/validTo", message: "must be later than validFrom" });
  }
  return errors;
}

/** As a name, "Europe/Berlin": an offset says nothing of summer time. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
