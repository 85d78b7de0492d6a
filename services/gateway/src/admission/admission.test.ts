import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contractDocument } from "@holdfast/contracts";
import { NAMED, ruleOf } from "./admission.ts";

const known = new Set(
  Object.values(contractDocument("gateway").paths).flatMap((item) =>
    Object.values(item).map(({ operationId }) => operationId),
  ),
);

describe("the admission of an operation", () => {
  it("puts buying before reading, and reading one thing before browsing", () => {
    const priorities = ["createOrder", "createQuote", "getProduct", "listProducts"].map(
      (operationId) => ruleOf(operationId)?.priority,
    );
    assert.deepEqual(priorities, ["checkout", "checkout", "normal", "browse"]);
  });

  it("never refuses who looks after the system", () => {
    assert.equal(ruleOf("listBreakers"), undefined);
    assert.equal(ruleOf("drillCascade"), undefined);
  });

  it("measures nothing that lasts as long as its client wants", () => {
    const both = NAMED.filter((operationId) => {
      const rule = ruleOf(operationId);
      return rule?.held === true && rule.sampled === true;
    });
    assert.deepEqual(both, []);
    assert.equal(ruleOf("createOrder")?.held, true);
    assert.equal(ruleOf("getProduct")?.sampled, true);
  });

  it("names operations of the contract only", () => {
    assert.deepEqual(
      NAMED.filter((operationId) => !known.has(operationId)),
      [],
    );
    assert.equal(known.has("brewTea"), false);
  });
});
