import type { Service } from "@holdfast/http-service";
import type { Admission } from "@holdfast/http-service/admission";
import type { Outbound } from "@holdfast/outbound";
import { BREAKER, breakerBody } from "@holdfast/outbound/breakers-route";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { REASONS, readBreakers, SERVICES } from "./show-breakers.client.ts";

export type ShowBreakersDeps = {
  readonly outbound: Pick<Outbound, "breakers" | "processes">;
  readonly admission: Admission;
};

const closed = <const P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
const Count = (description?: string) =>
  Type.Integer({ minimum: 0, ...(description === undefined ? {} : { description }) });

const Breaker = closed({
  service: Type.Enum(["gateway", ...SERVICES], { description: "The service that calls." }),
  process: Type.Union([Type.String(), Type.Null()], {
    description: "Its process: `http://host:port`. null: the gateway's that answers.",
  }),
  ...BREAKER,
});
const Unavailable = closed({
  service: Type.Enum([...SERVICES]),
  process: Type.String({ description: "`http://host:port`." }),
  reason: Type.Enum([...REASONS], {
    description: "refused: it answered a problem. not-understood: it answered something else.",
  }),
});
const SCHEMA = {
  operationId: "listBreakers",
  summary: "How the services stand with those they call, and how much this gateway takes on",
  description:
    "Live. The gateway's circuit breakers and its limit of requests at once are of the process that answers; it asks every " +
    "process of the other services for theirs, at once. Who does not answer within a second is in `unavailable`.",
  tags: ["operations"],
  security: [{ apiKey: [] }],
  response: {
    200: closed({
      data: Type.Array(Breaker),
      unavailable: Type.Array(Unavailable, {
        description: "Processes that did not say how they stand.",
      }),
      admission: closed({
        limit: Count("Requests that may be in flight at once; follows latency."),
        inFlight: Count(),
        shed: closed({ checkout: Count(), normal: Count(), browse: Count() }),
      }),
    }),
    ...problemResponses(400, 401, 403, 429),
  },
};

/** Never refused because of overload, and answered whoever is down. */
export function addShowBreakersRoute(
  api: Service,
  { outbound, admission }: ShowBreakersDeps,
): void {
  const read = readBreakers(outbound);
  const own = { service: "gateway", process: null } as const;
  api.get("/api/v1/admin/breakers", { schema: SCHEMA }, async () => {
    const others = await read();
    const rows = outbound.breakers().map((detail) => ({ ...own, ...breakerBody(detail) }));
    return {
      data: [...rows, ...others.data],
      unavailable: [...others.unavailable],
      admission: {
        limit: Math.floor(admission.limit()),
        inFlight: admission.inFlight(),
        shed: admission.shed(),
      },
    };
  });
}
