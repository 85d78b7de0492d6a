import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setImmediate } from "node:timers/promises";
import { startTelemetry, type Telemetry } from "@holdfast/telemetry";
import { currentRequest, type RequestContext, withRequest } from "./request-context.ts";

const request = (correlationId: string): RequestContext => ({
  correlationId,
  operationId: "getItem",
});

describe("request context", () => {
  let telemetry: Telemetry;
  before(() => {
    telemetry = startTelemetry({ serviceName: "test", serviceVersion: "1", env: {} });
  });
  after(() => telemetry.shutdown());

  it("is there for everything the work starts, across await and timers", async () => {
    const seen = await withRequest(request("a"), async () => {
      await setImmediate();
      return currentRequest();
    });
    assert.deepEqual(seen, request("a"));
  });

  it("is gone outside of the work", () => {
    withRequest(request("a"), () => undefined);
    assert.equal(currentRequest(), undefined);
  });

  it("keeps two requests apart that run at the same time", async () => {
    const seen = ["a", "b"].map((id) =>
      withRequest(request(id), async () => {
        await setImmediate();
        return currentRequest()?.correlationId;
      }),
    );
    assert.deepEqual(await Promise.all(seen), ["a", "b"]);
  });

  it("comes back to the outer request when an inner one ends, even by a throw", () => {
    withRequest(request("outer"), () => {
      assert.throws(() =>
        withRequest(request("inner"), () => {
          throw new Error("inner failed");
        }),
      );
      assert.equal(currentRequest()?.correlationId, "outer");
    });
  });
});
