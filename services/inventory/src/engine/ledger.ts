import type { Movement } from "./command.ts";
import type { Draft } from "./draft.ts";

/** A movement of the ledger without an id of the caller's gets one from the database. */
export function appendMovement(
  draft: Draft,
  line: Pick<Movement, "sku" | "location" | "kind" | "units" | "reason" | "actor"> &
    Partial<Pick<Movement, "id" | "reference" | "otherLocation">> & {
      readonly traceparent: string | undefined;
    },
): Movement {
  const { traceparent, ...rest } = line;
  const movement: Movement = {
    id: "",
    reference: undefined,
    otherLocation: undefined,
    ...rest,
    atMs: draft.nowMs,
    traceId: traceIdOf(traceparent),
  };
  draft.movements.push(movement);
  return movement;
}

/** The trace id of a W3C traceparent of our own making. */
const traceIdOf = (traceparent: string | undefined): string | undefined =>
  traceparent?.split("-")[1];
