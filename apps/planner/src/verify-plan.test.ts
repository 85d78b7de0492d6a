import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it, type TestContext } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { compare } from "./git.ts";
import { readChange } from "./snapshot.ts";
import { commit, git, libraryRepository, plan, write } from "./testing/fixture-repository.ts";
import { type Files, LIBRARY } from "./testing/library.ts";

// A node:test inside of a node:test would run nothing.
before(() => {
  delete process.env.NODE_TEST_CONTEXT;
});

const node = (script: string) => JSON.stringify([process.execPath, "--eval", script]);
const nodeTest = (...args: readonly string[]) =>
  JSON.stringify([process.execPath, "--test", ...args]);
const defined = (checks: Readonly<Record<string, string>>): Files => ({
  "planner.yaml": `version: 1\nchecks:\n${Object.entries(checks)
    .map(([id, rest]) => `  - { id: ${id}, argv: ${rest} }\n`)
    .join("")}`,
});

type Evidence = {
  readonly passed: boolean;
  readonly revision: string;
  readonly base: string;
  readonly dirty: boolean;
  readonly criteria: readonly { readonly passed: boolean; readonly reasons: readonly string[] }[];
  readonly checks: readonly {
    readonly id: string;
    readonly argv: readonly string[];
    readonly exit_code: number | null;
    readonly signal: string | null;
    readonly tests?: number;
    readonly output: readonly string[];
  }[];
};

/** A repository with these checks on main, and at head, beside `edits`, a plan whose criterion n names the nth list of checks. */
function planned(
  test: TestContext,
  {
    checks,
    criteria,
    edits = {},
  }: {
    readonly checks: Readonly<Record<string, string>>;
    readonly criteria: readonly (readonly string[])[];
    readonly edits?: Files;
  },
) {
  const folder = libraryRepository(test, { ...LIBRARY, ...defined(checks) });
  const base = git(folder, "rev-parse", "HEAD").trim();
  git(folder, "switch", "--quiet", "--create", "change");
  write(folder, edits);
  const front = {
    ...{ title: "Lend longer", base, head: "working tree", findings: [], open_questions: [] },
    inputs_digest: readChange(compare(folder, "HEAD")).head.digest,
    steps: [],
    criteria: criteria.map((names, i) => ({ id: `c${i + 1}`, text: "It holds", checks: names })),
  };
  write(folder, { "task_work/task_plan.md": `---\n${JSON.stringify(front)}\n---\n# Plan\n` });
  commit(folder);
  return { folder, base };
}

const evidenceIn = (folder: string): Evidence =>
  JSON.parse(readFileSync(join(folder, "task_work/evidence.json"), "utf8"));
const reasonsIn = (folder: string) => evidenceIn(folder).criteria.map(({ reasons }) => reasons);

const TEST = 'import { it } from "node:test";';

describe("a plan whose criteria hold", () => {
  it("passes, runs each check once, and leaves evidence of what was run where", async (t) => {
    const count = "require('fs').appendFileSync('ran', 'x'); console.log('all', 'well')";
    const { folder, base } = planned(t, {
      checks: { unit: nodeTest("unit.test.mjs"), count: node(count) },
      criteria: [["unit"], ["count", "unit"], ["count"]],
      edits: { "unit.test.mjs": `${TEST} it("adds", () => {}); it("adds more", () => {});` },
    });
    const answer = await plan(folder, ["verify"]);
    assert.deepEqual([answer.exit, answer.complaint], [0, ""]);
    assert.match(answer.output, /^unit … passed\ncount … passed\n✓ c1 It holds\n/);
    assert.equal(readFileSync(join(folder, "ran"), "utf8"), "x");
    const evidence = evidenceIn(folder);
    assert.deepEqual(
      [evidence.passed, evidence.base, evidence.revision, evidence.dirty],
      [true, base, git(folder, "rev-parse", "HEAD").trim(), false],
    );
    assert.deepEqual(
      evidence.checks.map(({ id, exit_code, signal, tests }) => [id, exit_code, signal, tests]),
      [
        ["unit", 0, null, 2],
        ["count", 0, null, undefined],
      ],
    );
    assert.deepEqual(evidence.checks[1]?.output, ["all well"]);
  });

  it("writes evidence where --out says, as --json prints it, and says that the tree is dirty", async (t) => {
    const { folder } = planned(t, { checks: { fine: node("0") }, criteria: [["fine"]] });
    write(folder, { "notes.txt": "not committed\n" });
    const answer = await plan(folder, ["verify", "--json", "--out", "found.json"]);
    assert.equal(answer.exit, 0);
    assert.equal(answer.output, readFileSync(join(folder, "found.json"), "utf8"));
    assert.equal(JSON.parse(answer.output).dirty, true);
    assert.ok(!existsSync(join(folder, "task_work/evidence.json")));
  });

  it("writes evidence into a folder that is not there yet", async (t) => {
    const { folder } = planned(t, { checks: { fine: node("0") }, criteria: [["fine"]] });
    assert.equal((await plan(folder, ["verify", "--out", "found/by/me.json"])).exit, 0);
    assert.ok(existsSync(join(folder, "found/by/me.json")));
    assert.ok(!existsSync(join(folder, "found/by/me.json.part")));
  });

  it("does not hold because somebody ticked its boxes", async (t) => {
    const { folder } = planned(t, { checks: { fine: node("0") }, criteria: [["fine"], []] });
    const text = readFileSync(join(folder, "task_work/task_plan.md"), "utf8");
    write(folder, { "task_work/task_plan.md": `${text}- [x] c1\n- [x] c2\n` });
    assert.equal((await plan(folder, ["verify"])).exit, 1);
    assert.deepEqual(reasonsIn(folder), [[], ["it names no check"]]);
  });

  it("does not hold without a single criterion", async (t) => {
    const { folder } = planned(t, { checks: { fine: node("0") }, criteria: [] });
    assert.equal((await plan(folder, ["verify"])).exit, 1);
  });
});

