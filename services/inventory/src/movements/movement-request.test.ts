import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { faultOf } from "./movement-request.ts";

type Request = Parameters<typeof faultOf>[0];
const fault = (over: Partial<Request>) => {
  const told = faultOf({
    ...{ movement: "receive", units: 1, location: "A", toLocation: undefined },
    ...over,
  });
  if (told?.kind !== "fields-invalid") return told?.kind;
  return told.errors.map(({ path, message }) => `${path} ${message}`).join();
};

describe("the request of a movement", () => {
  it("has a positive quantity, but for an adjustment, which is not 0", () => {
    for (const movement of ["receive", "return", "write-off"] as const) {
      assert.equal(fault({ movement }), undefined);
      assert.match(fault({ movement, units: -1 }) ?? "", /^\/quantity must be positive/);
      assert.equal(fault({ movement, units: 0 }), "/quantity must not be 0");
    }
    assert.equal(fault({ movement: "adjust", units: -1 }), undefined);
    assert.equal(fault({ movement: "adjust", units: 0 }), "/quantity must not be 0");
  });

  it("names another location for a transfer, and for nothing else", () => {
    const transfer = { movement: "transfer" } as const;
    assert.equal(fault({ ...transfer, toLocation: "B" }), undefined);
    assert.equal(fault(transfer), "/toLocation is required for a transfer");
    assert.equal(fault({ ...transfer, toLocation: "A" }), "/toLocation must be another location");
    assert.match(fault({ ...transfer, units: -1, toLocation: "B" }) ?? "", /^\/quantity/);
    assert.equal(fault({ toLocation: "B" }), "/toLocation is for transfers only");
  });
});
