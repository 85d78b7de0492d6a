import type { Queryable } from "@holdfast/postgres";
import type { TaxRule } from "./tax.ts";

/** One version of a region's tax rule. Versions count from 1 and never change once written. */
export type StoredTaxRule = {
  readonly region: string;
  readonly version: number;
  readonly rule: TaxRule;
  readonly recordedAt: Date;
};

/** The tax rule in force for the region. */
export async function findTaxRule(
  db: Queryable,
  region: string,
): Promise<StoredTaxRule | undefined> {
  const [row] = await db.query<StoredTaxRule>({
    name: "find-tax-rule",
    text: `select r.region, r.version, h.rule, h.recorded_at as "recordedAt"
             from tax_rule r join tax_rule_history h on h.region = r.region and h.version = r.version
            where r.region = $1`,
    values: [region],
  });
  return row;
}
