import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { changeOf, edited, editedJson } from "../testing/fixture-repository.ts";
import { type Files, LIBRARY } from "../testing/library.ts";
import { policiesChanged } from "./policies.ts";

const POLICIES = "resilience.yaml";
const policies = (before: string, after: string) => edited(POLICIES, before, after);
const told = (edits: Files, base: Files = {}) => policiesChanged(changeOf(edits, base));

/** A call of catalogue back to loans, which calls catalogue. */
const circle = `  catalogue:
    operations:
      listBooks:
        deadlineMs: 3000
        pattern: PATTERN
        calls:
          - { target: loans, operation: listOverdue, timeoutMs: 500, retry: none, idempotent: true }
  notices:
    operations:
      remind:`;
const calling = (pattern: string) =>
  policies("  notices:\n    operations:\n      remind:", circle.replace("PATTERN", pattern));
const objective = (from: number, to: number) =>
  edited("slo.yaml", `target: ${from} `, `target: ${to} `);
const seen = (component: string, operation: string) =>
  editedJson("calls.json", ({ calls }) =>
    calls.push({
      from: { component: "loans", operation: "createLoan" },
      to: { component, operation },
    }),
  );

const RULES: readonly (readonly [rule: string, level: string, wrong: Files, control: Files])[] = [
  ["sync-call-cycle", "breaking", calling("request-response"), calling("async")],
  // two attempts of 500 and a wait of 50 are 1,050; three of 1,000 with their waits do not fit 3,000
  [
    "time-budget-exceeded",
    "breaking",
    policies("deadlineMs: 3000", "deadlineMs: 1000"),
    policies("deadlineMs: 3000", "deadlineMs: 1050"),
  ],
  // five attempts of 500 do not fit the call's own 1,200
  [
    "time-budget-exceeded",
    "breaking",
    policies("attempts: 2", "attempts: 5"),
    policies("attempts: 2", "attempts: 1"),
  ],
  [
    "timeout-below-callee-budget",
    "caution",
    policies("timeoutMs: 4000, retry", "timeoutMs: 1000, retry"),
    policies("timeoutMs: 4000, retry", "timeoutMs: 1050, retry"),
  ],
  [
    "retry-without-idempotency",
    "breaking",
    policies("timeoutMs: 4000, retry: none", "timeoutMs: 1500, retry: read"),
    policies(
      "timeoutMs: 4000, retry: none, idempotent: false",
      "timeoutMs: 1500, retry: read, idempotent: true",
    ),
  ],
  [
    "retry-amplification",
    "caution",
    policies("attempts: 2", "attempts: 9"),
    policies("attempts: 2", "attempts: 3"),
  ],
  [
    "missing-breaker",
    "caution",
    policies(
      "breaker: { windowMs: 10000, errorRatePercent: 50, minimumCalls: 20, openMs: 5000 }, retry",
      "retry",
    ),
    policies("windowMs: 10000", "windowMs: 20000"),
  ],
  [
    "missing-fallback",
    "caution",
    policies("pattern: request-response", "pattern: fan-out"),
    policies(
      "retry: read, idempotent: true }",
      "retry: read, idempotent: true, fallback: no title }",
    ),
  ],
  ["objective-out-of-reach", "breaking", objective(0.99, 0.9999), objective(0.99, 0.999)],
  [
    "call-not-observed",
    "caution",
    editedJson("calls.json", ({ calls }) => calls.shift()),
    editedJson("calls.json", ({ calls }) => calls.reverse()),
  ],
  ["call-not-declared", "breaking", seen("catalogue", "listBooks"), seen("catalogue", "getBook")],
];

describe("calls between components", () => {
  for (const [rule, level, wrong, control] of RULES) {
    it(`are found wrong by ${rule}, and right beside it`, () => {
      const found = told(wrong).filter((each) => each.rule === rule);
      assert.ok(found.length > 0, JSON.stringify(told(wrong)));
      for (const each of found) {
        assert.equal(each.level, level);
        assert.ok(each.place.line > 1 && each.mitigation !== "" && each.operations.length > 0);
        for (const ref of each.operations)
          assert.deepEqual(Object.keys(ref), ["component", "operation"], "and no document in it");
      }
      assert.deepEqual(
        told(control).filter((each) => each.rule === rule),
        [],
      );
    });
  }

  it("are judged each by itself when an operation makes two of them to one other", () => {
    const text = LIBRARY[POLICIES] ?? "";
    const [call = ""] = /^ +- \{ target: catalogue.*\n/m.exec(text) ?? [];
    const risky = call.replace("idempotent: true", "idempotent: false");
    for (const both of [call + risky, risky + call]) {
      const found = told({ [POLICIES]: text.replace(call, both) });
      assert.ok(found.some(({ rule }) => rule === "retry-without-idempotency"));
    }
    const often = text.replace("attempts: 2,", "attempts: 9,");
    const twice = often.replace(call, call + call.replace("retry: read", "retry: none"));
    assert.ok(told({ [POLICIES]: twice }).some(({ rule }) => rule === "retry-amplification"));
  });

  it("are not told of again when they were wrong before", () => {
    const wrong = policies("deadlineMs: 3000", "deadlineMs: 1000");
    const found = told({ [POLICIES]: `${wrong[POLICIES]}# a comment\n` }, wrong);
    assert.deepEqual(found, []);
  });

  it("are still compared with evidence that the change takes away", () => {
    const rules = (gone: string) => [
      ...new Set(told({ [gone]: undefined }).map(({ rule }) => rule)),
    ];
    assert.deepEqual(rules("calls.json"), ["call-not-observed"]);
    assert.ok(rules(POLICIES).includes("call-not-declared"));
  });

  it("are not compared with calls that nobody recorded", () => {
    assert.deepEqual(told(calling("async"), { "calls.json": undefined }), []);
  });

  it("may take all their attempts and waits, and of parallel ones as long as the longest", () => {
    const call = (target: string, mode: string) =>
      `          - { target: ${target}, operation: x, timeoutMs: 900, retry: none, mode: ${mode}, idempotent: true }\n`;
    const withCalls = (mode: string) => {
      const text = LIBRARY[POLICIES] ?? "";
      const after =
        "          - { target: catalogue, operation: getBook, timeoutMs: 500, deadlineMs: 1200, retry: read, idempotent: true }\n";
      return {
        [POLICIES]: text.replace(
          after,
          after + call("catalogue", mode) + call("notices", mode) + call("loans", mode),
        ),
      };
    };
    const budgets = (mode: string) =>
      told(withCalls(mode)).filter(({ rule }) => rule === "time-budget-exceeded");
    assert.match(
      budgets("sequential")[0]?.message ?? "",
      /may need 3750 ms for its calls and has 3000/,
    );
    assert.deepEqual(budgets("parallel"), []);
  });
});
