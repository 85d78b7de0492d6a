/** What a shop asks: products, quotes, reservations, orders, reports. */
import { ok } from "@holdfast/result";
import { type ApiCommand, apiCommand } from "./api-command.ts";
import { given, itemsOf, listOf, moneyText, textOf, wholeOf } from "./words.ts";

export const CURRENCY = ["--currency <code>", "such as EUR"] as const;
export const REGION = ["--region <code>", "country or region, such as DE"] as const;
const BASKET_CURRENCY = ["--currency <code>", "of the prices (EUR)"] as const;
const BASKET_REGION = ["--region <code>", "where it is sold to (DE)"] as const;
const GROUP = ["--group <code>", "prices of this customer group"] as const;
const COUPONS = ["--coupon <code...>", "coupon codes"] as const;
const TTL = ["--ttl <seconds>", "how long it is held, 3600 at most (900)"] as const;
export const PAGING = [
  ["--limit <n>", "rows at most"],
  ["--cursor <cursor>", "go on from here"],
] as const;

type Money = { readonly amount: number; readonly currency: string };

const PRODUCTS = [
  apiCommand({
    name: "product list [query]",
    about: "search what there is to buy",
    options: [
      ["--category <name>", "of this category alone"],
      ["--in-stock", "what can be had now"],
      ...[CURRENCY, REGION, GROUP],
      ...PAGING,
    ],
    example: "product list mug --in-stock --currency EUR",
    operation: "listProducts",
    input: ({ args, flags }) => {
      const limit = wholeOf(flags.limit, "--limit");
      if (!limit.ok) return limit;
      const query = given({
        query: args[0],
        category: textOf(flags.category),
        inStock: flags.inStock === true ? true : undefined,
        currency: textOf(flags.currency),
        region: textOf(flags.region),
        customerGroup: textOf(flags.group),
        limit: limit.value,
        cursor: textOf(flags.cursor),
      });
      return ok({ query });
    },
    view: {
      head: ["SKU", "NAME", "STATUS", "AVAILABLE", "PRICE"],
      rows: ({ data }) =>
        data.map(({ sku, name, availability, price }) => [
          ...[sku, name, availability.status, availability.available, moneyText(price?.unit)],
        ]),
    },
  }),
  apiCommand({
    name: "product show <sku>",
    about: "one product: where it is, and what it costs",
    options: [CURRENCY, REGION, GROUP, ["--quantity <n>", "the price of so many"]],
    example: "product show MUG-HARBOUR-BLUE --currency EUR --region DE",
    operation: "getProduct",
    input: ({ args: [sku = ""], flags }) => {
      const quantity = wholeOf(flags.quantity, "--quantity");
      if (!quantity.ok) return quantity;
      const query = given({
        currency: textOf(flags.currency),
        region: textOf(flags.region),
        customerGroup: textOf(flags.group),
        quantity: quantity.value,
      });
      return ok({ path: { sku }, query });
    },
    view: {
      fields: ({ sku, name, description, availability, price, degraded }) => ({
        ...{ sku, name, description, status: availability.status },
        available: availability.available,
        "unit price": moneyText(price?.unit),
        total: moneyText(price?.total),
        "compare at": moneyText(price?.compareAt),
        degraded: degraded.length === 0 ? undefined : degraded.join(", "),
      }),
      head: ["LOCATION", "AVAILABLE"],
      rows: ({ availability }) =>
        availability.locations.map(({ code, available }) => [code, available]),
    },
  }),
  apiCommand({
    name: "product check <skus...>",
    about: "availability and price of many products at once",
    options: [CURRENCY, REGION],
    example: "product check MUG-HARBOUR-BLUE SOAP-OAT --currency EUR",
    operation: "bulkCheckProducts",
    input: ({ args, flags }) =>
      ok({
        body: given({
          skus: args,
          currency: textOf(flags.currency),
          region: textOf(flags.region),
        }),
      }),
    view: {
      head: ["SKU", "FOUND", "AVAILABLE", "PRICE"],
      rows: ({ data }) =>
        data.map((row) => {
          const { sku, found, available, price } = row as Checked;
          return [sku, found, available, moneyText(price?.unit ?? price)];
        }),
    },
  }),
];
type Checked = {
  readonly sku: string;
  readonly found?: boolean;
  readonly available?: number | null;
  readonly price?: (Money & { readonly unit?: Money }) | null;
};

type Totals = {
  readonly subtotal: Money;
  readonly discount: Money;
  readonly tax: Money;
  readonly total: Money;
};
type Line = {
  readonly sku: string;
  readonly quantity: number;
  readonly unit: Money;
  readonly total: Money;
};
export const LINES = ["SKU", "QUANTITY", "UNIT", "TOTAL"];
export const lineRows = (lines: readonly Line[] | undefined) =>
  (lines ?? []).map(({ sku, quantity, unit, total }) => [
    ...[sku, quantity, moneyText(unit), moneyText(total)],
  ]);
