import type { OrdersOperations } from "@holdfast/contracts";
import type { CallError, Outbound } from "@holdfast/outbound";
import { Breakers } from "@holdfast/outbound/breakers-route";
import type { Static } from "typebox";
import { Value } from "typebox/value";

export const SERVICES = ["inventory", "pricing", "orders"] as const;
export const REASONS = [
  "timeout",
  "unreachable",
  "overloaded",
  "refused",
  "not-understood",
] as const;

/** One process of a service of ours. */
type Asked = { readonly service: (typeof SERVICES)[number]; readonly process: string };
type Row = Static<typeof Breakers>["data"][number];
export type Standing = {
  readonly data: readonly (Asked & Row)[];
  /** Who did not say how it stands, and why. */
  readonly unavailable: readonly (Asked & { readonly reason: (typeof REASONS)[number] })[];
};

/** Every service serves the same operation. */
type Operations = Pick<OrdersOperations, "listOwnBreakers">;

/** Asks every process of every service, all at once and past the breakers of this one. To be made once, and asked often. */
export function readBreakers(outbound: Pick<Outbound, "processes">): () => Promise<Standing> {
  const processes = SERVICES.flatMap((service) =>
    outbound
      .processes<Operations>(service)
      .map(({ origin, call }) => ({ asked: { service, process: origin }, call })),
  );
  return async () => {
    const answers = await Promise.all(
      processes.map(async ({ asked, call }) => {
        const answer = await call("listOwnBreakers");
        if (!answer.ok) return { ...asked, reason: reasonOf(answer.error) };
        const { body } = answer.value;
        if (!Value.Check(Breakers, body)) return { ...asked, reason: "not-understood" as const };
        return body.data.map((row) => ({ ...asked, ...row }));
      }),
    );
    return {
      data: answers.flatMap((answer) => ("reason" in answer ? [] : answer)),
      unavailable: answers.flatMap((answer) => ("reason" in answer ? [answer] : [])),
    };
  };
}

function reasonOf(error: CallError): (typeof REASONS)[number] {
  const { kind } = error;
  switch (kind) {
    case "problem":
      return "refused";
    case "deadline-exceeded":
      return "timeout";
    case "circuit-open": // never: it is asked past the breaker
      return "overloaded";
    case "unreachable":
      return error.status === undefined ? kind : "not-understood";
    case "timeout":
    case "overloaded":
      return kind;
    default:
      return kind satisfies never;
  }
}
