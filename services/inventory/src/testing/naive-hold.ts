/** Holds of the naive stock. */
import { fail, ok } from "@holdfast/result";
import type { HoldCommand, Outcome } from "../engine/command.ts";
import type { LocationFacts } from "../engine/world.ts";
import type { OverQuota } from "../inventory-error.ts";
import { answered, free, type NaiveReservation, type NaiveStock, owed } from "./naive-stock.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

export function holdNaively(
  stock: NaiveStock,
  command: HoldCommand,
  nowMs: number,
): Outcome<"hold"> {
  const repeat = repeated(stock, command, nowMs);
  if (repeat !== undefined) return repeat;
  const missing = command.lines.flatMap(({ sku: value }, index) => {
    const rules = stock.rules.get(value);
    const sold = rules !== undefined && !rules.discontinued;
    return sold ? [] : [{ path: `/items/${index}/sku`, value }];
  });
  if (missing.length > 0) return fail({ kind: "item-not-found", items: missing });
  const over = overQuotas(stock, command);
  if (over.length > 0) return fail({ kind: "quota-exceeded", over });

  const asked = [...new Set(command.lines.map(({ sku }) => sku))].map((sku) => ({
    sku,
    units: askedUnits(command, sku),
  }));
  const lines: NaiveReservation["lines"][number][] = [];
  const shortages = [];
  for (const { sku, units, parts } of pick(stock, command, asked)) {
    let found = 0;
    for (const part of parts) found += part.units;
    const promisable = owable(stock, sku, nowMs);
    if (found + promisable < units) {
      shortages.push({ sku, requested: units, available: found + promisable });
    }
    lines.push(...parts.map((part) => ({ sku, ...part })));
    if (found < units) lines.push({ sku, location: undefined, units: units - found });
  }
  if (shortages.length > 0) return fail({ kind: "insufficient-stock", shortages });
  return ok({ reservation: place(stock, { command, lines, nowMs }), replayed: false });
}

function place(
  stock: NaiveStock,
  it: {
    readonly command: HoldCommand;
    readonly lines: NaiveReservation["lines"];
    readonly nowMs: number;
  },
) {
  const { id, account, orderId, buyerId, ttlSeconds, key } = it.command;
  const reservation: NaiveReservation = {
    ...{ id, account, orderId, buyerId, ttlSeconds, key, status: "held", lines: it.lines },
    ...{ createdAtMs: it.nowMs, expiresAtMs: it.nowMs + ttlSeconds * 1_000 },
  };
  stock.reservations.push(reservation);
  stock.told.push(`${id} held`);
  return answered(reservation);
}

function repeated(
  stock: NaiveStock,
  command: HoldCommand,
  nowMs: number,
): Outcome<"hold"> | undefined {
  const { key, id, account } = command;
  if (key !== undefined) {
    const first = stock.reservations.findLast(
      (it) => it.account === account && it.key?.value === key.value,
    );
    if (first === undefined || nowMs - first.createdAtMs >= DAY_MS) return undefined;
    if (first.key?.fingerprint !== key.fingerprint) return fail({ kind: "idempotency-key-reused" });
    const expiresAtMs = first.createdAtMs + first.ttlSeconds * 1_000;
    const reservation = { ...answered(first), status: "held" as const, expiresAtMs };
    return ok({ reservation, replayed: first.id !== id });
  }
  const first = stock.reservations.find((it) => it.id === id);
  if (first === undefined) return undefined;
  const { status } = first;
  if (first.account !== account) return fail({ kind: "reservation-not-found", id });
  if (status === "released" || status === "expired") {
    return fail({ kind: "invalid-state", id, status });
  }
  const goods = (lines: readonly { readonly sku: string; readonly units: number }[]) =>
    lines
      .flatMap(({ sku, units }) => Array<string>(units).fill(sku))
      .sort()
      .join();
  const same = goods(command.lines) === goods(first.lines);
  if (!same || first.ttlSeconds !== command.ttlSeconds) {
    return fail({ kind: "reservation-differs", id });
  }
  return ok({ reservation: answered(first), replayed: true });
}

function askedUnits({ lines }: HoldCommand, sku: string): number {
  let units = 0;
  for (const line of lines) if (line.sku === sku) units += line.units;
  return units;
}

