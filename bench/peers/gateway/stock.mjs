/**
 * What our gateway does to a product view, of stock libraries: Fastify with its schemas, key check, rate limit, breaker, timeout and
 * retry, pino, prom-client, and OpenTelemetry's SDK with its automatic instrumentations (loaded first: `--import ./stock-tracing.mjs`).
 */
import { createHash } from "node:crypto";
import rateLimit from "@fastify/rate-limit";
import {
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleAll,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from "cockatiel";
import Fastify from "fastify";
import pino from "pino";
import { Histogram, register } from "prom-client";
import { Pool } from "undici";

const { INVENTORY_URL, PRICING_URL, PORT, API_KEY } = process.env;
const key = createHash("sha256").update(API_KEY).digest("hex");
const policyOf = () =>
  wrap(
    retry(handleAll, { maxAttempts: 2, backoff: new ExponentialBackoff({ initialDelay: 25 }) }),
    circuitBreaker(handleAll, { halfOpenAfter: 5_000, breaker: new ConsecutiveBreaker(20) }),
    timeout(800, TimeoutStrategy.Aggressive),
  );
const clientOf = (origin) => {
  const pool = new Pool(origin, { connections: 64 });
  const policy = policyOf();
  return (path) =>
    policy.execute(async ({ signal }) => {
      const { statusCode, body } = await pool.request({ path, method: "GET", signal });
      if (statusCode >= 500) throw new Error(String(statusCode));
      return body.json();
    });
};
const inventory = clientOf(INVENTORY_URL);
const pricing = clientOf(PRICING_URL);
const durations = new Histogram({
  name: "http_server_request_duration_seconds",
  help: "-",
  labelNames: ["route", "status"],
});
const app = Fastify({ loggerInstance: pino(pino.destination(1)) });
await app.register(rateLimit, {
  max: 1_000_000_000,
  timeWindow: 1000,
  keyGenerator: (request) => request.headers.authorization,
});
app.addHook("onResponse", async (request, reply) => {
  durations.observe(
    { route: request.routeOptions.url, status: reply.statusCode },
    reply.elapsedTime / 1000,
  );
});
app.get("/readyz", async () => ({}));
app.get("/metrics", async () => register.metrics());
const money = {
  type: "object",
  properties: { amount: { type: "integer" }, currency: { type: "string" } },
};
app.get(
  "/api/v1/products/:sku",
  {
    schema: {
      params: {
        type: "object",
        properties: { sku: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$" } },
      },
      response: {
        200: {
          type: "object",
          properties: {
            sku: { type: "string" },
            name: { type: "string" },
            description: { type: "string" },
            category: { type: "string" },
            attributes: { type: "object", additionalProperties: true },
            availability: { type: "object", additionalProperties: true },
            price: {
              type: "object",
              properties: {
                unit: money,
                total: money,
                compareAt: money,
                lowest30Days: money,
                adjustments: { type: "array", items: {} },
                asOf: { type: "string" },
              },
            },
            degraded: { type: "array", items: { type: "string" } },
          },
        },
      },
    },
    preHandler: async (request, reply) => {
      const [, presented = ""] = (request.headers.authorization ?? "").split(" ");
      if (createHash("sha256").update(presented).digest("hex") !== key)
        return reply.code(401).send();
    },
  },
  async (request) => {
    const { sku } = request.params;
    const [item, price] = await Promise.all([
      inventory(`/internal/availability/${sku}`),
      pricing(`/internal/prices/${sku}?currency=EUR&region=DE`),
    ]);
    return { ...item, price, degraded: [] };
  },
);
await app.listen({ port: Number(PORT), host: "127.0.0.1", backlog: 4096 });
