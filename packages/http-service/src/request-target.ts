import type { IncomingMessage } from "node:http";
import { type Problem, problem } from "@holdfast/problem";
import { MALFORMED_URL } from "./problems.ts";

/** Nothing to decode, no query: most reads. Bytes beyond ASCII are refused by Node. */
const PLAIN = /^[\x21-\x24\x26-\x3e\x40-\x7e]*$/;
/** `__proto__=1`, `constructor[prototype]=1`, `a.__proto__=1`: nobody names a parameter so who means well. */
const PROTOTYPE_NAME = /[?&[.](?:__proto__|constructor|prototype)(?=[=&[\].]|$)/;

/** What is wrong with the target, percent escapes decoded: bytes that are no UTF-8 text, NUL, names of prototypes. */
export function targetRefusal(url: string): Problem | undefined {
  if (PLAIN.test(url)) return undefined;
  const text = decoded(url);
  if (text === undefined || text.includes("\0")) return MALFORMED_URL;
  const query = text.indexOf("?");
  return query >= 0 && PROTOTYPE_NAME.test(text.slice(query)) ? PROTOTYPE_PARAMETER : undefined;
}

/** A proxy may be sent `GET http://host/path` (RFC 9112, 3.2.2); we take it as `/path`. */
export function originForm({ url = "/" }: Pick<IncomingMessage, "url">): string {
  if (url.charCodeAt(0) === SLASH) return url;
  const [, rest] = /^https?:\/\/[^/?#]*(.*)$/i.exec(url) ?? [];
  if (rest === undefined) return url;
  return rest.startsWith("/") ? rest : `/${rest}`;
}

const SLASH = 47;

/** undefined for what is no UTF-8: cut short, overlong, half of a surrogate pair. */
function decoded(url: string): string | undefined {
  try {
    return decodeURIComponent(url);
  } catch {
    return undefined;
  }
}

const PROTOTYPE_PARAMETER = problem({
  status: 400,
  code: "validation-failed",
  title: "Validation failed",
  detail: "A query parameter has the name of a prototype.",
  errors: [{ path: "query", message: "must not name a prototype" }],
});
