import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { currentRequest, withRequest } from "@holdfast/request-context";
import { startTelemetry, type Telemetry } from "@holdfast/telemetry";
import { jointReads } from "./joint-reads.ts";

const T0 = 1_000_000;
const ASK_MS = 1_000;
type Asked = { readonly sku: string; readonly currency: string };

let telemetry: Telemetry;
before(() => {
  telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "0", env: {} });
});
after(() => telemetry.shutdown());

describe("reads of one turn of the event loop", () => {
  let calls: string[][];
  let turns: (() => void)[];
  let fails: (sku: string) => boolean;
  let read: (asked: Asked) => Promise<string>;
  beforeEach(() => {
    calls = [];
    turns = [];
    fails = () => false;
    const told = (sku: string) => {
      if (fails(sku)) throw new Error(`no ${sku}`);
      return `${sku} for ${currentRequest()?.correlationId}`;
    };
    const called = (asked: readonly Asked[]) =>
      calls.push([String(currentRequest()?.correlationId), ...asked.map(({ sku }) => sku)]);
    read = jointReads<Asked, string>({
      groupOf: ({ currency }) => currency,
      one: async (asked) => {
        called([asked]);
        return told(asked.sku);
      },
      several: async (all) => {
        called(all);
        return ({ sku }, index) => {
          assert.equal(all[index]?.sku, sku);
          return told(sku);
        };
      },
      askMsMax: ASK_MS,
      nowMs: () => T0,
      // As the event loop does: work of a turn runs for whoever asked for it to.
      afterTurn: (work) => {
        const request = currentRequest();
        turns.push(() => (request ? withRequest(request, work) : work()));
      },
    });
  });

  const asking = (correlationId: string, sku: string, { currency = "EUR", leftMs = 2_000 } = {}) =>
    withRequest({ correlationId, operationId: "getProduct", deadlineAtMs: T0 + leftMs }, () =>
      read({ sku, currency }),
    );
  const endTurn = () => {
    for (const work of turns.splice(0)) work();
  };

  it("are one call, made for the first of them, and each gets its own answer", async () => {
    const all = [asking("a", "mug"), asking("b", "cap"), asking("c", "mug")];
    assert.deepEqual(calls, [], "the turn is not over");
    endTurn();
    assert.deepEqual(await Promise.all(all), ["mug for a", "cap for b", "mug for c"]);
    assert.deepEqual(calls, [["a", "mug", "cap", "mug"]]);
  });

  it("are the plain call where there is one", async () => {
    const one = asking("a", "mug");
    endTurn();
    assert.equal(await one, "mug for a");
    const next = asking("b", "cap");
    endTurn();
    await next;
    assert.deepEqual(calls, [
      ["a", "mug"],
      ["b", "cap"],
    ]);
  });

  it("are no call of others who ask for something that is not of their group", async () => {
    const all = [
      asking("a", "mug"),
      asking("b", "mug", { currency: "USD" }),
      asking("c", "cap"),
      asking("d", "cap", { currency: "USD" }),
    ];
    endTurn();
    await Promise.all(all);
    assert.deepEqual(calls, [
      ["a", "mug", "cap"],
      ["b", "mug", "cap"],
    ]);
  });

  it("are several calls where they are many", async () => {
    const all = Array.from({ length: 40 }, (_, index) => asking("a", `sku-${index}`));
    endTurn();
    await Promise.all(all);
    assert.deepEqual(
      calls.map(([, ...skus]) => skus.length),
      [16, 16, 8],
    );
  });

  it("neither wait for nor are cut short by one that has less time than a call may take", async () => {
    const patient = [asking("a", "mug"), asking("b", "cap")];
    const hasty = await asking("hasty", "pen", { leftMs: ASK_MS - 1 });
    assert.equal(hasty, "pen for hasty", "its turn is not over");
    endTurn();
    await Promise.all(patient);
    assert.deepEqual(calls, [
      ["hasty", "pen"],
      ["a", "mug", "cap"],
    ]);
  });

  it("fail each for itself", async () => {
    fails = (sku) => sku === "cap";
    const all = [asking("a", "mug"), asking("b", "cap"), asking("c", "pen")];
    endTurn();
    const [mug, cap, pen] = await Promise.allSettled(all);
    assert.deepEqual(
      [mug, pen],
      [
        { status: "fulfilled", value: "mug for a" },
        { status: "fulfilled", value: "pen for c" },
      ],
    );
    assert.match(String(cap?.status === "rejected" && cap.reason), /no cap/);
  });

  it("fail all when their call does", async () => {
    const failing = jointReads<Asked, string>({
      groupOf: () => "",
      one: async () => "never",
      several: async () => {
        throw new Error("bug");
      },
      askMsMax: ASK_MS,
      nowMs: () => T0,
      afterTurn: (work) => turns.push(work),
    });
    const all = ["mug", "cap"].map((sku) => failing({ sku, currency: "EUR" }));
    endTurn();
    for (const { status } of await Promise.allSettled(all)) assert.equal(status, "rejected");
  });
});
