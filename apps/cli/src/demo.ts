/** Demo data for a first look: our own invented shop, loaded through the public API like anybody's. */
import { existsSync, openAsBlob, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Result } from "@holdfast/result";
import { callGateway, type Gateway, refusalText } from "./gateway.ts";
import { importProducts } from "./import-job.ts";
import { isRecord } from "./json.ts";

const DIRECTORY = join(import.meta.dirname, "../demo");
const MARKER = "demo-data-loaded";

export const demoIsLoaded = (home: string): boolean => existsSync(join(home, MARKER));

/**
 * Returns how many product rows were read. Every step may be repeated: a load that was cut off is simply done again at the
 * next start.
 */
export async function loadDemo(home: string, gateway: Gateway): Promise<Result<number, string>> {
  const puts = [...resources("locations"), ...resources("tax-rates")];
  const answers = await Promise.all(puts.map((put) => callGateway(gateway, put)));
  for (const answer of answers) {
    if (!answer.ok) return answer;
    if (answer.value.status >= 300) return fail(refusalText(answer.value));
  }
  const products = await openAsBlob(join(DIRECTORY, "products.csv"));
  const report = await importProducts(gateway, products, {});
  if (!report.ok) return report;
  const { status, rows, rejected, errors } = report.value;
  if (status !== "done" || rejected > 0) {
    const [first] = errors;
    return fail(`${rejected} of ${rows} product rows were rejected: ${first?.message ?? status}`);
  }
  writeFileSync(join(home, MARKER), "");
  return ok(rows);
}

/** `demo/<kind>.json` maps the last part of each admin path to its body. */
function resources(kind: string) {
  const bodies: unknown = JSON.parse(readFileSync(join(DIRECTORY, `${kind}.json`), "utf8"));
  if (!isRecord(bodies)) throw new Error(`demo/${kind}.json is not an object`);
  return Object.entries(bodies).map(([id, body]) => ({
    method: "PUT" as const,
    path: `/api/v1/admin/${kind}/${id}`,
    body,
  }));
}
