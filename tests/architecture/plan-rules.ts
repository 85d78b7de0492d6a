import { existsSync } from "node:fs";
import { join } from "node:path";
import { contractEntries, statusesOf } from "./contracts.ts";
import { rowsWith, ticked } from "./markdown.ts";
import { callPolicies, type Expected } from "./plan-facts.ts";
import { ROOT, sourceFiles } from "./source-files.ts";

/** What is wrong with a plan, each fault a line. Functions over text, so that a test can plant a violation. */

/** What the table of common refusals says for every public operation; the last two for those that call a service. */
const COMMON_STATUSES = ["400", "401", "403", "429", "503", "504"];
const calling = new Set(
  callPolicies()
    .rows.filter(([service]) => service === "gateway")
    .map(([, operation]) => operation)
    .filter((operation) => operation !== "listBreakers"), // answered whoever is down
);

const textOf = (path: string): string => sourceFiles(path)[0]?.text ?? "";
const errorsPage = textOf("docs/errors.md");
const scripts = Object.keys(JSON.parse(textOf("package.json")).scripts);
const tests = sourceFiles("{packages,services,apps,contracts,sandbox,tests}/**/*.test.ts");
const entries = contractEntries();
const code = sourceFiles("{services/*,sandbox}/src/main.ts");
const commandLine = sourceFiles("apps/cli/src/*.ts").filter(({ path }) => !path.includes(".test."));
const stores = sourceFiles("{services,packages}/**/src/**/*.store.ts");

const bare = (cell: string | undefined): string => (cell ?? "").replaceAll("`", "");
const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];
const without = (values: readonly string[], known: readonly string[]): readonly string[] =>
  unique(values).filter((value) => !known.includes(value));
const matches = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([whole, part]) => part ?? whole);

/** Rows that the plan's table lacks, and rows of it that are not so, ready to be pasted. */
export function tableFaults(markdown: string, { columns, rows }: Expected): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const wanted = rows.map(line);
  const present = rowsWith(markdown, ...columns).map((row) =>
    line(columns.map((column) => bare(row[column]))),
  );
  return [
    ...without(wanted, present).map((row) => `missing: ${row}`),
    ...without(present, wanted).map((row) => `not so: ${row}`),
  ];
}

const refusalsIn = (cell: string): readonly { status: string; code: string }[] =>
  [...cell.matchAll(/(\b\d{3}|4xx) `([a-z][a-z-]+)`/g)].map(([, status = "", code = ""]) => ({
    status,
    code,
  }));

/** Operations that stand in no row, or with another call, owner, scope or other statuses than their contracts have. */
export function endpointFaults(markdown: string): readonly string[] {
  const rows = rowsWith(markdown, "operation", "owner", "refused with");
  const isForwarded = new Set(
    rows
      .filter(({ gateway, owner }) => gateway !== undefined && owner !== "gateway")
      .map(({ operation }) => bare(operation)),
  );
  const wanted = entries.flatMap(({ contract, call, operation }) => {
    const { operationId: id } = operation;
    const refused = statusesOf(operation).refused.join(" ");
    const owned = `${id}: ${contract} ${call}`;
    if (contract !== "gateway") return isForwarded.has(id) ? [owned] : [owned, `${id}: ${refused}`];
    const keyed = call.includes(" /api/v1/admin/") ? "admin" : "shop";
    const scope = call.includes("/payment-webhooks/") ? "none" : keyed;
    return [`${id}: gateway ${call}, ${scope}`, `${id}: ${refused}`];
  });
  const told = rows.flatMap(({ operation, owner, gateway, scope, ...row }) => {
    const id = bare(operation);
    const own = refusalsIn(row["refused with"] ?? "").map(({ status }) => status);
    const common = gateway === undefined ? [] : COMMON_STATUSES.slice(0, calling.has(id) ? 6 : 4);
    const refused = unique([...own, ...common])
      .toSorted()
      .join(" ");
    return [
      ...(owner === "gateway" ? [] : [`${id}: ${bare(owner)}`]),
      ...(gateway === undefined ? [] : [`${id}: gateway ${bare(gateway)}, ${scope}`]),
      `${id}: ${refused}`,
    ];
  });
  return [
    ...without(wanted, told).map((each) => `missing: ${each}`),
    ...without(told, wanted).map((each) => `not so: ${each}`),
  ];
}

