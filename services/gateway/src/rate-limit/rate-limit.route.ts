import { createRequire } from "node:module";
import { sendProblem } from "@holdfast/http-service/errors";
import type { CheckResult } from "@holdfast/http-service/health";
import { ProblemError } from "@holdfast/problem";
import type { FastifyInstance, FastifyReply } from "fastify";
import { Counter, type Registry } from "prom-client";
import { identityOf } from "../authenticate/authenticate.route.ts";
import { NOBODY, type RateLimit } from "../authenticate/authenticate.ts";
import { toProblem } from "../problems.ts";
import type { Allowance } from "./allowance.ts";
import { Allowances } from "./allowances.ts";
import { addressKey, type RateLimited, type RateLimits, stateHeader } from "./rate-limit.ts";
import type { RedisParts } from "./redis-link.client.ts";

export type RateLimiting = {
  /** To be called before requests of `api` are authenticated. */
  readonly limitByAddress: (api: FastifyInstance) => void;
  /** To be called after that. */
  readonly limitByKey: (api: FastifyInstance) => void;
  readonly check: () => Promise<CheckResult>;
  readonly close: () => void;
};

/** What a request with a wrong key costs its address, beside itself: guessing is cut off a hundred times sooner. */
const FAILURE_COST = 99;

/**
 * Limits by address, so that a flood of requests without a valid key costs little more than refusing it, and by key, so
 * that one customer leaves room for the others. Both are exact over all gateways where they have a Redis.
 */
export function openRateLimits(limits: RateLimits, registry: Registry): RateLimiting {
  const count = counters(registry);
  const { link, shared } = limits.redis
    ? sharedBy({ ...limits.redis, onFailure: count.redisFailed, schedule })
    : {};
  const parts = { shared, nowMs: Date.now, schedule };
  const refuse = (reply: FastifyReply, of: RateLimited["of"], allowance: Allowance) => {
    count.refused(of);
    tell(reply, allowance);
    reply.header("retry-after", allowance.resetSeconds(Date.now()));
    sendProblem(reply, toProblem({ kind: "rate-limited", of }));
  };
  return {
    limitByAddress: addressLimit(limits.perAddress, new Allowances(parts), refuse),
    limitByKey: keyLimit(limits.perKey, new Allowances(parts), refuse),
    check: async () =>
      link === undefined || link.isUp()
        ? { status: "ok" }
        : { status: "warn", message: "Redis is away; rate limits hold for each gateway alone" },
    close: () => link?.close(),
  };
}

const require = createRequire(import.meta.url);

/** Loaded only where there is a Redis: its client is 480 modules, 6 MiB. */
function sharedBy(redis: RedisParts) {
  const { openRedis } =
    require("./redis-link.client.ts") as typeof import("./redis-link.client.ts");
  const { shareQuotas } =
    require("./shared-quota.store.ts") as typeof import("./shared-quota.store.ts");
  const link = openRedis(redis);
  return { link, shared: shareQuotas(link) };
}

type Refuse = (reply: FastifyReply, of: RateLimited["of"], allowance: Allowance) => void;

function addressLimit(limit: RateLimit, addresses: Allowances, refuse: Refuse) {
  const keyOf = (address: string) => `address:${addressKey(address)}`;
  return (api: FastifyInstance): void => {
    api.addHook("onRequest", (request, reply, done) => {
      const allowance = addresses.of(request.ip, limit, keyOf);
      const isAllowed = allowance.take(Date.now());
      if (isAllowed) return done();
      const decided = (allowed: boolean) =>
        allowed ? done() : refuse(reply, "address", allowance);
      if (isAllowed === false) decided(false);
      else allowance.ask(decided);
    });
    api.addHook("onError", (request, _reply, error, done) => {
      if (error instanceof ProblemError && error.problem.status === 401) {
        addresses.of(request.ip, limit, keyOf).charge(FAILURE_COST);
      }
      done();
    });
  };
}

function keyLimit(perKey: RateLimit, keys: Allowances, refuse: Refuse) {
  const keyOf = (keyId: string) => `key:${keyId}`;
  return (api: FastifyInstance): void => {
    api.addHook("onRequest", (request, reply, done) => {
      const identity = identityOf(request);
      if (identity === undefined || identity === NOBODY) return done(); // its address is limited
      const allowance = keys.of(identity.keyId, identity.rateLimit ?? perKey, keyOf);
      const isAllowed = allowance.take(Date.now());
      const decided = (allowed: boolean): void => {
        if (!allowed) {
          refuse(reply, "key", allowance);
          return;
        }
        tell(reply, allowance);
        done();
      };
      if (isAllowed === undefined) allowance.ask(decided);
      else decided(isAllowed);
    });
  };
}

/** The limit that decided, and what is left of it. */
function tell(reply: FastifyReply, allowance: Allowance): void {
  reply.header("ratelimit-policy", allowance.policy);
  const left = {
    remaining: allowance.remaining(),
    resetSeconds: allowance.resetSeconds(Date.now()),
  };
  reply.header("ratelimit", stateHeader(left));
}

function counters(registry: Registry) {
  const registers = [registry];
  const refused = new Counter({
    name: "rate_limited_total",
    help: "Requests refused because of a rate limit, of a key or an address.",
    labelNames: ["of"],
    registers,
  });
  const redisErrors = new Counter({
    name: "rate_limit_redis_errors_total",
    help: "Calls to Redis that failed, by reason: timeout or error.",
    labelNames: ["reason"],
    registers,
  });
  return {
    refused: (of: RateLimited["of"]) => refused.inc({ of }),
    redisFailed: (reason: "timeout" | "error") => redisErrors.inc({ reason }),
  };
}

function schedule(work: () => void, delayMs: number): () => void {
  const timer = setTimeout(work, delayMs).unref();
  return () => clearTimeout(timer);
}
