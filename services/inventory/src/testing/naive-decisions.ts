/** What the naive stock does with each command; see `naive-stock.ts`. */
import { fail, ok } from "@holdfast/result";
import type {
  AnnounceCommand,
  Command,
  CountCommand,
  ExtendCommand,
  MoveCommand,
  Movement,
  Outcome,
  ReduceCommand,
  SettleCommand,
} from "../engine/command.ts";
import type { InventoryError } from "../inventory-error.ts";
import { holdNaively } from "./naive-hold.ts";
import {
  answered,
  fillOwed,
  type NaiveReservation,
  type NaiveStock,
  nameOf,
  onHand,
  type Place,
  reserved,
} from "./naive-stock.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
const SITTING_MS = 2 * 60 * 60 * 1_000;

export function decideNaively(stock: NaiveStock, command: Command, nowMs: number): Outcome {
  if (command.kind === "hold") return holdNaively(stock, command, nowMs);
  if (command.kind === "settle") return settle(stock, command, nowMs);
  if (command.kind === "reduce") return reduce(stock, command, nowMs);
  if (command.kind === "extend") return extend(stock, command, nowMs);
  if (command.kind === "move") return move(stock, command, nowMs);
  if (command.kind === "count") return count(stock, command, nowMs);
  return announce(stock, command);
}

type OfReservation = SettleCommand | ReduceCommand | ExtendCommand;

function find(stock: NaiveStock, { id, caller }: OfReservation) {
  const found = stock.reservations.find((it) => it.id === id);
  return caller.scope === "admin" || caller.account === found?.account ? found : undefined;
}

function settle(stock: NaiveStock, command: SettleCommand, nowMs: number): Outcome<"settle"> {
  const { id, move: asked, caller } = command;
  if (asked === "cancel" && !stock.reservations.some((it) => it.id === id)) {
    const never: NaiveReservation = {
      ...{ id, account: caller.account, status: "released", lines: [], key: undefined },
      ...{ orderId: undefined, buyerId: undefined, ttlSeconds: 0 },
      ...{ createdAtMs: nowMs, expiresAtMs: nowMs },
    };
    stock.reservations.push(never);
    return ok({ reservation: answered(never) });
  }
  const found = find(stock, command);
  if (found === undefined) return fail({ kind: "reservation-not-found", id });
  const { status } = found;
  const wrong = fail<InventoryError>({ kind: "invalid-state", id, status });
  if (asked === "confirm") {
    if (status !== "held" && status !== "confirmed") return wrong;
    if (status === "held") end(stock, found, { status: "confirmed", sign: -1 });
  } else if (status === "held") {
    end(stock, found, { status: "released", sign: 0 });
  } else if (asked === "release") {
    if (status !== "released") return wrong;
  } else if (status === "confirmed") {
    end(stock, found, { status: "released", sign: 1 });
  }
  const reservation = answered(found);
  for (const { sku } of found.lines) fillOwed(stock, sku, nowMs);
  return ok({ reservation });
}

function end(
  stock: NaiveStock,
  reservation: NaiveReservation,
  to: { readonly status: "confirmed" | "released"; readonly sign: -1 | 0 | 1 },
): void {
  reservation.status = to.status;
  stock.told.push(`${reservation.id} ${to.status}`);
  for (const { sku, location, units } of reservation.lines) {
    if (location === undefined || units === 0 || to.sign === 0) continue;
    stock.ledger.push({ sku, location, units: to.sign * units });
  }
}

function reduce(stock: NaiveStock, command: ReduceCommand, nowMs: number): Outcome<"reduce"> {
  const { id, key, location, lines: asked } = command;
  const found = find(stock, command);
  if (found === undefined) return fail({ kind: "reservation-not-found", id });
  if (stock.reduced.has(`${id} ${key}`)) return ok({ id });
  const { status } = found;
  if (status !== "confirmed") return fail({ kind: "invalid-state", id, status });
  if (location !== undefined && !stock.locations.some(({ code }) => code === location)) {
    return fail({ kind: "location-not-found", location: { path: "/location", value: location } });
  }
  const skus = [...new Set(asked.map(({ sku }) => sku))];
  const over = skus.flatMap((sku) => {
    const [requested, limit] = [unitsIn(asked, sku), unitsIn(found.lines, sku)];
    const path = `/items/${asked.findIndex((line) => line.sku === sku)}/quantity`;
    return requested > limit ? [{ path, sku, requested, limit }] : [];
  });
  if (over.length > 0) return fail({ kind: "quantity-over-limit", over });
  const before = found.lines;
  for (const sku of skus) {
    for (let unit = 0; unit < unitsIn(asked, sku); unit++) takeOne(found, { sku, command });
    found.lines.forEach((line, index) => {
      const units = (before[index]?.units ?? 0) - line.units;
      if (line.sku !== sku || line.location === undefined || units === 0) return;
      if (command.restock) stock.ledger.push({ sku, location: location ?? line.location, units });
    });
  }
  stock.reduced.add(`${id} ${key}`);
  stock.told.push(`${id} reduced`);
  for (const sku of new Set(found.lines.map((line) => line.sku))) fillOwed(stock, sku, nowMs);
  return ok({ id });
}

const unitsIn = (lines: readonly { readonly sku: string; readonly units: number }[], sku: string) =>
  lines.filter((line) => line.sku === sku).reduce((sum, { units }) => sum + units, 0);

