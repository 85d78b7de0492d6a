import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { problem } from "@holdfast/problem";
import { fail } from "@holdfast/result";
import { fakeCallees } from "../testing/fake-callees.ts";
import { type Asked, startOrders } from "../testing/running-orders.ts";

const DECLINED = problem({
  ...{ status: 402, code: "payment-declined", title: "Payment declined", detail: "Declined." },
});
const unused = () => Promise.reject(new Error("not in this test"));

describe("the list of orders", () => {
  let orders: Awaited<ReturnType<typeof startOrders>>;
  /** Oldest first; the third failed. Two at a time were placed in the same millisecond. */
  const placed: string[] = [];
  before(async () => {
    const { calls } = fakeCallees();
    orders = await startOrders({
      checkout: {
        ...calls,
        authorise: async (key, charge) =>
          charge.token === "tok_declined"
            ? fail({ kind: "callee-refused", problem: DECLINED })
            : calls.authorise(key, charge),
      },
      imports: { importItems: unused, importPrices: unused },
    });
    for (let index = 0; index < 5; index += 1) {
      orders.clock.nowMs += index % 2;
      placed.push(await place("acme", index === 2 ? "tok_declined" : "tok_ok"));
    }
    await place("rival", "tok_ok");
  });
  after(() => orders.stop());

  async function place(account: string, token: string): Promise<string> {
    const body = {
      items: [{ sku: "mug", quantity: 1 }],
      ...{ currency: "EUR", region: "DE" },
      ...{ customer: { email: "ada@example.com" }, paymentMethod: { token } },
    };
    const { body: answer } = await orders.call("POST", "/v1/orders", {
      ...{ key: randomUUIDv7(), account, body },
    });
    return answer.id ?? answer.orderId;
  }
  const list = (query: string, asked: Asked = {}) =>
    orders.call("GET", `/v1/orders?${query}`, asked);
  const idsOf = (page: { readonly data: readonly { readonly id: string }[] }) =>
    page.data.map(({ id }) => id);

  it("has an account's own, newest first, without timelines", async () => {
    const { status, body } = await list("");
    assert.equal(status, 200);
    assert.deepEqual(idsOf(body), placed.toReversed());
    assert.equal(body.nextCursor, null);
    assert.equal("timeline" in body.data[0], false);
    assert.deepEqual(body.data[0].total, { amount: 1000, currency: "EUR" });
    assert.equal(body.data[2].problem.code, "payment-declined");
  });

  it("comes in pages that pass over nothing, also between orders of one millisecond", async () => {
    const found: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const after: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const { body } = await list(`limit=1${after}`);
      found.push(...idsOf(body));
      cursor = body.nextCursor;
    }
    assert.deepEqual(found, placed.toReversed());
  });

  it("has those of a status only, when asked", async () => {
    assert.deepEqual(idsOf((await list("status=failed")).body), [placed[2]]);
    assert.deepEqual(idsOf((await list("status=cancelled")).body), []);
    assert.equal(idsOf((await list("status=confirmed&limit=200")).body).length, 4);
  });

  it("has everybody's for an administrator", async () => {
    const { body } = await list("", { scope: "admin", account: "operator" });
    assert.equal(body.data.length, 6);
  });

  it("refuses what is no status, limit or cursor", async () => {
    for (const query of ["status=lost", "limit=0", "limit=201", "cursor=1", "page=2"]) {
      const { status, body } = await list(query);
      assert.deepEqual([status, body.code], [400, "validation-failed"], query);
    }
  });
});
