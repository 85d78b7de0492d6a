/** Inventory: the real decisions, on tables in memory whose constraints throw where the database's would. */

import type {
  Command,
  HoldCommand,
  SettleCommand,
} from "../../services/inventory/src/engine/command.ts";
import { decideBatch } from "../../services/inventory/src/engine/engine.ts";
import type { ItemRules } from "../../services/inventory/src/engine/world.ts";
import { toProblem } from "../../services/inventory/src/problems.ts";
import { toReservationBody } from "../../services/inventory/src/reservation-body.ts";
import { memoryStock, outcomesOf } from "../../services/inventory/src/testing/memory-stock.ts";
import { write } from "../../services/inventory/src/testing/memory-tables.ts";
import type { CalledBy } from "./callees.ts";
import { type Answer, answered, refusedWith } from "./network.ts";
import type { Outbox } from "./outbox.ts";
import type { Scheduler } from "./scheduler.ts";

export const ACCOUNT = "acme";
const LOCATION = "BER";
const CALLER = { account: ACCOUNT, scope: "shop" } as const;

export type SoldItem = {
  readonly sku: string;
  readonly units: number;
  readonly maxPerBuyerUnits: number | undefined;
  readonly backorderLimitUnits: number;
};
export type Inventory = ReturnType<typeof inventoryOf>;

export function inventoryOf(
  items: readonly SoldItem[],
  { scheduler, outbox }: { readonly scheduler: Scheduler; readonly outbox: Outbox },
) {
  const places = [{ code: LOCATION, priority: 1, place: undefined }];
  const stock = memoryStock(items.map(rulesOf), places);
  const decide = (command: Command): Answer => {
    const before = stock.tables.outbox.length;
    const nowMs = scheduler.nowMs();
    const decision = decideBatch(stock.world([command], nowMs), [command], nowMs);
    write(stock.tables, decision.draft);
    const told = stock.tables.outbox.slice(before);
    outbox.append(told.map(({ payload, ...event }) => ({ ...event, data: payload })));
    const [outcome] = outcomesOf(decision);
    if (outcome === undefined) throw new Error("every command has an outcome");
    if (!outcome.ok) return refusedWith(toProblem(outcome.error));
    if (!("reservation" in outcome.value)) return answered(outcome.value);
    return answered(toReservationBody(outcome.value.reservation, nowMs));
  };
  for (const { sku, units } of items) {
    const receipt = { kind: "move", movement: "receive", id: `receipt of ${sku}` } as const;
    const told = { location: LOCATION, reason: "opening", actor: ACCOUNT, traceparent: undefined };
    decide({ ...receipt, ...told, sku, units });
  }
  const hold = (id: string, body: HoldBody): Answer => decide(holdCommand(id, body));
  const settle = (id: string, move: SettleCommand["move"]) =>
    decide({ kind: "settle", move, id, caller: CALLER, traceparent: undefined });
  const reduce = (id: string, key: string, { items, ...how }: ReduceBody) => {
    const lines = items.map(({ sku, quantity }) => ({ sku, units: quantity }));
    return decide({
      kind: "reduce",
      id,
      key,
      caller: CALLER,
      traceparent: undefined,
      lines,
      ...how,
    });
  };
  return {
    tables: stock.tables,
    hold,
    handle: ({ operation, path, key, body }: CalledBy): Answer => {
      const id = path.id ?? "";
      if (operation === "holdStock") return hold(id, body as HoldBody);
      if (operation === "confirmReservation") return settle(id, "confirm");
      if (operation === "cancelReservation") return settle(id, "cancel");
      if (operation === "reduceReservation") return reduce(id, key, body as ReduceBody);
      if (operation !== "getReservation") throw new Error(`inventory cannot ${operation}`);
      const found = stock.world([{ ...holdCommand(id, NOTHING), id }], scheduler.nowMs());
      const reservation = found.reservations.get(id);
      if (reservation === undefined) {
        return refusedWith(toProblem({ kind: "reservation-not-found", id }));
      }
      return answered(toReservationBody(reservation, scheduler.nowMs()));
    },
  };
}

type HoldBody = {
  readonly items: readonly { readonly sku: string; readonly quantity: number }[];
  readonly ttlSeconds: number;
  readonly orderId?: string;
  readonly buyerId?: string;
};
type ReduceBody = {
  readonly items: HoldBody["items"];
  readonly because: "cancelled" | "returned";
  readonly restock: boolean;
};
const NOTHING: HoldBody = { items: [], ttlSeconds: 1 };

function holdCommand(id: string, { items, ttlSeconds, orderId, buyerId }: HoldBody): HoldCommand {
  const lines = items.map(({ sku, quantity }) => ({ sku, units: quantity }));
  const by = { account: ACCOUNT, orderId, buyerId, traceparent: undefined };
  return { kind: "hold", id, ...by, lines, ttlSeconds, strategy: "priority" };
}

function rulesOf({ sku, maxPerBuyerUnits, backorderLimitUnits }: SoldItem): ItemRules {
  return {
    ...{ sku, maxPerBuyerUnits, safetyStockUnits: 0, maxPerOrderUnits: 100 },
    ...{ preorderLimitUnits: 0, backorderLimitUnits, availableFromMs: undefined },
    discontinued: false,
  };
}
