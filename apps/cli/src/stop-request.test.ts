import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { beforeEach, describe, it } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { listenForStop } from "./stop-request.ts";

describe("a request to stop", () => {
  let signals: EventEmitter;
  let output: EventEmitter;
  let nowMs: number;
  let heard: string[];
  beforeEach(() => {
    [signals, output, nowMs, heard] = [new EventEmitter(), new EventEmitter(), 1000, []];
    const stop = listenForStop({ signals, output, nowMs: () => nowMs });
    void stop.asked.then(() => heard.push("asked"));
    void stop.insisted.then(() => heard.push("insisted"));
  });

  async function afterMs(ms: number, emit: () => void): Promise<string[]> {
    nowMs += ms;
    emit();
    await turn();
    return heard;
  }

  it("is the first signal; one that comes later insists", async () => {
    assert.deepEqual(await afterMs(0, () => signals.emit("SIGINT")), ["asked"]);
    assert.deepEqual(await afterMs(500, () => signals.emit("SIGINT")), ["asked"]);
    assert.deepEqual(await afterMs(1, () => signals.emit("SIGTERM")), ["asked", "insisted"]);
  });

  it("is an output that nobody reads, however many lines fail to be written while everything drains", async () => {
    assert.deepEqual(await afterMs(0, () => output.emit("error")), ["asked"]);
    assert.deepEqual(await afterMs(5000, () => output.emit("error")), ["asked"]);
    assert.deepEqual(await afterMs(5000, () => signals.emit("SIGINT")), ["asked"]);
    assert.deepEqual(await afterMs(501, () => signals.emit("SIGINT")), ["asked", "insisted"]);
  });

  it("is not repeated by output that is lost after a signal", async () => {
    assert.deepEqual(await afterMs(0, () => signals.emit("SIGHUP")), ["asked"]);
    assert.deepEqual(await afterMs(5000, () => output.emit("error")), ["asked"]);
  });
});
