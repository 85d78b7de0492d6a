/** `holdfast audit`: does the ledger agree with the stock, and the reservations with what is reserved? */
import { fail, ok, type Result } from "@holdfast/result";
import { EXIT } from "./exit.ts";
import { isRecord } from "./json.ts";

type Drift = {
  readonly sku: string;
  /** Null where the item as a whole drifted. */
  readonly location: string | null;
  readonly field: string;
  readonly stock: number;
  readonly ledger: number;
};
export type Repair = Drift & { readonly done: string; readonly unrepaired?: string };
export type Audit = {
  readonly ok: boolean;
  readonly drift: readonly Drift[];
  readonly checked: Readonly<Record<string, number>>;
};

const TIMEOUT_MS = 10 * 60_000; // it reads the whole ledger

/** Asks the inventory service at `origin`. */
export async function askAudit(origin: string): Promise<Result<Audit, string>> {
  const body = await ask(origin, "/internal/audit", {});
  if (!body.ok) return body;
  const { value } = body;
  if (Array.isArray(value.drift) && isRecord(value.checked)) return ok(value as Audit);
  return fail(`the inventory service at ${origin} answered without an audit`);
}

/** Has the inventory service at `origin` mend what an audit finds; tells what it did, each. */
export async function askRepair(origin: string): Promise<Result<readonly Repair[], string>> {
  const headers = { "holdfast-account": "operator", "holdfast-scope": "admin" };
  const body = await ask(origin, "/internal/audit/repair", { method: "POST", headers });
  if (!body.ok) return body;
  const { repairs } = body.value;
  if (Array.isArray(repairs)) return ok(repairs as readonly Repair[]);
  return fail(`the inventory service at ${origin} answered without repairs`);
}

async function ask(
  origin: string,
  path: string,
  init: RequestInit,
): Promise<Result<Record<string, unknown>, string>> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${origin}${path}`, { ...init, signal });
    const body: unknown = await response.json();
    if (response.ok && isRecord(body)) return ok(body);
    return fail(`the inventory service at ${origin} answered ${response.status}`);
  } catch {
    return fail(
      `the inventory service does not answer at ${origin}: start Holdfast with "npm start", or set PORT_BASE or INVENTORY_URL to where it runs`,
    );
  }
}

export function repairsText(repairs: readonly Repair[]): string {
  const lines = repairs.map((row) =>
    row.unrepaired === undefined
      ? `  ${placeOf(row)}: ${row.done}: corrected\n`
      : `  ${placeOf(row)}: not corrected: ${row.unrepaired}\n`,
  );
  return lines.join("");
}

export function auditText({ ok: sound, drift, checked }: Audit): string {
  const counts = Object.entries(checked).map(([what, count]) => `${count} ${words(what)}`);
  if (sound) return `ledger = stock = reservations: no drift in ${counts.join(", ")}\n`;
  const lines = drift.map(
    (row) =>
      `  ${placeOf(row)}: ${words(row.field)} is ${row.stock}, the ledger says ${row.ledger}\n`,
  );
  return `drift in ${drift.length} of ${counts.join(", ")}:\n${lines.join("")}`;
}

export const auditExit = (audit: Audit): number => (audit.ok ? EXIT.done : EXIT.no);

const placeOf = ({ sku, location }: Drift): string =>
  location === null ? sku : `${sku} at ${location}`;
const words = (name: string): string => name.replaceAll(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`);
