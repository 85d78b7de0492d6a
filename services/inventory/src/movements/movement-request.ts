import type { MoveCommand } from "../engine/command.ts";
import type { InventoryError } from "../inventory-error.ts";

type Request = Pick<MoveCommand, "movement" | "units" | "location" | "toLocation">;

/** What the fields of a movement must not be together, which a schema of each cannot say. */
export function faultOf(request: Request): InventoryError | undefined {
  const { movement, units, location, toLocation } = request;
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

const refused = (path: string, message: string): InventoryError => ({
  kind: "fields-invalid",
  errors: [{ path, message }],
});
