import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { policiesOf, targetsOf } from "./policy.ts";
import { resilienceWith } from "./testing.ts";

describe("policy look-up", () => {
  it("finds a declared call with its retry resolved", () => {
    const policyOf = policiesOf(resilienceWith({ retry: "write" }), "shop");
    assert.deepEqual(policyOf({ during: "sell", target: "things", operation: "getThing" }), {
      timeoutMs: 1_000,
      deadlineMs: 3_000,
      attempts: 3,
      backoffBaseMs: 25,
      backoffMaxMs: 250,
      repeatTimeouts: false,
      idempotent: true,
      isPipelined: false,
      hedge: undefined,
    });
  });

  it("prefers the call's own deadline to the operation's", () => {
    const policyOf = policiesOf(resilienceWith({ deadlineMs: 2_000 }), "shop");
    const policy = policyOf({ during: "sell", target: "things", operation: "getThing" });
    assert.equal(policy.deadlineMs, 2_000);
  });

  it("throws for an undeclared call, and says where to declare it", () => {
    const policyOf = policiesOf(resilienceWith(), "shop");
    const undeclared = [
      { during: "buy", target: "things", operation: "getThing" },
      { during: "sell", target: "other", operation: "getThing" },
      { during: "sell", target: "things", operation: "dropThing" },
    ];
    for (const call of undeclared) {
      assert.throws(
        () => policyOf(call),
        (error: Error) =>
          error.message.includes(`shop calls ${call.target}.${call.operation}`) &&
          error.message.includes(`services.shop.operations.${call.during}.calls`),
      );
    }
  });

  it("gives no policy to another caller", () => {
    const policyOf = policiesOf(resilienceWith(), "stranger");
    assert.throws(() => policyOf({ during: "sell", target: "things", operation: "getThing" }));
  });

  it("knows the targets of a caller", () => {
    assert.deepEqual([...targetsOf(resilienceWith(), "shop")], ["things"]);
    assert.deepEqual([...targetsOf(resilienceWith(), "stranger")], []);
  });
});
