import type { Service } from "@holdfast/http-service";
import { callerOf } from "@holdfast/http-service/caller";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { OrderStatusSchema, OrderSummary, toOrderSummary } from "../order-body.ts";
import { listOrders } from "./list-orders.store.ts";
import { CURSOR_PATTERN, parseCursor, toCursor } from "./list-orders.ts";

const LIST = {
  operationId: "listOrders",
  summary: "Read your orders, newest first",
  description: "Without their timelines. An administrator reads those of every account.",
  tags: ["orders"],
  querystring: Type.Object(
    {
      status: Type.Optional(OrderStatusSchema),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
      cursor: Type.Optional(
        Type.String({ pattern: CURSOR_PATTERN, description: "`nextCursor` of a page." }),
      ),
    },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      data: Type.Array(OrderSummary),
      nextCursor: Type.Union([Type.String(), Type.Null()]),
    }),
    ...problemResponses(400, 401),
  },
};

/** GET /v1/orders. Nothing is passed over or told twice while orders are placed: pages go by time, not by count. */
export function addListOrdersRoute(routes: Service, { db }: { readonly db: Database }): void {
  routes.get("/v1/orders", { schema: LIST }, async (request, reply) => {
    const { account, scope } = callerOf();
    const { status, limit = 50, cursor } = request.query;
    const orders = await listOrders(db, {
      account: scope === "admin" ? undefined : account,
      status,
      after: cursor === undefined ? undefined : parseCursor(cursor),
      limit: limit + 1,
    });
    const page = orders.slice(0, limit);
    const last = orders.length > limit ? page.at(-1) : undefined;
    return reply.send({
      data: page.map(toOrderSummary),
      nextCursor: last === undefined ? null : toCursor(last),
    });
  });
}