const quoteView = {
  fields: (quote: {
    readonly id: string;
    readonly expiresAt: string;
    readonly totals: Totals;
  }) => ({
    id: quote.id,
    subtotal: moneyText(quote.totals.subtotal),
    discount: moneyText(quote.totals.discount),
    tax: moneyText(quote.totals.tax),
    total: moneyText(quote.totals.total),
    expires: quote.expiresAt,
  }),
  head: LINES,
  rows: ({ lines }: { readonly lines: readonly Line[] }) => lineRows(lines),
};

const QUOTES = [
  apiCommand({
    name: "quote create <items...>",
    about: "price a basket and freeze it: SKU or SKU=QUANTITY",
    options: [BASKET_CURRENCY, BASKET_REGION, GROUP, COUPONS],
    example: "quote create MUG-HARBOUR-BLUE=2 --coupon WELCOME",
    operation: "createQuote",
    input: ({ args, flags }) => {
      const items = itemsOf(args);
      if (!items.ok) return items;
      const body = given({
        items: items.value,
        currency: textOf(flags.currency) ?? "EUR",
        region: textOf(flags.region) ?? "DE",
        customerGroup: textOf(flags.group),
        couponCodes: listOf(flags.coupon),
      });
      return ok({ body });
    },
    view: {
      ...quoteView,
      fields: (quote) => ({
        ...quoteView.fields(quote),
        "rejected coupons":
          quote.rejectedCoupons.map(({ code, reason }) => `${code}: ${reason}`).join(", ") || null,
        token: quote.token,
      }),
    },
  }),
  apiCommand({
    name: "quote show <id>",
    about: "read a quote while it holds",
    example: "quote show 0198c9f0-0000-7000-8000-000000000000",
    operation: "getQuote",
    input: ({ args: [id = ""] }) => ok({ path: { id } }),
    view: quoteView,
  }),
];

type Hold = {
  readonly id: string;
  readonly status: string;
  readonly expiresAt: string;
  readonly orderId?: string;
  readonly items: readonly {
    readonly sku: string;
    readonly quantity: number;
    readonly allocations: readonly { readonly location: string; readonly quantity: number }[];
  }[];
};
const holdView = {
  fields: ({ id, status, expiresAt, orderId }: Hold) => ({
    ...{ id, status, expires: expiresAt, order: orderId },
  }),
  head: ["SKU", "QUANTITY", "FROM"],
  rows: ({ items }: Hold) =>
    items.map(({ sku, quantity, allocations }) => [
      sku,
      quantity,
      allocations.map(({ location, quantity: units }) => `${location} ${units}`).join(", "),
    ]),
};

const RESERVATIONS = [
  apiCommand({
    name: "reserve create <items...>",
    about: "hold units, all or nothing: SKU or SKU=QUANTITY",
    options: [
      TTL,
      ["--strategy <name>", "where from: priority, nearest or fewest-locations (priority)"],
      ["--buyer <id>", "whom quotas count it for"],
    ],
    example: "reserve create MUG-HARBOUR-BLUE=2 --ttl 600",
    operation: "createReservation",
    input: ({ args, flags }) => {
      const [items, ttlSeconds] = [itemsOf(args), wholeOf(flags.ttl, "--ttl")];
      if (!items.ok) return items;
      if (!ttlSeconds.ok) return ttlSeconds;
      const body = given({
        items: items.value,
        ttlSeconds: ttlSeconds.value,
        // The API says what it takes: a strategy of a newer server needs no newer command line.
        locationStrategy: textOf(flags.strategy) as "priority" | undefined,
        buyerId: textOf(flags.buyer),
      });
      return ok({ body });
    },
    view: holdView,
  }),
  apiCommand({
    name: "reserve show <id>",
    about: "read a reservation",
    example: "reserve show 0198c9f0-0000-7000-8000-000000000000",
    operation: "getReservation",
    input: ({ args: [id = ""] }) => ok({ path: { id } }),
    view: holdView,
  }),
  apiCommand({
    name: "reserve extend <id>",
    about: "hold it longer, from now",
    options: [TTL],
    example: "reserve extend 0198c9f0-0000-7000-8000-000000000000 --ttl 900",
    operation: "extendReservation",
    input: ({ args: [id = ""], flags }) => {
      const ttlSeconds = wholeOf(flags.ttl, "--ttl");
      if (!ttlSeconds.ok) return ttlSeconds;
      return ok({ path: { id }, body: given({ ttlSeconds: ttlSeconds.value }) });
    },
    view: holdView,
  }),
  apiCommand({
    name: "reserve release <id>",
    about: "give the units back",
    example: "reserve release 0198c9f0-0000-7000-8000-000000000000",
    operation: "releaseReservation",
    input: ({ args: [id = ""] }) => ok({ path: { id } }),
    view: holdView,
  }),
];

export const SHOP_COMMANDS: readonly ApiCommand[] = [...PRODUCTS, ...QUOTES, ...RESERVATIONS];
