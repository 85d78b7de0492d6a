import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gatheredLines } from "./gathered-lines.ts";

function gathering() {
  const written: string[] = [];
  const scheduled: { readonly work: () => void; readonly delayMs: number }[] = [];
  const lines = gatheredLines(
    (bytes) => written.push(bytes.toString()),
    (work, delayMs) => scheduled.push({ work, delayMs }),
    4096,
  );
  return { lines, written, scheduled };
}

describe("gathered lines", () => {
  it("are passed on together, 20 ms after the first", () => {
    const { lines, written, scheduled } = gathering();
    lines.write("a\n");
    lines.write("b\n");
    assert.deepEqual(written, []);
    assert.deepEqual(
      scheduled.map(({ delayMs }) => delayMs),
      [20],
    );
    scheduled.shift()?.work();
    assert.deepEqual(written, ["a\nb\n"]);
    lines.write("c\n");
    scheduled.shift()?.work();
    assert.deepEqual(written, ["a\nb\n", "c\n"]);
  });

  it("are passed on before a write would be longer than it may, never in pieces", () => {
    const { lines, written, scheduled } = gathering();
    const line = `${"x".repeat(1499)}\n`;
    for (let i = 0; i < 5; i += 1) lines.write(line);
    lines.write("y".repeat(5000));
    scheduled.shift()?.work();
    assert.deepEqual(written, [line + line, line + line, line, "y".repeat(5000)]);
  });

  it("are whole whatever their characters take", () => {
    const { lines, written, scheduled } = gathering();
    const line = `${"€".repeat(4095)}\n`;
    lines.write(line);
    scheduled.shift()?.work();
    assert.deepEqual(written, [line]);
  });

  it("are passed on at once from the process's exit on, as no timer runs any more", () => {
    const { lines, written } = gathering();
    lines.write("a\n");
    lines.close();
    lines.write("b\n");
    assert.deepEqual(written, ["a\n", "b\n"]);
  });

  it("are passed on when a fatal line asks for it", () => {
    const { lines, written, scheduled } = gathering();
    lines.write("a\n");
    lines.flushSync();
    scheduled.shift()?.work();
    assert.deepEqual(written, ["a\n"]);
  });
});
