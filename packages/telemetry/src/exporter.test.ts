import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, it } from "node:test";
import { gunzipSync } from "node:zlib";
import { type Collector, startCollector } from "./collector.testing.ts";
import { OtlpExporter } from "./exporter.ts";
import type { ExportTarget } from "./settings.ts";

const NOW_MS = Date.parse("2026-11-22T10:00:00Z");

let collector: Collector;
const open: OtlpExporter[] = [];

beforeEach(async () => {
  collector = await startCollector();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((exporter) => exporter.close()));
  await collector.close();
});

/** An exporter whose clock moves only by the pauses it asks for, none of which takes real time. */
function exporterTo(target: Partial<ExportTarget> = {}) {
  const pausesMs: number[] = [];
  const warnings: string[] = [];
  let nowMs = NOW_MS;
  const exporter = new OtlpExporter({
    target: {
      url: new URL(`${collector.url}/v1/traces`),
      headers: {},
      json: false,
      gzip: false,
      timeoutMs: 10_000,
      exportTimeoutMs: 30_000,
      ...target,
    },
    schedule: (work, delayMs) => {
      pausesMs.push(delayMs);
      nowMs += delayMs;
      const handle = setImmediate(work);
      return () => clearImmediate(handle);
    },
    nowMs: () => nowMs,
    random: () => 0.5,
    warn: (message) => warnings.push(message),
  });
  open.push(exporter);
  return { exporter, pausesMs, warnings };
}

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(code, headers).end("no");

describe("export request", () => {
  it("posts the body as protobuf to the endpoint's path and query, with the given headers", async () => {
    const url = new URL(`${collector.url}/custom/path?tenant=a`);
    const { exporter } = exporterTo({ url, headers: { "x-key": "k" } });
    assert.equal(await exporter.deliver(Buffer.from("body"), 3), 3);
    const [request] = collector.received;
    assert.equal(request?.path, "/custom/path?tenant=a");
    assert.equal(request?.body.toString(), "body");
    assert.equal(request?.headers["content-type"], "application/x-protobuf");
    assert.equal(request?.headers["x-key"], "k");
    assert.equal(request?.headers["content-encoding"], undefined);
  });

  it("says so when the body is JSON, or compressed", async () => {
    const { exporter } = exporterTo({ json: true, gzip: true });
    await exporter.deliver(Buffer.from("{}"), 1);
    const [request] = collector.received;
    assert.equal(request?.headers["content-type"], "application/json");
    assert.equal(request?.headers["content-encoding"], "gzip");
    assert.equal(gunzipSync(request?.body ?? "").toString(), "{}");
  });
});

describe("export that the collector does not take at once", () => {
  for (const code of [429, 502, 503, 504]) {
    it(`is sent again after ${code}, with growing pauses`, async () => {
      collector.answers.push(status(code), status(code));
      const { exporter, pausesMs, warnings } = exporterTo();
      assert.equal(await exporter.deliver(Buffer.from("body"), 2), 2);
      assert.deepEqual(
        collector.received.map(({ body }) => body.toString()),
        ["body", "body", "body"],
      );
      assert.deepEqual(pausesMs, [750, 1_500]);
      assert.deepEqual(warnings, []);
    });
  }

  for (const code of [400, 401, 404, 413, 500, 501, 301]) {
    it(`is not sent again after ${code}`, async () => {
      collector.answers.push(status(code, { location: "/elsewhere" }));
      const { exporter } = exporterTo();
      assert.equal(await exporter.deliver(Buffer.from("body"), 2), 0);
      assert.equal(collector.received.length, 1);
    });
  }

  const retryAfter: readonly [asked: string, pauseMs: number][] = [
    ["3", 3_000],
    ["Sun, 22 Nov 2026 10:00:07 GMT", 7_000],
    ["Sun, 22 Nov 2026 09:00:00 GMT", 750],
    ["soon", 750],
    ["-1", 750],
  ];
  for (const [asked, pauseMs] of retryAfter) {
    it(`waits ${pauseMs} ms when Retry-After says "${asked}"`, async () => {
      collector.answers.push(status(503, { "retry-after": asked }));
      const { exporter, pausesMs } = exporterTo();
      assert.equal(await exporter.deliver(Buffer.from("body"), 1), 1);
      assert.deepEqual(pausesMs, [pauseMs]);
    });
  }

  it("is given up after five attempts", async () => {
    collector.answers.push(...Array.from({ length: 9 }, () => status(503)));
    const { exporter } = exporterTo();
    assert.equal(await exporter.deliver(Buffer.from("body"), 1), 0);
    assert.equal(collector.received.length, 5);
  });

  it("is given up when the pause would end after the time for one export", async () => {
    collector.answers.push(status(503, { "retry-after": "31" }));
    const { exporter, pausesMs } = exporterTo();
    assert.equal(await exporter.deliver(Buffer.from("body"), 1), 0);
    assert.deepEqual(pausesMs, []);
  });

  it("is sent again when the connection breaks", async () => {
    collector.answers.push((response) => response.destroy());
    const { exporter } = exporterTo();
    assert.equal(await exporter.deliver(Buffer.from("body"), 1), 1);
    assert.equal(collector.received.length, 2);
  });

  it("is sent again when no answer comes in time", async () => {
    collector.answers.push(() => undefined);
    const { exporter } = exporterTo({ timeoutMs: 50 });
    assert.equal(await exporter.deliver(Buffer.from("body"), 1), 1);
    assert.equal(collector.received.length, 2);
  });
});

