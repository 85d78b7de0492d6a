import assert from "node:assert/strict";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { after, describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { withRequest } from "@holdfast/request-context";
import { SpanStatusCode } from "@opentelemetry/api";
import {
  type Handler,
  neverAnswering,
  outboundTo,
  REQUEST,
  refusing,
  resilienceWith,
  startCallee,
  startTestTelemetry,
  untilRequests,
} from "./testing.ts";

const spans = startTestTelemetry();
const LINE = `${"x".repeat(1023)}\n`;

describe("an answer that is streamed", () => {
  const stops: (() => Promise<void>)[] = [];
  after(() => Promise.all(stops.map((stop) => stop())));

  async function calleeWith(...handlers: readonly Handler[]) {
    const callee = await startCallee(...handlers);
    // 2 s: longer than one attempt has until its head.
    const wired = outboundTo(callee.origin, { resilience: resilienceWith({ deadlineMs: 2_000 }) });
    stops.push(async () => {
      await callee.stop();
      await wired.outbound.close();
    });
    const call = () => withRequest(REQUEST, () => wired.client.call("exportThings", {}));
    const stream = async (): Promise<Readable> => {
      const result = await call();
      assert.ok(result.ok && result.value.body instanceof Readable);
      return result.value.body;
    };
    return { ...wired, callee, call, stream };
  }

  /** Writes the head and the first line, and leaves the rest to the test. */
  function begun() {
    const opened = Promise.withResolvers<ServerResponse>();
    const handler = (_request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200, { "content-type": "text/csv" }).write(LINE);
      opened.resolve(response);
    };
    return { handler, response: opened.promise };
  }

  it("is handed on when its head is there, and may be larger than any other", async () => {
    const lines = 20_000; // 20 MB
    const { stream } = await calleeWith((_request, response) => {
      response.writeHead(200, { "content-type": "text/csv" });
      Readable.from(Array.from({ length: lines }, () => LINE)).pipe(response);
    });
    let bytes = 0;
    for await (const chunk of await stream()) bytes += chunk.length;
    assert.equal(bytes, lines * LINE.length);
  });

  it("makes its callee wait for its reader", async () => {
    let written = 0;
    const { stream } = await calleeWith((_request, response) => {
      response.writeHead(200, { "content-type": "text/csv" });
      Readable.from(
        (function* () {
          for (; written < 30_000; written += 1) yield LINE;
        })(),
      ).pipe(response);
    });
    let bytes = 0;
    let aheadBytesMax = 0;
    for await (const chunk of await stream()) {
      bytes += chunk.length;
      aheadBytesMax = Math.max(aheadBytesMax, written * LINE.length - bytes);
      for (let turn = 0; turn < 10; turn += 1) await nextTurn(); // slower than the callee
    }
    assert.equal(bytes, written * LINE.length);
    assert.ok(aheadBytesMax < bytes / 2, `${aheadBytesMax} of ${bytes} bytes were kept somewhere`);
  });

  it("has its attempt's time for the head, and the call's for the rest", async () => {
    const { handler, response } = begun();
    const { stream, time } = await calleeWith(handler);
    const body = await stream();
    assert.equal((await response).req.headers["request-timeout-ms"], "2000");
    time.advance(1_999);
    assert.equal(String((await once(body, "data"))[0]), LINE);
    const failed = once(body, "error");
    time.advance(1);
    await failed;
    assert.equal(time.pending(), 0);
  });

  it("ends at its timeout when its head does not come", async () => {
    const { call, time, callee } = await calleeWith(neverAnswering);
    const calling = call();
    await untilRequests(callee, 1);
    time.advance(1_000);
    await untilRequests(callee, 2); // a read is repeated, also this one
    time.advance(1_000);
    assert.deepEqual(await calling, { ok: false, error: { kind: "timeout" } });
  });

  it("fails when its callee breaks off, and says so on the span", async () => {
    const { handler, response } = begun();
    const { stream } = await calleeWith(handler);
    const body = await stream();
    (await response).destroy();
    await assert.rejects(body.toArray());
    const span = spans.findLast(({ name }) => name === "GET /export");
    assert.deepEqual(
      [span?.ended, span?.status?.code, span?.attributes["error.type"]],
      [true, SpanStatusCode.ERROR, "unreachable"],
    );
  });

  it("tells its callee when nobody wants it any more, and keeps no timer", async () => {
    const { handler, response } = begun();
    const { stream, time } = await calleeWith(handler);
    const body = await stream();
    const left = once(await response, "close");
    body.destroy();
    await left;
    assert.equal(time.pending(), 0);
    assert.equal(spans.findLast(({ name }) => name === "GET /export")?.ended, true);
  });

  it("is a problem like any other when it is refused", async () => {
    const { call } = await calleeWith(refusing(404));
    const result = await call();
    assert.ok(!result.ok && result.error.kind === "problem" && result.error.status === 404);
  });
});
