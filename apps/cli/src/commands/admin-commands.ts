/** What who runs the shop asks: webhooks, flags, circuits. */
import { fail, ok } from "@holdfast/result";
import { type ApiCommand, apiCommand } from "./api-command.ts";
import { PAGING } from "./shop-commands.ts";
import { given, textOf, wholeOf } from "./words.ts";

const WEBHOOKS = [
  apiCommand({
    name: "webhook list",
    about: "who is told of events, and how that goes",
    example: "webhook list",
    operation: "listWebhooks",
    input: () => ok({}),
    view: {
      head: ["ID", "URL", "STATUS", "FAILURES", "LAST ERROR"],
      rows: ({ data }) =>
        data.map(({ id, url, status, failures, lastError }) => [
          ...[id, url, status, failures, lastError],
        ]),
    },
  }),
  apiCommand({
    name: "webhook create <url>",
    about: "send events to a URL; its secret is shown once",
    options: [
      ["--event <type...>", "of these types alone, such as order.confirmed"],
      ["--description <text>", "for people"],
    ],
    example: "webhook create https://shop.example/hooks --event order.confirmed order.failed",
    operation: "createWebhook",
    input: ({ args: [url = ""], flags }) => {
      const eventTypes = flags.event as readonly "order.confirmed"[] | undefined;
      return ok({ body: given({ url, eventTypes, description: textOf(flags.description) }) });
    },
    view: { fields: ({ id, url, status, secret }) => ({ id, url, status, secret }) },
  }),
  apiCommand({
    name: "webhook test <id>",
    about: "send a test event now",
    options: [["--dry-run", "show what would be sent, send nothing"]],
    example: "webhook test 0198c9f0-0000-7000-8000-000000000000 --dry-run",
    operation: "testWebhook",
    input: ({ args: [id = ""], flags }) =>
      ok({ path: { id }, body: flags.dryRun === true ? { dryRun: true } : {} }),
    view: {
      fields: ({ sent, delivered, attempt, request }) => ({
        ...{
          url: request.url,
          sent,
          delivered,
          answer: attempt?.statusCode,
          error: attempt?.error,
        },
        body: request.body,
      }),
    },
  }),
  apiCommand({
    name: "webhook deliveries <id>",
    about: "what was sent, and how often it was tried",
    options: [["--status <status>", "pending, delivered or failed"], ...PAGING],
    example: "webhook deliveries 0198c9f0-0000-7000-8000-000000000000 --status failed",
    operation: "listWebhookDeliveries",
    input: ({ args: [id = ""], flags }) => {
      const limit = wholeOf(flags.limit, "--limit");
      if (!limit.ok) return limit;
      const status = textOf(flags.status) as "failed" | undefined;
      const query = given({ status, limit: limit.value, cursor: textOf(flags.cursor) });
      return ok({ path: { id }, query });
    },
    view: {
      head: ["ID", "EVENT", "STATUS", "TRIES", "LAST ANSWER", "CREATED"],
      rows: ({ data }) =>
        data.map(({ id, eventType, status, attempts, createdAt }) => {
          const last = attempts.at(-1);
          return [
            id,
            eventType,
            status,
            attempts.length,
            last?.statusCode ?? last?.error,
            createdAt,
          ];
        }),
    },
  }),
  apiCommand({
    name: "webhook replay <id> <delivery>",
    about: "send a delivery again",
    example:
      "webhook replay 0198c9f0-0000-7000-8000-000000000000 0198c9f1-0000-7000-8000-000000000000",
    operation: "replayWebhookDelivery",
    input: ({ args: [id = "", deliveryId = ""] }) => ok({ path: { id, deliveryId } }),
    view: { fields: ({ id, eventType, status }) => ({ id, event: eventType, status }) },
  }),
];

type Flag = {
  readonly key: string;
  readonly rule: "custom" | { readonly enabled: boolean; readonly rolloutPercent?: number };
};
const ruleText = ({ rule }: Flag): string => {
  if (rule === "custom") return "custom";
  const { enabled, rolloutPercent = 100 } = rule;
  return enabled ? `on for ${rolloutPercent} %` : "off";
};

const OPERATION = [
  apiCommand({
    name: "flag list",
    about: "every feature flag, and how it is set",
    example: "flag list",
    operation: "listFlags",
    input: () => ok({}),
    view: {
      head: ["KEY", "SET", "READ BY", "DESCRIPTION"],
      rows: ({ data }) =>
        data.map((flag) => [flag.key, ruleText(flag), flag.readBy, flag.description]),
    },
  }),
  apiCommand({
    name: "flag set <key> <on|off|percent>",
    about: "turn behaviour on, off, or on for a share of its keys",
    example: "flag set dynamic-pricing 25",
    operation: "putFlag",
    input: ({ args: [key = "", words = ""] }) => {
      const path = { key };
      if (words === "on") return ok({ path, body: { enabled: true, rolloutPercent: 100 } });
      if (words === "off") return ok({ path, body: { enabled: false } });
      const percent = /^\d{1,3}$/.test(words) ? Number(words) : 0;
      if (percent >= 1) return ok({ path, body: { enabled: true, rolloutPercent: percent } });
      return fail(`a flag is on, off, or on for a percentage from 1 to 100, not "${words}"`);
    },
    view: { fields: (flag) => ({ key: flag.key, set: ruleText(flag), "read by": flag.readBy }) },
  }),
  apiCommand({
    name: "breaker list",
    about: "the circuits between the services, live",
    example: "breaker list",
    operation: "listBreakers",
    input: () => ok({}),
    view: {
      head: [
        ...["SERVICE", "TARGET", "ORIGIN", "STATE", "CALLS", "FAILURES", "SLOW", "IN FLIGHT"],
        ...["RETRIES LEFT", "PROCESS"],
      ],
      rows: ({ data, unavailable }) => [
        ...data.map((row) => [
          ...[row.service, row.target, row.origin, row.state, row.calls, row.failures],
          ...[row.slowCalls, row.inFlight, row.retryBudget, row.process],
        ]),
        ...unavailable.map(({ service, process, reason }) => [
          ...[service, null, null, `not known: ${reason}`, null, null, null, null, null, process],
        ]),
      ],
    },
  }),
];

export const ADMIN_COMMANDS: readonly ApiCommand[] = [...WEBHOOKS, ...OPERATION];
