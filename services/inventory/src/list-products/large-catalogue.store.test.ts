import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Database, Queryable } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { rowsReadBy } from "../testing/rows-read.ts";
import { MIGRATIONS, NOW_MS } from "../testing/stock.ts";
import { findPlaces, type ProductFilter } from "./list-products.store.ts";
import { BEGINNING, type Place } from "./list-products.ts";

const ITEMS = 6_000;
const DUE = 40;

/** Every 100th item is in stock; every 150th is out of stock only until the hold on it is due. */
const SEED = [
  "insert into location (code, name, created_at, updated_at) values ('BER', 'Berlin', now(), now())",
  `insert into item (sku, name, description, category, created_at, updated_at)
   select 's' || lpad(i::text, 5, '0'), 'Thing' || case when i % 3 = 0 then ' shirt' else '' end,
          'common' || case when i > ${ITEMS - 30} then ' rare' else '' end || case when i % 2 = 0 then ' even' else ' odd' end,
          'c' || i % 60, now(), now()
     from generate_series(1, ${ITEMS}) i`,
  `insert into stock (sku, location, on_hand, reserved)
   select sku, 'BER', 5, case when substr(sku, 2)::int % 100 = 0 then 0 else 5 end from item`,
  `insert into reservation (id, account, status, created_at, expires_at)
   select uuidv7(), 'acme', 'held', now(), case when i <= ${DUE} then $1::timestamptz else $1 + interval '1 hour' end
     from generate_series(1, ${ITEMS}) i`,
  `insert into reservation_line (reservation_id, sku, location, quantity, position, held_until)
   select id, 's' || lpad((row_number() over (order by expires_at, id) * 150 % ${ITEMS} + 1)::text, 5, '0'), 'BER', 1, 1, expires_at
     from reservation`,
];

describe("a list out of a large catalogue", () => {
  let test: TestDatabase;
  let db: Database;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    db = test.db;
    for (const [index, text] of SEED.entries()) {
      const values = text.includes("$1") ? [new Date(NOW_MS)] : [];
      await db.query({ name: `seed-${index}`, text, values });
    }
    await db.query({ name: "vacuum", text: "vacuum analyze" });
  });
  after(() => test.drop());

  const find = (filter: Partial<ProductFilter>, after: Place = BEGINNING, on: Queryable = db) => {
    const all = { query: undefined, category: undefined, inStock: undefined, ...filter };
    return findPlaces(on, { filter: all, after, count: 21 }, NOW_MS);
  };
  const numbersOf = (places: readonly Place[]) => places.map(({ sku }) => Number(sku.slice(1)));
  const multiples = (of: number, from = of) => Array.from({ length: 21 }, (_, i) => from + of * i);

  it("finds words that many have, and goes on behind any of them", async () => {
    const first = await find({ query: "shirt" });
    assert.deepEqual(numbersOf(first), multiples(3));
    const next = await find({ query: "shirt" }, { rank: "name", sku: "s03000" });
    assert.deepEqual(numbersOf(next), multiples(3, 3_003));
    assert.deepEqual(numbersOf(await find({ query: "common" })), multiples(1));
  });

  it("finds words that few have, far down the list", async () => {
    const first = await find({ query: "rare" });
    assert.deepEqual(numbersOf(first), multiples(1, ITEMS - 29));
    assert.deepEqual(numbersOf(await find({ query: "rare" }, first.at(-1))), [
      ...multiples(1, ITEMS - 8).slice(0, 9),
    ]);
    const shirts = numbersOf(await find({ query: "shirt rare" }));
    assert.deepEqual(shirts, multiples(3, 5_973).slice(0, 10));
    assert.deepEqual(await find({ query: "even odd" }), []);
  });

  it("finds what is in stock, by the holds that are due too", async () => {
    const found = numbersOf(await find({ inStock: true, query: "common" }));
    const places = numbersOf(await find({ inStock: true }));
    assert.deepEqual(found, places);
    const due = multiples(150, 1).filter((number) => number < 2_000);
    const always = multiples(100).filter((number) => number < 2_000);
    const expected = [...new Set([...due, ...always])].sort((a, b) => a - b).slice(0, 21);
    assert.deepEqual(places, expected);
    const rare = numbersOf(await find({ inStock: true, query: "rare" }));
    assert.deepEqual(rare, [6_000]);
    const rest = numbersOf(await find({ inStock: false, query: "rare" }));
    assert.deepEqual(rest, multiples(1, 5_971));
  });

  const cases: readonly (readonly [string, Partial<ProductFilter>, Place, number])[] = [
    ["everything", {}, BEGINNING, 202],
    ["everything, from the middle", {}, { rank: "name", sku: "s03000" }, 202],
    ["a category", { category: "c7" }, BEGINNING, 202],
    ["an unknown category", { category: "nix" }, BEGINNING, 5],
    ["what is in stock, one in a hundred", { inStock: true }, BEGINNING, 600],
    ["what is not", { inStock: false }, BEGINNING, 600],
    ["what is in stock of a category", { inStock: true, category: "c40" }, BEGINNING, 600],
    ["a common word", { query: "common" }, BEGINNING, 3_200],
    ["a word of many names", { query: "shirt" }, BEGINNING, 2_200],
    ["a common word, from the middle", { query: "common" }, { rank: "text", sku: "s03000" }, 3_200],
    ["a rare word, from the middle", { query: "rare" }, { rank: "text", sku: "s03000" }, 3_200],
    ["a rare word in stock", { query: "rare", inStock: true }, BEGINNING, 1_000],
    ["a rare word", { query: "rare" }, BEGINNING, 3_200],
  ];
  for (const [what, filter, after, most] of cases) {
    it(`looks at ${most} rows at most for ${what}`, async () => {
      const read = await rowsReadBy(db, (on) => find(filter, after, on));
      assert.ok(read <= most, `${read} rows`);
    });
  }
});