describe("a criterion fails", () => {
  const FAILING: readonly {
    readonly when: string;
    /** The check at base, and what else the change brings. */
    readonly check: string;
    readonly edits?: Files;
    readonly says: RegExp;
  }[] = [
    {
      when: "its check fails",
      check: node("process.exit(7)"),
      says: /^it ended with exit code 7$/,
    },
    {
      when: "a signal ends its check",
      check: node("process.kill(process.pid, 'SIGKILL')"),
      says: /^it ended with SIGKILL$/,
    },
    {
      when: "the program of its check is missing",
      check: '["no-such-program-anywhere"]',
      says: /^it cannot be run: .*ENOENT/,
    },
    {
      when: "no test fits",
      check: nodeTest("*.nowhere.mjs"),
      says: /^it executed no test$/,
    },
    {
      when: "a file has no test in it",
      check: nodeTest("empty.test.mjs"),
      edits: { "empty.test.mjs": "// nothing yet\n" },
      says: /^it executed no test$/,
    },
    {
      when: "all tests are skipped or to do",
      check: nodeTest("later.test.mjs"),
      edits: { "later.test.mjs": `${TEST} it.skip("a", () => {}); it.todo("b");` },
      says: /^it executed no test$/,
    },
    {
      when: "all tests are skipped, told as TAP",
      check: nodeTest("--test-reporter=tap", "later.test.mjs"),
      edits: { "later.test.mjs": `${TEST} it.skip("a", () => {});` },
      says: /^it executed no test$/,
    },
    {
      when: "another tool's TAP plans nothing",
      check: node("console.log('TAP version 13\\n1..0 # skipped')"),
      says: /^it executed no test$/,
    },
    {
      when: "a check of tests tells of none",
      check: `${node("console.log('fine')")}, tests: true`,
      says: /^it executed no test$/,
    },
  ];
  for (const { when, check, edits = {}, says } of FAILING) {
    it(`when ${when}`, async (t) => {
      const checks = { it: check, fine: node("0") };
      const { folder } = planned(t, { checks, criteria: [["it"], ["fine"]], edits });
      const answer = await plan(folder, ["verify"]);
      assert.equal(answer.exit, 1);
      const [[reason = ""] = [], fine] = reasonsIn(folder);
      assert.match(reason, says);
      assert.deepEqual(fine, []);
    });
  }

  it("when its check takes too long; what the check started is gone then", async (t) => {
    const child = "setInterval(() => {}, 1000)";
    const parent = `const { pid } = require('child_process').spawn(process.execPath, ['-e', '${child}']);
      process.on('SIGTERM', () => process.exit(0)); require('fs').writeFileSync('pid', String(pid));`;
    const { folder } = planned(t, {
      checks: { slow: `${node(parent)}, timeoutMs: 4000` },
      criteria: [["slow"]],
    });
    assert.equal((await plan(folder, ["verify"])).exit, 1);
    assert.deepEqual(reasonsIn(folder), [["slow took longer than 4000 ms"]]);
    await until(() => isGone(pidIn(folder)));
  });

  it("keeps no more of what a check writes than a person reads", async (t) => {
    const loud = node(
      "for (let i = 0; i < 99; i++) console.log(i, 'x'.repeat(1e6)); process.exit(1)",
    );
    const { folder } = planned(t, { checks: { loud }, criteria: [["loud"]] });
    assert.equal((await plan(folder, ["verify"])).exit, 1);
    assert.ok(String(evidenceIn(folder).checks[0]?.output).length < 10_000);
  });

  it("counts the tests of TAP without those skipped or to do", async (t) => {
    const tap = "TAP version 13\\n1..4\\nok 1 a\\nok 2 b # SKIP\\nnot ok 3 c # TODO\\nok 4 d";
    const { folder } = planned(t, {
      checks: { tap: `${node(`console.log("${tap}")`)}, tests: true` },
      criteria: [["tap"]],
    });
    assert.equal((await plan(folder, ["verify"])).exit, 0);
    assert.equal(evidenceIn(folder).checks[0]?.tests, 2);
  });
});

