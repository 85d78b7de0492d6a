/** Above any line of a file of coupons; it bounds what a file without line ends may gather. */
export const LINE_CHARS_MAX = 1_000;

export type TextLine = { readonly line: number; readonly text: string };

/**
 * The lines of an upload as it arrives (UTF-8 with or without byte order mark, any line ending), without empty ones. A line
 * that is too long is the last: `text` is then cut off to one more than `LINE_CHARS_MAX`.
 */
export async function* textLines(upload: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder();
  let line = 0;
  let rest = "";
  for await (const bytes of upload) {
    const text = rest + decoder.decode(bytes, { stream: true });
    // A carriage return at the very end may be the first half of a line's end.
    const complete = text.endsWith("\r") ? text.slice(0, -1) : text;
    const lines = complete.split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? "") + text.slice(complete.length);
    for (const each of lines) {
      line += 1;
      if (each.trim() !== "") yield { line, text: each.slice(0, LINE_CHARS_MAX + 1) };
      if (each.length > LINE_CHARS_MAX) return;
    }
    if (rest.length > LINE_CHARS_MAX) break;
  }
  rest += decoder.decode();
  const last = rest.replace(/\r$/, "");
  if (last.trim() !== "") yield { line: line + 1, text: last.slice(0, LINE_CHARS_MAX + 1) };
}
