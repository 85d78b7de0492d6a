/** What must hold of a shop in which nothing is left to happen, whatever went wrong on the way. */

import type { WantedOrder } from "./orders-of-a-seed.ts";
import type { ChangeRow, OrderRow } from "./orders-tables.ts";
import type { Charge } from "./payment.ts";
import type { Shop } from "./shop.ts";

/** The promises that are broken, each said so that it can be looked up in the trace. */
export function brokenPromises(shop: Shop): readonly string[] {
  return [
    ...shop.wanted.flatMap((order) => brokenOf(shop, order)),
    ...brokenBudgets(shop),
    ...brokenStock(shop),
    ...brokenEvents(shop),
  ];
}

function brokenOf(shop: Shop, order: WantedOrder): readonly string[] {
  const { orders, sagas, late, changes, begunChanges } = shop;
  const { id } = order.input.order;
  const row = orders.get(id);
  if (row === undefined) return [`${id} is placed`];
  if (!(sagas.get(id)?.hasEnded() ?? false)) return [`the saga of ${id} ends`];
  if (late.get(id)?.hasEnded() === false) return [`late charges of ${id} are looked for`];
  const accepted = [...changes.values()].filter(({ orderId }) => orderId === id);
  const open = accepted.find(
    (it) => !begunChanges.get(it.id)?.hasEnded() || it.status === "processing",
  );
  if (open !== undefined) return [`${open.id} ends`];
  const done = accepted.filter(({ status }) => status === "done");
  const refundedMinor = sum(done, ({ amountMinor }) => amountMinor ?? 0);
  const found: Found = { shop, order, row, done };
  return [
    ...unless(row.refundedMinor === refundedMinor, `${id} says what its changes gave back`),
    ...(row.status === "confirmed" ? brokenConfirmed(found) : brokenUndone(found)),
  ];
}

type Found = {
  readonly shop: Shop;
  readonly order: WantedOrder;
  readonly row: OrderRow;
  readonly done: readonly ChangeRow[];
};

function brokenConfirmed({ shop, order, row, done }: Found): readonly string[] {
  const { payment, inventory, pricing } = shop;
  const { id } = row;
  const charges = payment.chargesOf(id);
  const taken = charges.filter(({ captures }) => captures > 0);
  const redeemed = pricing.redeemed.get(id);
  const soldMinor = sum(
    row.lines,
    ({ quantity, shortQuantity = 0, unit }) => unit.amount * (quantity - shortQuantity),
  );
  const takenOffMinor = sum(redeemed?.promotions ?? [], ({ discountMinor }) => discountMinor);
  const reservation = inventory.tables.reservations.get(`hold of ${id}`);
  return [
    ...unless(taken.length === 1, `${id} is captured once, not ${taken.length} times`),
    ...unless(
      openCharges(charges.filter((it) => it !== taken[0])) === 0,
      `${id} has no other charge`,
    ),
    ...unless(taken[0]?.amount.amount === row.totalMinor, `${id} is charged its total`),
    ...unless(taken[0]?.refunded.amount === row.refundedMinor, `${id} gives back what it says`),
    ...unless(taken[0]?.id === row.paymentId, `${id} names its payment`),
    ...unless(row.totalMinor === soldMinor - takenOffMinor, `${id} is charged what it redeemed`),
    ...unless(redeemed?.restored !== true, `what ${id} redeemed stays redeemed`),
    ...unless(reservation?.status === "confirmed", `the goods of ${id} are sold`),
    ...[...new Set(order.goods.map(({ sku }) => sku))].flatMap((sku) => {
      const of = <T extends { readonly sku: string }>(all: readonly T[]) =>
        all.filter((it) => it.sku === sku);
      const orderedUnits = sum(of(order.goods), (it) => it.quantity);
      const shortUnits = sum(of(row.lines), (it) => it.shortQuantity ?? 0);
      const changedUnits = sum(of(done.flatMap(({ items }) => items)), (it) => it.quantity);
      const leftUnits = sum(of(reservation?.allocations ?? []), ({ units }) => units);
      const isLeft = leftUnits === orderedUnits - shortUnits - changedUnits;
      const isWhole = shortUnits === 0 || order.input.order.shortfallPolicy === "refund";
      return [
        ...unless(isLeft, `${id} has the ${sku} that it was sold and did not send back`),
        ...unless(isWhole, `${id} sells all its ${sku}`),
      ];
    }),
  ];
}

