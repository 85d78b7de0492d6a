/** As the frame of the service admits by it. */
type Rule = {
  readonly priority: "checkout" | "normal" | "browse";
  readonly sampled: boolean;
  readonly held: boolean;
};

/** What is worth money now. A client that may not finish a purchase is lost; one that may not browse comes back. */
const CHECKOUT: ReadonlySet<string> = new Set([
  "createQuote",
  "createReservation",
  "releaseReservation",
  "extendReservation",
  "createOrder",
  "cancelOrder",
  "cancelOrderLines",
  "refundOrder",
  "returnItems",
  "receivePaymentEvent",
]);

/** Many things at once, or nothing that anybody waits for: each is worth many reads of one thing, and can be asked later. */
const BROWSE: ReadonlySet<string> = new Set([
  "listProducts",
  "bulkCheckProducts",
  "listMovements",
  "listOrders",
  "exportItems",
  "exportStock",
  "exportPrices",
  "exportCoupons",
  "createReport",
  "getReport",
  "listReports",
  "getReportResult",
  "createImport",
  "importCoupons",
  "importTaxRates",
]);

/** They last as long as their client or somebody else's server wants: uploads, downloads, streams, waits by wish. */
const HELD: ReadonlySet<string> = new Set([
  "createOrder",
  "watchOrder",
  "bulkCheckProducts",
  "exportItems",
  "exportStock",
  "exportPrices",
  "exportCoupons",
  "getReportResult",
  "createImport",
  "importCoupons",
  "importTaxRates",
  "testWebhook",
]);

/** Reads of one thing: what they take, they take because of us and our services. */
const SAMPLED: ReadonlySet<string> = new Set([
  "getProduct",
  "getReservation",
  "getQuote",
  "getOrder",
  "getStock",
  "getPrices",
]);

/** Who looks after the system must see it while it is overloaded. */
const NEVER_REFUSED: ReadonlySet<string> = new Set([
  "listBreakers",
  "drillCascade",
  "listFlags",
  "putFlag",
]);

/** How the gateway admits an operation; undefined: always. */
export function ruleOf(operationId: string): Rule | undefined {
  if (NEVER_REFUSED.has(operationId)) return undefined;
  return {
    priority: priorityOf(operationId),
    sampled: SAMPLED.has(operationId),
    held: HELD.has(operationId),
  };
}

function priorityOf(operationId: string): Rule["priority"] {
  if (CHECKOUT.has(operationId)) return "checkout";
  return BROWSE.has(operationId) ? "browse" : "normal";
}

/** Every operation that has a rule of its own: a test compares them with the contract. */
export const NAMED: readonly string[] = [
  ...new Set([...CHECKOUT, ...BROWSE, ...HELD, ...SAMPLED, ...NEVER_REFUSED]),
];
