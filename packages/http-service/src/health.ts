import { problem } from "@holdfast/problem";
import { exportStats } from "@holdfast/telemetry";
import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Gauge, type Registry } from "prom-client";
import { sendProblem } from "./errors.ts";
import type { ServiceOptions } from "./http-service.ts";

/** `warn`: something is missing that the service can serve without. */
export type CheckResult = { readonly status: "ok" | "warn" | "fail"; readonly message?: string };
export type Check = () => Promise<CheckResult>;

/** A dependency slower than this cannot serve requests in their time either. */
const CHECK_TIMEOUT_MS = 2_000;

/** A check that is ok when `ping` resolves, and says no more than that otherwise: no address or driver message leaks. */
export function reachable(ping: () => Promise<unknown>): Check {
  return async () => {
    await ping();
    return { status: "ok" };
  };
}

/** /livez: the process answers. /readyz: its dependencies do too. /metrics: Prometheus text. */
export function addHealthRoutes(app: FastifyInstance, { checks, log }: ServiceOptions): void {
  collectDefaultMetrics({ register: app.registry });
  countSpans(app.registry);
  const hidden = { schema: { hide: true } };
  app.get("/livez", hidden, async () => ({ status: "alive" }));
  app.get("/readyz", hidden, async (_request, reply) => {
    const results = Object.fromEntries(
      await Promise.all(
        Object.entries(checks).map(
          async ([name, check]) => [name, await outcome(name, check)] as const,
        ),
      ),
    );
    const failing = Object.keys(results).filter((name) => results[name]?.status === "fail");
    if (failing.length === 0) return { status: "ready", checks: results };
    return sendProblem(reply, notReady(failing, results));
  });
  app.get("/metrics", hidden, async (_request, reply) => {
    reply.type(app.registry.contentType);
    return app.registry.metrics();
  });

  async function outcome(name: string, check: Check): Promise<CheckResult> {
    const late = Promise.withResolvers<CheckResult>();
    const timer = setTimeout(
      () => late.resolve({ status: "fail", message: `no answer in ${CHECK_TIMEOUT_MS} ms` }),
      CHECK_TIMEOUT_MS,
    );
    try {
      return await Promise.race([check(), late.promise]);
    } catch (error) {
      log.warn({ err: error, dependency: name }, "dependency check failed");
      return { status: "fail", message: "not reachable" };
    } finally {
      clearTimeout(timer);
    }
  }
}

/** What became of the spans: a collector that is down or slow shows here, never in a request. */
function countSpans(registry: Registry): void {
  new Gauge({
    name: "otel_spans",
    help: "Spans since the start by outcome, and those queued now.",
    labelNames: ["outcome"],
    registers: [registry],
    collect() {
      for (const [outcome, count] of Object.entries(exportStats())) this.set({ outcome }, count);
    },
  });
}

function notReady(failing: readonly string[], checks: Readonly<Record<string, CheckResult>>) {
  return problem({
    status: 503,
    code: "not-ready",
    title: "Not ready",
    detail: `Not reachable: ${failing.join(", ")}. The service takes traffic again as soon as it is.`,
    checks,
  });
}
