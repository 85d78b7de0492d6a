import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { rowsReadBy } from "../testing/rows-read.ts";
import { MIGRATIONS, NOW_MS } from "../testing/stock.ts";
import { readAvailability } from "./availability.store.ts";

const ITEMS = 3_000;
const ASKED = 1_000;
const HOLDS = 60; // on each of the first ten items; every second one is due

/** Shelves of 5 units, of which each hold has none but a place in the queue: it is owed what it asks for. */
const SEED = [
  "insert into location (code, name, created_at, updated_at) values ('BER', 'Berlin', now(), now())",
  `insert into item (sku, name, backorder_limit, created_at, updated_at)
   select 's' || i, 'Thing', 40, now(), now() from generate_series(1, ${ITEMS}) i`,
  "insert into stock (sku, location, on_hand, reserved) select sku, 'BER', 5, 5 from item",
  `with placed as (
     insert into reservation (id, account, status, created_at, expires_at)
     select uuidv7(), 'acme', 'held', now(), $1::timestamptz + i % 2 * interval '1 hour'
       from generate_series(1, ${10 * HOLDS}) i returning id, expires_at)
   insert into reservation_line (reservation_id, sku, location, quantity, position, held_until)
   select id, 's' || 1 + row_number() over () / 2 % 10, null, 1, 1, expires_at from placed`,
  `update item_stock set owed = ${HOLDS}, owed_max = ${HOLDS}
    where sku in (select sku from reservation_line)`,
];

describe("the availability of many of many items", () => {
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

  const asked = {
    skus: Array.from({ length: ASKED }, (_, index) => `s${index + 1}`),
    nowMs: NOW_MS,
  };

  it("leaves out what is due of each", async () => {
    const told = await readAvailability(db, asked);
    assert.equal(told.size, ASKED);
    const early = await readAvailability(db, { ...asked, nowMs: NOW_MS - 1 });
    assert.equal(told.get("s1")?.status, "backorder", `${HOLDS / 2} of 40 are owed`);
    assert.equal(early.get("s1")?.status, "out", `${HOLDS} of 40 are owed`);
  });

  // At most each table as a whole: three of items, and the lines; and a search for each SKU asked for.
  const most = 4 * ITEMS + 4 * 10 * HOLDS + 4 * ASKED;
  for (const owed of ["some are owed", "nothing is owed"]) {
    it(`reads each once while ${owed}, however it is planned`, async () => {
      if (owed === "nothing is owed") {
        await db.query({ name: "empty", text: "delete from reservation_line" });
        await db.query({ name: "vacuum-again", text: "vacuum analyze reservation_line" });
      }
      const read = await rowsReadBy(db, (on) => readAvailability(on, asked));
      assert.ok(read <= most, `${read} rows and searches`);
    });
  }
});
