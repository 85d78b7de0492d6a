import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { findImpact } from "./impact.ts";
import type { Finding } from "./model.ts";
import { RULES } from "./rules/rules.ts";
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
import { LIBRARY } from "./testing/library.ts";

const withoutGetBook = editedJson("catalogue/openapi.json", (contract) => {
  delete contract.paths["/books/{id}"];
});
const findings = async (...change: Parameters<typeof changeOf>) =>
  (await findImpact(changeOf(...change), RULES, 0)).findings;
const briefly = (found: readonly Finding[]) =>
  found.map(({ rule, level, component }) => `${level} ${component} ${rule}`);
const removal = "api-removed-without-deprecation";

describe("an unchanged tree", () => {
  it("gives no findings, whatever is left out of it", async () => {
    const optional = ["calls.json", "slo.yaml", "planner.yaml", "README.md", "loans/src/loans.ts"];
    await fc.assert(
      fc.asyncProperty(fc.subarray(optional), async (left) => {
        const base = Object.fromEntries(left.map((file) => [file, undefined]));
        assert.deepEqual(await findings({}, base), []);
      }),
    );
  });

  it("gives none in a real repository either", async (t) => {
    const answer = await plan(libraryRepository(t), ["impact"]);
    assert.deepEqual([answer.exit, answer.complaint], [0, ""]);
    assert.match(answer.output, /Nothing changed/);
  });
});

describe("references", () => {
  it("may be written with escaped slashes, name a property, and lead back to what they are in", async () => {
    const { "catalogue/openapi.json": contract = "" } = editedJson(
      "catalogue/openapi.json",
      (it) => {
        it.components.schemas.Book.properties.$ref = { type: "string" };
      },
    );
    const escaped = contract.replaceAll("#/components/schemas/", "#\\/components\\/schemas\\/");
    assert.notEqual(escaped, contract);
    const found = await findings({ "catalogue/openapi.json": escaped });
    assert.deepEqual(
      found.filter(({ level }) => level === "breaking"),
      [],
    );
  });
});

describe("a change of source alone", () => {
  it("is safe and names only the component's owner", async () => {
    const found = await findings({
      "loans/src/loans.ts": "export const loans = [1];\n",
      "loans/test/loans.test.ts": "// new\n",
    });
    assert.deepEqual(briefly(found), ["safe loans source-changed"]);
    assert.match(found[0]?.message ?? "", /^2 files of loans .* team-loans alone$/);
  });

  it("is not called safe when the component's policies change as well", async () => {
    const source = { "loans/src/loans.ts": "export const loans = [1];\n" };
    const policies = edited("resilience.yaml", "timeoutMs: 500", "timeoutMs: 400");
    const found = await findings({ ...source, ...policies });
    assert.ok(!briefly(found).includes("safe loans source-changed"));
  });

  it("is not called safe when the component's migrations change as well", async () => {
    const source = { "loans/src/loans.ts": "export const loans = [1];\n" };
    const found = await findings({ ...source, "loans/migrations/0002_x.sql": "select 1;\n" });
    assert.ok(!briefly(found).includes("safe loans source-changed"));
  });
});

describe("a library that changes", () => {
  const library = `---
kind: Component
metadata: { name: paper, annotations: { library.example/source: paper/*.ts } }
spec: { type: library }
---
kind: Component
metadata: { name: ink, annotations: { library.example/source: ink/*.ts } }
spec: { type: library, dependsOn: [component:paper] }
`;
  it("is told with those that are built with it, and not with those that only call these", async () => {
    const catalogue = LIBRARY["catalog-info.yaml"] ?? "";
    const using = catalogue.replace(
      "[component:catalogue]",
      "[component:catalogue, component:ink]",
    );
    const found = await findings(
      { "paper/a.ts": "2" },
      { "paper/a.ts": "1", "catalog-info.yaml": using + library },
    );
    assert.deepEqual(briefly(found), ["safe paper library-changed"]);
    assert.match(found[0]?.message ?? "", /^1 file of paper changed, which loans is built with$/);
  });

  it("is found by those that name it with its namespace, as Backstage lets them", async () => {
    const catalogue = LIBRARY["catalog-info.yaml"] ?? "";
    const using = catalogue.replace("[component:catalogue]", "[Component:default/paper]");
    const base = { "paper/a.ts": "1", "catalog-info.yaml": using + library };
    const found = await findings({ "paper/a.ts": "2" }, base);
    assert.match(found[0]?.message ?? "", /which loans is built with$/);
  });
});

