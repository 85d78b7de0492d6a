import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { price } from "../testing/prices.ts";
import { skuInputs } from "../testing/quote-inputs.ts";
import { cacheMetrics } from "./cache-metrics.ts";
import { SkuCache } from "./sku-cache.ts";
import type { KnownSku, LoadedSku, SharedSku, StoredSku } from "./stored-sku.ts";

const MIB = 1024 * 1024;
const stored = (sku: string, version: number, horizon = version): StoredSku => ({
  inputs: skuInputs(sku, version === 0 ? [] : [price(version)], { version }),
  horizon,
  historyFromMs: 0,
});

/** A cache over a database of versions by SKU; loads wait until they are let go, when `holds`. */
function bench({ bytesMax = MIB, redis = false } = {}) {
  const versions = new Map<string, number>();
  const shared = new Map<string, SharedSku>();
  const state = { nowMs: 1_000_000, epoch: 1 as number | undefined, floor: 0, holds: false };
  const changedIn = new Map<string, number>();
  const loads: (readonly KnownSku[])[] = [];
  const held: (() => void)[] = [];
  const failure: { error: Error | undefined } = { error: undefined };
  const cache = new SkuCache({
    changes: {
      epoch: () => state.epoch,
      isPast: (sku, horizon) => horizon >= state.floor && horizon > (changedIn.get(sku) ?? 0),
      heardUntilMs: () => 0,
    },
    load: async (known) => {
      loads.push(known);
      if (failure.error !== undefined) throw failure.error;
      const read = known.map(({ sku, versions: before }): LoadedSku => {
        const version = versions.get(sku) ?? 0;
        return { sku, stored: before?.book === version ? undefined : stored(sku, version) };
      });
      if (state.holds) await new Promise<void>((resolve) => held.push(resolve));
      return read;
    },
    shared: redis
      ? {
          read: async (skus) =>
            new Map(
              skus.flatMap((sku) => [
                ...(shared.has(sku) ? [[sku, shared.get(sku) as SharedSku] as const] : []),
              ]),
            ),
          write: (copies) => {
            for (const copy of copies) shared.set(copy.stored.inputs.sku, copy);
          },
        }
      : undefined,
    metrics: cacheMetrics(() => 0),
    bytesMax,
    nowMs: () => state.nowMs,
  });
  /** As the price source asks. */
  const ask = async (...skus: string[]): Promise<readonly (number | undefined)[]> => {
    const found = cache.current(skus);
    const rest = skus.filter((sku) => !found.has(sku));
    if (rest.length > 0) {
      for (const read of await cache.read(rest)) {
        for (const [sku, inputs] of read) if (rest.includes(sku)) found.set(sku, inputs);
      }
    }
    return skus.map((sku) => found.get(sku)?.book.version);
  };
  const letGo = (): void => {
    state.holds = false;
    for (const go of held.splice(0)) go();
  };
  return { cache, versions, shared, state, changedIn, loads, failure, ask, letGo };
}

