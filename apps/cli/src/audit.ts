/** `holdfast audit`: does the ledger agree with the stock, and the reservations with what is reserved? */
import { fail, ok, type Result } from "@holdfast/result";
import { EXIT } from "./exit.ts";
import { isRecord } from "./json.ts";

type Drift = {
  readonly sku: string;
  readonly location: string;
  readonly field: string;
  readonly stock: number;
  readonly ledger: number;
};
export type Audit = {
  readonly ok: boolean;
  readonly drift: readonly Drift[];
  readonly checked: Readonly<Record<string, number>>;
};

const TIMEOUT_MS = 60_000; // it reads the whole ledger

/** Asks the inventory service at `origin`. */
export async function askAudit(origin: string): Promise<Result<Audit, string>> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${origin}/internal/audit`, { signal });
    const body: unknown = await response.json();
    if (response.ok && isRecord(body) && Array.isArray(body.drift) && isRecord(body.checked)) {
      return ok(body as Audit);
    }
    return fail(`the inventory service at ${origin} answered ${response.status}`);
  } catch {
    return fail(
      `the inventory service does not answer at ${origin}: start Holdfast with "npm start", or set PORT_BASE or INVENTORY_URL to where it runs`,
    );
  }
}

export function auditText({ ok: sound, drift, checked }: Audit): string {
  const counts = Object.entries(checked).map(([what, count]) => `${count} ${words(what)}`);
  if (sound) return `ledger = stock = reservations: no drift in ${counts.join(", ")}\n`;
  const lines = drift.map(
    (row) =>
      `  ${row.sku} at ${row.location}: ${words(row.field)} is ${row.stock}, the ledger says ${row.ledger}\n`,
  );
  return `drift in ${drift.length} of ${counts.join(", ")}:\n${lines.join("")}`;
}

export const auditExit = (audit: Audit): number => (audit.ok ? EXIT.done : EXIT.no);

const words = (name: string): string => name.replaceAll(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`);
