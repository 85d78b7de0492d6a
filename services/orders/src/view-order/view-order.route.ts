import type { Service } from "@holdfast/http-service";
import { callerOf } from "@holdfast/http-service/caller";
import { sendProblem } from "@holdfast/http-service/errors";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { findOrder } from "../order.store.ts";
import { OrderBody, OrderId, toOrderSummary, toTimelineEntry } from "../order-body.ts";
import { toProblem } from "../problems.ts";
import { findTimeline } from "./view-order.store.ts";

const GET = {
  operationId: "getOrder",
  summary: "Read an order and its timeline",
  tags: ["orders"],
  params: Type.Object({ id: OrderId }),
  response: { 200: OrderBody, ...problemResponses(400, 401, 404) },
};

/** GET /v1/orders/{id}: another account's order does not exist for the caller; an administrator sees them all. */
export function addViewOrderRoute(routes: Service, { db }: { readonly db: Database }): void {
  routes.get("/v1/orders/:id", { schema: GET }, async (request, reply) => {
    const { account, scope } = callerOf();
    const { id } = request.params;
    const [order, steps] = await Promise.all([findOrder(db, id), findTimeline(db, id)]);
    if (order === undefined || (order.account !== account && scope !== "admin")) {
      return sendProblem(reply, toProblem({ kind: "order-not-found", id }));
    }
    return reply.send({ ...toOrderSummary(order), timeline: steps.map(toTimelineEntry) });
  });
}
