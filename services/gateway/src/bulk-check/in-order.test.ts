import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inOrder } from "./in-order.ts";

const skusOf = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`);
const all = async <Value>(values: AsyncIterable<Value>): Promise<readonly Value[]> => {
  const got: Value[] = [];
  for await (const value of values) got.push(value);
  return got;
};

/** Whole numbers below a bound, the same ones for a seed (Numerical Recipes' generator). */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A callee that answers when told to, and a clock that its answers move. */
function callee() {
  const clock = { nowMs: 0 };
  const asked: { readonly skus: readonly string[]; readonly settle: () => void }[] = [];
  const ask = (skus: readonly string[]) =>
    new Promise<readonly string[]>((resolve) => {
      asked.push({ skus, settle: () => resolve(skus) });
    });
  return { asked, clock, parts: { ask, hasFailed: () => false, nowMs: () => clock.nowMs } };
}

describe("chunks in order", () => {
  for (const seed of Array.from({ length: 50 }, (_, index) => index + 1)) {
    it(`are all SKUs, each once and in the order asked, whenever the answers come (seed ${seed})`, async () => {
      const random = randomOf(seed);
      const clock = { nowMs: 0 };
      const waiting: (() => void)[] = [];
      let mostAtOnce = 0;
      const ask = (skus: readonly string[]) =>
        new Promise<readonly string[]>((resolve) => {
          assert.ok(skus.length >= 1 && skus.length <= 500, `a chunk of ${skus.length}`);
          waiting.push(() => resolve(skus));
          mostAtOnce = Math.max(mostAtOnce, waiting.length);
          setImmediate(() => {
            clock.nowMs += random(400);
            waiting.splice(random(waiting.length), 1)[0]?.();
          });
        });
      const hasFailed = () => random(4) === 0;
      const skus = skusOf(1 + random(3_000));
      const got = await all(inOrder(skus, { ask, hasFailed, nowMs: () => clock.nowMs }));
      assert.deepEqual(got.flat(), skus);
      assert.ok(mostAtOnce <= 4, `${mostAtOnce} at once`);
    });
  }

  it("are asked for some at a time, and no more while nobody takes what came", async () => {
    const { asked, parts } = callee();
    const chunks = inOrder(skusOf(2_000), parts);
    const first = chunks.next();
    assert.equal(asked.length, 4);
    for (const { settle } of asked) settle();
    await first;
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    assert.equal(asked.length, 4, "one was taken, and nobody came for the next");
    await chunks.next();
    assert.equal(asked.length, 5);
  });

  it("are asked for no more when nobody wants them any more", async () => {
    const { asked, parts } = callee();
    const chunks = inOrder(skusOf(2_000), parts);
    const first = chunks.next();
    for (const { settle } of asked) settle();
    await first;
    await chunks.return();
    assert.equal((await chunks.next()).done, true);
    assert.equal(asked.length, 4);
  });

  it("grow while answers are quick", async () => {
    const { asked, parts } = callee();
    const chunks = inOrder(skusOf(10_000), parts);
    const taken = all(chunks);
    for (let answered = 0; answered < asked.length; answered += 1) {
      asked[answered]?.settle();
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    }
    await taken;
    assert.deepEqual(asked[0]?.skus.length, 100);
    assert.ok(asked.length < 30, `${asked.length} chunks`);
    assert.ok(asked.some(({ skus }) => skus.length === 500));
  });

  it("throw what is a bug where it is waited for", async () => {
    const { parts } = callee();
    const ask = () => Promise.reject(new Error("bug"));
    await assert.rejects(all(inOrder(skusOf(1_000), { ...parts, ask })), /bug/);
  });
});
