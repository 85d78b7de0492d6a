/**
 * Postcode expressions: a small part of regular expressions, matched by sets of positions instead of by trying one way after the
 * other. So the work is bounded by length of expression × length of postcode, whatever somebody writes.
 * There are letters, digits, `\d`, `.`, `[A-C5-9]`, groups with alternatives, and the counts `?`, `*`, `+`, `{2}`, `{2,}`,
 * `{2,4}`. It always stands for the whole postcode: `^` and `$` at its ends change nothing.
 */

/** The longest postcodes in use have 10 characters; French overseas rules of the EU's list take under 30 for theirs. */
const POSTCODE_LENGTH_MAX = 16;
export const POSTCODE_EXPRESSION_LENGTH_MAX = 200;

export type PostcodeExpression = readonly Sequence[];
type Sequence = readonly { readonly atom: Atom; readonly min: number; readonly max: number }[];
type Atom =
  | { readonly kind: "one-of"; readonly characters: string }
  | { readonly kind: "any" }
  | { readonly kind: "group"; readonly alternatives: PostcodeExpression };

/** As postcodes are compared: in capitals, without spaces and hyphens ("9000-123" is 9000123). */
export function comparablePostcode(text: string): string {
  return text.toUpperCase().replaceAll(/[\s-]/g, "");
}

/** True when the expression stands for the whole of a postcode in the form of `comparablePostcode`. */
export function matchesPostcode(expression: PostcodeExpression, postcode: string): boolean {
  if (postcode.length > POSTCODE_LENGTH_MAX) return false;
  return endsOf(expression, postcode, new Set([0])).has(postcode.length);
}

/** Where the expression may end when it begins at one of the positions. */
function endsOf(
  alternatives: PostcodeExpression,
  postcode: string,
  starts: ReadonlySet<number>,
): ReadonlySet<number> {
  const ends = new Set<number>();
  for (const sequence of alternatives) {
    let reached = starts;
    for (const part of sequence) reached = afterPart(part, postcode, reached);
    for (const end of reached) ends.add(end);
  }
  return ends;
}

function afterPart(
  { atom, min, max }: Sequence[number],
  postcode: string,
  starts: ReadonlySet<number>,
): ReadonlySet<number> {
  const ends = new Set<number>(min === 0 ? starts : []);
  let reached = starts;
  // Past the postcode's length there is nothing left to repeat on.
  for (let count = 1; count <= Math.min(max, POSTCODE_LENGTH_MAX) && reached.size > 0; count++) {
    reached = afterAtom(atom, postcode, reached);
    if (count >= min) for (const end of reached) ends.add(end);
  }
  return ends;
}

function afterAtom(atom: Atom, postcode: string, starts: ReadonlySet<number>): ReadonlySet<number> {
  if (atom.kind === "group") return endsOf(atom.alternatives, postcode, starts);
  const ends = new Set<number>();
  for (const start of starts) {
    const character = postcode[start];
    if (character === undefined) continue;
    if (atom.kind === "any" || atom.characters.includes(character)) ends.add(start + 1);
  }
  return ends;
}

