/** New migrations while old code still runs on them: squawk's rules for PostgreSQL, and what else a rolling deploy trips over. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isObject, placeAt, placeIn } from "../document.ts";
import { InputError } from "../input-error.ts";
import type { Change, Document, Finding, Level } from "../model.ts";

const EXPAND =
  "Expand first: add the new beside the old, roll out code that needs only the new, then contract in a later release";
const LOCK =
  "Do it without the long lock (concurrently, not valid then validate), or in a quiet hour";

/** Rules of squawk that are about running processes; its rules of style are not ours. */
const SQUAWK: Readonly<Record<string, readonly [Level, mitigation: string]>> = {
  "ban-drop-column": ["breaking", EXPAND],
  "ban-drop-table": ["breaking", EXPAND],
  "ban-drop-database": ["breaking", EXPAND],
  "ban-drop-not-null": ["caution", "Check that no code relies on there being a value"],
  "renaming-column": ["breaking", EXPAND],
  "renaming-table": ["breaking", EXPAND],
  "changing-column-type": ["breaking", EXPAND],
  "adding-required-field": [
    "breaking",
    "Give it a default, or let it be null until all code writes it",
  ],
  "adding-not-nullable-field": [
    "breaking",
    "Add a check constraint not valid, backfill, validate, then set it",
  ],
  "ban-truncate-cascade": ["breaking", EXPAND],
  "constraint-missing-not-valid": ["caution", LOCK],
  "adding-foreign-key-constraint": ["caution", LOCK],
  "adding-field-with-default": ["caution", LOCK],
  "adding-serial-primary-key-field": ["caution", LOCK],
  "disallowed-unique-constraint": ["caution", LOCK],
  "require-concurrent-index-creation": ["caution", LOCK],
  "require-concurrent-index-deletion": ["caution", LOCK],
};

type Statement = {
  readonly kind: string;
  readonly body: SqlBody;
  /** Of its first word. */
  readonly offset: number;
  /** The table that it is about. */
  readonly table: string | undefined;
};
type SqlBody = { readonly [key: string]: unknown };
type Own = readonly [rule: string, level: Level, message: string, mitigation: string];

/** What squawk does not ask: by the kind of statement, as PostgreSQL's own parser names it. */
const OWN: Readonly<Record<string, (body: SqlBody) => readonly Own[]>> = {
  DropStmt: ({ removeType }) =>
    /TABLE|INDEX/.test(String(removeType))
      ? []
      : [["drop-object", "breaking", "drops what old code may still use", EXPAND]],
  AlterTableStmt: ({ cmds }) =>
    [cmds ?? []].flat().flatMap((each): readonly Own[] => {
      const { subtype, def } = record(record(each).AlterTableCmd);
      if (subtype === "AT_ColumnDefault" && def === undefined)
        return [
          [
            "drop-default",
            "breaking",
            "takes a default away that old code may leave to it",
            EXPAND,
          ],
        ];
      const { contype } = record(record(def).Constraint);
      return subtype === "AT_AddConstraint" && contype !== "CONSTR_PRIMARY"
        ? [
            [
              "constraint-added",
              "caution",
              "refuses rows that old code may still write",
              "Roll out code that keeps to it first",
            ],
          ]
        : [];
    }),
  AlterEnumStmt: () => [
    [
      "enum-value-added",
      "caution",
      "adds a value that old code has never read",
      "Roll out code that reads it before any that writes it",
    ],
  ],
  UpdateStmt: ({ whereClause }) => (whereClause === undefined ? [WHOLE_TABLE] : []),
  DeleteStmt: ({ whereClause }) => (whereClause === undefined ? [WHOLE_TABLE] : []),
  CreateTrigStmt: () => [
    [
      "trigger-added",
      "caution",
      "runs at every write of old code, too",
      "Check it against what old code writes",
    ],
  ],
};
const WHOLE_TABLE: Own = [
  "whole-table-write",
  "caution",
  "rewrites every row at once",
  "Do it in batches, outside of the migration",
];

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
  const about = { component, operations: [], paths: [], level: "breaking" as const };
  return [
    ...old
      .filter((each) => kept.get(each.file) !== each)
      .map((document) => ({
        ...about,
        rule: "migration-changed",
        message: `${document.file} is ${kept.has(document.file) ? "another" : "gone"}, and was applied as it was`,
        place: placeIn(kept.has(document.file) ? head : base, { document, path: [] }),
        mitigation: "Leave it as it was, and add a migration that does the rest",
      })),
    ...now
      .filter(({ file }) => file < last && !old.some((each) => each.file === file))
      .map((document) => ({
        ...about,
        rule: "migration-out-of-order",
        message: `${document.file} comes before ${last}, which is applied already`,
        place: placeIn(head, { document, path: [] }),
        mitigation: `Number it after ${last}`,
      })),
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
    const safe = `${document.file} only adds: old code runs on it, new code needs it first`;
    const told = counted.map(({ statement, own, offset }) => {
      const [rule, level, message, mitigation] = own;
      const about = statement.table ?? "the schema";
      return { rule, level, message: `${about}: ${message}`, mitigation, offset };
    });
    const none = { rule: "migration-added", level: "safe" as const, message: safe, mitigation: "" };
    return (told.length > 0 ? told : [{ ...none, offset: 0 }]).map(({ offset, ...finding }) => ({
      ...{ ...finding, component, operations: [], paths: [] },
      place: placeAt(head, document, offset),
    }));
  });
}

type Hit = { readonly statement: Statement; readonly own: Own; readonly offset: number };

const ownHits = (statements: readonly Statement[]): readonly Hit[] =>
  statements.flatMap((statement) =>
    (OWN[statement.kind]?.(statement.body) ?? []).map((own) => {
      return { statement, own, offset: statement.offset };
    }),
  );

const squawkHits = (document: Document, statements: readonly Statement[]): readonly Hit[] =>
  squawk(document).flatMap(({ rule, offset, message }) => {
    const [level, mitigation] = SQUAWK[rule] ?? [];
    const statement = statements.findLast((each) => each.offset <= offset);
    if (level === undefined || mitigation === undefined || statement === undefined) return [];
    return [{ statement, own: [rule, level, message, mitigation], offset }];
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

type Warning = { readonly rule: string; readonly offset: number; readonly message: string };

function squawk({ file, text }: Document): readonly Warning[] {
  const manifest = createRequire(import.meta.url).resolve("squawk-cli/package.json");
  const script = join(dirname(manifest), "js/bin/squawk");
  const args = [script, "--reporter", "json", "--stdin-filepath", file];
  const { stdout, stderr } = spawnSync(process.execPath, args, { input: text, encoding: "utf8" });
  const lines = text.split("\n");
  const offsetOf = (line: number, column: number) =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, column);
  try {
    const told: readonly { rule_name: string; line: number; column: number; message: string }[] =
      JSON.parse(stdout);
    return told.map(({ rule_name: rule, line, column, message }) => {
      return { rule, message, offset: offsetOf(line, column) };
    });
  } catch (error) {
    const [reason] = stderr.trim().split("\n");
    throw new InputError(`squawk cannot judge ${file}: ${reason}`, { cause: error });
  }
}
