/** Demo data for a first look: our own invented shop, loaded through the public API like anybody's. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, ok, type Result } from "@holdfast/result";
import { askAudit } from "./audit.ts";
import { callGateway, type Gateway, refusalText } from "./gateway.ts";
import { importFile } from "./import-job.ts";
import { isRecord } from "./json.ts";

export type DemoOptions = {
  readonly home: string;
  readonly gateway: Gateway;
  readonly inventoryOrigin: string;
};

const DIRECTORY = join(import.meta.dirname, "../demo");
/** A row holds one location; what is kept at two stands in both files. */
const FILES = ["products.csv", "stock-elsewhere.csv"];
const ALREADY_THERE = 412; // If-None-Match: * on something that exists

/**
 * Fills an empty shop, once: `started` in `<home>/demo-data` means that a load was cut off and is done again (every step may
 * be repeated), `ended` that nothing is left to do. A shop with stock in it is the user's, and left as it is.
 */
export async function loadDemoOnce(
  options: DemoOptions,
): Promise<Result<"loaded" | "not-needed", string>> {
  const marker = join(options.home, "demo-data");
  const state = readMarker(marker);
  if (state === "ended") return ok("not-needed");
  if (state !== "started") {
    const audit = await askAudit(options.inventoryOrigin);
    if (!audit.ok) return audit;
    if ((audit.value.checked.stockRows ?? 0) > 0) {
      writeFileSync(marker, "ended");
      return ok("not-needed");
    }
    writeFileSync(marker, "started");
  }
  const loaded = await load(options.gateway);
  if (!loaded.ok) return loaded;
  writeFileSync(marker, "ended");
  return ok("loaded");
}

async function load(gateway: Gateway): Promise<Result<undefined, string>> {
  const puts = [...resources("locations"), ...resources("tax-rates")];
  const answers = await Promise.all(puts.map((put) => callGateway(gateway, put)));
  for (const answer of answers) {
    if (!answer.ok) return answer;
    const { status } = answer.value;
    if (status >= 300 && status !== ALREADY_THERE) return fail(refusalText(answer.value));
  }
  for (const name of FILES) {
    const file = { kind: "products", path: join(DIRECTORY, name) } as const;
    const report = await importFile(gateway, file, {});
    if (!report.ok) return report;
    const { status, rows, rejected, errors } = report.value;
    if (status === "done" && rejected === 0) continue;
    return fail(
      `${rejected} of ${rows} rows of ${name} were rejected: ${errors[0]?.message ?? status}`,
    );
  }
  return ok(undefined);
}

/** `demo/<kind>.json` maps the last part of each admin path to its body. */
function resources(kind: string) {
  const bodies: unknown = JSON.parse(readFileSync(join(DIRECTORY, `${kind}.json`), "utf8"));
  if (!isRecord(bodies)) throw new Error(`demo/${kind}.json is not an object`);
  return Object.entries(bodies).map(([id, body]) => ({
    method: "PUT" as const,
    path: `/api/v1/admin/${kind}/${id}`,
    headers: { "if-none-match": "*" },
    body,
  }));
}

function readMarker(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
