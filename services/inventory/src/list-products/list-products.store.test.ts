import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startInventory } from "../testing/running-service.ts";
import { NOW_MS, stockItem } from "../testing/stock.ts";

type Inventory = Awaited<ReturnType<typeof startInventory>>;
type Query = Readonly<Record<string, string | number | boolean>>;
type Listed = { readonly sku: string };

function asker(inventory: () => Inventory) {
  const page = async (query: Query) => {
    const search = new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]));
    return inventory().call("GET", `/internal/products?${search}`);
  };
  /** The SKUs of all pages, `between` being done before each page but the first. */
  const all = async (query: Query, between: () => Promise<unknown> = async () => {}) => {
    const skus: string[] = [];
    let cursor: string | null | undefined;
    for (let pages = 0; cursor !== null; pages += 1) {
      if (cursor !== undefined) await between();
      const { status, body } = await page({ ...query, ...(cursor ? { cursor } : {}) });
      assert.equal(status, 200, JSON.stringify(body));
      assert.ok(body.data.length <= Number(query.limit ?? 20));
      skus.push(...body.data.map(({ sku }: Listed) => sku));
      cursor = body.nextCursor;
      assert.ok(pages < 100, "the list ends");
    }
    return skus;
  };
  return { page, all };
}

describe("the list of products", () => {
  let inventory: Inventory;
  const { page, all } = asker(() => inventory);
  before(async () => {
    inventory = await startInventory();
    const { db } = inventory;
    await stockItem(db, { sku: "mug", name: "Mug", category: "Kitchen" }, { BER: 10, HAM: 1 });
    await stockItem(db, { sku: "cap", category: "Hats" }, { BER: 3 });
    await stockItem(db, { sku: "ALE", category: "Kitchen" }, { BER: 0 });
    await stockItem(db, { sku: "hat", category: "Hats", safetyStock: 2 }, { BER: 2, HAM: 2 });
    await stockItem(db, { sku: "jar", category: "Kitchen", backorderLimit: 5 }, {});
    await stockItem(db, { sku: "pen" }, { BER: 1 });
    await stockItem(db, { sku: "gone" }, { BER: 1 });
    await inventory.call("DELETE", "/v1/admin/items/gone", { scope: "admin" });
  });
  after(() => inventory.stop());

  it("tells what a shop shows of each, by SKU", async () => {
    const { status, body } = await page({ limit: 2, category: "Kitchen" });
    assert.equal(status, 200);
    assert.deepEqual(
      body.data.map(({ sku }: Listed) => sku),
      ["ALE", "jar"],
    );
    const [mug] = (await page({ limit: 1, query: "mug" })).body.data;
    assert.deepEqual(mug, {
      sku: "mug",
      name: "Mug",
      description: null,
      category: "Kitchen",
      attributes: {},
      taxCategory: "standard",
      availability: {
        status: "in-stock",
        available: 11,
        locations: [
          { code: "BER", available: 10 },
          { code: "HAM", available: 1 },
        ],
        asOf: "2026-11-01T12:00:00.000Z",
      },
    });
  });

  const inStock = ["cap", "mug", "pen"];
  const out = ["ALE", "hat", "jar"];
  const cases: readonly (readonly [Query, readonly string[]])[] = [
    [{}, ["ALE", "cap", "hat", "jar", "mug", "pen"]],
    [{ query: "", category: "" }, ["ALE", "cap", "hat", "jar", "mug", "pen"]],
    [{ inStock: true }, inStock],
    [{ inStock: false }, out],
    [{ category: "Hats" }, ["cap", "hat"]],
    [{ category: "hats" }, []],
    [{ category: "Hats", inStock: true }, ["cap"]],
    [{ category: "Hats", inStock: false }, ["hat"]],
    [{ category: "nix" }, []],
    [{ query: "item" }, ["ALE", "cap", "hat", "jar", "pen"]],
    [{ query: "item", inStock: true }, ["cap", "pen"]],
    [{ query: "item", inStock: false, category: "Hats" }, ["hat"]],
    [{ query: "nix" }, []],
  ];
  for (const [query, expected] of cases) {
    for (const limit of [1, 2, 100]) {
      it(`has ${expected.join(", ") || "nothing"} for ${JSON.stringify(query)}, ${limit} a page`, async () => {
        assert.deepEqual(await all({ ...query, limit }), expected);
      });
    }
  }

  it("counts a hold until its time is over, swept or not", async () => {
    const body = { items: [{ sku: "pen", quantity: 1 }], ttlSeconds: 60 };
    const held = await inventory.call("POST", "/v1/reservations", { body, key: "k" });
    assert.equal(held.status, 201);
    const lists = async () => [await all({ inStock: true }), await all({ inStock: false })];
    assert.deepEqual(await lists(), [
      ["cap", "mug"],
      ["ALE", "hat", "jar", "pen"],
    ]);
    inventory.clock.nowMs = NOW_MS + 59_999;
    assert.equal((await all({ inStock: true, query: "pen" })).length, 0);
    inventory.clock.nowMs = NOW_MS + 60_000;
    assert.deepEqual(await lists(), [inStock, out]);
    assert.deepEqual(await all({ inStock: true, query: "pen" }), ["pen"]);
    assert.deepEqual(await all({ inStock: false, query: "pen" }), []);
    inventory.clock.nowMs = NOW_MS;
  });

  it("goes on where it was, whatever is added and discontinued meanwhile", async () => {
    let turn = 0;
    const skus = await all({ limit: 1 }, async () => {
      turn += 1;
      for (const sku of [`A-new-${turn}`, `zz-new-${turn}`]) {
        await stockItem(inventory.db, { sku }, {});
      }
      if (turn === 2) await inventory.call("DELETE", "/v1/admin/items/ALE", { scope: "admin" });
      if (turn > 3)
        await inventory.call("DELETE", `/v1/admin/items/zz-new-${turn}`, { scope: "admin" });
    });
    const old = ["ALE", "cap", "hat", "jar", "mug", "pen"];
    assert.deepEqual(skus, [...old, "zz-new-1", "zz-new-2", "zz-new-3"]);
  });

  for (const [name, made, asked] of [
    ["another query", { query: "item" }, { query: "items" }],
    ["no query", {}, { query: "item" }],
    ["another category", { category: "Kitchen" }, { category: "Hats" }],
    ["no category", {}, { category: "Hats" }],
    ["another inStock", { inStock: true }, { inStock: false }],
  ] as const) {
    it(`refuses the cursor of ${name}`, async () => {
      const { nextCursor } = (await page({ ...made, limit: 1 })).body;
      assert.equal((await page({ ...made, limit: 2, cursor: nextCursor })).status, 200);
      const { status, body } = await page({ ...asked, cursor: nextCursor });
      assert.deepEqual([status, body.code], [400, "validation-failed"]);
      assert.deepEqual(
        body.errors.map(({ path }: { path: string }) => path),
        ["query/cursor"],
      );
    });
  }
});

