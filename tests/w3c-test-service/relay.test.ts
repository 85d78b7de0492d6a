import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { startTelemetry } from "../../packages/telemetry/src/telemetry.ts";
import { createRelay } from "./relay.ts";

const TRACE = "12345678901234567890123456789012";
const PARENT = "1234567890123456";
const VALID = `00-${TRACE}-${PARENT}-01`;
const members = (count: number) => Array.from({ length: count }, (_, at) => `k${at}=1`).join(",");

type Header = readonly [name: string, value: string];
type Case = readonly [name: string, sent: readonly Header[], tracestate: string | undefined];

/** The important cases of the W3C's suite, which runs against the same service where Python is. */
const CONTINUED: readonly Case[] = [
  ["a traceparent without tracestate", [["traceparent", VALID]], undefined],
  ["one in capitals", [["TRACEPARENT", VALID]], undefined],
  ["one of a later version", [["traceparent", `cc-${TRACE}-${PARENT}-01`]], undefined],
  [
    "one of a later version with more fields",
    [["traceparent", `cc-${TRACE}-${PARENT}-01-what-the-future-will-be-like`]],
    undefined,
  ],
  ["one with white space around it", [["traceparent", ` \t${VALID}\t `]], undefined],
  [
    "tracestate",
    [
      ["traceparent", VALID],
      ["tracestate", "foo=1,bar=2"],
    ],
    "foo=1,bar=2",
  ],
  [
    "tracestate in several headers, empty ones between",
    [
      ["traceparent", VALID],
      ["tracestate", "foo=1"],
      ["tracestate", ""],
      ["TraceState", "bar=2,rojo=1"],
    ],
    "foo=1,bar=2,rojo=1",
  ],
  [
    "32 members",
    [
      ["traceparent", VALID],
      ["tracestate", members(32)],
    ],
    members(32),
  ],
  [
    "more than 512 characters",
    [
      ["traceparent", VALID],
      ["tracestate", `a=${"v".repeat(256)},b=${"w".repeat(256)}`],
    ],
    `a=${"v".repeat(256)},b=${"w".repeat(256)}`,
  ],
  ...[members(33), "foo=1,BAR=2", "foo=", "foo", `a=${"v".repeat(257)}`, "foo =1", ""].map(
    (broken): Case => [
      `a tracestate that is left out: "${broken.slice(0, 20)}"`,
      [
        ["traceparent", VALID],
        ["tracestate", broken],
      ],
      undefined,
    ],
  ),
];

const RESTARTED: readonly (readonly [name: string, sent: readonly Header[]])[] = [
  ["no traceparent", []],
  ["tracestate alone", [["tracestate", "foo=1"]]],
  [
    "two of them",
    [
      ["traceparent", `00-${TRACE.slice(1)}1-${PARENT}-01`],
      ["traceparent", VALID],
    ],
  ],
  ...[
    "",
    `ff-${TRACE}-${PARENT}-01`,
    `.0-${TRACE}-${PARENT}-01`,
    `000-${TRACE}-${PARENT}-01`,
    `${VALID}.`,
    `${VALID}-what-the-future-will-be-like`,
    `cc-${TRACE}-${PARENT}-01.what-the-future-will-be-like`,
    `00-${"0".repeat(32)}-${PARENT}-01`,
    `00-${TRACE}-${"0".repeat(16)}-01`,
    `00-${TRACE}3-${PARENT}-01`,
    `00-${TRACE.slice(1)}-${PARENT}-01`,
    `00-${TRACE.slice(1)}.-${PARENT}-01`,
    `00-${TRACE}-${PARENT}7-01`,
    `00-${TRACE}-${PARENT}-.0`,
    `00-${TRACE}-${PARENT}-001`,
  ].map((broken) => [`"${broken}"`, [["traceparent", broken]]] as const),
];

describe("the W3C test service", () => {
  const telemetry = startTelemetry({ serviceName: "relay", serviceVersion: "1", env: {} });
  const relay = createRelay();
  const received: IncomingMessage[] = [];
  const harness = createServer((request, response) => {
    received.push(request);
    response.setHeader("content-type", "application/json").end("{}");
  });
  let port = 0;
  let callback = "";
  before(async () => {
    await once(harness.listen(0, "127.0.0.1"), "listening");
    callback = `http://127.0.0.1:${(harness.address() as AddressInfo).port}/back`;
    port = Number(new URL(await relay.listen({ host: "127.0.0.1", port: 0 })).port);
  });
  after(async () => {
    harness.closeAllConnections();
    harness.close();
    await relay.close();
    await telemetry.shutdown();
  });

  /** What `count` callbacks carried, of a request with exactly these headers. */
  async function calledWith(sent: readonly Header[], count = 1, url = callback) {
    received.length = 0;
    const body = JSON.stringify(Array.from({ length: count }, () => ({ url, arguments: [] })));
    const socket = connect(port, "127.0.0.1").setEncoding("latin1");
    const lines = sent.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    const type = "content-type: application/json\r\nconnection: close\r\n";
    const length = `content-length: ${body.length}\r\n`;
    socket.write(`POST /test HTTP/1.1\r\nhost: h\r\n${type}${length}${lines}\r\n${body}`);
    const answer = (await socket.toArray()).join("");
    return {
      status: Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1]),
      traces: received.map(({ headers: { traceparent, tracestate } }) => {
        const [version, traceId, parentId, flags] = String(traceparent).split("-");
        return { version, traceId, parentId, flags, tracestate };
      }),
    };
  }

  for (const [name, sent, tracestate] of CONTINUED) {
    it(`goes on with the trace of ${name}`, async () => {
      const { status, traces } = await calledWith(sent);
      assert.equal(status, 200);
      assert.equal(traces.length, 1);
      const [called] = traces;
      assert.equal(called?.version, "00");
      assert.equal(called?.traceId, TRACE);
      assert.match(called?.parentId ?? "", /^[0-9a-f]{16}$/);
      assert.notEqual(called?.parentId, PARENT);
      assert.equal(called?.flags, "01");
      assert.equal(called?.tracestate, tracestate);
    });
  }

  for (const [name, sent] of RESTARTED) {
    it(`begins a trace of its own for ${name}`, async () => {
      const { traces } = await calledWith([...sent, ["tracestate", "foo=1"]]);
      const [called] = traces;
      assert.match(called?.traceId ?? "", /^(?!0{32})[0-9a-f]{32}$/);
      assert.doesNotMatch(called?.traceId ?? "", /^\.?1?2345678901234567890/);
      assert.equal(called?.tracestate, undefined);
    });
  }

  it("makes a span of its own for each call", async () => {
    const { traces } = await calledWith([["traceparent", VALID]], 3);
    assert.deepEqual(new Set(traces.map(({ traceId }) => traceId)), new Set([TRACE]));
    assert.equal(new Set(traces.map(({ parentId }) => parentId)).size, 3);
  });

  it("calls nobody but this machine", async () => {
    const { status, traces } = await calledWith([], 1, "http://192.0.2.1:9/back");
    assert.deepEqual([status, traces.length], [400, 0]);
  });
});