/** One unit at a time: the rule is about which line it is of. */
function takeOne(
  found: NaiveReservation,
  { sku, command }: { readonly sku: string; readonly command: ReduceCommand },
): void {
  const some = found.lines.filter((line) => line.sku === sku && line.units > 0);
  const owedFirst = command.because === "cancelled";
  const line =
    some.find((it) => (it.location === undefined) === owedFirst) ??
    some.find((it) => (it.location === undefined) !== owedFirst);
  if (line === undefined) throw new Error("there is no unit left");
  const at = found.lines.indexOf(line);
  found.lines = found.lines.with(at, { ...line, units: line.units - 1 });
}

function extend(stock: NaiveStock, command: ExtendCommand, nowMs: number): Outcome<"extend"> {
  const { id, ttlSeconds } = command;
  const found = find(stock, command);
  if (found === undefined) return fail({ kind: "reservation-not-found", id });
  const { status, createdAtMs } = found;
  if (status !== "held") return fail({ kind: "invalid-state", id, status });
  const untilMs = nowMs + ttlSeconds * 1_000;
  const leftMs = createdAtMs + SITTING_MS - nowMs;
  if (ttlSeconds * 1_000 > leftMs) {
    const limitSeconds = leftMs < 0 ? 0 : Math.floor(leftMs / 1_000);
    return fail({ kind: "extension-over-limit", limitSeconds });
  }
  if (found.expiresAtMs < untilMs) found.expiresAtMs = untilMs;
  return ok({ reservation: answered(found) });
}

function unknown(
  stock: NaiveStock,
  at: { readonly sku: string; readonly location: string; readonly toLocation?: string | undefined },
): InventoryError | undefined {
  const { sku, location, toLocation } = at;
  if (!stock.rules.has(sku)) {
    return { kind: "item-not-found", items: [{ path: "/sku", value: sku }] };
  }
  const codes = stock.locations.map(({ code }) => code);
  if (!codes.includes(location)) {
    return { kind: "location-not-found", location: { path: "/location", value: location } };
  }
  if (toLocation === undefined || codes.includes(toLocation)) return undefined;
  return { kind: "location-not-found", location: { path: "/toLocation", value: toLocation } };
}

function move(stock: NaiveStock, command: MoveCommand, nowMs: number): Outcome<"move"> {
  const { id, movement: kind, sku, location, toLocation, key, actor } = command;
  const { moved, incoming } = stock;
  const first = moved.findLast(
    (it) => key !== undefined && it.key?.value === key.value && it.movement.actor === actor,
  );
  if (first !== undefined && nowMs - first.movement.atMs < DAY_MS) {
    const { movement } = first;
    if (first.key?.fingerprint !== key?.fingerprint)
      return fail({ kind: "idempotency-key-reused" });
    return ok({ movement, replayed: movement.id !== id });
  }
  const error = unknown(stock, command);
  if (error !== undefined) return fail(error);
  const away = kind === "transfer" || kind === "write-off";
  const units = away ? -command.units : command.units;
  const available = onHand(stock, command) - reserved(stock, command);
  if (available + units < 0) {
    const shortages = [{ sku, requested: -units, available }];
    return fail({ kind: "insufficient-stock", shortages });
  }
  stock.ledger.push({ sku, location, units });
  if (toLocation !== undefined) stock.ledger.push({ sku, location: toLocation, units: -units });
  const announced = (incoming.get(nameOf(command)) ?? 0) - units;
  if (kind === "receive") incoming.set(nameOf(command), Math.max(announced, 0));
  const { reason, reference, traceparent } = command;
  const movement: Movement = {
    ...{ id, atMs: nowMs, sku, location, kind, units, reason, reference, actor },
    ...{ otherLocation: toLocation, traceId: traceparent?.slice(3, 35) },
  };
  moved.push({ key, movement });
  fillOwed(stock, sku, nowMs);
  return ok({ movement, replayed: false });
}

function count(stock: NaiveStock, command: CountCommand, nowMs: number): Outcome<"count"> {
  const { sku, location, countedUnits } = command;
  const error = unknown(stock, command);
  if (error !== undefined) return fail(error);
  const before = stock.counted.get(nameOf(command));
  if (before === countedUnits) return ok({ changed: false });
  const there = onHand(stock, command);
  const units = countedUnits - (before ?? there);
  const [onHandUnits, reservedUnits] = [there + units, reserved(stock, command)];
  if (onHandUnits < reservedUnits) {
    return fail({ kind: "stock-below-reserved", sku, location, onHandUnits, reservedUnits });
  }
  const changed = units !== 0 || !isStocked(stock, command);
  stock.counted.set(nameOf(command), countedUnits);
  if (units !== 0) stock.ledger.push({ sku, location, units });
  fillOwed(stock, sku, nowMs);
  return ok({ changed });
}

/** Something was said of the shelf before. */
const isStocked = ({ ledger, counted, incoming }: NaiveStock, place: Place): boolean =>
  ledger.some((line) => nameOf(line) === nameOf(place)) ||
  counted.has(nameOf(place)) ||
  incoming.has(nameOf(place));

function announce(stock: NaiveStock, command: AnnounceCommand): Outcome<"announce"> {
  const error = unknown(stock, command);
  if (error !== undefined) return fail(error);
  stock.incoming.set(nameOf(command), command.incomingUnits);
  return ok({ incomingUnits: command.incomingUnits });
}
