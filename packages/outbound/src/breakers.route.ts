import type { Service } from "@holdfast/http-service";
import { type TProperties, Type } from "typebox";
import type { OriginDetail } from "./outbound.ts";

const closed = <const P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
const Count = (description: string) => Type.Integer({ minimum: 0, description });
const Time = (description: string) =>
  Type.Union([Type.String({ format: "date-time" }), Type.Null()], { description });

/** One process of a callee, as its caller stands with it. */
export const BREAKER = {
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
};

/** What is asked for breakers may be newer than who asks: fields that it does not know are let pass. */
export const Breakers = Type.Object({ data: Type.Array(Type.Object(BREAKER)) });

const SCHEMA = {
  operationId: "listOwnBreakers",
  summary: "How this process stands with those it calls",
  tags: ["internal"],
  response: { 200: closed({ data: Type.Array(closed(BREAKER)) }) },
};

/** GET /internal/breakers: of the process that answers, live. The gateway shows those of all. */
export function addBreakersRoute(api: Service, breakers: () => readonly OriginDetail[]): void {
  api.get("/internal/breakers", { schema: SCHEMA }, async () => ({
    data: breakers().map(breakerBody),
  }));
}

export const breakerBody = ({ openedAtMs, retryAtMs, ...detail }: OriginDetail) => ({
  ...detail,
  openedAt: timeOf(openedAtMs),
  retryAt: timeOf(retryAtMs),
});

const timeOf = (unixMs: number | undefined): string | null =>
  unixMs === undefined ? null : new Date(unixMs).toISOString();
