import { hash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";

/** The schema of the header that `sendValidated` reads. */
export const ValidatorHeaders = Type.Object({
  "if-none-match": Type.Optional(
    Type.String({
      maxLength: 1000,
      description: "`ETag`s of answers that you have: 304 when one of them still says the same.",
    }),
  ),
});
export const NotModified = Type.Null({
  description: "What you have still says the same; only its times of reading are older.",
});

/** An answer and its tag. */
export type ValidatedAnswer = { readonly json: () => string; readonly tag: string };

/** Another one for another text. */
export const tagOf = (substance: string): string =>
  `W/"${hash("sha256", substance, "base64url").slice(0, 22)}"`;

/**
 * Answers with JSON text and a weak tag (`tagOf`) of its substance: what it says but for the times at which it was read, which are
 * other ones at every reading. A client that has that tag gets 304 instead. Clients may keep it, and ask each time.
 */
export function sendValidated(
  request: FastifyRequest,
  reply: FastifyReply,
  { json, tag }: ValidatedAnswer,
): FastifyReply {
  reply.header("etag", tag).header("cache-control", "private, no-cache");
  const known = request.headers["if-none-match"];
  if (known !== undefined && names(known, tag)) return reply.code(304).send();
  return reply.type("application/json; charset=utf-8").send(json());
}

/** RFC 9110 §13.1.2: compared weakly, so that a tag which a proxy made strong is ours, too. */
const names = (header: string, tag: string): boolean =>
  header.trim() === "*" ||
  header.split(",").some((each) => each.trim().replace(/^W\//, "") === tag.slice(2));
