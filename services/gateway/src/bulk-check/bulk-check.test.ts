import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ProductPrice } from "../product-view.ts";
import { type Part, pricePart } from "../view-json.ts";
import { type Chunk, checkChunk, NOTHING_ASKED, nextChunkSize } from "./bulk-check.ts";

const PRICE: ProductPrice = {
  unit: { amount: 1999, currency: "EUR" },
  total: { amount: 1999, currency: "EUR" },
  ...{ compareAt: null, lowest30Days: null, adjustments: [], asOf: "2026-11-01T08:00:00.000Z" },
};
const price: Part = pricePart(PRICE);
const stock = (available: number) => ({ found: true, available });
const NONE = { found: false, available: 0 };
const fresh = <Value>(...value: readonly Value[]) => ({ kind: "fresh", value }) as const;
const check = (chunk: Chunk, before = NOTHING_ASKED) => {
  const { lines, summary } = checkChunk(chunk, before);
  return { lines: lines.map((line) => JSON.parse(line) as unknown), summary };
};

describe("the size of the next chunk", () => {
  const cases: readonly [string, Parameters<typeof nextChunkSize>, number][] = [
    ["doubles after a quick one", [100, { skus: 100, tookMs: 10, failed: false }], 200],
    ["stays after one that took its time", [200, { skus: 200, tookMs: 100, failed: false }], 200],
    ["halves after a slow one", [200, { skus: 200, tookMs: 201, failed: false }], 100],
    [
      "halves after one that failed, however quickly",
      [200, { skus: 200, tookMs: 1, failed: true }],
      100,
    ],
    ["is never more than is taken at once", [400, { skus: 400, tookMs: 1, failed: false }], 500],
    ["is never less than is worth a call", [30, { skus: 30, tookMs: 9_000, failed: true }], 25],
    [
      "takes one step for all chunks of a size: up",
      [200, { skus: 100, tookMs: 1, failed: false }],
      200,
    ],
    [
      "takes one step for all chunks of a size: down",
      [50, { skus: 100, tookMs: 999, failed: false }],
      50,
    ],
    ["does not shrink by a quick last one", [500, { skus: 3, tookMs: 1, failed: false }], 500],
  ];
  for (const [outcome, [size, measured], next] of cases) {
    it(outcome, () => assert.equal(nextChunkSize(size, measured), next));
  }
});

describe("the lines of a chunk", () => {
  it("say of each SKU, in the order asked, whether it is sold, how many there are and its price", () => {
    const { lines, summary } = check({
      skus: ["mug", "nix", "cap", "mug"],
      inventory: fresh(stock(3), NONE, stock(0), stock(3)),
      pricing: fresh<Part | null>(price, price, null, price),
    });
    const mug = { sku: "mug", found: true, available: 3, price: PRICE, degraded: [] };
    assert.deepEqual(lines, [
      mug,
      { sku: "nix", found: false, available: 0, price: null, degraded: [] },
      { sku: "cap", found: true, available: 0, price: null, degraded: [] },
      mug,
    ]);
    assert.deepEqual(summary, {
      ...{ asked: 4, found: 3, notFound: 1, unknown: 0, inStock: 2, priced: 2 },
      degraded: [],
    });
  });

  it("have no stock, and say why, where inventory could not be asked", () => {
    const { lines, summary } = check({
      skus: ["mug"],
      inventory: { kind: "down" },
      pricing: fresh(price),
    });
    const error = { code: "upstream-unavailable" };
    const shown = { sku: "mug", found: null, available: null, price: PRICE };
    assert.deepEqual(lines, [{ ...shown, degraded: ["inventory"], error }]);
    assert.deepEqual([summary.unknown, summary.degraded], [1, ["inventory"]]);
  });

  it("have no price, and say why, where pricing could not be asked, but for what is not sold", () => {
    const chunk = {
      skus: ["mug", "nix"],
      inventory: fresh(stock(1), NONE),
      pricing: { kind: "late" },
    } as const;
    const { lines, summary } = check(chunk);
    const error = { code: "deadline-exceeded" };
    assert.deepEqual(lines, [
      { sku: "mug", found: true, available: 1, price: null, degraded: ["pricing"], error },
      { sku: "nix", found: false, available: 0, price: null, degraded: [] },
    ]);
    assert.deepEqual(summary.degraded, ["pricing"]);
  });

  it("name both sides where both are away", () => {
    const chunk = {
      skus: ["mug"],
      inventory: { kind: "down" },
      pricing: { kind: "late" },
    } as const;
    const shown = { sku: "mug", found: null, available: null, price: null };
    const error = { code: "upstream-unavailable" };
    assert.deepEqual(check(chunk).lines, [{ ...shown, degraded: ["inventory", "pricing"], error }]);
  });

  it("are degraded without an error where pricing answered that it cannot say, or with what it last knew", () => {
    const stale = pricePart({ ...PRICE, stale: true });
    const { lines } = check({
      skus: ["mug", "cap"],
      inventory: fresh(stock(1), stock(1)),
      pricing: fresh<Part | "unable">("unable", stale),
    });
    assert.deepEqual(lines, [
      { sku: "mug", found: true, available: 1, price: null, degraded: ["pricing"] },
      {
        sku: "cap",
        found: true,
        available: 1,
        price: { ...PRICE, stale: true },
        degraded: ["pricing"],
      },
    ]);
  });

  it("do not take another SKU's values where a side answered too few", () => {
    const { lines } = check({
      skus: ["mug", "cap"],
      inventory: fresh(stock(1)),
      pricing: fresh(price),
    });
    const shown = { sku: "cap", found: null, available: null, price: null };
    const error = { code: "upstream-unavailable" };
    assert.deepEqual(lines[1], { ...shown, degraded: ["inventory", "pricing"], error });
  });

  it("add up over chunks", () => {
    const one = { skus: ["mug"], inventory: fresh(stock(1)), pricing: { kind: "down" } } as const;
    const two = { skus: ["cap"], inventory: { kind: "down" }, pricing: fresh(price) } as const;
    const { summary } = check(two, check(one).summary);
    assert.deepEqual(summary, {
      ...{ asked: 2, found: 1, notFound: 0, unknown: 1, inStock: 1, priced: 1 },
      degraded: ["inventory", "pricing"],
    });
  });
});
