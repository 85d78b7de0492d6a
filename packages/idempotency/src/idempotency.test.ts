import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  fingerprintOf,
  idempotencyProblem,
  readIdempotencyKey,
  requireIdempotencyKey,
} from "./idempotency.ts";

describe("an Idempotency-Key header", () => {
  for (const [header, key] of [
    ["order-1", "order-1"],
    ['"order-1"', "order-1"],
    ["!#$%&'*+~", "!#$%&'*+~"],
    ["x".repeat(255), "x".repeat(255)],
    [undefined, undefined],
  ] as const) {
    it(`is read from ${header?.slice(0, 20) ?? "an absent header"}`, () => {
      assert.deepEqual(readIdempotencyKey(header), { ok: true, value: key });
    });
  }

  for (const header of ["", '""', "has space", "ümlaut", "x".repeat(256), ["a", "b"]]) {
    it(`is refused when it is ${JSON.stringify(header).slice(0, 20)}`, () => {
      assert.deepEqual(readIdempotencyKey(header), {
        ok: false,
        error: { kind: "idempotency-key-invalid" },
      });
    });
  }

  it("is asked for where it is required", () => {
    const refusal = requireIdempotencyKey(undefined);
    assert.deepEqual(refusal, { ok: false, error: { kind: "idempotency-key-missing" } });
    assert.equal(!refusal.ok && idempotencyProblem(refusal.error).status, 400);
  });
});

describe("a fingerprint", () => {
  it("does not depend on the order of members", () => {
    assert.equal(
      fingerprintOf("op", { a: 1, b: [{ c: 2, d: 3 }] }),
      fingerprintOf("op", { b: [{ d: 3, c: 2 }], a: 1 }),
    );
  });

  it("differs by value, by the order of a list, by type and by operation", () => {
    const bodies = [{ a: 1 }, { a: 2 }, { a: "1" }, { a: [1, 2] }, { a: [2, 1] }, { a: null }, {}];
    const prints = [
      ...bodies.map((body) => fingerprintOf("op", body)),
      fingerprintOf("other", { a: 1 }),
    ];
    assert.equal(new Set(prints).size, prints.length);
  });
});
