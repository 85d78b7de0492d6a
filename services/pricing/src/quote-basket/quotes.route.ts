import type { Service } from "@holdfast/http-service";
import { type Caller, callerOf } from "@holdfast/http-service/caller";
import { sendProblem } from "@holdfast/http-service/errors";
import {
  type Answer,
  fingerprintOf,
  idempotencyProblem,
  once,
  readIdempotencyKey,
} from "@holdfast/idempotency";
import type { Database, Queryable } from "@holdfast/postgres";
import { type Problem, problemResponses } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { type Static, Type } from "typebox";
import { findBooks } from "../price-book.store.ts";
import type { PricingError } from "../pricing-error.ts";
import { toProblem } from "../problems.ts";
import type { QuoteSigner, SignToken } from "../quote-signer.ts";
import { findTaxRule } from "../tax-rule.store.ts";
import { closed, currencyError } from "../wire.ts";
import { quoteBasket } from "./quote-basket.ts";
import { QuoteBody, QuoteRequestBody, quoteClaims, writeQuote } from "./quote-wire.ts";
import { findQuote, insertQuote } from "./quotes.store.ts";

export type QuotesDeps = {
  readonly db: Database;
  readonly signer: QuoteSigner;
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly quoteTtlMs: number;
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
  response: { 201: QuoteBody, ...problemResponses(400, 401, 409, 422) },
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
  app.post("/v1/quotes", { schema: CREATE }, async (request, reply) => {
    const { account } = callerOf();
    const { body } = request;
    const key = readIdempotencyKey(request.headers["idempotency-key"]);
    if (!key.ok) return sendProblem(reply, idempotencyProblem(key.error));
    const unknown = currencyError("/currency", body.currency);
    if (unknown)
      return sendProblem(reply, toProblem({ kind: "fields-invalid", errors: [unknown] }));
    const order = { body, account, sign: await deps.signer.ready(), nowMs: deps.nowMs() };
    const answer = await answerOnce(deps, order, key.value);
    if (!answer.ok) return sendProblem(reply, idempotencyProblem(answer.error));
    if (answer.value.replayed) reply.header("idempotency-replayed", "true");
    if (answer.value.status !== 201) return sendProblem(reply, answer.value.body as Problem);
    return reply.code(201).send(answer.value.body as Static<typeof QuoteBody>);
  });

  app.get("/v1/quotes/:id", { schema: GET }, async (request, reply) => {
    const quote = await readQuote(deps, request.params.id, callerOf());
    if (!quote.ok) return sendProblem(reply, toProblem(quote.error));
    return quote.value;
  });
}

type Order = {
  readonly body: Static<typeof QuoteRequestBody>;
  readonly account: string;
  readonly sign: SignToken;
  readonly nowMs: number;
};

/** Makes the quote; under a key, at most once a day for it, answering repeats with what the first got. */
async function answerOnce({ db, ...deps }: QuotesDeps, order: Order, key: string | undefined) {
  const work = async (on: Queryable): Promise<Answer> => {
    const made = await makeQuote(on, deps, order);
    if (made.ok) return { status: 201, body: made.value };
    const refusal = toProblem(made.error);
    return { status: refusal.status, body: refusal };
  };
  if (key === undefined) return ok({ ...(await work(db)), replayed: false });
  const { account, nowMs, body } = order;
  const keyed = { account, key, fingerprint: fingerprintOf(CREATE.operationId, body), nowMs };
  return db.inTransaction((tx) => once(tx, keyed, () => work(tx)));
}

async function makeQuote(
  db: Queryable,
  { newId, quoteTtlMs }: Pick<QuotesDeps, "newId" | "quoteTtlMs">,
  { body, account, sign, nowMs }: Order,
): Promise<Result<Static<typeof QuoteBody>, PricingError>> {
  const books = await findBooks(db, [...new Set(body.items.map(({ sku }) => sku))]);
  const tax = await findTaxRule(db, body.region);
  const { items, currency, region, customerGroup = null } = body;
  const quote = quoteBasket({ items, currency, region, customerGroup, books, tax, nowMs });
  if (!quote.ok) return quote;
  const id = newId();
  // On a whole second, the unit of `exp`: the token and the quote end at the same moment.
  const expiresAtSeconds = Math.ceil((nowMs + quoteTtlMs) / 1000);
  const promise = { id, account, currency, region, customerGroup, nowMs, expiresAtSeconds };
  const token = sign(quoteClaims(quote.value, promise));
  const codes = body.couponCodes ?? [];
  const answer = {
    ...writeQuote(quote.value, promise),
    token,
    // There are no promotions yet, so no code is known.
    rejectedCoupons: codes.map((code) => ({ code, reason: "unknown-coupon" })),
  };
  await insertQuote(db, {
    id,
    account,
    request: body,
    versions: {
      prices: Object.fromEntries([...books.values()].map(({ sku, version }) => [sku, version])),
      taxRule: quote.value.taxVersion,
    },
    answer,
    createdAt: new Date(nowMs),
    expiresAt: new Date(expiresAtSeconds * 1000),
  });
  return ok(answer);
}

/** Another account's quote does not exist for this caller; an administrator sees them all. */
async function readQuote(
  { db, nowMs }: QuotesDeps,
  id: string,
  caller: Caller,
): Promise<Result<Static<typeof QuoteBody>, PricingError>> {
  const quote = await findQuote(db, id);
  if (quote === undefined || (quote.account !== caller.account && caller.scope !== "admin")) {
    return fail({ kind: "quote-not-found", id });
  }
  const expiresAtMs = quote.expiresAt.getTime();
  return nowMs() < expiresAtMs ? ok(quote.answer) : fail({ kind: "quote-expired", expiresAtMs });
}
