import { type Problem, problem } from "@holdfast/problem";
import type { MoveCommand } from "../engine/command.ts";

type Request = Pick<MoveCommand, "movement" | "units" | "location" | "toLocation">;

/** What the fields of a movement must not be together, which a schema of each cannot say. */
export function faultOf({ movement, units, location, toLocation }: Request): Problem | undefined {
  if (units === 0) return refused("/quantity", "must not be 0");
  if (units < 0 && movement !== "adjust") {
    return refused("/quantity", "must be positive: only an adjustment may be negative");
  }
  if (movement !== "transfer") {
    if (toLocation === undefined) return undefined;
    return refused("/toLocation", "is for transfers only");
  }
  if (toLocation === undefined) return refused("/toLocation", "is required for a transfer");
  if (toLocation === location) return refused("/toLocation", "must be another location");
  return undefined;
}

const refused = (path: string, message: string): Problem =>
  problem({
    status: 400,
    code: "validation-failed",
    title: "Invalid request",
    detail: `${path} ${message}.`,
    errors: [{ path, message }],
  });
