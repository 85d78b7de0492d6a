import type { Service } from "@holdfast/http-service";
import { type Caller, callerOf } from "@holdfast/http-service/caller";
import { sendProblem } from "@holdfast/http-service/errors";
import {
  fingerprintOf,
  type IdempotencyError,
  idempotencyProblem,
  once,
  readIdempotencyKey,
} from "@holdfast/idempotency";
import type { Database } from "@holdfast/postgres";
import { type Problem, problemResponses } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { type Static, Type } from "typebox";
import type { PricingError } from "../pricing-error.ts";
import { toProblem } from "../problems.ts";
import type { QuoteSigner } from "../quote-signer.ts";
import { closed } from "../wire.ts";
import { type MakeQuoteDeps, makeQuote, type Order } from "./make-quote.store.ts";
import { openQuoteLane, type QuoteLane } from "./quote-lane.store.ts";
import { QuoteBody, QuoteRequestBody } from "./quote-wire.ts";
import { findQuote, insertQuoteOnce, insertQuotes } from "./quotes.store.ts";

export type QuotesDeps = MakeQuoteDeps & {
  readonly signer: QuoteSigner;
  readonly nowMs: () => number;
};

const QuoteHeaders = Type.Object({
  "idempotency-key": Type.Optional(
    Type.String({
      description: "1 to 255 visible ASCII characters; a repeat gets the first answer.",
    }),
  ),
});
const CREATE = {
  operationId: "createQuote",
  summary: "Price a basket and freeze the price in a signed token",
  tags: ["quotes"],
  headers: QuoteHeaders,
  body: QuoteRequestBody,
  response: { 201: QuoteBody, ...problemResponses(400, 401, 409, 422, 503) },
};
const GET = {
  operationId: "getQuote",
  summary: "Read a quote while it holds",
  tags: ["quotes"],
  params: closed({ id: Type.String({ format: "uuid" }) }),
  response: { 200: QuoteBody, ...problemResponses(400, 401, 404, 410) },
};

/** POST /v1/quotes and GET /v1/quotes/{id}. */
export function addQuoteRoutes(app: Service, deps: QuotesDeps): void {
  const lane = openQuoteLane(deps.db);
  app.post("/v1/quotes", { schema: CREATE }, async (request, reply) => {
    const { account } = callerOf();
    const key = readIdempotencyKey(request.headers["idempotency-key"]);
    if (!key.ok) return sendProblem(reply, idempotencyProblem(key.error));
    const { body } = request;
    const order = { body, account, sign: await deps.signer.ready(), nowMs: deps.nowMs() };
    const answer = await answerOnce({ ...deps, lane }, order, key.value);
    if (!answer.ok) return sendProblem(reply, idempotencyProblem(answer.error));
    const { quote, refusal, replayed } = answer.value;
    if (replayed) reply.header("idempotency-replayed", "true");
    if (quote === undefined) return sendProblem(reply, refusal);
    return reply.code(201).type(JSON_TYPE).send(asBody(quote));
  });

  app.get("/v1/quotes/:id", { schema: GET }, async (request, reply) => {
    const quote = await readQuote(deps, request.params.id, callerOf());
    if (!quote.ok) return sendProblem(reply, toProblem(quote.error));
    return reply.type(JSON_TYPE).send(asBody(quote.value));
  });
}

const JSON_TYPE = "application/json; charset=utf-8";

/** As text an answer passes by the serializer, whose type it therefore takes. It is written with the headers, in one piece. */
function asBody(answer: string): Static<typeof QuoteBody> {
  const text: unknown = answer;
  return text as Static<typeof QuoteBody>;
}

type Answered =
  | { readonly quote: string; readonly refusal?: never; readonly replayed: boolean }
  | { readonly quote?: never; readonly refusal: Problem; readonly replayed: boolean };

/** Makes the quote; under a key, at most once a day for it, answering repeats with what the first got. */
async function answerOnce(
  deps: QuotesDeps & { readonly lane: QuoteLane },
  order: Order,
  key: string | undefined,
): Promise<Result<Answered, IdempotencyError>> {
  // Outside of a transaction: it may ask a cache or a tax provider. A repeat's is thrown away.
  const made = await makeQuote(deps, order);
  if (key !== undefined) return answerKeyed(deps, { ...order, key }, made);
  if (!made.ok) return ok({ refusal: toProblem(made.error), replayed: false });
  await deps.lane.store(made.value.stored);
  return ok({ quote: made.value.answer, replayed: false });
}

/** What is remembered of a quote is its id: the quote itself is stored already. */
async function answerKeyed(
  { db }: { readonly db: Database },
  { account, body, nowMs, key }: Order & { readonly key: string },
  made: Awaited<ReturnType<typeof makeQuote>>,
): Promise<Result<Answered, IdempotencyError>> {
  const keyed = { account, key, fingerprint: fingerprintOf(CREATE.operationId, body), nowMs };
  if (made.ok && (await insertQuoteOnce(db, made.value.stored, keyed)))
    return ok({ quote: made.value.answer, replayed: false });
  const answer = await db.inTransaction((tx) =>
    once(tx, keyed, async () => {
      if (!made.ok) {
        const refusal = toProblem(made.error);
        return { status: refusal.status, body: refusal };
      }
      const { stored } = made.value;
      await insertQuotes(tx, [stored]);
      return { status: 201, body: { id: stored.id } };
    }),
  );
  if (!answer.ok) return answer;
  const { status, body: remembered, replayed } = answer.value;
  if (status !== 201) return ok({ refusal: remembered as Problem, replayed });
  if (!replayed && made.ok) return ok({ quote: made.value.answer, replayed });
  const { id } = remembered as { readonly id: string };
  const quote = await findQuote(db, id);
  if (quote === undefined) throw new Error(`quote ${id} was made under a key, and is gone`);
  return ok({ quote: quote.answer, replayed });
}

/** Another account's quote does not exist for this caller; an administrator sees them all. */
async function readQuote(
  { db, nowMs }: QuotesDeps,
  id: string,
  caller: Caller,
): Promise<Result<string, PricingError>> {
  const quote = await findQuote(db, id);
  if (quote === undefined || (quote.account !== caller.account && caller.scope !== "admin")) {
    return fail({ kind: "quote-not-found", id });
  }
  const expiresAtMs = quote.expiresAt.getTime();
  return nowMs() < expiresAtMs ? ok(quote.answer) : fail({ kind: "quote-expired", expiresAtMs });
}
