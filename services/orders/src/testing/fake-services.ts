import { randomUUIDv7 } from "node:crypto";
import Fastify, { type FastifyRequest } from "fastify";

type Json = Readonly<Record<string, unknown>>;
type Answer = { readonly status: number; readonly body: Json };
export type Request = {
  /** `POST /charges/{id}/capture`: method and path, ids replaced. */
  readonly route: string;
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: Json;
  readonly headers: FastifyRequest["headers"];
};
/** What happens instead of, or before, the ordinary answer of a route. */
export type Fault = (request: Request) => Promise<Answer | undefined>;

const QUOTE_ID = "01990000-0000-7000-8000-00000000a0a0";
const MONEY = (amount: number) => ({ amount, currency: "EUR" });

/** Inventory, pricing and the payment provider as small HTTP servers, with their idempotency and their memory. */
export async function startFakeServices() {
  const faults = new Map<string, Fault>();
  const seen: Request[] = [];
  const reservations = new Map<string, { status: string; items: unknown }>();
  const charges: { id: string; orderId: string; status: string; key: string; captures: number }[] =
    [];
  const routes = {
    ...inventoryRoutes(reservations),
    ...pricingRoutes(),
    ...paymentRoutes(charges),
  };
  const app = Fastify();
  app.all("/*", async (incoming, reply) => {
    const request = readRequest(incoming);
    seen.push(request);
    const answer = (await faults.get(request.route)?.(request)) ?? routes[request.route]?.(request);
    const { status, body } = answer ?? problemAnswer(404, "route-not-found");
    const type = status < 400 ? "application/json" : "application/problem+json";
    return reply.code(status).type(type).send(JSON.stringify(body));
  });
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    origin,
    faults,
    seen,
    charges,
    /** What is not taken back: holds, sold units and money. */
    left: () => ({
      reservations: [...reservations.values()]
        .map(({ status }) => status)
        .filter((status) => status !== "released"),
      charges: charges
        .map(({ status }) => status)
        .filter((status) => status === "authorised" || status === "captured"),
    }),
    forget: () => {
      faults.clear();
      seen.length = 0;
      reservations.clear();
      charges.length = 0;
    },
    close: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

type Routes = Readonly<Record<string, (request: Request) => Answer>>;

function inventoryRoutes(reservations: Map<string, { status: string; items: unknown }>): Routes {
  const answer = (id: string): Answer => {
    const now = new Date(0).toISOString();
    return done(200, { id, ...reservations.get(id), createdAt: now, expiresAt: now });
  };
  const settle = (status: string) => (request: Request) => {
    reservations.set(request.id, { items: [], ...reservations.get(request.id), status });
    return answer(request.id);
  };
  return {
    "PUT /internal/reservations/{id}": ({ id, body }) => {
      if (!reservations.has(id)) reservations.set(id, { status: "held", items: body.items });
      return answer(id);
    },
    "POST /internal/reservations/{id}/confirm": settle("confirmed"),
    "POST /internal/reservations/{id}/cancel": settle("released"),
    "POST /internal/import-items": ({ body }) => done(200, { results: created(body.items) }),
  };
}

function pricingRoutes(): Routes {
  return {
    "POST /v1/quotes": ({ body }) => {
      const items = body.items as readonly { readonly sku: string; readonly quantity: number }[];
      const lines = items.map(({ sku, quantity }) => ({
        ...{ sku, quantity, unit: MONEY(1000), subtotal: MONEY(1000 * quantity), discounts: [] },
        ...{ tax: MONEY(0), total: MONEY(1000 * quantity) },
      }));
      const total = MONEY(lines.reduce((sum, line) => sum + line.total.amount, 0));
      return done(201, {
        id: QUOTE_ID,
        lines,
        token: unsigned({ quote: {} }),
        totals: { subtotal: total, discount: MONEY(0), tax: MONEY(0), total },
      });
    },
    "POST /internal/import-prices": ({ body }) => done(200, { results: created(body.prices) }),
  };
}

function paymentRoutes(
  charges: { id: string; orderId: string; status: string; key: string; captures: number }[],
): Routes {
  const move = (from: string, to: string) => (request: Request) => {
    const charge = charges.find(({ id }) => id === request.id);
    if (charge === undefined) return problemAnswer(404, "charge-not-found");
    if (charge.status === from && to === "captured") charge.captures += 1;
    if (charge.status === from) charge.status = to;
    return charge.status === to ? done(200, { ...charge }) : problemAnswer(409, "invalid-state");
  };
  return {
    "POST /charges": ({ body, headers }) => {
      const key = String(headers["idempotency-key"]);
      const known = charges.find((charge) => charge.key === key);
      const charge = known ?? {
        ...{ id: randomUUIDv7(), orderId: String(body.orderId), status: "authorised", key },
        captures: 0,
      };
      if (known === undefined) charges.push(charge);
      return done(201, { ...charge, amount: body.amount });
    },
    "POST /charges/{id}/capture": move("authorised", "captured"),
    "POST /charges/{id}/void": move("authorised", "voided"),
    "POST /charges/{id}/refund": move("captured", "refunded"),
    "GET /charges": ({ query }) => {
      const ofOrder = charges.filter(({ orderId }) => orderId === query.get("orderId"));
      const money = { amount: MONEY(1000), refunded: MONEY(0) };
      return done(200, { data: ofOrder.map((charge) => ({ ...money, ...charge })) });
    },
  };
}

export function problemAnswer(status: number, code: string): Answer {
  const body = { type: `/problems/${code}`, title: code, status, detail: `It is ${code}.`, code };
  return { status, body };
}

/** A compact JWS with these claims, which nobody signed. */
const unsigned = (claims: Json) =>
  [{ alg: "EdDSA" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .concat("nobody")
    .join(".");

const done = (status: number, body: Json): Answer => ({ status, body });
const created = (rows: unknown) =>
  (rows as readonly { readonly sku: string }[]).map(({ sku }) => ({ sku, outcome: "created" }));

function readRequest({ method, url, body, headers }: FastifyRequest): Request {
  const { pathname, searchParams } = new URL(url, "http://x");
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(pathname)?.[0] ?? "";
  return {
    route: `${method} ${id === "" ? pathname : pathname.replace(id, "{id}")}`,
    id,
    query: searchParams,
    body: (body ?? {}) as Json,
    headers,
  };
}
