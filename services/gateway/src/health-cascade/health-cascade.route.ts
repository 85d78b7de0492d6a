import type { Service } from "@holdfast/http-service";
import { ProblemError, problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { toProblem } from "../problems.ts";
import { type DrillParts, runDrill } from "./health-cascade.client.ts";
import { DEPENDENCIES, FAILURE_MODES, faultsOf } from "./health-cascade.ts";

export type HealthCascadeDeps = Pick<DrillParts, "resilience" | "origins" | "log"> & {
  readonly defaultCurrency: string;
  readonly defaultRegion: string;
  /** Off in any system with customers: a drill asks the services some dozens of times. */
  readonly isFaultInjectionOn: boolean;
  /** 0 ≤ random < 1. */
  readonly random: () => number;
};

const closed = <const P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
const State = Type.Enum(["closed", "half-open", "open"]);
const Seed = Type.Integer({ minimum: 0, maximum: 4_294_967_295 });

const Dependency = closed({
  name: Type.Enum([...DEPENDENCIES]),
  fault: Type.Union([
    closed({
      kind: Type.Enum(["refused", "hang", "status", "delay"]),
      status: Type.Optional(Type.Integer()),
      delayMs: Type.Optional(Type.Integer()),
    }),
    Type.Null(),
  ]),
  breaker: closed({
    before: State,
    after: State,
    path: Type.Array(State, {
      description:
        "Every state from before the fault until after it was lifted: closed, open, half-open, closed where all is well.",
    }),
  }),
  calls: Type.Integer(),
  attempts: Type.Integer({ description: "Requests of these calls, retries included." }),
  retries: Type.Integer(),
  outcomes: Type.Record(Type.String(), Type.Integer(), {
    description: "Calls by how they ended: ok, or the kind of the error.",
  }),
  fallback: Type.Union([Type.String(), Type.Null()], {
    description: "What answers instead, as resilience.yaml names it; null: the caller is refused.",
  }),
  fallbackUsed: Type.Boolean(),
  elapsedMs: Type.Integer({ description: "Until its breaker was open, or all calls were made." }),
});

const SCHEMA = {
  operationId: "drillCascade",
  summary: "Drive the gateway's clients through a fault, and see what it comes to",
  description:
    "Real clients, policies and services; the fault is injected where requests leave, and the breakers are the drill's own, so " +
    "live traffic goes on. `inventory`, `pricing`, `orders`: that one refuses connections. `timeout`: none of them answers. " +
    "`random`: each meets a fault by `seed`. Only where fault injection is enabled, one at a time, within ten seconds.",
  tags: ["operations"],
  security: [{ apiKey: [] }],
  querystring: Type.Object(
    {
      failure_mode: Type.Optional(Type.Enum([...FAILURE_MODES], { default: "none" })),
      seed: Type.Optional(Seed),
      sku: Type.Optional(
        Type.String({
          pattern: "^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$",
          description: "Whose view is asked for; the first product, unless given.",
        }),
      ),
    },
    { additionalProperties: false },
  ),
  response: {
    200: closed({
      failureMode: Type.Enum([...FAILURE_MODES]),
      seed: Type.Union([Seed, Type.Null()], { description: "Of `random`: repeats it." }),
      sku: Type.String(),
      dependencies: Type.Array(Dependency),
      productView: closed({
        status: Type.Integer(),
        degraded: Type.Array(Type.Enum(["inventory", "pricing"])),
      }),
      elapsedMs: Type.Integer(),
    }),
    ...problemResponses(400, 401, 403, 409, 429),
  },
};

export function addHealthCascadeRoute(api: Service, deps: HealthCascadeDeps): void {
  const { defaultCurrency: currency, defaultRegion: region, isFaultInjectionOn } = deps;
  const { resilience, origins, log } = deps;
  let isRunning = false;
  api.get("/api/v1/health/cascade", { schema: SCHEMA }, async (request) => {
    if (!isFaultInjectionOn) throw refusal("fault-injection-disabled");
    if (isRunning) throw refusal("drill-in-progress");
    isRunning = true;
    const { failure_mode: mode = "none", sku } = request.query;
    const { seed = Math.floor(deps.random() * 2 ** 32) } = request.query;
    const beganAtMs = performance.now();
    try {
      const faults = faultsOf(mode, seed);
      const drilled = { resilience, origins, log, faults, sku, currency, region };
      const report = await runDrill(drilled);
      return {
        failureMode: mode,
        seed: mode === "random" ? seed : null,
        sku: report.sku,
        dependencies: report.dependencies.map(({ before, after, path, ...rest }) => ({
          ...{ ...rest, fault: faults[rest.name] ?? null },
          breaker: { before, after, path: [...path] },
        })),
        productView: { ...report.productView, degraded: [...report.productView.degraded] },
        elapsedMs: Math.round(performance.now() - beganAtMs),
      };
    } finally {
      isRunning = false;
    }
  });
}

const refusal = (kind: "fault-injection-disabled" | "drill-in-progress") =>
  new ProblemError(toProblem({ kind }));
