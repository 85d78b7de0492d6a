import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SERVICES } from "./services.ts";
import { exposure, isOpenToNetwork, readSettings } from "./settings.ts";
import { portNeeds, system } from "./system.ts";

const KEYS = '[{"sha256": "00", "account": "acme", "scope": "admin"}]';

/** All services, with stores of the user's: nothing is installed or started to compose them. */
function composed(env: Record<string, string>) {
  const settings = readSettings({ HOLDFAST_HOME: "/no/such/home", ...env }, { running: false });
  assert.ok(settings.ok);
  return {
    settings: settings.value,
    selection: { services: SERVICES, databases: [], restate: false },
    output: { kind: "inherit" },
  } as const;
}
const environments = (env: Record<string, string>) =>
  new Map(system(composed(env)).map(({ program }) => [program.name, program.env]));

describe("GATEWAY_HOST", () => {
  it("moves the gateway alone: all others trust whoever reaches them", () => {
    const open = composed({ GATEWAY_HOST: "0.0.0.0", GATEWAY_API_KEYS: KEYS });
    for (const { port, host, neededBy } of portNeeds(open)) {
      assert.equal(host, neededBy === "gateway" ? "0.0.0.0" : "127.0.0.1", `${neededBy} ${port}`);
    }
    for (const { program, urls } of system(open)) {
      const { name, env } = program;
      assert.equal(env.HOST, name === "gateway" ? "0.0.0.0" : "127.0.0.1", name);
      assert.match(urls[name] ?? "", /^http:\/\/127\.0\.0\.1:/, name);
    }
  });

  it("does not move where the services look for each other", () => {
    const { ORDERS_URL, INVENTORY_URL } =
      environments({ GATEWAY_HOST: "192.0.2.7", GATEWAY_API_KEYS: KEYS }).get("gateway") ?? {};
    assert.equal(ORDERS_URL, "http://127.0.0.1:8003");
    assert.equal(INVENTORY_URL, "http://127.0.0.1:8001");
  });

  it("closes the development keys as soon as the gateway is open to the network", () => {
    const mode = (env: Record<string, string>) => environments(env).get("gateway")?.HOLDFAST_MODE;
    assert.equal(mode({}), "embedded");
    assert.equal(mode({ GATEWAY_HOST: "localhost" }), "embedded");
    assert.equal(mode({ GATEWAY_HOST: "::", GATEWAY_API_KEYS: KEYS }), undefined);
    assert.equal(
      mode({ GATEWAY_HOST: "::", GATEWAY_API_KEYS: KEYS, HOLDFAST_MODE: "embedded" }),
      undefined,
    );
  });

  it("needs keys of one's own to open the gateway", () => {
    assert.match(
      exposure(composed({ GATEWAY_HOST: "0.0.0.0" }).settings) ?? "",
      /GATEWAY_API_KEYS=/,
    );
    assert.equal(
      exposure(composed({ GATEWAY_HOST: "0.0.0.0", GATEWAY_API_KEYS: KEYS }).settings),
      undefined,
    );
    assert.equal(exposure(composed({}).settings), undefined);
  });

  for (const host of ["127.0.0.1", "127.9.9.9", "localhost", "::1"]) {
    it(`is known to stay on this machine: ${host}`, () => {
      assert.equal(isOpenToNetwork(host), false);
    });
  }
  for (const host of ["0.0.0.0", "::", "192.0.2.7", "127.example.com", "my-laptop", "fe80::1"]) {
    it(`is known to open the network: ${host}`, () => {
      assert.equal(isOpenToNetwork(host), true);
    });
  }
});

describe("the subscribers of inventory's events", () => {
  const subscribers = (env: Record<string, string>) =>
    environments(env).get("inventory")?.INVENTORY_EVENT_SUBSCRIBERS;
  const pricing = { name: "pricing", url: "http://127.0.0.1:8002/internal/events" };
  const orders = { name: "orders", url: "http://127.0.0.1:8003/internal/events" };
  const search = { name: "search", url: "http://192.0.2.7/hook" };

  it("are pricing and orders, and those of the user's besides", () => {
    assert.deepEqual(JSON.parse(subscribers({}) ?? ""), [pricing, orders]);
    const INVENTORY_EVENT_SUBSCRIBERS = JSON.stringify([search]);
    assert.deepEqual(JSON.parse(subscribers({ INVENTORY_EVENT_SUBSCRIBERS }) ?? ""), [
      search,
      pricing,
      orders,
    ]);
  });

  it("are the user's alone where they are called so, or where they are none", () => {
    const INVENTORY_EVENT_SUBSCRIBERS = JSON.stringify([
      { ...search, name: "pricing" },
      { ...search, name: "orders" },
    ]);
    assert.equal(subscribers({ INVENTORY_EVENT_SUBSCRIBERS }), INVENTORY_EVENT_SUBSCRIBERS);
    assert.equal(subscribers({ INVENTORY_EVENT_SUBSCRIBERS: "search" }), "search");
  });

  it("leave out who does not run", () => {
    const all = composed({});
    const services = SERVICES.filter(({ name }) => name !== "pricing" && name !== "orders");
    const units = system({ ...all, selection: { ...all.selection, services } });
    const inventory = units.find(({ program }) => program.name === "inventory");
    assert.equal(inventory?.program.env.INVENTORY_EVENT_SUBSCRIBERS, undefined);
  });

  it("of pricing's are orders", () => {
    const { PRICING_EVENT_SUBSCRIBERS } = environments({}).get("pricing") ?? {};
    assert.deepEqual(JSON.parse(PRICING_EVENT_SUBSCRIBERS ?? ""), [orders]);
  });
});