/** Codes named with a status that docs/errors.md does not give them, codes of it that are missing, pairs that differ. */
export function codeFaults(markdown: string): readonly string[] {
  const known = rowsWith(errorsPage, "code", "status").map(
    (row) => `${row.status} ${bare(row.code)}`,
  );
  const named = refusalsIn(markdown).map(({ status, code }) => `${status} ${code}`);
  const words = ticked(markdown);
  const pairsThere = rowsWith(errorsPage, "code", "status", "operations").flatMap((row) =>
    ticked(row.operations ?? "").map((id) => `${id} ${row.status} ${bare(row.code)}`),
  );
  const general = without(
    known,
    pairsThere.map((pair) => pair.replace(/^\w+ /, "")),
  );
  const pairsHere = rowsWith(markdown, "operation", "owner", "refused with").flatMap((row) =>
    refusalsIn(row["refused with"] ?? "")
      .map(({ status, code }) => `${status} ${code}`)
      .filter((refusal) => !general.includes(refusal))
      .map((refusal) => `${bare(row.operation)} ${refusal}`),
  );
  return [
    ...without(named, known),
    ...known.filter((each) => !words.includes(each.replace(/^\S+ /, ""))),
    ...without(pairsHere, pairsThere),
    ...without(pairsThere, pairsHere).map((pair) => `only in docs/errors.md: ${pair}`),
  ];
}

/** npm scripts and benches that are not there, and name patterns that match no test of their files. */
export function commandFaults(markdown: string): readonly string[] {
  const run = matches(markdown, /npm (?:run ([a-z][\w:-]*)|start|test)/g);
  const benches = matches(markdown, /npm run bench (\w+)/g).filter(
    (name) => !existsSync(join(ROOT, `bench/${name}.bench.ts`)),
  );
  const patterns = ticked(markdown).flatMap((command) => {
    const pattern = /--test-name-pattern='([^']+)'/.exec(command)?.[1];
    if (pattern === undefined) return [];
    const files = tests.filter(({ path }) => command.split(" ").includes(path));
    return files.some(({ text }) => text.includes(pattern)) ? [] : [`no test is named ${pattern}`];
  });
  return [...without(run, [...scripts, "npm start", "npm test"]), ...benches, ...patterns];
}

/** Statements that the plan names and no store has, and the other way round. */
export function statementFaults(markdown: string): readonly string[] {
  const there = stores.flatMap(({ text }) =>
    matches(text, /\bname: ([^,]*"[a-z-]+"[^,]*),/g).flatMap((name) =>
      matches(name, /"([a-z-]+)"/g),
    ),
  );
  const flow = rowsWith(markdown, "operation", "transaction", "statements", "calls out");
  const named = flow.flatMap((row) =>
    ticked(row.statements ?? "").filter((text) => /^[a-z]+(-[a-z]+)+$/.test(text)),
  );
  return [...without(named, there), ...without(there, ticked(markdown))];
}

/** Variables that a process reads and the plan does not name, and the other way round. */
export function variableFaults(markdown: string): readonly string[] {
  const read = [...code, ...commandLine].flatMap(({ text }) =>
    matches(text, /\benv\.([A-Z][A-Z_]+)/g),
  );
  const known = [...code, ...commandLine, ...sourceFiles("packages/{telemetry,postgres}/src/*.ts")]
    .map(({ text }) => text)
    .join("\n");
  const named = rowsWith(markdown, "variable", "read by").flatMap((row) =>
    ticked(row.variable ?? "").filter((name) => !name.endsWith("*")),
  );
  return [...without(read, named), ...named.filter((name) => !known.includes(name))];
}

/** Tables that a migration creates and the plan does not name. */
export const unplannedTables = (markdown: string): readonly string[] =>
  without(
    sourceFiles("services/*/migrations/*.sql").flatMap(({ text }) =>
      matches(text, /^create table (\w+)/gm),
    ),
    ticked(markdown),
  );

/** Words that promise a decision instead of stating it. */
export const leftOpen = (markdown: string): readonly string[] =>
  matches(
    markdown,
    /\b(?:TBD|TODO|FIXME|XXX|as needed|as appropriate|if necessary|and so on|etc)\b/gi,
  );
