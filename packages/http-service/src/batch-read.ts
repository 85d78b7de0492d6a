import { type Problem, ProblemSchema } from "@holdfast/problem";
import type { FastifyReply } from "fastify";
import { type TSchema, type TString, Type } from "typebox";

/** 1 to `most` ids in one query parameter: `a,b,c`. `id` has a pattern, which allows no comma. */
export function commaSeparated(id: TString & { readonly pattern?: string }, most: number) {
  const one = String(id.pattern).replace(/^\^|\$$/g, "");
  return Type.String({
    pattern: `^${one}(?:,${one}){0,${most - 1}}$`,
    description: `1 to ${most} of them, comma-separated.`,
  });
}

/** What a batch of reads answers: of each what the read alone answers, or the problem with which it is refused. */
export const EachOf = <Body extends TSchema>(body: Body) =>
  Type.Array(
    Type.Union([body, Type.Object({ problem: ProblemSchema }, { additionalProperties: false })]),
    {
      description:
        "In the order asked, each as often as it is asked; an element is a line, so that a reader need not parse all of it.",
    },
  );

type Json = { [name: string]: unknown };

/** An element, by the schema `of` the read alone, so that both say it in the same words. */
export const shownElement = (reply: FastifyReply, body: object, of: TSchema): string =>
  reply.serializeInput(body as Json, of as Json);

export const refusedElement = (problem: Problem): string => JSON.stringify({ problem });

/** Sends `elements`, each of them JSON text: which has no line break, so those between them are the only ones. */
export const sendEach = (reply: FastifyReply, elements: readonly string[]): FastifyReply =>
  reply.type("application/json; charset=utf-8").send(`[\n${elements.join(",\n")}\n]`);
