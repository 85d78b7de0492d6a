import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { byteaArray } from "./bytea-array.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

describe("an array of bytes as a parameter", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(join(import.meta.dirname, "fixtures/migrations"));
  });
  after(() => test.drop());

  for (const [name, items] of [
    ["nothing", []],
    ["one that is empty", [Buffer.alloc(0)]],
    ["every byte", [Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))]],
    ["some of many sizes", [0, 1, 3, 4_000, 70_000].map((size) => Buffer.alloc(size, size % 251))],
    ["what is no Buffer", [Uint8Array.of(0, 255, 92, 34)]],
  ] as const) {
    it(`is read as it is: ${name}`, async () => {
      const rows = await test.db.query<{ readonly item: Buffer }>({
        name: "unnest-bytes",
        text: "select item from unnest($1::bytea[]) with ordinality as given (item, n) order by n",
        values: [byteaArray(items)],
      });
      assert.deepEqual(
        rows.map(({ item }) => [...item]),
        items.map((item) => [...item]),
      );
    });
  }
});
