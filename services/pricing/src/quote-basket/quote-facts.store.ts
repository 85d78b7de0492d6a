import type { Queryable } from "@holdfast/postgres";
import type { CouponStand, UseStand } from "./quote-facts.ts";

/** The coupons of these codes, which are as stored; those that nobody made are missing. */
export function findCoupons(
  db: Queryable,
  codes: readonly string[],
): Promise<readonly CouponStand[]> {
  return db.query({
    name: "find-coupons",
    text: `select code, promotion_id as "promotionId", uses, max_uses as "maxUses"
             from coupon where code = any($1::text[])`,
    values: [codes],
  });
}

/** What is used of these promotions, by all and by the customer, as it stands: whoever redeems later decides. */
export function findPromotionUses(
  db: Queryable,
  promotionIds: readonly string[],
  customer: string | undefined,
): Promise<readonly UseStand[]> {
  return db.query({
    name: "find-promotion-uses",
    text: `select u.promotion_id as "promotionId", u.uses, u.discounts, coalesce(c.uses, 0) as "customerUses"
             from promotion_use u
             left join promotion_customer_use c on c.promotion_id = u.promotion_id and c.customer = $2
            where u.promotion_id = any($1::text[])`,
    values: [promotionIds, customer ?? null],
  });
}
