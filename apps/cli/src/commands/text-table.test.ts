import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { fieldsText, tableText } from "./text-table.ts";

const HEAD = ["SKU", "NAME", "UNITS", "STATUS"];
const ROWS = [
  ["MUG", "A blue mug for the harbour", 12, "in-stock"],
  ["PAN", "Pan", 1_200, "out"],
];
const FILE = { columns: undefined, colours: false };

describe("a table", () => {
  it("is aligned, numbers to the right, and whole where nobody looks", () => {
    assert.equal(
      tableText({ head: HEAD, rows: ROWS }, FILE),
      `SKU  NAME                        UNITS  STATUS
MUG  A blue mug for the harbour     12  in-stock
PAN  Pan                         1,200  out
`,
    );
  });

  for (const columns of [47, 40, 36]) {
    it(`fits ${columns} columns: the widest is cut`, () => {
      const lines = tableText({ head: HEAD, rows: ROWS }, { columns, colours: false }).split("\n");
      assert.ok(lines.every((line) => line.length <= columns));
      assert.match(lines[1] ?? "", /^MUG {2}A blue .*… +12 {2}in-stock$/);
    });
  }

  it("is a block a row where columns cannot fit", () => {
    const text = tableText({ head: HEAD, rows: ROWS }, { columns: 20, colours: false });
    assert.match(
      text,
      /^SKU {5}MUG\nNAME {4}A blue mug[^\n]*\nUNITS {3}12\nSTATUS {2}in-stock\n\nSKU/,
    );
  });

  it("has colours where they are seen, which take no room", () => {
    const plain = tableText({ head: HEAD, rows: ROWS }, { columns: 60, colours: false });
    const coloured = tableText({ head: HEAD, rows: ROWS }, { columns: 60, colours: true });
    assert.ok(coloured.includes("\x1b[32min-stock\x1b[39m"));
    assert.ok(coloured.includes("\x1b[31mout\x1b[39m"));
    assert.equal(stripVTControlCharacters(coloured), plain);
  });

  it("shows nothing of what a name could do to a terminal", () => {
    const text = tableText({ head: ["NAME"], rows: [["a\x1b[2Jb\r\nc\u009b1m"], [null]] }, FILE);
    assert.equal(text, "NAME\na [2Jb c 1m\n-\n");
  });
});

describe("fields", () => {
  it("are a line each, without those that are not there", () => {
    const text = fieldsText({ id: "1", "unit price": "1.00 EUR", none: null, zero: 0 }, FILE);
    assert.equal(text, "id          1\nunit price  1.00 EUR\nzero        0\n");
  });
});
