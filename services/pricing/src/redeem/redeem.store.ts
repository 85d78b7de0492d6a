import type { Queryable } from "@holdfast/postgres";
import type { Promotion } from "../promotion.ts";
import type { PromotionBody } from "../promotion-document.ts";
import type { Budgets, CouponUse, PromotionUse, Redeemed, Redemption } from "./redeem.ts";

/** Stands for the promotions of an order that gave back before it redeemed. */
const NOTHING = "";

/** Nobody else redeems or gives back for the order until the transaction ends. Take it before any other lock. */
export async function lockOrder(tx: Queryable, orderId: string): Promise<void> {
  await tx.query({
    name: "lock-redeeming-order",
    text: "select pg_advisory_xact_lock(hashtextextended('redemption/' || $1, 0))",
    values: [orderId],
  });
}

/** What the order redeemed; undefined when it neither did nor gave back. */
export async function findRedeemed(tx: Queryable, orderId: string): Promise<Redeemed | undefined> {
  const rows = await tx.query<{
    readonly promotionId: string;
    readonly couponCode: string | null;
    readonly discountMinor: number;
    readonly customer: string | null;
    readonly currency: string;
    readonly restored: boolean;
  }>({
    name: "find-redeemed",
    text: `select promotion_id as "promotionId", coupon_code as "couponCode", discount_minor as "discountMinor",
                  customer, currency, restored_at is not null as restored
             from redemption where order_id = $1`,
    values: [orderId],
  });
  const [first] = rows;
  if (first === undefined) return undefined;
  return {
    customer: first.customer,
    currency: first.currency,
    restored: first.restored,
    promotions: rows
      .filter(({ promotionId }) => promotionId !== NOTHING)
      .map(({ promotionId, couponCode, discountMinor }) => ({
        ...{ promotionId, couponCode, discountMinor },
      })),
  };
}

/**
 * The limits in force, or the last ones of a deleted promotion, and what is used of them, which nobody else changes until
 * the transaction ends. Everybody locks in this order: uses, customers' uses, coupons, each by key.
 */
export async function lockBudgets(
  tx: Queryable,
  redemption: Pick<Redemption, "customer" | "promotions">,
): Promise<Budgets> {
  const { customer, promotions } = redemption;
  const ids = promotions.map(({ promotionId }) => promotionId);
  const codes = promotions.flatMap(({ couponCode }) => couponCode ?? []);
  return {
    limits: await findLimits(tx, ids),
    uses: await lockUses(tx, ids),
    customerUses: customer === null ? new Map() : await lockCustomerUses(tx, ids, customer),
    coupons: codes.length === 0 ? new Map() : await lockCoupons(tx, codes),
  };
}

