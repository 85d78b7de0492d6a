/** Where a page ends: its last order. Orders come newest first, those of one millisecond by their ids. */
export type OrderPlace = { readonly createdAtMs: number; readonly id: string };

/** What a cursor looks like: a time within the years that PostgreSQL knows, and an id. */
export const CURSOR_PATTERN =
  "^[0-9]{1,13}[.][0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

/** A place as text. Clients hand it back; what it says is ours. */
export const toCursor = ({ createdAtMs, id }: OrderPlace): string => `${createdAtMs}.${id}`;

/** Reads text of `CURSOR_PATTERN`. */
export function parseCursor(text: string): OrderPlace {
  const [createdAtMs = "", id = ""] = text.split(".");
  return { createdAtMs: Number(createdAtMs), id };
}
