/** Every operation that passes through to its service, by target. What is not listed here is not public. */
export const FORWARDED = {
  inventory: [
    "putItem",
    "getItem",
    "deleteItem",
    "putLocation",
    "getLocation",
    "postMovement",
    "listMovements",
    "getStock",
    "createReservation",
    "getReservation",
    "releaseReservation",
    "exportItems",
    "exportStock",
    "extendReservation",
    "putIncoming",
  ],
  pricing: [
    "putPrices",
    "getPrices",
    "listPriceHistory",
    "exportPrices",
    "putCustomerGroup",
    "getCustomerGroup",
    "deleteCustomerGroup",
    "putTaxRate",
    "getTaxRate",
    "importTaxRates",
    "putFxRates",
    "getFxRates",
    "putCurrency",
    "getCurrency",
    "deleteCurrency",
    "putDynamicRule",
    "getDynamicRule",
    "listDynamicRules",
    "deleteDynamicRule",
    "putPriceLimits",
    "getPriceLimits",
    "deletePriceLimits",
    "createQuote",
    "getQuote",
    "replayQuote",
    "replayDraft",
    "rotateSigningKey",
    "createPromotion",
    "listPromotions",
    "getPromotion",
    "patchPromotion",
    "deletePromotion",
    "createCoupons",
    "listCoupons",
    "deleteCoupon",
    "importCoupons",
    "exportCoupons",
  ],
  orders: [
    "createOrder",
    "getOrder",
    "listOrders",
    "watchOrder",
    "listOverdueCompensations",
    "createImport",
    "getImport",
    "cancelOrder",
    "cancelOrderLines",
    "refundOrder",
    "returnItems",
    "listOrderChanges",
    "createReport",
    "getReport",
    "listReports",
    "getReportResult",
    "cancelReport",
    "createWebhook",
    "listWebhooks",
    "getWebhook",
    "patchWebhook",
    "deleteWebhook",
    "rotateWebhookSecret",
    "testWebhook",
    "listWebhookDeliveries",
    "getWebhookDelivery",
    "replayWebhookDelivery",
    "skipWebhookDelivery",
    "receivePaymentEvent",
  ],
} as const;

/** Their bodies pass as they came, byte by byte, JSON too: somebody has signed them. */
const SIGNED_BODY: ReadonlySet<string> = new Set(["receivePaymentEvent"]);

export function hasSignedBody(operationId: string): boolean {
  return SIGNED_BODY.has(operationId);
}

/** Repeating these without a key would hold or charge twice. */
const KEY_REQUIRED: ReadonlySet<string> = new Set(["createReservation", "createOrder"]);

export function needsIdempotencyKey(operationId: string): boolean {
  return KEY_REQUIRED.has(operationId);
}

/**
 * The SKU that a request is brought to its process by, where the service runs as several. Holds of one SKU wait for one
 * lock: the process that gets them all takes it once for many. A basket goes by its smallest SKU in code-unit order, as
 * it does at checkout. `body` is as the contract has it; what names no SKU goes round.
 */
export function routingKey(operationId: string, body: unknown): string | undefined {
  if (operationId !== "createReservation") return undefined;
  const { items } = body as { readonly items: readonly { readonly sku: string }[] };
  return items.map(({ sku }) => sku).sort()[0];
}

const REQUEST_HEADERS = [
  "idempotency-key",
  "prefer",
  "if-match",
  "if-none-match",
  "last-event-id",
  "webhook-id",
  "webhook-timestamp",
  "webhook-signature",
  "stripe-signature",
] as const;
const ANSWER_HEADERS = [
  "location",
  "etag",
  "idempotency-replayed",
  "retry-after",
  "preference-applied",
  "content-disposition",
  "cache-control",
] as const;

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The client's headers that the service is to see. None that says who asks: that is the gateway's to say. */
export function requestHeaders(headers: Headers): Record<string, string> {
  return picked(headers, REQUEST_HEADERS);
}

/** The service's headers that the client is to see, places as the client reaches them. */
export function answerHeaders(headers: Headers): Record<string, string> {
  const { location, ...rest } = picked(headers, ANSWER_HEADERS);
  const place = location === undefined ? undefined : publicLocation(location);
  return place === undefined ? rest : { ...rest, location: place };
}

/** `/v1/orders/1` → `/api/v1/orders/1`; undefined for what is no public place, such as an internal address. */
function publicLocation(location: string): string | undefined {
  return location.startsWith("/v1/") ? `/api${location}` : undefined;
}

function picked(headers: Headers, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name];
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}
