/** Tags at which a browser starts a new line. */
const BREAKS: ReadonlySet<string> = new Set(
  "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table section article blockquote hr".split(" "),
);
/** Elements whose content is no text. */
const SILENT: ReadonlySet<string> = new Set(["script", "style"]);

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  bull: "•",
  middot: "·",
  euro: "€",
  trade: "™",
  copy: "©",
  reg: "®",
  deg: "°",
  times: "×",
  eacute: "é",
  egrave: "è",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  szlig: "ß",
};

/**
 * The words of an HTML fragment: no tags, scripts or comments; white space as a browser shows it, a line per paragraph.
 * For reading only: the result is text, and `<` in it is no markup.
 */
export function htmlToText(html: string): string {
  return withoutMarkup(html.replace(/\s+/g, " "))
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, character)
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join("\n");
}

/**
 * One pass, and time in proportion to the length whatever the file's author wrote: a regular expression over unclosed
 * tags would need its square.
 */
function withoutMarkup(html: string): string {
  const closing = { tag: finder(html, />/g), comment: finder(html, /-->/g) };
  const ends = new Map(
    [...SILENT].map((name) => [name, finder(html, new RegExp(`</${name}`, "gi"))]),
  );
  const parts: string[] = [];
  let at = 0;
  for (let open = html.indexOf("<"); open >= 0; open = html.indexOf("<", at)) {
    parts.push(html.slice(at, open));
    const name = /^<\/?([a-z][a-z0-9]*|!--)/i.exec(html.slice(open, open + 16))?.[1]?.toLowerCase();
    const close = name === "!--" ? closing.comment(open) : closing.tag(open);
    if (name === undefined || close === undefined) {
      parts.push("<"); // "3 < 4"
      at = open + 1;
      continue;
    }
    const isSilent = html[open + 1] !== "/" && SILENT.has(name);
    at = isSilent ? (ends.get(name)?.(close) ?? html.length) : close + (name === "!--" ? 3 : 1);
    if (BREAKS.has(name)) parts.push("\n");
    else if (isSilent || name === "!--") parts.push(" ");
  }
  return parts.join("") + html.slice(at);
}

/** Finds the next match from a position that only grows; remembers it, so that all searches together are one pass. */
function finder(text: string, pattern: RegExp): (from: number) => number | undefined {
  let found: number | undefined = -1;
  return (from) => {
    if (found !== undefined && found < from) {
      pattern.lastIndex = from;
      found = pattern.exec(text)?.index;
    }
    return found;
  };
}

function character(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name] ?? entity;
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : entity;
}
