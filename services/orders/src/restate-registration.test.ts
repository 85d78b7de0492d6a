import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { registerDeployment } from "./restate-registration.ts";

const log = createLogger({ service: "orders", level: "silent" });

/** A server that answers in turn what it is told to; `undefined` stands for one that is not there. */
function register(answers: (number | undefined)[]) {
  const sent: string[] = [];
  const waits: number[] = [];
  const settled = Promise.withResolvers<void>();
  const registration = registerDeployment({
    adminUrl: "http://restate",
    service: "checkout",
    deploymentUrl: "http://orders/v1",
    force: false,
    log,
    send: async (url, init) => {
      sent.push(`${init?.method ?? "GET"} ${String(url)} ${init?.body ?? ""}`.trim());
      const status = answers.shift();
      if (answers.length === 0) settled.resolve();
      if (status === undefined) throw new Error("connection refused");
      return new Response("{}", { status });
    },
    wait: async (ms) => {
      waits.push(ms);
    },
  });
  return { registration, sent, waits, settled: settled.promise, answers };
}

const POST = 'POST http://restate/deployments {"uri":"http://orders/v1","force":false}';

describe("registering with the engine", () => {
  it("tries until the server takes it, ever more slowly, and is not ready before", async () => {
    const { registration, sent, waits, settled } = register([
      ...Array(8).fill(undefined),
      500,
      201,
    ]);
    assert.equal((await registration.check()).status, "fail");
    await settled;
    assert.deepEqual(sent, Array(10).fill(POST));
    assert.deepEqual(waits, [50, 100, 200, 400, 800, 1600, 2000, 2000, 2000]);
  });

  it("is ready once the server knows the service", async () => {
    const { registration, answers, settled, sent } = register([201]);
    await settled;
    await new Promise(setImmediate);
    answers.push(200);
    assert.deepEqual(await registration.check(), { status: "ok" });
    assert.equal(sent.at(-1), "GET http://restate/services/checkout");
  });

  it("registers again with a server that has forgotten it", async () => {
    const { registration, answers, settled, sent } = register([201]);
    await settled;
    await new Promise(setImmediate);
    answers.push(404, 201, 200);
    assert.equal((await registration.check()).status, "fail");
    await new Promise(setImmediate);
    assert.deepEqual(await registration.check(), { status: "ok" });
    assert.equal(sent.filter((each) => each === POST).length, 2);
  });

  it("stops trying when it is told to", async () => {
    const { registration, sent } = register(Array(1000).fill(undefined));
    registration.stop();
    await new Promise(setImmediate);
    const tries = sent.length;
    await new Promise(setImmediate);
    assert.equal(sent.length, tries);
  });
});
