import assert from "node:assert/strict";
import { once } from "node:events";
import { afterEach, describe, it } from "node:test";
import { withRequest } from "@holdfast/request-context";
import {
  answering,
  type Handler,
  neverAnswering,
  outboundTo,
  REQUEST,
  resilienceWith,
  startCallee,
  startTestTelemetry,
  untilRequests,
} from "./testing.ts";

startTestTelemetry();

describe("reads that share a connection", () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

  /** One connection for up to four reads at once. */
  async function sharing(...handlers: readonly Handler[]) {
    const callee = await startCallee(...handlers);
    const resilience = resilienceWith(
      { pipelined: true },
      {},
      { readConnections: 1, pipelining: 4 },
    );
    const wired = outboundTo(callee.origin, { resilience });
    stops.push(async () => {
      await callee.stop();
      await wired.outbound.close();
    });
    const call = (operation: string, input: object, request = REQUEST) =>
      withRequest(request, () => wired.client.call(operation, input));
    const get = (id: string, request = REQUEST) => call("getThing", { path: { id } }, request);
    /** Connections that carried `paths`. */
    const sockets = () => new Set(callee.requests.map(({ socket }) => socket));
    const paths = () => callee.requests.map(({ url }) => url);
    return { ...wired, callee, call, get, sockets, paths };
  }

  it("are under way together, in the order in which they were made", async () => {
    const { get, callee, sockets, paths } = await sharing(answering(200, {}));
    await get("warm");
    const held = Promise.withResolvers<void>();
    callee.server.removeAllListeners("request").on("request", (request, response) => {
      callee.requests.push(request);
      held.promise.then(() => answering(200, { url: request.url })(request, response));
    });
    const answers = ["a", "b", "c"].map((id) => get(id));
    await untilRequests(callee, 4);
    held.resolve();
    for (const [index, answer] of (await Promise.all(answers)).entries()) {
      assert.ok(answer.ok);
      assert.deepEqual(answer.value.body, { url: `/things/${"abc"[index]}` });
    }
    assert.equal(sockets().size, 1);
    assert.deepEqual(paths(), ["/things/warm", "/things/a", "/things/b", "/things/c"]);
  });

  it("have it to themselves: writes, streams and what may not be repeated go elsewhere", async () => {
    const { get, call, callee } = await sharing(neverAnswering);
    const held = get("a");
    await untilRequests(callee, 1);
    callee.server.removeAllListeners("request").on("request", (request, response) => {
      callee.requests.push(request);
      answering(200, {})(request, response);
    });
    assert.ok((await call("putThing", { path: { id: "a" }, body: {} })).ok);
    assert.ok((await call("confirmThing", { path: { id: "a" } })).ok);
    const [read, ...writes] = callee.requests;
    assert.ok(writes.every(({ socket }) => socket !== read?.socket));
    callee.server.closeAllConnections();
    assert.ok((await held).ok, "a broken connection, and a retry");
  });

  it("are sent again when one of them is given up and takes the connection with it", async () => {
    const { get, callee, time, outbound } = await sharing(answering(200, {}));
    await get("warm");
    callee.server.removeAllListeners("request").on("request", (request, response) => {
      callee.requests.push(request);
      const isFirst = callee.requests.filter(({ url }) => url === request.url).length === 1;
      if (!isFirst) answering(200, { url: request.url })(request, response);
    });
    const impatient = get("b", { ...REQUEST, deadlineAtMs: time.nowMs() + 600 });
    const patient = [get("a"), get("c")];
    await untilRequests(callee, 4);
    const cut = once(callee.requests[0]?.socket ?? assert.fail(), "close");
    time.advance(600);
    assert.deepEqual(await impatient, { ok: false, error: { kind: "deadline-exceeded" } });
    await cut;
    for (const answer of await Promise.all(patient)) assert.ok(answer.ok);
    const [{ failures, inFlight, retryBudget } = assert.fail()] = outbound.breakers();
    assert.deepEqual([failures, inFlight, retryBudget], [0, 0, 10], "nobody's failure");
    assert.equal(time.pending(), 0);
  });

  it("keep their own time when they are sent again", async () => {
    const { get, callee, time } = await sharing(answering(200, {}));
    await get("warm");
    callee.server.removeAllListeners("request").on("request", (request) => {
      callee.requests.push(request);
    });
    const impatient = get("b", { ...REQUEST, deadlineAtMs: time.nowMs() + 600 });
    const patient = get("a", { ...REQUEST, deadlineAtMs: time.nowMs() + 900 });
    await untilRequests(callee, 3);
    time.advance(600);
    await impatient;
    await untilRequests(callee, 4);
    time.advance(300);
    assert.deepEqual(await patient, { ok: false, error: { kind: "deadline-exceeded" } });
  });

  it("fail one by one when the callee dies, and are repeated within the budget", async () => {
    const { get, callee } = await sharing(answering(200, {}));
    await get("warm");
    let isDying = true;
    callee.server.removeAllListeners("request").on("request", (request, response) => {
      callee.requests.push(request);
      if (isDying) request.socket.destroy();
      else answering(200, {})(request, response);
      isDying = false;
    });
    const answers = await Promise.all(["a", "b", "c"].map((id) => get(id)));
    assert.deepEqual(
      answers.map(({ ok }) => ok),
      [true, true, true],
    );
  });

  it("are unreachable when nobody listens, and answered once somebody does again", async () => {
    const { get, callee } = await sharing(answering(200, {}));
    await callee.stop();
    const away = await get("a");
    assert.ok(!away.ok && away.error.kind === "unreachable");
    assert.match(away.error.message, /ECONNREFUSED/);
    callee.server.listen(callee.port, "127.0.0.1");
    await once(callee.server, "listening");
    assert.ok((await get("a")).ok);
  });
});
