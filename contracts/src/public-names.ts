/** Names and texts of the public contract that no route has. */
type Json = Readonly<Record<string, unknown>>;

/** Where in an answer each schema stands that has a name; the same one anywhere else in answers is it, too. */
export const NAMED: readonly (readonly [
  name: string,
  operation: string,
  status: string,
  pointer: string,
])[] = [
  ["ProductView", "getProduct", "200", ""],
  ["ProductPrice", "getProduct", "200", "/properties/price/anyOf/0"],
  ["Quote", "createQuote", "201", ""],
  ["Reservation", "createReservation", "201", ""],
  ["ChangedOrder", "cancelOrder", "200", ""],
  ["OrderChange", "cancelOrder", "200", "/properties/change"],
  ["OrderLine", "listOrders", "200", "/properties/data/items/properties/lines/items"],
  ["Shipment", "listOrders", "200", "/properties/data/items/properties/shipments/items"],
  ["Promotion", "getPromotion", "200", ""],
  ["PromotionValue", "getPromotion", "200", "/properties/value"],
  ["PromotionScope", "getPromotion", "200", "/properties/appliesTo"],
  ["PromotionBudget", "getPromotion", "200", "/properties/budget"],
  ["DynamicRule", "getDynamicRule", "200", ""],
  ["TaxRule", "getTaxRate", "200", ""],
  ["PriceRow", "getPrices", "200", "/properties/prices/items"],
  ["Item", "getItem", "200", ""],
  ["Location", "getLocation", "200", ""],
  ["ApiKey", "getApiKey", "200", ""],
  ["Webhook", "getWebhook", "200", ""],
  ["Flag", "putFlag", "200", ""],
  [
    "Money",
    "listOrders",
    "200",
    "/properties/data/items/properties/lines/items/properties/subtotal",
  ],
];

export const TAGS: Readonly<Record<string, string>> = {
  products: "What a shop shows: stock and price in one view, listed, searched, checked in bulk.",
  quotes: "Prices that hold: signed, with every rule that made them.",
  reservations: "Stock that is held while somebody pays.",
  orders: "Checkouts and what becomes of them: changes, refunds, returns, their timeline.",
  reports: "Files made in the background.",
  operations: "Health, breakers and drills.",
  items: "The catalogue of what is sold.",
  locations: "Where stock is.",
  stock: "The ledger: what came, went, and is there.",
  prices: "Price books by currency, region, group and channel.",
  promotions: "Discounts, their coupons and budgets.",
  "dynamic prices": "Rules that move prices by stock, demand and time, within limits.",
  tax: "Rates and rules of regions.",
  currencies: "Exchange rates, price endings, cash rounding.",
  imports: "Files that fill the shop.",
  exports: "The shop as files.",
  webhooks: "Events sent to URLs of yours.",
  payments: "What the payment provider tells.",
  keys: "API keys and the log of what was done with them.",
  flags: "Behaviour that is turned on and off while the system runs.",
};

/** Every operation takes them. */
export const PARAMETERS: readonly Json[] = [
  {
    name: "holdfast-version",
    in: "header",
    description:
      "The date of the behaviour that the client was written for; the newest without it.",
    schema: { type: "string", format: "date" },
    example: "2026-11-22",
  },
  {
    name: "request-timeout-ms",
    in: "header",
    description: "For how long the client waits; the gateway answers 504 rather than later.",
    schema: { type: "integer", minimum: 1 },
    example: 1500,
  },
  {
    name: "x-correlation-id",
    in: "header",
    description:
      "1 to 128 visible ASCII characters, told to every callee and in every log line; made when missing.",
    schema: { type: "string", maxLength: 128 },
    example: "cart-4711",
  },
];

/** Every answer has them. */
export const HEADERS: Readonly<Record<string, Json>> = {
  "X-Trace-Id": { description: "The trace of the request.", schema: { type: "string" } },
  "X-Correlation-Id": { description: "As sent, or made.", schema: { type: "string" } },
  RateLimit: {
    description:
      'What is left of the quota, and the seconds until it is whole: `"default";r=49999;t=1`.',
    schema: { type: "string" },
  },
  "RateLimit-Policy": {
    description: 'The quota and its window in seconds: `"default";q=50000;w=1`.',
    schema: { type: "string" },
  },
};