/** Reads an expression; a text that says in a few words why it is none, or none that is accepted. */
export function readPostcodeExpression(text: string): PostcodeExpression | string {
  if (text.length > POSTCODE_EXPRESSION_LENGTH_MAX) {
    return `is longer than ${POSTCODE_EXPRESSION_LENGTH_MAX} characters`;
  }
  const inner = text.replace(/^\^/, "").replace(/\$$/, "");
  const reader: Reader = { text: inner, at: 0 };
  try {
    const alternatives = readAlternatives(reader, 0);
    if (reader.at < inner.length) throw new Refused("closes a group that is not open");
    if (matchesPostcode(alternatives, "")) throw new Refused("stands for an empty postcode");
    return alternatives;
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

/** Thrown and caught in this file alone, to get out of the recursion. */
class Refused extends Error {}
type Reader = { readonly text: string; at: number };

/** One group in another is enough for any country; more only serves to be misread. */
const DEPTH_MAX = 2;

function readAlternatives(reader: Reader, depth: number): PostcodeExpression {
  if (depth > DEPTH_MAX) throw new Refused(`nests groups deeper than ${DEPTH_MAX}`);
  const alternatives: Sequence[] = [];
  for (;;) {
    alternatives.push(readSequence(reader, depth));
    if (reader.text[reader.at] !== "|") return alternatives;
    reader.at++;
  }
}

function readSequence(reader: Reader, depth: number): Sequence {
  const parts: Sequence[number][] = [];
  while (reader.at < reader.text.length && !"|)".includes(reader.text[reader.at] ?? "")) {
    const atom = readAtom(reader, depth);
    const { min, max } = readCount(reader);
    if (max !== 1 && atom.kind === "group" && repeats(atom.alternatives)) {
      throw new Refused("repeats a group that repeats something");
    }
    parts.push({ atom, min, max });
  }
  if (parts.length === 0) throw new Refused("has an empty alternative");
  return parts;
}

/** True when something in it is counted other than once. */
function repeats(alternatives: PostcodeExpression): boolean {
  return alternatives.some((sequence) =>
    sequence.some(
      ({ atom, min, max }) =>
        min !== 1 || max !== 1 || (atom.kind === "group" && repeats(atom.alternatives)),
    ),
  );
}

const DIGITS = "0123456789";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

function readAtom(reader: Reader, depth: number): Atom {
  const character = reader.text[reader.at] ?? "";
  if (character === "(") return readGroup(reader, depth);
  if (character === "[") return readClass(reader);
  if (reader.text.startsWith("\\d", reader.at)) {
    reader.at += 2;
    return { kind: "one-of", characters: DIGITS };
  }
  reader.at++;
  if (character === ".") return { kind: "any" };
  if ((DIGITS + LETTERS).includes(character)) return { kind: "one-of", characters: character };
  throw new Refused(
    /[ -]/.test(character)
      ? "has a space or a hyphen: postcodes are compared without them"
      : `has ${JSON.stringify(character)}, which is not understood`,
  );
}

function readGroup(reader: Reader, depth: number): Atom {
  reader.at += reader.text.startsWith("(?:", reader.at) ? 3 : 1;
  const alternatives = readAlternatives(reader, depth + 1);
  if (reader.text[reader.at] !== ")") throw new Refused("leaves a group open");
  reader.at++;
  return { kind: "group", alternatives };
}

function readClass(reader: Reader): Atom {
  const match = /^\[((?:[A-Z0-9](?:-[A-Z0-9])?)+)\]/.exec(reader.text.slice(reader.at));
  if (!match) throw new Refused("has a [class] that is not of capitals, digits and ranges of them");
  reader.at += match[0].length;
  const characters = (match[1] ?? "").replaceAll(/(.)-(.)/g, (range, from, to) => {
    const known = DIGITS.includes(from) ? DIGITS : LETTERS;
    const [first, last] = [known.indexOf(from), known.indexOf(to)];
    if (last < first) throw new Refused(`has the range ${range}, which is none`);
    return known.slice(first, last + 1);
  });
  return { kind: "one-of", characters };
}

function readCount(reader: Reader): { readonly min: number; readonly max: number } {
  const match = /^(?:\?|\*|\+|\{(\d{1,2})(,(\d{0,2}))?\})/.exec(reader.text.slice(reader.at));
  if (!match) return { min: 1, max: 1 };
  reader.at += match[0].length;
  if (/^[?*+{]/.test(reader.text.slice(reader.at))) throw new Refused("counts a count");
  const [sign, from, comma, to] = match;
  if (sign === "?") return { min: 0, max: 1 };
  if (from === undefined) return { min: sign === "+" ? 1 : 0, max: Number.POSITIVE_INFINITY };
  const min = Number(from);
  const max =
    comma === undefined
      ? min
      : to === undefined || to === ""
        ? Number.POSITIVE_INFINITY
        : Number(to);
  if (max < min) throw new Refused("counts up to less than it begins with");
  return { min, max };
}
