/** What must hold of a shop in which nothing is left to happen, whatever went wrong on the way. */
import type { Charge } from "./payment.ts";
import type { Shop } from "./shop.ts";

/** The promises that are broken, each said so that it can be looked up in the trace. */
export function brokenPromises(shop: Shop): readonly string[] {
  return [
    ...shop.wanted.flatMap((order) => brokenOf(shop, order.input.order.id)),
    ...brokenBudgets(shop),
    ...brokenStock(shop),
    ...brokenEvents(shop),
  ];
}

function brokenOf(shop: Shop, id: string): readonly string[] {
  const { orders, sagas, late } = shop;
  const row = orders.get(id);
  if (row === undefined) return [`${id} is placed`];
  if (!(sagas.get(id)?.hasEnded() ?? false)) return [`the saga of ${id} ends`];
  if (late.get(id)?.hasEnded() === false) return [`late charges of ${id} are looked for`];
  if (row.status === "confirmed") return brokenConfirmed(shop, id);
  if (row.status === "failed" || row.status === "cancelled") return brokenUndone(shop, id);
  return [`${id} is confirmed, failed or cancelled, not ${row.status}`];
}

function brokenConfirmed({ orders, payment, inventory, pricing, wanted }: Shop, id: string) {
  const row = orders.get(id);
  const charges = payment.chargesOf(id);
  const captured = charges.filter(({ status }) => status === "captured");
  const order = wanted.find(({ input }) => input.order.id === id);
  const reservation = inventory.tables.reservations.get(`hold of ${id}`);
  const redeemed = pricing.redeemed.get(id);
  const fullMinor = sum(
    row?.lines ?? [],
    ({ quantity, shortQuantity = 0, unit }) => unit.amount * (quantity - shortQuantity),
  );
  const takenOffMinor = sum(redeemed?.promotions ?? [], ({ discountMinor }) => discountMinor);
  return [
    ...unless(captured.length === 1, `${id} is captured once, not ${captured.length} times`),
    ...unless(openCharges(charges) === 1, `${id} has nothing else authorised or captured`),
    ...unless(captured[0]?.amount.amount === row?.totalMinor, `${id} is charged its total`),
    ...unless(captured[0]?.refundedMinor === 0, `nothing of ${id} is refunded`),
    ...unless(captured[0]?.id === row?.paymentId, `${id} names its payment`),
    ...unless(row?.totalMinor === fullMinor - takenOffMinor, `${id} is charged what it redeemed`),
    ...unless(redeemed?.restored !== true, `what ${id} redeemed stays redeemed`),
    ...unless(reservation?.status === "confirmed", `the goods of ${id} are sold`),
    ...(order?.goods ?? []).flatMap(({ sku, quantity }) => {
      const line = row?.lines.find((it) => it.sku === sku);
      const soldUnits = quantity - (line?.shortQuantity ?? 0);
      const taken = (reservation?.allocations ?? []).filter((it) => it.sku === sku);
      const takenUnits = sum(taken, ({ units }) => units);
      const isWhole = soldUnits === quantity || order?.input.order.shortfallPolicy === "refund";
      return [
        ...unless(takenUnits === soldUnits, `${id} takes the ${soldUnits} ${sku} that it sells`),
        ...unless(isWhole, `${id} sells all ${quantity} ${sku}`),
      ];
    }),
  ];
}

function brokenUndone({ orders, payment, inventory, pricing, wanted }: Shop, id: string) {
  const charges = payment.chargesOf(id);
  const reservation = inventory.tables.reservations.get(`hold of ${id}`);
  const order = wanted.find(({ input }) => input.order.id === id);
  const isTheirs = order?.input.order.reservation.adopted === true && charges.length === 0;
  const isGivenBack =
    reservation === undefined || ["released", "expired"].includes(reservation.status);
  const isLeftAlone = isTheirs && reservation?.status === "held";
  return [
    ...unless(openCharges(charges) === 0, `nothing of ${id} stays authorised or captured`),
    ...unless(isGivenBack || isLeftAlone, `the hold of ${id} is given back`),
    ...unless(pricing.redeemed.get(id)?.restored !== false, `${id} gives back what it redeemed`),
    ...unless(orders.get(id)?.status !== "failed" || hasProblem(orders.get(id)), `${id} says why`),
  ];
}

const hasProblem = (row: { readonly problemCode: string | undefined } | undefined) =>
  row?.problemCode !== undefined;

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
      const isTold = told.length === 1 && told[0]?.type === `order.${shop.orders.get(id)?.status}`;
      return unless(isTold, `${id} tells once how it ended`);
    }),
  ];
}

type BoughtLine = { readonly sku: string; readonly quantity: number };

const unless = (holds: boolean, promise: string): readonly string[] => (holds ? [] : [promise]);

const sum = <T>(list: readonly T[], amountOf: (each: T) => number): number =>
  list.reduce((total, each) => total + amountOf(each), 0);
