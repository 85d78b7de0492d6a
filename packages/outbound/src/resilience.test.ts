import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseResilience } from "./resilience.ts";

const VALID = `
version: 1
targets:
  things:
    connections: 4
    breaker: { windowMs: 10000, errorRatePercent: 50, minimumCalls: 20, openMs: 5000 }
    retryBudgetPercent: 20
retries:
  none: { attempts: 1 }
  read: { attempts: 3, backoffBaseMs: 25, backoffMaxMs: 250 }
services:
  shop:
    operations:
      sell:
        deadlineMs: 3000
        pattern: saga
        calls:
          - { target: things, operation: getThing, timeoutMs: 1000, deadlineMs: 2000, retry: read, idempotent: true }
`;
const CALL = "/services/shop/operations/sell/calls/0";

const refuses = (from: string, to: string, message: RegExp): void => {
  assert.ok(VALID.includes(from), `the file has no ${from}`);
  assert.throws(() => parseResilience(VALID.replace(from, to), "test.yaml"), message);
};

describe("a resilience file", () => {
  it("is read with its types", () => {
    const resilience = parseResilience(VALID, "test.yaml");
    assert.equal(resilience.services.shop?.operations.sell?.deadlineMs, 3000);
  });

  it("names the file and the place of what its schema refuses", () => {
    refuses(
      "connections: 4",
      "connections: 4.5",
      /test\.yaml[\s\S]*\/targets\/things\/connections/,
    );
    refuses("connections: 4", "connections: 4\n    external: yes", /\/targets\/things\/external/);
    refuses("version: 1", "version: 2", /\/version/);
    refuses("timeoutMs: 1000", "timeoutMs: -1", new RegExp(`${CALL}/timeoutMs`));
    refuses("timeoutMs: 1000", "timeoutMs: '1000'", new RegExp(`${CALL}/timeoutMs`));
    refuses("timeoutMs: 1000, ", "", new RegExp(`${CALL}.*timeoutMs`));
    refuses("pattern: saga", "pattern: waltz", /\/services\/shop\/operations\/sell\/pattern/);
    refuses(VALID, "", /test\.yaml/);
  });

  it("names an unknown key", () => {
    refuses("timeoutMs: 1000", "timeoutMs: 1000, timeoutS: 1", new RegExp(`${CALL}.*timeoutS`));
    refuses("version: 1", "version: 1\nversoin: 1", /versoin/);
    refuses("attempts: 1 }", "attempts: 1, tries: 2 }", /\/retries\/none.*tries/);
  });

  it("refuses a key given twice", () => {
    refuses("version: 1", "version: 1\nversion: 1", /unique/i);
  });

  it("refuses names that lead nowhere", () => {
    refuses(
      "target: things",
      "target: thing",
      new RegExp(`${CALL} names an unknown target: thing`),
    );
    refuses("retry: read", "retry: reed", new RegExp(`${CALL} names an unknown retry: reed`));
  });

  it("refuses times that cannot all hold", () => {
    refuses("timeoutMs: 1000", "timeoutMs: 2001", new RegExp(`${CALL} has a timeoutMs above`));
    refuses("deadlineMs: 2000", "deadlineMs: 3001", new RegExp(`${CALL} has a deadlineMs above`));
    refuses("deadlineMs: 2000, ", "deadlineMs: 900, ", new RegExp(`${CALL} has a timeoutMs above`));
  });

  it("refuses retries for a call that may not be repeated", () => {
    refuses("idempotent: true", "idempotent: false", new RegExp(`${CALL} is not idempotent`));
  });

  it("refuses retries without a backoff, or with one that shrinks", () => {
    refuses(", backoffMaxMs: 250", "", /\/retries\/read has more than one attempt/);
    refuses("backoffMaxMs: 250", "backoffMaxMs: 24", /\/retries\/read has a backoffBaseMs above/);
  });

  it("refuses a call declared twice", () => {
    const call = VALID.split("\n").find((line) => line.includes("- {"));
    refuses(`${call}\n`, `${call}\n${call}\n`, /calls\/1 declares things\.getThing a second time/);
  });

  it("refuses half of a pair: pipelining and its connections, slow calls and their rate", () => {
    const pair = /\/targets\/things needs both/;
    refuses("connections: 4", "connections: 4\n    pipelining: 8", pair);
    refuses("connections: 4", "connections: 4\n    readConnections: 2", pair);
    refuses("openMs: 5000", "openMs: 5000, slowCallMs: 100", pair);
    refuses("openMs: 5000", "openMs: 5000, slowCallRatePercent: 50", pair);
  });

  it("refuses to pipeline what may not be repeated, or has no connections for it", () => {
    refuses("retry: read", "retry: read, pipelined: true", /things has no readConnections/);
    const once = "retry: none, pipelined: true, idempotent: false";
    refuses("retry: read, idempotent: true", once, /cannot be pipelined/);
  });

  it("refuses a hedge that could do harm or never comes", () => {
    const hedged = (ms: number) => `retry: read, hedgeAfterMs: ${ms}`;
    refuses("retry: read", hedged(1_000), new RegExp(`${CALL} has a hedgeAfterMs that`));
    const bounds = (minMs: number, maxMs: number, percentile = 95) =>
      `retry: read, hedgeAfterMs: { percentile: ${percentile}, minMs: ${minMs}, maxMs: ${maxMs} }`;
    refuses("retry: read", bounds(10, 1_000), new RegExp(`${CALL} has a hedgeAfterMs that`));
    refuses("retry: read", bounds(300, 200), new RegExp(`${CALL} .* a minMs above its maxMs`));
    refuses("retry: read", bounds(10, 200, 100), new RegExp(`${CALL}/hedgeAfterMs`));
    const once = "retry: none, hedgeAfterMs: 100, idempotent: false";
    refuses("retry: read, idempotent: true", once, /cannot be hedged/);
  });
});
