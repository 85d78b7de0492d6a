import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contractEntries, type Entry, statusesOf } from "./contracts.ts";
import { rowsWith, ticked } from "./markdown.ts";
import { answeringSources, type CodedProblem, problemsIn } from "./problem-codes.ts";
import { sourceFiles } from "./source-files.ts";

const [{ text: page } = { text: "" }] = sourceFiles("docs/errors.md");
const answered = answeringSources().flatMap(({ text }) => problemsIn(text));
const entries = contractEntries();

const told = ({ code, status }: CodedProblem): string => `${status} ${code}`;
const documented = (markdown: string): readonly CodedProblem[] =>
  rowsWith(markdown, "code", "status").map((row) => ({
    code: ticked(row.code ?? "")[0] ?? "",
    status: row.status ?? "",
  }));
const missingFrom = (known: readonly CodedProblem[], wanted: readonly CodedProblem[]) => {
  const present = new Set(known.map(told));
  return [...new Set(wanted.map(told))].filter((each) => !present.has(each));
};

const notInPage = (markdown: string, problems: readonly CodedProblem[]) =>
  missingFrom(documented(markdown), problems);
const notInCode = (markdown: string, problems: readonly CodedProblem[]) =>
  missingFrom(problems, documented(markdown));

/** Rows whose operation is in no contract, or is in one that does not declare the row's status. */
function notInContracts(markdown: string, contracts: readonly Entry[]): readonly string[] {
  return rowsWith(markdown, "code", "status", "operations").flatMap((row) =>
    ticked(row.operations ?? "").flatMap((id) => {
      const found = withoutNamesakes(
        contracts.filter(({ operation }) => operation.operationId === id),
      );
      if (found.length === 0) return [`${row.code}: there is no operation ${id}`];
      return found
        .filter(({ operation }) => !statusesOf(operation).refused.includes(row.status ?? ""))
        .map(({ contract }) => `${row.code}: ${contract}'s ${id} declares no ${row.status}`);
    }),
  );
}

/** Where the gateway has an operation of that name: it, and the one that it forwards to. Another only shares the name. */
function withoutNamesakes(found: readonly Entry[]): readonly Entry[] {
  const shown = found.find(({ contract }) => contract === "gateway");
  if (shown === undefined) return found;
  const forwarded = shown.call.replace("/api/", "/");
  return found.filter((entry) => entry === shown || entry.call === forwarded);
}

describe("docs/errors.md", () => {
  it("has every code that a service answers, with its status", () => {
    assert.deepEqual(notInPage(page, answered), []);
  });

  it("has no code that nobody answers", () => {
    assert.deepEqual(notInCode(page, answered), []);
  });

  it("names the operations that declare the status", () => {
    assert.deepEqual(notInContracts(page, entries), []);
  });

  it("says of each code whether the same request can help", () => {
    const unsaid = rowsWith(page, "code", "status").filter(
      (row) => !/^(yes|no)\b/.test(row["same request again"] ?? ""),
    );
    assert.deepEqual(unsaid, []);
  });

  it("catches planted violations, one for each direction", () => {
    const planted = problemsIn('problem({ status: 418, code: "teapot" });');
    assert.deepEqual(notInPage(page, planted), ["418 teapot"]);
    assert.deepEqual(
      notInPage(
        page.replace("| 409 | `createReservation`", "| 410 | `createReservation`"),
        answered,
      ),
      ["409 insufficient-stock"],
    );
    const extra = page.replace("| `forbidden` | 403 |", "| `teapot` | 418 |");
    assert.deepEqual(notInCode(extra, answered), ["418 teapot"]);
    const misplaced = page.replace("| 404 | `getOrder`,", "| 404 | `brewTea`,");
    assert.ok(notInContracts(misplaced, entries).some((fault) => fault.includes("brewTea")));
  });
});

describe("the codes of a source text", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["a literal", 'return problem({ status: 409, code: "a-b", title: "T" });', ["409 a-b"]],
    [
      "the labels of its case, of several the last group",
      'case "x":\n return 1;\n case "a":\n case "b":\n return problem({ status: 404, code: error.kind });',
      ["404 a", "404 b"],
    ],
    [
      "the union in the head of its function",
      'function f({ kind }: Of<"a" | "b">): Problem {\n  return problem({ status: 404, code: kind });\n}',
      ["404 a", "404 b"],
    ],
    [
      "what a condition leaves of it",
      'function f(e: Of<"a" | "b">): Problem {\n  if (e.kind === "a") {\n    return problem({ status: 409, code: e.kind });\n  }\n  return problem({ status: 422, code: e.kind });\n}',
      ["409 a", "422 b"],
    ],
    [
      "a status that stands before it",
      'const status = 404;\n return problem({ status, code: "a" });',
      ["404 a"],
    ],
    ["a status that is computed", 'return problem({ status, code: "a" });', ["4xx a"]],
  ];
  for (const [what, text, expected] of cases) {
    it(`are found in ${what}`, () => assert.deepEqual(problemsIn(text).map(told), expected));
  }

  it("cannot be overlooked: what is neither is an error", () => {
    assert.throws(() => problemsIn("problem({ status: 404, code: CODES[x] })"), /cannot tell/);
  });
});
