import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { type CsvRecord, csvRecords } from "../csv-records.ts";
import { readerFor } from "./import-products.ts";
import type { ReadRow } from "./product-row.ts";

const DEFAULTS = { currency: "EUR", location: "BER" };

async function records(text: string): Promise<readonly CsvRecord[]> {
  async function* upload() {
    yield new TextEncoder().encode(text);
  }
  const all = await Array.fromAsync(csvRecords(upload()));
  return all.filter((record): record is CsvRecord => "cells" in record);
}

/** Reads a whole file: its format, its products, its errors as `line column: message`. */
async function read(text: string, defaults = DEFAULTS) {
  const [header, ...rows] = await records(text);
  const reader = readerFor(header?.cells ?? [], defaults);
  if (!reader.ok) return { format: reader.error.reason, products: [], errors: [], ignored: 0 };
  const outcomes = rows.map(reader.value.read);
  const only = <Kind extends ReadRow["kind"]>(kind: Kind) =>
    outcomes.filter((row): row is Extract<ReadRow, { kind: Kind }> => row.kind === kind);
  return {
    format: reader.value.format,
    products: only("product").map(({ row }) => row),
    errors: only("rejected").flatMap(({ errors }) =>
      errors.map(({ line, column, message }) => `${line} ${column}: ${message}`),
    ),
    ignored: only("ignored").length,
  };
}

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, "fixtures", `${name}.csv`), "utf8");

