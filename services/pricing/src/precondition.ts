/** The conditional headers of a write (RFC 9110, 13.1). */
export type Precondition = {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
};

/** The strong entity tag of a version. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * Whether a write may go on when the resource is at `version` (undefined: it does not exist). `If-Match` wants one of its
 * tags, or with `*` any version; `If-None-Match` wants none of its tags, or with `*` no version at all.
 */
export function holds(precondition: Precondition, version: number | undefined): boolean {
  const { ifMatch, ifNoneMatch } = precondition;
  if (ifMatch !== undefined && !names(ifMatch, version)) return false;
  return ifNoneMatch === undefined || !names(ifNoneMatch.replaceAll("W/", ""), version);
}

function names(header: string, version: number | undefined): boolean {
  if (version === undefined) return false;
  const tags = header.split(",").map((tag) => tag.trim());
  return tags.includes("*") || tags.includes(etagOf(version));
}
