import { toWire } from "@holdfast/money";
import { ProblemSchema } from "@holdfast/problem";
import { type Static, Type } from "typebox";
import { Amount, OrderBody, OrderId, OrderStatusSchema } from "./order-body.ts";
import type { OrderChange } from "./order-changes/order-changes.store.ts";

/** A change of an order as it is shown. */
export const ChangeBody = Type.Object({
  id: Type.String({ format: "uuid" }),
  kind: Type.Enum(["cancel", "cancel-lines", "refund", "return"]),
  status: Type.Enum(["processing", "done", "failed"], {
    description: "`failed`: nothing was changed, `problem` says why.",
  }),
  items: Type.Array(Type.Object({ sku: Type.String(), quantity: Type.Integer() })),
  amount: Type.Optional({ ...Amount, description: "What is given back by it." }),
  restock: Type.Boolean(),
  location: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  problem: Type.Optional(ProblemSchema),
  createdAt: Type.String({ format: "date-time" }),
  finishedAt: Type.Optional(Type.String({ format: "date-time" })),
});
export const ChangeList = Type.Object({ data: Type.Array(ChangeBody) });

/** The order after a change. An order that its checkout cancelled has none. */
export const ChangedOrderBody = Type.Object({
  ...OrderBody.properties,
  change: Type.Optional(ChangeBody),
});
export const AcceptedChangeBody = Type.Object({
  id: OrderId,
  status: OrderStatusSchema,
  change: ChangeBody,
});

export function toChangeBody(change: OrderChange): Static<typeof ChangeBody> {
  const { id, kind, status, items, amountMinor, currency, restock } = change;
  const { location, reason, problem, finishedAtMs } = change;
  return {
    ...{ id, kind, status, restock },
    items: items.map(({ sku, quantity }) => ({ sku, quantity })),
    ...(amountMinor === undefined ? {} : { amount: toWire({ amountMinor, currency }) }),
    ...(location === undefined ? {} : { location }),
    ...(reason === undefined ? {} : { reason }),
    ...(problem === undefined ? {} : { problem: problem as Static<typeof ProblemSchema> }),
    createdAt: new Date(change.createdAtMs).toISOString(),
    ...(finishedAtMs === undefined ? {} : { finishedAt: new Date(finishedAtMs).toISOString() }),
  };
}
