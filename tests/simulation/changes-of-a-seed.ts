/** What a seed's customers want once they have ordered. Much of it comes too early, too late, or is too much. */
import type { AskedChange } from "../../services/orders/src/order-changes/order-changes.ts";
import type { WantedOrder } from "./orders-of-a-seed.ts";
import { UNIT_PRICE_MINOR } from "./pricing.ts";
import type { Random } from "./random.ts";

const CHANGES_MAX = 4;
const KINDS = ["cancel", "cancel-lines", "refund", "return"] as const;

export type WantedChange = {
  readonly id: string;
  readonly asked: AskedChange;
  readonly atMs: number;
};

export function changesOf(random: Random, order: WantedOrder): readonly WantedChange[] {
  const { id } = order.input.order;
  const count = random.chance(0.4) ? random.between(1, CHANGES_MAX) : 0;
  return Array.from({ length: count }, (_, index) => ({
    id: `change ${index + 1} of ${id}`,
    asked: askedOf(random, order),
    atMs: order.beginsAtMs + random.between(0, random.chance(0.3) ? 500 : 60_000),
  }));
}

function askedOf(random: Random, { goods }: WantedOrder): AskedChange {
  const kind = random.pick(KINDS);
  if (kind === "cancel") return { kind };
  if (kind === "refund") {
    return { kind, amountMinor: random.between(1, 2 * UNIT_PRICE_MINOR), currency: "EUR" };
  }
  const wanted = goods.filter(() => random.chance(0.7));
  const chosen = wanted.length === 0 ? goods : wanted;
  const items = chosen.map(({ sku, quantity }) => ({ sku, quantity: random.between(1, quantity) }));
  return { kind, items };
}
