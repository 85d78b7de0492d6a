import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ConditionData, compileCondition } from "./condition.ts";
import { conditionErrors } from "./condition-errors.ts";

const variable = (name: string) => ({ var: name });
const data = (attributes: Record<string, unknown> = {}): ConditionData => ({
  line: { sku: "SHOE-1", category: "shoes", attributes, quantity: 2, unit: 5000 },
  basket: { subtotal: 10_000, quantity: 2 },
  currency: "EUR",
  region: "DE",
  channel: null,
  customerGroup: "vip",
});
const test = (json: unknown, attributes = {}) => compileCondition(json)?.test(data(attributes));

describe("a condition", () => {
  for (const [outcome, json, verdict] of [
    ["is met", { "==": [variable("region"), "DE"] }, "met"],
    ["is not met", { "==": [variable("region"), "FR"] }, "not-met"],
    ["asks of the line", { ">=": [variable("line.unit"), 5000] }, "met"],
    ["asks of the basket", { "<": [variable("basket.subtotal"), 10_000] }, "not-met"],
    ["finds one of several", { in: [variable("line.sku"), ["SHOE-1", "SHOE-2"]] }, "met"],
    [
      "finds a value in a list of the product's",
      { in: ["sale", variable("line.attributes.tags")] },
      "met",
    ],
    [
      "joins others",
      {
        and: [
          { "!": [variable("channel")] },
          { or: [false, { "==": [variable("customerGroup"), "vip"] }] },
        ],
      },
      "met",
    ],
    [
      "computes",
      { "==": [{ "*": [variable("line.unit"), variable("line.quantity")] }, 10_000] },
      "met",
    ],
    [
      "takes a fallback for what is missing",
      { "==": [{ var: ["line.attributes.size", "M"] }, "M"] },
      "met",
    ],
    [
      "does not see what objects inherit",
      { "!!": [variable("line.attributes.toString")] },
      "not-met",
    ],
    [
      "fails where a text is compared with a number",
      { "<": [variable("line.attributes.color"), 5] },
      "failed",
    ],
    [
      "fails where a number is searched",
      { in: ["a", variable("line.attributes.weight")] },
      "failed",
    ],
    ["fails when it is none that is accepted", { missing: ["region"] }, "failed"],
    ["fails when it names a method of the engine's own objects", { toString: [1] }, "failed"],
  ] as const) {
    it(outcome, () =>
      assert.equal(test(json, { tags: ["new", "sale"], color: "red", weight: 5 }), verdict),
    );
  }

  it("is nothing where there is none", () => {
    assert.equal(compileCondition(null), null);
    assert.equal(compileCondition(undefined), null);
  });

  it("knows whether it asks about lines, even with a fallback or deep inside", () => {
    const isOnLine = (json: unknown) => compileCondition(json)?.isOnLine;
    assert.equal(isOnLine({ "!!": { var: ["line.attributes.size", "M"] } }), true);
    assert.equal(isOnLine({ or: [false, { "!": [{ "==": [1, variable("line.sku")] }] }] }), true);
    assert.equal(isOnLine({ var: "line.sku" }), true);
    assert.equal(isOnLine({ "==": [variable("region"), "line.sku"] }), false);
  });

  it("names the customer groups that it asks for", () => {
    const groups = (json: unknown) => compileCondition(json)?.customerGroups;
    assert.deepEqual(
      groups({
        and: [{ "==": ["vip", variable("customerGroup")] }, { in: ["x", variable("line.sku")] }],
      }),
      ["vip"],
    );
    assert.deepEqual(groups({ in: [variable("customerGroup"), ["vip", "b2b"]] }), ["vip", "b2b"]);
  });

  for (const [outcome, json, needs] of [
    ["one value", { "==": [variable("region"), "DE"] }, { variable: "region", values: ["DE"] }],
    [
      "a value, the other way round",
      { "===": ["DE", variable("region")] },
      { variable: "region", values: ["DE"] },
    ],
    [
      "one of several values",
      { in: [variable("line.sku"), ["A", "B"]] },
      { variable: "line.sku", values: ["A", "B"] },
    ],
    [
      "the rarest of what it joins",
      { and: [{ "==": [variable("region"), "DE"] }, { "==": [variable("line.sku"), "A"] }] },
      { variable: "line.sku", values: ["A"] },
    ],
    ["nothing where one of several may do", { or: [{ "==": [variable("region"), "DE"] }] }, null],
    [
      "nothing of a number, which text may equal",
      { "==": [variable("line.attributes.size"), "38"] },
      null,
    ],
    ["nothing of a variable with a fallback", { "==": [{ var: ["region", "DE"] }, "DE"] }, null],
    ["nothing of a negation", { "!": [{ "==": [variable("region"), "DE"] }] }, null],
  ] as const) {
    it(`tells the index that it needs ${outcome}`, () =>
      assert.deepEqual(compileCondition(json)?.needs, needs));
  }
});

