import { fail, ok, type Result } from "@holdfast/result";
import type { Item, OrderLine } from "../checkout/checkout.ts";
import type { OrderStatus } from "../order.ts";
import { shareOfUnits } from "../refund-share.ts";

export type ChangeKind = "cancel" | "cancel-lines" | "refund" | "return";

/** What somebody asks for. */
export type AskedChange =
  | { readonly kind: "cancel" }
  | { readonly kind: "cancel-lines"; readonly items: readonly Item[] }
  | { readonly kind: "refund"; readonly amountMinor: number; readonly currency: string }
  | { readonly kind: "return"; readonly items: readonly Item[] };

/** Units of one line of the order; `line` counts from 0. */
export type ChangedUnits = Item & { readonly line: number };

/** What earlier changes did, and the one that is under way. */
export type EarlierChange = {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly status: "processing" | "done" | "failed";
  readonly items: readonly ChangedUnits[];
};

/** An order as a change finds it. `totalMinor` and `lines` are undefined until it is priced. */
export type ChangeableOrder = {
  readonly id: string;
  readonly status: OrderStatus;
  readonly currency: string;
  readonly totalMinor: number | undefined;
  readonly lines: readonly Pick<OrderLine, "sku" | "quantity" | "shortQuantity" | "total">[];
  readonly refundedMinor: number;
  readonly changes: readonly EarlierChange[];
};

/** What a change is to do. Without an amount: all that is left when the running checkout has ended. */
export type PlannedChange = {
  readonly items: readonly ChangedUnits[];
  readonly amountMinor: number | undefined;
};

export type ChangeRefusal =
  | { readonly kind: "order-state"; readonly id: string; readonly status: OrderStatus }
  | { readonly kind: "change-in-flight"; readonly changeId: string }
  | {
      readonly kind: "item-not-in-order" | "quantity-over-limit";
      readonly over: readonly {
        readonly path: string;
        readonly sku: string;
        readonly requested: number;
        readonly left: number;
      }[];
    }
  | { readonly kind: "refund-currency"; readonly currency: string }
  | {
      readonly kind: "amount-over-limit";
      readonly requestedMinor: number;
      readonly leftMinor: number;
      readonly currency: string;
    };

/**
 * What a change does to an order as it stands. Never more money than was captured and is not given back, never more units
 * than were sold and are not cancelled or returned. Money of units is their share of what their line cost, tax included.
 */
export function decideChange(
  order: ChangeableOrder,
  asked: AskedChange,
): Result<PlannedChange, ChangeRefusal> {
  const running = order.changes.find(({ status }) => status === "processing");
  if (running !== undefined) return fail({ kind: "change-in-flight", changeId: running.id });
  if (order.status === "processing" && asked.kind === "cancel") {
    return ok({ items: [], amountMinor: undefined });
  }
  if (order.status !== "confirmed") {
    return fail({ kind: "order-state", id: order.id, status: order.status });
  }
  switch (asked.kind) {
    case "cancel":
      return ok(wholeOf(order));
    case "refund":
      return refundOf(order, asked);
    case "cancel-lines":
    case "return":
      return unitsOf(order, asked.items);
    default:
      return asked satisfies never;
  }
}

/** All money and units that are left of a confirmed order. */
export function wholeOf(order: ChangeableOrder): PlannedChange & { readonly amountMinor: number } {
  const items = leftOf(order).flatMap(({ sku, left }, line) =>
    left > 0 ? [{ line, sku, quantity: left }] : [],
  );
  return { items, amountMinor: leftMinorOf(order) };
}

function refundOf(
  order: ChangeableOrder,
  { amountMinor, currency }: { readonly amountMinor: number; readonly currency: string },
): Result<PlannedChange, ChangeRefusal> {
  if (currency !== order.currency) {
    return fail({ kind: "refund-currency", currency: order.currency });
  }
  const leftMinor = leftMinorOf(order);
  if (amountMinor > leftMinor) {
    return fail({
      ...{ kind: "amount-over-limit", requestedMinor: amountMinor },
      ...{ leftMinor, currency },
    });
  }
  return ok({ items: [], amountMinor });
}

