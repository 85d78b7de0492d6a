import assert from "node:assert/strict";
import { Agent, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { json } from "node:stream/consumers";
import { afterEach, beforeEach, describe, it } from "node:test";
import { setImmediate } from "node:timers/promises";
import { createLogger } from "@holdfast/log";
import { type Admission, type AdmissionRule, addAdmission } from "./admission.ts";
import { LIMIT_AT_START } from "./admission-limit.ts";
import { createService, type Service } from "./http-service.ts";

const RULES: Readonly<Record<string, AdmissionRule>> = {
  buy: { priority: "checkout" },
  read: { priority: "normal", sampled: true },
  browse: { priority: "browse" },
  stream: { priority: "normal", held: true },
};
const PATHS = ["buy", "read", "browse", "stream", "operate"] as const;
type Path = (typeof PATHS)[number];

describe("admission", () => {
  let app: Service;
  let admission: Admission;
  let nowMs: number;
  let tick: () => void;
  let waiting: (() => void)[];
  let agent: Agent;
  /** Why a request that a test counts on will never be in its handler. */
  let outcome: { failure?: Error };

  beforeEach(async () => {
    nowMs = 0;
    waiting = [];
    outcome = {};
    agent = new Agent({ keepAlive: true });
    app = createService({
      title: "Test",
      version: "1",
      description: "",
      log: createLogger({ service: "test", level: "silent" }),
      checks: {},
    });
    app.register(async (api) => {
      admission = addAdmission(api, {
        ruleOf: (operationId) => RULES[operationId],
        registry: app.registry,
        nowMs: () => nowMs,
        every: (_ms, given) => {
          tick = given;
          return () => {};
        },
      });
      for (const operationId of PATHS) {
        api.route({
          method: operationId === "buy" ? "POST" : "GET",
          url: `/${operationId}`,
          schema: { operationId },
          handler: () => new Promise((resolve) => waiting.push(() => resolve("done"))),
        });
      }
    });
    await app.listen({ host: "127.0.0.1", port: 0 });
  });
  afterEach(async () => {
    answerAll();
    agent.destroy();
    app.server.closeAllConnections();
    await app.close();
  });

  const origin = () => `http://127.0.0.1:${(app.server.address() as { port: number }).port}`;
  /** Not by fetch, which gives a connection up after 10 s: on a busy machine it takes as long as it takes. */
  const ask = (path: Path) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const method = path === "buy" ? "POST" : "GET";
      const asked = request(`${origin()}/${path}`, { method, agent }, resolve);
      asked.on("error", reject).end();
    });
  const statusOf = async (path: Path) => {
    const answer = await ask(path);
    answer.resume();
    return answer.statusCode;
  };
  const answerAll = () => {
    for (const answer of waiting.splice(0)) answer();
  };
  const until = async (holds: () => boolean) => {
    while (!holds()) {
      if (outcome.failure !== undefined) throw outcome.failure;
      await setImmediate();
    }
  };
  /** So many more are in their handlers. */
  const fill = async (path: Path, count: number) => {
    const there = waiting.length;
    const mine = outcome; // the end of a test cuts requests off: that is not the next one's failure
    const statuses = Array.from({ length: count }, () => statusOf(path));
    for (const each of statuses) {
      each.then(
        (status) => {
          if (status !== 200) mine.failure = new Error(`${path} was answered ${status}`);
        },
        (error: Error) => {
          mine.failure = error;
        },
      );
    }
    await until(() => waiting.length === there + count);
    return () => Promise.all(statuses);
  };

  it("refuses at once what does not fit, what is worth least first, and says when to come back", async () => {
    await fill("read", Math.ceil(LIMIT_AT_START * 0.6));
    const refused = await ask("browse");
    assert.equal(refused.statusCode, 503);
    assert.equal(refused.headers["retry-after"], "1");
    assert.ok(refused.headers["x-trace-id"]);
    const { code, detail, instance } = (await json(refused)) as Record<string, string>;
    assert.deepEqual([code, instance], ["overloaded", "/browse"]);
    assert.match(detail ?? "", /Nothing was done/);

    await fill("buy", Math.ceil(LIMIT_AT_START * 0.85) - waiting.length);
    assert.equal(await statusOf("read"), 503);
    await fill("buy", LIMIT_AT_START - waiting.length);
    assert.equal(await statusOf("buy"), 503);
    assert.deepEqual(admission.shed(), { checkout: 1, normal: 1, browse: 1 });
  });

  it("finishes what it admitted, and takes more when there is room again", async () => {
    const answers = await fill("buy", LIMIT_AT_START);
    assert.equal(await statusOf("buy"), 503);
    answerAll();
    assert.ok((await answers()).every((status) => status === 200));
    await until(() => admission.inFlight() === 0);
    await fill("browse", 1);
  });

  it("never refuses health, metrics, and operations without a rule", async () => {
    await fill("buy", LIMIT_AT_START);
    await fill("operate", 1);
    assert.equal((await fetch(`${origin()}/livez`)).status, 200);
    const metrics = await (await fetch(`${origin()}/metrics`)).text();
    assert.match(metrics, /^admission_in_flight 192$/m);
    assert.match(metrics, /^admission_limit 192$/m);
    assert.match(metrics, /^admission_shed_total\{priority="browse"\} 0$/m);
  });

  it("gives a place back when the client leaves before its answer", async () => {
    const socket = connect((app.server.address() as { port: number }).port, "127.0.0.1");
    socket.write("GET /read HTTP/1.1\r\nhost: test\r\n\r\n");
    await until(() => waiting.length === 1);
    assert.equal(admission.inFlight(), 1);
    socket.destroy();
    await until(() => admission.inFlight() === 0);
  });

  it("gives no place to a client that has not sent its body, nor to what lasts as long as the client wants", async () => {
    const socket = connect((app.server.address() as { port: number }).port, "127.0.0.1");
    socket.write(
      "POST /buy HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{",
    );
    await fill("stream", 3);
    assert.equal(admission.inFlight(), 0);
    socket.write("}");
    await until(() => waiting.length === 4);
    assert.equal(admission.inFlight(), 1);
    socket.destroy();
  });

  it("lowers the limit when sampled operations become slow with many at once, and raises it when they are quick", async () => {
    await round("read", 100, 2_000);
    const lowered = admission.limit();
    assert.ok(lowered < LIMIT_AT_START, `is ${lowered}`);
    await round("read", 100, 5);
    assert.ok(admission.limit() > lowered);
  });

  it("is not moved by operations whose time is their client's", async () => {
    await round("buy", 150, 60_000);
    assert.equal(admission.limit(), LIMIT_AT_START);
  });

  it("counts how late the loop is as latency, which a handler does not see", async () => {
    const answers = await fill("read", 150);
    answerAll();
    await answers();
    await until(() => admission.inFlight() === 0);
    nowMs += 2_100;
    tick();
    assert.ok(admission.limit() < LIMIT_AT_START);
  });

  /** So many at once that take so long, and the end of their window. */
  async function round(path: Path, count: number, tookMs: number): Promise<void> {
    const answers = await fill(path, count);
    // The window before them ends while they are in flight.
    nowMs += tookMs - 100;
    tick();
    nowMs += 100;
    answerAll();
    await answers();
    await until(() => admission.inFlight() === 0);
    tick();
  }
});
