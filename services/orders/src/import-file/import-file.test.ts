import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { type CsvRecord, csvRecords } from "../csv-records.ts";
import type { ImportedItem, ReadRow } from "./file-row.ts";
import { type ImportKind, readerFor, subjectOf } from "./import-file.ts";

const DEFAULTS = { currency: "EUR", location: "BER" };

async function records(text: string): Promise<readonly CsvRecord[]> {
  async function* upload() {
    yield new TextEncoder().encode(text);
  }
  const all = await Array.fromAsync(csvRecords(upload()));
  return all.filter((record): record is CsvRecord => "cells" in record);
}

/** Reads a whole file: its format, its products, its errors as `line column: message`. */
async function read(text: string, defaults = DEFAULTS, kind: ImportKind = "products") {
  const [header, ...rows] = await records(text);
  const reader = readerFor(kind, header?.cells ?? [], defaults);
  if (!reader.ok) return { format: reader.error.reason, products: [], errors: [], ignored: 0 };
  const outcomes = rows.map(reader.value.read);
  const only = <Kind extends ReadRow["kind"]>(kind: Kind) =>
    outcomes.filter((row): row is Extract<ReadRow, { kind: Kind }> => row.kind === kind);
  return {
    format: reader.value.format,
    products: only("row").map(({ row }) => row),
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

describe("a file of items", () => {
  const readItems = (text: string) => read(text, DEFAULTS, "items");

  it("has what is told about an item and the rules by which it is sold", async () => {
    const { format, products, errors } = await readItems(
      "sku,name,description,category,tax_category,safety_stock,backorder_limit,preorder_limit,available_from,max_per_order,max_per_buyer,attribute.Colour,attribute.size\n" +
        "A,Anchor,Steel.,deck,reduced,2,0,30,2026-12-01T08:00:00+01:00,5,9,grey,12\n" +
        "B,Buoy,,,,,,,2027-01-31,,,,\n",
    );
    assert.deepEqual([format, errors], ["items", []]);
    assert.deepEqual(
      products.map(({ item }) => item),
      [
        {
          ...{ sku: "A", name: "Anchor", description: "Steel.", category: "deck" },
          ...{ taxCategory: "reduced", attributes: { Colour: "grey", size: "12" } },
          ...{
            safetyStock: 2,
            backorderLimit: 0,
            preorderLimit: 30,
            maxPerOrder: 5,
            maxPerBuyer: 9,
          },
          availableFrom: "2026-12-01T08:00:00+01:00",
        },
        { sku: "B", name: "Buoy", availableFrom: "2027-01-31T00:00:00Z" },
      ],
    );
  });

  it("says nothing of a field whose cell is empty, nor of attributes when none is filled", async () => {
    const { products } = await readItems(
      "sku,name,attributes,attribute.size,max_per_buyer\na,A,,,\n",
    );
    assert.deepEqual(products[0]?.item, { sku: "a", name: "A" });
  });

  it("joins the attributes of the JSON cell and of the columns, which win", async () => {
    const { products } = await readItems(
      'sku,name,attributes,attribute.size\na,A,"{""size"":1,""tarred"":true}",XL\n',
    );
    assert.deepEqual(products[0]?.item.attributes, { size: "XL", tarred: true });
  });

  it("takes text as it stands, and numbers and codes without the spaces around them", async () => {
    const { products } = await readItems(
      'sku,name,description,safety_stock\n a , A ,"one\r\ntwo\r",  3\n',
    );
    assert.deepEqual(products[0]?.item, {
      ...{ sku: "a", name: " A ", description: "one\r\ntwo\r", safetyStock: 3 },
    });
  });

  const HEADER =
    "sku,name,safety_stock,backorder_limit,preorder_limit,available_from,max_per_order,max_per_buyer,attribute.a";
  const NOT_A_COUNT = "must be a whole number from 0 to 1000000, not";
  const NOT_A_TIME = "must be a time such as 2026-12-01T08:00:00Z, or a day, not";
  const TABLE: readonly (readonly [string, string, string])[] = [
    ["no SKU", ",A,,,,,,,", "2 sku: must be 1 to 64 of the characters A-Z a-z 0-9 . _ ~ -"],
    ["no name", "a,,,,,,,,", "2 name: is required"],
    ["a name of spaces", "a,  ,,,,,,,", "2 name: is required"],
    ["half a unit", "a,A,0.5,,,,,,", `2 safety_stock: ${NOT_A_COUNT} "0.5"`],
    ["a negative limit", "a,A,,-1,,,,,", `2 backorder_limit: ${NOT_A_COUNT} "-1"`],
    ["a limit above all", "a,A,,,1000001,,,,", `2 preorder_limit: ${NOT_A_COUNT} "1000001"`],
    [
      "orders of nothing",
      "a,A,,,,,0,,",
      '2 max_per_order: must be a whole number from 1 to 1000000, not "0"',
    ],
    [
      "a quota of words",
      "a,A,,,,,,one,",
      '2 max_per_buyer: must be a whole number from 1 to 1000000, not "one"',
    ],
    ["a day that is none", "a,A,,,,2027-02-29,,,", `2 available_from: ${NOT_A_TIME} "2027-02-29"`],
    [
      "a month that is none",
      "a,A,,,,2026-13-01,,,",
      `2 available_from: ${NOT_A_TIME} "2026-13-01"`,
    ],
    ["a year before time", "a,A,,,,1969-12-31,,,", `2 available_from: ${NOT_A_TIME} "1969-12-31"`],
    [
      "an hour that is none",
      "a,A,,,,2026-12-01T24:00:00Z,,,",
      `2 available_from: ${NOT_A_TIME} "2026-12-01T24:00:00Z"`,
    ],
    [
      "a time of nowhere",
      "a,A,,,,2026-12-01T08:00:00,,,",
      `2 available_from: ${NOT_A_TIME} "2026-12-01T08:00:00"`,
    ],
    [
      "an endless attribute",
      `a,A,,,,,,,${"x".repeat(1_001)}`,
      "2 attribute.a: is longer than 1000 characters",
    ],
  ];
  for (const [what, row, error] of TABLE) {
    it(`refuses a row with ${what}, naming line and column, and takes the next`, async () => {
      const { products, errors } = await readItems(`${HEADER}\n${row}\ngood,Good,,,,,,,\n`);
      assert.deepEqual(errors, [error]);
      assert.deepEqual(
        products.map(({ item }) => item.sku),
        ["good"],
      );
    });
  }

  it("takes the 29th of February of a leap year", async () => {
    const { products } = await readItems("sku,name,available_from\na,A,2028-02-29\n");
    assert.equal(products[0]?.item.availableFrom, "2028-02-29T00:00:00Z");
  });

  it("refuses more attributes than an item may have, and one of a name that JSON readers refuse", async () => {
    const columns = Array.from({ length: 51 }, (_, index) => `attribute.a${index}`);
    const cells = columns.map(() => "x");
    const many = await readItems(`sku,name,${columns}\na,A,${cells}\n`);
    assert.deepEqual(many.errors, ["2 attribute.a50: is the row's attribute above 50"]);
    const proto = await readItems("sku,name,attribute.__proto__\na,A,x\n");
    assert.deepEqual(proto.errors, ['2 attribute.__proto__: cannot have the name "__proto__"']);
  });

  it("is not taken with a column of another kind, or without one it needs", async () => {
    assert.match((await readItems("sku,name,quantity\n")).format, /do not know: "quantity"/);
    assert.match((await readItems("sku,name,attribute.\n")).format, /do not know: "attribute."/);
    assert.match(
      (await readItems("sku;name\n")).format,
      /not a header we know of items: "sku;name"/,
    );
    assert.match((await readItems("sku,description\n")).format, /not a header we know of items/);
  });
});

describe("a file of stock", () => {
  const readStock = (text: string) => read(text, DEFAULTS, "stock");

  it("states counts, at the import's location where a row names none", async () => {
    const { format, products, errors } = await readStock(
      "sku,location,quantity,on_hand,reserved,incoming\na,ROT,7,6,1,0\na,,0,,,\n",
    );
    assert.deepEqual([format, errors], ["stock", []]);
    assert.deepEqual(products, [
      { line: 2, item: { sku: "a", stock: { location: "ROT", quantity: 7 } }, prices: [] },
      { line: 3, item: { sku: "a", stock: { location: "BER", quantity: 0 } }, prices: [] },
    ]);
  });

  const TABLE: readonly (readonly [string, string, string])[] = [
    ["no SKU", ",BER,1", "2 sku: must be 1 to 64 of the characters A-Z a-z 0-9 . _ ~ -"],
    ["no count", "a,BER,", "2 quantity: is required"],
    [
      "a count that is none",
      "a,BER,1e3",
      '2 quantity: must be a whole number from 0 to 1000000, not "1e3"',
    ],
    ["a location that is none", "a,B/R,1", "2 location: is no code of a location"],
    ["a field too few", "a,BER", "2 quantity: the row has 2 fields, the header 3"],
  ];
  for (const [what, row, error] of TABLE) {
    it(`refuses a row with ${what}, naming line and column`, async () => {
      assert.deepEqual((await readStock(`sku,location,quantity\n${row}\n`)).errors, [error]);
    });
  }

  it("is not taken with a column that says more than a count", async () => {
    assert.match((await readStock("sku,quantity,name\n")).format, /do not know: "name"/);
    assert.match((await readStock("sku,location\n")).format, /not a header we know of stock/);
  });
});

describe("what a row is about", () => {
  it("is its item, or its item at a location where it only counts", () => {
    const stock = { location: "BER", quantity: 1 };
    const about = (item: ImportedItem) => subjectOf({ line: 2, item, prices: [] });
    assert.equal(about({ sku: "a", name: "A", stock }), "a");
    assert.equal(about({ sku: "a", stock }), "a at BER");
  });
});

describe("the format of a file", () => {
  const TABLE: readonly (readonly [string, string, RegExp])[] = [
    ["whose header is none we know", "a,b\n", /not a header we know of products: "a,b"/],
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
    assert.equal(readerFor("products", header, DEFAULTS).ok, false);
    assert.ok(performance.now() - beganMs < 500, "each name is looked at once");
  });

  it("takes as many columns, and as long names, as it may have", async () => {
    const more = Array.from({ length: 496 }, (_, index) => `Metafield ${index}`);
    const header = ["Handle", "Title", "Variant Price", "x".repeat(255), ...more];
    assert.equal(readerFor("products", header, DEFAULTS).ok, true);
  });

  it("does not depend on case, spaces or the order of columns", async () => {
    const { format, products } = await read(" Name ,PRICE_EUR,Sku\nA,1,a\n");
    assert.equal(format, "simple");
    assert.deepEqual(products[0]?.prices, [{ currency: "EUR", amount: 100 }]);
  });
});
