import type { Queryable } from "@holdfast/postgres";
import { activeTraceparent } from "@holdfast/telemetry";
import type { StoredDocument } from "../documents.store.ts";
import type { PromotionBody } from "../promotion-document.ts";

export type StoredPromotion = StoredDocument<PromotionBody> & { readonly body: PromotionBody };

/** Those that are not deleted, in the order in which they were made, behind `afterId`. */
export function listPromotions(
  db: Queryable,
  { afterId, limit }: { readonly afterId: string; readonly limit: number },
): Promise<readonly StoredPromotion[]> {
  return db.query<StoredPromotion>({
    name: "list-promotions",
    text: `select key, version, revision, body, recorded_at as "recordedAt" from document
            where kind = 'promotion' and key > $1 and body is not null order by key limit $2`,
    values: [afterId, limit],
  });
}

/**
 * Makes the code one of the promotion's, for as many uses as its budget allows; false when another promotion has it. Codes of
 * deleted promotions are free. The caller has the lock of `lockDocument`, so no promotion comes or goes meanwhile.
 */
export async function claimCoupon(
  tx: Queryable,
  coupon: { readonly code: string; readonly promotionId: string },
  nowMs: number,
): Promise<boolean> {
  const claimed = await tx.query({
    name: "claim-coupon",
    text: `insert into coupon as known (code, promotion_id, created_at) values ($1, $2, $3)
           on conflict (code) do update set promotion_id = $2, max_uses = null, created_at = $3,
             uses = case when known.promotion_id = $2 then known.uses else 0 end
           where known.promotion_id = $2 or exists (
             select from document where kind = 'promotion' and key = known.promotion_id and body is null)
           returning code`,
    values: [coupon.code, coupon.promotionId, new Date(nowMs)],
  });
  return claimed.length === 1;
}

export async function dropCoupon(
  tx: Queryable,
  coupon: { readonly code: string; readonly promotionId: string },
): Promise<boolean> {
  const dropped = await tx.query({
    name: "drop-coupon",
    text: "delete from coupon where code = $1 and promotion_id = $2 returning code",
    values: [coupon.code, coupon.promotionId],
  });
  return dropped.length === 1;
}

/** Tells subscribers of the version, in the transaction that makes it. Wake the outbox once that has committed. */
export async function tellPromotion(
  tx: Queryable,
  { key: id, version, revision }: StoredDocument<PromotionBody>,
  nowMs: number,
): Promise<void> {
  await tx.query({
    name: "tell-promotion",
    text: `insert into outbox (aggregate, sequence, type, at, traceparent, payload)
           values ('promotion/' || $1, $2, 'promotion.changed', $3, $4, $5)`,
    values: [
      ...[id, version, new Date(nowMs), activeTraceparent() ?? null],
      JSON.stringify({ id, version, revision }),
    ],
  });
}
