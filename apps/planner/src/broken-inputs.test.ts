import assert from "node:assert/strict";
import fs, { mkdtempSync, rmSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { pathToFileURL } from "node:url";
import { InputError } from "./input-error.ts";
import {
  changeOf,
  commit,
  edited,
  editedJson,
  git,
  libraryRepository,
  plan,
  write,
} from "./testing/fixture-repository.ts";
import { type Files, LIBRARY } from "./testing/library.ts";

const text = (file: string) => LIBRARY[file] ?? "";

const ten = (item: string) => `[${Array.from({ length: 10 }, () => item).join(",")}]`;
const bomb = ["a", "b", "c", "d", "e", "f", "g"]
  .map((name, index, all) => `${name}: &${name} ${ten(index === 0 ? "x" : `*${all[index - 1]}`)}\n`)
  .join("");

/** What is wrong with the working tree → how the one line begins. */
const BROKEN: readonly { readonly name: string; readonly files: Files; readonly says: RegExp }[] = [
  {
    name: "YAML that does not parse",
    files: { "resilience.yaml": 'version: 1\nservices: { loans: "\n' },
    says: /^resilience\.yaml:\d+: \S/,
  },
  {
    name: "YAML whose aliases explode",
    files: { "slo.yaml": bomb },
    says: /^slo\.yaml: /,
  },
  {
    name: "JSON that does not parse",
    files: { "calls.json": '{ "calls": [' },
    says: /^calls\.json: \S/,
  },
  { name: "an empty input", files: { "resilience.yaml": "" }, says: /^resilience\.yaml:1: / },
  {
    name: "a value of the wrong kind, with its line",
    files: edited("resilience.yaml", "timeoutMs: 500", "timeoutMs: soon"),
    says: /^resilience\.yaml:16: .*timeoutMs/,
  },
  {
    name: "a retry that is not declared",
    files: edited("resilience.yaml", "retry: read", "retry: often"),
    says: /^resilience\.yaml:16: there is no retry often$/,
  },
  {
    name: "an unknown component as target",
    files: edited("resilience.yaml", "target: notices", "target: notes"),
    says: /^resilience\.yaml:21: notes is no component/,
  },
  {
    name: "an unknown component in what was seen",
    files: { "calls.json": text("calls.json").replaceAll('"catalogue"', '"books"') },
    says: /^calls\.json:3: books is no component/,
  },
  {
    name: "an unknown component as dependency",
    files: edited("catalog-info.yaml", "component:catalogue", "component:books"),
    says: /^catalog-info\.yaml:\d+: loans depends on the unknown component books$/,
  },
  {
    name: "an unknown component in objectives",
    files: edited("slo.yaml", "service: loans", "service: lending"),
    says: /^slo\.yaml:\d+: lending is no component/,
  },
  {
    name: "an objective that no share of events can meet",
    files: edited("slo.yaml", "target: 0.99 ", "target: 99 "),
    says: /^slo\.yaml:\d+: an objective needs a target/,
  },
  {
    name: "two components of one name",
    files: edited("catalog-info.yaml", "name: notices", "name: loans"),
    says: /^catalog-info\.yaml:\d+: there are two components loans$/,
  },
  {
    name: "no component at all",
    files: { "catalog-info.yaml": undefined },
    says: /^there is no component/,
  },
  {
    name: "a contract that is not there",
    files: { "loans/openapi.json": undefined },
    says: /^catalog-info\.yaml:\d+: the contract of loans, loans\/openapi\.json, is not there$/,
  },
  {
    name: "a contract that is something else",
    files: { "loans/openapi.json": '{ "swagger": "2.0" }' },
    says: /^loans\/openapi\.json:1: this is no OpenAPI 3 document$/,
  },
  {
    name: "references in a circle",
    files: editedJson("loans/openapi.json", ({ components: { schemas } }) => {
      schemas.A = { $ref: "#/components/schemas/B" };
      schemas.B = { $ref: "#/components/schemas/A" };
    }),
    says: /^loans\/openapi\.json:\d+: \$ref #\/components\/schemas\/[AB] leads nowhere, or back/,
  },
  {
    name: "a reference to nothing",
    files: editedJson("loans/openapi.json", ({ components: { schemas } }) => {
      schemas.A = { $ref: "#/components/schemas/%" };
    }),
    says: /^loans\/openapi\.json:\d+: \$ref #\/components\/schemas\/% leads nowhere/,
  },
  {
    name: "a reference out of the document",
    files: editedJson("loans/openapi.json", ({ components: { schemas } }) => {
      schemas.A = { $ref: "other.json#/A" };
    }),
    says: /^loans\/openapi\.json:\d+: \$ref other\.json#\/A leads out of it/,
  },
  {
    name: "two operations of one name",
    files: editedJson("loans/openapi.json", ({ paths }) => {
      paths["/loans/overdue"].get.operationId = "createLoan";
    }),
    says: /^loans\/openapi\.json:\d+: a second operation is called createLoan$/,
  },
  {
    name: "a waiver without a reason",
    files: { "planner.yaml": "version: 1\nwaivers:\n  - { rule: x, expires: 2026-12-31 }\n" },
    says: /^planner\.yaml:3: waivers\.0 .*reason/,
  },
  {
    name: "a public component that does not exist",
    files: { "planner.yaml": "version: 1\npublic: [lending]\n" },
    says: /^planner\.yaml: lending is no component/,
  },
];

async function refused(folder: string, argv: readonly string[], says: RegExp): Promise<void> {
  const answer = await plan(folder, argv);
  assert.match(answer.complaint, says);
  assert.ok(!answer.complaint.includes("\n"), "one line");
  assert.deepEqual([answer.exit, answer.output], [2, ""]);
}

const temporary = (test: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), "planner-"));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

