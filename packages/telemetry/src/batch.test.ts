import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Batcher, type BatchLimits, type Encoder } from "./batch.ts";
import type { RecordingSpan } from "./span.ts";

const span = (name: string) => ({ name }) as RecordingSpan;

/** Encodes names; a span called `broken` cannot be encoded. */
function namesEncoder(bytesASpan: number): Encoder {
  let names: string[] = [];
  return {
    get spans() {
      return names.length;
    },
    get bytes() {
      return names.length * bytesASpan;
    },
    add: ({ name }) => {
      if (name === "broken") throw new TypeError("cannot be encoded");
      names.push(name);
    },
    finish: () => {
      const body = Buffer.alloc(names.length * bytesASpan, names.join(","));
      names = [];
      return body;
    },
  };
}

/** A batcher whose timer and deliveries the test lets happen one by one. */
function bench(limits: Partial<BatchLimits> = {}, bytesASpan = 2) {
  const timers: { readonly work: () => void; readonly delayMs: number; cancelled: boolean }[] = [];
  const deliveries: {
    readonly text: string;
    readonly spans: number;
    settle: (taken: number | Error) => void;
  }[] = [];
  const batcher = new Batcher(
    namesEncoder(bytesASpan),
    (body, spans) =>
      new Promise((resolve, reject) => {
        const settle = (taken: number | Error) =>
          taken instanceof Error ? reject(taken) : resolve(taken);
        deliveries.push({ text: body.toString(), spans, settle });
      }),
    { delayMs: 5_000, batchSpansMax: 3, queueSpansMax: 6, ...limits },
    (work, delayMs) => {
      const timer = { work, delayMs, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
  );
  const add = (...names: string[]) => names.forEach((name) => void batcher.add(span(name)));
  return { batcher, add, timers, deliveries };
}

describe("batch", () => {
  it("leaves when it is full, without waiting for the timer", () => {
    const { add, deliveries, timers } = bench();
    add("a", "b");
    assert.equal(deliveries.length, 0);
    add("c");
    assert.deepEqual(
      deliveries.map(({ text, spans }) => [text.slice(0, 5), spans]),
      [["a,b,c", 3]],
    );
    assert.equal(timers[0]?.cancelled, true);
  });

  it("leaves after the delay when it is not full, with one timer for all its spans", () => {
    const { add, deliveries, timers } = bench();
    add("a", "b");
    assert.deepEqual(
      timers.map(({ delayMs }) => delayMs),
      [5_000],
    );
    timers[0]?.work();
    assert.equal(deliveries[0]?.spans, 2);
  });

  it("leaves when its bytes are too many for one request, or two would pile up", () => {
    const { add, deliveries } = bench(
      { batchSpansMax: 100, queueSpansMax: 1_000 },
      3 * 1024 * 1024,
    );
    add("a", "b");
    assert.equal(deliveries[0]?.spans, 2);
  });

  it("waits for the one before it: a collector gets one request at a time", async () => {
    const { batcher, add, deliveries } = bench();
    add("a", "b", "c", "d", "e", "f");
    assert.equal(deliveries.length, 1);
    deliveries[0]?.settle(3);
    const flushed = batcher.flush();
    await new Promise(setImmediate);
    assert.equal(deliveries.length, 2);
    deliveries[1]?.settle(3);
    await flushed;
    assert.deepEqual(batcher.stats(), { exported: 6, dropped: 0, failed: 0, queued: 0 });
  });
});

describe("queue that is full", () => {
  it("drops the newest spans and counts them, never blocking or throwing", () => {
    const { batcher, add } = bench();
    add("a", "b", "c"); // under way
    add("d", "e", "f", "g", "h", "i"); // fill the queue
    add("j", "k");
    assert.deepEqual(batcher.stats(), { exported: 0, dropped: 2, failed: 0, queued: 6 });
  });

  it("drops by bytes too, when spans are few but large", () => {
    const { batcher, add } = bench({ batchSpansMax: 1, queueSpansMax: 1_000 }, 20 * 1024 * 1024);
    add("a", "b", "c", "d");
    assert.deepEqual(batcher.stats(), { exported: 0, dropped: 1, failed: 0, queued: 2 });
  });

  it("takes spans again when deliveries succeed", async () => {
    const { batcher, add, deliveries } = bench();
    add("a", "b", "c", "d", "e", "f", "g", "h", "i", "dropped");
    deliveries[0]?.settle(3);
    await new Promise(setImmediate);
    add("j");
    assert.deepEqual(batcher.stats(), { exported: 3, dropped: 1, failed: 0, queued: 4 });
  });
});

describe("deliveries that fail", () => {
  it("count what the collector did not take", async () => {
    const { batcher, add, deliveries } = bench();
    add("a", "b", "c");
    deliveries[0]?.settle(1);
    await batcher.flush();
    assert.deepEqual(batcher.stats(), { exported: 1, dropped: 0, failed: 2, queued: 0 });
  });

  it("do not stop the next one, even by an unexpected error", async () => {
    const { batcher, add, deliveries } = bench();
    add("a", "b", "c", "d", "e", "f");
    deliveries[0]?.settle(new Error("bug"));
    const flushed = batcher.flush();
    await new Promise(setImmediate);
    deliveries[1]?.settle(3);
    await flushed;
    assert.deepEqual(batcher.stats(), { exported: 3, dropped: 0, failed: 3, queued: 0 });
  });

  it("cost a span that cannot be encoded only itself", async () => {
    const { batcher, add, deliveries } = bench();
    add("a", "broken", "b", "c");
    deliveries[0]?.settle(3);
    await batcher.flush();
    assert.deepEqual(batcher.stats(), { exported: 3, dropped: 1, failed: 0, queued: 0 });
  });
});

describe("closed batcher", () => {
  it("delivers what it has and drops what comes later", async () => {
    const { batcher, add, deliveries } = bench();
    add("a");
    batcher.close();
    add("late");
    const flushed = batcher.flush();
    deliveries[0]?.settle(1);
    await flushed;
    assert.deepEqual(batcher.stats(), { exported: 1, dropped: 1, failed: 0, queued: 0 });
  });

  it("has nothing to flush when nothing was added", async () => {
    const { batcher, deliveries } = bench();
    await batcher.flush();
    assert.equal(deliveries.length, 0);
  });
});