function overQuotas(stock: NaiveStock, command: HoldCommand): readonly OverQuota[] {
  const over: OverQuota[] = [];
  for (const [index, { sku }] of command.lines.entries()) {
    if (command.lines.findIndex((line) => line.sku === sku) < index) continue;
    const { maxPerOrderUnits = 0, maxPerBuyerUnits } = stock.rules.get(sku) ?? {};
    const named = { path: `/items/${index}/quantity`, sku, requested: askedUnits(command, sku) };
    const already = boughtBefore(stock, command, sku);
    if (named.requested > maxPerOrderUnits) {
      over.push({ ...named, limit: maxPerOrderUnits, already: 0, per: "order" });
    } else if (maxPerBuyerUnits !== undefined && already + named.requested > maxPerBuyerUnits) {
      over.push({ ...named, limit: maxPerBuyerUnits, already, per: "buyer" });
    }
  }
  return over;
}

function boughtBefore({ reservations }: NaiveStock, by: HoldCommand, sku: string): number {
  let units = 0;
  for (const { account, buyerId, status, lines } of reservations) {
    if (buyerId === undefined || buyerId !== by.buyerId || account !== by.account) continue;
    if (status !== "held" && status !== "confirmed") continue;
    for (const line of lines) if (line.sku === sku) units += line.units;
  }
  return units;
}

function owable(stock: NaiveStock, sku: string, nowMs: number): number {
  const rules = stock.rules.get(sku);
  if (rules === undefined) return 0;
  const early = rules.availableFromMs !== undefined && rules.availableFromMs > nowMs;
  const limit = early ? rules.preorderLimitUnits : rules.backorderLimitUnits;
  const left = limit - owed(stock, sku);
  return Math.max(left, 0);
}

type Asked = { readonly sku: string; readonly units: number };

/** From which shelves each SKU comes, as far as they have it. */
function pick(stock: NaiveStock, { strategy, shipTo }: HoldCommand, asked: readonly Asked[]) {
  const ranked = [...stock.locations].sort(
    (a, b) =>
      (strategy === "priority" || shipTo === undefined ? 0 : far(a, shipTo) - far(b, shipTo)) ||
      a.priority - b.priority ||
      (a.code < b.code ? -1 : 1),
  );
  const few = strategy === "fewest-locations";
  const open = few ? fewest(stock, ranked, asked) : ranked;
  return asked.map(({ sku, units }) => {
    const shelves = open.map(({ code }) => ({
      location: code,
      units: free(stock, { sku, location: code }),
    }));
    const whole = few ? shelves.find((shelf) => shelf.units >= units) : undefined;
    const parts = [];
    let left = units;
    for (const { location, units: there } of whole === undefined ? shelves : [whole]) {
      const taken = Math.min(there, left);
      if (taken > 0) parts.push({ location, units: taken });
      left -= taken;
    }
    return { sku, units, parts };
  });
}

/** Tries all sets of locations: of those that have the basket, or all there is of it, the smallest; of these the best ranked. */
function fewest(
  stock: NaiveStock,
  ranked: readonly LocationFacts[],
  asked: readonly Asked[],
): readonly LocationFacts[] {
  const have = (set: readonly LocationFacts[], sku: string) => {
    let units = 0;
    for (const { code } of set) units += free(stock, { sku, location: code });
    return units;
  };
  let best = ranked;
  for (let bits = 0; bits < 2 ** ranked.length; bits++) {
    const set = ranked.filter((_, index) => (bits & (1 << (ranked.length - 1 - index))) !== 0);
    const serves = asked.every(({ sku, units }) => {
      const all = have(ranked, sku);
      return have(set, sku) >= Math.min(all, units);
    });
    // The first location is the highest bit: of equally many, the larger number is better ranked.
    if (serves && set.length <= best.length) best = set;
  }
  return best;
}

/** The square of the chord through the earth: grows as the way over it does. */
function far({ place }: LocationFacts, to: NonNullable<HoldCommand["shipTo"]>): number {
  if (place === undefined) return 5; // further than across
  const point = ({ latitude, longitude }: typeof to) => {
    const [north, east] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
    return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
  };
  const [here, there] = [point(place), point(to)];
  return here.reduce((sum, at, axis) => sum + (at - (there[axis] ?? 0)) ** 2, 0);
}
