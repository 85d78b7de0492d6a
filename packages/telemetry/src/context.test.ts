import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createContextKey } from "@opentelemetry/api";
import { ROOT_CONTEXT } from "./context.ts";

const A = createContextKey("a");
const B = createContextKey("b");

describe("a context", () => {
  it("has the values it was given, each under its key", () => {
    const context = ROOT_CONTEXT.setValue(A, 1).setValue(B, undefined);
    assert.deepEqual([context.getValue(A), context.getValue(B)], [1, undefined]);
    assert.equal(ROOT_CONTEXT.getValue(A), undefined);
  });

  it("stays as it is when another is made of it", () => {
    const first = ROOT_CONTEXT.setValue(A, 1).setValue(B, 2);
    const second = first.setValue(A, 3);
    const third = second.deleteValue(B);
    assert.deepEqual([first.getValue(A), first.getValue(B)], [1, 2]);
    assert.deepEqual([second.getValue(A), second.getValue(B)], [3, 2]);
    assert.deepEqual([third.getValue(A), third.getValue(B)], [3, undefined]);
  });

  it("does not mistake a value for a key", () => {
    const context = ROOT_CONTEXT.setValue(A, B);
    assert.equal(context.getValue(B), undefined);
    assert.equal(context.deleteValue(B).getValue(A), B);
  });
});
