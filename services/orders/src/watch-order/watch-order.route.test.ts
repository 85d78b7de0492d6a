import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { after, before, beforeEach, describe, it } from "node:test";
import { problem } from "@holdfast/problem";
import { fail } from "@holdfast/result";
import type { CheckoutCalls } from "../checkout/checkout.ts";
import { fakeCallees } from "../testing/fake-callees.ts";
import { startOrders } from "../testing/running-orders.ts";

const BODY = {
  items: [{ sku: "mug", quantity: 2 }],
  currency: "EUR",
  region: "DE",
  customer: { email: "ada@example.com" },
  paymentMethod: { token: "tok_ok" },
};
const DECLINED = problem({
  ...{ status: 402, code: "payment-declined", title: "Payment declined", detail: "Declined." },
});
const unused = () => Promise.reject(new Error("not in this test"));

type Told = { readonly id: string; readonly event: string; readonly data: Record<string, unknown> };

describe("the stream of an order", () => {
  let orders: Awaited<ReturnType<typeof startOrders>>;
  let origin: string;
  const { calls } = fakeCallees();
  let authorise: CheckoutCalls["authorise"];
  before(async () => {
    orders = await startOrders({
      checkout: { ...calls, authorise: (key, charge) => authorise(key, charge) },
      imports: { importItems: unused, importPrices: unused },
    });
    origin = await orders.app.listen({ port: 0, host: "127.0.0.1" });
  });
  beforeEach(() => {
    authorise = calls.authorise;
  });
  after(() => orders.stop());

  const place = async () => {
    const answer = await orders.call("POST", "/v1/orders", { key: randomUUIDv7(), body: BODY });
    return { id: String(answer.body.id ?? answer.body.orderId) };
  };
  const open = (id: string, { lastEventId = "", account = "acme" } = {}) =>
    fetch(`${origin}/v1/orders/${id}/events`, {
      headers: {
        ...{ "holdfast-account": account, "holdfast-scope": "shop" },
        ...(lastEventId === "" ? {} : { "last-event-id": lastEventId }),
      },
    });
  /** Reads events until there are `count`, or the stream ends. */
  async function read(answer: Response, count: number): Promise<readonly Told[]> {
    let text = "";
    const told = () =>
      text
        .split("\n\n")
        .slice(0, -1)
        .filter((each) => each.startsWith("id: "))
        .map(parsed);
    for await (const chunk of answer.body ?? []) {
      text += new TextDecoder().decode(chunk);
      if (told().length >= count) break;
    }
    return told();
  }
  function parsed(text: string): Told {
    const [id = "", event = "", data = ""] = text
      .split("\n")
      .map((line) => line.replace(/^\w+: /, ""));
    return { id, event, data: JSON.parse(data) };
  }
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  const STEPS = ["quote", "hold", "authorise", "confirm-hold", "capture"];

  it("tells the timeline, then what the order is", async () => {
    const { id } = await place();
    const answer = await open(id);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("content-type"), "text/event-stream");
    assert.equal(answer.headers.get("cache-control"), "no-store");
    const told = await read(answer, STEPS.length + 1);
    assert.deepEqual(
      told.map(({ event, data }) => [event, data.step ?? data.status]),
      [...STEPS.map((step) => ["step", step]), ["status", "confirmed"]],
    );
    const ids = told.map((each) => Number(each.id));
    assert.deepEqual(
      ids,
      [...ids].sort((a, b) => a - b),
    );
    assert.deepEqual(told.at(-1)?.data.total, { amount: 2000, currency: "EUR" });
  });

  it("goes on after the event that Last-Event-ID names", async () => {
    const { id } = await place();
    const all = await read(await open(id), 6);
    const rest = await read(await open(id, { lastEventId: all[3]?.id ?? "" }), 2);
    assert.deepEqual(rest, all.slice(4));
  });

  it("tells what happens while it is watched", async () => {
    const begun = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    authorise = async (key, charge) => {
      begun.resolve();
      await goOn.promise;
      return calls.authorise(key, charge);
    };
    const placed = place();
    await begun.promise;
    const listed = await orders.call("GET", "/v1/orders?limit=1&status=processing");
    const answer = await open(listed.body.data[0].id);
    const reading = read(answer, 6);
    goOn.resolve();
    await placed;
    assert.equal((await reading).at(-1)?.data.status, "confirmed");
  });

  it("ends with an order that failed, and has nothing left to tell to who has seen that", async () => {
    authorise = async () => fail({ kind: "callee-refused", problem: DECLINED });
    const { id } = await place();
    const told = await read(await open(id), Number.POSITIVE_INFINITY);
    assert.deepEqual(
      told.map(({ data }) => `${data.step ?? "order"} ${data.status}`),
      [
        ...["quote done", "hold done", "authorise failed"],
        ...["authorise compensated", "hold compensated", "order failed"],
      ],
    );
    const again = await open(id, { lastEventId: told.at(-1)?.id ?? "" });
    assert.equal(again.status, 204);
  });

  it("does not exist for another account, and is refused with what no event had as its id", async () => {
    const { id } = await place();
    const strange = await open(id, { account: "rival" });
    assert.deepEqual([strange.status, await codeOf(strange)], [404, "order-not-found"]);
    const odd = await open(id, { lastEventId: "first" });
    assert.deepEqual([odd.status, await codeOf(odd)], [400, "validation-failed"]);
  });

  it("is refused above what an account may watch, with when to try again", async () => {
    const { id } = await place();
    const streams = await Promise.all(Array.from({ length: 32 }, () => open(id)));
    const refused = await open(id);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("retry-after"), "5");
    assert.equal(await codeOf(refused), "streams-over-limit");
    await Promise.all(streams.map((stream) => stream.body?.cancel()));
  });
});
