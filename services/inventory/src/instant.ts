const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** An RFC 3339 time; undefined for one that no clock shows (a 61st second) and for years that four digits do not tell. */
export function readInstant(text: string): Date | undefined {
  const atMs = Date.parse(text);
  return atMs >= 0 && atMs <= LAST_MS ? new Date(atMs) : undefined;
}
