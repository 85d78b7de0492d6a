/** Ours, in this process: the reservation engine, asked as the route of createReservation asks it. */
import { randomUUID, randomUUIDv7 } from "node:crypto";
import type { HoldCommand } from "../../services/inventory/src/engine/command.ts";
import { openEngine } from "../../services/inventory/src/engine/engine.store.ts";
import type { Buyable } from "./contestant.ts";
import { ACCOUNT } from "./inventory-database.ts";

export function openOurs(url: string): Buyable {
  const engine = openEngine({ url, applicationName: "bench", nowMs: Date.now });
  return {
    reserve: async (sku) => {
      const held = await engine.submit(holdOf(sku));
      if (held.ok) return true;
      if (held.error.kind === "insufficient-stock") return false;
      throw new Error(`the engine refused a hold of ${sku}: ${held.error.kind}`);
    },
    close: () => engine.close(),
  };
}

const holdOf = (sku: string): HoldCommand => ({
  kind: "hold",
  id: randomUUIDv7(),
  account: ACCOUNT,
  lines: [{ sku, units: 1 }],
  ttlSeconds: 900,
  strategy: "priority",
  key: { value: randomUUID(), fingerprint: "bench" },
  traceparent: undefined,
});
