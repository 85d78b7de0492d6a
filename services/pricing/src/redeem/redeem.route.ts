import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import { MAX_AMOUNT_MINOR } from "@holdfast/money";
import type { Database, Queryable } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { Type } from "typebox";
import { toProblem } from "../problems.ts";
import { Currency, closed } from "../wire.ts";
import {
  findRedeemed,
  insertNothingRedeemed,
  insertRedemption,
  lockBudgets,
  lockOrder,
  restoreRedemption,
} from "./redeem.store.ts";
import { judgeBudgets, judgeRepeat, type Redemption, type RedemptionError } from "./redeem.ts";

export type RedeemDeps = { readonly db: Database; readonly nowMs: () => number };

/** A quote applies a handful; 20 codes and what needs none. */
const PROMOTIONS_MAX = 100;

const OrderId = Type.String({ format: "uuid" });
const RedemptionBody = closed({
  orderId: OrderId,
  customerId: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 128,
      description: "Who limits per customer count by. Without it what has such a limit is refused.",
    }),
  ),
  currency: Currency,
  promotions: Type.Array(
    closed({
      promotionId: Type.String({ format: "uuid" }),
      couponCode: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
      discountMinor: Type.Integer({ minimum: 0, maximum: MAX_AMOUNT_MINOR * 100 }),
    }),
    { minItems: 1, maxItems: PROMOTIONS_MAX },
  ),
});
const REDEEM = {
  operationId: "redeemPromotions",
  summary: "Take one use of each promotion and coupon of an order, or of none of them",
  description:
    "Once per order: the same again is answered alike, other promotions of the same order are 409 `invalid-state`. The price was frozen by the quote, so a promotion that has ended or was deleted since is redeemed, too; only budgets decide.",
  tags: ["internal"],
  body: RedemptionBody,
  response: { 200: closed({ orderId: OrderId }), ...problemResponses(400, 409) },
};
const RESTORE = {
  operationId: "restorePromotions",
  summary: "Give back what an order redeemed",
  description:
    "Once, however often it is asked, also where the order redeemed nothing. The order cannot redeem afterwards: a redemption under way at the time is refused.",
  tags: ["internal"],
  params: closed({ orderId: OrderId }),
  response: { 204: Type.Null(), ...problemResponses(400) },
};

/** POST /internal/redemptions and DELETE /internal/redemptions/{orderId}. */
export function addRedeemRoutes(app: Service, deps: RedeemDeps): void {
  app.post("/internal/redemptions", { schema: REDEEM }, async (request, reply) => {
    const { orderId, customerId = null, currency, promotions } = request.body;
    const repeated = repeatedPromotions(promotions);
    if (repeated.length > 0) {
      return sendProblem(reply, toProblem({ kind: "fields-invalid", errors: repeated }));
    }
    const redeemed = await redeem(deps, {
      orderId: orderId.toLowerCase(),
      customer: customerId,
      currency,
      promotions: promotions.map(({ promotionId, couponCode, discountMinor }) => ({
        promotionId: promotionId.toLowerCase(),
        couponCode: couponCode?.toUpperCase() ?? null,
        discountMinor,
      })),
    });
    if (!redeemed.ok) return sendProblem(reply, toProblem(redeemed.error));
    return { orderId };
  });

  app.delete("/internal/redemptions/:orderId", { schema: RESTORE }, async (request, reply) => {
    await restore(deps, request.params.orderId.toLowerCase());
    return reply.code(204).send(null);
  });
}

/** Thrown to roll back what the locks wrote. */
class Refused extends Error {
  readonly refusal: RedemptionError;
  constructor(refusal: RedemptionError) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

async function redeem(
  { db, nowMs }: RedeemDeps,
  redemption: Redemption,
): Promise<Result<null, RedemptionError>> {
  try {
    await db.inTransaction(async (tx) => {
      await lockOrder(tx, redemption.orderId);
      const repeat = judgeRepeat(await findRedeemed(tx, redemption.orderId), redemption);
      if (!repeat.ok) throw new Refused(repeat.error);
      if (repeat.value === "already") return;
      const judged = judgeBudgets(redemption, await lockBudgets(tx, redemption));
      if (!judged.ok) throw new Refused(judged.error);
      await insertRedemption(tx, redemption, nowMs());
    });
    return ok(null);
  } catch (error) {
    if (error instanceof Refused) return fail(error.refusal);
    throw error;
  }
}

function restore({ db, nowMs }: RedeemDeps, orderId: string): Promise<void> {
  return db.inTransaction(async (tx: Queryable) => {
    await lockOrder(tx, orderId);
    const redeemed = await findRedeemed(tx, orderId);
    if (redeemed === undefined) return insertNothingRedeemed(tx, orderId, nowMs());
    if (redeemed.restored) return;
    await lockBudgets(tx, redeemed);
    await restoreRedemption(tx, orderId, nowMs());
  });
}

function repeatedPromotions(promotions: readonly { readonly promotionId: string }[]) {
  const ids = promotions.map(({ promotionId }) => promotionId.toLowerCase());
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [{ path: `/promotions/${index}/promotionId`, message: "is there twice" }],
  );
}
