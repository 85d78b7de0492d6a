/** Stock and prices: what is on the shelves, and what it costs. */
import { ok } from "@holdfast/result";
import { type ApiCommand, apiCommand } from "./api-command.ts";
import { CURRENCY, PAGING, REGION } from "./shop-commands.ts";
import { given, moneyText, textOf, wholeOf } from "./words.ts";

const KINDS = [
  ["receive", "units that came in"],
  ["return", "units that came back"],
  ["write-off", "units that are lost or broken"],
  ["adjust", "a correction, up or down: -2"],
  ["transfer", "units that go to another location"],
] as const;

const STOCK = [
  apiCommand({
    name: "stock show <sku>",
    about: "units at each location",
    example: "stock show MUG-HARBOUR-BLUE",
    operation: "getStock",
    input: ({ args: [sku = ""] }) => ok({ path: { sku } }),
    view: {
      fields: ({ sku, onHand, reserved, available, incoming }) => ({
        ...{ sku, "on hand": onHand, reserved, available, incoming },
      }),
      head: ["LOCATION", "ON HAND", "RESERVED", "AVAILABLE", "SAFETY", "INCOMING"],
      rows: ({ locations }) =>
        locations.map((row) => [
          ...[row.location, row.onHand, row.reserved, row.available, row.safetyStock, row.incoming],
        ]),
    },
  }),
  apiCommand({
    name: "stock movements [sku]",
    about: "the ledger, newest first",
    options: PAGING,
    example: "stock movements MUG-HARBOUR-BLUE --limit 10",
    operation: "listMovements",
    input: ({ args: [sku], flags }) => {
      const limit = wholeOf(flags.limit, "--limit");
      if (!limit.ok) return limit;
      return ok({ query: given({ sku, limit: limit.value, cursor: textOf(flags.cursor) }) });
    },
    view: {
      head: ["AT", "KIND", "SKU", "LOCATION", "QUANTITY", "REASON", "ACTOR"],
      rows: ({ data }) =>
        data.map(({ at, kind, sku, location, quantity, reason, actor }) => [
          ...[at, kind, sku, location, quantity, reason, actor],
        ]),
    },
  }),
  ...KINDS.map(([kind, about]) =>
    apiCommand({
      name: `stock ${kind} <sku> <quantity>`,
      about,
      options: [
        ["!--location <code>", "such as BER"],
        ["!--reason <text>", "for the ledger"],
        ["--reference <text>", "of yours, such as an order's number"],
        ...(kind === "transfer" ? [["!--to <code>", "the other location"] as const] : []),
      ],
      example: `stock ${kind} MUG-HARBOUR-BLUE 5 --location BER --reason "PO 1234"${kind === "transfer" ? " --to HAM" : ""}`,
      operation: "postMovement",
      input: ({ args: [sku = "", count], flags }) => {
        const quantity = wholeOf(count, "the quantity");
        if (!quantity.ok) return quantity;
        const body = given({
          ...{ sku, kind, quantity: quantity.value ?? 0 },
          location: textOf(flags.location) ?? "",
          reason: textOf(flags.reason) ?? "",
          reference: textOf(flags.reference),
          toLocation: textOf(flags.to),
        });
        return ok({ body });
      },
      view: {
        fields: ({ id, sku, location, quantity, reason, at }) => ({
          ...{ id, sku, location, quantity, reason, at },
        }),
      },
    }),
  ),
];

type Price = {
  readonly amount: number;
  readonly currency: string;
  readonly minQuantity?: number;
  readonly customerGroup?: string;
  readonly region?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
};
const PRICE_HEAD = ["PRICE", "FROM QUANTITY", "GROUP", "REGION", "VALID FROM", "VALID TO"];
const priceRow = (price: Price) => [
  ...[moneyText(price), price.minQuantity ?? 1, price.customerGroup, price.region],
  ...[price.validFrom, price.validTo],
];
const pricesView = {
  fields: ({ sku, version }: { readonly sku: string; readonly version: number }) => ({
    sku,
    version,
  }),
  head: PRICE_HEAD,
  rows: ({ prices }: { readonly prices: readonly Price[] }) => prices.map(priceRow),
};

const PRICES = [
  apiCommand({
    name: "price show <sku>",
    about: "the price book of a SKU",
    example: "price show MUG-HARBOUR-BLUE",
    operation: "getPrices",
    input: ({ args: [sku = ""] }) => ok({ path: { sku } }),
    view: pricesView,
  }),
  apiCommand({
    name: "price set <sku> <amount>",
    about: "replace all prices of a SKU by one, in the minor unit: 1999 is 19.99 EUR",
    options: [CURRENCY, REGION, ["--group <code>", "for this customer group alone"]],
    example: "price set MUG-HARBOUR-BLUE 1999 --currency EUR",
    operation: "putPrices",
    input: ({ args: [sku = "", words], flags }) => {
      const amount = wholeOf(words, "the amount");
      if (!amount.ok) return amount;
      const price = given({
        amount: amount.value ?? 0,
        currency: textOf(flags.currency) ?? "EUR",
        region: textOf(flags.region),
        customerGroup: textOf(flags.group),
      });
      return ok({ path: { sku }, body: { prices: [price] } });
    },
    view: pricesView,
  }),
  apiCommand({
    name: "price history <sku>",
    about: "what the prices of a SKU were, newest version first",
    options: PAGING,
    example: "price history MUG-HARBOUR-BLUE",
    operation: "listPriceHistory",
    input: ({ args: [sku = ""], flags }) => {
      const limit = wholeOf(flags.limit, "--limit");
      if (!limit.ok) return limit;
      const query = given({ limit: limit.value, cursor: textOf(flags.cursor) });
      return ok({ path: { sku }, query });
    },
    view: {
      head: ["VERSION", "RECORDED", "BY", ...PRICE_HEAD],
      rows: ({ data }) =>
        data.flatMap(({ version, recordedAt, recordedBy, prices }) =>
          prices.map((price) => [version, recordedAt, recordedBy, ...priceRow(price)]),
        ),
    },
  }),
];

export const STOCK_COMMANDS: readonly ApiCommand[] = [...STOCK, ...PRICES];
