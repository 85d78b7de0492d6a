import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { createService } from "@holdfast/http-service";
import { createLogger } from "@holdfast/log";
import { withRequest } from "@holdfast/request-context";
import { addBreakersRoute } from "./breakers.route.ts";
import {
  answering,
  NOW_MS,
  outboundTo,
  REQUEST,
  refusing,
  resilienceWith,
  startCallee,
  startTestTelemetry,
} from "./testing.ts";

const spans = startTestTelemetry();
const THING = { path: { id: "a" } };

describe("the processes of a target", () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

  async function calling() {
    const callees = await Promise.all([
      startCallee(answering(200, { is: "first" })),
      startCallee(refusing(500)),
    ]);
    const resilience = resilienceWith({ retry: "none" }, { minimumCalls: 1 });
    const wired = outboundTo(
      callees.map(({ origin }) => origin),
      { resilience },
    );
    stops.push(wired.outbound.close, ...callees.map(({ stop }) => stop));
    const askEach = () =>
      Promise.all(
        wired.outbound
          .processes("things")
          .map(({ origin, call }) =>
            withRequest(REQUEST, async () => ({ origin, answer: await call("getThing", THING) })),
          ),
      );
    return { ...wired, callees, askEach };
  }

  it("are asked each alone, in a span and by the policy of the call", async () => {
    const { callees, askEach } = await calling();
    spans.length = 0;
    const answers = await askEach();
    assert.deepEqual(
      answers.map(({ origin, answer }) => [origin, answer.ok]),
      [
        [callees[0].origin, true],
        [callees[1].origin, false],
      ],
    );
    assert.deepEqual(
      callees.map(({ requests }) => requests.length),
      [1, 1],
    );
    assert.equal(spans.length, 2);
  });

  it("are asked past their breakers, which do not hear of it", async () => {
    const { callees, client, outbound, askEach } = await calling();
    await askEach();
    const states = () => outbound.breakers().map(({ state, calls }) => [state, calls]);
    assert.deepEqual(states(), [
      ["closed", 0],
      ["closed", 0],
    ]);
    for (let asked = 0; asked < 2; asked += 1) {
      await withRequest(REQUEST, () => client.call("getThing", THING));
    }
    assert.deepEqual(states(), [
      ["closed", 1],
      ["open", 1],
    ]);
    await askEach();
    assert.equal(callees[1].requests.length, 3);
    assert.equal(states()[1]?.[0], "open");
  });

  it("are none of a target that the caller declares no call to", async () => {
    const { outbound } = await calling();
    assert.throws(() => outbound.processes("others"), /declares no call to others/);
  });

  it("are shown with their breakers at /internal/breakers", async () => {
    const { callees, client, outbound } = await calling();
    const app = createService({
      ...{ title: "shop", version: "1", description: "", checks: {} },
      log: createLogger({ service: "shop", level: "silent" }),
    });
    addBreakersRoute(app, () => outbound.breakers());
    stops.push(() => app.close());
    for (let asked = 0; asked < 2; asked += 1) {
      await withRequest(REQUEST, () => client.call("getThing", THING));
    }
    const answer = await app.inject("/internal/breakers");
    assert.equal(answer.statusCode, 200);
    const at = (ms: number) => new Date(ms).toISOString();
    const counts = { slowCalls: 0, retryBudget: 10, inFlight: 0, waiting: 0, hedges: 0 };
    assert.deepEqual(answer.json().data, [
      {
        ...{ target: "things", origin: callees[0].origin, state: "closed" },
        ...{ calls: 1, failures: 0, ...counts, openedAt: null, retryAt: null },
      },
      {
        ...{ target: "things", origin: callees[1].origin, state: "open" },
        ...{ calls: 1, failures: 1, ...counts },
        ...{ openedAt: at(NOW_MS), retryAt: at(NOW_MS + 5_000) },
      },
    ]);
  });
});