describe("the cache of SKUs", () => {
  it("answers from memory what it has read once", async () => {
    const { ask, versions, loads } = bench();
    versions.set("mug", 3);
    assert.deepEqual(await ask("mug"), [3]);
    assert.deepEqual(await ask("mug", "mug"), [3, 3]);
    assert.equal(loads.length, 1);
  });

  it("loads once for 64 that ask for the same ten SKUs at once", async () => {
    const { ask, versions, loads, state, letGo } = bench();
    const skus = Array.from({ length: 10 }, (_, index) => `sku-${index}`);
    for (const sku of skus) versions.set(sku, 1);
    state.holds = true;
    const asked = Array.from({ length: 64 }, () => ask(...skus));
    letGo();
    assert.deepEqual(new Set((await Promise.all(asked)).flat()), new Set([1]));
    assert.equal(loads.length, 1);
  });

  it("joins what is under way of a basket, and loads the rest of it", async () => {
    const { ask, versions, loads, state, letGo } = bench();
    for (const sku of ["cap", "mug", "pen"]) versions.set(sku, 1);
    state.holds = true;
    const [first, second] = [ask("cap", "mug"), ask("mug", "pen")];
    letGo();
    assert.deepEqual(
      [await first, await second],
      [
        [1, 1],
        [1, 1],
      ],
    );
    assert.deepEqual(
      loads.map((known) => known.map(({ sku }) => sku)),
      [["cap", "mug"], ["pen"]],
    );
  });

  it("compares a copy that changed, and reads it anew", async () => {
    const { ask, cache, versions, loads } = bench();
    versions.set("mug", 1);
    await ask("mug");
    versions.set("mug", 2);
    cache.invalidate(["mug"]);
    assert.deepEqual(await ask("mug"), [2]);
    assert.deepEqual(loads[1]?.[0]?.versions?.book, 1);
  });

  for (const [name, change] of [
    ["the SKU is told to have changed", (cache: SkuCache) => cache.invalidate(["mug"])],
    ["anything may have changed", (cache: SkuCache) => cache.doubt()],
  ] as const) {
    it(`keeps nothing that was read before ${name}, and nobody asks for it any more`, async () => {
      const { ask, cache, versions, state, letGo, loads, shared } = bench({ redis: true });
      versions.set("mug", 1);
      state.holds = true;
      const early = ask("mug");
      for (let turns = 0; loads.length === 0 && turns < 100; turns += 1) await Promise.resolve();
      versions.set("mug", 2);
      change(cache);
      const late = ask("mug");
      letGo();
      assert.deepEqual(await early, [1]); // asked before the change was told
      assert.deepEqual(await late, [2]);
      assert.deepEqual(await ask("mug"), [2]);
      assert.equal(shared.get("mug")?.stored.inputs.book.version, 2);
    });

    it(`keeps nothing of a load that nobody waits for any more, when ${name} meanwhile`, async () => {
      const { ask, cache, versions, state, letGo, loads } = bench();
      versions.set("mug", 1);
      state.holds = true;
      const early = ask("mug");
      for (let turns = 0; loads.length === 0 && turns < 100; turns += 1) await Promise.resolve();
      cache.giveUp(["mug"]);
      versions.set("mug", 2);
      change(cache);
      letGo();
      await early;
      assert.deepEqual(await ask("mug"), [2]);
    });
  }

  it("trusts nothing while changes are not heard: each answer is compared", async () => {
    const { ask, versions, state, loads } = bench();
    versions.set("mug", 1);
    await ask("mug");
    state.epoch = undefined;
    await ask("mug");
    versions.set("mug", 2);
    assert.deepEqual(await ask("mug"), [2]);
    assert.equal(loads.length, 3);
  });

  it("compares everything when changes are heard again", async () => {
    const { ask, versions, state } = bench();
    versions.set("mug", 1);
    await ask("mug");
    state.epoch = undefined;
    versions.set("mug", 2); // nobody heard
    state.epoch = 2;
    assert.deepEqual(await ask("mug"), [2]);
  });

  it("trusts a copy for 30 s without comparing it, and an empty one for 5 s", async () => {
    const { ask, versions, state, loads } = bench();
    versions.set("mug", 1);
    await ask("mug", "nix");
    state.nowMs += 5_000;
    await ask("mug", "nix");
    state.nowMs += 24_999;
    await ask("mug");
    assert.equal(loads.length, 2);
    state.nowMs += 1;
    await ask("mug");
    assert.equal(loads.length, 3);
    assert.deepEqual(
      loads.map((known) => known.map(({ sku }) => sku)),
      [["mug", "nix"], ["nix"], ["mug"]],
    );
  });

  it("uses a shared copy that is past every change, without the database", async () => {
    const { ask, shared, loads, state } = bench({ redis: true });
    state.floor = 100;
    shared.set("mug", { stored: stored("mug", 7, 100), checkedAtMs: 1 });
    assert.deepEqual(await ask("mug"), [7]);
    assert.equal(loads.length, 0);
  });

  for (const [name, prepare] of [
    [
      "from before it listened",
      ({ state }: ReturnType<typeof bench>) => {
        state.floor = 101;
      },
    ],
    [
      "from before the SKU's last change",
      ({ changedIn }: ReturnType<typeof bench>) => {
        changedIn.set("mug", 100);
      },
    ],
    [
      "while changes are not heard",
      ({ state }: ReturnType<typeof bench>) => {
        state.epoch = undefined;
      },
    ],
  ] as const) {
    it(`compares a shared copy ${name}: an old one changes no price`, async () => {
      const on = bench({ redis: true });
      on.shared.set("mug", { stored: stored("mug", 7, 100), checkedAtMs: 1 });
      on.versions.set("mug", 8);
      prepare(on);
      assert.deepEqual(await on.ask("mug"), [8]);
      assert.equal(on.loads[0]?.[0]?.versions?.book, 7);
    });
  }

  it("knows what it last read when the database is away, also what processes share", async () => {
    const { ask, cache, shared, versions, state, failure } = bench({ redis: true });
    versions.set("mug", 1);
    await ask("mug");
    failure.error = new Error("away");
    state.epoch = undefined;
    shared.set("pen", { stored: stored("pen", 4), checkedAtMs: 5 });
    await assert.rejects(ask("mug"), /away/);
    await assert.rejects(ask("pen"), /away/);
    assert.deepEqual(
      [cache.lastKnown("mug"), cache.lastKnown("pen")].map((known) => known?.asOfMs),
      [1_000_000, 5],
    );
    assert.equal(cache.lastKnown("nix"), undefined);
    failure.error = undefined;
    assert.deepEqual(await ask("mug", "pen", "nix"), [1, 0, 0]);
  });

  it("stays within its bound and keeps what was asked for last", async () => {
    const { ask, cache, loads } = bench({ bytesMax: 20_000 });
    for (let index = 0; index < 1_000; index += 1) await ask(`sku-${index}`);
    assert.ok(cache.bytes() <= 20_000);
    assert.ok(cache.bytes() > 15_000);
    await ask("sku-999");
    assert.equal(loads.length, 1_000);
  });
});
