import type { Service } from "@holdfast/http-service";
import { callerOf } from "@holdfast/http-service/caller";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { OrderId } from "../order-body.ts";
import { countOverdue, findOverdue } from "./overdue-compensations.store.ts";

/** More than a person reads: whoever has that many looks at what they have in common. */
const LISTED_MAX = 100;

const LIST = {
  operationId: "listOverdueCompensations",
  summary: "Read what could not be taken back for more than 5 minutes",
  description:
    "Money or goods that an order has to give back, whose callee does not take them. Each is tried again, at least every 10 s or so, until it succeeds; it is gone from here then. The oldest 100.",
  tags: ["operations"],
  response: {
    200: Type.Object({
      total: Type.Integer({ description: "Of all, listed or not." }),
      data: Type.Array(
        Type.Object({
          orderId: OrderId,
          account: Type.String(),
          step: Type.String({ description: "As in the order's timeline." }),
          attempt: Type.Integer({ minimum: 1 }),
          since: Type.String({ format: "date-time", description: "Of the first attempt." }),
        }),
      ),
    }),
    ...problemResponses(401),
  },
};

/** GET /v1/admin/overdue-compensations: of every account. */
export function addOverdueCompensationsRoute(
  routes: Service,
  { db, nowMs }: { readonly db: Database; readonly nowMs: () => number },
): void {
  routes.get("/v1/admin/overdue-compensations", { schema: LIST }, async (_request, reply) => {
    callerOf();
    const atMs = nowMs();
    const [{ count }, overdue] = await Promise.all([
      countOverdue(db, atMs),
      findOverdue(db, { nowMs: atMs, limit: LISTED_MAX }),
    ]);
    const data = overdue.map(({ since, ...each }) => ({ ...each, since: since.toISOString() }));
    return reply.send({ total: count, data });
  });
}
