/** RFC 9110 §13: when a write may go ahead. */
export type Precondition =
  | { readonly kind: "none" }
  | { readonly kind: "absent" }
  | { readonly kind: "present" }
  | { readonly kind: "version"; readonly versions: readonly number[] };

/** The strong validator of a version. */
export const etagOf = (version: number): string => `"${version}"`;

/**
 * Reads `If-Match` and `If-None-Match`. Tags that are not ours (weak, unquoted) match no version, so the write is
 * refused rather than done blindly. If-Match goes first when both are sent.
 */
export function preconditionOf(headers: {
  readonly "if-match"?: string | undefined;
  readonly "if-none-match"?: "*" | undefined;
}): Precondition {
  const ifMatch = headers["if-match"]?.trim();
  if (ifMatch === "*") return { kind: "present" };
  if (ifMatch !== undefined) return { kind: "version", versions: versionsIn(ifMatch) };
  return headers["if-none-match"] === undefined ? { kind: "none" } : { kind: "absent" };
}

function versionsIn(tags: string): readonly number[] {
  return tags.split(",").flatMap((tag) => {
    const digits = /^"([1-9]\d{0,14})"$/.exec(tag.trim())?.[1];
    return digits === undefined ? [] : [Number(digits)];
  });
}
