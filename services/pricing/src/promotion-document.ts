import type { StoredDocument } from "./documents.store.ts";
import type { Promotion } from "./promotion.ts";

/** The body of a document of kind `promotion`. */
export type PromotionBody = Omit<Promotion, "id" | "version"> & {
  /** The code that everybody may use; its row in `coupon` has the same. null: none. */
  readonly couponCode: string | null;
};

/** A stored promotion that was not deleted. */
export function toPromotion(
  document: Pick<StoredDocument<PromotionBody>, "key" | "version"> & {
    readonly body: PromotionBody;
  },
): Promotion {
  const { couponCode: _, ...promotion } = document.body;
  return { id: document.key, version: document.version, ...promotion };
}
