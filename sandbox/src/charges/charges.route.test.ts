import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { compose } from "../compose.ts";
import { openBookFile } from "./book.store.ts";

const ORDER = { orderId: "o1", amount: { amount: 1999, currency: "EUR" }, token: "tok_ok" };
const UNKNOWN_ID = "019aaaaa-0000-7000-8000-000000000000";

let directory: string;
let sandbox: Awaited<ReturnType<typeof start>>;
let bookNumber = 0;

/** The real service on a port of its own. Its clock stands still, its slow tokens take a millisecond. */
async function start(bookName: string) {
  let count = 0;
  const app = compose({
    log: createLogger({ service: "payment-sandbox", level: "silent" }),
    version: "0.0.0",
    bookFile: await openBookFile(join(directory, bookName)),
    nowMs: () => Date.UTC(2026, 0, 2),
    newId: () => `019aaaaa-0000-7000-8000-00000000000${++count}`,
    slowMs: 1,
  });
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });
  return { app, origin };
}

before(async () => {
  directory = await mkdtemp(join(tmpdir(), "holdfast-sandbox-"));
});
after(() => rm(directory, { recursive: true }));
beforeEach(async () => {
  sandbox = await start(`${++bookNumber}.jsonl`);
});
afterEach(() => sandbox.app.close());

type Answer = { status: number; headers: Headers; body: Record<string, unknown> };

async function post(path: string, body: unknown, key?: string): Promise<Answer> {
  const answer = await fetch(sandbox.origin + path, {
    method: "POST",
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(key === undefined ? {} : { "idempotency-key": key }),
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: JSON.parse(text) };
}

async function list(query = "orderId=o1"): Promise<Answer> {
  const answer = await fetch(`${sandbox.origin}/charges?${query}`);
  const body = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, headers: answer.headers, body };
}

const statusAndCode = ({ status, body }: Answer) => [status, body.code];

