import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import fc from "fast-check";
import { readPlan, refreshed } from "./plan-document.ts";
import { render } from "./plan-words.ts";
import {
  commit,
  edited,
  editedJson,
  git,
  libraryRepository,
  plan,
  write,
} from "./testing/fixture-repository.ts";
import { type Files, LIBRARY } from "./testing/library.ts";

const PLAN = "task_work/task_plan.md";
const read = (folder: string) => readFileSync(join(folder, PLAN), "utf8");

/** An operation that is called goes, another comes, a table grows. */
const BREAKING: Files = {
  ...editedJson("catalogue/openapi.json", ({ paths, components }) => {
    delete paths["/books/{id}"];
    paths["/books/{id}/copies"] = {
      get: {
        operationId: "listCopies",
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: { 200: { description: "OK" }, 404: { description: "No such book" } },
      },
    };
    delete components.schemas.Book.properties.sequel;
  }),
  "catalogue/migrations/0002_copies.sql": "alter table books add column copies integer;\n",
  "catalogue/src/copies.ts": "export const listCopies = () => [];\n",
};
const REFACTORING: Files = {
  "loans/src/loans.ts": "export const loans: readonly string[] = [];\n",
};

/** With checks for all that criteria are about. */
const CHECKS = `version: 1
checks:
  - { id: unit, argv: [node, --test] }
  - { id: impact, argv: [holdfast, plan, impact], covers: [impact] }
  - { id: load, argv: [node, load.ts], covers: [objectives] }
  - { id: traces, argv: [node, traces.ts], covers: [traces] }
`;
const BASE: Files = { ...LIBRARY, "planner.yaml": CHECKS };

/** A repository in which main is the library, and the working tree has the change. */
function changed(test: TestContext, change: Files): string {
  const folder = libraryRepository(test, BASE);
  write(folder, change);
  return folder;
}

async function planned(test: TestContext, change: Files, title = "A change"): Promise<string> {
  const folder = changed(test, change);
  const { exit, complaint } = await plan(folder, ["new", title]);
  assert.deepEqual([exit, complaint], [0, ""]);
  return folder;
}

/** As a person would: every question is answered. */
const answered = (text: string) =>
  text.replaceAll(/^> \*\*Open question:\*\* .*$/gm, "It is answered.");

const edit = (folder: string, change: (text: string) => string) => {
  const before = read(folder);
  const after = change(before);
  assert.notEqual(after, before, "the edit does something");
  writeFileSync(join(folder, PLAN), after);
};

describe("the plan of", () => {
  for (const [name, title, change] of [
    ["breaking", "Replace getBook by listCopies", BREAKING],
    ["refactoring", "Tell loans by their type", REFACTORING],
  ] as const)
    it(`a ${name} change is the one that was read by a person`, async (t) => {
      const text = read(await planned(t, change, title))
        .replaceAll(/\b[0-9a-f]{40}\b/g, "COMMIT")
        .replaceAll(/from [0-9a-f]{12} /g, "from COMMIT ");
      const golden = new URL(`testing/plan-${name}.md`, import.meta.url);
      // Read what this writes before you commit it.
      if (process.env.WRITE_GOLDEN === "1") writeFileSync(golden, text);
      assert.equal(text, readFileSync(golden, "utf8"));
    });
});

describe("every finding is left to a step of the plan,", () => {
  const notices = Object.keys(LIBRARY).filter((file) => file.startsWith("notices/"));
  const gone = Object.fromEntries(notices.map((file) => [file, undefined]));
  const resilience = LIBRARY["resilience.yaml"] ?? "";
  for (const [name, change] of [
    ["where an operation goes", BREAKING],
    [
      "where a deadline is too short",
      edited("resilience.yaml", "deadlineMs: 1200", "deadlineMs: 600"),
    ],
    ["where a table is dropped", { "loans/migrations/0002_drop.sql": "drop table loans;\n" }],
    [
      "where a column comes that old code does not write",
      { "loans/migrations/0002_add.sql": "alter table loans add column state text not null;\n" },
    ],
    [
      "where a component goes",
      {
        ...gone,
        "catalog-info.yaml": LIBRARY["catalog-info.yaml"]
          ?.split("---\n")
          .slice(0, 2)
          .join("---\n")
          .replace(", notices]", "]"),
        "resilience.yaml": resilience
          .slice(0, resilience.indexOf("      relay-events:"))
          .replace(/ {2}notices: .*\n/, ""),
        "calls.json": '{ "calls": [] }\n',
        "slo.yaml": LIBRARY["slo.yaml"]?.split("---\n").slice(0, 2).join("---\n"),
      },
    ],
  ] as const)
    it(name, async (t) => {
      const folder = await planned(t, change);
      const { front } = readPlan(PLAN, read(folder));
      assert.notEqual(front.findings.length, 0);
      edit(folder, answered);
      assert.deepEqual(
        await plan(folder, ["check"]).then(({ output }) => output.match(/^.*\d: .*$/gm)),
        null,
      );
    });
});

