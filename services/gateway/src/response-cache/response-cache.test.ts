import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import {
  changedBy,
  type ResponseCache,
  responseCache,
  SETTLE_MS,
  SILENT_MS_MAX,
  writtenBy,
} from "./response-cache.ts";

const T0 = 1_000_000;
const MAX_AGE_MS = 5_000;
type Feed = "inventory" | "pricing";

describe("a cache of product views", () => {
  let clock: { nowMs: number };
  let cache: ResponseCache<Feed>;
  const open = (bounds = { entriesMax: 100, bytesMax: 1_000_000 }) => {
    clock = { nowMs: T0 };
    const feeds = ["inventory", "pricing"] as const;
    cache = responseCache({ maxAgeMs: MAX_AGE_MS, feeds, nowMs: () => clock.nowMs, ...bounds });
    hear();
  };
  beforeEach(() => open());

  const hear = () => {
    for (const feed of ["inventory", "pricing"] as const) cache.heard(feed, clock.nowMs);
  };
  /** Lets time pass in which both feeds are heard. */
  const pass = (ms: number) => {
    clock.nowMs += ms;
    hear();
  };
  /** A view that was read from now on, in no time. */
  const keep = (sku: string, json = `view of ${sku}`, beganAtMs = clock.nowMs) =>
    cache.keep(sku, { sku, json, tag: 'W/"t"', beganAtMs });
  const held = (...keys: readonly string[]) => keys.map((key) => cache.get(key)?.json);

  it("gives what was read until it is too old", () => {
    keep("mug");
    assert.deepEqual(held("mug", "cap"), ["view of mug", undefined]);
    pass(MAX_AGE_MS);
    assert.deepEqual(held("mug"), ["view of mug"]);
    pass(1);
    assert.deepEqual(held("mug"), [undefined]);
  });

  it("gives nothing of a SKU once its change was heard, and goes on with others", () => {
    keep("mug");
    keep("cap");
    cache.changed(["mug"]);
    assert.deepEqual(held("mug", "cap"), [undefined, "view of cap"]);
    cache.changed("anything");
    assert.deepEqual(held("cap"), [undefined]);
  });

  it("does not keep what was being read when a change of it was heard", () => {
    const beganAtMs = clock.nowMs;
    pass(10);
    cache.changed(["mug"]);
    pass(10);
    keep("mug", "old", beganAtMs);
    assert.deepEqual(held("mug"), [undefined]);
  });

  it("keeps a view again once the change has settled in all processes", () => {
    cache.changed(["mug"]);
    pass(SETTLE_MS);
    keep("mug");
    assert.deepEqual(held("mug"), [undefined]);
    pass(1);
    keep("mug");
    assert.deepEqual(held("mug"), ["view of mug"]);
  });

  it("gives nothing while either feed is silent, and the same again when it is heard", () => {
    keep("mug");
    clock.nowMs += SILENT_MS_MAX;
    cache.heard("inventory", clock.nowMs);
    assert.deepEqual(held("mug"), ["view of mug"]);
    clock.nowMs += 1;
    assert.deepEqual(held("mug"), [undefined], "pricing is not heard");
    cache.heard("pricing", clock.nowMs);
    assert.deepEqual(held("mug"), ["view of mug"]);
  });

  it("gives nothing before both feeds were heard", () => {
    const feeds = ["inventory", "pricing"] as const;
    const bounds = { entriesMax: 1, bytesMax: 1_000 };
    cache = responseCache({ maxAgeMs: MAX_AGE_MS, feeds, nowMs: () => clock.nowMs, ...bounds });
    cache.heard("pricing", clock.nowMs);
    keep("mug");
    assert.deepEqual(held("mug"), [undefined]);
  });

  it("holds as many entries as it may, and drops the oldest", () => {
    open({ entriesMax: 2, bytesMax: 1_000_000 });
    for (const sku of ["mug", "cap", "mug", "pen"]) keep(sku);
    assert.deepEqual(held("mug", "cap", "pen"), ["view of mug", undefined, "view of pen"]);
  });

  it("holds as many bytes as it may, however few the entries", () => {
    // Key, SKU, text and tag: 3 + 3 + 89 + 5 characters are 200 bytes.
    open({ entriesMax: 100, bytesMax: 400 });
    for (const sku of ["mug", "cap", "mug", "pen"]) keep(sku, sku.charAt(0).repeat(89));
    assert.deepEqual(
      held("mug", "cap", "pen").map((json) => json?.charAt(0)),
      ["m", undefined, "p"],
    );
    keep("all", "a".repeat(400));
    assert.deepEqual(held("mug", "pen", "all"), [undefined, undefined, undefined]);
  });
});

describe("what an event or a write names", () => {
  it("is its SKU, or those of its items", () => {
    assert.deepEqual(changedBy({ sku: "mug", version: 3 }), ["mug"]);
    assert.deepEqual(changedBy({ items: [{ sku: "mug" }, { sku: "cap" }] }), ["mug", "cap"]);
    assert.deepEqual(writtenBy({ params: { sku: "mug" }, body: { sku: "cap" } }), ["mug"]);
    assert.deepEqual(writtenBy({ params: {}, body: { sku: "cap" } }), ["cap"]);
  });

  it("may be anything where it names none", () => {
    for (const told of [null, undefined, "mug", 7, {}, { id: "p-1" }, { items: [{}] }]) {
      assert.equal(changedBy(told), "anything");
    }
    assert.equal(changedBy({ items: [{ sku: "mug" }, null] }), "anything");
    assert.equal(writtenBy({ params: { id: "r-1" }, body: undefined }), "anything");
  });
});
