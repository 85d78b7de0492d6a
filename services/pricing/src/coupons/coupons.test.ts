import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { exportLine, generateCodes, readHeader, readRow } from "./coupons.ts";
import { LINE_CHARS_MAX, textLines } from "./text-lines.ts";

/** Bytes as from a random source, the same in each run (xorshift32). */
function bytesOf(seed: number): (size: number) => Uint8Array {
  let state = seed;
  return (size) =>
    Uint8Array.from({ length: size }, () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return state & 255;
    });
}

describe("generated codes", () => {
  it("take each character as often as any other: bytes that would favour some are left out", () => {
    const bytes = [255, 0, 25, 254, 253, 1, 249, 252, 251, 250, 24, 2, 3, 4, 5, 6];
    const codes = generateCodes({ count: 1, prefix: "", length: 10 }, () => Uint8Array.from(bytes));
    assert.deepEqual([...codes], ["334YY679AC"]);
  });

  it("are as many as asked, each once, whatever the random source repeats", () => {
    let calls = 0;
    const stuttering = (size: number) => new Uint8Array(size).fill(calls++ % 3);
    const codes = generateCodes({ count: 3, prefix: "X-", length: 10 }, stuttering);
    assert.deepEqual([...codes], ["X-3333333333", "X-4444444444", "X-6666666666"]);
  });

  it("have none of the characters that people take for one another", () => {
    const codes = generateCodes({ count: 1000, prefix: "", length: 12 }, bytesOf(42));
    assert.equal(codes.size, 1000);
    assert.doesNotMatch([...codes].join(""), /[01258BILOSZ]/);
  });
});

describe("a file of coupons", () => {
  const columns = readHeader('\tCode , "maxUses",uses');
  const row = (text: string) => readRow({ line: 7, text }, columns);

  it("names its columns in any order and case", () => {
    assert.deepEqual(columns, { code: 0, maxUses: 1 });
    assert.deepEqual(readHeader("uses,max_uses,CODE"), { code: 2, maxUses: 1 });
    assert.deepEqual(readHeader("voucher,limit"), { code: undefined, maxUses: undefined });
  });

  it("has a code and a limit in each row; without one the promotion's budget decides", () => {
    assert.deepEqual(row("summer-26,5"), { line: 7, code: "SUMMER-26", maxUses: 5 });
    assert.deepEqual(row('"ABC",""'), { line: 7, code: "ABC", maxUses: null });
    assert.deepEqual(row("ABC"), { line: 7, code: "ABC", maxUses: null });
  });

  for (const [text, column] of [
    ["AB,1", "code"],
    ["-ABC,1", "code"],
    ["A B C,1", "code"],
    ["Größe,1", "code"],
    [",1", "code"],
    [`${"A".repeat(41)},1`, "code"],
    ["ABC,0", "max_uses"],
    ["ABC,-1", "max_uses"],
    ["ABC,1.5", "max_uses"],
    ["ABC,many", "max_uses"],
    ["ABC,9999999999", "max_uses"],
  ] as const) {
    it(`has a bad ${column} in ${JSON.stringify(text)}`, () => {
      const bad = row(text);
      assert.deepEqual([bad.line, "column" in bad && bad.column], [7, column]);
    });
  }

  it("is written so that it can be read", () => {
    assert.equal(exportLine({ code: "ABC", maxUses: null, uses: 3 }), "ABC,,3\n");
    assert.equal(exportLine({ code: "ABC", maxUses: 9, uses: 3 }), "ABC,9,3\n");
  });
});

describe("lines of an upload", () => {
  async function linesOf(...chunks: (string | Uint8Array)[]) {
    async function* upload() {
      for (const chunk of chunks) {
        yield typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
      }
    }
    const lines = await Array.fromAsync(textLines(upload()));
    return lines.map(({ line, text }) => `${line} ${text}`);
  }

  it("end in any way, also between two pieces, and empty ones are only counted", async () => {
    assert.deepEqual(await linesOf("a\r", "\nb\n\n", "c\rd", "e"), ["1 a", "2 b", "4 c", "5 de"]);
    assert.deepEqual(await linesOf("a\r"), ["1 a"]);
    assert.deepEqual(await linesOf(""), []);
  });

  it("begin behind a byte order mark, and a letter may come in two pieces", async () => {
    assert.deepEqual(await linesOf("\uFEFFcode\n"), ["1 code"]);
    const [first, second] = [Uint8Array.of(0xc3), Uint8Array.of(0xa4, 0x0a)];
    assert.deepEqual(await linesOf(first, second), ["1 ä"]);
  });

  it("are the last when they do not end", async () => {
    const long = "x".repeat(LINE_CHARS_MAX + 500);
    const cut = "x".repeat(LINE_CHARS_MAX + 1);
    assert.deepEqual(await linesOf("a\n", long, long, "\nb\n"), ["1 a", `2 ${cut}`]);
    assert.deepEqual(await linesOf(`${long}\nb\n`), [`1 ${cut}`]);
  });
});
