import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import type { Database, Sql } from "@holdfast/postgres";
import { fakeCallees } from "../testing/fake-callees.ts";
import { fakeEngine } from "../testing/fake-engine.ts";
import { type CheckoutInput, runCheckout } from "./checkout.workflow.ts";

const INPUT: CheckoutInput = {
  order: {
    id: "order-1",
    account: "acme",
    basket: { kind: "items", items: [{ sku: "mug", quantity: 2 }] },
    currency: "EUR",
    region: "DE",
    paymentToken: "tok_ok",
    reservation: { id: "hold-1", adopted: false },
  },
  origin: { account: "acme", correlationId: "c", trace: {} },
};

describe("a step that throws while its timeline cannot be written", () => {
  it("is repeated for its own reason, not the timeline's", async () => {
    const query = async ({ name }: Sql) => {
      if (name === "record-step") throw new Error("the database is away");
      return [{ status: "processing" }];
    };
    const priceNow = async () => {
      throw new Error("the reason");
    };
    const deps = {
      db: { query } as unknown as Database,
      outbox: { wake: () => undefined },
      calls: { ...fakeCallees().calls, priceNow },
      log: createLogger({ service: "orders", level: "silent" }),
      nowMs: () => 0,
      stepDeadlineMs: 60_000,
    };
    const run = fakeEngine().complete((engine) => runCheckout(engine, INPUT, deps));
    await assert.rejects(run, /the reason/);
  });
});
