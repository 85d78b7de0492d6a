/** The newest values by key, within bounds; beyond either of them the one not used for longest goes. */
export type LastKnown<Value> = {
  get(key: string): Value | undefined;
  /** `json` is the value's JSON text. */
  set(key: string, json: string): void;
  forget(key: string): void;
};

export type LastKnownBounds = {
  readonly entriesMax: number;
  /** Of keys and values together, as `bytesOf` counts. */
  readonly bytesMax: number;
};

/** A value in the order of use: a ring, in which the newest and the oldest have the same neighbour. */
class Entry {
  readonly key: string;
  text = "";
  /** The most that two strings take: two bytes a character. What an entry takes besides, `entriesMax` bounds. */
  bytes = 0;
  older: Entry = this;
  newer: Entry = this;

  constructor(key: string) {
    this.key = key;
  }

  /** Returns how many bytes more it takes by that. */
  take(text: string): number {
    const before = this.bytes; // kept: the former text is not in any cache of the processor by now
    this.text = text;
    this.bytes = 2 * (this.key.length + text.length);
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
export function lastKnown<Value>({ entriesMax, bytesMax }: LastKnownBounds): LastKnown<Value> {
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
  const put = (key: string, json: string): void => {
    const known = entries.get(key);
    const entry = known ?? new Entry(key);
    if (known === undefined) entries.set(key, entry);
    bytes += entry.take(json);
    use(entry);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      use(entry);
      return JSON.parse(entry.text) as Value;
    },
    set(key, json) {
      put(key, json);
      while (entries.size > entriesMax || bytes > bytesMax) drop(ends.newer);
    },
    forget(key) {
      const entry = entries.get(key);
      if (entry !== undefined) drop(entry);
    },
  };
}
