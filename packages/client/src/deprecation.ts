/** What an answer says about the life of what was asked: `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and their `Link`. */
import type { Operation } from "./request.ts";

export type Deprecation = {
  /** What was asked, such as `GET /api/v1/products/{sku}`. */
  readonly operation: string;
  /** Since when; it may be yet to come. Undefined where the server did not say. */
  readonly deprecatedAt?: Date;
  /** From when on it may be answered no more. Undefined where that is not known. */
  readonly sunsetAt?: Date;
  /** The page that says what to do instead. */
  readonly link?: string;
};
export type Tell = (operation: Operation, headers: Headers) => void;

/** Tells `listener` of each operation once, however often it is called: what is said of it does not change by the call. */
export function deprecationsTo(listener: (deprecation: Deprecation) => void): Tell {
  const told = new Set<string>();
  return ({ method, path }, headers) => {
    const operation = `${method} ${path}`;
    if (!headers.has("deprecation") && !headers.has("sunset")) return;
    if (told.has(operation)) return;
    told.add(operation);
    listener(deprecationIn(headers, operation));
  };
}

function deprecationIn(headers: Headers, operation: string): Deprecation {
  const deprecatedAt = dateIn(headers.get("deprecation"));
  const sunsetAt = dateIn(headers.get("sunset"));
  const link = linkIn(headers.get("link"));
  return {
    operation,
    ...(deprecatedAt === undefined ? {} : { deprecatedAt }),
    ...(sunsetAt === undefined ? {} : { sunsetAt }),
    ...(link === undefined ? {} : { link }),
  };
}

/** `@1767225600`, or a date as HTTP writes it. */
function dateIn(text: string | null): Date | undefined {
  const [, seconds] = /^@(-?\d{1,12})$/.exec(text ?? "") ?? [];
  const date = new Date(seconds === undefined ? (text ?? "") : 1_000 * Number(seconds));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The address of the link that is about a deprecation or a sunset, of as many as there are. */
const linkIn = (text: string | null): string | undefined =>
  /<([^<>]*)>(?:\s*;[^<]*?)?;\s*rel="?(?:deprecation|sunset)\b/i.exec(text ?? "")?.[1];
