import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { select } from "./selection.ts";

function chosen(only: string | undefined, env: Record<string, string> = {}) {
  const selection = select(only, env);
  assert.ok(selection.ok, selection.ok ? "" : selection.error);
  const { services, databases, restate } = selection.value;
  return { services: services.map(({ name }) => name), databases, restate };
}

describe("what has to run", () => {
  it("is everything by default", () => {
    assert.deepEqual(chosen(undefined), {
      services: ["gateway", "inventory", "pricing", "orders", "payment-sandbox"],
      databases: ["gateway", "inventory", "pricing", "orders"],
      restate: true,
    });
  });

  it("is what --only names and the stores that those need", () => {
    assert.deepEqual(chosen("pricing, inventory"), {
      services: ["inventory", "pricing"],
      databases: ["inventory", "pricing"],
      restate: false,
    });
    assert.deepEqual(chosen("orders"), {
      services: ["orders"],
      databases: ["orders"],
      restate: true,
    });
    assert.deepEqual(chosen("gateway,payment-sandbox"), {
      services: ["gateway", "payment-sandbox"],
      databases: ["gateway"],
      restate: false,
    });
  });

  it("leaves out the databases that the user has elsewhere", () => {
    const one = { PRICING_DATABASE_URL: "postgresql://db/pricing" };
    assert.deepEqual(chosen(undefined, one).databases, ["gateway", "inventory", "orders"]);
    const all = {
      ...one,
      GATEWAY_DATABASE_URL: "w",
      INVENTORY_DATABASE_URL: "x",
      ORDERS_DATABASE_URL: "y",
    };
    assert.deepEqual(chosen(undefined, all).databases, []);
  });

  it("leaves out a Restate that the user has elsewhere", () => {
    const env = { RESTATE_INGRESS_URL: "http://r:8080", RESTATE_ADMIN_URL: "http://r:9070" };
    assert.equal(chosen(undefined, env).restate, false);
  });

  it("refuses half a Restate", () => {
    const selection = select(undefined, { RESTATE_ADMIN_URL: "http://r:9070" });
    assert.match(selection.ok ? "" : selection.error, /belong together/);
  });

  for (const only of ["inventroy", "", "inventory,,pricing", "postgres"]) {
    it(`refuses --only "${only}" and lists the services`, () => {
      const selection = select(only, {});
      assert.match(selection.ok ? "" : selection.error, /gateway, inventory, pricing, orders/);
    });
  }
});