describe("broken inputs end in one line that names file and place:", () => {
  for (const { name, files, says } of BROKEN)
    it(name, () => {
      assert.throws(
        () => changeOf(files),
        (error) =>
          error instanceof InputError && says.test(error.message) && !error.message.includes("\n"),
      );
    });

  it("exit code 2 and nothing printed", async (t) => {
    const folder = libraryRepository(t);
    write(folder, { "calls.json": '{ "calls": [' });
    await refused(folder, ["impact"], /^calls\.json: \S/);
    await refused(folder, ["map", "--json"], /^calls\.json: \S/);
  });

  it("broken at base, told with the revision", async (t) => {
    const folder = libraryRepository(t, { ...LIBRARY, "resilience.yaml": "a: [" });
    write(folder, { "resilience.yaml": text("resilience.yaml") });
    await refused(folder, ["impact"], /^resilience\.yaml:\d+: .*\(at [0-9a-f]{12}\)$/);
  });
});

describe("a repository without what a comparison needs ends in one line and exit code 2:", () => {
  it("a file of which reading fails", async (t) => {
    const folder = libraryRepository(t);
    write(folder, { "loans/src/loans.ts": "changed" });
    t.mock.method(fs, "lstatSync", () => {
      throw Object.assign(new Error("EACCES: permission denied"), { syscall: "lstat" });
    });
    syncBuiltinESMExports();
    t.after(() => {
      t.mock.restoreAll();
      syncBuiltinESMExports();
    });
    await refused(folder, ["impact"], /^EACCES: permission denied$/);
  });

  it("no such base", async (t) => {
    await refused(
      libraryRepository(t),
      ["impact", "--base", "release"],
      /^there is no revision release here$/,
    );
  });

  it("a base that git would take for an option", async (t) => {
    await refused(
      libraryRepository(t),
      ["impact", "--base=--all"],
      /^there is no revision --all here$/,
    );
  });

  it("no commit at all", async (t) => {
    const folder = temporary(t);
    git(folder, "init", "--quiet", "--initial-branch=main");
    await refused(folder, ["impact"], /^there is no revision HEAD here$/);
    await refused(folder, ["map"], /^there is no revision HEAD here$/);
  });

  it("a shallow clone, which is told how to get the rest", async (t) => {
    const origin = libraryRepository(t);
    git(origin, "switch", "--quiet", "--create", "work");
    commit(origin);
    const clone = join(temporary(t), "clone");
    git(
      origin,
      "clone",
      "--quiet",
      "--depth=1",
      "--no-single-branch",
      pathToFileURL(origin).href,
      clone,
    );
    await refused(clone, ["impact"], /^base and head have no common history here: .*--unshallow/);
    await refused(
      clone,
      ["impact", "--base", "HEAD~1"],
      /^there is no revision HEAD~1 here: .*--unshallow/,
    );
  });

  it("histories that never met", async (t) => {
    const folder = libraryRepository(t);
    git(folder, "switch", "--quiet", "--orphan", "other");
    write(folder, { ...LIBRARY, "README.md": "# Another library\n" });
    commit(folder);
    await refused(folder, ["impact"], /^base and head have no common history here$/);
  });

  it("no repository", async (t) => {
    await refused(temporary(t), ["impact"], /is not in a git repository$/);
  });

  it("no such folder", async (t) => {
    await refused(
      temporary(t),
      ["impact", "--repo", "/nowhere/at/all"],
      /^cannot run git in \/nowhere/,
    );
  });

  it("no git", async (t) => {
    const folder = libraryRepository(t);
    const { PATH } = process.env;
    t.after(() => {
      process.env.PATH = PATH;
    });
    process.env.PATH = "/nowhere";
    await refused(folder, ["impact"], /^cannot run git .* is git installed/);
  });
});

describe("wrong usage ends in one line and exit code 2:", () => {
  for (const { argv, says } of [
    { argv: ["improve"], says: /^there is no command improve/ },
    { argv: ["toString"], says: /^there is no command toString/ },
    { argv: ["impact", "--bass", "main"], says: /--bass/ },
    { argv: ["impact", "main"], says: /main/ },
    { argv: ["impact", "--fail-on", "safe"], says: /^--fail-on is breaking or caution, not safe$/ },
  ])
    it(argv.join(" "), async (t) => refused(libraryRepository(t), argv, says));

  it("an option that none of the commands of the help has", async (t) => {
    const folder = libraryRepository(t);
    const { output } = await plan(folder, ["--help"]);
    const names = [...output.matchAll(/^ {2}plan ([a-z]+) /gm)].map(([, name = ""]) => name);
    assert.ok(names.includes("impact") && names.includes("map"));
    for (const name of names)
      await refused(folder, [name, "--bass"], new RegExp(`--bass.*: plan ${name} `));
  });

  it("help is none of it", async (t) => {
    const answer = await plan(temporary(t), ["impact", "--help"]);
    assert.equal(answer.exit, 0);
    assert.match(answer.output, /^Usage: plan/);
  });
});
