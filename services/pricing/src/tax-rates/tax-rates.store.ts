import type { Queryable } from "@holdfast/postgres";
import type { TaxRule } from "../tax.ts";
import { findTaxRule, type StoredTaxRule } from "../tax-rule.store.ts";

/**
 * The region's rule, which nobody else changes until the transaction ends; undefined when there is none, and then the
 * transaction must `appendTaxRule`: a region without a rule cannot be committed.
 */
export async function lockTaxRule(
  tx: Queryable,
  region: string,
): Promise<StoredTaxRule | undefined> {
  await tx.query({
    name: "open-tax-rule",
    text: "insert into tax_rule (region, version) values ($1, 0) on conflict (region) do nothing",
    values: [region],
  });
  await tx.query({
    name: "lock-tax-rule",
    text: "select region from tax_rule where region = $1 for update",
    values: [region],
  });
  return findTaxRule(tx, region);
}

/** Records the rule as the region's next version and puts it in force. The caller holds the lock of `lockTaxRule`. */
export async function appendTaxRule(
  tx: Queryable,
  next: { readonly region: string; readonly version: number; readonly rule: TaxRule },
  nowMs: number,
): Promise<void> {
  await tx.query({
    name: "append-tax-rule",
    text: `with appended as (
             insert into tax_rule_history (region, version, rule, recorded_at)
             values ($1, $2, $3, $4) returning region, version)
           update tax_rule r set version = a.version from appended a where r.region = a.region`,
    values: [next.region, next.version, JSON.stringify(next.rule), new Date(nowMs)],
  });
}
