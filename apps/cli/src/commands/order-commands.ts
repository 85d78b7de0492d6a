/** Orders and reports: what goes on after it was asked for. */
import { ok } from "@holdfast/result";
import { type ApiCommand, apiCommand } from "./api-command.ts";
import { LINES, lineRows, PAGING } from "./shop-commands.ts";
import { given, itemsOf, listOf, moneyText, textOf, wholeOf } from "./words.ts";

type Money = { readonly amount: number; readonly currency: string };
type Order = {
  readonly id: string;
  readonly status: string;
  readonly total?: Money;
  readonly refunded?: Money;
  readonly reservationId?: string;
  readonly paymentId?: string | null;
  readonly quoteId?: string;
  readonly problem?: { readonly detail: string; readonly code: string };
  readonly createdAt?: string;
  readonly traceId?: string;
};
const orderFields = (order: Order) => ({
  id: order.id,
  status: order.status,
  total: moneyText(order.total),
  refunded: moneyText(order.refunded),
  problem: order.problem && `${order.problem.detail} (${order.problem.code})`,
  reservation: order.reservationId,
  payment: order.paymentId,
  quote: order.quoteId,
  created: order.createdAt,
  trace: order.traceId,
});

const ORDERS = [
  apiCommand({
    name: "order create [items...]",
    about: "buy: hold, authorise, confirm, capture, or nothing at all",
    options: [
      ["!--email <address>", "of the customer"],
      ["--payment <token>", "payment method (tok_ok, of the sandbox)"],
      ["--quote <token>", "instead of items: at the price that this quote froze"],
      ["--reservation <id>", "units that are held already"],
      ["--currency <code>", "of the prices (EUR)"],
      ["--region <code>", "where it is sold to (DE)"],
      ["--coupon <code...>", "coupon codes"],
      ["--idempotency-key <key>", "the same key again never buys twice"],
    ],
    example: "order create MUG-HARBOUR-BLUE=2 --email ada@example.com",
    operation: "createOrder",
    input: ({ args, flags }) => {
      const items = itemsOf(args);
      if (!items.ok) return items;
      const body = given({
        items: args.length === 0 ? undefined : items.value,
        quoteToken: textOf(flags.quote),
        reservationId: textOf(flags.reservation),
        couponCodes: listOf(flags.coupon),
        currency: textOf(flags.currency) ?? "EUR",
        region: textOf(flags.region) ?? "DE",
        customer: { email: textOf(flags.email) ?? "" },
        paymentMethod: { token: textOf(flags.payment) ?? "tok_ok" },
      });
      const key = textOf(flags.idempotencyKey);
      return ok({ body, headers: key === undefined ? {} : { "idempotency-key": key } });
    },
    view: {
      fields: orderFields,
      head: LINES,
      rows: (order) => lineRows("lines" in order ? order.lines : []),
    },
  }),
  apiCommand({
    name: "order list",
    about: "orders, the newest first",
    options: [["--status <status>", "processing, confirmed, failed or cancelled"], ...PAGING],
    example: "order list --status failed",
    operation: "listOrders",
    input: ({ flags }) => {
      const limit = wholeOf(flags.limit, "--limit");
      if (!limit.ok) return limit;
      const status = textOf(flags.status) as "failed" | undefined;
      return ok({ query: given({ status, limit: limit.value, cursor: textOf(flags.cursor) }) });
    },
    view: {
      head: ["ID", "STATUS", "TOTAL", "CUSTOMER", "CREATED"],
      rows: ({ data }) =>
        data.map(({ id, status, total, customer, createdAt }) => [
          ...[id, status, moneyText(total), customer.email, createdAt],
        ]),
    },
  }),
  apiCommand({
    name: "order show <id>",
    about: "an order and its timeline",
    example: "order show 0198c9f0-0000-7000-8000-000000000000",
    operation: "getOrder",
    input: ({ args: [id = ""] }) => ok({ path: { id } }),
    view: {
      fields: orderFields,
      head: ["STEP", "STATUS", "ATTEMPT", "MS", "STARTED"],
      rows: ({ timeline }) =>
        timeline.map(({ step, status, attempt, durationMs, startedAt }) => [
          ...[step, status, attempt, durationMs, startedAt],
        ]),
    },
  }),
  apiCommand({
    name: "order cancel <id>",
    about: "pay back and restock",
    example: "order cancel 0198c9f0-0000-7000-8000-000000000000",
    operation: "cancelOrder",
    input: ({ args: [id = ""] }) => ok({ path: { id } }),
    view: { fields: orderFields },
  }),
];

type Report = {
  readonly id: string;
  readonly type: string;
  readonly format: string;
  readonly from: string;
  readonly to: string;
  readonly status: string;
  readonly progress: number;
  readonly rows: number;
  readonly bytes: number;
  readonly failure?: string;
};
const percent = (share: number): string => `${Math.floor(100 * share)} %`;
const reportFields = (report: Report) => ({
  ...{ id: report.id, type: report.type, from: report.from, to: report.to, status: report.status },
  ...{ progress: percent(report.progress), rows: report.rows, bytes: report.bytes },
  failure: report.failure,
});

const REPORTS = [
  apiCommand({
    name: "report create <type>",
    about: "stock-movements, sales, price-history or stock-valuation, made in the background",
    options: [
      ["!--from <time>", "such as 2026-11-01T00:00:00Z"],
      ["!--to <time>", "such as 2026-12-01T00:00:00Z"],
      ["--format <format>", "csv or json (csv)"],
    ],
    example: "report create sales --from 2026-11-01T00:00:00Z --to 2026-12-01T00:00:00Z",
    operation: "createReport",
    input: ({ args: [type = ""], flags }) => {
      const body = {
        type: type as "sales",
        from: textOf(flags.from) ?? "",
        to: textOf(flags.to) ?? "",
        format: (textOf(flags.format) ?? "csv") as "csv",
      };
      return ok({ body });
    },
    view: { fields: ({ id, status }) => ({ id, status }) },
  }),
  apiCommand({
    name: "report list",
    about: "reports, the newest first",
    options: PAGING,
    example: "report list",
    operation: "listReports",
    input: ({ flags }) => {
      const limit = wholeOf(flags.limit, "--limit");
      if (!limit.ok) return limit;
      return ok({ query: given({ limit: limit.value, cursor: textOf(flags.cursor) }) });
    },
    view: {
      head: ["ID", "TYPE", "FORMAT", "STATUS", "PROGRESS", "ROWS"],
      rows: ({ data }) =>
        data.map(({ id, type, format, status, progress, rows }) => [
          ...[id, type, format, status, percent(progress), rows],
        ]),
    },
  }),
  apiCommand({
    name: "report show <id>",
    about: "how far a report is",
    example: "report show 0198c9f0-0000-7000-8000-000000000000",
    operation: "getReport",
    input: ({ args: [id = ""] }) => ok({ path: { id } }),
    view: { fields: reportFields },
  }),
];

export const ORDER_COMMANDS: readonly ApiCommand[] = [...ORDERS, ...REPORTS];
