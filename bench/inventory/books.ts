import type { Row } from "../run.ts";
import { auditBaseline, type Baseline, type Books } from "./baseline.ts";
import { auditInventory } from "./inventory-database.ts";

/** The books of one table set after a part of the bench. */
export type Audit = Books & {
  readonly part: string;
  readonly books: string;
  /** Units that the buyers were told they have; undefined: nobody counted. */
  readonly acknowledgedUnits: number | undefined;
};

export async function auditOurs(
  it: Pick<Audit, "part" | "books" | "acknowledgedUnits">,
  url: string,
): Promise<Audit> {
  return { ...it, ...(await auditInventory(url)) };
}

export async function auditTheirs(
  it: Pick<Audit, "part" | "acknowledgedUnits">,
  url: string,
  baseline: Baseline,
): Promise<Audit> {
  return { ...it, books: baseline, ...(await auditBaseline(url, baseline)) };
}

/** What an audit of our books must not show. */
export function faultsOf(audits: readonly Audit[]): readonly string[] {
  return audits.flatMap(({ part, books, drift, oversoldUnits, ...units }) => {
    const { reservedUnits, acknowledgedUnits = reservedUnits } = units;
    return [
      ...(drift > 0 ? [`${part}, ${books}: ${drift} rows drift`] : []),
      ...(oversoldUnits > 0 ? [`${part}, ${books}: ${oversoldUnits} units oversold`] : []),
      ...(reservedUnits === acknowledgedUnits
        ? []
        : [`${part}, ${books}: ${acknowledgedUnits} units acknowledged, ${reservedUnits} there`]),
    ];
  });
}

export const auditRow = ({ part, books, acknowledgedUnits, ...it }: Audit): Row => ({
  ...{ part, books, acknowledgedUnits: acknowledgedUnits ?? "" },
  ...{ reservedUnits: it.reservedUnits, driftRows: it.drift, oversoldUnits: it.oversoldUnits },
});
