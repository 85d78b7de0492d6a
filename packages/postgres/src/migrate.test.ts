import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pendingMigrations } from "./migrate.ts";

const file = (name: string, checksum = name) => ({ name, checksum, text: "" });

describe("pending migrations", () => {
  const known = [file("0001_a.sql"), file("0002_b.sql")];
  const names = (applied: Parameters<typeof pendingMigrations>[1]) =>
    pendingMigrations(known, applied).map(({ name }) => name);

  it("are all of them on an empty database, in order", () => {
    assert.deepEqual(names([]), ["0001_a.sql", "0002_b.sql"]);
  });

  it("are those after the last that was applied", () => {
    assert.deepEqual(names([file("0001_a.sql")]), ["0002_b.sql"]);
  });

  it("are none when the database is ahead: an old process restarts beside a newer version", () => {
    assert.deepEqual(names([...known, file("0003_c.sql")]), []);
  });

  it("refuse a file that was changed after it was applied", () => {
    assert.throws(() => names([file("0001_a.sql", "other")]), /0001_a.sql was changed/);
  });

  it("refuse a history whose file is gone", () => {
    assert.throws(() => names([file("0000_gone.sql")]), /0000_gone.sql was applied/);
  });

  it("refuse a file that sorts before what is applied", () => {
    assert.throws(() => names([file("0002_b.sql")]), /0001_a.sql sorts before/);
  });
});