describe("the payment sandbox", () => {
  it("authorises, captures and refunds, and lists all of it", async () => {
    const made = await post("/charges", ORDER, "a");
    assert.equal(made.status, 201);
    const { id } = made.body;
    assert.deepEqual(made.body, {
      id,
      orderId: "o1",
      status: "authorised",
      amount: ORDER.amount,
      refunded: { amount: 0, currency: "EUR" },
    });
    for (const [move, status] of [
      ["capture", "captured"],
      ["refund", "refunded"],
    ] as const) {
      const answer = await post(`/charges/${id}/${move}`, undefined, move);
      assert.deepEqual([answer.status, answer.body.status], [200, status]);
    }
    const at = "2026-01-02T00:00:00.000Z";
    const event = (kind: string, idempotencyKey: string) => ({
      kind,
      amount: ORDER.amount,
      at,
      idempotencyKey,
    });
    const events = [
      event("authorised", "a"),
      event("captured", "capture"),
      event("refunded", "refund"),
    ];
    assert.deepEqual((await list()).body, {
      data: [{ ...made.body, status: "refunded", refunded: ORDER.amount, token: "tok_ok", events }],
    });
  });

  it("gives a repeat its first answer and says so", async () => {
    const first = await post("/charges", ORDER, "a");
    const again = await post("/charges", ORDER, '"a"');
    assert.deepEqual([again.status, again.body], [201, first.body]);
    assert.equal(first.headers.get("idempotency-replayed"), null);
    assert.equal(again.headers.get("idempotency-replayed"), "true");
  });

  it("refuses a key that belongs to another request, a wrong move and an unknown charge", async () => {
    const { body } = await post("/charges", ORDER, "a");
    const other = await post("/charges", { ...ORDER, orderId: "o2" }, "a");
    assert.deepEqual(statusAndCode(other), [422, "idempotency-key-reused"]);
    const capture = await post(`/charges/${body.id}/capture`, undefined, "a");
    assert.deepEqual(statusAndCode(capture), [422, "idempotency-key-reused"]);
    const refund = await post(`/charges/${body.id}/refund`, undefined, "r");
    assert.deepEqual(statusAndCode(refund), [409, "invalid-state"]);
    const unknown = await post(`/charges/${UNKNOWN_ID}/void`, undefined, "v");
    assert.deepEqual(statusAndCode(unknown), [404, "charge-not-found"]);
  });

  it("refunds amounts until nothing is left", async () => {
    const made = await post("/charges", ORDER, "a");
    await post(`/charges/${made.body.id}/capture`, undefined, "c");
    const refund = (amount: number, key: string, currency = "EUR") =>
      post(`/charges/${made.body.id}/refund`, { amount: { amount, currency } }, key);
    const part = await refund(900, "r1");
    assert.deepEqual(
      [part.status, part.body.status, part.body.refunded],
      [200, "captured", { amount: 900, currency: "EUR" }],
    );
    const tooMuch = await refund(1100, "r2");
    assert.deepEqual(statusAndCode(tooMuch), [409, "refund-exceeds-charge"]);
    assert.deepEqual(tooMuch.body.refundable, { amount: 1099, currency: "EUR" });
    assert.match(String(tooMuch.body.detail), /no more than 10\.99 EUR/);
    assert.equal((await refund(1, "r3", "USD")).body.code, "refund-exceeds-charge");
    const rest = await post(`/charges/${made.body.id}/refund`, null, "r4");
    assert.deepEqual([rest.status, rest.body.status], [200, "refunded"]);
    assert.equal((await refund(0, "r5")).body.code, "validation-failed");
    const extra = await post(`/charges/${made.body.id}/refund`, { reason: "x" }, "r6");
    assert.deepEqual(statusAndCode(extra), [400, "validation-failed"]);
  });

  it("tells who repeats a request that is not answered yet to wait", async () => {
    const caller = new AbortController();
    const pending = assert.rejects(
      fetch(`${sandbox.origin}/charges`, {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": "a" },
        body: JSON.stringify({ ...ORDER, token: "tok_timeout" }),
        signal: caller.signal,
      }),
    );
    while (((await list()).body.data as unknown[]).length === 0);
    const repeat = await post("/charges", { ...ORDER, token: "tok_timeout" }, "a");
    assert.deepEqual(statusAndCode(repeat), [409, "idempotency-key-in-flight"]);
    caller.abort();
    await pending;
  });

  it("lists nothing for an order that was never charged", async () => {
    assert.deepEqual((await list("orderId=o9")).body, { data: [] });
  });
});

describe("a sandbox token", () => {
  for (const [token, declineCode, says] of [
    ["tok_declined", "declined", /declined by its issuer/],
    ["tok_insufficient_funds", "insufficient-funds", /insufficient funds/],
  ] as const) {
    it(`${token} answers 402 and leaves no charge`, async () => {
      const answer = await post("/charges", { ...ORDER, token }, "a");
      assert.deepEqual(statusAndCode(answer), [402, "payment-declined"]);
      assert.equal(answer.body.declineCode, declineCode);
      assert.match(String(answer.body.detail), says);
      assert.deepEqual((await list()).body, { data: [] });
    });
  }

  it("tok_flaky answers 503 twice, then 201 under the same key", async () => {
    const answers = [];
    for (let attempt = 1; attempt <= 3; attempt++) {
      answers.push((await post("/charges", { ...ORDER, token: "tok_flaky" }, "a")).status);
    }
    assert.deepEqual(answers, [503, 503, 201]);
  });

  it("tok_slow works in the end", async () => {
    const made = await post("/charges", { ...ORDER, token: "tok_slow" }, "a");
    const captured = await post(`/charges/${made.body.id}/capture`, undefined, "c");
    assert.deepEqual([made.status, captured.status], [201, 200]);
  });

  it("tok_capture_fails answers 500 to every capture, and can be voided twice", async () => {
    const { body } = await post("/charges", { ...ORDER, token: "tok_capture_fails" }, "a");
    for (const key of ["c1", "c2"]) {
      const answer = await post(`/charges/${body.id}/capture`, undefined, key);
      assert.deepEqual(statusAndCode(answer), [500, "internal-error"]);
    }
    for (const key of ["v1", "v2"]) {
      const answer = await post(`/charges/${body.id}/void`, undefined, key);
      assert.deepEqual([answer.status, answer.body.status], [200, "voided"]);
    }
  });

  it("tok_timeout is in the book although its caller never hears of it", async () => {
    const caller = new AbortController();
    const pending = fetch(`${sandbox.origin}/charges`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": "a" },
      body: JSON.stringify({ ...ORDER, token: "tok_timeout" }),
      signal: caller.signal,
    });
    const charge = await listedCharge();
    assert.equal(charge.status, "authorised");
    caller.abort();
    await assert.rejects(pending, { name: "AbortError" });
    const voided = await post(`/charges/${charge.id}/void`, undefined, "v");
    assert.equal(voided.body.status, "voided");
  });

  it("tok_timeout does not hold up the sandbox's end", async () => {
    const pending = post("/charges", { ...ORDER, token: "tok_timeout" }, "a");
    const dropped = assert.rejects(pending, TypeError);
    await listedCharge();
    await sandbox.app.close();
    await dropped;
  });

  /** Waits until the order has a charge. */
  async function listedCharge(): Promise<{ id: string; status: string }> {
    for (;;) {
      const { data } = (await list()).body as { data: { id: string; status: string }[] };
      if (data[0]) return data[0];
    }
  }
});

