import { type Precondition, permits } from "@holdfast/http-service/precondition";
import type { Queryable } from "@holdfast/postgres";
import { fail, ok, type Result } from "@holdfast/result";
import { appendDocument, listDocuments, lockDocument } from "../documents.store.ts";
import type { PricingError } from "../pricing-error.ts";
import type { PromotionBody } from "../promotion-document.ts";
import { closesGiftCycle } from "../promotion-rules/gift-cycle.ts";
import type { PromotionPatch } from "./promotion-json.ts";
import {
  claimCoupon,
  dropCoupon,
  type StoredPromotion,
  tellPromotion,
} from "./promotions.store.ts";
import { patchPromotion, readPromotion, samePromotion } from "./promotions.ts";

type Changed = Promise<Result<StoredPromotion, PricingError>>;

/** Stores a new promotion with its code, and tells of it. Nothing is written when it is refused. */
export async function createPromotion(
  tx: Queryable,
  { id, body }: { readonly id: string; readonly body: PromotionBody },
  nowMs: number,
): Changed {
  await lockDocument(tx, "promotion", id);
  const cycle = await giftCycle(tx, { id, body });
  if (cycle !== undefined) return cycle;
  const { couponCode: code } = body;
  if (code !== null && !(await claimCoupon(tx, { code, promotionId: id }, nowMs))) {
    return fail({ kind: "coupon-taken", code });
  }
  return ok(await store(tx, { id, body }, nowMs));
}

/** Stores the promotion with the patch's fields, unless that changes nothing. Nothing is written when it is refused. */
export async function changePromotion(
  tx: Queryable,
  change: {
    readonly id: string;
    readonly patch: PromotionPatch;
    readonly precondition: Precondition;
  },
  nowMs: number,
): Changed {
  const { id } = change;
  const current = await lockPromotion(tx, change);
  if (!current.ok) return current;
  const read = readPromotion(patchPromotion(current.value.body, change.patch));
  if (!read.ok) return read;
  const { value: body } = read;
  if (samePromotion(current.value.body, body)) return current;
  const cycle = await giftCycle(tx, { id, body });
  if (cycle !== undefined) return cycle;
  const { couponCode: code } = body;
  const before = current.value.body.couponCode;
  if (code !== before) {
    if (code !== null && !(await claimCoupon(tx, { code, promotionId: id }, nowMs))) {
      return fail({ kind: "coupon-taken", code });
    }
    if (before !== null) await dropCoupon(tx, { code: before, promotionId: id });
  }
  return ok(await store(tx, { id, body }, nowMs));
}

/** Deletes the promotion. Its coupons stay for quotes that have them, and can be taken by other promotions. */
export async function deletePromotion(
  tx: Queryable,
  change: { readonly id: string; readonly precondition: Precondition },
  nowMs: number,
): Promise<Result<null, PricingError>> {
  const current = await lockPromotion(tx, change);
  if (!current.ok) return current;
  const deleted = await appendDocument<PromotionBody>(
    tx,
    { kind: "promotion", key: change.id, body: null },
    nowMs,
  );
  await tellPromotion(tx, deleted, nowMs);
  return ok(null);
}

async function lockPromotion(
  tx: Queryable,
  { id, precondition }: { readonly id: string; readonly precondition: Precondition },
): Changed {
  const stored = await lockDocument<PromotionBody>(tx, "promotion", id);
  if (stored === undefined || stored.body === null)
    return fail({ kind: "promotion-not-found", id });
  const { body, version } = stored;
  if (!permits(precondition, version)) return fail({ kind: "precondition-failed", version });
  return ok({ ...stored, body });
}

/** The refusal of a gift that leads back to what unlocks it. The caller has the lock of `lockDocument`. */
async function giftCycle(
  tx: Queryable,
  { id, body }: { readonly id: string; readonly body: PromotionBody },
) {
  if (body.benefit.kind !== "free-gift") return undefined;
  const { documents } = await listDocuments<PromotionBody>(tx, "promotion");
  const others = documents.flatMap((other) => (other.key === id ? [] : [other.body]));
  if (!closesGiftCycle(body, others)) return undefined;
  const message = `${body.benefit.sku} would unlock itself: other promotions give for it what this one is for`;
  return fail({ kind: "promotion-invalid", errors: [{ path: "/value/sku", message }] } as const);
}

async function store(
  tx: Queryable,
  { id, body }: { readonly id: string; readonly body: PromotionBody },
  nowMs: number,
): Promise<StoredPromotion> {
  const stored = await appendDocument(tx, { kind: "promotion", key: id, body }, nowMs);
  await tellPromotion(tx, stored, nowMs);
  return { ...stored, body };
}
