import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { csvRecords } from "./csv-records.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

async function* inChunksOf(size: number, text: string): AsyncGenerator<Uint8Array> {
  const all = bytes(text);
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

async function read(text: string, chunkBytes = 7) {
  return Array.fromAsync(csvRecords(inChunksOf(chunkBytes, text)));
}

const TABLE: readonly (readonly [string, string, readonly unknown[]])[] = [
  [
    "plain rows",
    "a,b\n1,2\n",
    [
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["1", "2"] },
    ],
  ],
  ["a byte order mark", "\ufeffa,b\n", [{ line: 1, cells: ["a", "b"] }]],
  [
    "Windows line ends, also inside quotes",
    'a,b\r\n"x\r\ny\r\nz",1\r\n2,3\r\n',
    [
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["x\r\ny\r\nz", "1"] },
      { line: 5, cells: ["2", "3"] },
    ],
  ],
  [
    "mixed and old Macintosh line ends",
    "a\r1\n2\r\n3",
    [
      { line: 1, cells: ["a"] },
      { line: 2, cells: ["1"] },
      { line: 3, cells: ["2"] },
      { line: 4, cells: ["3"] },
    ],
  ],
  [
    "empty lines, which are skipped but counted",
    "a\n\n\n1\n",
    [
      { line: 1, cells: ["a"] },
      { line: 4, cells: ["1"] },
    ],
  ],
  [
    "line ends of every kind inside quotes, which stay as they are",
    '"a\rb\nc\r\n\nd",1\n2,3\n',
    [
      { line: 1, cells: ["a\rb\nc\r\n\nd", "1"] },
      { line: 6, cells: ["2", "3"] },
    ],
  ],
  ["spaces, which belong to a cell", ' a , " b "\n', [{ line: 1, cells: [" a ", ' " b "'] }]],
  [
    "a word in quotes that goes on",
    '"Deluxe" mug,1\n',
    [{ line: 1, cells: ['"Deluxe" mug', "1"] }],
  ],
  ["quotes and commas in quotes", '"a ""x"", b"\n', [{ line: 1, cells: ['a "x", b'] }]],
  ["a quote inside a bare field", 'a,12" pipe\n', [{ line: 1, cells: ["a", '12" pipe'] }]],
  [
    "rows with fields missing or to spare",
    "a,b\n1\n1,2,3\n",
    [
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["1"] },
      { line: 3, cells: ["1", "2", "3"] },
    ],
  ],
  ["letters of several bytes", "größe,赤\n", [{ line: 1, cells: ["größe", "赤"] }]],
  ["nothing", "", []],
];

describe("csv records", () => {
  for (const [what, text, expected] of TABLE) {
    it(`reads ${what}, however the upload is cut into chunks`, async () => {
      for (const chunkBytes of [1, 2, 3, 5, 4096]) {
        assert.deepEqual(await read(text, chunkBytes), expected, `chunks of ${chunkBytes}`);
      }
    });
  }

  it("ends with the line of a quote that is never closed", async () => {
    assert.deepEqual(await read('a\n1\n"open\n2\n3\n'), [
      { line: 1, cells: ["a"] },
      { line: 2, cells: ["1"] },
      { line: 3, fault: "has a quote that is never closed; the rest of the file was not read" },
    ]);
  });

  it("gives up a record above a million characters instead of gathering it", async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield bytes('a\n"');
      for (; sent < 400; sent += 1) yield bytes("x".repeat(65_536));
    }
    const records = await Array.fromAsync(csvRecords(endless()));
    assert.match(JSON.stringify(records.at(-1)), /"line":2,"fault":"is longer than 1000000/);
    assert.ok(sent < 50, `${sent} chunks were read`);
  });

  it("throws when the upload is cut off", async () => {
    async function* cut(): AsyncGenerator<Uint8Array> {
      yield bytes("a\n1\n");
      throw new Error("aborted");
    }
    await assert.rejects(Array.fromAsync(csvRecords(cut())), /aborted/);
  });
});