function unitsOf(
  order: ChangeableOrder,
  items: readonly Item[],
): Result<PlannedChange, ChangeRefusal> {
  const lines = leftOf(order);
  const refusal = overWhatIsLeft(lines, items);
  if (refusal !== undefined) return fail(refusal);
  const planned: ChangedUnits[] = [];
  let worthMinor = 0;
  for (const [sku, requested] of unitsBySku(items)) {
    let units = requested;
    for (const [line, { sku: its, left, taken, quantity, totalMinor }] of lines.entries()) {
      const part = its === sku ? Math.min(left, units) : 0;
      if (part === 0) continue;
      units -= part;
      planned.push({ line, sku, quantity: part });
      worthMinor += shareOfUnits({ quantity, totalMinor }, { taken, units: part });
    }
  }
  // What was refunded as an amount is not given back twice: of a refunded order the last units bring less.
  return ok({ items: planned, amountMinor: Math.min(worthMinor, leftMinorOf(order)) });
}

function overWhatIsLeft(
  lines: readonly LineLeft[],
  items: readonly Item[],
): ChangeRefusal | undefined {
  const over = [...unitsBySku(items)].flatMap(([sku, requested]) => {
    const same = lines.filter((line) => line.sku === sku);
    const left = same.reduce((sum, line) => sum + line.left, 0);
    const index = items.findIndex((item) => item.sku === sku);
    const isUnknown = same.length === 0;
    const path = `/items/${index}/${isUnknown ? "sku" : "quantity"}`;
    return requested > left ? [{ path, sku, requested, left, isUnknown }] : [];
  });
  const unknown = over.filter(({ isUnknown }) => isUnknown);
  const told = unknown.length > 0 ? unknown : over;
  if (told.length === 0) return undefined;
  return {
    kind: unknown.length > 0 ? "item-not-in-order" : "quantity-over-limit",
    over: told.map(({ isUnknown: _, ...each }) => each),
  };
}

type LineLeft = Item & {
  readonly totalMinor: number;
  /** Units that are accounted for: never sold because they were short, cancelled or returned. */
  readonly taken: number;
  readonly left: number;
};

function leftOf({ lines, changes }: ChangeableOrder): readonly LineLeft[] {
  const earlier = changes.filter(({ status }) => status === "done").flatMap(({ items }) => items);
  return lines.map(({ sku, quantity, shortQuantity = 0, total }, line) => {
    const changed = earlier.filter((units) => units.line === line);
    const taken = changed.reduce((sum, units) => sum + units.quantity, shortQuantity);
    return { sku, quantity, totalMinor: total.amount, taken, left: quantity - taken };
  });
}

const leftMinorOf = ({ totalMinor = 0, refundedMinor }: ChangeableOrder): number =>
  Math.max(0, totalMinor - refundedMinor);

function unitsBySku(items: readonly Item[]): ReadonlyMap<string, number> {
  const units = new Map<string, number>();
  for (const { sku, quantity } of items) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return units;
}

/** How much each charge of an order is to have given back in all, when `targetMinor` are given back together. */
export function refundTargets(
  charges: readonly { readonly id: string; readonly capturedMinor: number }[],
  targetMinor: number,
): ReadonlyMap<string, number> {
  const inOrder = [...charges].sort((a, b) => (a.id < b.id ? -1 : 1));
  const targets = new Map<string, number>();
  let left = targetMinor;
  for (const { id, capturedMinor } of inOrder) {
    targets.set(id, Math.min(capturedMinor, left));
    left -= Math.min(capturedMinor, left);
  }
  return targets;
}

/** The names that the steps of a change have in the order's timeline. */
export const stepName = (kind: ChangeKind, step: string): string =>
  kind === step ? step : `${kind}-${step}`;
