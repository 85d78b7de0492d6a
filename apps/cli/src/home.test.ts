import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { emptyHome, openHome } from "./home.ts";

describe("the data directory", () => {
  let outer: string;
  beforeEach(() => {
    outer = mkdtempSync(join(tmpdir(), "holdfast home "));
  });
  afterEach(() => rmSync(outer, { recursive: true, force: true }));

  it("is made when missing, and known again", () => {
    const made = openHome(join(outer, "a", "b"));
    assert.ok(made.ok);
    writeFileSync(join(made.value, "run.json"), "{}");
    assert.deepEqual(openHome(join(outer, "a", "b")), made);
  });

  it("is not one that holds anything else: --fresh would delete it", () => {
    writeFileSync(join(outer, "thesis.txt"), "years of work");
    const opened = openHome(outer);
    assert.match(opened.ok ? "" : opened.error, /not Holdfast's.*HOLDFAST_HOME/);
    assert.deepEqual(readdirSync(outer), ["thesis.txt"]);
  });

  it("is emptied of everything but its sign and its lock, and the databases it links to", () => {
    const opened = openHome(join(outer, "home"));
    assert.ok(opened.ok);
    const home = opened.value;
    const elsewhere = join(outer, "elsewhere");
    mkdirSync(join(elsewhere, "data"), { recursive: true });
    symlinkSync(elsewhere, join(home, "postgres"));
    mkdirSync(join(home, "restate"));
    writeFileSync(join(home, "supervisor.json"), "{}");
    emptyHome(home);
    assert.deepEqual(readdirSync(home).sort(), ["THIS-IS-HOLDFAST-DATA.txt", "supervisor.json"]);
    assert.equal(existsSync(elsewhere), false);
  });
});
