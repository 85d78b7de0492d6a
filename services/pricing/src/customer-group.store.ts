import type { Queryable } from "@holdfast/postgres";

/**
 * True when a price has ever named the customer group, or a document does: one of its own, or the condition of a promotion.
 * Whoever quotes for another has mistyped it. Looks at promotions only when the others do not know it.
 */
export async function isKnownGroup(db: Queryable, code: string): Promise<boolean> {
  const [answer] = await db.query<{ readonly isKnown: boolean }>({
    name: "is-known-customer-group",
    text: `select exists (select from named_customer_group where code = $1)
               or exists (select from document where kind = 'customer-group' and key = $1 and body is not null)
               or exists (select from document where kind = 'promotion'
                             and strpos((body -> 'condition')::text, to_json($1::text)::text) > 0) as "isKnown"`,
    values: [code],
  });
  return answer?.isKnown ?? false;
}
