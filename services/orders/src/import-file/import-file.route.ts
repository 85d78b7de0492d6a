import { createHash } from "node:crypto";
import type { Service } from "@holdfast/http-service";
import { accountOf } from "@holdfast/http-service/caller";
import { sendProblem } from "@holdfast/http-service/errors";
import { fingerprintOf, idempotencyProblem, readIdempotencyKey } from "@holdfast/idempotency";
import type { Logger } from "@holdfast/log";
import { isCurrency } from "@holdfast/money";
import type { Database } from "@holdfast/postgres";
import { type Problem, ProblemError, problemResponses } from "@holdfast/problem";
import { currentRequest } from "@holdfast/request-context";
import { fail, ok, type Result } from "@holdfast/result";
import { Type } from "typebox";
import { traceHeaders } from "../origin.ts";
import { toProblem } from "../problems.ts";
import type { Submissions } from "../restate-ingress.ts";
import type { ImportDefaults } from "./file-row.ts";
import { findErrors } from "./import-errors.store.ts";
import {
  abandonJob,
  findJob,
  findKeyedJob,
  type ImportJob,
  queueJob,
} from "./import-file.store.ts";
import type { ImportKind } from "./import-file.ts";
import type { ImportInput } from "./import-file.workflow.ts";
import { storeUpload } from "./upload.store.ts";

export type ImportRouteDeps = {
  readonly db: Database;
  readonly imports: Submissions<ImportInput>;
  readonly log: Logger;
  readonly nowMs: () => number;
  readonly newId: () => string;
  /** Where the units of a file lie that names no location. */
  readonly defaultLocation: string;
};

const CURRENCY_DEFAULT = "EUR";

const KINDS = ["products", "items", "stock", "prices"] as const satisfies readonly ImportKind[];

const CREATE = {
  operationId: "createImport",
  summary: "Import products, items, stock or prices from a CSV file",
  description:
    "Products: a Shopify product export, or our own columns sku, name, description, category, tax_category, attributes (a JSON object), location, quantity, price_<currency>, compare_at_<currency>. Items: sku, name, description, category, tax_category, attributes, attribute.<name>, safety_stock, backorder_limit, preorder_limit, available_from, max_per_order, max_per_buyer. Stock: sku, location, quantity (a count; on_hand, reserved and incoming of an export are passed over). Prices: sku, currency, amount (a decimal such as 19.99), minQuantity, customerGroup, channel, region, validFrom, validTo, compareAt, floor, priority; a row takes the place of the price with the same sku, currency, minQuantity, customerGroup, channel, region, validFrom and priority, and all others stay. Good rows land, bad rows are listed. An empty cell leaves its field as it is, and in a file of prices does not limit the price; the same file again changes nothing.",
  tags: ["imports"],
  headers: Type.Object({
    "idempotency-key": Type.Optional(
      Type.String({ description: "A repeat of the same upload gets the first job." }),
    ),
  }),
  querystring: Type.Object(
    {
      kind: Type.Enum(KINDS),
      currency: Type.Optional(
        Type.String({
          pattern: "^[A-Z]{3}$",
          default: CURRENCY_DEFAULT,
          description: "Of the prices of a Shopify export, which does not name it.",
        }),
      ),
      location: Type.Optional(
        Type.String({
          pattern: "^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$",
          description: "Where rows that name no location are counted.",
        }),
      ),
    },
    { additionalProperties: false },
  ),
  body: { content: { "text/csv": { schema: Type.Unsafe<AsyncIterable<Uint8Array>>({}) } } },
  response: {
    202: Type.Object({ id: Type.String({ format: "uuid" }), status: Type.Literal("queued") }),
    ...problemResponses(400, 401, 415, 422),
  },
};
const GET = {
  operationId: "getImport",
  summary: "Read how an import goes",
  tags: ["imports"],
  params: Type.Object({ id: Type.String({ format: "uuid" }) }),
  response: {
    200: Type.Object({
      id: Type.String({ format: "uuid" }),
      kind: Type.Enum(KINDS),
      status: Type.Enum(["queued", "running", "done", "failed"]),
      rows: Type.Integer({ description: "In the file, without the header and lines of images." }),
      accepted: Type.Integer({ description: "Applied so far: created, updated and unchanged." }),
      created: Type.Integer(),
      updated: Type.Integer(),
      unchanged: Type.Integer(),
      rejected: Type.Integer(),
      errors: Type.Array(
        Type.Object({
          line: Type.Integer({ description: "In the file, the header being 1." }),
          column: Type.String(),
          message: Type.String(),
        }),
        { description: "By line; the first 1,000 that were found." },
      ),
      createdAt: Type.String({ format: "date-time" }),
      finishedAt: Type.Optional(Type.String({ format: "date-time" })),
    }),
    ...problemResponses(400, 401, 404),
  },
};