describe("a Shopify export", () => {
  it("becomes one item a variant, which takes what it leaves out from its handle's first row", async () => {
    const { format, products, errors, ignored } = await read(fixture("shopify-export"));
    assert.equal(format, "shopify");
    assert.deepEqual(errors, []);
    assert.equal(ignored, 1);
    const shared = {
      name: "Pier Lantern",
      description: "Brass & glass, as on the old pier.\nOil or candle",
      category: "Lamps",
    };
    const made = { vendor: "Lightworks", tags: "outdoor, brass" };
    assert.deepEqual(products, [
      {
        line: 2,
        item: {
          sku: "0815",
          ...shared,
          attributes: { ...made, Finish: "Bright", Size: "Small" },
          stock: { location: "BER", quantity: 12 },
        },
        prices: [{ currency: "EUR", amount: 8900, compareAt: 9900 }],
      },
      {
        line: 4,
        item: {
          sku: "pier-lantern-bright-large",
          ...shared,
          attributes: { ...made, Finish: "Bright", Size: "Large" },
          stock: { location: "BER", quantity: 3 },
        },
        prices: [{ currency: "EUR", amount: 11900 }],
      },
      {
        line: 5,
        item: {
          sku: "LANTERN-AS",
          ...shared,
          attributes: { ...made, Finish: "Antique", Size: "Small" },
        },
        prices: [{ currency: "EUR", amount: 9550 }],
      },
      {
        line: 7,
        item: {
          sku: "ferry-ticket",
          name: "Ferry Ticket",
          attributes: {},
          stock: { location: "BER", quantity: 250 },
        },
        prices: [{ currency: "EUR", amount: 420 }],
      },
    ]);
  });

  it("is priced in the currency and counted at the location that its sender names", async () => {
    const text = "Handle,Title,Variant Price,Variant Inventory Qty\nmap,Map,1500,2\n";
    const { products } = await read(text, { currency: "JPY", location: "OSA" });
    assert.deepEqual(products[0]?.prices, [{ currency: "JPY", amount: 1500 }]);
    assert.deepEqual(products[0]?.item.stock, { location: "OSA", quantity: 2 });
  });

  const HEADER =
    "Handle,Title,Body (HTML),Type,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price";
  const TABLE: readonly (readonly [string, string, string])[] = [
    ["no price", "a,A,,,,,1,", "2 Variant Price: is required"],
    [
      "a price of 1e400",
      "a,A,,,,,1,1e400",
      '2 Variant Price: must be a plain decimal number such as 19.99, not "1e400"',
    ],
    [
      "a price with a comma",
      'a,A,,,,,1,"19,99"',
      '2 Variant Price: must be a plain decimal number such as 19.99, not "19,99"',
    ],
    [
      "half a cent",
      "a,A,,,,,1,1.005",
      '2 Variant Price: has more than the 2 decimals of EUR: "1.005"',
    ],
    ["a price below zero", "a,A,,,,,1,-1", '2 Variant Price: must not be negative, but is "-1"'],
    [
      "a price past what is exact",
      "a,A,,,,,1,99999999999999",
      "2 Variant Price: is above 100000000000.00",
    ],
    [
      "a negative count",
      "a,A,,,,,-3,1",
      '2 Variant Inventory Qty: must be a whole number from 0 to 1000000, not "-3"',
    ],
    [
      "a fractional count",
      "a,A,,,,,1.5,1",
      '2 Variant Inventory Qty: must be a whole number from 0 to 1000000, not "1.5"',
    ],
    [
      "a huge count",
      "a,A,,,,,1000001,1",
      '2 Variant Inventory Qty: must be a whole number from 0 to 1000000, not "1000001"',
    ],
    ["no handle", ",A,,,,,1,1", "2 Handle: is required"],
    ["no title", "a,,,,M,,1,1", "2 Title: is required on the first row of a handle"],
    [
      "a title of 256 characters",
      `a,${"x".repeat(256)},,,,,1,1`,
      "2 Title: is longer than 255 characters",
    ],
    [
      "an endless description",
      `a,A,${"x".repeat(10_001)},,,,1,1`,
      "2 Body (HTML): is longer than 10000 characters",
    ],
    [
      "a SKU with a slash",
      "a,A,,,,x/y,1,1",
      "2 Variant SKU: must be 1 to 64 of the characters A-Z a-z 0-9 . _ ~ -",
    ],
    [
      "a handle of nothing to make a SKU of, and no SKU",
      "a,A,,,,'',1,1",
      "2 Variant SKU: must be 1 to 64 of the characters A-Z a-z 0-9 . _ ~ -",
    ],
    ["a field too few", "a,A,,,,,1", "2 Variant Price: the row has 7 fields, the header 8"],
    ["a field too many", "a,A,,,,,1,1,x", "2 Variant Price: the row has 9 fields, the header 8"],
    ["text that is no UTF-8", "a,A\ufffd,,,,,1,1", "2 Title: is not UTF-8 text"],
    ["a NUL", "a,A\u0000,,,,,1,1", "2 Title: is not UTF-8 text"],
  ];
  for (const [what, row, error] of TABLE) {
    it(`refuses a row with ${what}, naming line and column, and takes the next`, async () => {
      const { products, errors } = await read(`${HEADER}\n${row}\ngood,Good,,,,,1,1\n`);
      assert.deepEqual(errors, [error]);
      assert.deepEqual(
        products.map(({ item }) => item.sku),
        ["good"],
      );
    });
  }

  it("refuses an option of a name that JSON readers refuse, instead of losing it", async () => {
    const { products, errors } = await read(
      "Handle,Title,Option1 Name,Option1 Value,Variant Price\na,A,__proto__,x,1\nb,B,constructor,x,1\n",
    );
    assert.deepEqual(errors, ['2 Option1 Value: cannot have the name "__proto__"']);
    assert.deepEqual(products[0]?.item.attributes, { constructor: "x" });
  });

  it("names every cell that is wrong in a row", async () => {
    const { errors } = await read(`${HEADER}\na,A,,,,x y,-1,free\n`);
    assert.deepEqual(
      errors.map((error) => error.split(":")[0]),
      ["2 Variant SKU", "2 Variant Inventory Qty", "2 Variant Price"],
    );
  });

  it("gives the variants of a handle their title although its first row is refused", async () => {
    const { products, errors } = await read(`${HEADER}\na,A,,,S,,1,free\na,,,,M,,1,2\n`);
    assert.equal(errors.length, 1);
    assert.deepEqual(
      products.map(({ item }) => [item.sku, item.name]),
      [["a-m", "A"]],
    );
  });
});

