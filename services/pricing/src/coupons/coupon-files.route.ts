import { Readable } from "node:stream";
import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import type { Logger } from "@holdfast/log";
import type { Queryable } from "@holdfast/postgres";
import { ProblemError, problem, problemResponses } from "@holdfast/problem";
import type { Result } from "@holdfast/result";
import { Type } from "typebox";
import type { PricingError } from "../pricing-error.ts";
import { toProblem } from "../problems.ts";
import { closed } from "../wire.ts";
import { EXPORT_PAGE_ROWS, exportCoupons } from "./coupons.store.ts";
import { EXPORT_HEADER, exportLine } from "./coupons.ts";
import { importCouponFile } from "./import-coupons.store.ts";

export type CouponFilesDeps = {
  readonly db: Queryable;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** The promotion with this id, in any case of its letters. */
  readonly findPromotion: (id: string) => Promise<Result<{ readonly id: string }, PricingError>>;
};

const IdPath = closed({ id: Type.String({ format: "uuid" }) });
const IMPORT = {
  operationId: "importCoupons",
  summary: "Import coupons from a CSV file",
  description:
    "Columns: code, max_uses (empty: as often as the promotion's budget allows). Good rows land while the file arrives, bad rows are listed; the same file again changes nothing.",
  tags: ["promotions"],
  params: IdPath,
  body: { content: { "text/csv": { schema: Type.Unsafe<AsyncIterable<Uint8Array>>({}) } } },
  response: {
    200: closed({
      rows: Type.Integer({ description: "In the file, without its header." }),
      created: Type.Integer(),
      updated: Type.Integer(),
      unchanged: Type.Integer(),
      rejected: Type.Integer(),
      errors: Type.Array(
        closed({
          line: Type.Integer({ description: "In the file, the header being 1." }),
          column: Type.String(),
          message: Type.String(),
        }),
        { description: "By line; the first 1,000 that were found." },
      ),
    }),
    ...problemResponses(400, 404, 409, 415),
  },
};
const EXPORT = {
  operationId: "exportCoupons",
  summary: "Export the coupons of a promotion as a CSV file",
  description:
    "By code: code, max_uses, uses. Importing the file changes nothing. Read in pages, each of one moment.",
  tags: ["promotions"],
  params: IdPath,
  response: {
    200: {
      description: "The file, in chunks. One that is not ended as HTTP has it is not whole.",
      content: { "text/csv": { schema: Type.Unsafe<Readable>(Type.String()) } },
    },
    ...problemResponses(400, 404, 409, 503),
  },
};

/** POST /v1/admin/promotions/{id}/coupons/import and GET …/export. */
export function addCouponFileRoutes(app: Service, deps: CouponFilesDeps): void {
  app.get("/v1/admin/promotions/:id/coupons/export", { schema: EXPORT }, async (request, reply) => {
    const promotion = await deps.findPromotion(request.params.id);
    if (!promotion.ok) return sendProblem(reply, toProblem(promotion.error));
    const pages = couponPages(deps, promotion.value.id);
    reply.header("content-disposition", 'attachment; filename="coupons.csv"');
    return reply
      .type("text/csv; charset=utf-8")
      .send(Readable.from(pages, { objectMode: false, highWaterMark: 1 }));
  });
  // In a scope of its own: it only takes CSV, as a stream.
  app.register(async (uploads: Service) => {
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser("text/csv", (_request, payload, done) => done(null, payload));
    uploads.post(
      "/v1/admin/promotions/:id/coupons/import",
      { schema: IMPORT },
      async (request, reply) => {
        const promotion = await deps.findPromotion(request.params.id);
        if (!promotion.ok) return sendProblem(reply, toProblem(promotion.error));
        const upload = request.body as AsyncIterable<Uint8Array>;
        const to = { ...deps, promotionId: promotion.value.id };
        return reply.send(await importCouponFile(whole(upload), to));
      },
    );
  });
}

/** The pages of the file. One that breaks off breaks the connection, so that no client takes it for whole. */
async function* couponPages({ db, log }: CouponFilesDeps, promotionId: string) {
  let header = EXPORT_HEADER;
  let afterCode = "";
  try {
    for (;;) {
      const coupons = await exportCoupons(db, { promotionId, afterCode });
      const page = header + coupons.map(exportLine).join("");
      if (page !== "") yield page;
      header = "";
      afterCode = coupons.at(-1)?.code ?? "";
      if (coupons.length < EXPORT_PAGE_ROWS) return;
    }
  } catch (error) {
    log.error({ err: error }, "export broke off");
    throw error;
  }
}

/** An upload that is cut off is the sender's fault, not ours. */
async function* whole(upload: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* upload;
  } catch (cause) {
    const detail =
      "The upload ended before it was whole. What had arrived has landed. Send the file again: it changes nothing twice.";
    throw new ProblemError(
      problem({ status: 400, code: "malformed-request", title: "Upload cut off", detail }),
      { cause },
    );
  }
}
