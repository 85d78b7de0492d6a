import { digestOf, type Part } from "./view-json.ts";

/** A part of a view, and the answer that it was taken out of. */
export type KnownAnswer = {
  /** The newest answer that said so, and where in it stands when it was read; -1 where that is not known. */
  readonly text: string;
  readonly timeAt: number;
  /** The part's JSON text before and after that time. */
  readonly head: string;
  readonly tail: string;
  readonly digest: string;
  readonly isStale: boolean;
};

/** As `Date.toISOString` writes it, which is how our services do. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const TIME_LENGTH = 24;

/**
 * What to remember of an answer and the part that was taken out of it, so that the next one need not be taken apart where
 * its time is all that it says anew: most reads of a product find what the last one found. If anything else in it reads
 * like its time `asOf`, nothing tells which of them is the time, and every answer is taken apart.
 */
export function knownAnswer(text: string, part: Part, asOf: string | null): KnownAnswer {
  const { json, isStale } = part;
  const digest = digestOf(part);
  const timeAt = asOf === null || !TIME.test(asOf) ? -1 : text.indexOf(asOf);
  if (asOf === null || timeAt < 0 || text.includes(asOf, timeAt + 1)) {
    return { text: "", timeAt: -1, head: json, tail: "", digest, isStale };
  }
  const partAt = json.indexOf(asOf);
  const [head, tail] = [json.slice(0, partAt), json.slice(partAt + TIME_LENGTH)];
  return { text, timeAt, head, tail, digest, isStale };
}

/** What is known when `text` says what `known` says, whatever its time; undefined when it says anything else. */
export function ifSame(known: KnownAnswer, text: string): KnownAnswer | undefined {
  const { text: before, timeAt, head, tail, digest, isStale } = known;
  const restAt = timeAt + TIME_LENGTH;
  const isSame =
    timeAt >= 0 &&
    text.length === before.length &&
    text.slice(0, timeAt) === before.slice(0, timeAt) &&
    text.slice(restAt) === before.slice(restAt) &&
    TIME.test(text.slice(timeAt, restAt));
  return isSame ? { text, timeAt, head, tail, digest, isStale } : undefined;
}

/** The part, as of the newest answer. */
export function partOf(known: KnownAnswer, beganAtMs: number): Part {
  const { digest, isStale } = known;
  return { json: jsonOf(known), isStale, beganAtMs, digest };
}

export const jsonOf = ({ text, timeAt, head, tail }: KnownAnswer): string =>
  timeAt < 0 ? head : head + text.slice(timeAt, timeAt + TIME_LENGTH) + tail;