/** POST /v1/admin/imports and GET /v1/admin/imports/{id}. Register them in a scope of their own: it only takes CSV. */
export function addImportRoutes(routes: Service, deps: ImportRouteDeps): void {
  routes.removeAllContentTypeParsers();
  routes.addContentTypeParser("text/csv", (_request, payload, done) => done(null, payload));

  routes.post("/v1/admin/imports", { schema: CREATE }, async (request, reply) => {
    const { kind, currency = CURRENCY_DEFAULT, location = deps.defaultLocation } = request.query;
    if (!isCurrency(currency)) {
      const unknown = { kind: "currency-unknown", currency, path: "query/currency" } as const;
      return sendProblem(reply, toProblem(unknown));
    }
    const key = readIdempotencyKey(request.headers["idempotency-key"]);
    if (!key.ok) return sendProblem(reply, idempotencyProblem(key.error));
    const job = await receive(deps, {
      bytes: request.body as AsyncIterable<Uint8Array>,
      idempotencyKey: key.value,
      query: { kind, currency, location },
    });
    if (!job.ok) return sendProblem(reply, job.error);
    const { id, replayed } = job.value;
    if (replayed) reply.header("idempotency-replayed", "true");
    reply.header("location", `/v1/admin/imports/${id}`);
    return reply.code(202).send({ id, status: "queued" });
  });

  routes.get("/v1/admin/imports/:id", { schema: GET }, async (request, reply) => {
    const { id } = request.params;
    const job = await findJob(deps.db, id);
    if (job === undefined || job.status === "receiving") {
      return sendProblem(reply, toProblem({ kind: "import-not-found", id }));
    }
    const errors = await findErrors(deps.db, id);
    return reply.send({ ...toBody(job), status: job.status, errors: [...errors] });
  });
}

type Received = {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly idempotencyKey: string | undefined;
  readonly query: ImportDefaults & { readonly kind: ImportKind };
};
type Queued = { readonly id: string; readonly replayed: boolean };

async function receive(
  deps: ImportRouteDeps,
  { bytes, idempotencyKey, query }: Received,
): Promise<Result<Queued, Problem>> {
  const { db, newId, nowMs } = deps;
  const account = accountOf();
  const digest = createHash("sha256");
  const upload = observed(bytes, (chunk) => digest.update(chunk));
  const keyNow = (key: string) => ({
    account,
    idempotencyKey: key,
    fingerprint: fingerprintOf(CREATE.operationId, { ...query, sha256: digest.digest("hex") }),
  });
  if (idempotencyKey !== undefined && (await findKeyedJob(db, { account, idempotencyKey }))) {
    for await (const _ of upload); // only its digest is of interest
    return repeat(deps, keyNow(idempotencyKey));
  }
  const jobId = newId();
  const correlationId = currentRequest()?.correlationId ?? jobId;
  const origin = { account, correlationId, trace: traceHeaders() };
  const { kind, ...defaults } = query;
  const file = { jobId, kind, origin, defaults, bytes: upload, nowMs: nowMs() };
  const stored = await storeUpload(db, file);
  if (!stored.ok) return fail(toProblem(stored.error));
  const key = idempotencyKey === undefined ? undefined : keyNow(idempotencyKey);
  const queued = await queueJob(db, jobId, key);
  if (queued === "key-taken" && key !== undefined) {
    await abandonJob(db, jobId, nowMs());
    return repeat(deps, key);
  }
  if (queued === "given-up") return fail(toProblem({ kind: "upload-given-up" }));
  await submit(deps, { jobId, origin });
  return ok({ id: jobId, replayed: false });
}

/** The answer to a key that another upload has: its job, if that was the same upload. */
async function repeat(
  { db }: ImportRouteDeps,
  key: { readonly account: string; readonly idempotencyKey: string; readonly fingerprint: string },
): Promise<Result<Queued, Problem>> {
  const first = await findKeyedJob(db, key);
  if (first?.fingerprint === key.fingerprint) return ok({ id: first.id, replayed: true });
  return fail(idempotencyProblem({ kind: "idempotency-key-reused" }));
}

async function submit({ imports, log }: ImportRouteDeps, input: ImportInput): Promise<void> {
  try {
    await imports.submit(input.jobId, input);
  } catch (error) {
    log.error({ err: error, jobId: input.jobId }, "import not submitted, it is tried again");
  }
}

/** The upload, seen on its way; one that is cut off is the sender's fault, not ours. */
async function* observed(
  bytes: AsyncIterable<Uint8Array>,
  see: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of bytes) {
      see(chunk);
      yield chunk;
    }
  } catch (cause) {
    throw new ProblemError(toProblem({ kind: "upload-cut" }), { cause });
  }
}

function toBody({ id, kind, rows, rejected, created, updated, unchanged, ...job }: ImportJob) {
  const accepted = created + updated + unchanged;
  return {
    ...{ id, kind, rows, accepted, created, updated, unchanged, rejected },
    createdAt: job.createdAt.toISOString(),
    ...(job.finishedAt === null ? {} : { finishedAt: job.finishedAt.toISOString() }),
  };
}
