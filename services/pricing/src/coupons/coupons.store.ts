import type { Queryable } from "@holdfast/postgres";
import { unrecorded } from "@holdfast/telemetry";
import type { CouponRow } from "./coupons.ts";

export type Coupon = {
  readonly code: string;
  readonly maxUses: number | null;
  readonly uses: number;
  readonly createdAt: Date;
};

/** The promotion's coupons behind `afterCode`, by code. */
export function listCoupons(
  db: Queryable,
  page: { readonly promotionId: string; readonly afterCode: string; readonly limit: number },
): Promise<readonly Coupon[]> {
  return db.query<Coupon>({
    name: "list-coupons",
    text: `select code, max_uses as "maxUses", uses, created_at as "createdAt" from coupon
            where promotion_id = $1 and code > $2 order by code limit $3`,
    values: [page.promotionId, page.afterCode, page.limit],
  });
}

export const EXPORT_PAGE_ROWS = 5_000;

/** A page of an export. A span a page would say no more than the request's own. */
export function exportCoupons(
  db: Queryable,
  { promotionId, afterCode }: { readonly promotionId: string; readonly afterCode: string },
): Promise<readonly Coupon[]> {
  return unrecorded(() =>
    db.query<Coupon>({
      // Along the index from a place in it: where the planner knows the promotion, but not yet how many coupons a file
      // has just brought, it sorts all of them for each page. For the same reason the number of rows stands in the text.
      name: "export-coupons",
      text: `select code, max_uses as "maxUses", uses, created_at as "createdAt" from (
               select * from coupon where (promotion_id, code) > ($1, $2)
                order by promotion_id, code limit ${EXPORT_PAGE_ROWS}) page
              where promotion_id = $1 order by code`,
      values: [promotionId, afterCode],
    }),
  );
}

/** Stores new codes; answers those that were free. In the order of codes, as everybody locks them. */
export async function insertCoupons(
  tx: Queryable,
  coupons: {
    readonly promotionId: string;
    readonly codes: readonly string[];
    readonly maxUses: number;
  },
  nowMs: number,
): Promise<readonly string[]> {
  const rows = await tx.query<{ readonly code: string }>({
    name: "insert-coupons",
    text: `insert into coupon (code, promotion_id, max_uses, created_at)
           select code, $1, $3, $4 from unnest($2::text[]) as code order by code
           on conflict (code) do nothing returning code`,
    values: [coupons.promotionId, coupons.codes, coupons.maxUses, new Date(nowMs)],
  });
  return rows.map(({ code }) => code);
}

export type ImportOutcome = "created" | "updated" | "unchanged" | "taken" | "used-more";

/**
 * Puts coupons into the promotion, each code once; answers what became of each. Those of deleted promotions are free; a coupon
 * keeps its uses, and a limit below them is refused.
 */
export async function importCoupons(
  db: Queryable,
  {
    promotionId,
    rows,
  }: {
    readonly promotionId: string;
    readonly rows: readonly Omit<CouponRow, "line">[];
  },
  nowMs: number,
): Promise<ReadonlyMap<string, ImportOutcome>> {
  const outcomes = await db.query<{ readonly code: string; readonly outcome: ImportOutcome }>({
    name: "import-coupons",
    text: `with given as (select * from unnest($2::text[], $3::int[]) as given (code, max_uses)),
           landed as (
             insert into coupon as known (code, promotion_id, max_uses, created_at)
             select code, $1, max_uses, $4 from given order by code
             on conflict (code) do update set promotion_id = $1, max_uses = excluded.max_uses,
               uses = case when known.promotion_id = $1 then known.uses else 0 end
             where (known.promotion_id = $1 and known.uses <= coalesce(excluded.max_uses, known.uses))
                or (known.promotion_id <> $1 and exists (select from document
                     where kind = 'promotion' and key = known.promotion_id and body is null))
             returning code)
           select g.code, case
                    when l.code is null and b.promotion_id = $1 then 'used-more'
                    when l.code is null then 'taken'
                    when b.code is null or b.promotion_id <> $1 then 'created'
                    when b.max_uses is distinct from g.max_uses then 'updated'
                    else 'unchanged' end as outcome
             from given g left join landed l using (code) left join coupon b on b.code = g.code`,
    values: [
      promotionId,
      rows.map(({ code }) => code),
      rows.map(({ maxUses }) => maxUses),
      new Date(nowMs),
    ],
  });
  return new Map(outcomes.map(({ code, outcome }) => [code, outcome]));
}
