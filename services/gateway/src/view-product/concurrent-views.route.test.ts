import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { startTelemetry, type Telemetry } from "@holdfast/telemetry";
import { type Seen, startGateway, type Upstream } from "../testing/running-service.ts";

const AS_OF = "2026-11-01T08:00:00.000Z";
const item = (available = 50) => ({
  ...{ sku: "mug", name: "Mug", description: null, category: null, attributes: {} },
  ...{ taxCategory: "standard" },
  availability: { status: "in-stock", available, locations: [], asOf: AS_OF },
});
const PRICE = {
  unit: { amount: 1999, currency: "EUR" },
  total: { amount: 1999, currency: "EUR" },
  ...{ compareAt: null, lowest30Days: null, adjustments: [], asOf: AS_OF },
};

let telemetry: Telemetry;
let gateway: Awaited<ReturnType<typeof startGateway>>;
before(() => {
  telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "0", env: {} });
});
after(() => telemetry.shutdown());
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

/** Lets the upstream answer when it is told to; `asked(n)` is there when it was asked that often. */
function held(upstream: Upstream, body: (nth: number) => unknown) {
  const answered = Promise.withResolvers<void>();
  const waiting = new Map<number, () => void>();
  let count = 0;
  upstream.answer = async (_request: Seen, reply) => {
    count += 1;
    const nth = count;
    waiting.get(nth)?.();
    await answered.promise;
    return reply.send(body(nth));
  };
  const asked = (nth: number) =>
    count >= nth
      ? Promise.resolve()
      : new Promise<void>((resolve) => {
          waiting.set(nth, resolve);
        });
  return { asked, answer: () => answered.resolve() };
}

async function view(query = "", headers: Record<string, string> = {}) {
  const answer = await fetch(`${gateway.origin}/api/v1/products/mug${query}`, {
    headers: { authorization: "Bearer hf_dev_shop", ...headers },
  });
  const body = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, headers: answer.headers, body };
}
const callsOf = ({ inventory, pricing }: typeof gateway) => [
  inventory.seen.length,
  pricing.seen.length,
];

describe("product views asked for at the same time", () => {
  it("are one call to each side, and each keeps its own trace and correlation id", async () => {
    const inventory = held(gateway.inventory, () => item());
    const pricing = held(gateway.pricing, () => PRICE);
    const first = view("", { "x-correlation-id": "first" });
    await Promise.all([inventory.asked(1), pricing.asked(1)]);
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const second = view("?quantity=1&currency=EUR", {
      authorization: "Bearer hf_dev_admin",
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      "x-correlation-id": "second",
    });
    // Another question is another price of the same item.
    const third = view("?quantity=2");
    await pricing.asked(2);
    inventory.answer();
    pricing.answer();
    const answers = await Promise.all([first, second, third]);
    assert.deepEqual(
      answers.map(({ status, body }) => [status, body.degraded]),
      [
        [200, []],
        [200, []],
        [200, []],
      ],
    );
    assert.deepEqual(answers[0].body, answers[1].body);
    assert.equal(answers[1].headers.get("x-trace-id"), traceId);
    assert.equal(answers[1].headers.get("x-correlation-id"), "second");
    assert.deepEqual(callsOf(gateway), [1, 2]);
  });

  it("end for one that has less time, with 504, and go on for the other", async () => {
    const inventory = held(gateway.inventory, () => item());
    const pricing = held(gateway.pricing, () => PRICE);
    const first = view();
    await Promise.all([inventory.asked(1), pricing.asked(1)]);
    const hasty = await view("", { "request-timeout-ms": "50" });
    assert.deepEqual([hasty.status, hasty.body.code], [504, "deadline-exceeded"]);
    assert.deepEqual(callsOf(gateway), [1, 1]);
    inventory.answer();
    pricing.answer();
    assert.deepEqual([(await first).status, (await first).body.degraded], [200, []]);
  });

  it("do not end with one whose time is over: who has more asks for itself", async () => {
    const inventory = held(gateway.inventory, () => item());
    const pricing = held(gateway.pricing, () => PRICE);
    const hasty = view("", { "request-timeout-ms": "100" });
    await Promise.all([inventory.asked(1), pricing.asked(1)]);
    const patient = view();
    await Promise.all([inventory.asked(2), pricing.asked(2)]);
    assert.equal((await hasty).status, 504);
    inventory.answer();
    pricing.answer();
    assert.deepEqual([(await patient).status, (await patient).body.degraded], [200, []]);
  });

  it("show what was written through this gateway before they were asked for", async () => {
    const inventory = held(gateway.inventory, (nth) => item(nth));
    const pricing = held(gateway.pricing, () => PRICE);
    const before = view();
    await Promise.all([inventory.asked(1), pricing.asked(1)]);
    // A write passes, while the read is still under way.
    gateway.orders.answer = (_request, reply) => reply.code(204).send();
    const id = "0192f0c1-2345-7abc-8def-0123456789ab";
    const written = await fetch(`${gateway.origin}/api/v1/reports/${id}`, {
      method: "DELETE",
      headers: { authorization: "Bearer hf_dev_shop" },
    });
    assert.equal(written.status, 204);
    const after = view();
    await inventory.asked(2);
    inventory.answer();
    pricing.answer();
    const shown = [await before, await after].map(
      ({ body }) => (body.availability as { available: number }).available,
    );
    assert.deepEqual(shown, [1, 2]);
  });
});

describe("the ETag of a product view", () => {
  let available: number;
  let asOf: string;
  beforeEach(() => {
    available = 50;
    asOf = AS_OF;
    gateway.inventory.answer = (_request, reply) => {
      const shown = item(available);
      return reply.send({ ...shown, availability: { ...shown.availability, asOf } });
    };
    gateway.pricing.answer = (_request, reply) => reply.send({ ...PRICE, asOf });
  });
  const get = (headers: Record<string, string> = {}) =>
    fetch(`${gateway.origin}/api/v1/products/mug`, {
      headers: { authorization: "Bearer hf_dev_shop", ...headers },
    });
  const tagOf = (answer: Response) => String(answer.headers.get("etag"));

  it("answers 304 and no body while the view says the same, whenever it was read", async () => {
    const first = await get();
    const tag = tagOf(first);
    assert.match(tag, /^W\/"[\w-]{44}"$/);
    asOf = "2026-11-01T08:00:09.000Z";
    for (const known of [tag, tag.slice(2), `"other", ${tag}`, "*"]) {
      const answer = await get({ "if-none-match": known });
      assert.deepEqual([answer.status, await answer.text(), tagOf(answer)], [304, "", tag], known);
      assert.equal(answer.headers.get("cache-control"), "private, no-cache");
    }
  });

  it("is another one as soon as stock, price or what is degraded changes", async () => {
    const tags = [tagOf(await get())];
    available = 49;
    const changed = await get({ "if-none-match": String(tags[0]) });
    assert.equal(changed.status, 200);
    tags.push(tagOf(changed));
    await gateway.pricing.close();
    const degraded = await get({ "if-none-match": tags.join(", ") });
    assert.equal(degraded.status, 200);
    tags.push(tagOf(degraded));
    assert.equal(new Set(tags).size, 3);
  });

  it("asks both services each time: 304 is no older than 200", async () => {
    const tag = tagOf(await get());
    await get({ "if-none-match": tag });
    assert.deepEqual(callsOf(gateway), [2, 2]);
  });
});