function brokenUndone({ shop, order, row }: Found): readonly string[] {
  const { payment, inventory, pricing } = shop;
  const { id, status } = row;
  const charges = payment.chargesOf(id);
  const reservation = inventory.tables.reservations.get(`hold of ${id}`);
  const isTheirs = order.input.order.reservation.adopted && charges.length === 0;
  const isGivenBack =
    reservation === undefined || ["released", "expired"].includes(reservation.status);
  const isLeftAlone = isTheirs && reservation?.status === "held";
  return [
    ...unless(status === "failed" || status === "cancelled", `${id} ends, and not as ${status}`),
    ...unless(openCharges(charges) === 0, `nothing of ${id} stays authorised or captured`),
    ...unless(isGivenBack || isLeftAlone, `the hold of ${id} is given back`),
    ...unless(pricing.redeemed.get(id)?.restored !== false, `${id} gives back what it redeemed`),
    ...unless(status !== "failed" || row.problemCode !== undefined, `${id} says why`),
  ];
}

const openCharges = (charges: readonly Charge[]) =>
  charges.filter(({ status }) => status === "authorised" || status === "captured").length;

function brokenBudgets({ pricing }: Shop): readonly string[] {
  const open = [...pricing.redeemed.values()].filter(({ restored }) => !restored);
  const uses = sum(open, ({ promotions }) => promotions.length);
  return unless(uses === pricing.uses(), `${uses} orders redeemed, ${pricing.uses()} are counted`);
}

function brokenStock({ inventory, items }: Shop): readonly string[] {
  const { shelves, ledger, reservations } = inventory.tables;
  return items.flatMap(({ sku, units: opening }) => {
    const shelf = [...shelves.values()].find((row) => row.sku === sku);
    const linesOf = (status: string) =>
      [...reservations.values()]
        .filter((it) => it.status === status)
        .flatMap(({ allocations }) =>
          allocations.filter((line) => line.sku === sku && line.location !== undefined),
        );
    const moved = sum(
      ledger.filter((line) => line.sku === sku),
      ({ units }) => units,
    );
    const sold = sum(linesOf("confirmed"), ({ units }) => units);
    const held = sum(linesOf("held"), ({ units }) => units);
    return [
      ...unless(shelf?.onHandUnits === moved, `the ledger of ${sku} adds up to its stock`),
      ...unless(shelf?.onHandUnits === opening - sold, `what ${sku} lost in stock was sold`),
      ...unless(shelf?.reservedUnits === held, `what is reserved of ${sku} is held by somebody`),
      ...unless(sold <= opening, `no more of ${sku} is sold than there was`),
    ];
  });
}

function brokenEvents(shop: Shop): readonly string[] {
  const { stockEvents, orderEvents, demand, letters, inventory, items } = shop;
  const bought = stockEvents.events.filter(({ type }) => type === "reservation.confirmed");
  const lines = bought.flatMap(({ data }) => (data as { items: readonly BoughtLine[] }).items);
  return [
    ...items.flatMap(({ sku }) => {
      const units = sum(
        lines.filter((line) => line.sku === sku),
        ({ quantity }) => quantity,
      );
      const counted = demand.demand.get(sku) ?? 0;
      const shelf = [...inventory.tables.shelves.values()].find((row) => row.sku === sku);
      const free = (shelf?.onHandUnits ?? 0) - (shelf?.reservedUnits ?? 0);
      return [
        ...unless(counted === units, `${units} ${sku} were bought, ${counted} are counted`),
        ...unless(demand.stock.get(sku)?.units === free, `the last stock of ${sku} is known`),
      ];
    }),
    ...orderEvents.events.flatMap(({ aggregate, sequence }) => {
      const times = letters.letters.get(`${aggregate}/${sequence}`) ?? 0;
      return unless(times === 1, `${aggregate}/${sequence} takes effect once, not ${times} times`);
    }),
    ...shop.wanted.flatMap(({ input }) => {
      const { id } = input.order;
      const told = orderEvents.events.filter(({ aggregate }) => aggregate === `order/${id}`);
      const sequences = new Set(told.map(({ sequence }) => sequence));
      // A cancellation of what its checkout has undone already had nothing to do.
      const wasSold = told.some(({ type }) => type === "order.confirmed");
      const effects = [...shop.changes.values()].filter(
        ({ orderId, status }) => wasSold && orderId === id && status === "done",
      );
      const isGapless = sequences.size === told.length && Math.max(...sequences) === told.length;
      return [
        ...unless(isGapless, `the events of ${id} are numbered without a gap`),
        ...unless(told.length === 1 + effects.length, `${id} tells each thing that became of it`),
      ];
    }),
  ];
}

type BoughtLine = { readonly sku: string; readonly quantity: number };

const unless = (holds: boolean, promise: string): readonly string[] => (holds ? [] : [promise]);

const sum = <T>(list: readonly T[], amountOf: (each: T) => number): number =>
  list.reduce((total, each) => total + amountOf(each), 0);
