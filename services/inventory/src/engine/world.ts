import type { Reservation } from "../reservation.ts";
import type { Place, StockRow } from "../stock.ts";
import type { Movement } from "./command.ts";

/** What an item's owner says of its sale. */
export type ItemRules = {
  readonly sku: string;
  readonly safetyStockUnits: number;
  readonly maxPerOrderUnits: number;
  /** Held and bought by one buyer together; undefined: as many as there are. */
  readonly maxPerBuyerUnits: number | undefined;
  /** Units that may be promised beyond the stock, before `availableFromMs` and from then on. */
  readonly preorderLimitUnits: number;
  readonly backorderLimitUnits: number;
  readonly availableFromMs: number | undefined;
  readonly discontinued: boolean;
};

/** A stock row as the engine needs it: where it is, and the count of the last import. */
export type ShelfRow = StockRow & {
  readonly place: Place | undefined;
  readonly importedUnits: number | undefined;
};

/** An item whose lock the transaction has. */
export type LockedItem = {
  readonly rules: ItemRules;
  readonly rows: readonly ShelfRow[];
  readonly owedUnits: number;
  /** Of its last event. */
  readonly eventSequence: number;
  /** Changes with its rules and with the locations that stock it. */
  readonly generation: number;
};

export type LocationFacts = {
  readonly code: string;
  readonly priority: number;
  readonly place: Place | undefined;
};

/** The first request of an idempotency key, and what it became. */
export type KeyedReservation = {
  readonly id: string;
  readonly fingerprint: string;
  readonly createdAtMs: number;
};
export type KeptAnswer = { readonly fingerprint: string; readonly body: unknown };

/** How many lines are read of each item at most, of those that are due and of those that are owed. */
export type Oldest = { readonly due: number; readonly owed: number };

/** What a batch of commands is decided on: read after the locks of all its items were taken. */
export type World = {
  /** By SKU. An unknown SKU has no entry. */
  readonly items: ReadonlyMap<string, LockedItem>;
  /** By code; those that commands name. */
  readonly locations: ReadonlyMap<string, LocationFacts>;
  /** Those that commands name or repeat, the oldest that are due on the items, the oldest that are owed units of them. */
  readonly reservations: ReadonlyMap<string, Reservation>;
  readonly oldest: Oldest;
  /** By reservation: events that it has had beside those of its status. None: no entry. */
  readonly extraEvents: ReadonlyMap<string, number>;
  /** `keyOf(reservation, key)` of the reductions that commands name and that were made before. */
  readonly reduced: ReadonlySet<string>;
  /** By `keyOf(account, key)`: of holds. */
  readonly keyed: ReadonlyMap<string, KeyedReservation>;
  /** By `keyOf(account, key)`: of movements. */
  readonly answers: ReadonlyMap<string, KeptAnswer>;
  /** By `keyOf(account, buyer, sku)`: units bought or held and not due. Only of items that limit them. */
  readonly bought: ReadonlyMap<string, number>;
  /** By id: movements of this batch that an earlier attempt has written. */
  readonly written: ReadonlyMap<string, Movement>;
};

/** None of the parts has a line break. */
export const keyOf = (...parts: readonly string[]): string => parts.join("\n");
