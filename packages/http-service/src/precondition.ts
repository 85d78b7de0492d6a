import { Type } from "typebox";

/** RFC 9110 §13: when a write may go ahead. */
export type Precondition =
  | { readonly kind: "none" }
  | { readonly kind: "absent" }
  | { readonly kind: "present" }
  | { readonly kind: "version"; readonly versions: readonly number[] };

/** The schema of the headers that `preconditionOf` reads. */
export const PreconditionHeaders = Type.Object({
  "if-match": Type.Optional(
    Type.String({
      maxLength: 1000,
      description: "ETags, or `*`: replace only what has one of them.",
    }),
  ),
  "if-none-match": Type.Optional(Type.Literal("*", { description: "Create only." })),
});

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

/** Whether a write may go ahead where the resource is at `version`; undefined when there is none. */
export function permits(precondition: Precondition, version: number | undefined): boolean {
  switch (precondition.kind) {
    case "none":
      return true;
    case "absent":
      return version === undefined;
    case "present":
      return version !== undefined;
    case "version":
      return version !== undefined && precondition.versions.includes(version);
    default:
      return precondition satisfies never;
  }
}