describe("an operation that is gone", () => {
  it("breaks those that call it, told with the way from the outermost caller and its line at base", async () => {
    const [found] = await findings(withoutGetBook);
    assert.equal(found?.level, "breaking");
    assert.equal(found.rule, removal);
    assert.deepEqual(found.place, {
      file: "catalogue/openapi.json",
      line: lineOfGetBook(),
      revision: "base",
    });
    assert.deepEqual(
      found.paths.map((path) => path.map(({ operation }) => operation)),
      [["remind", "createLoan", "getBook"]],
    );
    assert.match(found.message, /catalogue\.getBook: gone; loans\.createLoan calls it/);
  });

  it("is a caution when its callers go in the same change: the old ones still run while it is rolled out", async () => {
    const text = LIBRARY["resilience.yaml"] ?? "";
    const found = await findings({
      ...withoutGetBook,
      "resilience.yaml": text.replaceAll("getBook", "listBooks"),
      "calls.json": (LIBRARY["calls.json"] ?? "").replaceAll("getBook", "listBooks"),
    });
    assert.ok(briefly(found).includes(`caution catalogue ${removal}`));
  });

  it("is a caution when nobody is known to call it, and breaking when the component is public", async () => {
    const edit = editedJson("catalogue/openapi.json", ({ paths }) => delete paths["/books"]);
    assert.ok(briefly(await findings(edit)).includes(`caution catalogue ${removal}`));
    const open = { "planner.yaml": "version: 1\npublic: [catalogue]\n" };
    assert.ok(briefly(await findings(edit, open)).includes(`breaking catalogue ${removal}`));
  });

  it("is breaking when nobody of the catalogue calls the component at all: its callers are outside", async () => {
    const alone = {
      "resilience.yaml": "version: 1\nservices: {}\n",
      "calls.json": '{ "calls": [] }',
    };
    const edit = editedJson("catalogue/openapi.json", ({ paths }) => delete paths["/books"]);
    assert.ok(briefly(await findings(edit, alone)).includes(`breaking catalogue ${removal}`));
  });

  it("is unknown, exit code 3, where nothing says who calls whom", async (t) => {
    const { "resilience.yaml": _, "calls.json": __, ...rest } = LIBRARY;
    const folder = libraryRepository(t, rest);
    write(folder, withoutGetBook);
    const answer = await plan(folder, ["impact"]);
    assert.equal(answer.exit, 3);
    assert.match(answer.output, /nothing says who calls it/);
  });

  it("is told for a change of nothing but a name: not for one of whitespace", async () => {
    const compact = JSON.stringify(JSON.parse(LIBRARY["catalogue/openapi.json"] ?? ""));
    const found = await findings({ "catalogue/openapi.json": compact });
    assert.deepEqual(
      found.filter(({ level }) => level === "breaking"),
      [],
    );
  });
});

describe("a waiver", () => {
  const waived = (rest: string) => ({
    "planner.yaml": `version: 1\nwaivers:\n  - { rule: ${removal}, reason: nobody lends this week, ${rest} }\n`,
  });
  const answerWith = async (t: Parameters<typeof libraryRepository>[0], rest: string) => {
    const folder = libraryRepository(t);
    write(folder, { ...withoutGetBook, ...waived(rest) });
    return plan(folder, ["impact"]);
  };

  it("takes a finding out of the count until the end of its last day", async (t) => {
    const answer = await answerWith(t, "component: catalogue, expires: 2026-06-01");
    assert.equal(answer.exit, 0);
    assert.match(answer.output, /until 2026-06-01: nobody lends this week/);
    assert.match(answer.output, /1 waived/);
  });

  it("that has expired is told, and the finding counts", async (t) => {
    const answer = await answerWith(t, "operation: getBook, expires: 2026-05-31");
    assert.equal(answer.exit, 1);
    assert.match(answer.output, /expired 2026-05-31: nobody lends this week/);
  });

  it("of another component or operation does not help", async (t) => {
    assert.equal((await answerWith(t, "component: loans, expires: 2026-12-31")).exit, 1);
    assert.equal((await answerWith(t, "operation: listBooks, expires: 2026-12-31")).exit, 1);
  });
});

