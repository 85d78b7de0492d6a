import { AsyncResource } from "node:async_hooks";
import { Readable } from "node:stream";
import type { InventoryOperations, PricingOperations } from "@holdfast/contracts";
import type { Service } from "@holdfast/http-service";
import type { Outbound } from "@holdfast/outbound";
import { type Problem, ProblemError, problemResponses } from "@holdfast/problem";
import { currentRequest } from "@holdfast/request-context";
import type { FastifyReply } from "fastify";
import { Type } from "typebox";
import { listedPrice } from "../list-products/list-products.ts";
import { toProblem } from "../problems.ts";
import { ProductView } from "../product-view.ts";
import { checkCurrency, type Defaults, PurchaseFields } from "../purchase.ts";
import { refuse } from "../refuse.ts";
import { type Side, sideOf } from "../side.ts";
import { type Chunk, checkChunk, NOTHING_ASKED, type Summary } from "./bulk-check.ts";
import { inOrder } from "./in-order.ts";

export type BulkCheckDeps = Defaults & {
  readonly outbound: Pick<Outbound, "client">;
  /** Unix ms. */
  readonly nowMs: () => number;
};

const SKUS_MAX = 10_000;
/** After its deadline a stream is at its end but for what its reader has not taken. Who takes nothing is cut off. */
const READER_GRACE_MS = 1_000;

const closed = <const P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
const Degraded = ProductView.properties.degraded;
const Line = closed({
  sku: Type.String(),
  found: Type.Union([Type.Boolean(), Type.Null()], {
    description: "false: there is no such product; null: inventory could not be asked.",
  }),
  available: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
  price: ProductView.properties.price,
  degraded: Degraded,
  error: Type.Optional(
    closed({
      code: Type.String({ description: "Why: `upstream-unavailable` or `deadline-exceeded`." }),
    }),
  ),
});
const Count = Type.Integer({ minimum: 0 });
const SummaryBody = closed({
  asked: Count,
  found: Count,
  notFound: Count,
  unknown: Type.Integer({ minimum: 0, description: "Inventory could not be asked." }),
  inStock: Count,
  priced: Count,
  degraded: Degraded,
});
const SCHEMA = {
  operationId: "bulkCheckProducts",
  summary: "Check stock and prices of up to 10,000 SKUs",
  description:
    "One line a SKU, in the order asked, each as often as it is asked; the price is of one piece. What cannot be asked is null " +
    "and named in `degraded`, line by line, and fails nothing else; with nothing to be had at all the answer is 503 or 504. With " +
    '`Accept: application/x-ndjson` lines are sent as they come, as fast as they are read, and `{ "summary": … }` ends them: ' +
    "an answer without it is not whole.",
  tags: ["products"],
  security: [{ apiKey: [] }],
  body: closed({
    skus: Type.Array(Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$" }), {
      minItems: 1,
      maxItems: SKUS_MAX,
    }),
    currency: PurchaseFields.currency,
    region: PurchaseFields.region,
  }),
  response: {
    200: {
      description: "JSON, or JSON lines where they are asked for.",
      content: {
        "application/json": { schema: closed({ data: Type.Array(Line), summary: SummaryBody }) },
        "application/x-ndjson": { schema: Type.Unsafe<Readable>(Type.String()) },
      },
    },
    ...problemResponses(400, 401, 403, 413, 422, 429, 503, 504),
  },
};

/** A chunk, or a refusal of what was asked, which is about all of it. */
type Outcome = Chunk & { readonly refusal?: Problem };
type Outcomes = AsyncGenerator<Outcome, void, void>;

export function addBulkCheckRoute(api: Service, deps: BulkCheckDeps): void {
  const { defaultCurrency, defaultRegion, nowMs } = deps;
  const asker = chunkAsker(deps);

  api.post("/api/v1/products/bulk-check", { schema: SCHEMA }, async (request, reply) => {
    const { skus, currency = defaultCurrency, region = defaultRegion } = request.body;
    checkCurrency(currency, "/currency");
    // A stream asks when its reader is ready, which is outside of the request's context.
    const ask = AsyncResource.bind((chunk: readonly string[]) =>
      asker(chunk, { currency, region }),
    );
    const outcomes = inOrder(skus, { ask, hasFailed, nowMs });
    const { deadlineAtMs } = currentRequest() ?? {};
    return isStreamWanted(request.headers.accept)
      ? sendLines(reply, outcomes, deadlineAtMs === undefined ? undefined : deadlineAtMs - nowMs())
      : sendWhole(reply, outcomes);
  });
}

