let last = { ms: 0, text: new Date(0).toISOString() };

/** RFC 3339 in UTC with milliseconds, of a time in Unix ms. Remembers the last: a batch asks for the same one again and again. */
export function isoTime(ms: number): string {
  if (ms !== last.ms) last = { ms, text: new Date(ms).toISOString() };
  return last.text;
}
