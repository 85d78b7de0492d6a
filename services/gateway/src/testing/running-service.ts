import { join } from "node:path";
import { text } from "node:stream/consumers";
import { openFlags } from "@holdfast/flags";
import { createLogger, type Logger } from "@holdfast/log";
import { loadResilience } from "@holdfast/outbound";
import { startTelemetry } from "@holdfast/telemetry";
import Fastify, { type FastifyReply, type FastifyRequest } from "fastify";
import { DEV_KEYS } from "../authenticate/authenticate.ts";
import { compose } from "../compose.ts";
import type { EdgeSettings } from "../edge/edge.ts";
import type { Access, Tokens } from "../open-access.ts";
import type { RateLimits } from "../rate-limit/rate-limit.ts";
import { readRateLimits } from "../rate-limit/read-rate-limits.ts";

/** A request as an upstream saw it. */
export type Seen = {
  readonly method: string;
  readonly url: string;
  readonly headers: FastifyRequest["headers"];
  readonly body: string;
};
export type Upstream = {
  readonly origin: string;
  readonly seen: Seen[];
  /** How it answers; 200 and an empty object unless a test says otherwise. */
  answer: (request: Seen, reply: FastifyReply) => unknown;
  /** Set: gets the body as it arrives, instead of `answer` with all of it. */
  stream?: (body: AsyncIterable<Buffer>, reply: FastifyReply) => unknown;
  close(): Promise<unknown>;
};

/** A real HTTP server in the place of a service, answering as the test says. */
async function startUpstream(): Promise<Upstream> {
  const server = Fastify();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", (_request, body, done) => done(null, body));
  const upstream: Omit<Upstream, "origin"> = {
    seen: [],
    answer: (_request, reply) => reply.send({}),
    close: () => {
      server.server.closeAllConnections();
      return server.close();
    },
  };
  server.all("*", async (request, reply) => {
    if (upstream.stream) return upstream.stream(request.raw, reply);
    const { method, url, headers } = request;
    const seen = { method, url, headers, body: request.body ? await text(request.raw) : "" };
    upstream.seen.push(seen);
    return upstream.answer(seen, reply);
  });
  const origin = await server.listen({ host: "127.0.0.1", port: 0 });
  return Object.assign(upstream, { origin });
}

/**
 * The real gateway, with the committed policies and contracts, before its three services. `inventory` is the first
 * process of `inventories`. Telemetry must run.
 */
export async function startGateway({
  inventories: count = 1,
  flagsFile,
  isFaultInjectionOn = false,
  viewCacheMs = 0,
  rateLimits,
  edge,
  access,
  tokens,
  log = createLogger({ service: "gateway", level: "silent" }),
}: {
  readonly access?: Access;
  readonly tokens?: Tokens;
  readonly log?: Logger;
  readonly edge?: Partial<EdgeSettings>;
  readonly rateLimits?: Partial<RateLimits>;
  readonly isFaultInjectionOn?: boolean;
  readonly viewCacheMs?: number;
  readonly inventories?: number;
  readonly flagsFile?: string;
} = {}) {
  const [inventory, pricing, orders, ...others] = await Promise.all([
    startUpstream(),
    startUpstream(),
    startUpstream(),
    ...Array.from({ length: count - 1 }, startUpstream),
  ]);
  const inventories = [inventory, ...others];
  const flags = await openFlags({ file: flagsFile, log, schedule: () => () => {} });
  const app = compose({
    log,
    flags,
    edge: { corsOrigins: [], trustedProxies: [], hstsMaxAgeSeconds: undefined, ...edge },
    rateLimits: { ...readRateLimits({ HOLDFAST_MODE: "embedded" }), ...rateLimits },
    version: "0.0.0",
    resilience: loadResilience(join(import.meta.dirname, "../../../../resilience.yaml")),
    origins: {
      inventory: inventories.map((each) => each.origin),
      pricing: pricing.origin,
      orders: orders.origin,
    },
    apiKeys: DEV_KEYS,
    ...{ access, tokens },
    ...{ isFaultInjectionOn, viewCacheMs },
    defaultCurrency: "EUR",
    defaultRegion: "DE",
  });
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });
  const close = async () => {
    app.server.closeAllConnections();
    await Promise.all([app, ...inventories, pricing, orders].map((server) => server.close()));
  };
  return { app, origin, inventory, inventories, pricing, orders, close };
}

/** Telemetry and a gateway that live as long as each other: for a file whose tests share one. */
export async function startTracedGateway(options: Parameters<typeof startGateway>[0] = {}) {
  const telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "0", env: {} });
  const gateway = await startGateway(options);
  const close = async () => {
    await gateway.close();
    await telemetry.shutdown();
  };
  return { ...gateway, close };
}
