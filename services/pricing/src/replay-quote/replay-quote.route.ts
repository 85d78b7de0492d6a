import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { Type } from "typebox";
import type { PricingError } from "../pricing-error.ts";
import { toProblem } from "../problems.ts";
import { quoteInput } from "../quote-basket/make-quote.store.ts";
import { quoteBasket } from "../quote-basket/quote-basket.ts";
import { readFacts } from "../quote-basket/quote-facts.ts";
import { quoteClaims, writeAnswer } from "../quote-basket/quote-wire.ts";
import { loadShopAt } from "../shop-inputs.ts";
import { closed } from "../wire.ts";
import {
  findRecordedQuote,
  findTaxRuleAt,
  loadSkusAt,
  type RecordedQuote,
} from "./replay-quote.store.ts";
import { type Difference, differencesOf, revisionsOf, tokenOf } from "./replay-quote.ts";

const ReplayBody = closed({
  id: Type.String(),
  identical: Type.Boolean({ description: "Byte for byte, the token's claims included." }),
  differences: Type.Array(
    closed({
      path: Type.String({
        description: "A JSON pointer into the answer; below /token, its claims.",
      }),
      stored: Type.Optional(Type.Unknown()),
      computed: Type.Optional(Type.Unknown()),
    }),
  ),
});
const SCHEMA = {
  operationId: "replayQuote",
  summary: "Compute a stored quote again from what it was made of, and compare",
  tags: ["quotes"],
  params: closed({ id: Type.String({ format: "uuid" }) }),
  response: { 200: ReplayBody, ...problemResponses(400, 401, 404, 409) },
};

/** GET /v1/admin/quotes/{id}/replay: of every account, expired ones too, for as long as quotes are kept. */
export function addReplayQuoteRoute(app: Service, { db }: { readonly db: Database }): void {
  app.get("/v1/admin/quotes/:id/replay", { schema: SCHEMA }, async (request, reply) => {
    const differences = await replay(db, request.params.id);
    if (!differences.ok) return sendProblem(reply, toProblem(differences.error));
    const identical = differences.value.length === 0;
    return { id: request.params.id, identical, differences: [...differences.value] };
  });
}

async function replay(
  db: Database,
  id: string,
): Promise<Result<readonly Difference[], PricingError>> {
  const recorded = await findRecordedQuote(db, id);
  if (recorded === undefined) return fail({ kind: "quote-not-found", id });
  const { versions, request, answer } = recorded;
  if (versions.skus === undefined) return fail({ kind: "quote-not-replayable", id });
  const [skus, shop, tax] = await Promise.all([
    loadSkusAt(db, versions.skus),
    loadShopAt(db, revisionsOf(versions)),
    versions.tax === null ? undefined : findTaxRuleAt(db, versions.tax),
  ]);
  const facts = readFacts(recorded.facts);
  const quote = quoteBasket(quoteInput(request, { skus, shop, tax, facts }));
  if (!quote.ok) return ok([{ path: "", stored: "a quote", computed: toProblem(quote.error) }]);
  const signed = tokenOf(answer);
  const promise = promiseOf(recorded);
  const computed = {
    claims: JSON.stringify(quoteClaims(quote.value, promise)),
    // A signature says nothing of how the price was computed: the token that was given stands for itself.
    answer: writeAnswer(quote.value, promise, signed?.token ?? ""),
  };
  const claims = Buffer.from(signed?.payload ?? "", "base64url").toString();
  return ok([
    ...differencesOf({ stored: answer, computed: computed.answer }, ""),
    ...differencesOf({ stored: claims, computed: computed.claims }, "/token"),
  ]);
}

function promiseOf({ id, account, request, facts, expiresAt }: RecordedQuote) {
  const expiresAtSeconds = Math.round(expiresAt.getTime() / 1000);
  return { id, account, request, nowMs: facts.nowMs, expiresAtSeconds };
}