async function findLimits(
  tx: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Promotion["budget"]>> {
  const rows = await tx.query<{
    readonly key: string;
    readonly budget: PromotionBody["budget"];
  }>({
    name: "find-promotion-limits",
    text: `select distinct on (key) key, body -> 'budget' as budget from document_history
            where kind = 'promotion' and key = any($1) and body is not null order by key, version desc`,
    values: [ids],
  });
  return new Map(rows.map(({ key, budget }) => [key, budget]));
}

// An insert that meets a row locks it: a promotion that is used for the first time has none yet. Those that never were are
// written too; the transaction that meets one is rolled back.

async function lockUses(
  tx: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PromotionUse>> {
  const rows = await tx.query<PromotionUse & { readonly id: string }>({
    name: "lock-promotion-uses",
    text: `insert into promotion_use (promotion_id) select id from unnest($1::text[]) as id order by id
           on conflict (promotion_id) do update set uses = promotion_use.uses
           returning promotion_id as id, uses, discounts`,
    values: [ids],
  });
  return new Map(rows.map(({ id, ...use }) => [id, use]));
}

async function lockCustomerUses(
  tx: Queryable,
  ids: readonly string[],
  customer: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ readonly id: string; readonly uses: number }>({
    name: "lock-customer-uses",
    text: `insert into promotion_customer_use (promotion_id, customer, uses)
           select id, $2, 0 from unnest($1::text[]) as id order by id
           on conflict (promotion_id, customer) do update set uses = promotion_customer_use.uses
           returning promotion_id as id, uses`,
    values: [ids, customer],
  });
  return new Map(rows.map(({ id, uses }) => [id, uses]));
}

async function lockCoupons(
  tx: Queryable,
  codes: readonly string[],
): Promise<ReadonlyMap<string, CouponUse>> {
  const rows = await tx.query<CouponUse & { readonly code: string }>({
    name: "lock-coupons",
    text: `select code, promotion_id as "promotionId", uses, max_uses as "maxUses"
             from coupon where code = any($1) order by code for update`,
    values: [codes],
  });
  return new Map(rows.map(({ code, ...use }) => [code, use]));
}

/** Takes one use of everything and notes it. The caller has the locks of `lockOrder` and `lockBudgets`. */
export async function insertRedemption(
  tx: Queryable,
  { orderId, customer, currency, promotions }: Redemption,
  nowMs: number,
): Promise<void> {
  await tx.query({
    name: "insert-redemption",
    text: `with taken as (
             insert into redemption (order_id, promotion_id, coupon_code, customer, currency, discount_minor, redeemed_at)
             select $1, promotion_id, coupon_code, $2, $3, discount_minor, $4
               from unnest($5::text[], $6::text[], $7::bigint[]) as taken (promotion_id, coupon_code, discount_minor)
             returning *),
           used as (
             update promotion_use u set uses = u.uses + 1, discounts = u.discounts || jsonb_build_object(
                      t.currency, coalesce((u.discounts ->> t.currency)::bigint, 0) + t.discount_minor)
               from taken t where u.promotion_id = t.promotion_id),
           used_by_customer as (
             update promotion_customer_use u set uses = u.uses + 1
               from taken t where u.promotion_id = t.promotion_id and u.customer = t.customer)
           update coupon c set uses = c.uses + 1
             from taken t where c.code = t.coupon_code and c.promotion_id = t.promotion_id`,
    values: [
      ...[orderId, customer, currency, new Date(nowMs)],
      promotions.map(({ promotionId }) => promotionId),
      promotions.map(({ couponCode }) => couponCode),
      promotions.map(({ discountMinor }) => discountMinor),
    ],
  });
}

/** Gives back what the order took. The caller has the locks of `lockOrder` and `lockBudgets`. */
export async function restoreRedemption(
  tx: Queryable,
  orderId: string,
  nowMs: number,
): Promise<void> {
  await tx.query({
    name: "restore-redemption",
    text: `with given as (
             update redemption set restored_at = $2 where order_id = $1 and restored_at is null returning *),
           used as (
             update promotion_use u set uses = u.uses - 1, discounts = u.discounts || jsonb_build_object(
                      g.currency, (u.discounts ->> g.currency)::bigint - g.discount_minor)
               from given g where u.promotion_id = g.promotion_id),
           used_by_customer as (
             update promotion_customer_use u set uses = u.uses - 1
               from given g where u.promotion_id = g.promotion_id and u.customer = g.customer)
           update coupon c set uses = c.uses - 1
             from given g where c.code = g.coupon_code and c.promotion_id = g.promotion_id and c.uses > 0`,
    values: [orderId, new Date(nowMs)],
  });
}

/** Notes that the order gave back although it had nothing: a redemption that comes late is refused. */
export async function insertNothingRedeemed(
  tx: Queryable,
  orderId: string,
  nowMs: number,
): Promise<void> {
  await tx.query({
    name: "insert-nothing-redeemed",
    text: `insert into redemption (order_id, promotion_id, currency, discount_minor, redeemed_at, restored_at)
           values ($1, $2, '', 0, $3, $3)`,
    values: [orderId, NOTHING, new Date(nowMs)],
  });
}
