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

/** Values are kept as JSON text: what they take is then known, and a long description costs its length and no more. */
export function lastKnown<Value>({ entriesMax, bytesMax }: LastKnownBounds): LastKnown<Value> {
  // A Map keeps the order of insertion, so its first entry is the one longest unused.
  const texts = new Map<string, string>();
  let bytes = 0;
  const forget = (key: string): void => {
    const text = texts.get(key);
    if (text === undefined) return;
    texts.delete(key);
    bytes -= bytesOf(key, text);
  };
  const put = (key: string, text: string): void => {
    forget(key);
    texts.set(key, text);
    bytes += bytesOf(key, text);
  };
  return {
    get(key) {
      const text = texts.get(key);
      if (text === undefined) return undefined;
      put(key, text);
      return JSON.parse(text) as Value;
    },
    set(key, json) {
      put(key, json);
      for (const oldest of texts.keys()) {
        if (texts.size <= entriesMax && bytes <= bytesMax) break;
        forget(oldest);
      }
    },
    forget,
  };
}

/** The most that two strings take: two bytes a character. What an entry takes besides, `entriesMax` bounds. */
const bytesOf = (key: string, text: string): number => 2 * (key.length + text.length);
