import type { Service } from "@holdfast/http-service";
import type { Admission } from "@holdfast/http-service/admission";
import type { Outbound } from "@holdfast/outbound";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";

export type ShowBreakersDeps = {
  readonly outbound: Pick<Outbound, "breakers">;
  readonly admission: Admission;
};

const closed = <const P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
const Count = (description?: string) =>
  Type.Integer({ minimum: 0, ...(description === undefined ? {} : { description }) });
const Time = (description: string) =>
  Type.Union([Type.String({ format: "date-time" }), Type.Null()], { description });

const Breaker = closed({
  target: Type.String({ description: "The service that is called." }),
  origin: Type.String({ description: "One process of it: `http://host:port`." }),
  state: Type.Enum(["closed", "half-open", "open"], {
    description: "open: calls are refused. half-open: a few are let through, to see.",
  }),
  calls: Count("In the breaker's window."),
  failures: Count("Of those calls."),
  slowCalls: Count("Of those calls."),
  openedAt: Time("null while closed."),
  retryAt: Time("While open: from when on it is asked again."),
  retryBudget: Count("Retries that are left; the processes of a target share them."),
  inFlight: Count("Calls that have a connection."),
  waiting: Count("Calls that wait for one."),
  hedges: Count("Attempts sent as hedges, since the start."),
});
const SCHEMA = {
  operationId: "listBreakers",
  summary: "How this gateway stands with the services it calls, and how much it takes on",
  description:
    "Live, of the process that answers: its circuit breakers, and its limit of requests at once.",
  tags: ["operations"],
  security: [{ apiKey: [] }],
  response: {
    200: closed({
      data: Type.Array(Breaker),
      admission: closed({
        limit: Count("Requests that may be in flight at once; follows latency."),
        inFlight: Count(),
        shed: closed({ checkout: Count(), normal: Count(), browse: Count() }),
      }),
    }),
    ...problemResponses(400, 401, 403, 429),
  },
};

/** Never refused because of overload, and asks nobody. */
export function addShowBreakersRoute(
  api: Service,
  { outbound, admission }: ShowBreakersDeps,
): void {
  api.get("/api/v1/admin/breakers", { schema: SCHEMA }, async () => ({
    data: outbound.breakers().map(({ openedAtMs, retryAtMs, ...detail }) => ({
      ...detail,
      openedAt: timeOf(openedAtMs),
      retryAt: timeOf(retryAtMs),
    })),
    admission: {
      limit: Math.floor(admission.limit()),
      inFlight: admission.inFlight(),
      shed: admission.shed(),
    },
  }));
}

const timeOf = (unixMs: number | undefined): string | null =>
  unixMs === undefined ? null : new Date(unixMs).toISOString();
