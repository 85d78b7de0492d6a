import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { call, readJson } from "./call.ts";
import { HoldfastError } from "./errors.ts";
import { clientOn } from "./operations-client.ts";
import type { Operation } from "./request.ts";
import { readLines } from "./streams.ts";
import { fakePlatform, json, refused, streamed } from "./testing/fake-platform.ts";

const SETTINGS = { baseUrl: "http://shop.example", key: "hf_1", timeoutMs: 10_000, retries: 1 };
const WATCHED = { path: { id: "o" } };

function clientOf(...answers: Parameters<typeof fakePlatform>[0]) {
  const fake = fakePlatform(answers);
  return { ...fake, client: clientOn(SETTINGS, fake.platform) };
}
const over = () => new Response(null, { status: 204 });
const kindOf = (kind: string) => (error: unknown) =>
  error instanceof HoldfastError && error.error.kind === kind;

describe("pages", () => {
  it("gives every item of every page, asking only as far as the loop goes", async () => {
    const page = (names: string[], nextCursor: string | null) =>
      json({ data: names.map((sku) => ({ sku })), nextCursor });
    const { client, sent, left } = clientOf(
      page(["A", "B"], "c 1"),
      page([], "c2"),
      page(["C"], null),
    );
    const skus: string[] = [];
    for await (const { sku } of client.pages("listProducts", { query: { limit: 2 } }))
      skus.push(sku);
    assert.deepEqual(skus, ["A", "B", "C"]);
    assert.deepEqual(
      sent.map(({ url }) => url.split("?")[1]),
      ["limit=2", "limit=2&cursor=c+1", "limit=2&cursor=c2"],
    );
    assert.equal(left(), 0);
    const early = clientOf(page(["A", "B"], "c1"));
    for await (const { sku } of early.client.pages("listProducts")) if (sku === "A") break;
    assert.equal(early.sent.length, 1);
  });

  it("throws the refusal as an error with the value in it", async () => {
    const { client } = clientOf(refused(403, "forbidden"));
    await assert.rejects(client.pages("listMovements").next(), kindOf("problem"));
  });
});

describe("events", () => {
  it("are taken up after the last one when the stream ends or breaks off, until nothing is left to tell", async () => {
    const { client, sent } = clientOf(
      streamed(["retry: 20\n\nid: 1\nevent: step\nda", 'ta: {"step":"hold"}\n\n: beat\n\n']),
      streamed(['id: 2\nevent: step\ndata: {"step":"pay"}\n\nid: 3\nev'], "breaks"),
      streamed(['id: 3\nevent: status\ndata: {"status":"confirmed"}\n\n']),
      over(),
    );
    const events: unknown[] = [];
    for await (const event of client.events("watchOrder", WATCHED)) events.push(event);
    assert.deepEqual(events, [
      { id: "1", event: "step", data: { step: "hold" } },
      { id: "2", event: "step", data: { step: "pay" } },
      { id: "3", event: "status", data: { status: "confirmed" } },
    ]);
    assert.deepEqual(
      sent.map(({ headers, atMs }) => [headers["last-event-id"], headers.accept, atMs]),
      [
        [undefined, "text/event-stream", 0],
        ["1", "text/event-stream", 30],
        ["2", "text/event-stream", 60],
        ["3", "text/event-stream", 90],
      ],
    );
  });

  it("begin where the caller left off", async () => {
    const { client, sent } = clientOf(over());
    const events = client.events("watchOrder", { ...WATCHED, headers: { "last-event-id": "7" } });
    assert.deepEqual(await events.next(), { done: true, value: undefined });
    assert.equal(sent[0]?.headers["last-event-id"], "7");
  });

  it("end with the failure when the stream breaks off again and again without an event", async () => {
    const { client, left } = clientOf(streamed([], "breaks"), streamed([], "breaks"), over());
    await assert.rejects(client.events("watchOrder", WATCHED).next(), kindOf("network"));
    assert.equal(left(), 1);
  });

  it("end with a refusal, and with what is no JSON, without asking again", async () => {
    const refusal = clientOf(refused(404, "order-not-found"));
    await assert.rejects(refusal.client.events("watchOrder", WATCHED).next(), kindOf("problem"));
    const nonsense = clientOf(streamed(["data: {\n\n"]));
    await assert.rejects(
      nonsense.client.events("watchOrder", WATCHED).next(),
      kindOf("unexpected"),
    );
    assert.equal(nonsense.sent.length, 1);
  });

  it("end when the caller aborts", async () => {
    const controller = new AbortController();
    const { client } = clientOf(streamed(['data: {"n":1}\n\n']), over());
    const events = client.events("watchOrder", { ...WATCHED, signal: controller.signal });
    assert.equal((await events.next()).done, false);
    controller.abort();
    await assert.rejects(events.next(), kindOf("aborted"));
  });

  it("let go of the connection when the loop ends early", async () => {
    let isCancelled = false;
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode("data: 1\n\n")),
      cancel: () => {
        isCancelled = true;
      },
    });
    const { client } = clientOf(new Response(body));
    for await (const { data } of client.events("watchOrder", WATCHED)) {
      assert.equal(data, 1);
      break;
    }
    assert.equal(isCancelled, true);
  });
});