describe("our own format", () => {
  it("has a price for each currency whose column is filled", async () => {
    const { format, products, errors } = await read(fixture("simple"));
    assert.equal(format, "simple");
    assert.deepEqual(errors, []);
    assert.deepEqual(products, [
      {
        line: 2,
        item: {
          sku: "ROPE-10",
          name: "Rope, 10 m",
          description: "Hemp.",
          category: "chandlery",
          taxCategory: "standard",
          attributes: { diameterMm: 12, tarred: true, fibre: "hemp" },
          stock: { location: "BER", quantity: 40 },
        },
        prices: [
          { currency: "EUR", amount: 2490, compareAt: 2990 },
          { currency: "JPY", amount: 4100 },
        ],
      },
      {
        line: 3,
        item: { sku: "BELL-1", name: "Ship's bell" },
        prices: [{ currency: "EUR", amount: 31000 }],
      },
      {
        line: 4,
        item: {
          sku: "CLEAT-2",
          name: "Cleat",
          category: "chandlery",
          taxCategory: "reduced",
          stock: { location: "ROT", quantity: 0 },
        },
        prices: [{ currency: "JPY", amount: 1500 }],
      },
    ]);
  });

  const HEADER = "sku,name,attributes,quantity,price_eur,compare_at_eur";
  const TABLE: readonly (readonly [string, string, string])[] = [
    ["no SKU", ",A,,,,", "2 sku: must be 1 to 64 of the characters A-Z a-z 0-9 . _ ~ -"],
    ["no name", "a,,,,,", "2 name: is required"],
    [
      "attributes that are no object",
      "a,A,[1],,,",
      '2 attributes: must be a JSON object such as {"colour":"blue"}',
    ],
    [
      "attributes that are no JSON",
      "a,A,blue,,,",
      '2 attributes: must be a JSON object such as {"colour":"blue"}',
    ],
    [
      "an attribute that is an object",
      'a,A,"{""x"":{}}",,,',
      "2 attributes: x must be a number, true, false or text of up to 1000 characters",
    ],
    [
      "an attribute of 1e400",
      'a,A,"{""x"":1e400}",,,',
      "2 attributes: x must be a number, true, false or text of up to 1000 characters",
    ],
    [
      "an attribute with an escaped NUL",
      'a,A,"{""x"":""\\u0000""}",,,',
      "2 attributes: x must be a number, true, false or text of up to 1000 characters",
    ],
    [
      "an attribute of a name that JSON readers refuse",
      'a,A,"{""__proto__"":1}",,,',
      '2 attributes: cannot have the name "__proto__"',
    ],
    [
      "an attribute that would be every object's constructor",
      'a,A,"{""constructor"":{""prototype"":{}}}",,,',
      "2 attributes: constructor must be a number, true, false or text of up to 1000 characters",
    ],
    ["a former price without a price", "a,A,,,,5", "2 price_eur: is required by compare_at_eur"],
    [
      "a count that is no number",
      "a,A,,many,,",
      '2 quantity: must be a whole number from 0 to 1000000, not "many"',
    ],
  ];
  for (const [what, row, error] of TABLE) {
    it(`refuses a row with ${what}`, async () => {
      const { products, errors } = await read(`${HEADER}\n${row}\ngood,Good,,,,\n`);
      assert.deepEqual(errors, [error]);
      assert.deepEqual(
        products.map(({ item }) => item.sku),
        ["good"],
      );
    });
  }
});

describe("the format of a file", () => {
  const TABLE: readonly (readonly [string, string, RegExp])[] = [
    ["whose header is none we know", "a,b\n", /not a header we know: "a,b"/],
    ["in another encoding", "s\u0000k\u0000u\u0000,\u0000\n", /not a header we know/],
    ["with semicolons", "sku;name\n", /not a header we know/],
    ["without a name column", "sku,price_eur\n", /not a header we know/],
    ["with a column we do not know", "sku,name,colour\n", /columns we do not know: "colour"/],
    ["with a price in no currency", "sku,name,price_eux\n", /do not know: "price_eux"/],
    ["with a column twice", "sku,name,Name\n", /"name" stands twice/],
    ["that is empty", "", /not a header we know/],
    [
      "with more columns than any shop's",
      `${Array.from({ length: 501 }, (_, index) => `c${index}`)}\n`,
      /more than 500 columns/,
    ],
    ["with a name that is a text", `sku,name,${"x".repeat(256)}\n`, /longer than 255 characters/],
  ];
  for (const [what, text, reason] of TABLE) {
    it(`is unknown for a file ${what}`, async () => {
      assert.match((await read(text)).format, reason);
    });
  }

  it("is told at once, however many columns a header has", async () => {
    const header = Array.from({ length: 100_000 }, (_, index) => `c${index}`);
    const beganMs = performance.now();
    assert.equal(readerFor(header, DEFAULTS).ok, false);
    assert.ok(performance.now() - beganMs < 500, "each name is looked at once");
  });

  it("takes as many columns, and as long names, as it may have", async () => {
    const more = Array.from({ length: 496 }, (_, index) => `Metafield ${index}`);
    const header = ["Handle", "Title", "Variant Price", "x".repeat(255), ...more];
    assert.equal(readerFor(header, DEFAULTS).ok, true);
  });

  it("does not depend on case, spaces or the order of columns", async () => {
    const { format, products } = await read(" Name ,PRICE_EUR,Sku\nA,1,a\n");
    assert.equal(format, "simple");
    assert.deepEqual(products[0]?.prices, [{ currency: "EUR", amount: 100 }]);
  });
});
