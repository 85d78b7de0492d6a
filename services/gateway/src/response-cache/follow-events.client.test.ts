import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createLogger } from "@holdfast/log";
import type { CallError } from "@holdfast/outbound";
import { problem } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import {
  followEvents,
  PAUSE_AFTER_FAILURE_MS,
  PAUSE_MS,
  type Page,
} from "./follow-events.client.ts";

const REFUSED: CallError = {
  kind: "problem",
  status: 410,
  problem: problem({ status: 410, code: "events-expired", title: "x", detail: "x" }),
  headers: {},
};
const event = (data: unknown) => ({ data });

describe("following a feed", () => {
  let asked: { after: string; answer: (page: Result<Page, CallError>) => Promise<void> }[];
  let told: unknown[];
  let pauses: { work: () => void; delayMs: number }[];
  let clock: { nowMs: number };
  let stop: () => void;
  beforeEach(() => {
    [asked, told, pauses, clock] = [[], [], [], { nowMs: 1_000 }];
    stop = followEvents("pricing", {
      log: createLogger({ service: "test", level: "silent" }),
      schedule: (work, delayMs) => {
        pauses.push({ work, delayMs });
        return () => {
          pauses = [];
        };
      },
      cache: {
        nowMs: () => clock.nowMs,
        changed: (what) => told.push(what),
        heard: (feed, atMs) => told.push(`${feed} heard at ${atMs}`),
      },
      read: (_feed, { after }) => {
        const page = Promise.withResolvers<Result<Page, CallError>>();
        const answer = async (result: Result<Page, CallError>) => {
          page.resolve(result);
          await nextTurn();
        };
        asked.push({ after, answer });
        return page.promise;
      },
    });
  });
  const answer = (page: Result<Page, CallError>) => asked.at(-1)?.answer(page);
  /** Ends the pause, which must be the only one. */
  const goOn = (delayMs: number) => {
    assert.deepEqual(
      pauses.map((pause) => pause.delayMs),
      [delayMs],
    );
    pauses.pop()?.work();
  };
  const cursors = () => asked.map(({ after }) => after);

  it("begins with what is to come: whatever was read before may have changed", async () => {
    await answer(ok({ data: [], nextCursor: "7-0" }));
    assert.deepEqual(told, ["anything", "pricing heard at 1000"]);
    goOn(PAUSE_MS);
    assert.deepEqual(cursors(), ["latest", "7-0"]);
  });

  it("tells what changed before it says that it was heard, as of when it asked", async () => {
    await answer(ok({ data: [], nextCursor: "7-0" }));
    goOn(PAUSE_MS);
    told = [];
    clock.nowMs += 300;
    await answer(ok({ data: [event({ sku: "mug" }), event({ id: "p" })], nextCursor: "8-1" }));
    assert.deepEqual(told, [["mug"], "anything", "pricing heard at 1000"]);
    goOn(PAUSE_MS);
    assert.deepEqual(cursors(), ["latest", "7-0", "8-1"]);
  });

  it("is not up to date while pages are full, and asks for the rest at once", async () => {
    await answer(ok({ data: [], nextCursor: "7-0" }));
    goOn(PAUSE_MS);
    told = [];
    const full = Array.from({ length: 500 }, () => event({ sku: "mug" }));
    await answer(ok({ data: full, nextCursor: "8-1" }));
    assert.equal(told.length, 500, "nothing is said to be heard");
    goOn(0);
  });

  it("goes on where it was after a failure, and says of it nothing but silence", async () => {
    await answer(ok({ data: [], nextCursor: "7-0" }));
    goOn(PAUSE_MS);
    told = [];
    await answer(fail({ kind: "timeout" }));
    goOn(PAUSE_AFTER_FAILURE_MS);
    assert.deepEqual([told, cursors().at(-1)], [[], "7-0"]);
  });

  it("begins anew where its cursor is lost", async () => {
    await answer(ok({ data: [], nextCursor: "7-0" }));
    goOn(PAUSE_MS);
    told = [];
    await answer(fail(REFUSED));
    goOn(PAUSE_AFTER_FAILURE_MS);
    assert.equal(asked.at(-1)?.after, "latest");
    await answer(ok({ data: [], nextCursor: "9-0" }));
    assert.deepEqual(told, ["anything", "pricing heard at 1000"]);
  });

  it("asks no more when it is stopped", async () => {
    stop();
    await answer(ok({ data: [], nextCursor: "7-0" }));
    assert.deepEqual(pauses, []);
  });
});
