import type { Item, Shipment } from "./checkout/checkout.ts";

/**
 * What is left to be sent of an order's shipments when `cancelled` units are taken off: those that wait first, as the
 * inventory gives up what it owes before it takes from a shelf. A shipment of which nothing is left is none.
 */
export function shipmentsLeft(
  shipments: readonly Shipment[],
  cancelled: readonly Item[],
): readonly Shipment[] {
  const due = new Map<string, number>();
  for (const { sku, quantity } of cancelled) due.set(sku, (due.get(sku) ?? 0) + quantity);
  const without = (shipment: Shipment): Shipment => ({
    ...shipment,
    lines: shipment.lines.flatMap(({ sku, quantity }) => {
      const off = Math.min(quantity, due.get(sku) ?? 0);
      due.set(sku, (due.get(sku) ?? 0) - off);
      return off === quantity ? [] : [{ sku, quantity: quantity - off }];
    }),
  });
  const waiting = new Map(
    shipments.filter(({ status }) => status === "backordered").map((it) => [it, without(it)]),
  );
  return shipments
    .map((shipment) => waiting.get(shipment) ?? without(shipment))
    .filter(({ lines }) => lines.length > 0);
}
