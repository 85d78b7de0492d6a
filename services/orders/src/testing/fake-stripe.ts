import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What becomes of a request instead of its answer; `…-after` when it has taken effect. */
type StripeFault =
  | { readonly kind: "hang-after" | "reset-after" }
  | { readonly kind: "status"; readonly status: number; readonly error: object };

type Intent = {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly metadata: { readonly orderId: string };
  readonly transferGroup: string;
  status: "requires_capture" | "succeeded" | "canceled";
  refunded: number;
};
type Answer = { readonly status: number; readonly body: object };
type Asked = {
  readonly form: URLSearchParams;
  readonly id: string;
  readonly query: URLSearchParams;
};

/** The calls of Stripe's API that we make, over HTTP, with its idempotency keys and errors as its documentation has them. */
export async function fakeStripe() {
  const intents: Intent[] = [];
  const faults: StripeFault[] = [];
  const seen: string[] = [];
  const settled = new Map<string, { readonly asked: string; readonly answer: Answer }>();
  const routes = stripeRoutes(intents);

  const decide = (route: string, key: string | undefined, asked: Asked): Answer => {
    const fingerprint = `${route} ${asked.id} ${asked.form}`;
    const first = key === undefined ? undefined : settled.get(key);
    if (first) return first.asked === fingerprint ? first.answer : REUSED;
    const answer = routes[route]?.(asked) ?? failure(404, { type: "invalid_request_error" });
    if (key !== undefined) settled.set(key, { asked: fingerprint, answer });
    return answer;
  };

  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://fake");
    const chunks = await request.toArray();
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const id = /pi_\w+/.exec(pathname)?.[0] ?? "";
    const route = `${request.method} ${id === "" ? pathname : pathname.replace(id, "{id}")}`;
    seen.push(`${route} ${request.headers["idempotency-key"] ?? "-"}`);
    const fault = faults.shift();
    if (fault?.kind === "status") return send(response, failure(fault.status, fault.error));
    if (request.headers.authorization !== "Bearer sk_test_secret") return send(response, NO_KEY);
    const key = request.headers["idempotency-key"];
    const answer = decide(route, typeof key === "string" ? key : undefined, { form, id, query });
    if (fault?.kind === "reset-after") return void request.socket.destroy();
    if (fault?.kind !== "hang-after") send(response, answer);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ intents, faults, seen },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const DECLINES: Readonly<Record<string, string>> = {
  pm_card_chargeDeclined: "generic_decline",
  pm_card_chargeDeclinedInsufficientFunds: "insufficient_funds",
  pm_card_chargeDeclinedStolenCard: "stolen_card",
};

function stripeRoutes(intents: Intent[]): Record<string, (asked: Asked) => Answer> {
  const found = (id: string | null) => intents.find((intent) => intent.id === id);
  return {
    "POST /v1/payment_intents": ({ form }) => create(intents, form),
    "POST /v1/payment_intents/{id}/capture": ({ id }) =>
      move(found(id), "requires_capture", "succeeded"),
    "POST /v1/payment_intents/{id}/cancel": ({ id }) =>
      move(found(id), "requires_capture", "canceled"),
    "GET /v1/payment_intents/{id}": ({ id }) => shown(found(id)),
    "POST /v1/refunds": ({ form }) => refund(found(form.get("payment_intent")), form),
    "GET /v1/charges": ({ query }) => {
      const ofGroup = intents.filter((it) => it.transferGroup === query.get("transfer_group"));
      return done({ object: "list", has_more: false, data: ofGroup.map(chargeOf) });
    },
  };
}

function create(intents: Intent[], form: URLSearchParams): Answer {
  const method = form.get("payment_method") ?? "";
  const decline = DECLINES[method];
  if (decline !== undefined) {
    return failure(402, { type: "card_error", code: "card_declined", decline_code: decline });
  }
  if (method !== "pm_card_visa") {
    return failure(400, {
      ...{ type: "invalid_request_error", code: "resource_missing", param: "payment_method" },
    });
  }
  const intent: Intent = {
    id: `pi_${intents.length + 1}`,
    amount: Number(form.get("amount")),
    currency: form.get("currency") ?? "",
    metadata: { orderId: form.get("metadata[orderId]") ?? "" },
    transferGroup: form.get("transfer_group") ?? "",
    ...{ status: form.get("capture_method") === "manual" ? "requires_capture" : "succeeded" },
    refunded: 0,
  };
  intents.push(intent);
  return shown(intent);
}

function move(intent: Intent | undefined, from: Intent["status"], to: Intent["status"]): Answer {
  if (intent?.status === from) intent.status = to;
  else if (intent) {
    return failure(400, {
      ...{ type: "invalid_request_error", code: "payment_intent_unexpected_state" },
    });
  }
  return shown(intent);
}

function refund(intent: Intent | undefined, form: URLSearchParams): Answer {
  if (intent?.status !== "succeeded") return MISSING;
  const left = intent.amount - intent.refunded;
  const amount = Number(form.get("amount") ?? left);
  if (left === 0) {
    return failure(400, { type: "invalid_request_error", code: "charge_already_refunded" });
  }
  if (amount > left) return failure(400, { type: "invalid_request_error", param: "amount" });
  intent.refunded += amount;
  return done({ id: "re_1", object: "refund", amount, status: "succeeded" });
}

/** As a hold that is given up is shown: refunded, never captured. */
function chargeOf({ id, amount, currency, status, refunded }: Intent): object {
  const isCaptured = status === "succeeded";
  const isVoided = status === "canceled";
  return {
    ...{ id: `ch_${id}`, object: "charge", payment_intent: id, status: "succeeded", amount },
    ...{ currency, captured: isCaptured, amount_captured: isCaptured ? amount : 0 },
    amount_refunded: isVoided ? amount : refunded,
    refunded: isVoided || refunded === amount,
  };
}

const shown = (intent: Intent | undefined): Answer =>
  intent ? done({ ...intent, object: "payment_intent" }) : MISSING;
const done = (body: object): Answer => ({ status: 200, body });
const failure = (status: number, error: object): Answer => ({
  status,
  body: { error: { message: "sk_test_secret is quoted here", ...error } },
});
const MISSING = failure(404, { type: "invalid_request_error", code: "resource_missing" });
const REUSED = failure(400, { type: "idempotency_error" });
const NO_KEY = failure(401, { type: "invalid_request_error" });

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