describe("plan impact", () => {
  it("sees what is not committed, and between commits only what is", async (t) => {
    const folder = libraryRepository(t);
    write(folder, withoutGetBook);
    assert.equal((await plan(folder, ["impact"])).exit, 1);
    assert.equal((await plan(folder, ["impact", "--head", "HEAD"])).exit, 0);
    git(folder, "switch", "--quiet", "--create", "work");
    commit(folder);
    const answer = await plan(folder, ["impact", "--base", "main", "--head", "work"]);
    assert.equal(answer.exit, 1);
    assert.match(answer.output, /^[0-9a-f]{12} against [0-9a-f]{12}: 1 changed file\n/);
  });

  it("compares with where the head left the base: what others did there since is not undone", async (t) => {
    const folder = libraryRepository(t);
    git(folder, "switch", "--quiet", "--create", "work");
    write(folder, { "loans/src/loans.ts": "export const loans = [1];\n" });
    commit(folder);
    git(folder, "switch", "--quiet", "main");
    write(folder, withoutGetBook);
    commit(folder);
    const answer = await plan(folder, ["impact", "--head", "work", "--json"]);
    assert.deepEqual(briefly(JSON.parse(answer.output).findings), ["safe loans source-changed"]);
  });

  it("gives the same inputs the same digest before and after they are committed", async (t) => {
    const folder = libraryRepository(t);
    write(folder, { ...withoutGetBook, "loans/migrations/0002_x.sql": "select 1;\n" });
    const digest = async () =>
      JSON.parse((await plan(folder, ["impact", "--json"])).output).head.inputsDigest;
    const before = await digest();
    commit(folder);
    assert.equal(await digest(), before);
  });

  it("tells programs level, place, owner's component and ways", async (t) => {
    const folder = libraryRepository(t);
    write(folder, withoutGetBook);
    const {
      version,
      counts,
      findings: told,
    } = JSON.parse((await plan(folder, ["impact", "--json"])).output);
    const [finding] = told;
    assert.deepEqual([version, counts.breaking], [1, 1]);
    assert.equal(finding.place.file, "catalogue/openapi.json");
    assert.deepEqual(finding.operations, [{ component: "catalogue", operation: "getBook" }]);
    assert.deepEqual(finding.paths, ["notices.remind → loans.createLoan → catalogue.getBook"]);
  });

  it("fails on a caution when asked to", async (t) => {
    const folder = libraryRepository(t);
    write(
      folder,
      editedJson("catalogue/openapi.json", ({ paths }) => delete paths["/books"]),
    );
    assert.equal((await plan(folder, ["impact"])).exit, 0);
    assert.equal((await plan(folder, ["impact", "--fail-on", "caution"])).exit, 1);
  });

  it("uses colour only when told that it is shown", async (t) => {
    const folder = libraryRepository(t);
    write(folder, withoutGetBook);
    const colour = "\u001b[";
    assert.ok(!(await plan(folder, ["impact"])).output.includes(colour));
    assert.ok((await plan(folder, ["impact"], { colours: true })).output.includes(colour));
  });

  it("tells what is alike once with a count, and programs everything", async (t) => {
    const folder = libraryRepository(t);
    write(
      folder,
      editedJson("catalogue/openapi.json", ({ paths }) => {
        for (const name of ["a", "b", "c"])
          paths[`/${name}`] = { get: { operationId: name, responses: {} } };
      }),
    );
    const { output } = await plan(folder, ["impact"]);
    assert.equal(output.match(/endpoint-added/g)?.length, 1);
    assert.match(output, /endpoint-added ×3\n.*catalogue\.a: new, GET \/a\n.*\n.*and 2 more/);
    const { findings: told } = JSON.parse((await plan(folder, ["impact", "--json"])).output);
    assert.equal(told.length, 3);
  });

  it("counts everything as new against no base at all", async (t) => {
    const answer = await plan(libraryRepository(t), ["impact", "--base", "none", "--json"]);
    assert.equal(JSON.parse(answer.output).changedFiles.length, Object.keys(LIBRARY).length);
  });

  it("works on a detached head, from a folder below, and in another repository with --repo", async (t) => {
    const folder = libraryRepository(t);
    git(folder, "switch", "--quiet", "--detach");
    write(folder, withoutGetBook);
    assert.equal((await plan(join(folder, "loans"), ["impact"])).exit, 1);
    const elsewhere = mkdtempSync(join(tmpdir(), "planner-"));
    t.after(() => rmSync(elsewhere, { recursive: true }));
    assert.equal((await plan(elsewhere, ["impact", "--repo", folder])).exit, 1);
  });
});

const lineOfGetBook = () => {
  const lines = (LIBRARY["catalogue/openapi.json"] ?? "").split("\n");
  const path = lines.findIndex((line) => line.includes('"/books/{id}"'));
  return lines.findIndex((line, index) => index > path && line.includes('"get"')) + 1;
};
