import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createService } from "@holdfast/http-service";
import { createLogger } from "@holdfast/log";
import { drainOnClose } from "./drain.ts";

const log = createLogger({ service: "orders", level: "silent" });
const NEVER = new Promise<never>(() => undefined);

/** A service with stages of the test's, and the order in which they were told to stop. */
function bench(stages: {
  readonly sweep?: Promise<void>;
  readonly endpoint?: Promise<void>;
  readonly database?: Promise<void>;
}) {
  const told: string[] = [];
  const app = createService({
    version: "0",
    title: "t",
    description: "d",
    log,
    checks: {},
  });
  const stopping = new AbortController();
  stopping.signal.addEventListener("abort", () => told.push("stopping"));
  const tell = (name: string, stopped: Promise<void> = Promise.resolve()) => {
    told.push(name);
    return stopped;
  };
  drainOnClose(
    app,
    {
      stopping,
      registration: { stop: () => told.push("registration") },
      sweeping: { stop: () => tell("sweep", stages.sweep) },
      endpoint: { close: (drainMs) => tell(`endpoint ${drainMs}`, stages.endpoint) },
      relay: { stop: (withinMs) => tell(`relay ${withinMs}`) },
      close: {
        database: () => tell("database", stages.database),
        telemetry: () => tell("telemetry"),
      },
    },
    { drainTimeoutMs: 200, log, nowMs: () => performance.now() },
  );
  return { app, told, stopping };
}

describe("a stop", () => {
  it("tells everybody first, and closes what they use last", async () => {
    const { app, told } = bench({});
    await app.close();
    assert.deepEqual(told, [
      ...["stopping", "registration", "sweep", "endpoint 140", "relay 140"],
      ...["database", "telemetry"],
    ]);
  });

  it("tells everybody before it waits for a request under way", async () => {
    const { app, told, stopping } = bench({});
    app.get("/waits", async () => {
      await new Promise((resolve) => stopping.signal.addEventListener("abort", resolve));
      assert.equal(told.includes("database"), false);
      return { ok: true };
    });
    const origin = await app.listen({ host: "127.0.0.1", port: 0 });
    const asked = fetch(`${origin}/waits`);
    await new Promise<void>((resolve) => {
      app.server.once("request", () => resolve());
    });
    await app.close();
    const answer = await asked;
    assert.deepEqual([answer.status, answer.headers.get("connection")], [200, "close"]);
    assert.equal(told.at(-1), "telemetry");
  });

  it("ends in its time although nothing of it ends", async () => {
    const { app, told } = bench({ sweep: NEVER, endpoint: NEVER, database: NEVER });
    const beganMs = performance.now();
    await app.close();
    const tookMs = performance.now() - beganMs;
    assert.ok(tookMs >= 190 && tookMs < 400, `${tookMs} ms of 200`);
    assert.equal(told.at(-1), "telemetry", "every stage was told");
  });

  it("closes the rest when one stage throws", async () => {
    const { app, told } = bench({ sweep: Promise.reject(new Error("planned")) });
    await app.close();
    assert.equal(told.at(-1), "telemetry");
  });
});
