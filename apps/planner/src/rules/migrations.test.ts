import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { changeOf } from "../testing/fixture-repository.ts";
import type { Files } from "../testing/library.ts";
import { migrationsChanged } from "./migrations.ts";

const told = (sql: string, more: Files = {}) =>
  migrationsChanged(changeOf({ "loans/migrations/0002_next.sql": sql, ...more }));
const briefly = async (...change: Parameters<typeof told>) =>
  (await told(...change)).map(({ rule, level }) => `${level} ${rule}`);

/** What a rolling deploy trips over, and beside it what looks alike and is none. */
const RULES: readonly (readonly [rule: string, level: string, wrong: string, control: string])[] = [
  [
    "ban-drop-column",
    "breaking",
    "alter table loans drop column due;",
    "alter table loans add column ended date;",
  ],
  [
    "ban-drop-table",
    "breaking",
    "drop table loans;",
    "create table loans_archive (id text primary key);",
  ],
  [
    "renaming-column",
    "breaking",
    "alter table loans rename column due to due_on;",
    "comment on column loans.due is 'the day';",
  ],
  [
    "renaming-table",
    "breaking",
    "alter table loans rename to lendings;",
    "create view lendings as select * from loans;",
  ],
  [
    "changing-column-type",
    "breaking",
    "alter table loans alter column due type text;",
    "alter table loans add column due_text text;",
  ],
  [
    "adding-required-field",
    "breaking",
    "alter table loans add column desk text not null;",
    "alter table loans add column desk text not null default 'A';",
  ],
  [
    "adding-not-nullable-field",
    "breaking",
    "alter table loans alter column due set not null;",
    "alter table loans alter column due set default current_date;",
  ],
  [
    "require-concurrent-index-creation",
    "caution",
    "create index by_due on loans (due);",
    "create index concurrently by_due on loans (due);",
  ],
  ["drop-object", "breaking", "drop view lendings;", "drop index concurrently by_due;"],
  [
    "drop-default",
    "breaking",
    "alter table loans alter column due drop default;",
    "alter table loans alter column due set default current_date;",
  ],
  [
    "constraint-added",
    "caution",
    "alter table loans add constraint c check (due > '2020-01-01') not valid;",
    "alter table loans validate constraint c;",
  ],
  [
    "enum-value-added",
    "caution",
    "alter type state add value 'lost';",
    "create type condition as enum ('new');",
  ],
  [
    "whole-table-write",
    "caution",
    "update loans set due = null;",
    "update loans set due = null where id = 'x';",
  ],
  [
    "constraint-added",
    "caution",
    "create unique index concurrently one_due on loans (due);",
    "create index concurrently by_due on loans (due);",
  ],
  [
    "constraint-dropped",
    "caution",
    "alter table loans drop constraint c;",
    "alter table loans validate constraint c;",
  ],
  [
    "rename-object",
    "breaking",
    "alter type state rename value 'lost' to 'gone';",
    "comment on type state is 'where it is';",
  ],
  [
    "rename-object",
    "breaking",
    "alter function due_of(text) rename to due_at;",
    "create function due_at(id text) returns date language sql as 'select null::date';",
  ],
  ["rename-object", "breaking", "alter table loans set schema archive;", "create schema archive;"],
  [
    "object-replaced",
    "caution",
    "create or replace view lendings as select id from loans;",
    "create view lendings as select id from loans;",
  ],
  [
    "object-replaced",
    "caution",
    "create or replace function f() returns int language sql as 'select 2';",
    "create function f() returns int language sql as 'select 2';",
  ],
  [
    "access-narrowed",
    "breaking",
    "revoke select on loans from app;",
    "grant select on loans to app;",
  ],
  [
    "access-narrowed",
    "breaking",
    "alter table loans enable row level security;",
    "alter table loans replica identity full;",
  ],
  [
    "drop-object",
    "breaking",
    "alter table loans detach partition loans_2025;",
    "alter table loans attach partition loans_2026 for values in (2026);",
  ],
  [
    "long-lock",
    "caution",
    "alter table loans set unlogged;",
    "alter table loans set (fillfactor = 90);",
  ],
  ["long-lock", "caution", "vacuum full loans;", "set lock_timeout = '1s';"],
  [
    "whole-table-write",
    "caution",
    "insert into fines select id from loans;",
    "insert into fines values ('x');",
  ],
  ["drop-object", "breaking", "truncate loans;", "delete from loans where id = 'x';"],
  [
    "statement-unclear",
    "unknown",
    "do $$ begin drop table loans; end $$;",
    "comment on table loans is 'do';",
  ],
  [
    "statement-unclear",
    "unknown",
    "alter table loans add column note text, owner to somebody;",
    "alter table loans add column note text, add column kind text;",
  ],
  [
    "trigger-added",
    "caution",
    "create trigger t before insert on loans execute function f();",
    "create function f() returns trigger language plpgsql as $$ begin return new; end $$;",
  ],
];

describe("a new migration", () => {
  for (const [rule, level, wrong, control] of RULES) {
    it(`is ${level} by ${rule}, and not by what looks alike`, async () => {
      assert.ok((await briefly(wrong)).includes(`${level} ${rule}`), String(await briefly(wrong)));
      assert.deepEqual(await briefly(control), ["safe migration-added"]);
    });
  }

  it("may do what it likes where it is the first: nothing runs that it could break", async () => {
    const first = { "loans/migrations/0001_loans.sql": "drop function f; do $$ begin end $$;" };
    const change = changeOf(first, { "loans/migrations/0001_loans.sql": undefined });
    const found = await migrationsChanged(change);
    assert.deepEqual(
      found.map(({ rule }) => rule),
      ["migration-added"],
    );
  });

  it("may do what it likes to a table of its own", async () => {
    const sql =
      "create table fines (id text);\nalter table fines add column cents int not null;\ncreate index by_id on fines (id);\n";
    assert.deepEqual(await briefly(sql), ["safe migration-added"]);
  });

  it("is told of at the line of its statement, whatever stands before it", async () => {
    const [found] = await told(
      "-- Ünïcode\nset lock_timeout = '1s';\n\n-- gone\nalter table loans\n  drop column due;\n",
    );
    assert.equal(found?.place.line, 6);
    assert.equal(found.place.file, "loans/migrations/0002_next.sql");
  });

  it("comes last, and leaves those before it alone", async () => {
    const between = await migrationsChanged(
      changeOf({ "loans/migrations/0000_first.sql": "select 1;\n" }),
    );
    assert.ok(between.some(({ rule }) => rule === "migration-out-of-order"));
    const changed = await migrationsChanged(
      changeOf({ "loans/migrations/0001_loans.sql": "select 1;\n" }),
    );
    assert.deepEqual(
      changed.map(({ rule }) => rule),
      ["migration-changed"],
    );
    const gone = await migrationsChanged(
      changeOf({ "loans/migrations/0001_loans.sql": undefined }),
    );
    assert.deepEqual(
      gone.map(({ rule }) => rule),
      ["migration-changed"],
    );
  });

  it("that PostgreSQL cannot read is named, with what is wrong", async () => {
    await assert.rejects(
      told("create table späte (id bigint);\nalter tabel loans;"),
      /0002_next\.sql:2: syntax error at or near "tabel"/,
    );
  });
});
