import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import type { InventoryOperations, PaymentOperations } from "@holdfast/contracts";
import type { AnyOperations, Client } from "./outbound.ts";

/** Records what it is called with. What this file is about is decided by the compiler: each expected error must be one. */
function recording<Operations>() {
  const calls: unknown[][] = [];
  const call = async (...made: unknown[]) => {
    calls.push(made);
    return { ok: false, error: { kind: "timeout" } };
  };
  return { calls, client: { call } as unknown as Client<Operations> };
}

describe("a typed client", () => {
  const amount = { amount: 1999, currency: "EUR" };

  it("takes what the contract takes", async () => {
    const { calls, client } = recording<PaymentOperations>();
    await client.call("listCharges", { query: { orderId: "o1" } });
    await client.call("createCharge", {
      headers: { "idempotency-key": "k", "x-extra": "beyond the contract" },
      body: { orderId: "o1", amount, token: "tok_ok" },
    });
    await client.call("voidCharge", { path: { id: "c1" } });
    assert.equal(calls.length, 3);
  });

  it("knows the answer of each status", async () => {
    const { client } = recording<InventoryOperations>();
    const put = await client.call("putItem", { path: { sku: "mug" }, body: { name: "Mug" } });
    if (put.ok) {
      const status: 200 | 201 = put.value.status;
      const sku: string = put.value.body.sku;
      assert.fail(`${status} ${sku} of a recording`);
    } else {
      assert.equal(put.error.kind, "timeout");
    }
  });

  it("refuses what the contract lacks, to the compiler", async () => {
    const { calls, client } = recording<PaymentOperations>();
    // @ts-expect-error no such operation
    await client.call("dropCharge", {});
    // @ts-expect-error the query is required
    await client.call("listCharges");
    // @ts-expect-error no such query parameter
    await client.call("listCharges", { query: { orderId: "o1", order: "o1" } });
    // @ts-expect-error the body is required
    await client.call("createCharge", { headers: { "idempotency-key": "k" } });
    // @ts-expect-error money is a number of minor units
    await client.call("createCharge", { body: { orderId: "o1", amount: "19.99", token: "t" } });
    // @ts-expect-error the path is required
    await client.call("voidCharge", {});
    assert.equal(calls.length, 6);
  });

  it("takes anything when the operation is known at run time only", async () => {
    const { calls, client } = recording<AnyOperations>();
    const query: Record<string, unknown> = { limit: 5 };
    await client.call("whatever".slice(0), { path: { id: 1 }, query, body: Readable.from(["a"]) });
    await client.call("whatever");
    assert.equal(calls.length, 2);
  });
});