describe("a finding is left to the phase it belongs to,", () => {
  for (const [sql, step] of [
    ["create or replace view shelf as select 1 as id;", "expand-loans"],
    ["vacuum full loans;", "expand-loans"],
    ["do $$ begin perform 1; end $$;", "expand-loans"],
    ["alter table loans rename to lent;", "contract-loans"],
    ["revoke all on loans from public;", "contract-loans"],
  ] as const)
    it(`${step}: ${sql}`, async (t) => {
      const folder = await planned(t, { "loans/migrations/0002_next.sql": `${sql}\n` });
      const { front } = readPlan(PLAN, read(folder));
      const steps = new Set(front.findings.map((each) => each.step));
      assert.deepEqual([...steps], [step]);
    });
});

const founding = `# Design & Planning Phase
## 1. Architectural Analysis
### Service Dependencies
### Distributed System Patterns
### Trace Propagation Strategy
## 2. Technical Design
### API Design
### Data Flow Design
### Error Handling Strategy
## 3. Implementation Planning
### Summary
### Components to Modify
#### COMPONENTS
### Implementation Steps
### Testing Strategy
#### Unit Tests
#### Integration Tests
#### End-to-End Tests
#### Load Testing
## 4. Risk Assessment
### Technical Risks
### Mitigation Strategies
## 5. Implementation Sequence
## 6. Success Criteria
### Functional Criteria
### Non-Functional Criteria
### Testing Criteria
## Review Questions
## Key Requirements`;
const headings = (text: string) => text.match(/^#{1,4} .+$/gm)?.join("\n");

describe("a plan has the founding document's headings in its order,", () => {
  it("with one for each service of the catalogue", async (t) => {
    const services = ["Catalogue", "Loans", "Notices"].map(
      (each) => `#### ${each} Service Changes`,
    );
    const folder = await planned(t, REFACTORING);
    assert.equal(headings(read(folder)), founding.replace("#### COMPONENTS", services.join("\n")));
  });

  it("those of components that the document names first, as it names them", async (t) => {
    const renamed = Object.fromEntries(
      Object.entries(LIBRARY).map(([file, text]) => [
        file.replace("loans/", "pricing/").replace("notices/", "api-gateway/"),
        text
          .replaceAll(/\bloans\b(?!")/g, "pricing")
          .replaceAll('"loans"', '"pricing"')
          .replaceAll(/\bnotices\b/g, "api-gateway"),
      ]),
    );
    const folder = libraryRepository(t, renamed);
    write(folder, { "README.md": "# Changed\n" });
    assert.equal((await plan(folder, ["new", "A change"])).complaint, "");
    const services = [
      "API Gateway Changes",
      "Pricing Service Changes",
      "Catalogue Service Changes",
    ];
    const expected = founding.replace(
      "#### COMPONENTS",
      services.map((each) => `#### ${each}`).join("\n"),
    );
    assert.equal(headings(read(folder)), expected);
  });
});

describe("a policy that changed", () => {
  const retried = "retry: read, idempotent: true }\n      relay-events:";
  const again =
    "- { target: catalogue, operation: getBook, timeoutMs: 300, retry: none, fallback: no title; none }";
  const change = edited(
    "resilience.yaml",
    retried,
    retried.replace("\n", `\n          ${again}\n`),
  );

  it("touches its operation, and is a step of its component", async (t) => {
    const text = read(await planned(t, change));
    const { steps } = readPlan(PLAN, text).front;
    assert.deepEqual(
      steps.map(({ title }) => title),
      ["Change loans: let `loans.createLoan` keep to the policy as it is now"],
    );
    assert.match(text, /^- \*\*loans\*\* \(service of team-loans\)/m);
  });

  it("is told with every call, also with several of one other operation", async (t) => {
    const text = read(await planned(t, change));
    const call = "`loans.createLoan` → `catalogue.getBook`";
    const told = text.match(/^- (Up to|One attempt).*$/gm)?.filter((line) => line.includes(call));
    assert.deepEqual(told, [
      `- Up to 2 attempts of 500 ms, 50 to 100 ms apart, all within 1200 ms, timeouts repeated: yes; fallback: none. ${call}`,
      `- One attempt of 300 ms; fallback: no title; none. ${call}`,
    ]);
    assert.equal(text.match(/^ {2}p0->>p1: getBook$/gm)?.length, 2);
    assert.equal(text.match(/^ {2}Note over p0: no title#59; none$/gm)?.length, 1);
  });

  it("touches nothing where it only moved", async (t) => {
    const moved = LIBRARY["resilience.yaml"]?.replace("version: 1", "# Moved.\nversion: 1");
    const text = read(await planned(t, { "resilience.yaml": moved }));
    assert.deepEqual(readPlan(PLAN, text).front.steps, []);
  });
});

describe("a second run", () => {
  it("gives equal bytes, on a dirty tree as on the commit of it", async (t) => {
    const folder = await planned(t, BREAKING);
    const first = read(folder);
    await plan(folder, ["new", "A change"]);
    assert.equal(read(folder), first);
    git(folder, "switch", "--quiet", "--create", "work");
    commit(folder);
    await plan(folder, ["new", "A change"]);
    assert.equal(read(folder), first);
  });

  it("writes at the top of the repository that --repo names a folder of", async (t) => {
    const folder = await planned(t, BREAKING);
    const first = read(folder);
    const elsewhere = join(folder, "..");
    const { exit } = await plan(elsewhere, ["new", "A change", "--repo", join(folder, "loans")]);
    assert.deepEqual([exit, read(folder)], [0, first]);
    const checked = await plan(elsewhere, ["check", "--repo", join(folder, "loans")]);
    assert.match(checked.output, /^task_work\/task_plan\.md:\d+: has an open question/);
    assert.ok(!readdirSync(join(folder, "loans")).includes("task_work"));
  });

  it("leaves all that people wrote between the derived blocks, byte for byte", async (t) => {
    const folder = await planned(t, BREAKING);
    const { body, bodyLine } = readPlan(PLAN, read(folder));
    const lines = body.split("\n");
    const open = lines.map((_, i) => {
      const before = lines.slice(0, i).join("\n");
      return (
        (before.match(/<!-- derived/g) ?? []).length ===
        (before.match(/<!-- \/derived/g) ?? []).length
      );
    });
    const places = lines.flatMap((_, i) => (open[i] ? [i] : []));
    const own = fc
      .array(fc.string({ unit: "binary" }), { maxLength: 5 })
      .map((list) => list.join("\n"));
    const harmless = own.filter(
      (text) =>
        !text.split("\n").some((line) => /^(#{1,4} | {0,3}(```|~~~)|<!-- \/?derived)/.test(line)),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...places), harmless), { maxLength: 6 }),
        (texts) => {
          const written = lines
            .flatMap((line, i) => [
              ...texts.filter(([at]) => at === i).map(([, text]) => text),
              line,
            ])
            .join("\n");
          const blocksChanged = body.replaceAll("catalogue", "catalog");
          const again = refreshed(PLAN, { body: written, bodyLine }, blocksChanged);
          const outside = (text: string) =>
            text.replaceAll(/(^<!-- derived: .+ -->$)[\s\S]*?(^<!-- \/derived -->$)/gm, "$1$2");
          assert.equal(outside(again), outside(written));
          assert.equal(refreshed(PLAN, { body: again, bodyLine }, body), written);
        },
      ),
    );
  });

  it("keeps what a person changed in the front matter, and tells anew what nobody changed", async (t) => {
    const folder = await planned(t, BREAKING);
    edit(folder, (text) =>
      text
        .replace(
          "mitigation: Keep it, marked deprecated",
          "mitigation: Keep it for a year, marked deprecated",
        )
        .replace("The tests of loans pass", "The tests of loans pass twice in a row")
        .replace(
          "\ncriteria:\n",
          "\n  - { id: tell, title: Tell the readers, depends_on: [change-loans], criteria: [told] }\ncriteria:\n  - { id: told, text: Every reader has the letter, checks: [unit] }\n",
        ),
    );
    write(folder, edited("slo.yaml", "target: 0.999", "target: 0.9995"));
    await plan(folder, ["new", "A change"]);
    const { front } = readPlan(PLAN, read(folder));
    assert.match(front.findings[0]?.mitigation ?? "", /for a year/);
    assert.ok(front.criteria.some(({ text }) => text === "The tests of loans pass twice in a row"));
    assert.ok(front.criteria.some(({ id }) => id === "told"));
    assert.ok(front.criteria.some(({ text }) => text.includes("99.95 %")));
    const order = front.steps.map(({ id }) => id);
    assert.ok(order.indexOf("tell") > order.indexOf("change-loans"));
    const once = read(folder);
    await plan(folder, ["new", "A change"]);
    assert.equal(read(folder), once);
  });

  it("forgets a finding, and the step for it, once it is gone", async (t) => {
    const folder = await planned(t, BREAKING);
    write(folder, { "catalogue/openapi.json": LIBRARY["catalogue/openapi.json"] });
    await plan(folder, ["new", "A change"]);
    const { front } = readPlan(PLAN, read(folder));
    assert.deepEqual(front.findings, []);
    assert.deepEqual(
      front.steps.map(({ id }) => id),
      ["expand-catalogue", "change-catalogue"],
    );
  });
});

describe("plan new refuses in one line, and leaves the file as it was:", () => {
  for (const { name, change, says } of [
    {
      name: "a heading that is gone",
      change: (text: string) => text.replace("\n### Data Flow Design\n", "\n"),
      says: /^task_work\/task_plan\.md:\d+: "### Data Flow Design" is missing before this line$/,
    },
    {
      name: "a heading that is there twice",
      change: (text: string) =>
        text.replace("## Key Requirements", "### Summary\n## Key Requirements"),
      says: /:\d+: "### Summary" is there a second time$/,
    },
    {
      name: "a heading of one's own, of the size of the plan's",
      change: (text: string) => `${text}\n## Appendix\n`,
      says: /:\d+: "## Appendix" is none of a plan's; headings of your own begin with #####$/,
    },
    {
      name: "a block that is not closed",
      change: (text: string) => text.replace("<!-- /derived -->\n", ""),
      says: /:\d+: "<!-- \/derived -->" is missing before this line$/,
    },
    {
      name: "a block that is gone",
      change: (text: string) =>
        text.replace(/<!-- derived: Summary -->[\s\S]*?<!-- \/derived -->\n/, ""),
      says: /:\d+: "<!-- derived: Summary -->" is missing before this line$/,
    },
    {
      name: "front matter that is no YAML",
      change: (text: string) => text.replace("findings:", "findings: ["),
      says: /^task_work\/task_plan\.md.*:\d+: \S/,
    },
    {
      name: "front matter with a value of the wrong kind",
      change: (text: string) => text.replace("level: breaking", "level: terrible"),
      says: /^task_work\/task_plan\.md:8: findings\.0\.level must be/,
    },
    {
      name: "no front matter",
      change: (text: string) => text.slice(4),
      says: /^task_work\/task_plan\.md:1: a plan starts with its front matter/,
    },
  ])
    it(name, async (t) => {
      const folder = await planned(t, BREAKING);
      edit(folder, change);
      const before = read(folder);
      const answer = await plan(folder, ["new", "A change"]);
      assert.match(answer.complaint, says);
      assert.ok(!answer.complaint.includes("\n"));
      assert.deepEqual([answer.exit, answer.output, read(folder)], [2, "", before]);
      assert.deepEqual(readdirSync(join(folder, "task_work")), ["task_plan.md"]);
    });

  it("a plan that is no text", async (t) => {
    const folder = changed(t, BREAKING);
    mkdirSync(join(folder, "task_work"));
    writeFileSync(join(folder, PLAN), Buffer.from([0xff, 0xfe]));
    for (const argv of [["new", "A change"], ["check"], ["verify"]]) {
      const { exit, complaint } = await plan(folder, argv);
      assert.deepEqual([exit, complaint], [2, "task_work/task_plan.md: this is no UTF-8 text"]);
    }
  });

  it("a file where the folder should be", async (t) => {
    const folder = changed(t, { ...BREAKING, task_work: "a file" });
    const answer = await plan(folder, ["new", "A change"]);
    assert.deepEqual([answer.exit, answer.output], [2, ""]);
    assert.match(answer.complaint, /task_work/);
  });

  for (const [argv, says] of [
    [["new"], /wrong number of words: plan new "TITLE"/],
    [["new", " "], /^a plan needs a title$/],
    [["new", "A change", "--base", "nowhere"], /^there is no revision nowhere here$/],
  ] as const)
    it(argv.join(" "), async (t) => {
      const folder = changed(t, BREAKING);
      const answer = await plan(folder, argv);
      assert.match(answer.complaint, says);
      assert.equal(answer.exit, 2);
      assert.ok(!readdirSync(folder).includes("task_work"), "nothing half-written");
    });
});

describe("plan check", () => {
  it("passes a plan whose questions are answered, and names the next command", async (t) => {
    const folder = await planned(t, BREAKING);
    edit(folder, answered);
    const answer = await plan(folder, ["check"]);
    assert.deepEqual([answer.exit, answer.complaint], [0, ""]);
    assert.match(
      answer.output,
      /^task_work\/task_plan\.md is complete: \d+ steps, \d+ criteria\. Next: plan verify\.$/m,
    );
  });

  it("tells each open question of a new plan with its line", async (t) => {
    const folder = await planned(t, BREAKING);
    const answer = await plan(folder, ["check"]);
    const lines = read(folder).split("\n");
    const questions = lines.flatMap((line, i) =>
      line.startsWith("> **Open question:**") ? [i + 1] : [],
    );
    assert.equal(answer.exit, 1);
    assert.deepEqual(
      answer.output
        .trim()
        .split("\n")
        .slice(0, -1)
        .map((line) => Number(line.split(":")[1])),
      questions,
    );
  });

  for (const { name, change, says } of [
    {
      name: "a heading is missing",
      change: (text: string) => text.replace("\n### API Design\n", "\n"),
      says: /"### API Design" is missing/,
    },
    {
      name: "a placeholder is left",
      change: (text: string) => `${text}\nTBD: the rest\n`,
      says: /has a placeholder: TBD: the rest/,
    },
    {
      name: "a placeholder is left below fenced code that shows a derived block",
      change: (text: string) => `${text}\n\`\`\`\n<!-- derived: it -->\n\`\`\`\n\nTBD: the rest\n`,
      says: /has a placeholder: TBD: the rest/,
    },
    {
      name: "a path does not exist",
      change: (text: string) => `${text}\nSee \`loans/src/gone.ts\`.\n`,
      says: /there is no loans\/src\/gone\.ts/,
    },
    {
      name: "a finding is missing",
      change: (text: string) =>
        text.replace(/ {2}- id: catalogue-[\s\S]*?(?= {2}- id: |\nsteps:)/, ""),
      says: /catalogue-\w+ \((breaking|caution)\) is missing: /,
    },
    {
      name: "a finding has no mitigation",
      change: (text: string) => text.replace(/mitigation: .+/, 'mitigation: ""'),
      says: /catalogue-\w+ has no mitigation/,
    },
    {
      name: "a finding is left to no step",
      change: (text: string) => text.replace("step: contract-catalogue", "step: later"),
      says: /names later, which is no step/,
    },
    {
      name: "a step has no criterion",
      change: (text: string) => text.replace("criteria: [ contract-catalogue ]", "criteria: []"),
      says: /contract-catalogue has no criterion/,
    },
    {
      name: "a step names a criterion that is not there",
      change: (text: string) =>
        text.replace("criteria: [ contract-catalogue ]", "criteria: [ other ]"),
      says: /names other, which is no criterion/,
    },
    {
      name: "a step comes before what it depends on",
      change: (text: string) => text.replace("depends_on: []", "depends_on: [ change-loans ]"),
      says: /expand-catalogue names change-loans, which is no step before it/,
    },
    {
      name: "a step cannot be measured",
      change: (text: string) =>
        text.replace("Change loans: ", "Change loans in an efficient way: "),
      says: /says "efficient": how much\?/,
    },
    {
      name: "a criterion cannot be measured",
      change: (text: string) => text.replace("The tests of loans pass", "Loans are fast"),
      says: /says "fast": how much\?/,
    },
    {
      name: "a criterion has no check",
      change: (text: string) => text.replace("checks: [ load ]", "checks: []"),
      says: /has no check/,
    },
    {
      name: "a criterion names no check of planner.yaml",
      change: (text: string) => text.replace("checks: [ load ]", "checks: [ wrk ]"),
      says: /names wrk, which is no check of planner\.yaml/,
    },
    {
      name: "an id is there twice",
      change: (text: string) => text.replace("id: regression", "id: tests-loans"),
      says: /tests-loans is there a second time/,
    },
  ])
    it(`tells where ${name}, and exits with 1`, async (t) => {
      const folder = await planned(t, BREAKING);
      edit(folder, (text) => change(answered(text)));
      const answer = await plan(folder, ["check"]);
      assert.match(answer.output, /^task_work\/task_plan\.md:\d+: \S/);
      assert.match(answer.output, says);
      assert.equal(answer.exit, 1);
    });

  it("takes adjectives in prose, paths that are to come, and headings of five #", async (t) => {
    const folder = await planned(t, BREAKING);
    edit(
      folder,
      (text) =>
        `${answered(text)}\n##### Notes\n\nA fast way: \`loans/src/new.ts\` (new), \`catalogue/src/books.ts\`, \`application/json\`.\n`,
    );
    assert.deepEqual((await plan(folder, ["check"])).exit, 0);
  });

  it("exits with 3 once the inputs are others, and says so", async (t) => {
    const folder = await planned(t, BREAKING);
    edit(folder, answered);
    write(folder, edited("slo.yaml", "target: 0.999", "target: 0.9995"));
    const answer = await plan(folder, ["check"]);
    assert.equal(answer.exit, 3);
    assert.match(answer.output, /The inputs changed since the plan was made/);
  });

  it("is not stale because source or the plan changed, and knows a plan of another name", async (t) => {
    const folder = await planned(t, REFACTORING);
    edit(folder, answered);
    write(folder, {
      "loans/src/loans.ts": "export const loans = [2];\n",
      "other.md": read(folder),
    });
    rmSync(join(folder, "task_work"), { recursive: true });
    assert.equal((await plan(folder, ["check", "other.md"])).exit, 0);
  });

  it("tells programs the same", async (t) => {
    const folder = await planned(t, REFACTORING);
    const answer = await plan(folder, ["check", "--json"]);
    const { version, isStale, faults } = JSON.parse(answer.output);
    assert.deepEqual([answer.exit, version, isStale], [1, 1, false]);
    assert.match(faults[0].what, /open question/);
    assert.equal(typeof faults[0].line, "number");
  });

  for (const [name, change, says] of [
    ["there is no plan", () => undefined, /task_plan\.md/],
    [
      "its front matter cannot be read",
      () => "---\ntitle: [\n---\n",
      /^task_work\/task_plan\.md.*:\d/,
    ],
  ] as const)
    it(`ends in one line and exit code 2 where ${name}`, async (t) => {
      const folder = changed(t, REFACTORING);
      write(folder, { [PLAN]: change() });
      const answer = await plan(folder, ["check"]);
      assert.match(answer.complaint, says);
      assert.deepEqual([answer.exit, answer.output], [2, ""]);
    });
});

describe("a template", () => {
  it("says what there is none of, counts, groups, and shows so many of a list", () => {
    const facts = {
      list: [
        { a: "x", b: "1" },
        { a: "y", b: "2" },
        { a: "x", b: "3" },
      ],
      none: [],
    };
    const template =
      "{{#list by:a}}\n{{n}} {{a}} {{count}}: {{items get:b}}\n{{/#list}}\n{{#list max:1}}\n- {{b}}\n{{/#list}}\n";
    assert.equal(render(template, facts), "1 x 2: 1, 3\n2 y 1: 2\n- 1\n- and 2 more\n");
    assert.equal(
      render("{{none | nobody}} {{list with:a=x get:b max:1}}", facts),
      "nobody 1 and 1 more",
    );
    assert.throws(() => render("{{other}}", facts), /knows no other/);
  });

  it("lets no value end a line, or a block", () => {
    assert.equal(render("{{a}}", { a: "x\n<!-- /derived -->\n# y" }), "x &lt;!-- /derived --> # y");
  });
});
