import { digestOf, type Part } from "./view-json.ts";

/**
 * A part of a view, and the answer that it was taken out of. What is said again and again is kept once: to keep the text of
 * every answer in its stead would have each of them survive the young generation of the heap.
 */
export type KnownAnswer = {
  /** The answer before and after the time at which it was read; undefined where nothing tells which time that is. */
  readonly answer: { readonly head: string; readonly tail: string } | undefined;
  /** When it was said last, Unix ms. */
  asOfMs: number;
  /** The part's JSON text before and after its time. */
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
  const timeAt = asOf === null || !TIME.test(asOf) ? -1 : text.indexOf(asOf);
  if (asOf === null || timeAt < 0 || text.includes(asOf, timeAt + 1)) return alone(part);
  // A copy: a piece of a longer text, which an element of a batch is, would keep all of it.
  const answer = around(Buffer.from(text).toString(), timeAt);
  const { head, tail } = around(json, json.indexOf(asOf));
  return { answer, asOfMs: Date.parse(asOf), head, tail, digest: digestOf(part), isStale };
}

const around = (text: string, timeAt: number) => ({
  head: text.slice(0, timeAt),
  tail: text.slice(timeAt + TIME_LENGTH),
});

/** Known, and no other answer says the same. */
export function alone({ json, isStale, digest = "" }: Part): KnownAnswer {
  return { answer: undefined, asOfMs: 0, head: json, tail: "", digest, isStale };
}

/** The part, as of the time of `text`, if that says what is known, which is then known as of that time. */
export function saidAgain(known: KnownAnswer, text: string): Part | undefined {
  const { answer, head, tail, digest, isStale } = known;
  const isSame =
    answer !== undefined &&
    text.length === answer.head.length + TIME_LENGTH + answer.tail.length &&
    text.startsWith(answer.head) &&
    text.endsWith(answer.tail);
  if (!isSame) return undefined;
  const timeAt = answer.head.length;
  const time = text.slice(timeAt, timeAt + TIME_LENGTH);
  if (!TIME.test(time)) return undefined;
  known.asOfMs = unixMs(time);
  return { json: head + time + tail, isStale, beganAtMs: 0, digest };
}

/** The part, as of when it was said last. */
export function partOf({ answer, asOfMs, head, tail, digest, isStale }: KnownAnswer): Part {
  const json = answer === undefined ? head : head + new Date(asOfMs).toISOString() + tail;
  return { json, isStale, beganAtMs: 0, ...(digest === "" ? {} : { digest }) };
}

/** Of a time of that form, at a quarter of what `Date.parse` costs. */
function unixMs(time: string): number {
  const number = (at: number, digits: number) => {
    let value = 0;
    for (let i = at; i < at + digits; i += 1) value = 10 * value + time.charCodeAt(i) - ZERO;
    return value;
  };
  const day = Date.UTC(number(0, 4), number(5, 2) - 1, number(8, 2));
  const seconds = 3_600 * number(11, 2) + 60 * number(14, 2) + number(17, 2);
  return day + 1_000 * seconds + number(20, 3);
}

const ZERO = "0".charCodeAt(0);
