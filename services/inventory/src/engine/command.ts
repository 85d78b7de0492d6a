import type { Result } from "@holdfast/result";
import type { InventoryError } from "../inventory-error.ts";
import type { Reservation } from "../reservation.ts";
import type { Place } from "../stock.ts";

/** Who asks; the traceparent of the request goes into the events and the ledger. */
type Asked = { readonly traceparent: string | undefined };
export type Caller = { readonly account: string; readonly scope: "shop" | "admin" };
/** A client's Idempotency-Key with the fingerprint of its request. */
export type RequestKey = { readonly value: string; readonly fingerprint: string };

/**
 * `priority`: the lowest priority number first. `nearest`: the least distance to `shipTo` first, locations without
 * coordinates last. `fewest-locations`: as few parcels as the stock allows. Ties by priority, then by code.
 */
export type LocationStrategy = "priority" | "nearest" | "fewest-locations";

export type HoldCommand = Asked & {
  readonly kind: "hold";
  readonly id: string;
  readonly account: string;
  readonly orderId?: string | undefined;
  readonly buyerId?: string | undefined;
  /** As asked; several lines of one SKU are summed before anything is decided. */
  readonly lines: readonly { readonly sku: string; readonly units: number }[];
  readonly ttlSeconds: number;
  readonly strategy: LocationStrategy;
  readonly shipTo?: Place | undefined;
  /** Without a key the id decides what is a repeat: it is the caller's own then. */
  readonly key?: RequestKey | undefined;
};

/** `confirm`: the goods are sold. `release`: the buyer gives them back. `cancel`: undo, whatever was done. */
export type SettleCommand = Asked & {
  readonly kind: "settle";
  readonly move: "confirm" | "release" | "cancel";
  readonly id: string;
  readonly caller: Caller;
};

/**
 * Takes back part of a sold reservation. `cancelled`: what is still owed goes first, the shelves get back what they gave.
 * `returned`: what was delivered goes first.
 */
export type ReduceCommand = Asked & {
  readonly kind: "reduce";
  readonly id: string;
  readonly caller: Caller;
  /** Names this reduction among those of the reservation: the same again changes nothing. */
  readonly key: string;
  readonly because: "cancelled" | "returned";
  readonly lines: readonly { readonly sku: string; readonly units: number }[];
  /** False: the goods are not sold again, no shelf gets them. */
  readonly restock: boolean;
  /** Where they are put; undefined: where each was taken from. */
  readonly location?: string | undefined;
};

export type ExtendCommand = Asked & {
  readonly kind: "extend";
  readonly id: string;
  readonly caller: Caller;
  /** The hold lasts at least this long from now. */
  readonly ttlSeconds: number;
};

export const MOVEMENT_KINDS = ["receive", "adjust", "return", "transfer", "write-off"] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

export type MoveCommand = Asked & {
  readonly kind: "move";
  /** The movement's id, new for each request: a repeat after a lost answer finds it. */
  readonly id: string;
  readonly movement: MovementKind;
  readonly sku: string;
  readonly location: string;
  /** Of a transfer. */
  readonly toLocation?: string | undefined;
  /** Positive, but for an adjustment, which has the sign of its effect. */
  readonly units: number;
  readonly reason: string;
  readonly reference?: string | undefined;
  /** The account that asks. */
  readonly actor: string;
  readonly key?: RequestKey | undefined;
};

/** An import's count of a shelf. The same count again changes nothing, whatever was sold since (ADR 0007). */
export type CountCommand = Asked & {
  readonly kind: "count";
  readonly id: string;
  readonly sku: string;
  readonly location: string;
  readonly countedUnits: number;
  readonly actor: string;
};

/** Says how many units are on their way to a shelf; receiving them takes them off. */
export type AnnounceCommand = Asked & {
  readonly kind: "announce";
  readonly sku: string;
  readonly location: string;
  readonly incomingUnits: number;
};

export type Command =
  | HoldCommand
  | SettleCommand
  | ReduceCommand
  | ExtendCommand
  | MoveCommand
  | CountCommand
  | AnnounceCommand;

/** One line of the ledger. */
export type Movement = {
  readonly id: string;
  readonly atMs: number;
  readonly sku: string;
  readonly location: string;
  readonly kind: string;
  /** Signed: what it does to the units on hand. */
  readonly units: number;
  readonly reason: string;
  readonly reference: string | undefined;
  /** Where a transfer goes to, or comes from. */
  readonly otherLocation: string | undefined;
  readonly actor: string;
  readonly traceId: string | undefined;
};

type Answers = {
  readonly hold: { readonly reservation: Reservation; readonly replayed: boolean };
  readonly settle: { readonly reservation: Reservation };
  readonly reduce: { readonly id: string };
  readonly extend: { readonly reservation: Reservation };
  readonly move: { readonly movement: Movement; readonly replayed: boolean };
  readonly count: { readonly changed: boolean };
  readonly announce: { readonly incomingUnits: number };
};
export type Outcome<Kind extends Command["kind"] = Command["kind"]> = Result<
  Answers[Kind],
  InventoryError
>;

/** Every change of stock and reservations goes through here. */
export type Engine = {
  /**
   * Decides and writes the command together with others that wait at the same time; resolves when that is durable.
   * Refusals are values; it rejects when the outcome is a failure of the service itself (a bug, no database).
   */
  submit<C extends Command>(command: C): Promise<Outcome<C["kind"]>>;
  /** Ends when what was submitted is answered. */
  close(): Promise<void>;
};
