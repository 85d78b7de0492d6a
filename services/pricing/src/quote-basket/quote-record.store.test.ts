import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { packRecord, type QuoteRecord, unpackRecord } from "./quote-record.store.ts";

const record = (answer: unknown): QuoteRecord => ({
  request: JSON.stringify({ items: [{ sku: "mug", quantity: 1 }], note: "two\nlines" }),
  versions: JSON.stringify({ skus: { mug: [1, 0, 0] } }),
  facts: JSON.stringify({ nowMs: 1 }),
  answer: JSON.stringify(answer),
});

describe("the record of a quote", () => {
  it("comes back byte for byte, whatever characters it has", () => {
    const odd = record({ rule: "Käse × 茶 🫖", lines: "a\nb\r\u2028", quote: '"\\' });
    assert.deepEqual(unpackRecord(packRecord(odd)), odd);
  });

  for (const characters of [20_000, 60_000, 400_000]) {
    it(`comes back with an answer of ${characters} characters, next to a short one`, () => {
      const long = record("×".repeat(characters) + "茶".repeat(characters / 2));
      const short = record("short");
      const packed = [long, short, long].map(packRecord);
      assert.deepEqual(packed.map(unpackRecord), [long, short, long]);
    });
  }

  it("takes a fraction of its size", () => {
    const lines = Array.from({ length: 100 }, (_, n) => ({ sku: `SKU-${n}`, total: n * 7 }));
    const long = record({ lines });
    assert.ok(packRecord(long).length < long.answer.length / 3);
  });

  it("is refused when any bit of it was changed", () => {
    const packed = packRecord(record({ total: 4200 }));
    for (let at = 0; at < packed.length; at += 1) {
      const changed = Uint8Array.from(packed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      let unpacked: QuoteRecord | undefined;
      try {
        unpacked = unpackRecord(changed);
      } catch {
        continue;
      }
      assert.deepEqual(unpacked, record({ total: 4200 }), `byte ${at}`); // a bit of the header that means nothing
    }
  });
});
