/** Files of tax rates and of exchange rates, each sent as one request: all of it lands, or nothing. */
import { readFileSync } from "node:fs";
import type { AnswerOf, InputOf } from "@holdfast/client";
import { fail, ok, type Result } from "@holdfast/result";
import { type Gateway, reasonLine } from "./gateway.ts";
import { isRecord } from "./json.ts";

type TaxRates = AnswerOf<"importTaxRates">;
type FxRates = AnswerOf<"putFxRates">;

/** Fails when the file is none of its kind, or is refused. */
export async function importTaxRates(
  gateway: Gateway,
  path: string,
  { netPrices }: { readonly netPrices: boolean },
): Promise<Result<TaxRates, string>> {
  const file = readJson(path);
  if (!file.ok) return file;
  // What is in the file is the server's to judge.
  const body = file.value as InputOf<"importTaxRates">["body"];
  const input = netPrices ? { query: { pricesIncludeTax: false }, body } : { body };
  const answer = await gateway.client.importTaxRates(input);
  return answer.ok ? ok(answer.value) : fail(reasonLine(answer.error, gateway));
}

export function taxRatesText({ regions }: TaxRates): string {
  const changed = regions.filter(({ outcome }) => outcome !== "unchanged");
  const lines = changed.map(
    ({ region, outcome, version }) => `  ${region} ${outcome}, version ${version}\n`,
  );
  const count = (wanted: string) => regions.filter(({ outcome }) => outcome === wanted).length;
  return `${lines.join("")}${regions.length} countries: ${count("created")} created, ${count("updated")} updated, ${count("unchanged")} unchanged\n`;
}

export type FxFlags = { readonly base?: string; readonly asOf?: string };

/** Fails when the file is none of its kind, or is refused. */
export async function importFxRates(
  gateway: Gateway,
  path: string,
  flags: FxFlags,
): Promise<Result<FxRates, string>> {
  const table = readFxTable(readFileSync(path, "utf8"), flags);
  if (!table.ok) return table;
  const body = table.value as InputOf<"putFxRates">["body"];
  const answer = await gateway.client.putFxRates({ body });
  return answer.ok ? ok(answer.value) : fail(reasonLine(answer.error, gateway));
}

export function fxRatesText({ base, asOf, version, rates }: FxRates): string {
  return `${Object.keys(rates).length} rates of ${base} as of ${asOf} in force, version ${version}\n`;
}

/** A table as the API takes it, or CSV (currency,rate) with base and day beside it. */
export function readFxTable(text: string, { base, asOf }: FxFlags): Result<object, string> {
  if (text.trimStart().startsWith("{")) {
    const table = parseJson(text);
    return table.ok ? ok({ ...table.value, ...defined({ base, asOf }) }) : table;
  }
  if (base === undefined || asOf === undefined) {
    return fail("a CSV file needs --base and --as-of, such as --base EUR --as-of 2026-11-01");
  }
  const [header = "", ...lines] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  if (header.trim().toLowerCase() !== "currency,rate") return fail("line 1: is not currency,rate");
  const rates: Record<string, string> = {};
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const [currency = "", rate = "", ...more] = line.split(",").map((cell) => cell.trim());
    if (rate === "" || more.length > 0)
      return fail(`line ${index + 2}: is not a currency and a rate`);
    if (Object.hasOwn(rates, currency)) return fail(`line ${index + 2}: has ${currency} again`);
    rates[currency] = rate;
  }
  return ok({ base, asOf, rates });
}

const readJson = (path: string) => parseJson(readFileSync(path, "utf8"));

function parseJson(text: string): Result<Record<string, unknown>, string> {
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? ok(parsed) : fail("the file has no JSON object");
  } catch {
    return fail("the file is no JSON");
  }
}

const defined = (fields: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
