import { fail, ok, type Result } from "@holdfast/result";
import type {
  CheckoutCalls,
  CheckoutOrder,
  CheckoutRefusal,
  CheckoutState,
  Priced,
  QuotedFor,
  Reply,
} from "./checkout.ts";

type AcceptedQuote = { readonly priced: Priced; readonly quotedFor?: QuotedFor | undefined };

/** The price of the quote that the customer brought, or of now. */
export async function priceOrder(
  key: string,
  order: CheckoutOrder,
  calls: CheckoutCalls,
): Reply<Partial<CheckoutState>> {
  const { basket, currency, region, buyerId: customerId } = order;
  if (basket.kind === "items") {
    const { items, couponCodes } = basket;
    const asked = { items, currency, region, customerId, couponCodes };
    const priced = await calls.priceNow(key, asked);
    return priced.ok ? ok({ priced: priced.value }) : priced;
  }
  const opened = await calls.openQuote(basket.token);
  if (!opened.ok) return opened;
  const { quoteId, lines, total, redeem, expired, account, ...quote } = opened.value;
  if (account !== order.account) return invalidQuote("it was made for another account");
  const { currency: quotedCurrency, region: quotedRegion, ...quotedFor } = quote;
  if (quotedCurrency !== currency) return invalidQuote(`it is in ${quotedCurrency}`);
  if (quotedRegion !== region) return invalidQuote(`it is for region ${quotedRegion}`);
  const priced = {
    ...(quoteId === undefined ? {} : { quoteId }),
    ...{ lines, total },
    ...(redeem === undefined ? {} : { redeem }),
  };
  if (!expired) return ok({ priced, quotedFor });
  return priceChanged(key, { order, quote: { priced, quotedFor } }, calls);
}

/** A promotion that others have used up since the quote makes another price: the customer is to see it first. */
export async function redeemPromotions(
  key: string,
  { order, quote }: { readonly order: CheckoutOrder; readonly quote: AcceptedQuote },
  calls: CheckoutCalls,
): Reply<Partial<CheckoutState>> {
  const { id: orderId, currency } = order;
  const { customerId = order.buyerId } = quote.quotedFor ?? {};
  const promotions = quote.priced.redeem ?? [];
  const redeemed = await calls.redeem({ orderId, customerId, currency, promotions });
  if (!redeemed.ok) return redeemed;
  return redeemed.value === "redeemed" ? ok({}) : priceChanged(key, { order, quote }, calls);
}

/** Refuses with what the same goods with the same coupons cost now. */
async function priceChanged(
  key: string,
  { order, quote }: { readonly order: CheckoutOrder; readonly quote: AcceptedQuote },
  calls: CheckoutCalls,
): Reply<never> {
  const { basket, currency, region } = order;
  const { customerId = order.buyerId, ...quotedFor } = quote.quotedFor ?? {};
  const { priced } = quote;
  const used = (priced.redeem ?? []).flatMap(({ couponCode }) => couponCode ?? []);
  const couponCodes = basket.kind === "items" ? basket.couponCodes : used;
  const items = priced.lines.map(({ sku, quantity }) => ({ sku, quantity }));
  const asked = { ...quotedFor, items, currency, region, customerId, couponCodes };
  const now = await calls.priceNow(key, asked);
  return now.ok ? fail({ kind: "price-changed", newTotal: now.value.total }) : now;
}

function invalidQuote(reason: string): Result<never, CheckoutRefusal> {
  return fail({ kind: "quote-invalid", reason });
}
