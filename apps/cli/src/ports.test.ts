import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parsePortBase, portPlan } from "./ports.ts";

describe("the port plan", () => {
  it("counts every port from PORT_BASE", () => {
    assert.deepEqual(portPlan(9000), {
      gateway: 9000,
      inventory: 9001,
      pricing: 9002,
      orders: 9003,
      "payment-sandbox": 9004,
      postgres: 9010,
      restateIngress: 9011,
      restateAdmin: 9012,
      restateNode: 9013,
      ordersEndpoint: 9014,
    });
  });

  it("takes a base whose last port still exists", () => {
    assert.deepEqual(parsePortBase("65521"), { ok: true, value: 65_521 });
  });

  for (const text of ["65522", "0", "-1", "8000.5", "8e3", "eight", " 8000", "0x1F40", "999999"]) {
    it(`refuses the base "${text}", naming PORT_BASE`, () => {
      const base = parsePortBase(text);
      assert.match(base.ok ? "" : base.error, /PORT_BASE .*1 to 65521/);
    });
  }
});