describe("lines", () => {
  const CHECK: Operation = {
    ...{ method: "POST", path: "/check", takes: "application/json" },
    repeat: "always",
    answers: ["lines"],
  };
  const linesOf = (...answers: Parameters<typeof fakePlatform>[0]) =>
    readLines({ settings: SETTINGS, platform: fakePlatform(answers).platform }, CHECK, {
      body: {},
    });

  it("are told apart wherever the pieces end, also inside a character", async () => {
    const bytes = new TextEncoder().encode('{"sku":"Tö"}\n{"sku":"B"}\n\n{"summary":1}');
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const lines: unknown[] = [];
    for await (const line of linesOf(new Response(body))) lines.push(line);
    assert.deepEqual(lines, [{ sku: "Tö" }, { sku: "B" }, { summary: 1 }]);
  });

  it("throw where they break off, after those that came", async () => {
    const lines = linesOf(streamed(['{"n":1}\n{"n'], "breaks"));
    assert.deepEqual(await lines.next(), { done: false, value: { n: 1 } });
    await assert.rejects(lines.next(), kindOf("network"));
  });

  it("are not read ahead of the loop", async () => {
    let pieces = 0;
    const body = new ReadableStream(
      {
        pull(controller) {
          pieces += 1;
          controller.enqueue(new TextEncoder().encode(`{"n":${pieces}}\n`));
        },
      },
      { highWaterMark: 0 },
    );
    const lines = linesOf(new Response(body));
    await lines.next();
    await lines.next();
    assert.equal(pieces, 2);
    await lines.return();
  });
});

describe("a file", () => {
  it("is a stream, with its type and length where they are known", async () => {
    const headers = { "content-type": "text/csv", "content-length": "4" };
    const { client } = clientOf(new Response("a,b\n", { headers }));
    const answer = await client.file("getReportResult", { path: { id: "r" } });
    assert.ok(answer.ok);
    assert.deepEqual([answer.value.contentType, answer.value.bytes], ["text/csv", 4]);
    assert.equal(await new Response(answer.value.stream).text(), "a,b\n");
  });

  it("has no known length where it was packed for the way", async () => {
    const headers = { "content-length": "4", "content-encoding": "gzip" };
    const { client } = clientOf(new Response("a,b\n", { headers }));
    const answer = await client.file("exportItems");
    assert.equal(answer.ok && answer.value.bytes, undefined);
  });

  it("is refused as any call is", async () => {
    const { client } = clientOf(refused(409, "report-not-ready"));
    const answer = await client.file("getReportResult", { path: { id: "r" } });
    assert.equal(
      !answer.ok && answer.error.kind === "problem" && answer.error.code,
      "report-not-ready",
    );
  });
});

it("a body that breaks off is asked for again", async () => {
  const { platform, sent } = fakePlatform([streamed(['{"a"'], "breaks"), json({ a: 1 })]);
  const operation = { method: "GET", path: "/a", repeat: "always", answers: ["json"] } as const;
  const answer = await call({ settings: SETTINGS, platform }, operation, {}, readJson);
  assert.deepEqual([answer.ok && answer.value, sent.length], [{ a: 1 }, 2]);
});