describe("a change is not judged by what it brings", () => {
  const brought = (checks: Readonly<Record<string, string>>, criteria: readonly string[]) => ({
    checks: { unit: node("process.exit(1)") },
    criteria: [criteria],
    edits: defined(checks),
  });

  it("a check that only head defines is not run", async (t) => {
    const own = {
      unit: node("process.exit(1)"),
      own: node("require('fs').writeFileSync('ran', '')"),
    };
    const { folder } = planned(t, brought(own, ["own"]));
    assert.equal((await plan(folder, ["verify"])).exit, 1);
    assert.deepEqual(reasonsIn(folder), [["own is defined at head, not at base"]]);
    assert.ok(!existsSync(join(folder, "ran")));
  });

  it("a check with another argv at head is not run, in neither form", async (t) => {
    const { folder } = planned(t, brought({ unit: node("0") }, ["unit"]));
    assert.equal((await plan(folder, ["verify"])).exit, 1);
    assert.deepEqual(reasonsIn(folder), [["unit has another argv at head than at base"]]);
  });

  it("a check that head removes is run as base has it", async (t) => {
    const { folder } = planned(t, brought({ other: node("0") }, ["unit"]));
    assert.equal((await plan(folder, ["verify"])).exit, 1);
    assert.deepEqual(reasonsIn(folder), [["unit ended with exit code 1"]]);
  });

  it("a check that nobody defines fails", async (t) => {
    const { folder } = planned(t, { checks: { fine: node("0") }, criteria: [["fine", "unit"]] });
    assert.equal((await plan(folder, ["verify"])).exit, 1);
    assert.deepEqual(reasonsIn(folder), [["unit is no check of planner.yaml"]]);
  });

  it("--base names another revision that is trusted", async (t) => {
    const { folder } = planned(t, brought({ unit: node("0") }, ["unit"]));
    assert.equal((await plan(folder, ["verify", "--base", "HEAD"])).exit, 0);
    assert.equal(evidenceIn(folder).base, git(folder, "rev-parse", "HEAD").trim());
  });
});

describe("nothing is run", () => {
  const RUN = { ran: node("require('fs').writeFileSync('ran', '')") };

  it("when the inputs changed since the plan was made: exit 3, and the evidence stays as it was", async (t) => {
    const { folder } = planned(t, { checks: RUN, criteria: [["ran"]] });
    write(folder, { "calls.json": '{ "calls": [] }\n', "task_work/evidence.json": "{}\n" });
    const answer = await plan(folder, ["verify"]);
    assert.deepEqual([answer.exit, answer.output], [3, ""]);
    assert.match(answer.complaint, /^the inputs changed .* plan new/);
    assert.ok(!existsSync(join(folder, "ran")));
    assert.deepEqual(evidenceIn(folder), {});
  });

  const REFUSED: readonly {
    readonly when: string;
    readonly argv: string[];
    readonly says: RegExp;
  }[] = [
    { when: "base is none", argv: ["--base", "none"], says: /name a trusted revision with --base/ },
    { when: "the base is unknown", argv: ["--base", "nowhere"], says: /no revision nowhere/ },
    { when: "there is no such plan", argv: ["plans/none.md"], says: /plans\/none\.md/ },
    { when: "the file is no plan", argv: ["README.md"], says: /^README\.md:1: a plan starts with/ },
    { when: "two plans are named", argv: ["a.md", "b.md"], says: /wrong number of words/ },
  ];
  for (const { when, argv, says } of REFUSED) {
    it(`when ${when}: exit 2`, async (t) => {
      const { folder } = planned(t, { checks: RUN, criteria: [["ran"]] });
      const answer = await plan(folder, ["verify", ...argv]);
      assert.equal(answer.exit, 2);
      assert.match(answer.complaint, says);
      assert.ok(!existsSync(join(folder, "ran")));
    });
  }
});

describe("an interrupted plan verify", () => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    it(`ends its check and those after it, and writes no evidence: ${signal}`, async (t) => {
      const hang =
        "require('fs').writeFileSync('pid', String(process.pid)); setInterval(() => {}, 1000)";
      const { folder } = planned(t, {
        checks: { hang: node(hang), after: node("require('fs').writeFileSync('after', '')") },
        criteria: [["hang", "after"]],
      });
      const main = join(import.meta.dirname, "main.ts");
      const child = spawn(process.execPath, [main, "verify"], { cwd: folder, stdio: "ignore" });
      const ended = once(child, "exit");
      await until(() => existsSync(join(folder, "pid")) && pidIn(folder) > 0);
      child.kill(signal);
      assert.deepEqual(await ended, [2, null]);
      await until(() => isGone(pidIn(folder)));
      for (const file of ["after", "task_work/evidence.json"])
        assert.ok(!existsSync(join(folder, file)), file);
    });
});

/** 0 while it is not written yet. */
const pidIn = (folder: string) => Number(readFileSync(join(folder, "pid"), "utf8"));

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(10);
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
