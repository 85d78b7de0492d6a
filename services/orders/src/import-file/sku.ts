/** What every service takes as a SKU. */
const SKU = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/;
const SKU_LENGTH_MAX = 64;

export const isSku = (text: string): boolean => SKU.test(text);

/**
 * The SKU of a variant that has none: its handle and option values as a slug (`harbour-jacket-m-navy`). The same words
 * give the same SKU, in any file and any year. Where letters had to be dropped or the slug cut to 64 characters, a hash of the words
 * keeps different ones apart. Undefined when there is nothing to make a SKU of.
 */
export function deriveSku(words: readonly string[]): string | undefined {
  const text = words.join("\n");
  if (!/\S/.test(text)) return undefined;
  const plain = words.map(withoutAccents);
  const slug = plain.map(slugOf).filter(Boolean).join("-");
  const lossless = slug.length <= SKU_LENGTH_MAX && plain.every((word) => isPlain(word));
  if (lossless && slug !== "") return slug;
  const suffix = hashOf(text);
  const head = slug.slice(0, SKU_LENGTH_MAX - suffix.length - 1).replace(/-+$/, "");
  return head === "" ? suffix : `${head}-${suffix}`;
}

/** Letters that Unicode does not compose of a plain one and a mark. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
};

/** `É` → `e`, `ß` → `ss`. */
function withoutAccents(text: string): string {
  const bare = text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "");
  return bare.replace(/[ßæœøłđ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter);
}

/** ASCII only: nothing but separators is lost by `slugOf`. */
const isPlain = (word: string): boolean => /^[\x20-\x7e\s]*$/.test(word) && /[a-z0-9]/.test(word);

function slugOf(word: string): string {
  return word.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/** 64-bit FNV-1a over UTF-16 code units, in base 36: 13 characters at most, no secret, no import. */
function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  }
  return hash.toString(36);
}