describe("a search", () => {
  let inventory: Inventory;
  const { page, all } = asker(() => inventory);
  before(async () => {
    inventory = await startInventory();
    for (const [sku, name, category, description] of [
      ["a1", "Tea pot", "Kitchen", "Keeps 1.5 l of coffee warm."],
      ["b2", "Coffee mug, BLUE", "Kitchen", "For tea or coffee, 300 ml"],
      ["c3", "Mug red", "Kitchen", "Blue inside; coffee-proof"],
      ["d4", "Blueprint", null, "A drawing of a mug by Élodie Weiß"],
      ["mug-BLUE_05", "Becher", "Küche", null],
      ["e6", "日本茶 Sencha", "Tea & more", "x".repeat(5_000)],
      ["f7", "Crème brûlée", "Dessert", "cre\u0301me"],
    ] as const) {
      await stockItem(inventory.db, { sku, name, category, description }, {});
    }
  });
  after(() => inventory.stop());

  for (const [query, found] of [
    ["mug", ["b2", "c3", "mug-BLUE_05", "d4"]],
    ["MUG", ["b2", "c3", "mug-BLUE_05", "d4"]],
    ["blue mug", ["b2", "mug-BLUE_05", "c3"]],
    ["mug blue", ["b2", "mug-BLUE_05", "c3", "d4"]],
    ["mug blu", ["b2", "mug-BLUE_05", "c3", "d4"]],
    ["blu mug", []],
    ["coffee", ["b2", "a1", "c3"]],
    ["coff", ["b2", "a1", "c3"]],
    ["offee", []],
    ["tea pot", ["a1"]],
    ["tea kitchen", ["a1", "b2"]],
    ["mug-blue_05", ["mug-BLUE_05"]],
    ["mug-blue", ["b2", "mug-BLUE_05", "c3", "d4"]],
    ["ÉLODIE weiß", ["d4"]],
    ["E\u0301lodie", ["d4"]],
    ["Elodie", []],
    ["küche", ["mug-BLUE_05"]],
    ["crème", ["f7"]],
    ["日本", ["e6"]],
    ["1.5", ["a1"]],
    ["300 ml", ["b2"]],
    ["tea & more", ["e6"]],
    [" mug ", ["b2", "c3", "mug-BLUE_05", "d4"]],
  ] as const) {
    for (const limit of [1, 100]) {
      it(`for ${JSON.stringify(query)} finds ${found.join(", ") || "nothing"}, ${limit} a page`, async () => {
        assert.deepEqual(await all({ query, limit }), found);
      });
    }
  }

  for (const query of [
    "'",
    "\\",
    "mug'",
    "'mug' & 'blue'",
    "mug:*",
    "mug | blue",
    "!mug",
    "a <-> b",
    "((((",
    "mug & | !",
    '"mug',
    "-mug",
    ":*",
    "%",
    "; drop table item",
    "🚀",
    "\u0001\u001f",
    "\u200d\ufeff",
    "\u0301",
    "ß".repeat(200),
    "ﷺ".repeat(200),
    "𝒳".repeat(200),
    "a ".repeat(100),
    "x".repeat(200),
    "1e5".repeat(66),
  ]) {
    it(`is never an error, not even for ${JSON.stringify(query.slice(0, 20))}`, async () => {
      const { status, body } = await page({ query });
      assert.equal(status, 200, JSON.stringify(body));
    });
  }

  it("reads no syntax into words", async () => {
    for (const query of ["mug | pot", "!pot", "-pot mug", "pot:*"]) {
      const words = query.replaceAll(/[^a-z ]/g, " ");
      assert.deepEqual(await all({ query }), await all({ query: words }), query);
    }
    assert.deepEqual(await all({ query: "!!!" }), []);
  });

  it("finds an item as it is now", async () => {
    await stockItem(inventory.db, { sku: "g8", name: "Plate" }, {});
    assert.deepEqual(await all({ query: "plate" }), ["g8"]);
    await stockItem(inventory.db, { sku: "g8", name: "Dish" }, {});
    assert.deepEqual([await all({ query: "plate" }), await all({ query: "dish" })], [[], ["g8"]]);
    await inventory.call("DELETE", "/v1/admin/items/g8", { scope: "admin" });
    assert.deepEqual(await all({ query: "dish" }), []);
  });
});
