/** New migrations while old code still runs on them: squawk's rules for PostgreSQL, and what else a rolling deploy trips over. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isObject, placeIn } from "../document.ts";
import { InputError } from "../input-error.ts";
import type { Change, Document, Finding } from "../model.ts";
import { meaningOf, RULE_TABLE, verdictOf } from "./rule-table.ts";

type Statement = {
  readonly kind: string;
  readonly body: SqlBody;
  /** Of its first word. */
  readonly offset: number;
  /** The table that it is about. */
  readonly table: string | undefined;
};
type SqlBody = { readonly [key: string]: unknown };

/** What squawk does not ask: by the kind of statement, as PostgreSQL's own parser names it. */
const OWN: Readonly<Record<string, (body: SqlBody) => readonly string[]>> = {
  DropStmt: ({ removeType }) => (/TABLE|INDEX/.test(String(removeType)) ? [] : ["drop-object"]),
  AlterTableStmt: ({ cmds }) =>
    [cmds ?? []].flat().flatMap((each) => {
      const { subtype, def } = record(record(each).AlterTableCmd);
      if (subtype === "AT_ColumnDefault" && def === undefined) return ["drop-default"];
      const { contype } = record(record(def).Constraint);
      const isOther = subtype === "AT_AddConstraint" && contype !== "CONSTR_PRIMARY";
      return isOther ? ["constraint-added"] : [];
    }),
  AlterEnumStmt: () => ["enum-value-added"],
  UpdateStmt: ({ whereClause }) => (whereClause === undefined ? ["whole-table-write"] : []),
  DeleteStmt: ({ whereClause }) => (whereClause === undefined ? ["whole-table-write"] : []),
  CreateTrigStmt: () => ["trigger-added"],
};

/** @throws InputError: SQL that PostgreSQL cannot read */
export async function migrationsChanged(change: Change): Promise<readonly Finding[]> {
  const { base, head } = change;
  const names = new Set([...head.migrations.keys(), ...base.migrations.keys()]);
  const found = [...names].map(async (component) => {
    const [old, now] = [base, head].map((end) => end.migrations.get(component) ?? []);
    if (old === undefined || now === undefined) return [];
    const isNew = ({ file }: Document) => !old.some((each) => each.file === file);
    const added = await judgeAdded(change, component, now.filter(isNew));
    return [...applied(change, component, { old, now }), ...added];
  });
  return (await Promise.all(found)).flat();
}

/** What was applied somewhere stays as it is, and what is new comes last. */
function applied(
  { base, head }: Change,
  component: string,
  { old, now }: { readonly old: readonly Document[]; readonly now: readonly Document[] },
): readonly Finding[] {
  const last = old.at(-1)?.file ?? "";
  const kept = new Map(now.map((each) => [each.file, each]));
  const tell = (rule: string, document: Document, is: string): Finding => ({
    ...{ ...verdictOf(rule), component, operations: [], paths: [] },
    place: placeIn(kept.has(document.file) ? head : base, { document, path: [] }),
    message: `${document.file} ${is}${meaningOf(rule)}`,
  });
  return [
    ...old
      .filter((each) => kept.get(each.file) !== each)
      .map((each) => {
        const is = kept.has(each.file) ? "is another, and " : "is gone, and ";
        return tell("migration-changed", each, is);
      }),
    ...now
      .filter(({ file }) => file < last && !old.some((each) => each.file === file))
      .map((each) => tell("migration-out-of-order", each, "")),
  ];
}

async function judgeAdded(
  { head }: Change,
  component: string,
  added: readonly Document[],
): Promise<readonly Finding[]> {
  const parsed = await Promise.all(added.map(statementsOf));
  // Nobody knows yet what is made by the same change.
  const made = parsed.flat().filter(({ kind }) => kind === "CreateStmt");
  const fresh = new Set(made.map(({ table }) => table));
  return added.flatMap((document, index) => {
    const statements = parsed[index] ?? [];
    const old = statements.filter(({ table }) => !fresh.has(table));
    const hits = [...ownHits(old), ...(old.length === 0 ? [] : squawkHits(document, statements))];
    const counted = hits.filter(({ statement }) => old.includes(statement));
    const tell = (rule: string, about: string, offset: number): Finding => ({
      ...{ ...verdictOf(rule), component, operations: [], paths: [] },
      place: placeIn(head, { document, path: [offset] }),
      message: `${about}: ${meaningOf(rule)}`,
    });
    if (counted.length === 0) return [tell("migration-added", document.file, 0)];
    return counted.map(({ statement: { table = "the schema" }, rule, offset }) => {
      const [line = ""] = document.text.slice(offset).split("\n");
      return tell(rule, `${table}: \`${line.trim().replace(/;$/, "")}\``, offset);
    });
  });
}

type Hit = { readonly statement: Statement; readonly rule: string; readonly offset: number };

const ownHits = (statements: readonly Statement[]): readonly Hit[] =>
  statements.flatMap((statement) =>
    (OWN[statement.kind]?.(statement.body) ?? []).map((rule) => {
      return { statement, rule, offset: statement.offset };
    }),
  );

const squawkHits = (document: Document, statements: readonly Statement[]): readonly Hit[] =>
  squawk(document).flatMap(({ rule, offset }) => {
    const statement = statements.findLast((each) => each.offset <= offset);
    const isOurs = Object.hasOwn(RULE_TABLE.rules.squawk ?? {}, rule) && statement !== undefined;
    return isOurs ? [{ statement, rule, offset }] : [];
  });

async function statementsOf({ file, text }: Document): Promise<readonly Statement[]> {
  const { parse } = await import("libpg-query");
  const bytes = Buffer.from(text);
  const { stmts = [] } = await parse(text).catch((error: Error) => {
    throw new InputError(`${file}: ${error.message}`, { cause: error });
  });
  return stmts.flatMap(({ stmt = {}, stmt_location: fromByte = 0 }) => {
    const [[kind = "", content] = []] = Object.entries(stmt);
    const body = record(content);
    const from = bytes.subarray(0, fromByte).toString().length;
    const blank = /^(?:\s|--.*|\/\*[\s\S]*?\*\/)*/.exec(text.slice(from))?.[0] ?? "";
    const { relname } = record(body.relation);
    const table = typeof relname === "string" ? relname : undefined;
    return { kind, body, table, offset: from + blank.length };
  });
}

const record = (value: unknown): SqlBody => (isObject(value) ? value : {});

type Warning = { readonly rule: string; readonly offset: number };

function squawk({ file, text }: Document): readonly Warning[] {
  const manifest = createRequire(import.meta.url).resolve("squawk-cli/package.json");
  const script = join(dirname(manifest), "js/bin/squawk");
  const args = [script, "--reporter", "json", "--stdin-filepath", file];
  const { stdout, stderr } = spawnSync(process.execPath, args, { input: text, encoding: "utf8" });
  const lines = text.split("\n");
  const offsetOf = (line: number, column: number) =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, column);
  try {
    const told: readonly { rule_name: string; line: number; column: number }[] = JSON.parse(stdout);
    return told.map(({ rule_name: rule, line, column }) => {
      return { rule, offset: offsetOf(line, column) };
    });
  } catch (error) {
    const [reason] = stderr.trim().split("\n");
    throw new InputError(`squawk cannot judge ${file}: ${reason}`, { cause: error });
  }
}
