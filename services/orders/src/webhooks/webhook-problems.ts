import { type Problem, problem } from "@holdfast/problem";
import type { WebhookError } from "../webhook.ts";

/** The refusals of webhooks as HTTP. */
export function webhookProblem(error: WebhookError): Problem {
  switch (error.kind) {
    case "webhook-not-found":
      return problem({
        status: 404,
        code: error.kind,
        title: "No such webhook",
        detail: `No webhook has the id ${error.id}.`,
      });
    case "delivery-not-found":
      return problem({
        status: 404,
        code: error.kind,
        title: "No such delivery",
        detail: `No delivery of this webhook has the id ${error.id}. They are kept for 30 days.`,
      });
    case "webhooks-over-limit":
      return problem({
        status: 409,
        code: error.kind,
        title: "Too many webhooks",
        detail: `There are ${error.max} webhooks, and no more can be. Delete one that is not needed.`,
      });
    case "webhook-url-refused":
      return problem({
        status: 422,
        code: error.kind,
        title: "Webhook URL refused",
        detail: `Nothing can be sent to this URL: it ${error.reason}.`,
        errors: [{ path: "/url", message: error.reason }],
      });
    case "delivery-state":
      return problem({
        status: 409,
        code: "invalid-state",
        title: "Not in this state",
        detail: `Delivery ${error.id} is ${error.status}. Only an ended one can be replayed, and only a pending one skipped.`,
      });
    case "webhook-changed":
      return problem({
        status: 412,
        code: "precondition-failed",
        title: "Precondition failed",
        detail: "Somebody has changed this webhook. Read it again, then repeat the change.",
      });
    default:
      return error satisfies never;
  }
}
