/** New migrations while old code still runs on them: squawk's rules for PostgreSQL, and what else a rolling deploy trips over. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { SqlError } from "libpg-query";
import { Value } from "typebox/value";
import { fault, isObject, placeIn } from "../document.ts";
import { InputError } from "../input-error.ts";
import type { Change, Document, Finding, JsonObject } from "../model.ts";
import { meaningOf, RULE_TABLE, verdictOf } from "./rule-table.ts";

type Statement = {
  readonly kind: string;
  readonly body: JsonObject;
  /** Of its first word. */
  readonly offset: number;
  /** The table that it is about. */
  readonly table: string | undefined;
};
/** `about` begins a sentence. */
type Hit = Readonly<Record<"rule" | "about", string>> & {
  readonly document: Document;
  readonly offset?: number;
};

/** @throws InputError: SQL that PostgreSQL cannot read */
export async function migrationsChanged({ base, head }: Change): Promise<readonly Finding[]> {
  const names = new Set([...head.migrations.keys(), ...base.migrations.keys()]);
  const found = await Array.fromAsync(names, async (component) => {
    const [old = [], now = []] = [base, head].map((end) => end.migrations.get(component));
    const kept = new Map(now.map((each) => [each.file, each]));
    const added = now.filter(({ file }) => !old.some((each) => each.file === file));
    // What was applied somewhere stays as it is, and what is new comes last.
    const changed = old.filter((each) => kept.get(each.file) !== each);
    const early = added.filter(({ file }) => file < (old.at(-1)?.file ?? ""));
    const hits: readonly Hit[] = [
      ...changed.map((document) => {
        const about = `${document.file} is ${kept.has(document.file) ? "another" : "gone"}, and `;
        return { rule: "migration-changed", document, about };
      }),
      ...early.map((document) => {
        return { rule: "migration-out-of-order", document, about: `${document.file} ` };
      }),
      // Before a component's first migration nothing runs that they could break.
      ...(await hitsIn(added, old.length === 0)),
    ];
    return hits.map(({ rule, document, about, offset = 0 }) => ({
      ...{ ...verdictOf(rule), component, operations: [], paths: [] },
      place: placeIn(kept.has(document.file) ? head : base, { document, path: [offset] }),
      message: `${about}${meaningOf(rule)}`,
    }));
  });
  return found.flat();
}

async function hitsIn(added: readonly Document[], isFirst: boolean): Promise<readonly Hit[]> {
  const parsed = await Promise.all(added.map(statementsOf));
  // Nobody knows yet what is made by the same change.
  const made = parsed.flat().filter(({ kind }) => kind === "CreateStmt");
  const fresh = new Set(made.map(({ table }) => table));
  return added.flatMap((document, index) => {
    const statements = parsed[index] ?? [];
    const isOld = ({ table }: Statement) => !isFirst && !fresh.has(table);
    const told = statements.some(isOld)
      ? [...statements.flatMap(ownRules), ...squawk(document)]
      : [];
    const hits = told.flatMap(({ rule, offset }): readonly Hit[] => {
      const statement = statements.findLast((each) => each.offset <= offset);
      if (statement === undefined || !isOld(statement)) return [];
      const [line = ""] = document.text.slice(offset).split("\n");
      const about = `${statement.table ?? "the schema"}: \`${line.trim().replace(/;$/, "")}\`: `;
      return [{ rule, document, about, offset }];
    });
    const safe: Hit = { rule: "migration-added", document, about: `${document.file}: ` };
    return hits.length === 0 ? [safe] : hits;
  });
}

/** What squawk does not ask. */
function ownRules({ kind, body, offset }: Statement) {
  const { statements, known } = RULE_TABLE;
  const fitting = statements.filter((row) => row.kind === kind && Value.Check(row.has, body));
  const isKnown =
    fitting.length > 0 ||
    known.some(({ kinds, has }) => kinds.includes(kind) && Value.Check(has, body));
  return isKnown
    ? fitting.map(({ rule }) => ({ rule, offset }))
    : [{ rule: "statement-unclear", offset }];
}

async function statementsOf(document: Document): Promise<readonly Statement[]> {
  const { parse } = await import("libpg-query");
  const { text } = document;
  const bytes = Buffer.from(text);
  const { stmts = [] } = await parse(text).catch((error: SqlError) => {
    const offset = error.sqlDetails?.cursorPosition ?? 0;
    throw fault({ document, path: [offset] }, error.message);
  });
  return stmts.flatMap(({ stmt = {}, stmt_location: fromByte = 0 }) => {
    const [[kind = "", content] = []] = Object.entries(stmt);
    const body = record(content);
    const from = bytes.subarray(0, fromByte).toString().length;
    const blank = /^(?:\s|--.*|\/\*[\s\S]*?\*\/)*/.exec(text.slice(from))?.[0] ?? "";
    const { relname } = record(body.relation);
    const table = typeof relname === "string" ? relname : undefined;
    const statement = { kind, table, offset: from + blank.length };
    // Each of several commands is judged for itself.
    const { cmds } = body;
    if (!Array.isArray(cmds)) return { ...statement, body };
    return cmds.map((command) => ({ ...statement, body: { ...body, cmds: [command] } }));
  });
}

const record = (value: unknown): JsonObject => (isObject(value) ? value : {});

const SQUAWK = fileURLToPath(import.meta.resolve("squawk-cli/js/bin/squawk"));

/** Those of its rules that are about running processes. */
function squawk({ file, text }: Document) {
  const args = [SQUAWK, "--reporter", "json", "--stdin-filepath", file];
  const { stdout, stderr } = spawnSync(process.execPath, args, { input: text, encoding: "utf8" });
  const lines = text.split("\n");
  const offsetOf = (line: number, column: number) =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, column);
  try {
    const told: readonly { rule_name: string; line: number; column: number }[] = JSON.parse(stdout);
    return told
      .filter(({ rule_name: rule }) => Object.hasOwn(RULE_TABLE.rules.squawk ?? {}, rule))
      .map(({ rule_name: rule, line, column }) => ({ rule, offset: offsetOf(line, column) }));
  } catch (error) {
    const [reason] = stderr.trim().split("\n");
    throw new InputError(`squawk cannot judge ${file}: ${reason}`, { cause: error });
  }
}
