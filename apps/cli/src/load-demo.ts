/** Our own invented shop, sent through the public API as anybody would. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { InputOf } from "@holdfast/client";
import { fail, ok, type Result } from "@holdfast/result";
import { type Gateway, openGateway, reasonLine } from "./gateway.ts";
import { importFile } from "./import-job.ts";
import { isRecord } from "./json.ts";
import { DEV_KEYS } from "./settings.ts";

const DIRECTORY = join(import.meta.dirname, "../demo");
/** A row holds one location; what is kept at two stands in both files. */
const FILES = ["products.csv", "stock-elsewhere.csv"];
const ALREADY_THERE = 412; // If-None-Match: * on something that exists

/** Loads all of it into the shop at `origin`; fails with what was refused. May be repeated. */
export async function loadDemo(origin: string): Promise<Result<undefined, string>> {
  const gateway = openGateway(origin, DEV_KEYS.admin);
  if (!gateway.ok) return gateway;
  const resources = await putResources(gateway.value);
  if (!resources.ok) return resources;
  for (const name of FILES) {
    const file = { kind: "products", path: join(DIRECTORY, name) } as const;
    const report = await importFile(gateway.value, file, {});
    if (!report.ok) return report;
    const { status, rows, rejected, errors } = report.value;
    if (status === "done" && rejected === 0) continue;
    return fail(
      `${rejected} of ${rows} rows of ${name} were rejected: ${errors[0]?.message ?? status}`,
    );
  }
  return ok(undefined);
}

async function putResources(gateway: Gateway): Promise<Result<undefined, string>> {
  const { client } = gateway;
  const headers = { "if-none-match": "*" } as const;
  const answers = await Promise.all([
    ...resources<InputOf<"putLocation">["body"]>("locations").map(([code, body]) =>
      client.putLocation({ path: { code }, headers, body }),
    ),
    ...resources<InputOf<"putTaxRate">["body"]>("tax-rates").map(([region, body]) =>
      client.putTaxRate({ path: { region }, headers, body }),
    ),
  ]);
  for (const answer of answers) {
    if (answer.ok || (answer.error.kind === "problem" && answer.error.status === ALREADY_THERE)) {
      continue;
    }
    return fail(reasonLine(answer.error, gateway));
  }
  return ok(undefined);
}

/** `demo/<kind>.json` maps the last part of each admin path to its body. */
function resources<Body>(kind: string): [id: string, body: Body][] {
  const bodies: unknown = JSON.parse(readFileSync(join(DIRECTORY, `${kind}.json`), "utf8"));
  if (!isRecord(bodies)) throw new Error(`demo/${kind}.json is not an object`);
  return Object.entries(bodies) as [string, Body][];
}
