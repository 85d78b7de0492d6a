type Json = unknown;

// More lines than this are no diff any more but a rewrite.
const DIFFERENCES_MAX = 40;

/**
 * Where two JSON documents differ, one line each, by JSON pointer:
 * `/paths/~1v1~1quotes/post/summary: "old" → "new"`. Empty when they are equal.
 */
export function differences(committed: Json, fresh: Json): readonly string[] {
  const found = differencesAt("", committed, fresh);
  const hidden = found.length - DIFFERENCES_MAX;
  return hidden <= 0 ? found : [...found.slice(0, DIFFERENCES_MAX), `… and ${hidden} more`];
}

function differencesAt(pointer: string, committed: Json, fresh: Json): readonly string[] {
  if (isBranch(committed) && isBranch(fresh) && Array.isArray(committed) === Array.isArray(fresh)) {
    const keys = new Set([...Object.keys(committed), ...Object.keys(fresh)]);
    return [...keys].flatMap((key) =>
      differencesAt(`${pointer}/${escaped(key)}`, committed[key], fresh[key]),
    );
  }
  if (committed === fresh) return [];
  return [`${pointer || "/"}: ${shown(committed)} → ${shown(fresh)}`];
}

const isBranch = (value: Json): value is Record<string, Json> =>
  typeof value === "object" && value !== null;

// RFC 6901 §3.
const escaped = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

function shown(value: Json): string {
  if (value === undefined) return "(absent)";
  const text = JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