const isStreamWanted = (accept: string | undefined): boolean =>
  accept?.toLowerCase().includes("application/x-ndjson") ?? false;

const isAway = ({ kind }: Side<unknown>): boolean => kind === "down" || kind === "late";
const hasFailed = ({ inventory, pricing }: Outcome): boolean =>
  isAway(inventory) || isAway(pricing);

async function sendWhole(reply: FastifyReply, outcomes: Outcomes): Promise<FastifyReply> {
  const lines: string[] = [];
  let summary = NOTHING_ASKED;
  let isLate = false;
  for await (const outcome of outcomes) {
    if (outcome.refusal) throw new ProblemError(outcome.refusal);
    if (reply.raw.destroyed) return reply; // nobody reads it any more: ask for nothing more
    const checked = checkChunk(outcome, summary);
    lines.push(...checked.lines);
    summary = checked.summary;
    isLate ||= outcome.inventory.kind === "late" || outcome.pricing.kind === "late";
  }
  if (summary.unknown === summary.asked && summary.priced === 0) {
    const kind = isLate ? "deadline-exceeded" : "upstream-unavailable";
    return refuse(reply, toProblem({ kind, dependency: "inventory and pricing" }));
  }
  const body = `{"data":[${lines.join(",")}],"summary":${JSON.stringify(summary)}}`;
  return reply
    .header("vary", "accept, accept-encoding")
    .type("application/json; charset=utf-8")
    .send(body);
}

/** Waits for the first chunk: a refusal of what was asked is then a problem, not a line. */
async function sendLines(
  reply: FastifyReply,
  outcomes: Outcomes,
  leftMs: number | undefined,
): Promise<FastifyReply> {
  const first = await outcomes.next();
  if (!first.done && first.value.refusal) throw new ProblemError(first.value.refusal);
  const stream = Readable.from(
    linesOf(first.done ? [] : [first.value], outcomes),
    { objectMode: false, highWaterMark: 1 }, // one chunk ahead of what the connection takes
  );
  const cut = () => stream.destroy();
  const timer = leftMs === undefined ? undefined : setTimeout(cut, leftMs + READER_GRACE_MS);
  stream.once("close", () => clearTimeout(timer));
  return reply.header("vary", "accept").type("application/x-ndjson").send(stream);
}

async function* linesOf(first: readonly Outcome[], rest: Outcomes): AsyncGenerator<Buffer> {
  let summary: Summary = NOTHING_ASKED;
  const text = (outcome: Outcome): Buffer => {
    const checked = checkChunk(outcome, summary);
    summary = checked.summary;
    return Buffer.from(`${checked.lines.join("\n")}\n`);
  };
  try {
    for (const outcome of first) yield text(outcome);
    for await (const outcome of rest) yield text(outcome);
    yield Buffer.from(`{"summary":${JSON.stringify(summary)}}\n`);
  } finally {
    await rest.return();
  }
}

const DOWN = { kind: "down" } as const;

/** Asks both sides for a chunk, at once. */
function chunkAsker({ outbound }: BulkCheckDeps) {
  const inventory = outbound.client<InventoryOperations>("inventory");
  const pricing = outbound.client<PricingOperations>("pricing");
  return async (
    chunk: readonly string[],
    purchase: { readonly currency: string; readonly region: string },
  ): Promise<Outcome> => {
    const skus = [...chunk];
    const [stock, prices] = await Promise.all([
      inventory.call("listAvailability", { body: { skus } }),
      pricing.call("listPrices", { body: { skus, ...purchase } }),
    ]);
    try {
      return {
        skus,
        inventory: sideOf(stock, "product-not-found", ({ data }) => data),
        pricing: sideOf(prices, "price-not-found", ({ data }) => data.map(listedPrice)),
      };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { skus, inventory: DOWN, pricing: DOWN, refusal: error.problem };
    }
  };
}