describe("collector that is down", () => {
  it("loses the spans without an error, and is named once until it works again", async () => {
    const { exporter, warnings } = exporterTo({
      url: new URL("http://127.0.0.1:1/v1/traces?key=secret"),
    });
    assert.equal(await exporter.deliver(Buffer.from("a"), 1), 0);
    assert.equal(await exporter.deliver(Buffer.from("b"), 1), 0);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? "", /http:\/\/127\.0\.0\.1:1\/v1\/traces: .*ECONNREFUSED/);
    assert.doesNotMatch(warnings[0] ?? "", /secret/);
  });

  it("is said to have been silent, and for how long", async () => {
    collector.answers.push(() => undefined);
    const { exporter, warnings } = exporterTo({ timeoutMs: 50 });
    exporter.hurry();
    assert.equal(await exporter.deliver(Buffer.from("body"), 1), 0);
    assert.match(warnings[0] ?? "", /: no answer within 50 ms$/);
  });

  it("is named again when it fails after having worked", async () => {
    collector.answers.push(status(400), status(200), status(400));
    const { exporter, warnings } = exporterTo();
    for (const body of ["a", "b", "c"]) await exporter.deliver(Buffer.from(body), 1);
    assert.equal(warnings.length, 2);
  });
});

describe("partial success", () => {
  const json = (body: string) => (response: ServerResponse) => response.end(body);
  const protobuf =
    (...bytes: number[]) =>
    (response: ServerResponse) =>
      response.end(Buffer.from(bytes));
  const cases: readonly [
    name: string,
    isJson: boolean,
    answer: (r: ServerResponse) => void,
    taken: number,
  ][] = [
    [
      "protobuf, 200 of 300 rejected, with a message",
      false,
      protobuf(10, 6, 8, 200, 1, 18, 1, 120),
      100,
    ],
    ["protobuf, the count after the message", false, protobuf(10, 6, 18, 1, 120, 8, 200, 1), 100],
    ["protobuf, an empty message", false, protobuf(10, 0), 300],
    ["protobuf, garbage", false, protobuf(255, 255, 255), 300],
    ["protobuf, more rejected than sent", false, protobuf(10, 3, 8, 255, 127), 0],
    ["JSON, a number as text", true, json('{"partialSuccess":{"rejectedSpans":"200"}}'), 100],
    [
      "JSON, a number",
      true,
      json('{"partialSuccess":{"rejectedSpans":200,"errorMessage":"x"}}'),
      100,
    ],
    ["JSON, nothing rejected", true, json('{"partialSuccess":{}}'), 300],
    ["JSON, garbage", true, json("<html>"), 300],
    ["an answer without end, cut off", true, json("x".repeat(1_000_000)), 300],
  ];
  for (const [name, isJson, answer, taken] of cases) {
    it(`counts what was taken: ${name}`, async () => {
      collector.answers.push(answer);
      const { exporter } = exporterTo({ json: isJson });
      assert.equal(await exporter.deliver(Buffer.from("body"), 300), taken);
      assert.equal(collector.received.length, 1);
    });
  }
});

describe("exporter that ends", () => {
  it("gives each body one attempt more and no pause", async () => {
    collector.answers.push(status(503), status(503));
    const { exporter, pausesMs } = exporterTo();
    exporter.hurry();
    assert.equal(await exporter.deliver(Buffer.from("body"), 1), 0);
    assert.deepEqual([collector.received.length, pausesMs], [1, []]);
  });

  it("breaks off a request that is never answered", async () => {
    collector.answers.push(() => undefined);
    const { exporter } = exporterTo();
    const arrived = collector.nextRequest();
    const delivered = exporter.deliver(Buffer.from("body"), 1);
    await arrived;
    await exporter.close();
    assert.equal(await delivered, 0);
  });
});