describe("what the sandbox refuses", () => {
  const with_ = (change: object) => ({ ...ORDER, ...change });
  const amount = (value: unknown, currency: unknown = "EUR") =>
    with_({ amount: { amount: value, currency } });
  const cases: readonly [
    what: string,
    body: unknown,
    code: string,
    path: string,
    status?: number,
  ][] = [
    ["malformed JSON", "{", "malformed-json", "/"],
    ["no body", "", "malformed-json", "/"],
    ["an unknown field", with_({ note: "x" }), "validation-failed", "/note"],
    ["a missing token", with_({ token: undefined }), "validation-failed", "/token"],
    ["a negative amount", amount(-1), "validation-failed", "/amount/amount"],
    ["a fractional amount", amount(19.99), "validation-failed", "/amount/amount"],
    ["an amount in a string", amount("1999"), "validation-failed", "/amount/amount"],
    ["a huge amount", amount(1e300), "validation-failed", "/amount/amount"],
    ["a currency in lower case", amount(1, "eur"), "validation-failed", "/amount/currency"],
    ["a currency that is none", amount(1, "XXX"), "validation-failed", "/amount/currency"],
    ["an empty order id", with_({ orderId: "" }), "validation-failed", "/orderId"],
    ["an unknown token", with_({ token: "tok_nope" }), "token-unknown", "/token", 422],
  ];
  for (const [what, body, code, path, status = 400] of cases) {
    it(`${what}: ${status} ${code} at ${path}`, async () => {
      const answer = await post("/charges", body, "a");
      assert.deepEqual(statusAndCode(answer), [status, code]);
      const errors = answer.body.errors as { path: string }[];
      assert.deepEqual(
        errors.map((error) => error.path),
        [path],
      );
      assert.deepEqual((await list()).body, { data: [] });
    });
  }

  it("1e400, which JSON can say and a number cannot hold", async () => {
    const text = JSON.stringify(ORDER).replace("1999", "1e400");
    assert.equal((await post("/charges", text, "a")).status, 400);
  });

  it("a command without a key, or with one that is none", async () => {
    assert.deepEqual(statusAndCode(await post("/charges", ORDER)), [
      400,
      "idempotency-key-missing",
    ]);
    const spaced = await post("/charges", ORDER, "two words");
    assert.deepEqual(statusAndCode(spaced), [400, "idempotency-key-invalid"]);
    const move = await post(`/charges/${UNKNOWN_ID}/void`, undefined);
    assert.deepEqual(statusAndCode(move), [400, "idempotency-key-missing"]);
  });

  it("a listing without an order, an id that is none", async () => {
    assert.deepEqual(statusAndCode(await list("")), [400, "validation-failed"]);
    const answer = await post("/charges/1/void", undefined, "v");
    assert.deepEqual(statusAndCode(answer), [400, "validation-failed"]);
  });
});
