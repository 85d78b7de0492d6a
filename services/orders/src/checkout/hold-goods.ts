import type { Problem } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { shareOfUnits } from "../refund-share.ts";
import type {
  CheckoutCalls,
  CheckoutOrder,
  CheckoutRefusal,
  CheckoutState,
  Hold,
  Item,
  OrderLine,
  Priced,
  Reply,
  Shipment,
  ShortfallPolicy,
} from "./checkout.ts";

/** Others may take what was there a moment ago. Whoever loses three times is told that stock is short. */
const HOLDS_MAX = 3;

type Goods = { readonly order: CheckoutOrder; readonly priced: Priced; readonly hold: Hold };

/**
 * Holds what was ordered, or adopts the reservation that the customer brought. Under `refund` what is there is enough:
 * the price is without the rest then. Refuses where nothing is. May be repeated.
 */
export async function holdGoods(
  key: string,
  { order, priced, hold }: Goods,
  calls: CheckoutCalls,
): Reply<Partial<CheckoutState>> {
  const { reservation, shortfallPolicy = "refuse" } = order;
  if (reservation.adopted) return adopt(hold, calls);
  const held = await (shortfallPolicy === "refund" ? holdWhatIsThere : holdAll)(key, hold, calls);
  if (!held.ok) return held;
  const { items, owed } = held.value;
  const shipments = shipmentsOf(items, owed, shortfallPolicy);
  const sold = withoutShort(priced, items);
  return ok(sold === priced ? { shipments } : { priced: sold, shipments });
}

async function adopt(
  { reservationId: id, items }: Hold,
  calls: CheckoutCalls,
): Reply<Partial<CheckoutState>> {
  const found = await calls.readReservation(id);
  if (!found.ok) return found;
  const { status, owed } = found.value;
  if (status !== "held") return fail({ kind: "reservation-not-held", id, status });
  if (!sameGoods(found.value.items, items)) return fail({ kind: "reservation-mismatch", id });
  return ok({ adopted: true, shipments: shipmentsOf(items, owed, "refuse") });
}

type Held = { readonly items: readonly Item[]; readonly owed: readonly Item[] };

async function holdAll(key: string, hold: Hold, calls: CheckoutCalls): Reply<Held> {
  const { items } = hold;
  const held = await calls.hold(key, hold);
  if (!held.ok) return held;
  if (held.value.kind !== "held") return refused(held.value);
  return ok({ items, owed: held.value.owed });
}

async function holdWhatIsThere(key: string, hold: Hold, calls: CheckoutCalls): Reply<Held> {
  let { items } = hold;
  for (let attempt = 1; ; attempt += 1) {
    const attemptKey = attempt === 1 ? key : `${key}-${attempt}`;
    const held = await calls.hold(attemptKey, { ...hold, items });
    if (!held.ok) return held;
    const { value } = held;
    if (value.kind === "held") return ok({ items, owed: value.owed });
    if (value.kind === "differs") return heldBefore(hold, value, calls);
    items = atMost(items, value.available);
    if (items.length === 0 || attempt === HOLDS_MAX) return refused(value);
  }
}

/** The process died after it held less than was ordered: that is what this order has. */
async function heldBefore(
  { reservationId: id }: Hold,
  differs: Refused,
  calls: CheckoutCalls,
): Reply<Held> {
  const found = await calls.readReservation(id);
  if (!found.ok) return found;
  return found.value.status === "held" ? ok(found.value) : refused(differs);
}

type Refused = { readonly problem: Problem };

function refused({ problem }: Refused): Result<never, CheckoutRefusal> {
  return fail({ kind: "callee-refused", problem });
}

/** The items without the units that are more than `available` of a SKU; one that it does not name has enough. */
function atMost(items: readonly Item[], available: readonly Item[]): readonly Item[] {
  const left = new Map(available.map(({ sku, quantity }) => [sku, quantity]));
  return items.flatMap((item) => {
    const has = left.get(item.sku) ?? item.quantity;
    const quantity = Math.min(item.quantity, has);
    if (left.has(item.sku)) left.set(item.sku, has - quantity);
    return quantity > 0 ? [{ ...item, quantity }] : [];
  });
}

/** What of the lines is sold. */
export function soldOf(lines: readonly OrderLine[]): readonly Item[] {
  return lines.flatMap(({ sku, quantity, shortQuantity = 0 }) =>
    quantity > shortQuantity ? [{ sku, quantity: quantity - shortQuantity }] : [],
  );
}

/** Of several lines of one SKU the last ones are short. What short units would have cost is not in the total. */
function withoutShort(priced: Priced, held: readonly Item[]): Priced {
  const left = unitsBySku(held);
  let missingMinor = 0;
  const lines = priced.lines.map((line) => {
    const has = left.get(line.sku) ?? 0;
    const units = Math.max(0, line.quantity - has);
    left.set(line.sku, has - (line.quantity - units));
    if (units === 0) return line;
    const whole = { quantity: line.quantity, totalMinor: line.total.amount };
    missingMinor += shareOfUnits(whole, { taken: 0, units });
    return { ...line, shortQuantity: units };
  });
  const amountMinor = Math.max(0, priced.total.amountMinor - missingMinor);
  const isWhole = lines.every((line, index) => line === priced.lines[index]);
  return isWhole ? priced : { ...priced, lines, total: { ...priced.total, amountMinor } };
}

/** What can be sent as it is, and what waits. */
function shipmentsOf(
  items: readonly Item[],
  owed: readonly Item[],
  policy: ShortfallPolicy,
): readonly Shipment[] {
  const units = unitsBySku(items);
  const lines = [...units].map(([sku, quantity]) => ({ sku, quantity }));
  if (owed.length === 0) return [{ status: "ready", lines }];
  if (policy !== "split") return [{ status: "backordered", lines }];
  const waiting = unitsBySku(owed);
  const ready = lines.flatMap(({ sku, quantity }) => {
    const left = quantity - (waiting.get(sku) ?? 0);
    return left > 0 ? [{ sku, quantity: left }] : [];
  });
  const backordered = { status: "backordered", lines: owed } as const;
  return ready.length === 0 ? [backordered] : [{ status: "ready", lines: ready }, backordered];
}

/** Whether two lists ask for the same units of the same SKUs, however they are split into lines. */
function sameGoods(a: readonly Item[], b: readonly Item[]): boolean {
  const [unitsA, unitsB] = [unitsBySku(a), unitsBySku(b)];
  return unitsA.size === unitsB.size && [...unitsA].every(([sku, n]) => unitsB.get(sku) === n);
}

function unitsBySku(items: readonly Item[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { sku, quantity } of items) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return units;
}
