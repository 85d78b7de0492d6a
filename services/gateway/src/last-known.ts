import { alone, type KnownAnswer, knownAnswer, partOf, saidAgain } from "./known-answer.ts";
import type { Part } from "./view-json.ts";

/** The newest parts of views by key, within bounds; beyond either of them the one not used for longest goes. */
export type LastKnown = {
  get(key: string): Part | undefined;
  set(key: string, part: Part): void;
  /**
   * The part of a view in what a service answered: what is known, if it says the same at another time; else what
   * `understand` makes of it, which is known from now on. Throws what that throws, and keeps what was known then.
   */
  learn(key: string, text: string, understand: (text: string) => Understood): Part;
  forget(key: string): void;
};

/** A part of an answer, and when that was read. */
export type Understood = { readonly part: Part; readonly asOf: string | null };

export type LastKnownBounds = {
  readonly entriesMax: number;
  /** Of keys and values together, as `bytesOf` counts. */
  readonly bytesMax: number;
};

const NOTHING = alone({ json: "", isStale: false, beganAtMs: 0 });

/** A value in the order of use: a ring, in which the newest and the oldest have the same neighbour. */
class Entry {
  readonly key: string;
  known = NOTHING;
  /** The most that two strings take: two bytes a character. What an entry takes besides, `entriesMax` bounds. */
  bytes = 0;
  older: Entry = this;
  newer: Entry = this;

  constructor(key: string) {
    this.key = key;
  }

  /** Returns how many bytes more it takes by that. */
  take(known: KnownAnswer): number {
    const before = this.bytes;
    const { answer, head, tail } = known;
    this.known = known;
    const answered = answer === undefined ? 0 : answer.head.length + answer.tail.length;
    this.bytes = 2 * (this.key.length + head.length + tail.length + answered);
    return this.bytes - before;
  }

  leave(): void {
    this.older.newer = this.newer;
    this.newer.older = this.older;
  }

  enterBefore(next: Entry): void {
    this.newer = next;
    this.older = next.older;
    next.older.newer = this;
    next.older = this;
  }
}

/**
 * Values are kept as JSON text: what they take is then known, and a long description costs its length and no more. Nearly
 * every read writes one, so the order is in links: taking a key out of a Map and putting it back costs more.
 */
export function lastKnown({ entriesMax, bytesMax }: LastKnownBounds): LastKnown {
  const entries = new Map<string, Entry>();
  const ends = new Entry("");
  let bytes = 0;
  const drop = (entry: Entry): void => {
    entry.leave();
    entries.delete(entry.key);
    bytes -= entry.bytes;
  };
  const use = (entry: Entry): void => {
    if (entry.newer === ends) return;
    entry.leave();
    entry.enterBefore(ends);
  };
  const put = (key: string, known: KnownAnswer): void => {
    const former = entries.get(key);
    const entry = former ?? new Entry(key);
    if (former === undefined) entries.set(key, entry);
    bytes += entry.take(known);
    use(entry);
    while (entries.size > entriesMax || bytes > bytesMax) drop(ends.newer);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      use(entry);
      return partOf(entry.known);
    },
    set: (key, part) => put(key, alone(part)),
    learn(key, text, understand) {
      const entry = entries.get(key);
      const known = entry && saidAgain(entry.known, text);
      if (entry !== undefined && known !== undefined) {
        use(entry);
        return known;
      }
      const { part, asOf } = understand(text);
      put(key, knownAnswer(text, part, asOf));
      return part;
    },
    forget(key) {
      const entry = entries.get(key);
      if (entry !== undefined) drop(entry);
    },
  };
}