describe("the check of a condition", () => {
  const nest = (depth: number): unknown =>
    depth === 1 ? variable("region") : { "!": [nest(depth - 1)] };

  for (const [outcome, json] of [
    [
      "every operator in use",
      {
        if: [
          { "==": [1, 1] },
          { "<": [1, variable("line.unit"), 3] },
          { "!!": variable("channel") },
        ],
      },
    ],
    ["a nested attribute", { "==": [variable("line.attributes.size.eu"), 38] }],
    ["ten operators in one another", nest(10)],
    ["200 parts", { and: Array.from({ length: 199 }, () => true) }],
  ] as const) {
    it(`accepts ${outcome}`, () => assert.deepEqual(conditionErrors(json), []));
  }

  for (const [outcome, json, path, message] of [
    ["what is no object", true, "", /has to be an object/],
    ["a list", [], "", /has to be an object/],
    ["null", null, "", /has to be an object/],
    ["an empty object", {}, "", /exactly one operator/],
    ["two operators in one object", { "==": [1, 1], "!": [1] }, "", /exactly one operator/],
    [
      "an operator that does not exist",
      { and: [{ system: ["x"] }] },
      "/and/0",
      /no operator "system"/,
    ],
    [
      "a method call",
      { method: [variable("line.sku"), "constructor"] },
      "",
      /no operator "method"/,
    ],
    [
      "a loop",
      { map: [variable("line.attributes.tags"), variable("region")] },
      "",
      /no operator "map"/,
    ],
    ["a division", { "/": [1, 3] }, "", /no operator "\/"/],
    ["an inherited name", { constructor: [1] }, "", /no operator "constructor"/],
    [
      "an unknown variable",
      { "!": [variable("line.price")] },
      "/!/0/var",
      /"line.price" is not among/,
    ],
    ["the whole data", { "!": [variable("")] }, "/!/0/var", /is not among/],
    ["a scope above", { "!": [variable("../region")] }, "/!/0/var", /is not among/],
    ["a prototype", { "!": [variable("line.attributes.__proto__.x")] }, "/!/0/var", /is not among/],
    [
      "a computed variable name",
      { "!": [{ var: { "+": ["a"] } }] },
      "/!/0/var",
      /has to be a name/,
    ],
    ["too few arguments", { "==": [1] }, "/==", /takes 2 arguments, not 1/],
    ["too many arguments", { "<": [1, 2, 3, 4] }, "/<", /takes 2 to 3 arguments, not 4/],
    ["arguments that are no list", { and: true }, "/and", /has to be a list/],
    [
      "a list where there is nothing to search",
      { "==": [["a"], "a"] },
      "/==/0",
      /only as an argument of in/,
    ],
    ["a list in a list", { in: ["a", [["a"]]] }, "/in/1/0", /only as an argument of in/],
    ["what JSON has not", { "==": [undefined, Number.NaN] }, "/==/0", /has to be text/],
    ["eleven operators in one another", nest(11), "/!/0".repeat(10), /10 operators deep/],
    ["201 parts", { and: Array.from({ length: 200 }, () => true) }, "", /more than 200 parts/],
  ] as const) {
    it(`refuses ${outcome}`, () => {
      const [problem] = conditionErrors(json);
      assert.equal(problem?.path, path);
      assert.match(problem?.message ?? "", message);
    });
  }

  it("ends at a condition of a million parts", () => {
    assert.ok(conditionErrors({ and: Array.from({ length: 1_000_000 }, () => true) }).length > 0);
  });

  it("names an operator with a slash in a pointer", () => {
    assert.deepEqual(
      conditionErrors({ "!": [{ "!": { "a/b": 1 } }] }).map(({ path }) => path),
      ["/!/0/!"],
    );
  });
});
