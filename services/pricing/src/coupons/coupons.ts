import { COUPON_CODE_RULE, readCouponCode } from "../promotions/promotions.ts";

/** Without characters that people take for one another (0 O, 1 I L, 2 Z, 5 S, 8 B). */
const ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY";
/** Bytes from here on would make the first letters likelier than the others. */
const FAIR_BELOW = 256 - (256 % ALPHABET.length);

/** `length` counts the characters behind the prefix: 12 of 25 are 55 bits, so guessing finds nothing. */
export type Generation = {
  readonly count: number;
  readonly prefix: string;
  readonly length: number;
};

/** That many codes, each of them once; `randomBytes` must be fit for secrets. */
export function generateCodes(
  { count, prefix, length }: Generation,
  randomBytes: (size: number) => Uint8Array,
): ReadonlySet<string> {
  const codes = new Set<string>();
  let letters = "";
  while (codes.size < count) {
    for (const byte of randomBytes(Math.min((count - codes.size) * length * 2, 65_536))) {
      if (byte >= FAIR_BELOW) continue;
      letters += ALPHABET[byte % ALPHABET.length];
      if (letters.length < length) continue;
      codes.add(prefix + letters);
      letters = "";
      if (codes.size === count) break;
    }
  }
  return codes;
}

/** A coupon of a file; maxUses null: as often as the promotion's own budget allows. */
export type CouponRow = {
  readonly line: number;
  readonly code: string;
  readonly maxUses: number | null;
};
export type RowError = { readonly line: number; readonly column: string; readonly message: string };

/** Where a file has what; undefined where it has no such column. */
export type Columns = { readonly code: number | undefined; readonly maxUses: number | undefined };

/** The columns of a header: code, and max_uses or maxUses. Others (uses, as exports have it) are passed over. */
export function readHeader(line: string): Columns {
  const names = cellsOf(line).map((name) => name.toLowerCase().replaceAll("_", ""));
  const at = (name: string) => (names.includes(name) ? names.indexOf(name) : undefined);
  return { code: at("code"), maxUses: at("maxuses") };
}

const MAX_USES = /^[1-9]\d{0,8}$/;

/** The coupon of a line, or what is wrong with it. */
export function readRow(
  { text, line }: { readonly text: string; readonly line: number },
  columns: Columns,
): CouponRow | RowError {
  const cells = cellsOf(text);
  const code = readCouponCode(cells[columns.code ?? 0] ?? "");
  if (code === undefined) return { line, column: "code", message: COUPON_CODE_RULE };
  const uses = columns.maxUses === undefined ? "" : (cells[columns.maxUses] ?? "");
  if (uses === "") return { line, code, maxUses: null };
  if (MAX_USES.test(uses)) return { line, code, maxUses: Number(uses) };
  return { line, column: "max_uses", message: "has to be a whole number from 1, or empty" };
}

/** No cell of such a file has a comma or a line's end in it, so quotes only stand around cells. */
function cellsOf(line: string): readonly string[] {
  return line.split(",").map((cell) => {
    const trimmed = cell.trim();
    return /^"[^"]*"$/.test(trimmed) ? trimmed.slice(1, -1).trim() : trimmed;
  });
}

export const EXPORT_HEADER = "code,max_uses,uses\n";

/** A line of an export; importing it changes nothing. */
export function exportLine(coupon: {
  readonly code: string;
  readonly maxUses: number | null;
  readonly uses: number;
}): string {
  return `${coupon.code},${coupon.maxUses ?? ""},${coupon.uses}\n`;
}
